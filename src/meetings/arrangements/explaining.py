"""The small drawn example of the explanation page: six items in list order and arranged, with an equal table.

Pure. Times and waiting are counted by the agenda's own timetable; only the items are invented.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.calendar import JST, clock_time
from meetings.agenda.ordering import OrderedItem, Placed, Window, timetable, total_waiting, windows
from meetings.agenda.presenters import duration

BEGINS = datetime(2026, 11, 27, 13, 30, tzinfo=JST)
SCHOOL, HOSPITAL, POLICE = "第二小", "市民病院", "警察署"
AGENCIES = (SCHOOL, HOSPITAL, POLICE)
ITEMS: Mapping[str, OrderedItem] = {
    number: OrderedItem(number, minutes, frozenset(agencies))
    for number, minutes, agencies in (
        ("1", 5, (SCHOOL,)),
        ("2", 10, (HOSPITAL, POLICE)),
        ("3", 5, (SCHOOL, POLICE)),
        ("4", 5, (HOSPITAL, SCHOOL)),
        ("5", 10, (POLICE,)),
        ("6", 5, (SCHOOL,)),
    )
}
IN_LIST_ORDER = ("1", "2", "3", "4", "5", "6")
ARRANGED = ("1", "6", "3", "4", "2", "5")
LEFT, TOP, ROW, MINUTE = 84, 40, 30, 12
"""Places of the drawing: left of the first item, top of the first agency, height of a row, width of a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of time in the row of an agency: present for an own item, or waiting."""

    x: int
    y: int
    width: int
    waits: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The number of an item above its stretch, and when it begins."""

    x: int
    middle: int
    number: str
    starts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One order drawn, with the rows of its table."""

    title: str
    total: str
    order: str
    width: int
    height: int
    heads: Sequence[Head]
    names: Sequence[tuple[str, int]]
    bars: Sequence[Bar]
    rows: Sequence[tuple[str, str, str]]


def example() -> tuple[Drawing, Drawing]:
    """The example as filed and arranged."""
    return _drawing("台帳の順", IN_LIST_ORDER), _drawing("整えた順", ARRANGED)


def waiting(order: Sequence[str]) -> int:
    """The waiting of an order of the example, in minutes."""
    return total_waiting(windows(_placed(order)))


def _placed(order: Sequence[str]) -> tuple[Placed, ...]:
    return timetable([ITEMS[number] for number in order], BEGINS)


def _drawing(title: str, order: Sequence[str]) -> Drawing:
    placed = _placed(order)
    found = windows(placed)
    ends = _minute(placed[-1].ends)
    return Drawing(
        title=title,
        total=duration(total_waiting(found)),
        order=" → ".join(order),
        width=LEFT + ends * MINUTE + 1,
        height=TOP + len(AGENCIES) * ROW + 1,
        heads=[_head(place) for place in placed],
        names=[(name, TOP + row * ROW) for row, name in enumerate(AGENCIES)],
        bars=[bar for row, name in enumerate(AGENCIES) for bar in _bars(placed, name, found[name], TOP + row * ROW)],
        rows=[(name, _span(found[name]), duration(found[name].waiting_minutes)) for name in AGENCIES],
    )


def _head(place: Placed) -> Head:
    begins, ends = _minute(place.starts), _minute(place.ends)
    middle = LEFT + (begins + ends) * MINUTE // 2
    return Head(x=LEFT + begins * MINUTE, middle=middle, number=place.item.id, starts=clock_time(place.starts))


def _bars(placed: Sequence[Placed], agency: str, window: Window, y: int) -> list[Bar]:
    return [
        Bar(
            x=LEFT + _minute(place.starts) * MINUTE,
            y=y,
            width=place.item.minutes * MINUTE,
            waits=agency not in place.item.agencies,
        )
        for place in placed
        if window.starts <= place.starts < window.ends
    ]


def _span(window: Window) -> str:
    return f"{clock_time(window.starts)}–{clock_time(window.ends)}"


def _minute(moment: datetime) -> int:
    return (moment - BEGINS) // timedelta(minutes=1)
