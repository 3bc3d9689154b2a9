"""The day as pages show it: the list of items, one item with its children, who is in the room."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from core import calendar
from core.calendar import as_jst
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.minutes import rules
from meetings.minutes.child_block import ChildBlock, child_block
from meetings.minutes.commands import Attendance
from meetings.minutes.door import attendance_of, copies_counted
from meetings.minutes.forms import Typed, row_numbers
from meetings.minutes.model import Deliberation
from meetings.minutes.record import Record
from meetings.scheduling.model import MeetingState
from network.cases.model import Case, Household

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
    discussed: int
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
        stops=[_stop(record, one, numbers.get(one.id, 0), item) for one in rules.stops(record.items)],
        total=len(rules.stops(record.items)),
        discussed=len(numbers),
        in_room=f"{len(rules.present_agencies(record.invitees))}機関",
        copies=copies_counted(record.invitees),
        item=item,
        number=numbers.get(item.id, 0) if item else 0,
        heading=item_name(record, item) if item else "",
        since=as_jst(deliberation.started_at).isoformat() if deliberation and deliberation.started_at else "",
        current=item is not None and item.id == meeting.current_item_id,
        hidden_address=_hidden(record, item),
        children=[child_block(record, item, one, today) for one in item.cases] if item else [],
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
