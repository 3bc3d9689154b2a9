"""遅れ and 終わる見込み as pages show them: the line at the top, and what to say to each agency. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from core.calendar import clock_time
from meetings.agenda.day_plan import AgendaFacts
from meetings.minutes.commands import Attendance
from meetings.minutes.delay import NOTICED_MINUTES, Called, Outlook
from meetings.minutes.door import attendance_of
from meetings.scheduling.model import Invitee


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayLine:
    """What the top of the running page says; `late` and `early` are empty while the plan is kept."""

    late: str
    early: str
    ends: str
    off: int
    """How many agencies know a time that holds no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledRow:
    """One agency whose told time holds no longer."""

    agency: str
    told: str
    expected: str
    hours: str
    """When it can come, where that is not kept."""
    phone: str
    here: bool
    say: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayView:
    """The page of agencies whose told time holds no longer; without a line the meeting does not run today."""

    base: str
    line: DelayLine | None
    planned_ends: str
    rows: Sequence[CalledRow]


def delay_line(found: Outlook | None, off: Sequence[Called]) -> DelayLine | None:
    """The line; None while there is no outlook."""
    if found is None:
        return None
    late = found.minutes_late
    return DelayLine(
        late=f"{late}分 遅れ" if late >= NOTICED_MINUTES else "",
        early=f"{-late}分 早い" if -late >= NOTICED_MINUTES else "",
        ends=clock_time(found.ends),
        off=len(off),
    )


def delay_view(facts: AgendaFacts, found: Outlook | None, off: Sequence[Called]) -> DelayView:
    """The page, agencies by reading."""
    return DelayView(
        base=f"/meetings/{facts.meeting.id}/run",
        line=delay_line(found, off),
        planned_ends=clock_time(found.planned_ends) if found else "",
        rows=[_row(facts, one) for one in sorted(off, key=lambda one: _reading(facts, one))],
    )


def _reading(facts: AgendaFacts, one: Called) -> tuple[str, str]:
    agency = facts.agencies[one.invitee.agency_id]
    return agency.kana or agency.name, agency.name


def _row(facts: AgendaFacts, one: Called) -> CalledRow:
    agency = facts.agencies[one.invitee.agency_id]
    return CalledRow(
        agency=agency.short,
        told=f"{clock_time(one.told.starts)}–{clock_time(one.told.ends)}",
        expected=f"{clock_time(one.ends)}ごろまで" if one.begun else f"{clock_time(one.starts)}ごろ",
        hours=_hours(one.invitee) if one.too_early or one.too_late else "",
        phone=agency.phone,
        here=attendance_of(one.invitee) is Attendance.PRESENT,
        say=_say(one),
    )


def _say(one: Called) -> str:
    """One sentence; what is in the way decides before what is merely later."""
    starts, ends = clock_time(one.starts), clock_time(one.ends)
    if one.too_early:
        return f"「{starts}ごろに早まりそうです。来られますか」と聞き、難しければ後にまわしてください。"
    if one.too_late:
        return f"「{ends}ごろまでかかりそうです。いられますか」と聞き、難しければ先に取り上げてください。"
    if one.minutes_early >= NOTICED_MINUTES:
        return f"「{starts}ごろに早まりそうです。来られますか」と聞いてください。"
    if one.begun:
        return f"「{ends}ごろまでかかりそうです」と伝えてください。"
    return f"「{starts}ごろに始まり、{ends}ごろまでかかりそうです」と伝えてください。"


def _hours(invitee: Invitee) -> str:
    since = f"{_wall(invitee.comes_from)}から" if invitee.comes_from else ""
    until = f"{_wall(invitee.comes_until)}まで" if invitee.comes_until else ""
    return since + until


def _wall(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"
