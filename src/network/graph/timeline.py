"""The 年表 of a case: its linkages as bars along the months, gaps where nothing follows, meetings as diamonds.

Values only; `timeline_drawing` draws them and `rows` is the table that says the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from core.calendar import wareki_short
from core.labels import Labelled
from network.graph.gaps import last_affiliation
from network.graph.linkages import CaseView, LinkageView, TieState

MONTHS_SHOWN = 14
DAYS_AHEAD = 40


class BarKind(Labelled):
    """How a stretch of time is drawn."""

    LEAD = "lead", "主担当"
    SUPPORT = "support", "支援中"
    AHEAD = "ahead", "これから"
    ENDED = "ended", "終わった"
    GAP = "gap", "切れ目"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMark:
    """A meeting on the axis, with its short name (実務③)."""

    held_on: date
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One stretch, both days included; `goes_on` points beyond today, `cut` begins before the axis."""

    kind: BarKind
    first: date
    last: date
    text: str
    goes_on: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One agency's line."""

    agency: str
    responsible: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One row of the table."""

    agency: str
    what: str
    kind: str
    responsible: str
    since: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A case from the first to the last day of the axis."""

    name: str
    first: date
    last: date
    today: date
    tracks: tuple[Track, ...]
    meetings: tuple[MeetingMark, ...]
    linkages: tuple[LinkageView, ...]

    def rows(self) -> tuple[TimelineRow, ...]:
        """The table: every linkage with its whole period, every gap, every meeting."""
        rows = [row for linkage in self.linkages for row in self._linkage_rows(linkage)]
        gaps = [(track, bar) for track in self.tracks for bar in track.bars if bar.kind is BarKind.GAP]
        rows += [_gap_row(track, bar) for track, bar in gaps]
        return (*rows, *(_meeting_row(meeting) for meeting in self.meetings))

    def _linkage_rows(self, linkage: LinkageView) -> Iterator[TimelineRow]:
        yield TimelineRow(
            agency=linkage.agency_name,
            what=_what(linkage),
            kind=linkage.state_on(self.today).label,
            responsible=_responsible(linkage),
            since=wareki_short(linkage.since) if linkage.since else "",
            until=wareki_short(linkage.last_day) if linkage.last_day else "",
        )


def timeline(case: CaseView, meetings: Sequence[MeetingMark], today: date, *, first: date | None = None) -> Timeline:
    """The case's timeline; without `first` it begins with the case, at most 14 months ago."""
    start = first or _first_day(case, today)
    last = today + timedelta(days=DAYS_AHEAD)
    in_order = sorted(case.linkages, key=lambda linkage: (not _leads(linkage, today), linkage.since or date.min))
    order = {linkage.agency_id: place for place, linkage in reversed(list(enumerate(in_order)))}
    by_agency = sorted(in_order, key=lambda linkage: order[linkage.agency_id])
    groups = [list(group) for _, group in groupby(by_agency, key=lambda linkage: linkage.agency_id)]
    return Timeline(
        name=case.name,
        first=start,
        last=last,
        today=today,
        tracks=tuple(_track(group, case, start, today) for group in groups),
        meetings=tuple(sorted((one for one in meetings if start <= one.held_on <= last), key=lambda one: one.held_on)),
        linkages=tuple(by_agency),
    )


def _first_day(case: CaseView, today: date) -> date:
    """First of the month in which the case began, not earlier than the months shown."""
    known = [linkage.since for linkage in case.linkages if linkage.since]
    begins = min([*known, case.accepted_on or today, today])
    months = today.year * 12 + today.month - 1 - (MONTHS_SHOWN - 1)
    earliest = date(months // 12, months % 12 + 1, 1)
    return max(begins.replace(day=1), earliest)


def _leads(linkage: LinkageView, today: date) -> bool:
    return linkage.state_on(today) is TieState.LEAD


def _track(linkages: list[LinkageView], case: CaseView, first: date, today: date) -> Track:
    linkages = sorted(linkages, key=lambda linkage: linkage.since or date.min)
    bars = [bar for linkage in linkages for bar in _bars(linkage, first, today)]
    ended = last_affiliation(case, today)
    if ended is not None and ended in linkages and ended.until is not None:
        days = (today - ended.until).days + 1
        words = f"▲ 次の所属がない {days}日"
        bars.append(Bar(kind=BarKind.GAP, first=max(ended.until, first), last=today, text=words))
    return Track(agency=linkages[0].agency_name, responsible=_responsible(linkages[-1]), bars=tuple(bars))


def _bars(linkage: LinkageView, first: date, today: date) -> Iterator[Bar]:
    """The visible stretch of a linkage; nothing when it ended before the axis."""
    state = linkage.state_on(today)
    kind = BarKind(state.value)
    begins = linkage.since or first
    horizon = today + timedelta(days=DAYS_AHEAD) if kind is BarKind.AHEAD else today
    last = min(linkage.last_day or horizon, horizon)
    if last < first or begins > last:
        return
    goes_on = linkage.until is None or linkage.until > today
    yield Bar(
        kind=kind,
        first=max(begins, first),
        last=last,
        text=_what(linkage),
        goes_on=goes_on,
        cut=begins < first or linkage.since is None,
    )


def _what(linkage: LinkageView) -> str:
    return f"主担当・{linkage.role}" if linkage.is_lead and linkage.role else linkage.role


def _responsible(linkage: LinkageView) -> str:
    return "▲ 空席" if linkage.vacant else linkage.responsible


def _gap_row(track: Track, bar: Bar) -> TimelineRow:
    return TimelineRow(
        agency=track.agency, what=bar.text, kind=bar.kind.label, responsible="", since=wareki_short(bar.first), until=""
    )


def _meeting_row(meeting: MeetingMark) -> TimelineRow:
    day = wareki_short(meeting.held_on)
    return TimelineRow(agency=meeting.label, what="会議", kind="会議", responsible="", since=day, until=day)
