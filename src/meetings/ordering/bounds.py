"""A waiting that no order can avoid: exact answers for a few agencies at a time, added up.

Each small problem counts, for every agency and case, only what the others have left of the agency's weight, so the sum
never exceeds the true optimum. It is given back what its answer does not need; then others take their turn again.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from meetings.ordering import projection
from meetings.ordering.projection import (
    AGENCIES,
    CLASSES,
    FAR,
    SCALE,
    VALUE,
    Board,
    Desk,
    Ints,
    board_of,
    desk_of,
)
from meetings.ordering.trail import draw
from meetings.ordering.waiting import WaitingProblem, near_agencies
from meetings.ordering.whole import WholeFiller, fill_whole

_MOST_PUT_BACK = 12
_MOST_IN_VAIN = 20  # agencies tried that wait in one session but not in several
_SEEDS = (24_681, 13_579)


class Projections(WholeFiller, Protocol):
    """The functions of `projection` and `whole`, interpreted or compiled."""

    def best_triple(self, board: Board, desk: Desk, triples: Ints, at_most: Ints, /) -> int:
        """The triple that waits longest."""

    def judge(self, board: Board, desk: Desk, count: int, /) -> int:
        """The least waiting of the agencies chosen."""

    def grow(self, board: Board, desk: Desk, /) -> int:
        """More agencies for the triple."""

    def settle(self, board: Board, desk: Desk, /) -> int:
        """The value with every session."""

    def lower_rates(self, board: Board, desk: Desk, sequence: Ints, /) -> None:
        """Only what the value needs."""

    def count_in(self, board: Board, desk: Desk, sign: int, /) -> None:
        """Take from what is left."""


class InterpretedProjections:
    """The functions as plain Python."""

    best_triple = staticmethod(projection.best_triple)
    judge = staticmethod(projection.judge)
    grow = staticmethod(projection.grow)
    settle = staticmethod(projection.settle)
    lower_rates = staticmethod(projection.lower_rates)
    count_in = staticmethod(projection.count_in)
    fill_whole = staticmethod(fill_whole)

    def arrays(self, entries: list[int]) -> Ints:
        """The list itself."""
        return entries


@dataclass(frozen=True, slots=True)
class Part:
    """A small problem of the sum."""

    size: tuple[int, ...]
    chosen: Ints
    class_of: Ints
    calls: Ints
    minutes: Ints
    rates: Ints

    @property
    def value(self) -> int:
        """What it adds, in 1/SCALE."""
        return self.size[VALUE]


@dataclass(frozen=True, slots=True)
class Table:
    """By mask of classes begun, what a small problem still adds; `class_of` by case, -1 for none."""

    class_of: Sequence[int]
    classes: int
    costs: Sequence[int]


class WaitingBound:
    """Small problems whose values add up to a waiting that no order avoids."""

    def __init__(
        self,
        problem: WaitingProblem,
        tools: Projections,
        most_classes: int,
        go_on: Callable[[], bool],
        *,
        sessions: int = 1,
    ) -> None:
        self.tools, self.go_on = tools, go_on
        self.board = board_of(problem, sessions, most_classes, tools.arrays)
        self.desk = desk_of(self.board, tools.arrays)
        self.parts: list[Part] = []
        self._rng = list(_SEEDS)
        self._triples = self._waiting_triples(problem)

    @property
    def value(self) -> int:
        """The bound in whole weighted minutes."""
        return -(-sum(part.value for part in self.parts) // SCALE)

    def find(self) -> None:
        """Small problems one after another until no three agencies wait with what is left."""
        tools, board, desk = self.tools, self.board, self.desk
        triples, at_most = tools.arrays(self._triples), tools.arrays([FAR] * (len(self._triples) // 3))
        left = _MOST_IN_VAIN
        while left and self._triples and self.go_on() and tools.best_triple(board, desk, triples, at_most):
            chosen = [int(agency) for agency in desk.chosen[:3]]
            tools.grow(board, desk)
            if tools.settle(board, desk):
                self._lower_rates()
                tools.count_in(board, desk, 1)
                self.parts.append(self._part())
            else:
                at_most[_place_of(chosen, self._triples)] = 0
                left -= 1

    def improve(self) -> None:
        """Put some of the small problems back at random and find others; keep what adds up to more."""
        before = self.parts
        number = 1 + draw(self._rng, min(_MOST_PUT_BACK, 1 + len(before) // 2))
        put_back = self._shuffled(list(range(len(before))))[:number]
        self._count(before, -1, put_back)
        self.parts = [part for place, part in enumerate(before) if place not in put_back]
        kept = len(self.parts)
        self.find()
        if sum(part.value for part in self.parts) < sum(part.value for part in before):
            self._count(self.parts, -1, range(kept, len(self.parts)))
            self._count(before, 1, put_back)
            self.parts = before

    def tables(self) -> list[Table]:
        """The small problems with all that is left given out once more, for the exact search."""
        found = []
        for part in self.parts:
            self._lay(part)
            self.tools.count_in(self.board, self.desk, -1)
            self.tools.judge(self.board, self.desk, part.size[AGENCIES])
            self.tools.count_in(self.board, self.desk, 1)
            classes = int(self.desk.size[CLASSES])
            costs = [int(cost) for cost in self.desk.costs[: 1 << classes]]
            found.append(Table([int(number) for number in self.desk.class_of], classes, costs))
        return found

    def _waiting_triples(self, problem: WaitingProblem) -> list[int]:
        """The sets of three agencies of which one must wait, one after another in a flat list."""
        near = near_agencies(problem)
        found: list[int] = []
        for triple in combinations(range(len(near)), 3):
            shared = sum(near[one] >> other & 1 for one, other in combinations(triple, 2))
            if not self.go_on():
                break
            if shared > 1:
                self.desk.chosen[:3] = self.tools.arrays(list(triple))
                found += triple if self.tools.judge(self.board, self.desk, 3) else ()
        return found

    def _lower_rates(self) -> None:
        most = self.board.most_classes
        agencies, classes = int(self.desk.size[AGENCIES]), int(self.desk.size[CLASSES])
        sequence = [place * most + number for place in range(agencies) for number in range(classes)]
        self.tools.lower_rates(self.board, self.desk, self.tools.arrays(self._shuffled(sequence)))

    def _shuffled(self, entries: list[int]) -> list[int]:
        for number in range(len(entries) - 1, 0, -1):
            other = draw(self._rng, number + 1)
            entries[number], entries[other] = entries[other], entries[number]
        return entries

    def _part(self) -> Part:
        desk = self.desk
        size = tuple(int(entry) for entry in desk.size)
        arrays = (desk.chosen, desk.class_of, desk.calls, desk.minutes, desk.rates)
        return Part(size, *(array.copy() for array in arrays))

    def _lay(self, part: Part) -> None:
        """A small problem back on the desk."""
        desk = self.desk
        desk.size[:] = self.tools.arrays(list(part.size))
        desk.chosen[:], desk.class_of[:], desk.rates[:] = part.chosen, part.class_of, part.rates
        desk.calls[:], desk.minutes[:] = part.calls, part.minutes

    def _count(self, parts: Sequence[Part], sign: int, places: Collection[int]) -> None:
        for place in places:
            self._lay(parts[place])
            self.tools.count_in(self.board, self.desk, sign)


def _place_of(chosen: list[int], triples: list[int]) -> int:
    return next(at // 3 for at in range(0, len(triples), 3) if triples[at : at + 3] == chosen)
