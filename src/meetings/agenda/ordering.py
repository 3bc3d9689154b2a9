"""The order of the agenda by hand: times, the window of each agency, and the waiting an order costs.

Waiting is presence from the first to the last own item minus the minutes of own items; a break inside counts.
An order that waits least is not searched for here.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from core.calendar import as_jst
from core.errors import Invalid
from meetings.agenda.model import ItemKind

ROUNDING_MINUTES = 5


class UnknownItem(Invalid):
    """An item that is not on this agenda."""

    def __init__(self) -> None:
        super().__init__("この議題は、いまの順番の中にありません。画面を開き直してください。")


@dataclass(frozen=True, slots=True)
class OrderedItem:
    """An agenda item with its planned minutes and the agencies (ids) needed for it."""

    id: str
    minutes: int
    agencies: frozenset[str]
    kind: ItemKind = ItemKind.INDIVIDUAL

    @property
    def calls_agencies(self) -> bool:
        """Whether agencies come for it; for 一括確認 their inquiry answers are enough."""
        return self.kind is not ItemKind.BLOCK


@dataclass(frozen=True, slots=True)
class Break:
    """A pause, taken at the first change of items at or after `at`, never after the last item."""

    at: datetime
    minutes: int


class Placed(NamedTuple):
    """An item on the clock."""

    item: OrderedItem
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Window:
    """When one agency is needed in one session, and how many of these minutes it waits."""

    starts: datetime
    ends: datetime
    waiting_minutes: int = 0


def timetable(items: Sequence[OrderedItem], starts: datetime, breaks: Collection[Break] = ()) -> tuple[Placed, ...]:
    """The items on the clock, one after another without idle time."""
    clock, placed = starts, []
    pauses = sorted(breaks, key=lambda pause: pause.at)
    for item in items:
        while pauses and clock >= pauses[0].at:
            clock += timedelta(minutes=pauses.pop(0).minutes)
        ends = clock + timedelta(minutes=item.minutes)
        placed.append(Placed(item, clock, ends))
        clock = ends
    return tuple(placed)


def windows(placed: Sequence[Placed], *, standing: Collection[str] = ()) -> dict[str, Window]:
    """The window of each agency; standing members have the whole meeting and no waiting, block items call nobody."""
    own: dict[str, list[Placed]] = {}
    for place in placed:
        if place.item.calls_agencies:
            for agency in sorted(place.item.agencies.difference(standing)):
                own.setdefault(agency, []).append(place)
    found = {agency: _window(places) for agency, places in own.items()}
    if placed:
        found |= {agency: Window(placed[0].starts, placed[-1].ends) for agency in standing}
    return found


def total_waiting(found: Mapping[str, Window]) -> int:
    """Minutes all agencies wait together."""
    return sum(window.waiting_minutes for window in found.values())


def list_order_waiting(
    items: Sequence[OrderedItem],
    list_order: Sequence[str],
    starts: datetime,
    breaks: Collection[Break] = (),
    *,
    standing: Collection[str] = (),
) -> int:
    """Waiting if the individual items came in the order of the progress list, everything else in its place."""
    order = in_list_order(items, list_order)
    return total_waiting(windows(timetable(order, starts, breaks), standing=standing))


def in_list_order(items: Sequence[OrderedItem], list_order: Sequence[str]) -> tuple[OrderedItem, ...]:
    """The individual items in the order of the progress list, everything else in its place."""
    rank = {item_id: place for place, item_id in enumerate(list_order)}
    listed = iter(sorted((item for item in items if _movable(item)), key=lambda item: rank.get(item.id, len(rank))))
    return tuple(next(listed) if _movable(item) else item for item in items)


def rounded(window: Window, minutes: int = ROUNDING_MINUTES) -> Window:
    """The window as printed: outward to whole 5 minutes on the clock of Japan, waiting as counted."""
    starts, ends, step = as_jst(window.starts), as_jst(window.ends), timedelta(minutes=minutes)
    return replace(window, starts=starts - _since_midnight(starts) % step, ends=ends + -_since_midnight(ends) % step)


def move(items: Sequence[OrderedItem], item_id: str, to: int) -> tuple[OrderedItem, ...]:
    """The order after one item was put at place `to` (from 0; beyond either end means that end)."""
    return move_block(items, {item_id}, to)


def move_block(items: Sequence[OrderedItem], block: Collection[str], to: int) -> tuple[OrderedItem, ...]:
    """The order after these items, kept in their order, were put together with the first at place `to`."""
    moved = [item for item in items if item.id in block]
    if {item.id for item in moved} != set(block):
        raise UnknownItem
    others = [item for item in items if item.id not in block]
    place = max(0, min(to, len(others)))
    return (*others[:place], *moved, *others[place:])


def _window(places: Sequence[Placed]) -> Window:
    starts, ends = places[0].starts, places[-1].ends
    present = (ends - starts) // timedelta(minutes=1)
    return Window(starts, ends, present - sum(place.item.minutes for place in places))


def _movable(item: OrderedItem) -> bool:
    return item.kind is ItemKind.INDIVIDUAL


def _since_midnight(moment: datetime) -> timedelta:
    return moment - moment.replace(hour=0, minute=0, second=0, microsecond=0)
