"""Draws the council's map: bars for the cases of each agency, a square for every two that share some.

The square's area and number say how many cases are common. With more than 30 agencies the squares are small and without
numbers; the table has them all.
"""

from collections.abc import Iterator
from math import sqrt

from markupsafe import Markup

from core.calendar import wareki_long
from network.graph import drawing
from network.graph.council_map import AgencyLoad, CouncilMap
from network.graph.drawing import AI, AI100, HAIR, INK, INK2, Box, Words

NAMES, BARS = 216.0, 150.0
HEAD = 28.0
ROOMY, TIGHT = 26.0, 17.0
MOST_WITH_NUMBERS = 30
NAME_CHARACTERS = 14
FOOT = 6.0


def council_svg(drawn: CouncilMap) -> Markup:
    """The drawing as SVG; the table `CouncilMap.rows` says the same."""
    cell = ROOMY if len(drawn.agencies) <= MOST_WITH_NUMBERS else TIGHT
    left = NAMES + BARS + 20
    parts = [*_head(left)]
    for place, load in enumerate(drawn.agencies):
        top = HEAD + place * cell
        parts.extend(_agency(load, top, cell, drawn))
        parts.extend(_squares(load, top, cell, drawn, left=left))
    width = left + cell * len(drawn.agencies) + 8
    height = HEAD + cell * len(drawn.agencies) + FOOT
    title = f"機関どうしのつながり {wareki_long(drawn.day)}。同じ内容は表「機関と件数」にあります。"
    return drawing.svg(width, height, title, parts)


def _head(left: float) -> Iterator[Markup]:
    for x, text in ((28.0, "機関"), (NAMES, "件数（濃い色は主担当）"), (left, "いっしょにかかわる件数")):
        yield drawing.label(x, 18, Words(text, fill=INK2), class_="axis")


def _agency(load: AgencyLoad, top: float, cell: float, drawn: CouncilMap) -> Iterator[Markup]:
    baseline = top + cell / 2 + 4.6
    size = 13 if cell == ROOMY else 12
    name = drawing.wrapped(load.name, NAME_CHARACTERS, 1)[0]
    yield drawing.line((0, top + cell), (NAMES + BARS, top + cell), stroke=HAIR)
    yield drawing.label(22, baseline, Words(str(load.number), fill=INK2, size=size), anchor="end")
    yield drawing.label(28, baseline, Words(name, bold=load.leads > 0, size=size))
    most = max(one.cases for one in drawn.agencies)
    unit = (BARS - 34) / most
    height = cell * 0.6
    bar = Box(NAMES, top + (cell - height) / 2, load.cases * unit, height)
    yield drawing.rectangle(bar, fill=AI100, stroke=AI, class_="t-support")
    if load.leads:
        yield drawing.rectangle(Box(bar.x, bar.y, load.leads * unit, height), fill=AI, class_="bar-lead")
    yield drawing.label(bar.x + bar.width + 5, baseline, Words(str(load.cases), size=size))


def _squares(load: AgencyLoad, top: float, cell: float, drawn: CouncilMap, *, left: float) -> Iterator[Markup]:
    """The row's part of the triangle; its own number closes the row, so a column is found from its foot."""
    most = max(drawn.shared.values(), default=1)
    for other in drawn.agencies[: load.number - 1]:
        box = Box(left + (other.number - 1) * cell, top, cell, cell)
        yield drawing.rectangle(box, fill="none", stroke=HAIR, class_="cell")
        common = drawn.common(load.number, other.number)
        if common:
            yield from _square(box, common, most, numbered=cell == ROOMY)
    corner = Box(left + (load.number - 1) * cell, top, cell, cell)
    x, y = corner.centre
    size = 12 if cell == ROOMY else 9
    yield drawing.label(x, y + size * 0.36, Words(str(load.number), fill=INK2, size=size), anchor="middle")


def _square(box: Box, common: int, most: int, *, numbered: bool) -> Iterator[Markup]:
    side = (box.width - 3) * max(0.25, sqrt(common / most))
    yield drawing.rectangle(Box.around(*box.centre, side, side), fill=AI100 if numbered else AI, class_="shared")
    if numbered:
        x, y = box.centre
        yield drawing.label(x, y + 4.3, Words(str(common), fill=INK, size=12), anchor="middle")
