"""A council in which every field about two invented households carries a mark of its own.

Household 1 has the children `a` and `b`, household 2 the child `c`, whose address is hidden. The school is linked to
`a`, the nursery to `b`, the center leads all; the guidance center is a standing member; the clinic knows nobody. One
meeting was held today (school and center sat in it, the nursery was absent), the next one is announced in a week.
"""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from uuid import UUID, uuid4

from access.audit.model import AuditEvent, AuditKind
from access.councils import actions as councils
from access.permissions.model import Actor, Role, Scope
from access.permissions.rules import whole_council
from core import clock
from core.database import transaction
from meetings.agenda import actions as agenda
from meetings.agenda import store as agenda_store
from meetings.agenda.model import ItemKind
from meetings.scheduling import actions as scheduling
from meetings.scheduling import store as meeting_store
from meetings.scheduling.model import Meeting, Reply
from meetings.scheduling.plan import MeetingPlan
from meetings.tiers import actions as tiers
from meetings.tiers.model import Layer
from network.agencies import store as agency_store
from network.agencies.model import Agency
from network.cases import store as case_store
from network.cases.model import Case, Household, Linkage, LinkageRole, Promise, Severity, Sighting
from tests.conftest import Cast, ClientAs, person
from tests.integration.web.planted_day import announce, arrange, bring_list, hold, items_of, repair
from tests.integration.web.planter import Planter

CHILDREN = ("a", "b", "c")
WHO = ("school", "nursery", "center", "guidance")


@dataclass(frozen=True, kw_only=True)
class Planted:
    """The council, its records, and what each mark stands in."""

    cast: Cast
    nursery: Agency
    guidance: Agency
    sibling_only: Actor
    standing: Actor
    marks: dict[str, str]
    children: dict[str, Case]
    promises: dict[str, Promise]
    linkages: dict[str, Linkage]
    held: Meeting
    coming: Meeting
    import_id: UUID
    items: tuple[UUID, ...]
    arrangements: tuple[UUID, ...]
    jobs: tuple[UUID, ...]

    @property
    def scope(self) -> Scope:
        """The whole council today."""
        return whole_council(self.cast.council, today=clock.today())

    @property
    def everything(self) -> frozenset[str]:
        """Every mark."""
        return frozenset(self.marks.values())

    def named(self, found: set[str]) -> set[str]:
        """The fields that marks stand in."""
        return {name for name, mark in self.marks.items() if mark in found}


async def planted(cast: Cast, client_as: ClientAs) -> Planted:
    """Plant everything, hold the first meeting, announce the second."""
    planter, today = Planter(), clock.today()
    nursery = Agency(id=uuid4(), kind_code="nursery", name="汐見第一保育園", mail="hoiku@shiomi.invalid")
    guidance = Agency(id=uuid4(), kind_code="child_guidance_center", name="県中央児童相談所", mail="jiso@ken.invalid")
    audit = AuditEvent.of_operator(AuditKind.AGENCY_CREATED)
    async with transaction(cast.council):
        await agency_store.add_agencies([nursery, guidance], audit=audit)
        await agency_store.save_agency(replace(cast.school, mail="daini@school.invalid"), audit=audit)
    sibling_only = await person(cast.council, "hoiku", "保育 一子", Role.MEMBER, agency=nursery)
    standing = await person(cast.council, "jiso", "児相 次郎", Role.MEMBER, agency=guidance)
    children, links, promises = await _cases(cast, planter, nursery, guidance)
    await _council(cast, guidance)
    invited = (cast.school.id, nursery.id, cast.center.id, guidance.id)
    coming = await _meeting(cast, planter, invited, held_on=today + timedelta(days=7), name="coming")
    held = await _meeting(cast, planter, invited, held_on=today, name="held")
    weighed = await arrange(cast, coming)
    await announce(cast, coming)
    arranged = await repair(cast, coming)
    async with client_as(cast.coordinator) as office:
        await hold(office, cast, planter, meeting=held, children=children, nursery=nursery)
        import_id = await bring_list(office, planter)
        await office.send_form(f"/cases/{children['c'].id}/address", reason=planter.mark("reveal.reason"))
    scope = whole_council(cast.council, today=today)
    async with transaction(cast.council):
        made = {one.what: one for one in await case_store.promises(scope=scope)}
        items = [one.id for meeting in (held, coming) for one in await agenda_store.items(meeting.id, scope=scope)]
    promises |= {name: made[planter.marks[f"{name}.what"]] for name in ("p_school", "p_center", "p_nursery")}
    return Planted(
        cast=cast, nursery=nursery, guidance=guidance, sibling_only=sibling_only, standing=standing,
        marks=planter.marks, children=children, promises=promises, linkages=links, held=held, coming=coming,
        import_id=import_id, items=tuple(items), arrangements=arranged[0], jobs=(weighed, *arranged[1]),
    )  # fmt: skip


async def _cases(
    cast: Cast, planter: Planter, nursery: Agency, guidance: Agency
) -> tuple[dict[str, Case], dict[str, Linkage], dict[str, Promise]]:
    today = clock.today()
    first, second = (planter.filled(name, Household(id=uuid4(), address_hidden=name == "h2")) for name in ("h1", "h2"))
    children = {
        name: planter.filled(
            name,
            Case(
                id=uuid4(), household_id=second.id if name == "c" else first.id, number=planter.mark(f"{name}.number"),
                name=planter.mark(f"{name}.name"), birth_date=date(2017 + place, 7, 19), next_review_on=today,
                accepted_on=today - timedelta(days=90), severity=None if name == "c" else Severity.SEVERE,
            ),
        )
        for place, name in enumerate(CHILDREN)
    }  # fmt: skip
    who = {"school": ("a", cast.school), "nursery": ("b", nursery), "guidance": ("c", guidance)}
    links = {
        key: planter.filled(
            f"link_{key}",
            Linkage(id=uuid4(), case_id=children[child].id, agency_id=agency.id, role=LinkageRole.WATCH, since=None),
        )
        for key, (child, agency) in who.items()
    }
    leads = [
        planter.filled(f"lead_{name}", Linkage(id=uuid4(), case_id=case.id, agency_id=cast.center.id, is_lead=True))
        for name, case in children.items()
    ]
    seen = [
        planter.filled(f"seen_{name}", Sighting(id=uuid4(), case_id=case.id, seen_on=today, agency_id=cast.center.id))
        for name, case in children.items()
    ]
    promises = {
        key: planter.filled(
            key,
            Promise(
                id=uuid4(), case_id=children[child].id, agency_id=agency.id, what=planter.mark(f"{key}.what"),
                done_on=today if key == "own_done" else None,
            ),
        )
        for key, child, agency in (
            ("own_open", "a", cast.school), ("own_done", "a", cast.school), ("other_a", "a", cast.center),
            ("own_b", "b", nursery), ("other_c", "c", cast.center),
        )
    }  # fmt: skip
    audit = AuditEvent.of_operator(AuditKind.CASE_CREATED)
    async with transaction(cast.council):
        await case_store.add_households([first, second], audit=audit)
        await case_store.add_cases(list(children.values()), audit=audit)
        await case_store.add_linkages([*links.values(), *leads], audit=audit)
        await case_store.add_sightings(seen, audit=audit)
        await case_store.add_promises(list(promises.values()), audit=audit)
    return children, links, promises


async def _council(cast: Cast, guidance: Agency) -> None:
    scope = whole_council(cast.council, today=clock.today())
    council = await councils.council_of(scope)
    profile = replace(council.profile, mail="yotaikyo@shiomi.invalid", phone="0999-00-0123", office_name="支援調整係")
    await councils.change(cast.coordinator, replace(council, profile=profile))
    tier = next(one for one in await tiers.ensure_default_tiers(scope) if one.layer is Layer.PRACTITIONERS)
    await tiers.change_tier(cast.coordinator, replace(tier, standing_agencies=(guidance.id,)))


async def _meeting(cast: Cast, planter: Planter, invited: tuple[UUID, ...], *, held_on: date, name: str) -> Meeting:
    """A meeting with every family discussed; each agency's answer and the office's note carry a mark."""
    scope = whole_council(cast.council, today=clock.today())
    tier = next(one for one in await tiers.ensure_default_tiers(scope) if one.layer is Layer.PRACTITIONERS)
    plan = MeetingPlan(
        tier_id=tier.id, ordinal=4 if name == "held" else 5, held_on=held_on, starts=time(13, 30), ends=time(15, 30),
        place="市役所3階 301会議室", chair="佐伯 真理", agencies=invited,
    )  # fmt: skip
    meeting = await scheduling.create_meeting(cast.coordinator, plan)
    await agenda.propose(cast.coordinator, meeting.id)
    async with transaction(cast.council):
        items = await agenda_store.items(meeting.id, scope=scope)
        invitees = await meeting_store.invitees(meeting.id, scope=scope)
        audit = AuditEvent.of(cast.coordinator, AuditKind.REPLY_RECORDED, meeting.id)
        for one in invitees:
            who = WHO[invited.index(one.agency_id)]
            words = {text: planter.mark(f"{name}.{who}.{text}") for text in ("attendee", "comment")}
            given = replace(one, reply=Reply.ATTENDS, attendee=words["attendee"], comment=words["comment"])
            await meeting_store.save_invitee(given, audit=audit)
        reasons = [
            replace(one, reasons=(planter.mark(f"{name}.item{place}.reasons"),))
            for place, one in enumerate(items) if one.household_id
        ]  # fmt: skip
        await agenda_store.save_items(reasons, audit=audit)
    for item in await items_of(cast, meeting):
        if item.household_id and item.kind is not ItemKind.INDIVIDUAL:
            await agenda.change_side(cast.coordinator, meeting.id, item.id, ItemKind.INDIVIDUAL, minutes=5)
    return meeting
