"""Pure decisions about the order: moving, renumbering, pinning, and changing the side of a household.

Only individual items move; a pinned one keeps its place while others move around it.
"""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from meetings.agenda.errors import FixedItem, NoSuchItem
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.proposal import numbered, with_block_step


def individual(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """The items that are discussed one by one, in order; their places count from 1."""
    return [item for item in items if item.kind is ItemKind.INDIVIDUAL]


def reasons_of(item: AgendaItem, number: str, siblings: Collection[str]) -> tuple[str, ...]:
    """The reasons that concern one child of the item, or the household as a whole.

    With several children `proposal` writes the child's case number before its reason; `siblings` are the other numbers.
    """
    others = tuple(f"{other}：" for other in siblings)
    return tuple(reason.removeprefix(f"{number}：") for reason in item.reasons if not reason.startswith(others))


def seen(items: Sequence[AgendaItem]) -> str:
    """A short sign of the order a person looks at; it changes when anybody moves something."""
    text = ",".join(item.id.hex for item in individual(items))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def place_of(items: Sequence[AgendaItem], item_id: UUID) -> int:
    """Where an item stands, from 1. Raises NoSuchItem."""
    for place, item in enumerate(individual(items), start=1):
        if item.id == item_id:
            return place
    raise NoSuchItem


def moved(items: Sequence[AgendaItem], item_id: UUID, to: int) -> list[AgendaItem]:
    """The agenda after one item was put at a place (from 1; beyond either end means that end). Raises FixedItem."""
    order = individual(items)
    chosen = order[place_of(items, item_id) - 1]
    if chosen.pinned:
        raise FixedItem
    pinned = {place: item for place, item in enumerate(order, start=1) if item.pinned}
    others = [item for item in order if not item.pinned and item.id != item_id]
    to = max(1, min(to, len(order)))
    before = to - 1 - sum(place < to for place in pinned)
    others.insert(max(0, before), chosen)
    return _with_order(items, _around(pinned, others), item_id)


def renumbered(items: Sequence[AgendaItem], places: Mapping[UUID, int]) -> list[AgendaItem]:
    """The agenda by typed numbers; who is moved up comes before the present holder of a number, moved down after."""
    order = individual(items)
    pinned = {place: item for place, item in enumerate(order, start=1) if item.pinned}

    def key(placed: tuple[int, AgendaItem]) -> tuple[int, int, int]:
        place, item = placed
        typed = places.get(item.id, place)
        return typed, (typed > place) - (typed < place), place

    free = [item for _, item in sorted(enumerate(order, start=1), key=key) if not item.pinned]
    return _with_order(items, _around(pinned, free), None)


def timed(items: Sequence[AgendaItem], minutes: Mapping[UUID, int]) -> list[AgendaItem]:
    """The agenda with the minutes a person typed."""
    return [
        replace(item, minutes=minutes[item.id], manual=True)
        if item.id in minutes and minutes[item.id] != item.minutes
        else item
        for item in items
    ]


def pinned(items: Sequence[AgendaItem], item_id: UUID, *, fixed: bool) -> list[AgendaItem]:
    """The agenda with one item pinned to its place, or free again. Raises NoSuchItem."""
    place_of(items, item_id)
    return [replace(item, pinned=fixed) if item.id == item_id else item for item in items]


def on_side(
    items: Sequence[AgendaItem], item_id: UUID, kind: ItemKind, *, minutes: int, block_minutes: int
) -> list[AgendaItem]:
    """The agenda with a household discussed individually (for `minutes`), confirmed together, or put off.

    `items` holds the households put off as well. Raises NoSuchItem.
    """
    found = next((item for item in items if item.id == item_id and item.household_id is not None), None)
    if found is None or kind is ItemKind.FORMAL:
        raise NoSuchItem
    alone = kind is ItemKind.INDIVIDUAL
    planned = {ItemKind.INDIVIDUAL: minutes, ItemKind.NEXT: found.minutes}
    changed = replace(
        found,
        kind=kind,
        minutes=planned.get(kind, 0),
        warned=kind is ItemKind.BLOCK and bool(found.reasons),
        pinned=found.pinned and alone,
        manual=True,
        block=_last_block(items) if alone and not found.block else found.block,
    )
    rest = [item for item in items if item.id != item_id]
    return with_block_step([*rest, changed], block_minutes)


def put_at(items: Sequence[AgendaItem], item_id: UUID, place: int) -> list[AgendaItem]:
    """The agenda with one item back at its place (from 1), in its own block; an undo asks, pins move along."""
    order = individual(items)
    chosen = order.pop(place_of(items, item_id) - 1)
    order.insert(place - 1, chosen)
    return _with_order(items, order, None)


def _around(pinned: Mapping[int, AgendaItem], free: Sequence[AgendaItem]) -> list[AgendaItem]:
    waiting = iter(free)
    return [pinned[place] if place in pinned else next(waiting) for place in range(1, len(pinned) + len(free) + 1)]


def _with_order(items: Sequence[AgendaItem], order: Sequence[AgendaItem], mover: UUID | None) -> list[AgendaItem]:
    """The agenda with its individual items in this order; the one that moved joins the block it came to stand in."""
    labelled = list(order)
    for place, item in enumerate(labelled):
        if item.id == mover and len(labelled) > 1:
            neighbour = labelled[place - 1] if place else labelled[1]
            labelled[place] = replace(item, block=neighbour.block)
    return numbered([*(item for item in items if item.kind is not ItemKind.INDIVIDUAL), *labelled])


def _last_block(items: Sequence[AgendaItem]) -> str:
    order = individual(items)
    return order[-1].block if order else ""
