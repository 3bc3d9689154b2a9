"""/settings/first: what a new council is asked once: its name, the 調整機関, what it calls its meetings."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid4

from litestar import Controller, get, post
from litestar.response import Redirect, Template

from access.acting import actor_of, scope_of_request
from access.councils import actions as councils
from access.councils.model import Council
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import needs
from core import clock
from core.errors import Invalid
from core.forms import Fields
from core.pages import Flash, PageRequest, posted, see_other
from core.text import fold
from meetings.tiers import actions as tiers
from meetings.tiers.model import MeetingTier
from network.agencies import actions as agencies
from network.agencies import seat_actions as seats
from network.agencies.model import Agency, SecrecyClass
from network.agencies.recognition import recognise

COORDINATING_KIND = "child_and_family_center"
UNNAMED = "（名称未設定）"
LABELS = {
    "name": "協議会の名称", "short_name": "略称", "municipality": "市町村の名前",
    "coordinating_agency": "調整機関の名前", "office_name": "差出しの課・係", "phone": "電話",
}  # fmt: skip


class FirstPages(Controller):
    """The first minutes of a new council."""

    path = "/settings/first"

    @get("/", opt=needs(Permission.COUNCIL_SETTINGS))
    async def ask(self, request: PageRequest) -> Template:
        """Three things, once."""
        scope = scope_of_request(request)
        council = await councils.council_of(scope)
        name = "" if council.name == UNNAMED else council.name
        profile = council.profile
        typed = {
            "name": name, "short_name": profile.short_name, "municipality": profile.municipality,
            "coordinating_agency": profile.coordinating_agency, "office_name": profile.office_name,
            "phone": profile.phone,
        }  # fmt: skip
        return await _page(scope, typed)

    @post("/", opt=needs(Permission.COUNCIL_SETTINGS))
    async def keep(self, request: PageRequest) -> Template | Redirect:
        """Keep them: the profile, the meetings' names, and the 調整機関 as the first agency."""
        scope, fields, actor = scope_of_request(request), await posted(request), actor_of(request)
        found = await tiers.ensure_default_tiers(scope)
        try:
            council = _read(fields, await councils.council_of(scope))
            names = _read_names(fields, found)
        except Invalid as refused:
            return await _page(scope, fields.typed, refused.problems)
        await councils.change(actor, council)
        for tier in found:
            if names[tier.id] != tier.name:
                await tiers.change_tier(actor, replace(tier, name=names[tier.id]))
        await _register_coordinator(actor, scope, council)
        return see_other("/agencies", Flash("info", "用意ができました。つぎは、関係機関の名簿です。"))


def _read(fields: Fields, before: Council) -> Council:
    name = fields.line("name", required="協議会の名称を入れてください。", longest=100)
    profile = replace(
        before.profile,
        short_name=fields.line("short_name", longest=120),
        municipality=fields.line("municipality", longest=120),
        coordinating_agency=fields.line(
            "coordinating_agency", required="調整機関の名前を入れてください。", longest=100
        ),
        office_name=fields.line("office_name", longest=120),
        phone=fields.line("phone", longest=40),
    )
    fields.check()
    return replace(before, name=name, profile=profile)


def _read_names(fields: Fields, found: list[MeetingTier]) -> dict[UUID, str]:
    names = {tier.id: fields.line(f"tier.{tier.id}", required="名前を入れてください。", longest=60) for tier in found}
    fields.check()
    return names


async def _register_coordinator(actor: Actor, scope: Scope, council: Council) -> None:
    name = council.profile.coordinating_agency
    choices = await agencies.choices(scope)
    if any(fold(agency.name) == fold(name) for agency in choices.agencies):
        return
    found = recognise(name, municipality=council.profile.municipality or None, kinds=choices.kinds)
    code = found.kind.code if found.kind else COORDINATING_KIND
    agency = Agency(
        id=uuid4(), kind_code=code, name=name, phone=council.profile.phone, secrecy_class=SecrecyClass.PUBLIC_BODY
    )
    await agencies.add_agency(actor, agency, today=clock.today())
    await seats.designate_coordinator(actor, agency.id, today=clock.today())


async def _page(scope: Scope, typed: Mapping[str, object], problems: Mapping[str, str] | None = None) -> Template:
    found = await tiers.ensure_default_tiers(scope)
    context = {
        "typed": defaultdict(str, typed),
        "tiers": [(f"tier.{tier.id}", tier.layer.label, typed.get(f"tier.{tier.id}", tier.name)) for tier in found],
        "problems": problems or {},
        "labels": {**LABELS, **{f"tier.{tier.id}": tier.layer.label for tier in found}},
    }
    return Template("access/councils/first.html", context=context, status_code=422 if problems else 200)
