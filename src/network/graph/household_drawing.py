"""Draws the つながり図 of a household: children at the table, agencies and empty seats around it.

Lead solid, support thin, ended dotted, ahead dashed, gaps hatched with words.
It draws only what `Connections.rows` lists.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from core.calendar import wareki_long
from network.graph import drawing
from network.graph.connections import AgencySeat, Connections, EmptySeat
from network.graph.drawing import AI, INK, INK2, LINE, PAPER, RED, WAIT, WASH, Box, Words
from network.graph.linkages import CaseView, TieState
from network.graph.seats import WIDTH, SeatingPlan, seated

CHILD_RADIUS = 38.0
CHILDREN_A_ROW = 3
CHILD_PITCH, CHILD_ROW = 104.0, 96.0
NAME_CHARACTERS, NAME_LINES = 10, 3

TIE_LOOKS: dict[TieState, dict[str, drawing.Attribute]] = {
    TieState.LEAD: {"stroke": AI, "stroke_width": 5, "class_": "tie-lead"},
    TieState.SUPPORT: {"stroke": AI, "stroke_width": 1.8, "class_": "tie-support"},
    TieState.AHEAD: {"stroke": AI, "stroke_width": 1.8, "stroke_dasharray": "7 4", "class_": "tie-ahead"},
    TieState.ENDED: {"stroke": WAIT, "stroke_width": 1.8, "stroke_dasharray": "1.5 4", "class_": "tie-ended"},
}
GAP_LOOK: dict[str, drawing.Attribute] = {
    "stroke": RED, "stroke_width": 1.8, "stroke_dasharray": "9 3 2 3", "class_": "tie-gap",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guest:
    """A seat or an empty seat, asking for its place."""

    group: str
    name: str
    since: date


def household_svg(drawn: Connections) -> Markup:
    """The drawing as SVG; the table `Connections.rows` says the same."""
    guests = [Guest(seat.group, seat.name, seat.since) for seat in drawn.seats]
    guests += [Guest(empty.group, empty.words, date.max) for empty in drawn.empty_seats]
    plan, boxes = seated(guests)
    seat_boxes, empty_boxes = boxes[: len(drawn.seats)], boxes[len(drawn.seats) :]
    middles = _children_middles(len(drawn.cases), plan)
    by_case = {case.case_id: middle for case, middle in zip(drawn.cases, middles, strict=True)}
    parts = [_table(plan)]
    for seat, box in zip(drawn.seats, seat_boxes, strict=True):
        looks = [(by_case[tie.case.case_id], TIE_LOOKS[tie.state]) for tie in reversed(seat.ties)]
        parts.extend(drawing.line(box.centre, middle, **look) for middle, look in looks)
    for empty, box in zip(drawn.empty_seats, empty_boxes, strict=True):
        middle = by_case[empty.finding.case.case_id]
        parts.append(drawing.line(box.centre, middle, **GAP_LOOK))
    for case, middle in zip(drawn.cases, middles, strict=True):
        parts.extend(_child(case, middle, drawn))
    parts.extend(_seat(seat, box) for seat, box in zip(drawn.seats, seat_boxes, strict=True))
    parts.extend(_empty(empty, box) for empty, box in zip(drawn.empty_seats, empty_boxes, strict=True))
    title = f"つながり図 {drawn.label} {wareki_long(drawn.day)}。同じ内容は表「同じ内容の表」にあります。"
    return drawing.svg(WIDTH, plan.height, title, parts)


def _table(plan: SeatingPlan) -> Markup:
    return drawing.element(
        "ellipse", cx=WIDTH / 2, cy=plan.height / 2, rx=186, ry=plan.height / 2 - 118, fill=WASH, stroke=LINE
    )


def _children_middles(count: int, plan: SeatingPlan) -> list[tuple[float, float]]:
    rows = [range(start, min(start + CHILDREN_A_ROW, count)) for start in range(0, count, CHILDREN_A_ROW)]
    middles = []
    for place, row in enumerate(rows):
        y = plan.height / 2 + (place - (len(rows) - 1) / 2) * CHILD_ROW
        middles += [(WIDTH / 2 + (index - (len(row) - 1) / 2) * CHILD_PITCH, y) for index in range(len(row))]
    return middles


def _child(case: CaseView, middle: tuple[float, float], drawn: Connections) -> Iterator[Markup]:
    x, y = middle
    yield drawing.element("circle", cx=x, cy=y, r=CHILD_RADIUS, fill=PAPER, stroke=INK, stroke_width=2, class_="child")
    family, _, given = case.name.partition(" ")
    name = [Words(part, bold=True, size=15) for part in (family, given) if part]
    age = case.age_words(drawn.day)
    words = [*name, Words(age, fill=INK2, size=12)] if age else name
    top = y - 8.5 * (len(words) - 1) + 5
    yield drawing.lines(x, top, words, anchor="middle", leading=17)
    for place, one in enumerate(drawn.findings_of_child(case)):
        yield drawing.numbered(x + 0.75 * CHILD_RADIUS + 22 * place, y - 0.85 * CHILD_RADIUS, one.number)


def _seat(seat: AgencySeat, box: Box) -> Markup:
    ended = seat.state is TieState.ENDED
    is_lead = seat.state is TieState.LEAD
    looks: dict[TieState, dict[str, drawing.Attribute]] = {
        TieState.LEAD: {"fill": AI, "stroke": AI, "class_": "t-lead"},
        TieState.SUPPORT: {"fill": drawing.AI100, "stroke": AI, "class_": "t-support"},
        TieState.AHEAD: {"fill": PAPER, "stroke": AI, "stroke_dasharray": "7 4", "class_": "t-ahead"},
        TieState.ENDED: {"fill": "#f2f2f2", "stroke": WAIT, "class_": "t-ended"},
    }
    name_fill = PAPER if is_lead else INK2 if ended else INK
    name = [
        Words(part, fill=name_fill, bold=not ended) for part in drawing.wrapped(seat.name, NAME_CHARACTERS, NAME_LINES)
    ]
    words = [*name, Words(seat.words, fill=PAPER if is_lead else INK2, size=12)]
    frame = drawing.rectangle(box, rx=4, stroke_width=1.4, **looks[seat.state])
    return frame + _words_in(box, words) + _numbers(box, [one.number for one in seat.findings])


def _empty(empty: EmptySeat, box: Box) -> Markup:
    inner = Box.around(*box.centre, box.width - 14, 40)
    ground = drawing.rectangle(inner, fill=PAPER, stroke="none")
    words = [Words(f"▲ {empty.words}", fill=RED, bold=True), Words(empty.days, fill=RED, size=12)]
    return drawing.hatched(box) + ground + _words_in(box, words) + _numbers(box, [empty.finding.number])


def _words_in(box: Box, words: Sequence[Words]) -> Markup:
    x, y = box.centre
    leading = 15.5
    return drawing.lines(x, y - leading * (len(words) - 1) / 2 + 4.5, words, anchor="middle", leading=leading)


def _numbers(box: Box, numbers: Sequence[int]) -> Markup:
    parts = [drawing.numbered(box.x + box.width - 22 * place, box.y, number) for place, number in enumerate(numbers)]
    return Markup().join(parts)
