"""/settings/tiers: the council's kinds of meetings."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from access.acting import actor_of, scope_of_request
from access.permissions.model import Permission, Scope
from access.permissions.rules import needs
from core import clock
from core.errors import Invalid
from core.pages import Flash, PageRequest, posted, see_other
from meetings.tiers import actions, forms, presenters
from meetings.tiers.model import Layer, MeetingTier


class TierPages(Controller):
    """Kinds of meetings under 設定."""

    path = "/settings/tiers"

    @get("/", opt=needs(Permission.COUNCIL_SETTINGS))
    async def list_tiers(self, request: PageRequest) -> Template:
        """All kinds of meetings."""
        scope = scope_of_request(request)
        tiers = await actions.ensure_default_tiers(scope)
        names = {agency.id: agency.short for agency in await actions.agencies_to_choose(scope)}
        return Template("meetings/tiers/list.html", context={"rows": presenters.tier_rows(tiers, names, scope.day)})

    @get("/new", opt=needs(Permission.COUNCIL_SETTINGS))
    async def new_tier(self, request: PageRequest) -> Template:
        """An empty form."""
        return await _form(scope_of_request(request), None, forms.typed_tier(None))

    @post("/new", opt=needs(Permission.COUNCIL_SETTINGS))
    async def add_tier(self, request: PageRequest) -> Template | Redirect:
        """Add a kind of meeting."""
        scope, fields = scope_of_request(request), await posted(request)
        position = len(await actions.ensure_default_tiers(scope))
        try:
            tier = forms.read_tier(fields, before=None, position=position, today=clock.today())
        except Invalid as refused:
            return await _form(scope, None, forms.retyped_tier(fields), refused.problems)
        await actions.add_tier(actor_of(request), tier)
        return see_other("/settings/tiers", Flash("done", "会議の種類を足しました。"))

    @get("/{tier_id:uuid}", opt=needs(Permission.COUNCIL_SETTINGS))
    async def edit_tier(self, request: PageRequest, tier_id: FromPath[UUID]) -> Template:
        """The form of one kind of meeting."""
        scope = scope_of_request(request)
        tier = await actions.tier(scope, tier_id)
        return await _form(scope, tier, forms.typed_tier(tier))

    @post("/{tier_id:uuid}", opt=needs(Permission.COUNCIL_SETTINGS))
    async def change_tier(self, request: PageRequest, tier_id: FromPath[UUID]) -> Template | Redirect:
        """Save it."""
        scope, fields = scope_of_request(request), await posted(request)
        before = await actions.tier(scope, tier_id)
        try:
            tier = forms.read_tier(fields, before=before, position=before.position, today=clock.today())
        except Invalid as refused:
            return await _form(scope, before, forms.retyped_tier(fields), refused.problems)
        await actions.change_tier(actor_of(request), tier)
        return see_other("/settings/tiers", Flash("done", "会議の種類を直しました。"))


async def _form(
    scope: Scope, tier: MeetingTier | None, typed: Mapping[str, object], problems: Mapping[str, str] | None = None
) -> Template:
    context = {
        "tier": tier,
        "typed": defaultdict(str, typed),
        "problems": problems or {},
        "labels": forms.LABELS,
        "layers": tuple(Layer),
        "agencies": [(str(agency.id), agency.name) for agency in await actions.agencies_to_choose(scope)],
    }
    return Template("meetings/tiers/form.html", context=context, status_code=422 if problems else 200)
