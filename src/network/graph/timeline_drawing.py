"""Draws the 年表 of a case: one line an agency, months along the top, today as a dashed line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from core.calendar import day_month_short, fiscal_year, wareki_year
from network.graph import drawing
from network.graph.drawing import AI, AI100, HAIR, INK, INK2, LINE, PAPER, RED, WAIT, Box, Words, text_width
from network.graph.timeline import Bar, BarKind, MeetingMark, Timeline, Track

WIDTH, LABELS = 1070.0, 214.0
HEAD, PITCH, BAR = 62.0, 30.0, 21.0
FOOT = 26.0
ARROW = 7.0
LABEL_CHARACTERS = 15
MONTH_WIDTH = 36.0

LOOKS: dict[BarKind, dict[str, drawing.Attribute]] = {
    BarKind.LEAD: {"fill": AI, "stroke": AI, "class_": "t-lead"},
    BarKind.SUPPORT: {"fill": AI100, "stroke": AI, "class_": "t-support"},
    BarKind.AHEAD: {"fill": PAPER, "stroke": AI, "stroke_dasharray": "7 4", "class_": "t-ahead"},
    BarKind.ENDED: {"fill": "#f2f2f2", "stroke": WAIT, "class_": "t-ended"},
}


@dataclass(frozen=True, slots=True)
class Axis:
    """Days to places on the sheet."""

    first: date
    last: date
    bottom: float

    def x(self, day: date) -> float:
        """Where the morning of the day is; days outside stand at the edge."""
        share = (day - self.first).days / ((self.last - self.first).days + 1)
        return LABELS + (WIDTH - LABELS) * min(1.0, max(0.0, share))

    def months(self) -> Iterator[date]:
        """First days of the months on the axis."""
        month = self.first.replace(day=1)
        while month <= self.last:
            if month >= self.first:
                yield month
            month = (month + timedelta(days=32)).replace(day=1)


def timeline_svg(drawn: Timeline) -> Markup:
    """The drawing as SVG; the table `Timeline.rows` says the same."""
    bottom = HEAD + PITCH * len(drawn.tracks)
    axis = Axis(drawn.first, drawn.last, bottom)
    parts = [*_months(axis), *_meetings(drawn.meetings, axis)]
    for place, track in enumerate(drawn.tracks):
        parts.extend(_track(track, HEAD + PITCH * place, axis, drawn.today))
    parts.extend(_today(drawn.today, axis))
    title = f"機関のつながりの年表 {drawn.name}。同じ内容は表「同じ内容の表」にあります。"
    return drawing.svg(WIDTH, bottom + FOOT, title, parts)


def _months(axis: Axis) -> Iterator[Markup]:
    labelled = -MONTH_WIDTH
    for month in axis.months():
        x = axis.x(month)
        year = month.month == 1 or fiscal_year(month) != fiscal_year(month - timedelta(days=1))
        look = {"stroke": LINE, "stroke_width": 2.0} if year else {"stroke": HAIR}
        yield drawing.line((x, 36), (x, axis.bottom), class_="t-year" if year else "t-grid", **look)
        if x - labelled >= MONTH_WIDTH and x + MONTH_WIDTH <= WIDTH:
            yield drawing.label(x + 4, 50, Words(f"{month.month}月"), class_="axis")
            labelled = x
        if month.month == 1 or month == next(axis.months()):
            yield drawing.label(x + 4, 30, Words(wareki_year(month), bold=True), class_="axis")
    yield drawing.line((0, 56), (WIDTH, 56), stroke=INK, stroke_width=1.5)


def _meetings(meetings: tuple[MeetingMark, ...], axis: Axis) -> Iterator[Markup]:
    free_from = 0.0
    for meeting in meetings:
        x = axis.x(meeting.held_on)
        points = f"{x - 6:.1f},56 {x:.1f},49 {x + 6:.1f},56 {x:.1f},63"
        yield drawing.element("polygon", points=points, fill=PAPER, stroke=AI, stroke_width=2, class_="t-meeting")
        width = text_width(meeting.label, 13)
        left = min(max(x - width / 2, free_from, LABELS), WIDTH - width)
        yield drawing.line((x, 17), (x, 38), stroke=AI, stroke_width=0.8)
        yield drawing.label(left, 13, Words(meeting.label, fill=AI))
        free_from = left + width + 8


def _track(track: Track, top: float, axis: Axis, today: date) -> Iterator[Markup]:
    middle = top + PITCH / 2
    yield drawing.line((0, top + PITCH), (WIDTH, top + PITCH), stroke=HAIR)
    room = LABEL_CHARACTERS - len(track.responsible) if track.responsible else LABEL_CHARACTERS
    name = drawing.wrapped(track.agency, max(8, room), 1)[0]
    yield drawing.label(0, middle + 5, Words(name, bold=True))
    if track.responsible:
        x = text_width(name) + 8
        fill = RED if track.responsible.startswith("▲") else INK2
        yield drawing.label(x, middle + 5, Words(track.responsible, fill=fill, size=12))
    for place, bar in enumerate(track.bars):
        following = track.bars[place + 1 :]
        until = axis.x(following[0].first) if following else WIDTH
        yield from _bar(bar, Box(axis.x(bar.first), middle - BAR / 2, 0, BAR), axis, until)
        if bar.goes_on and bar.kind in {BarKind.LEAD, BarKind.SUPPORT}:
            yield _arrow(axis.x(today + timedelta(days=1)), middle)


def _bar(bar: Bar, start: Box, axis: Axis, until: float) -> Iterator[Markup]:
    width = max(3.0, axis.x(bar.last + timedelta(days=1)) - start.x)
    box = Box(start.x, start.y, width, start.height)
    wanted = text_width(bar.text) + 10
    if bar.kind is BarKind.GAP:
        yield drawing.hatched(box)
        right = box.x - 6
        ground = Box(right - wanted + 6, box.y + 1, wanted, BAR - 2)
        yield drawing.rectangle(ground, fill=PAPER, stroke="none")
        yield drawing.label(right, box.y + 15.5, Words(bar.text, fill=RED, bold=True), anchor="end")
        return
    yield drawing.rectangle(box, **LOOKS[bar.kind])
    bold = bar.kind is BarKind.LEAD
    inside = PAPER if bold else INK2 if bar.kind is BarKind.ENDED else INK
    yield from _bar_text(bar, box, Words(bar.text, fill=inside, bold=bold), until)


def _bar_text(bar: Bar, box: Box, words: Words, until: float) -> Iterator[Markup]:
    """Inside where it fits, else beside the bar, where nothing follows; else before it."""
    wanted, baseline = text_width(words.text) + 10, box.y + 15.5
    plain = Words(words.text, fill=INK)
    after = box.x + box.width + (ARROW + 4 if bar.goes_on else 5)
    if wanted <= box.width:
        yield drawing.label(box.x + 6, baseline, words)
    elif after + wanted <= until:
        yield drawing.label(after, baseline, plain)
    else:
        yield drawing.label(box.x - 5, baseline, plain, anchor="end")


def _arrow(x: float, middle: float) -> Markup:
    top, bottom = middle - BAR / 2, middle + BAR / 2
    points = f"{x:.1f},{top:.1f} {x + ARROW:.1f},{middle:.1f} {x:.1f},{bottom:.1f}"
    return drawing.element("polygon", points=points, fill=AI, class_="t-goes-on")


def _today(today: date, axis: Axis) -> Iterator[Markup]:
    x = axis.x(today + timedelta(days=1))
    ends = ((x, 36.0), (x, axis.bottom + 5))
    yield drawing.line(*ends, stroke=INK, stroke_width=1.6, stroke_dasharray="4 3", class_="t-today")
    words = Words(f"きょう {day_month_short(today)}", bold=True)
    yield drawing.label(x, axis.bottom + 20, words, anchor="middle", class_="axis")
