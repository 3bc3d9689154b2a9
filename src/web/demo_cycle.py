"""One meeting cycle of the demonstration, through the same actions as the browser: notice, answers, agenda, day.

Each step happens on the day it would: the process's clock is set to it and set back at the end.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from random import Random
from uuid import UUID

from access.audit.model import AuditEvent, AuditKind
from access.permissions.rules import scope_of, whole_council
from core import clock
from core.calendar import is_working_day, working_day_after
from core.database import transaction
from meetings.agenda import actions as agenda
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.invitations import actions as invitations
from meetings.invitations import notice_actions
from meetings.invitations import rules as invitation_rules
from meetings.invitations.notice_actions import NoticeDetails
from meetings.invitations.rules import Remedy
from meetings.minutes import actions as day
from meetings.minutes import day_actions, minutes_actions
from meetings.minutes.commands import Attendance, Ending, TypedAttendance, TypedItem
from meetings.minutes.model import CaseDecision, PlannedPromise, Saying
from meetings.minutes.record import Record
from meetings.progress.model import Treatment
from meetings.scheduling import actions as scheduling
from meetings.scheduling.model import Channel, Meeting, Reply
from meetings.scheduling.plan import MeetingPlan
from meetings.scheduling.rules import ReplyGiven
from meetings.tiers import actions as tiers
from meetings.tiers.model import Layer, MeetingTier
from network.agencies.model import Agency
from network.cases import store as cases
from network.cases.model import ClosingReason
from web.demo_cases import POLICIES, SITUATIONS, STRENGTHS, TASKS, invented
from web.demo_council import DemoCouncil
from web.demo_people import staff_member

STANDING_KINDS = ("children_department", "child_guidance_center", "municipal_health_center", "board_of_education")
STARTS, ENDS = time(13, 0), time(17, 20)
BREAK_AT, BREAK_MINUTES = time(14, 50), 10
NOTICE_DAYS, REPLY_DAYS, CONFIRM_DAYS = 28, 14, 7
TASK_SHARE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """The meeting that went through the cycle."""

    meeting: Meeting
    items: int


def meeting_day(today: date) -> date:
    """The day of the cycle's meeting: today, or the last working day before it."""
    return today if is_working_day(today, ()) else working_day_after(today, -1, ())


@contextmanager
def living_on(lived: date, back_to: date | None) -> Iterator[None]:
    """The process lives on `lived` and then on `back_to` again."""
    clock.fix_today(lived)
    try:
        yield
    finally:
        clock.fix_today(back_to)


async def run(demo: DemoCouncil, *, seed: int, today: date, fixed: date | None) -> Cycle:
    """The whole cycle; afterwards the next meeting is planned, ready to be prepared by hand."""
    held_on = meeting_day(today)
    chance = Random(f"cycle/{seed}")  # noqa: S311 - invented data, not a secret
    with living_on(held_on - timedelta(days=NOTICE_DAYS), fixed):
        tier = await _tier(demo)
        meeting = await _announce(demo, tier, held_on)
    with living_on(held_on - timedelta(days=REPLY_DAYS), fixed):
        await _answers(demo, meeting, chance)
    with living_on(held_on - timedelta(days=CONFIRM_DAYS), fixed):
        await _confirm(demo, meeting)
    with living_on(held_on, fixed):
        items = await _hold(demo, meeting, chance)
    return Cycle(meeting=meeting, items=items)


async def plan_next(demo: DemoCouncil, cycle: Cycle, *, today: date) -> Meeting:
    """The next meeting, three months on, with the same agencies."""
    scope = scope_of(demo.coordinator, today=today)
    found = await scheduling.invitations(scope, cycle.meeting.id)
    held_on = working_day_after(cycle.meeting.held_on + timedelta(days=90), 1, ())
    agencies = [invitee.agency_id for invitee in found.invitees]
    plan = _plan(found.tier, held_on, agencies, ordinal=cycle.meeting.ordinal + 1)
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
    meeting = await scheduling.create_meeting(demo.coordinator, _plan(tier, held_on, agencies, ordinal=3))
    details = NoticeDetails(
        number=f"{demo.council.profile.document_prefix or 'こ支第'}123号",
        on=clock.today(),
        note="",
        read_version=meeting.version,
    )
    await notice_actions.save_details(demo.coordinator, meeting.id, details)
    await notice_actions.convene(demo.coordinator, meeting.id)
    return meeting


def _plan(tier: MeetingTier, held_on: date, agencies: list[UUID], *, ordinal: int) -> MeetingPlan:
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
        chair="こども家庭センター長",
        agencies=tuple(agencies),
    )


async def _answers(demo: DemoCouncil, meeting: Meeting, chance: Random) -> None:
    for agency in demo.all_agencies:
        name, _ = staff_member(chance.randrange(1000))
        given = ReplyGiven(reply=Reply.ATTENDS, attendee=name)
        channel = Channel.FAX if not agency.mail else Channel.PHONE
        await scheduling.answer(demo.coordinator, meeting.id, agency.id, given, channel=channel)


async def _confirm(demo: DemoCouncil, meeting: Meeting) -> None:
    actor = demo.coordinator
    await agenda.propose(actor, meeting.id)
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
    await invitations.confirm(actor, meeting.id, seen=invitation_rules.seen(found.changes))


async def _hold(demo: DemoCouncil, meeting: Meeting, chance: Random) -> int:
    actor = demo.coordinator
    await day.start(actor, meeting.id)
    record = await day_actions.people(actor, meeting.id)
    for number, invitee in enumerate(record.invitees, start=1):
        typed = TypedAttendance(
            agency_id=invitee.agency_id,
            version=invitee.version,
            state=Attendance.PRESENT,
            attendee=invitee.attendee,
            copy_number=number,
            copy_returned=True,
        )
        await day_actions.mark_attendance(actor, meeting.id, typed)
    record = await day_actions.seen_record(actor, meeting.id, "demo")
    discussed = [item for item in record.items if item.kind is ItemKind.INDIVIDUAL]
    for item in discussed:
        await day.take_up(actor, meeting.id, item.id)
        record = await day_actions.seen_record(actor, meeting.id, "demo")
        await day.save_item(actor, meeting.id, item.id, _typed(record, item, chance))
        await day.go_on(actor, meeting.id, item.id)
    block = [case for item in record.items if item.kind is ItemKind.BLOCK for case in item.cases]
    await day.confirm_block(actor, meeting.id, {case: record.proposed_review(case) for case in block})
    await day_actions.decide(actor, meeting.id, Ending())
    await _finalise(demo, meeting)
    return len(discussed)


async def _finalise(demo: DemoCouncil, meeting: Meeting) -> None:
    """照会, 決裁, 確定."""
    actor = demo.coordinator
    await minutes_actions.ask(actor, meeting.id, read_version=await _version(demo, meeting))
    number = f"{demo.council.profile.document_prefix or 'こ支第'}131号"
    version = await _version(demo, meeting)
    await minutes_actions.approve(actor, meeting.id, number=number, on=clock.today(), read_version=version)
    await minutes_actions.finalise(actor, meeting.id, read_version=await _version(demo, meeting))


async def _version(demo: DemoCouncil, meeting: Meeting) -> int:
    record, _editions = await minutes_actions.minutes_page(demo.coordinator, meeting.id)
    return record.minutes.version if record.minutes else 1


def _typed(record: Record, item: AgendaItem, chance: Random) -> TypedItem:
    linked = {linkage.agency_id for linkage in record.linkages if linkage.case_id in item.cases}
    here = [agency for agency in record.agencies.values() if agency.id in linked]
    speakers = sorted(here, key=lambda agency: agency.name)[:2]
    before = record.deliberation(item)
    return TypedItem(
        version=before.version if before else 1,
        reports=tuple(Saying(agency_id=agency.id, text=chance.choice(SITUATIONS)) for agency in speakers),
        decisions=tuple(_decision(record, case_id, chance) for case_id in item.cases),
        promises=_promises(record, item, speakers, chance),
    )


def _decision(record: Record, case_id: UUID, chance: Random) -> CaseDecision:
    case = record.cases[case_id]
    closes = case.proposal == "close"
    lead = next((one.agency_id for one in record.linkages if one.case_id == case_id and one.is_lead), None)
    return CaseDecision(
        case_id=case_id,
        treatments=(Treatment.CLOSE,) if closes else (chance.choice((Treatment.CONTINUE, Treatment.CHANGE_PLAN)),),
        policy=chance.choice(POLICIES),
        situation=case.situation or SITUATIONS[0],
        strengths=case.strengths or STRENGTHS[0],
        lead_agency_id=lead,
        lead_confirmed=lead is not None,
        severity=case.severity,
        review_rank=case.review_rank,
        next_review_on=None if closes else record.proposed_review(case_id),
        closing_reason=ClosingReason.IMPROVED if closes else None,
        closing_note="生活が落ち着き、学校の見守りで足りると確かめた。" if closes else "",
    )


def _promises(record: Record, item: AgendaItem, speakers: list[Agency], chance: Random) -> tuple[PlannedPromise, ...]:
    if not speakers or chance.random() > TASK_SHARE:
        return ()
    what, fallback = chance.choice(TASKS)
    due_on = working_day_after(record.meeting.held_on, chance.randint(4, 20), ())
    return (
        PlannedPromise(
            agency_id=speakers[0].id,
            what=what,
            due_on=due_on,
            fallback=fallback,
            case_id=item.cases[0] if item.cases else None,
        ),
    )


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
