"""/audit: the record of who did and saw what."""

from litestar import Controller, get
from litestar.params import FromQuery
from litestar.response import Template

from access.acting import actor_of, scope_of_request
from access.audit import actions, presenters
from access.permissions.model import Permission
from access.permissions.rules import needs
from core.pages import PageRequest


class AuditPages(Controller):
    """The audit record."""

    path = "/audit"

    @get("/", opt=needs(Permission.AUDIT_READ))
    async def read(self, request: PageRequest, page: FromQuery[int] = 1, check: FromQuery[str] = "") -> Template:
        """One page of it, and whether the chain is whole."""
        found = await actions.read_page(actor_of(request), scope_of_request(request), page, check=bool(check))
        context = {
            "page": found,
            "lines": presenters.lines(found.entries),
            "sentence": presenters.chain_sentence(found),
        }
        return Template("access/audit/list.html", context=context)
