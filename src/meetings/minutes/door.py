"""The door and the copies as pages show them: who is in the room, who holds which numbered paper. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from core import calendar
from meetings.minutes import rules
from meetings.minutes.commands import Attendance
from meetings.minutes.record import Record
from meetings.scheduling.model import Invitee


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorRow:
    """One agency at the door."""

    agency_id: UUID
    agency: str
    standing: bool
    expected: str
    state: Attendance
    attendee: str
    copy_number: int | None
    copy_returned: bool
    arrived: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorView:
    """The page of the door."""

    base: str
    title: str
    in_room: str
    copies: str
    rows: Sequence[DoorRow]
    others: Sequence[tuple[str, str]]


def door_view(record: Record) -> DoorView:
    """The agencies invited, and those that may come without it."""
    invited = {one.agency_id for one in record.invitees}
    others = [one for one in record.agencies.values() if one.id not in invited and one.ended_on is None]
    return DoorView(
        base=f"/meetings/{record.meeting.id}/run",
        title=record.meeting.title,
        in_room=f"{len(rules.present_agencies(record.invitees))}機関",
        copies=copies_counted(record.invitees),
        rows=door_rows(record),
        others=[(str(one.id), one.short) for one in others],
    )


def copies_counted(invitees: Sequence[Invitee]) -> str:
    """資料 18部のうち17部を回収."""
    handed = [one for one in invitees if one.copy_number is not None]
    if not handed:
        return "番号つきの資料は配っていません"
    return f"資料 {len(handed)}部のうち{sum(one.copy_returned for one in handed)}部を回収"


def copies_words(record: Record) -> str:
    """第07号（第二小学校）: the copies that were not counted back."""
    return "、".join(
        f"第{one.copy_number:02}号（{record.agencies[one.agency_id].short}）"
        for one in rules.copies_missing(record.invitees)
    )


def door_rows(record: Record) -> list[DoorRow]:
    """The invited agencies, standing members first, in an order that stays: many have no reading."""
    known = [one for one in record.invitees if one.agency_id in record.agencies]
    return [door_row(record, one) for one in sorted(known, key=lambda one: _place(record, one))]


def _place(record: Record, invitee: Invitee) -> tuple[bool, str, str]:
    agency = record.agencies[invitee.agency_id]
    return not invitee.standing, agency.kana or agency.name, agency.name


def door_row(record: Record, invitee: Invitee) -> DoorRow:
    """One agency at the door."""
    return DoorRow(
        agency_id=invitee.agency_id,
        agency=record.agencies[invitee.agency_id].short,
        standing=invitee.standing,
        expected=invitee.reply.label,
        state=attendance_of(invitee),
        attendee=invitee.attendee,
        copy_number=invitee.copy_number,
        copy_returned=invitee.copy_returned,
        arrived=f"{calendar.clock_time(invitee.arrived_at)}に着いた" if invitee.arrived_at else "",
        version=invitee.version,
    )


def attendance_of(invitee: Invitee) -> Attendance:
    """Where the agency is."""
    if invitee.absent:
        return Attendance.ABSENT
    if invitee.left_at is not None:
        return Attendance.LEFT
    return Attendance.PRESENT if invitee.arrived_at is not None else Attendance.AWAITED
