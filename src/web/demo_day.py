"""The day of the demonstration's meeting: items take more or less than planned, people come as they were told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from access.permissions.rules import whole_council
from core import clock
from core.calendar import as_jst, working_day_after
from core.database import transaction
from meetings.agenda.actions import agenda_facts
from meetings.agenda.called_inside import simulated
from meetings.agenda.day_plan import AgendaFacts, day_plan, needed
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.proposal import BLOCK
from meetings.agenda.slack import Pace
from meetings.agenda.split_case import Proposal
from meetings.invitations import store as window_store
from meetings.invitations.model import Window
from meetings.minutes import actions as day
from meetings.minutes import day_actions, minutes_actions, rules
from meetings.minutes.commands import Attendance, Ending, TypedAttendance, TypedItem
from meetings.minutes.model import CaseDecision, PlannedPromise, Saying
from meetings.minutes.record import Record
from meetings.progress.model import Treatment
from meetings.scheduling.model import Invitee, Meeting
from network.agencies.model import Agency
from network.cases.model import ClosingReason
from web.demo_cases import POLICIES, SITUATIONS, STRENGTHS, TASKS
from web.demo_council import DemoCouncil

TASK_SHARE = 0.6
PACE = Pace(1.04, 0.3)
"""How long items take in the demonstration beside what was planned."""
MINUTES_AFTER = timedelta(minutes=10)
"""How long after the end the minutes are asked about, approved and final: the demonstration does not wait a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The meeting with its timetable, the windows that were told, and who sits in it."""

    demo: DemoCouncil
    meeting: Meeting
    windows: Mapping[UUID, Window]
    invitees: dict[UUID, Invitee]


async def hold(demo: DemoCouncil, meeting: Meeting, *, seed: int) -> int:
    """From the opening to the final minutes. Returns how many households were discussed one by one."""
    chance = Random(f"day/{seed}")  # noqa: S311 - invented data, not a secret
    facts, room = await _room(demo, meeting)
    times, stops = _times(facts, seed), rules.stops(facts.items)
    await day.start(demo.coordinator, meeting.id)
    for place, item in enumerate(stops):
        starts, ends = times[item.id]
        _at(starts)
        later = [needed(facts, one) for one in stops[place + 1 :]]
        await _come_and_go(room, starts, now=needed(facts, item), later=frozenset().union(*later))
        await _speak(room, item, chance)
        _at(ends)
        await day.go_on(demo.coordinator, meeting.id, item.id)
    for agency_id in [one.agency_id for one in room.invitees.values() if one.arrived_at and not one.left_at]:
        await _mark(room, agency_id, Attendance.PRESENT, returned=True)
    await day_actions.decide(demo.coordinator, meeting.id, Ending())
    _at(max(ends for _starts, ends in times.values()) + MINUTES_AFTER)
    await _finalise(demo, meeting)
    return sum(item.kind is ItemKind.INDIVIDUAL for item in stops)


def _times(facts: AgendaFacts, seed: int) -> dict[UUID, tuple[datetime, datetime]]:
    """When each item really begins and ends on this day."""
    placed = day_plan(facts).placed
    (day_of_meeting,) = simulated(placed, PACE, runs=1, seed=seed)
    first = placed[0].starts
    return {
        UUID(place.item.id): (
            first + timedelta(seconds=round(60 * starts)),
            first + timedelta(seconds=round(60 * ends)),
        )
        for place, (starts, ends) in zip(placed, day_of_meeting, strict=True)
    }


async def _room(demo: DemoCouncil, meeting: Meeting) -> tuple[AgendaFacts, Room]:
    scope = whole_council(demo.council.id, today=clock.today())
    async with transaction(demo.council.id):
        facts = await agenda_facts(meeting.id, scope=scope)
        windows = await window_store.windows(scope=scope, meeting_id=meeting.id)
    return facts, Room(
        demo=demo,
        meeting=facts.meeting,
        windows={window.agency_id: window for window in windows},
        invitees={one.agency_id: one for one in facts.invitees},
    )


def _at(moment: datetime) -> None:
    local = as_jst(moment)
    clock.fix_now(local.date(), local.time())


async def _come_and_go(room: Room, moment: datetime, *, now: frozenset[UUID], later: frozenset[UUID]) -> None:
    """An agency comes when it was told to, or is rung up when its item is early; it stays for an item that is late."""
    for agency_id, window in room.windows.items():
        invitee = room.invitees[agency_id]
        here, wanted = invitee.arrived_at is not None and invitee.left_at is None, agency_id in now | later
        if invitee.arrived_at is None and (window.starts <= moment or agency_id in now):
            await _mark(room, agency_id, Attendance.PRESENT)
        elif here and not wanted and window.ends <= moment:
            await _mark(room, agency_id, Attendance.LEFT, returned=True)


async def _mark(room: Room, agency_id: UUID, state: Attendance, *, returned: bool = False) -> None:
    """Who comes has its numbered copy; it is handed back on leaving or at the end."""
    invitee = room.invitees[agency_id]
    typed = TypedAttendance(
        agency_id=agency_id,
        version=invitee.version,
        state=state,
        attendee=invitee.attendee,
        copy_number=invitee.copy_number,
        copy_returned=returned,
    )
    room.invitees[agency_id] = await day_actions.mark_attendance(room.demo.coordinator, room.meeting.id, typed)


async def _speak(room: Room, item: AgendaItem, chance: Random) -> None:
    actor, meeting_id = room.demo.coordinator, room.meeting.id
    if item.kind is ItemKind.INDIVIDUAL:
        record = await day_actions.seen_record(actor, meeting_id, "demo")
        await day.save_item(actor, meeting_id, item.id, _typed(record, item, chance))
    elif item.title == BLOCK:
        record = await day_actions.seen_record(actor, meeting_id, "demo")
        block = [case for one in record.items if one.kind is ItemKind.BLOCK for case in one.cases]
        await day.confirm_block(actor, meeting_id, {case: record.proposed_review(case) for case in block})


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
    closes = case.proposal == Proposal.CLOSING.value
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
