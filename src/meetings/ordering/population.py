"""The good orders of one search: which are kept, what the next run starts from, and when nothing more comes of them.

A population begins with orders found from anew and lives on crossings of two of its own. When these lead to nothing
better, it meets the best of the populations before it, and at last makes way for a new one.
"""

from dataclasses import dataclass
from random import Random

from meetings.ordering.crossing import crossed, nearer
from meetings.ordering.instance import Sessions
from meetings.ordering.trail import FAR

FEWEST, MOST_KEPT = 2, 16
PATIENCE = 64  # runs in a row whose order was not kept


@dataclass(frozen=True, slots=True, order=True)
class RunEnd:
    """The best order of one run and its cost; without an order, a run found none that keeps the wishes."""

    cost: int
    order: Sessions


NO_ORDER = RunEnd(FAR, ())


class Population:
    """Orders of different cost, the best first; it begins with so many `wanted` runs from anew."""

    def __init__(self, random: Random, wanted: int, *, is_mirrored_alike: bool = False) -> None:
        self.random, self.wanted, self.is_mirrored_alike = random, wanted, is_mirrored_alike
        self.best = NO_ORDER
        self.kept = list[RunEnd]()
        self._earlier = list[RunEnd]()
        self._begun = self._refused = 0
        self._has_met = True

    def add(self, end: RunEnd) -> None:
        """Keep an order unless there is one of the same cost, or better ones enough."""
        if end.cost < self.best.cost:
            self.best = end
        self._refused += 1
        if end.order and all(one.cost != end.cost for one in self.kept):
            self.kept = sorted([*self.kept, end])[:MOST_KEPT]
            self._refused = 0 if end in self.kept else self._refused

    def start(self) -> Sessions:
        """The order from which the next run starts; () from anew."""
        if self._is_exhausted and not self._has_met:
            self._meet()
        if self._is_exhausted:
            self._make_way()
        if self._begun < self.wanted:
            self._begun += 1
            return ()
        first, second = self._parents()
        return crossed(first, nearer(second, first) if self.is_mirrored_alike else second, self.random)

    @property
    def _is_exhausted(self) -> bool:
        return self._begun >= self.wanted and (len(self.kept) < FEWEST or self._refused >= PATIENCE)

    def _meet(self) -> None:
        self._has_met = True
        for end in self._earlier:
            self.add(end)
        self._refused = 0

    def _make_way(self) -> None:
        self._earlier += self.kept[:1]
        self.kept, self._has_met = [], False
        self._begun = self._refused = 0

    def _parents(self) -> tuple[Sessions, Sessions]:
        """Two different orders, each the better one of two drawn."""
        first, second = (min(self.random.sample(self.kept, 2)) for _ in range(2))
        if first == second:
            second = self.random.choice([one for one in self.kept if one != first])
        return first.order, second.order
