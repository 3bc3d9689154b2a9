"""The preparation of the demonstration's meeting, through the same actions as the browser: notice, answers, agenda.

Each step happens on the day and at the hour it would: the process's clock is set to it and set back at the end.
The day itself is in `demo_day`.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from uuid import UUID

from access.audit.model import AuditEvent, AuditKind
from access.permissions.rules import whole_council
from core import clock
from core.calendar import is_working_day, working_day_after
from core.database import transaction
from meetings.agenda import actions as agenda
from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.rules import individual
from meetings.arrangements import actions as arrangements
from meetings.arrangements.comparing import comparison
from meetings.invitations import actions as invitations
from meetings.invitations import notice_actions, paper_actions
from meetings.invitations import rules as invitation_rules
from meetings.invitations.notice_actions import NoticeDetails
from meetings.invitations.rules import Remedy
from meetings.scheduling import actions as scheduling
from meetings.scheduling import store as meeting_store
from meetings.scheduling.model import Channel, Meeting, Reply
from meetings.scheduling.plan import MeetingPlan
from meetings.scheduling.rules import ReplyGiven, ends_at
from meetings.tiers import actions as tiers
from meetings.tiers.model import Layer, MeetingTier
from network.cases import store as cases
from network.contacts import store as contacts
from network.contacts.model import Contact, ContactRole
from web import demo_day
from web.demo_cases import invented
from web.demo_council import DemoCouncil

STANDING_KINDS = ("children_department", "child_guidance_center", "municipal_health_center", "board_of_education")
STARTS, ENDS = time(13, 0), time(17, 20)
BREAK_AT, BREAK_MINUTES = time(14, 50), 10
NOTICE_DAYS, REPLY_DAYS, CONFIRM_DAYS = 28, 14, 7
NOTICE_AT, REPLY_AT, CONFIRM_AT, PRINT_AT = time(9, 0), time(15, 0), time(10, 0), time(16, 0)
ORDER_STEPS = 150_000
"""Steps instead of seconds: the same order on every machine."""
NEXT_WITHIN_DAYS = 92
"""The interval of rank B: the next meeting comes before it is over."""
COMES = (ContactRole.PRACTITIONER, ContactRole.DESK, ContactRole.REPRESENTATIVE)
"""Who comes to a meeting of practitioners, the first there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """The meeting that goes through the cycle; `items` households were discussed one by one."""

    meeting: Meeting
    items: int = 0
    waiting: Mapping[str, int] = field(default_factory=dict)
    """Person-minutes of waiting as filed, sorted by district and school, and arranged, with the bound."""


def meeting_day(today: date) -> date:
    """The day of the cycle's meeting: today, or the last working day before it."""
    return today if is_working_day(today, ()) else working_day_after(today, -1, ())


@contextmanager
def living_on(lived: date, back_to: date | None, at: time | None = None) -> Iterator[None]:
    """The process lives on `lived` (at one time of it) and then on `back_to` again."""
    if at is None:
        clock.fix_today(lived)
    else:
        clock.fix_now(lived, at)
    try:
        yield
    finally:
        clock.fix_today(back_to)


async def run(demo: DemoCouncil, *, seed: int, today: date, fixed: date | None) -> Cycle:
    """The whole cycle without its papers."""
    return await hold(demo, await prepare(demo, today=today, fixed=fixed), seed=seed, fixed=fixed)


async def prepare(demo: DemoCouncil, *, today: date, fixed: date | None) -> Cycle:
    """Everything up to the evening before the meeting; the next meeting is planned as well."""
    held_on = meeting_day(today)
    with living_on(held_on - timedelta(days=NOTICE_DAYS), fixed, NOTICE_AT):
        meeting = await _announce(demo, await _tier(demo), held_on)
    with living_on(held_on - timedelta(days=REPLY_DAYS), fixed, REPLY_AT):
        await _answers(demo, meeting)
    cycle = Cycle(meeting=meeting)
    with living_on(held_on - timedelta(days=CONFIRM_DAYS), fixed, CONFIRM_AT):
        cycle = replace(cycle, waiting=await _confirm(demo, meeting))
        await plan_next(demo, cycle, today=clock.today())
    with on_the_eve(cycle, fixed):
        await paper_actions.number_copies(demo.coordinator, meeting.id)
    return cycle


async def hold(demo: DemoCouncil, cycle: Cycle, *, seed: int, fixed: date | None) -> Cycle:
    """The day of the meeting, minute by minute of its timetable."""
    with living_on(cycle.meeting.held_on, fixed, STARTS):
        return replace(cycle, items=await demo_day.hold(demo, cycle.meeting, seed=seed))


@contextmanager
def on_the_eve(cycle: Cycle, back_to: date | None) -> Iterator[None]:
    """The afternoon of the working day before the meeting, when papers are printed."""
    with living_on(working_day_after(cycle.meeting.held_on, -1, ()), back_to, PRINT_AT):
        yield


async def plan_next(demo: DemoCouncil, cycle: Cycle, *, today: date) -> Meeting:
    """The next meeting, three months on, with the same agencies; it is planned once."""
    scope = whole_council(demo.council.id, today=today)
    found = await scheduling.invitations(scope, cycle.meeting.id)
    async with transaction(demo.council.id):
        planned = await meeting_store.meetings(scope=scope, tier_id=found.tier.id)
    later = [one for one in planned if one.held_on > cycle.meeting.held_on]
    if later:
        return later[0]
    held_on = working_day_after(cycle.meeting.held_on + timedelta(days=NEXT_WITHIN_DAYS), -1, ())
    agencies = [invitee.agency_id for invitee in found.invitees]
    plan = _plan(demo, found.tier, held_on, agencies, ordinal=cycle.meeting.ordinal + 1)
    return await scheduling.create_meeting(demo.coordinator, plan)


async def _tier(demo: DemoCouncil) -> MeetingTier:
    scope = whole_council(demo.council.id, today=clock.today())
    found = await tiers.ensure_default_tiers(scope)
    practitioners = next(tier for tier in found if tier.layer is Layer.PRACTITIONERS)
    standing = tuple(agency.id for kind in STANDING_KINDS for agency in demo.agencies.get(kind, ())[:1])
    changed = replace(practitioners, standing_agencies=standing, length_minutes=240)
    await tiers.change_tier(demo.coordinator, changed)
    return await tiers.tier(scope, practitioners.id)


async def _announce(demo: DemoCouncil, tier: MeetingTier, held_on: date) -> Meeting:
    agencies = [agency.id for agency in demo.all_agencies]
    meeting = await scheduling.create_meeting(demo.coordinator, _plan(demo, tier, held_on, agencies, ordinal=3))
    details = NoticeDetails(
        number=f"{demo.council.profile.document_prefix or 'こ支第'}123号",
        on=clock.today(),
        note="",
        read_version=meeting.version,
    )
    await notice_actions.save_details(demo.coordinator, meeting.id, details)
    await notice_actions.convene(demo.coordinator, meeting.id)
    return meeting


def _plan(demo: DemoCouncil, tier: MeetingTier, held_on: date, agencies: list[UUID], *, ordinal: int) -> MeetingPlan:
    reply_by = working_day_after(held_on - timedelta(days=REPLY_DAYS), 1, ())
    return MeetingPlan(
        tier_id=tier.id,
        ordinal=ordinal,
        held_on=held_on,
        starts=STARTS,
        ends=ENDS,
        place="市役所3階 301会議室",
        break_at=BREAK_AT,
        break_minutes=BREAK_MINUTES,
        reply_by=reply_by,
        chair=demo.head,
        agencies=tuple(agencies),
    )


async def _answers(demo: DemoCouncil, meeting: Meeting) -> None:
    async with transaction(demo.council.id):
        known = await contacts.contacts(scope=whole_council(demo.council.id, today=clock.today()))
    for agency in demo.all_agencies:
        comes = _who_comes([one for one in known if one.agency_id == agency.id])
        given = ReplyGiven(reply=Reply.ATTENDS, attendee=f"{comes.position} {comes.name}")
        channel = Channel.FAX if not agency.mail else Channel.PHONE
        await scheduling.answer(demo.coordinator, meeting.id, agency.id, given, channel=channel)


def _who_comes(people: Sequence[Contact]) -> Contact:
    return min(people, key=lambda one: min(COMES.index(role) for role in one.roles))


async def _confirm(demo: DemoCouncil, meeting: Meeting) -> dict[str, int]:
    actor = demo.coordinator
    await agenda.propose(actor, meeting.id)
    await _fit_into_frame(demo, meeting)
    found = await invitations.confirmation(actor, meeting.id)
    while found.obstacles:
        for obstacle in found.obstacles:
            remedy, target, _words = obstacle.remedies[0]
            if target is None:
                await agenda.propose(actor, meeting.id)
            elif remedy is Remedy.DROP:
                await scheduling.uninvite(actor, meeting.id, target)
            else:
                await scheduling.invite(actor, meeting.id, target)
        found = await invitations.confirmation(actor, meeting.id)
    waiting = await _arrange(demo, meeting)
    found = await invitations.confirmation(actor, meeting.id)
    await invitations.confirm(actor, meeting.id, seen=invitation_rules.seen(found.changes))
    return waiting


async def _arrange(demo: DemoCouncil, meeting: Meeting) -> dict[str, int]:
    """順番を整える with the usual rules; what it was worth."""
    made = await arrangements.arrange(demo.coordinator, meeting.id, steps=ORDER_STEPS)
    facts = await agenda.agenda(demo.coordinator, meeting.id)
    compared = comparison(facts, made.before, made.order, made.rules)
    await arrangements.accept(demo.coordinator, meeting.id, made.id)
    return {
        "as_filed": compared.waiting_listed,
        "by_district_and_school": compared.by_place,
        "arranged": compared.waiting_after,
        "bound": made.bound,
    }


async def _fit_into_frame(demo: DemoCouncil, meeting: Meeting) -> None:
    """What does not fit into the frame is confirmed together: from the end, households that can best wait."""
    facts = await agenda.agenda(demo.coordinator, meeting.id)
    while (ends := day_plan(facts).ends) is not None and ends > ends_at(meeting):
        waits = next(item for item in reversed(individual(facts.items)) if _can_wait(facts, item))
        await agenda.change_side(demo.coordinator, meeting.id, waits.id, ItemKind.BLOCK)
        facts = await agenda.agenda(demo.coordinator, meeting.id)


def _can_wait(facts: AgendaFacts, item: AgendaItem) -> bool:
    """Neither heavy nor new, and nothing is proposed to end it."""
    return not item.heavy and all(case.last_deliberated_on and not case.proposal for case in facts.cases_of(item))


async def enter_cases(demo: DemoCouncil, *, count: int, seed: int, today: date) -> int:
    """The invented cases, as an import would enter them. Returns how many households."""
    held_on = meeting_day(today)
    prepared_on = held_on - timedelta(days=CONFIRM_DAYS)
    made = invented(demo.agencies, count=count, seed=seed, today=prepared_on, held_on=held_on)
    audit = AuditEvent.of_operator(AuditKind.CASE_CREATED, demo.council.id, demo="yes", count=str(len(made.cases)))
    async with transaction(demo.council.id):
        await cases.add_households(made.households, audit=audit)
        await cases.add_cases(made.cases, audit=audit)
        await cases.add_linkages(made.linkages, audit=audit)
        await cases.add_sightings(made.sightings, audit=audit)
        await cases.add_promises(made.promises, audit=audit)
    return len(made.households)
