"""The day as pages show it: the list of items, one item with its children, who is in the room."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from core import calendar
from core.calendar import as_jst
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.minutes import rules
from meetings.minutes.commands import Attendance
from meetings.minutes.door import attendance_of, copies_counted
from meetings.minutes.forms import Typed, case_prefix, day_text, row_numbers
from meetings.minutes.model import Deliberation
from meetings.minutes.record import Record
from meetings.scheduling.model import MeetingState
from network.cases.model import Case, Household, Promise

Option = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRow:
    """One line of the list of items."""

    href: str
    number: int
    name: str
    note: str
    state: str
    """done, now or open."""
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task of an earlier meeting: done, open or overdue."""

    words: str
    due: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildBlock:
    """One child of the item: who it is, what was agreed last, when it was seen, the names of its fields."""

    case_id: UUID
    prefix: str
    number: str
    name: str
    kana: str
    about: str
    kinds: str
    severity: str
    rank: str
    lead: str
    previous_on: str
    previous: str
    policy: str
    tasks: Sequence[TaskRow]
    seen: str
    seen_by: str
    unseen: str
    review_buttons: Sequence[Option]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """An agency linked to the item and where it is; `role` says how it is linked."""

    agency: str
    note: str
    state: str
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """The page of the running meeting."""

    base: str
    title: str
    where: str
    state: MeetingState
    stops: Sequence[StopRow]
    total: int
    in_room: str
    copies: str
    item: AgendaItem | None = None
    number: int = 0
    heading: str = ""
    since: str = ""
    current: bool = False
    hidden_address: bool = False
    children: Sequence[ChildBlock] = ()
    seats: Sequence[Seat] = ()
    absent_tasks: Sequence[Seat] = ()
    agencies: Sequence[Option] = ()
    child_options: Sequence[Option] = ()
    spoken: bool = False
    version: int = 1
    saved_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRows:
    """Which rows a form shows: the typed ones and blank ones behind."""

    promises: Sequence[int] = ()
    dissents: Sequence[int] = ()
    sayings: Sequence[int] = ()
    new: Sequence[str] = field(default=())


def run_view(record: Record, item: AgendaItem | None, today: date) -> RunView:
    """The page with one item; without one, the beginning or the end."""
    meeting = record.meeting
    numbers = rules.numbers_of(record.items)
    base = f"/meetings/{meeting.id}/run"
    deliberation = record.deliberation(item) if item else None
    return RunView(
        base=base,
        title=meeting.title,
        where=f"{calendar.month_day(meeting.held_on)} {meeting.place}".strip(),
        state=meeting.state,
        stops=[_stop(record, one, numbers[one.id], item) for one in rules.stops(record.items)],
        total=len(rules.stops(record.items)),
        in_room=f"{len(rules.present_agencies(record.invitees))}機関",
        copies=copies_counted(record.invitees),
        item=item,
        number=numbers[item.id] if item else 0,
        heading=item_name(record, item) if item else "",
        since=as_jst(deliberation.started_at).isoformat() if deliberation and deliberation.started_at else "",
        current=item is not None and item.id == meeting.current_item_id,
        hidden_address=_hidden(record, item),
        children=[_child(record, record.cases[case_id], today) for case_id in (item.cases if item else ())],
        seats=_seats(record, item),
        absent_tasks=_absent_tasks(record, deliberation),
        agencies=_options(record, item),
        child_options=[(str(one), record.cases[one].name) for one in (item.cases if item else ())],
        spoken=deliberation is not None
        and bool(deliberation.reports or deliberation.opinions or deliberation.child_voice),
        version=deliberation.version if deliberation else 1,
    )


def form_rows(typed: Typed, record: Record, item: AgendaItem, added: str = "") -> tuple[FormRows, dict[str, object]]:
    """The rows of the form with one blank row of each kind, and the speakers proposed for empty sayings."""
    values = dict(typed)
    promises, dissents, sayings = (row_numbers(values, kind) for kind in "pds")
    said = {str(values.get(f"s{number}_agency")) for number in sayings}
    number = max(sayings, default=-1) + 1
    for agency_id in record.agencies_of(item):
        if str(agency_id) not in said:
            values[f"s{number}_agency"] = str(agency_id)
            sayings.append(number)
            number += 1
    blank = {"p": max(promises, default=-1) + 1, "d": max(dissents, default=-1) + 1}
    rows = FormRows(
        promises=[*promises, blank["p"]],
        dissents=[*dissents, blank["d"]] if added == "d" or not dissents else dissents,
        sayings=[*sayings, number],
        new=(f"{added}{blank[added]}_agency",) if added in blank else (),
    )
    return rows, values


def item_name(record: Record, item: AgendaItem) -> str:
    """髙瀬 湊・髙瀬 凪, or the title of a formal step."""
    return "・".join(record.cases[case_id].name for case_id in item.cases) or item.title


def about(case: Case, today: date) -> str:
    """8歳・第二小学校 2年, or 出産予定 1月10日."""
    if case.is_pregnancy:
        return f"出産予定 {calendar.month_day(case.due_date)}" if case.due_date else "妊婦"
    age = calendar.age_on(case.birth_date, today) if case.birth_date else case.age_written
    place = " ".join(filter(None, (case.affiliation, case.class_year)))
    return "・".join(filter(None, (f"{age}歳" if age is not None else "", place)))


def _stop(record: Record, item: AgendaItem, number: int, shown: AgendaItem | None) -> StopRow:
    deliberation = record.deliberation(item)
    now = item.id == record.meeting.current_item_id and record.meeting.state is MeetingState.RUNNING
    through = deliberation is not None and deliberation.ended_at is not None
    numbers = " ".join(record.cases[case_id].number for case_id in item.cases)
    block = [one for one in record.items if one.kind is ItemKind.BLOCK] if is_block_step(record, item) else []
    count = sum(len(one.cases) for one in block)
    return StopRow(
        href=f"/meetings/{record.meeting.id}/run/{item.id}",
        number=number,
        name=item_name(record, item),
        note=numbers or (f"{count}件" if block else ""),
        state="now" if now else "done" if through else "open",
        shown=shown is not None and item.id == shown.id,
    )


def is_block_step(record: Record, item: AgendaItem) -> bool:
    """Whether the cases confirmed together hang on this step: the stop just before them."""
    stop = None
    for one in record.items:
        if one.kind is ItemKind.BLOCK:
            return stop is not None and stop.id == item.id
        stop = one
    return False


def _hidden(record: Record, item: AgendaItem | None) -> bool:
    household = record.households.get(item.household_id) if item and item.household_id else None
    return household is not None and household.address_hidden


def _child(record: Record, case: Case, today: date) -> ChildBlock:
    seen = next((one for one in record.sightings if one.case_id == case.id), None)
    who = record.short_names.get(seen.agency_id, "") if seen and seen.agency_id else ""
    lead = record.lead_of(case.id)
    kinds = [case.case_kind.label if case.case_kind else "", *(one.label for one in case.abuse_kinds)]
    return ChildBlock(
        case_id=case.id,
        prefix=case_prefix(case.id),
        number=case.number,
        name=case.name,
        kana=case.kana,
        about=about(case, today),
        kinds="・".join(filter(None, kinds)),
        severity=case.severity.label if case.severity else "未記入",
        rank=case.review_rank.label if case.review_rank else "なし",
        lead=record.short_names.get(lead, "") if lead else "",
        previous_on=calendar.month_day(case.last_deliberated_on) if case.last_deliberated_on else "",
        previous=case.previous_decision,
        policy=case.policy,
        tasks=_previous_tasks(record, case, today),
        seen=f"{calendar.month_day(seen.seen_on)}　{(today - seen.seen_on).days}日前" if seen else "",
        seen_by=" ".join(filter(None, (who, seen.seen_by, seen.place))) if seen else "",
        unseen=_unseen(record, case, seen.seen_on if seen else None, today),
        review_buttons=_review_buttons(record, case),
    )


def _unseen(record: Record, case: Case, seen_on: date | None, today: date) -> str:
    if case.is_pregnancy:
        return ""
    if seen_on is None or (case.accepted_on is not None and seen_on < case.accepted_on):
        return "受理してから、まだだれも子どもを見ていません"
    days = (today - seen_on).days
    return f"{days}日 子どもを見ていません" if days > record.council.numbers.unseen_days else ""


def _previous_tasks(record: Record, case: Case, today: date) -> list[TaskRow]:
    own = [one for one in record.promises if one.case_id == case.id and one.meeting_id != record.meeting.id]
    latest = max((one.decided_on for one in own if one.decided_on), default=None)
    shown = [one for one in own if one.done_on is None or one.decided_on == latest]
    return [_task(record, one, today) for one in sorted(shown, key=lambda one: one.due_on or date.max)]


def _task(record: Record, promise: Promise, today: date) -> TaskRow:
    who = record.short_names.get(promise.agency_id, "") if promise.agency_id else ""
    overdue = promise.due_on is not None and promise.due_on < today
    return TaskRow(
        words=" ".join(filter(None, (who, promise.person, promise.what))),
        due=calendar.day_month_short(promise.due_on) if promise.due_on else "継続",
        state="done" if promise.done_on else "overdue" if overdue else "open",
    )


def _review_buttons(record: Record, case: Case) -> list[Option]:
    proposed = record.proposed_review(case.id)
    buttons = [] if record.next_meeting is None else [("次の会議", day_text(record.next_meeting.held_on))]
    if record.next_meeting is None or proposed != record.next_meeting.held_on:
        buttons.append((f"ランク{case.review_rank.label if case.review_rank else 'B'}の周期", day_text(proposed)))
    return buttons


def _seats(record: Record, item: AgendaItem | None) -> list[Seat]:
    return [_seat(record, agency_id, item) for agency_id in (record.agencies_of(item) if item else ())]


def _seat(record: Record, agency_id: UUID, item: AgendaItem | None = None) -> Seat:
    agency, invitee = record.agencies[agency_id], record.invitee(agency_id)
    leads = {record.lead_of(case_id) for case_id in (item.cases if item else ())}
    state = attendance_of(invitee).value if invitee else "uninvited"
    person = invitee.attendee if invitee else ""
    return Seat(
        agency=agency.short + ("（主担当）" if agency_id in leads else ""), note=person, state=state, phone=agency.phone
    )


def _absent_tasks(record: Record, deliberation: Deliberation | None) -> list[Seat]:
    """Agencies with a task here that are absent and have not been rung up."""
    tasks = deliberation.promises if deliberation else ()
    waiting = dict.fromkeys(one.agency_id for one in tasks if one.agency_id is not None and one.told_at is None)
    seats = [_seat(record, agency_id) for agency_id in waiting if agency_id in record.agencies]
    return [seat for seat in seats if seat.state in {Attendance.ABSENT.value, "uninvited"}]


def _options(record: Record, item: AgendaItem | None) -> list[Option]:
    """Agencies to choose from: linked ones first, then the invited, then the rest that still exists."""
    first = [*(record.agencies_of(item) if item else ()), *(one.agency_id for one in record.invitees)]
    known = [one for one in record.agencies.values() if one.ended_on is None or one.ended_on > record.meeting.held_on]
    ordered = dict.fromkeys([*first, *(one.id for one in known)])
    return [(str(one), record.agencies[one].short) for one in ordered if one in record.agencies]


def household_options(found: Sequence[tuple[Household, Sequence[Case]]]) -> list[Option]:
    """Households to choose from, with the numbers and names of their children."""
    return [
        (str(household.id), "　".join(f"{case.number} {case.name}" for case in cases)) for household, cases in found
    ]
