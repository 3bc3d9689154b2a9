"""A meeting in preparation: three invented households, a school, a clinic and the center of the cast."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from uuid import UUID, uuid4

from access.audit import store as audit_store
from access.audit.model import AuditEntry, AuditEvent, AuditKind
from access.councils import actions as councils
from access.permissions.model import Scope
from access.permissions.rules import whole_council
from core import clock
from core.calendar import working_day_after
from core.database import transaction
from meetings.agenda import actions as agenda
from meetings.agenda import rules as agenda_rules
from meetings.agenda.model import AgendaItem
from meetings.invitations import actions as invitations
from meetings.invitations import rules as invitation_rules
from meetings.invitations.actions import Told
from meetings.scheduling import actions as meetings
from meetings.scheduling.model import Meeting
from meetings.scheduling.plan import MeetingPlan
from meetings.tiers import actions as tiers
from meetings.tiers.model import Layer, MeetingTier
from network.agencies import store as agency_store
from network.agencies.model import Agency, SecrecyClass
from network.cases import store as case_store
from network.cases.model import Case, Household, Linkage, LinkageRole, Severity, Sighting
from tests.conftest import Cast
from web.worker import do_one_job

NAMES = ("高瀬 湊", "野口 樹", "井出 颯太", "浜田 心春")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The stage: the meeting, its tier, the cases, and a 3号 member besides the cast's agencies."""

    cast: Cast
    tier: MeetingTier
    meeting: Meeting
    cases: Sequence[Case]
    commissioner: Agency

    @property
    def scope(self) -> Scope:
        """The whole council today."""
        return whole_council(self.cast.council, today=clock.today())

    @property
    def path(self) -> str:
        """The address of the meeting."""
        return f"/meetings/{self.meeting.id}"


async def prepared(cast: Cast) -> Prepared:
    """Four cases (one heavy, one quiet, two late), a meeting in three weeks with school, clinic and center."""
    scope = whole_council(cast.council, today=clock.today())
    commissioner = Agency(
        id=uuid4(), kind_code="chief_child_commissioner", name="主任児童委員", secrecy_class=SecrecyClass.PERSON
    )
    async with transaction(cast.council):
        audit = AuditEvent.of_operator(AuditKind.AGENCY_CREATED)
        await agency_store.add_agencies([commissioner], audit=audit)
        for agency, mail in ((cast.school, "daini@school.invalid"), (cast.clinic, "")):
            await agency_store.save_agency(replace(agency, mail=mail, fax="0999-11-0001"), audit=audit)
    tier = next(one for one in await tiers.ensure_default_tiers(scope) if one.layer is Layer.PRACTITIONERS)
    await tiers.change_tier(cast.coordinator, replace(tier, standing_agencies=(cast.center.id,)))
    cases = await _cases(cast)
    meeting = await meetings.create_meeting(cast.coordinator, plan(tier, cast.school, cast.clinic, cast.center))
    return Prepared(cast=cast, tier=tier, meeting=meeting, cases=cases, commissioner=commissioner)


def plan(tier: MeetingTier, *agencies: Agency, place: str = "市役所 301会議室") -> MeetingPlan:
    """A plan three weeks ahead, on a working day."""
    return MeetingPlan(
        tier_id=tier.id, ordinal=4, held_on=meeting_day(), starts=time(13, 30), ends=time(15, 30), place=place,
        reply_by=working_day_after(meeting_day(), -5), agencies=tuple(agency.id for agency in agencies),
    )  # fmt: skip


def meeting_day() -> date:
    """A working day in three weeks."""
    return working_day_after(clock.today() + timedelta(days=20), 1)


async def with_agenda(stage: Prepared) -> list[AgendaItem]:
    """The stage's agenda, proposed."""
    await agenda.propose(stage.cast.coordinator, stage.meeting.id)
    return await items(stage)


async def items(stage: Prepared) -> list[AgendaItem]:
    """The agenda as it is stored."""
    async with transaction(stage.cast.council):
        facts = await agenda.agenda_facts(stage.meeting.id, scope=stage.scope)
    return list(facts.items)


async def order(stage: Prepared) -> list[UUID]:
    """The individual items in order."""
    return [item.id for item in agenda_rules.individual(await items(stage))]


async def confirm(stage: Prepared) -> Told:
    """Press 確定 on what the page shows."""
    found = await invitations.confirmation(stage.cast.coordinator, stage.meeting.id)
    seen = invitation_rules.seen(found.changes)
    return await invitations.confirm(stage.cast.coordinator, stage.meeting.id, seen=seen)


async def audited(stage: Prepared, kind: AuditKind) -> list[AuditEntry]:
    """The audit rows of a kind, newest first."""
    async with transaction(stage.cast.council):
        return [one for one in await audit_store.newest(scope=stage.scope, limit=200) if one.kind is kind]


async def with_mailbox(stage: Prepared) -> None:
    """The council has a mailbox of its own."""
    council = await councils.council_of(stage.scope)
    profile = replace(council.profile, mail="yotaikyo@shiomi.invalid", phone="0999-00-0123", office_name="支援調整係")
    await councils.change(stage.cast.coordinator, replace(council, profile=profile))


async def _cases(cast: Cast) -> list[Case]:
    today = clock.today()
    households = [Household(id=uuid4(), label=f"{name[:2]} 世帯", district="二中学区") for name in NAMES]
    cases = [
        Case(
            id=uuid4(), household_id=household.id, number=f"R8-{number:03}", name=name, affiliation="第二小",
            birth_date=date(today.year - 9, 6, 1), accepted_on=today - timedelta(days=200),
            last_deliberated_on=today - timedelta(days=80), next_review_on=today + timedelta(days=1),
        )
        for number, (household, name) in enumerate(zip(households, NAMES, strict=True), start=1)
    ]  # fmt: skip
    cases[0] = replace(cases[0], severity=Severity.SEVERE)
    late = today - timedelta(days=9)
    cases[2], cases[3] = replace(cases[2], next_review_on=late), replace(cases[3], next_review_on=late)
    since = today - timedelta(days=100)
    links = [
        *(Linkage(id=uuid4(), case_id=case.id, agency_id=cast.center.id, is_lead=True, since=since) for case in cases),
        *(
            Linkage(id=uuid4(), case_id=case.id, agency_id=cast.school.id, role=LinkageRole.SCHOOL, since=since)
            for case in cases[:3]
        ),
        Linkage(id=uuid4(), case_id=cases[3].id, agency_id=cast.clinic.id, since=since),
    ]
    seen = [Sighting(id=uuid4(), case_id=case.id, seen_on=today - timedelta(days=3)) for case in cases]
    audit = AuditEvent.of_operator(AuditKind.CASE_CREATED)
    async with transaction(cast.council):
        await case_store.add_households(households, audit=audit)
        await case_store.add_cases(cases, audit=audit)
        await case_store.add_linkages(links, audit=audit)
        await case_store.add_sightings(seen, audit=audit)
    return cases


async def work_off() -> None:
    """The worker does every waiting job; other tests may have left some in the queue."""
    while await do_one_job():
        pass
