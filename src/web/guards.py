"""The one guard: a route that names no permission is closed, and a posted form must carry its session's token."""

import hmac
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection  # noqa: TC002 - Litestar reads it
from litestar.exceptions import NotAuthorizedException
from litestar.handlers import BaseRouteHandler

from access.permissions.model import Actor, Permission
from access.permissions.rules import OPT_KEY, may
from core.errors import DomainError, NotFound
from web.identity import form_token, session_token

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
TOKEN_FIELD, TOKEN_HEADER = "_csrf_token", "x-csrftoken"


class RouteSilent(DomainError):
    """Programming error: the route names no permission."""

    status = 403
    message = "このページには、だれが開けるかの定めがありません。"


class FormStale(DomainError):
    """A form without the token of this session: opened before signing in again, or sent from elsewhere."""

    status = 403
    message = "画面を開いてから、サインインし直したようです。前の画面に戻り、開き直してから、もう一度送ってください。"


async def guard(connection: "ASGIConnection[Any, Any, Any, Any]", handler: BaseRouteHandler) -> None:
    """Default deny, then the role, then the form's origin. Raises NotAuthorizedException when nobody is signed in."""
    permission = handler.opt.get(OPT_KEY)
    if not isinstance(permission, Permission):
        raise RouteSilent
    actor: Actor | None = connection.scope.get("user")
    if permission is not Permission.PUBLIC and actor is None:
        raise NotAuthorizedException
    if not may(actor, permission):
        raise NotFound
    if isinstance(connection, Request) and connection.method not in SAFE_METHODS:
        await _check_origin(connection, signed_in=actor is not None)


async def _check_origin(request: "Request[Any, Any, Any]", *, signed_in: bool) -> None:
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        raise FormStale
    if not signed_in:
        return
    form = None if TOKEN_HEADER in request.headers else await request.form()
    given = request.headers.get(TOKEN_HEADER) if form is None else form.get(TOKEN_FIELD)
    expected = form_token(session_token(request))
    if isinstance(given, str) and hmac.compare_digest(given.encode(), expected.encode()):
        return
    if form is not None:
        await form.close()  # nobody else will: a refused upload must not stay open
    raise FormStale
