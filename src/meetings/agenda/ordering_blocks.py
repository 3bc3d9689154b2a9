"""The order proposed before anybody moves anything: heavy cases first, then blocks of one school district each.

Waiting is not looked at: heavy cases early is a rule that saved minutes never outrank.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from meetings.agenda.model import ItemKind
from meetings.agenda.ordering import OrderedItem

SHORTEST_BLOCK_MINUTES = 20
LONGEST_BLOCK_MINUTES = 30
HEAVY_LABEL = "先に協議"
OPENING_LABEL = "開会・一括確認"
CLOSING_LABEL = "まとめ"
_BETWEEN = "・"


@dataclass(frozen=True, slots=True)
class Block:
    """Items that stand together on the agenda, with the heading people read."""

    label: str
    items: tuple[OrderedItem, ...]

    @property
    def minutes(self) -> int:
        """Planned minutes of all its items."""
        return sum(item.minutes for item in self.items)


def in_blocks(
    items: Sequence[OrderedItem], block_of: Mapping[str, str], heavy: Collection[str] = ()
) -> tuple[Block, ...]:
    """The default order: what opens the meeting, heavy cases, blocks of 20 to 30 minutes, what closes it.

    `block_of` gives each individual item's 中学校区 or 所属; blocks follow in the order of first appearance. A place
    longer than 30 minutes is cut into even parts, short ones are joined. Formal items behind the first individual
    one close the meeting.
    """
    opening = tuple(takewhile(lambda item: item.kind is not ItemKind.INDIVIDUAL, items))
    closing = tuple(item for item in items[len(opening) :] if item.kind is not ItemKind.INDIVIDUAL)
    blocks = [
        Block(OPENING_LABEL, opening),
        *_individual_blocks([item for item in items if item.kind is ItemKind.INDIVIDUAL], block_of, heavy),
        Block(CLOSING_LABEL, closing),
    ]
    return tuple(block for block in blocks if block.items)


def headed(items: Sequence[OrderedItem], block_of: Mapping[str, str], heavy: Collection[str] = ()) -> tuple[Block, ...]:
    """The blocks of an order that is decided already: neighbours of one place, cut and joined as above.

    Heavy cases at the beginning have a heading of their own; later ones stand in the block they came to, or in the
    next one when that is their own place.
    """
    stretches: list[Block] = []
    places = [block_of.get(item.id, "") for item in items]
    for item, own, following in zip(items, places, [*places[1:], ""], strict=True):
        before = stretches[-1].label if stretches else HEAVY_LABEL
        joins_next = own == following and before != HEAVY_LABEL
        label = before if item.id in heavy and not joins_next else own
        if stretches and label == before:
            stretches[-1] = replace(stretches[-1], items=(*stretches[-1].items, item))
        else:
            stretches.append(Block(label, (item,)))
    return tuple(_joined([part for stretch in stretches for part in _parts(stretch)]))


def order_of(blocks: Sequence[Block]) -> tuple[OrderedItem, ...]:
    """The items of the blocks one after another."""
    return tuple(item for block in blocks for item in block.items)


def _individual_blocks(
    items: Sequence[OrderedItem], block_of: Mapping[str, str], heavy: Collection[str]
) -> Iterator[Block]:
    groups: dict[str, list[OrderedItem]] = {}
    for item in items:
        groups.setdefault(block_of.get(item.id, ""), []).append(item)
    first = [item for group in groups.values() for item in group if item.id in heavy]
    yield from _parts(Block(HEAVY_LABEL, tuple(first)))
    rest = [Block(label, tuple(item for item in group if item.id not in heavy)) for label, group in groups.items()]
    yield from _joined([part for block in rest for part in _parts(block)])


def _parts(block: Block) -> Iterator[Block]:
    """The block cut into even parts, none longer than the longest block unless one item is."""
    left, parts = list(block.items), -(-block.minutes // LONGEST_BLOCK_MINUTES)
    while left:
        aim = sum(item.minutes for item in left) / max(parts, 1)
        taken = Block(block.label, (left.pop(0),))
        while left and _fits(taken.minutes, left[0].minutes, aim):
            taken = replace(taken, items=(*taken.items, left.pop(0)))
        parts -= 1
        yield taken


def _fits(taken: int, further: int, aim: float) -> bool:
    return taken + further <= LONGEST_BLOCK_MINUTES and taken + further / 2 <= aim


def _joined(parts: Sequence[Block]) -> Iterator[Block]:
    """Neighbours put together until a block has its shortest length, unless it would grow too long."""
    current: Block | None = None
    for part in parts:
        if current is None:
            current = part
        elif current.minutes < SHORTEST_BLOCK_MINUTES and current.minutes + part.minutes <= LONGEST_BLOCK_MINUTES:
            labels = dict.fromkeys(filter(None, [*current.label.split(_BETWEEN), *part.label.split(_BETWEEN)]))
            current = Block(_BETWEEN.join(labels), current.items + part.items)
        else:
            yield current
            current = part
    if current is not None:
        yield current
