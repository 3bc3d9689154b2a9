"""Who is acting in a request: put there by the shell's middleware after the guard let the page open."""

from typing import Any

from litestar import Request

from access.permissions.model import Actor, Scope
from access.permissions.rules import scope_of
from core import clock
from core.errors import NotAllowed


def actor_of(request: Request[Any, Any, Any]) -> Actor:
    """The signed-in person. Raises NotAllowed on public pages without one."""
    actor = request.scope.get("user")
    if not isinstance(actor, Actor):
        raise NotAllowed
    return actor


def scope_of_request(request: Request[Any, Any, Any]) -> Scope:
    """What exists for the signed-in person today."""
    return scope_of(actor_of(request), today=clock.today())
