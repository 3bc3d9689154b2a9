"""/settings/kinds: the catalogue of kinds of agencies and the council's own."""

from collections import defaultdict
from collections.abc import Mapping

from litestar import Controller, get, post
from litestar.response import Redirect, Template

from access.acting import actor_of, scope_of_request
from access.permissions.model import Permission, Scope
from access.permissions.rules import needs
from core.errors import Invalid
from core.pages import Flash, PageRequest, posted, see_other
from network.agencies import actions, forms, presenters
from network.agencies.agency_kind import GROUPS
from network.agencies.kind_choices import kinds_of_council


class KindPages(Controller):
    """Kinds of agencies under 設定."""

    path = "/settings/kinds"

    @get("/", opt=needs(Permission.COUNCIL_SETTINGS))
    async def list_kinds(self, request: PageRequest) -> Template:
        """The catalogue, and a form for one more."""
        return await _page(scope_of_request(request), {})

    @post("/", opt=needs(Permission.COUNCIL_SETTINGS))
    async def add_kind(self, request: PageRequest) -> Template | Redirect:
        """Add a kind."""
        fields = await posted(request)
        try:
            await actions.add_kind(actor_of(request), forms.read_kind(fields))
        except Invalid as refused:
            return await _page(scope_of_request(request), fields.typed, refused.problems)
        return see_other("/settings/kinds", Flash("done", "種別を足しました。"))


async def _page(scope: Scope, typed: Mapping[str, object], problems: Mapping[str, str] | None = None) -> Template:
    own = await actions.local_kinds(scope)
    context = {
        "groups": presenters.kind_groups(kinds_of_council(own), own),
        "headings": [(group, group) for group in GROUPS],
        "secrecy": presenters.secrecy_choices(),
        "typed": defaultdict(str, typed),
        "problems": problems or {},
        "labels": forms.LABELS,
    }
    return Template("network/agencies/kinds.html", context=context, status_code=422 if problems else 200)
