"""Orders near an announced one: items put in at their cheapest places, one item moved, a search by short moves.

Pure; an order holds indexes of items, and what is cheap is said by the caller. Pinned items are never picked up.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from random import Random
from typing import TypeVar

K = TypeVar("K", bound=tuple[float, ...])
Cost = Callable[[Sequence[int]], K]
LONGEST_BLOCK = 4
_SWEEPS = 3
_SHAKEN = 3


def inserted(base: Sequence[int], new: Sequence[int], cost: Cost[K]) -> list[int]:
    """The base with the new items at their cheapest place: first all together, then each until none has a better one.

    The items of the base keep their order among themselves.
    """
    order = [*base, *new]
    order = min([order, *_placed(order, new)], key=cost)
    for _ in range(_SWEEPS):
        before = cost(order)
        for item in new:
            order = min([order, *_placed(order, [item])], key=cost)
        if cost(order) >= before:
            break
    return order


def best_single_move(order: Sequence[int], movable: Collection[int], cost: Cost[K]) -> list[int]:
    """The cheapest order that differs by one moved item, or the order itself."""
    candidates = (moved for item in order if item in movable for moved in _placed(order, [item]))
    return min([list(order), *candidates], key=cost)


class NearbySearch:
    """A descent by moving short blocks; from where it ends a few items are shaken and it goes down again.

    It ends after so many orders were looked at, at a local end of the first descent when nothing can be picked up.
    """

    def __init__(
        self, movable: Collection[int], cost: Cost[K], *, most: int, seed: int, stop: Callable[[], bool]
    ) -> None:
        self.movable, self.cost, self.most, self.stop = movable, cost, most, stop
        self.rng = Random(seed)  # noqa: S311 - repeatable, not secret
        self.looked = 0

    def run(self, order: Sequence[int]) -> list[int]:
        """The cheapest order found, never a dearer one than the given."""
        best = self._descended(list(order))
        while self.movable and not self._is_over:
            best = min(best, self._descended(self._shaken(best)), key=self.cost)
        return best

    @property
    def _is_over(self) -> bool:
        return self.looked > self.most or self.stop()

    def _descended(self, order: list[int]) -> list[int]:
        improved = True
        while improved:
            improved = False
            for block in _blocks(order, self.movable):
                if self._is_over:
                    return order
                self.looked += len(order)
                found = min([order, *_placed(order, block)], key=self.cost)
                improved = improved or found is not order
                order = found
        return order

    def _shaken(self, order: Sequence[int]) -> list[int]:
        """The order with a few items at other places."""
        shaken = list(order)
        for item in self.rng.choices(sorted(self.movable), k=_SHAKEN):
            shaken.remove(item)
            shaken.insert(self.rng.randint(0, len(shaken)), item)
        return shaken


def _blocks(order: Sequence[int], movable: Collection[int]) -> Iterator[list[int]]:
    """Single items first, then longer and longer blocks, as they stood in the beginning."""
    for length in range(1, LONGEST_BLOCK + 1):
        for start in range(len(order) - length + 1):
            block = list(order[start : start + length])
            if all(item in movable for item in block):
                yield block


def _placed(order: Sequence[int], block: Sequence[int]) -> Iterator[list[int]]:
    """The block, its items in their order, at every place."""
    rest = [item for item in order if item not in block]
    for place in range(len(rest) + 1):
        yield [*rest[:place], *block, *rest[place:]]
