"""The number to ring now: the desk or the main number in office hours, else whoever can be reached at night.

A mobile number is shown in office hours only when there is no other; who may see the page is not decided here.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from core.calendar import as_jst, is_working_day
from network.agencies.model import Agency
from network.contacts.model import Contact, ContactRole

NO_NUMBER = "登録された番号がありません"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One number and who answers it."""

    number: str
    whom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calling:
    """The number to ring, why this one, and the others; `number` is empty when there is none."""

    number: str
    whom: str
    why: str
    open_now: bool
    alternatives: tuple[Line, ...] = ()


def number_to_ring(
    agency: Agency, contacts: Sequence[Contact], now: datetime, closed_days: Collection[date]
) -> Calling:
    """What to ring at this moment."""
    local = as_jst(now)
    present = [contact for contact in contacts if contact.agency_id == agency.id and contact.on(local.date())]
    is_open, why = _office(agency, local, closed_days)
    day, night = list(_day_lines(agency, present)), list(_night_lines(agency, present))
    lines = (day or night) if is_open else night + day
    if not lines:
        return Calling(number="", whom=NO_NUMBER, why=why, open_now=is_open)
    if not is_open and not night:
        why = f"{why}　時間外の番号は登録がありません"
    first, *others = _without_doubles(lines)
    return Calling(number=first.number, whom=first.whom, why=why, open_now=is_open, alternatives=tuple(others))


def office_hours(agency: Agency) -> str:
    """平日 8:30–17:15, or that it is not known."""
    if agency.opens is None or agency.closes is None:
        return "開いている時間は未登録"
    return f"平日 {_clock(agency.opens)}–{_clock(agency.closes)}"


def _office(agency: Agency, local: datetime, closed_days: Collection[date]) -> tuple[bool, str]:
    if not is_working_day(local.date(), closed_days):
        return False, "時間外・閉庁日"
    if agency.opens is None or agency.closes is None:
        return True, office_hours(agency)
    if agency.opens <= local.time() < agency.closes:
        return True, office_hours(agency)
    return False, f"時間外・{office_hours(agency)}に開く"


def _day_lines(agency: Agency, present: Sequence[Contact]) -> Iterator[Line]:
    desks = [c for c in present if ContactRole.DESK in c.roles and c.phone]
    for desk in desks:
        yield Line(number=desk.phone, whom=_whom(desk, "窓口"))
    if agency.phone:
        yield Line(number=agency.phone, whom="代表")
    for contact in present:
        if contact.phone and contact not in desks:
            yield Line(number=contact.phone, whom=_whom(contact, "直通"))


def _night_lines(agency: Agency, present: Sequence[Contact]) -> Iterator[Line]:
    if agency.night_phone:
        yield Line(number=agency.night_phone, whom=agency.night_note or "時間外の電話")
    for contact in present:
        if contact.mobile:
            yield Line(number=contact.mobile, whom=_whom(contact, "携帯"))


def _without_doubles(lines: Sequence[Line]) -> list[Line]:
    first: dict[str, Line] = {}
    for line in lines:
        first.setdefault(line.number, line)
    return list(first.values())


def _whom(contact: Contact, what: str) -> str:
    return " ".join(part for part in (contact.position, contact.name, what) if part)


def _clock(hour: time) -> str:
    return f"{hour.hour}:{hour.minute:02}"
