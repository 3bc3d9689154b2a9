"""A council in which every field about two invented households carries a mark of its own.

Household 1 has the children `a` and `b`, household 2 the child `c`, whose address is hidden. The school is linked to
`a`, the nursery to `b`, the center leads all; the guidance center is a standing member; the clinic knows nobody. One
meeting was held today (school and center sat in it, the nursery was absent), the next one is announced in a week.
"""

from dataclasses import dataclass, fields, replace
from datetime import date, time, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

from tests.conftest import Cast, Client, ClientAs, person
from tests.integration.meetings.the_day import decision_fields

from access.audit.model import AuditEvent, AuditKind
from access.councils import actions as councils
from access.permissions.model import Actor, Role, Scope
from access.permissions.rules import whole_council
from core import clock
from core.calendar import wareki
from core.database import transaction
from meetings.agenda import actions as agenda
from meetings.agenda import store as agenda_store
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.invitations import actions as invitations
from meetings.invitations import notice_actions as notices
from meetings.invitations import paper_actions
from meetings.invitations import rules as windows
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

T = TypeVar("T")
CHILDREN = ("a", "b", "c")
WHO = ("school", "nursery", "center", "guidance")
NOT_TEXT = frozenset({"sex", "urgency", "proposal"})
"""Fields of a case that hold one of a few words."""


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


class Planter:
    """Makes marks and puts them into records."""

    def __init__(self) -> None:
        self.marks: dict[str, str] = {}

    def mark(self, name: str) -> str:
        """A new mark for a field: short, so that no paper breaks it, and like nothing else."""
        self.marks[name] = f"qx{len(self.marks):03}zq"
        return self.marks[name]

    def filled(self, name: str, record: T) -> T:
        """The record with a mark in every empty text field."""
        empty = [
            one.name
            for one in fields(record)  # type: ignore[arg-type]  # a dataclass
            if getattr(record, one.name) == "" and one.name not in NOT_TEXT
        ]
        texts: dict[str, Any] = {field: self.mark(f"{name}.{field}") for field in empty}
        return replace(record, **texts)  # type: ignore[type-var]  # a dataclass


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
    coming = await _meeting(cast, planter, invited, today + timedelta(days=7), "coming")
    held = await _meeting(cast, planter, invited, today, "held")
    await _announce(cast, coming)
    async with client_as(cast.coordinator) as office:
        await _hold(office, cast, planter, held, children, nursery)
        import_id = await _import(office, planter)
        await office.send_form(f"/cases/{children['c'].id}/address", reason=planter.mark("reveal.reason"))
    scope = whole_council(cast.council, today=today)
    async with transaction(cast.council):
        made = {one.what: one for one in await case_store.promises(scope=scope)}
        items = [one.id for meeting in (held, coming) for one in await agenda_store.items(meeting.id, scope=scope)]
    promises |= {name: made[planter.marks[f"{name}.what"]] for name in ("p_school", "p_center", "p_nursery")}
    return Planted(
        cast=cast, nursery=nursery, guidance=guidance, sibling_only=sibling_only, standing=standing,
        marks=planter.marks, children=children, promises=promises, linkages=links, held=held, coming=coming,
        import_id=import_id, items=tuple(items),
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
                accepted_on=today - timedelta(days=90), severity=Severity.SEVERE,
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


async def _meeting(cast: Cast, planter: Planter, invited: tuple[UUID, ...], held_on: date, name: str) -> Meeting:
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
    for one in await _items(cast, meeting):
        if one.household_id and one.kind is not ItemKind.INDIVIDUAL:
            await agenda.change_side(cast.coordinator, meeting.id, one.id, ItemKind.INDIVIDUAL, minutes=5)
    return meeting


async def _announce(cast: Cast, meeting: Meeting) -> None:
    """Tell day and windows; number the copies."""
    await notices.convene(cast.coordinator, meeting.id)
    found = await invitations.confirmation(cast.coordinator, meeting.id)
    await invitations.confirm(cast.coordinator, meeting.id, seen=windows.seen(found.changes))
    await paper_actions.number_copies(cast.coordinator, meeting.id)


async def _hold(
    office: Client, cast: Cast, planter: Planter, meeting: Meeting, children: dict[str, Case], nursery: Agency
) -> None:
    """Announce, begin, let two agencies in, type every field of both items, decide, and edit the minutes."""
    await _announce(cast, meeting)
    base = f"/meetings/{meeting.id}"
    await _well(office, f"{base}/run/start")
    for agency in (cast.school, cast.center):
        async with transaction(cast.council):
            scope = whole_council(cast.council, today=clock.today())
            row = await meeting_store.invitee(meeting.id, agency.id, scope=scope)
        fields = {"version": row.version, "state": "present", "attendee": row.attendee}
        await _well(office, f"{base}/run/door/{agency.id}", **fields)
    mark = planter.mark
    for item in await _items(cast, meeting):
        if item.household_id is None:
            continue
        typed: dict[str, object] = {"child_voice": mark(f"voice{item.position}")}
        for case in (case for case in children.values() if case.id in item.cases):
            name = next(key for key, one in children.items() if one.id == case.id)
            words = {text: mark(f"decided_{name}.{text}") for text in ("policy", "situation", "strengths")}
            fields_of_child = decision_fields(case, review=_soon(), **words)
            typed |= fields_of_child | {"case": [*_listed(typed.get("case")), fields_of_child["case"]]}
        said = {
            "agency": cast.center.id,
            **{text: mark(f"said{item.position}.{text}") for text in ("report", "opinion")},
        }
        typed |= {f"s0_{text}": str(value) for text, value in said.items()}
        dissent = {"agency": str(cast.center.id), "next": "yes", "text": mark(f"dissent{item.position}.text")}
        dissent["reply"] = mark(f"dissent{item.position}.reply")
        typed |= {f"d0_{text}": value for text, value in dissent.items()}
        if children["a"].id in item.cases:
            typed |= _task(0, "p_school", cast.school, children["a"], planter)
            typed |= _task(1, "p_center", cast.center, children["a"], planter)
            typed |= _task(2, "p_nursery", nursery, children["b"], planter)
        await _well(office, f"{base}/run/{item.id}", version=1, **typed)
    await _well(office, f"{base}/run/end", carry_over="yes", reason=mark("end.reason"))
    await _well(office, f"{base}/minutes", version=1, t0=mark("minutes"))


def _task(place: int, name: str, agency: Agency, case: Case, planter: Planter) -> dict[str, object]:
    words = {text: planter.mark(f"{name}.{text}") for text in ("what", "person", "fallback")}
    typed = {"agency": str(agency.id), "case": str(case.id), "due": _soon(), **words}
    return {f"p{place}_{text}": value for text, value in typed.items()}


async def _import(office: Client, planter: Planter) -> UUID:
    """A list that was brought and not taken."""
    headings = "整理番号,受理日,氏名,ふりがな,生年月日,性別,所属,主担当機関,現在の状況"
    rows = [
        f"R8-{place},R8.4.1,{planter.mark(f'import{place}.name')},{planter.mark(f'import{place}.kana')},H29.5.{place},女,"
        f"{planter.mark(f'import{place}.school')},汐見市こども家庭センター,{planter.mark(f'import{place}.situation')}"
        for place in range(1, 4)
    ]
    file = "\n".join([headings, *rows]).encode()
    name = planter.mark("import.filename")
    form = {"data": {"_csrf_token": office.form_token}, "files": {"file": (f"{name}.csv", file)}}
    answer = await office.post("/imports", **form)  # type: ignore[arg-type]  # by name
    assert answer.status_code == 303, answer.text
    return UUID(str(answer.headers["location"]).rsplit("/", 1)[1])


async def _items(cast: Cast, meeting: Meeting) -> list[AgendaItem]:
    async with transaction(cast.council):
        return await agenda_store.items(meeting.id, scope=whole_council(cast.council, today=clock.today()))


async def _well(office: Client, path: str, **typed: object) -> None:
    answer = await office.send_form(path, **typed)
    assert answer.status_code == 303, (path, answer.status_code, answer.text[-3000:])


def _soon() -> str:
    return wareki(clock.today() + timedelta(days=7))


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []
