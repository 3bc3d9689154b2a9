"""The application: routes of every feature, one guard, one error handler, headers, templates, static files."""

from collections.abc import Sequence
from uuid import UUID

from litestar import Litestar
from litestar.static_files import create_static_files_router
from litestar.template.config import TemplateConfig

from access.permissions.model import Permission, Scope
from access.permissions.rules import needs
from core.resources import resource
from meetings.agenda import store as agenda
from network.imports.other_uses import ask_before_undo
from web import templating
from web.failures import answer
from web.guards import guard
from web.headers import before_send
from web.identity import Identity
from web.routes import HANDLERS

LARGEST_BODY = 11 * 1024 * 1024


def application() -> Litestar:
    """The ASGI application. The database is opened by who serves it (`web.serving`, tests)."""
    ask_before_undo(_on_an_agenda)
    static = create_static_files_router(
        path="/static", directories=[resource("static")], opt=needs(Permission.PUBLIC), include_in_schema=False
    )
    return Litestar(
        route_handlers=[*HANDLERS, static],
        guards=[guard],
        middleware=[Identity()],
        exception_handlers={Exception: answer},
        before_send=[before_send],
        template_config=_templates(),
        openapi_config=None,
        logging_config=None,
        request_max_body_size=LARGEST_BODY,
    )


def _templates() -> "TemplateConfig[templating.Engine]":
    return TemplateConfig(instance=templating.engine())


async def _on_an_agenda(scope: Scope, case_ids: Sequence[UUID]) -> frozenset[UUID]:
    """What the undo of an import asks: meetings know cases, cases do not know meetings."""
    return await agenda.on_an_agenda(case_ids, scope=scope)
