"""次第 on paper: the numbered formal order of the day, as sent in advance or as laid on the table.

In advance it shows times and case numbers only; names, 論点 and agencies stand on the numbered copies of the day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core import paper
from meetings.agenda.ordering import Window

TICK_MINUTES = 30


@dataclass(frozen=True, kw_only=True)
class AgendaCase:
    """A case of an item; name and belonging (小3 潮風小) only for those who may read them."""

    number: str
    name: str = ""
    belonging: str = ""


@dataclass(frozen=True, kw_only=True)
class AgendaLine:
    """One item to discuss: the cases of one household with planned times; a line without cases is a break."""

    order: int
    starts: datetime
    ends: datetime
    cases: Sequence[AgendaCase] = ()
    nature: str = ""
    lead_agency: str = ""
    agencies: Sequence[str] = ()
    point: str = ""

    @property
    def minutes(self) -> int:
        """Planned length."""
        return int((self.ends - self.starts).total_seconds()) // 60


@dataclass(frozen=True, kw_only=True)
class AgendaPart:
    """One number of the formal order (開会 … 閉会) with the items it holds."""

    title: str
    starts: datetime
    ends: datetime
    note: str = ""
    lines: Sequence[AgendaLine] = ()


@dataclass(frozen=True, kw_only=True)
class Presence:
    """When an agency is in the room: its items with their planned times, or in writing only.

    `told` is when it was asked to come; without it, from its first item to its last. `standing`: the whole meeting.
    """

    agency: str
    lines: Sequence[AgendaLine]
    told: Window | None = None
    standing: bool = False
    in_writing: bool = False

    @property
    def starts(self) -> datetime:
        """When it comes."""
        return self.told.starts if self.told else min(line.starts for line in self.lines)

    @property
    def ends(self) -> datetime:
        """When it goes."""
        return self.told.ends if self.told else max(line.ends for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class AgendaPaper:
    """次第 of a meeting; `in_advance` says that names and 論点 have been taken out (see `for_advance`).

    An `excerpt` for one agency has no columns of other agencies and 論点.
    """

    council: str
    meeting_title: str
    starts: datetime
    ends: datetime
    place: str
    chair: str
    next_meeting: datetime | None
    parts: Sequence[AgendaPart]
    presences: Sequence[Presence] = ()
    in_advance: bool = False
    excerpt: bool = False

    @property
    def closes(self) -> datetime:
        """The end of the meeting, or of its last part if the day is too full."""
        return max([self.ends, *(part.ends for part in self.parts)])

    @property
    def ticks(self) -> list[tuple[datetime, float]]:
        """Half hours of the meeting and where they lie, in hundredths of its length."""
        moment, found = self.starts, []
        while moment <= self.closes:
            found.append((moment, self.share(moment)))
            moment += timedelta(minutes=TICK_MINUTES)
        return found

    def share(self, moment: datetime) -> float:
        """Where a moment lies between beginning (0) and end (100)."""
        return round(100 * ((moment - self.starts) / (self.closes - self.starts)), 2)

    @property
    def rows(self) -> int:
        """Items on the paper, for the limits of printing."""
        return sum(1 + len(part.lines) for part in self.parts) + len(self.presences)


def for_advance(agenda: AgendaPaper) -> AgendaPaper:
    """The agenda as it may be sent out: times and case numbers, nothing that tells a family."""
    parts = [replace(part, note="", lines=[_bare(line) for line in part.lines]) for part in agenda.parts]
    return replace(agenda, parts=parts, presences=(), in_advance=True)


def agenda_pdf(agenda: AgendaPaper) -> bytes:
    """次第, A4 portrait; the version of the day leaves room for the copy number above it."""
    return paper.render("agenda.html", {"agenda": agenda}, rows=agenda.rows)


def _bare(line: AgendaLine) -> AgendaLine:
    cases = [AgendaCase(number=case.number) for case in line.cases]
    return AgendaLine(order=line.order, starts=line.starts, ends=line.ends, cases=cases)
