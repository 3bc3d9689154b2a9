"""A waiting that no order can avoid: exact answers for a few agencies at a time, added up.

An agency's weight may be divided among several of these problems; each answer counts only its part, so the sum never
exceeds the true optimum, whatever the division. Divisions are improved by moving weight to where the agency waits.
"""

from collections.abc import Callable, Sequence
from itertools import combinations

from meetings.ordering.projection import (
    Projection,
    TableSolver,
    WaitingProblem,
    classes_of,
    projection,
)

SCALE = 120  # weights are divided in parts of 1/120
_TRIPLE_CLASSES = 7


_Share = tuple[Sequence[int], list[int]]  # agencies and the part of each weight


class WaitingBound:
    """Projections whose values add up to a waiting that no order avoids; all weights are counted in 1/SCALE."""

    def __init__(
        self, problem: WaitingProblem, solver: TableSolver, most_classes: int, go_on: Callable[[], bool]
    ) -> None:
        self.problem, self.solver, self.most_classes, self.go_on = problem, solver, most_classes, go_on
        self.projections: list[Projection] = []
        self._triples = self._waiting_triples()

    @property
    def value(self) -> int:
        """The bound in whole weighted minutes."""
        return -(-sum(each.value for each in self.projections) // SCALE)

    def find(self) -> None:
        """Sets of agencies grown one after another by what they add, each agency in one at most."""
        left = set(range(len(self.problem.weights)))
        while (grown := self._grown(left)) is not None:
            self.projections.append(grown)
            left.difference_update(grown.agencies)

    def improve(self, rounds: int, target: int) -> None:
        """Further, overlapping sets; then move weight to the sets in which an agency waits longer."""
        sets = {frozenset(each.agencies): each.agencies for each in self.projections}
        for agency in range(len(self.problem.weights)):
            grown = self._grown(set(range(len(self.problem.weights))), agency)
            if grown is not None:
                sets.setdefault(frozenset(grown.agencies), grown.agencies)
        shares = self._first_shares(list(sets.values()))
        for number in range(rounds):
            if not self.go_on():
                break
            found = [self._projected(agencies, weights) for agencies, weights in shares]
            if sum(each.value for each in found) > sum(each.value for each in self.projections):
                self.projections = found
            shares = self._moved(found, target, 1.0 / (1 + number / 10))

    def _first_shares(self, sets: Sequence[Sequence[int]]) -> list[_Share]:
        times = [sum(agency in each for each in sets) for agency in range(len(self.problem.weights))]
        weights = self.problem.weights
        return [(each, [weights[agency] * SCALE // times[agency] for agency in each]) for each in sets]

    def _moved(self, found: Sequence[Projection], target: int, pace: float) -> list[_Share]:
        """A step along the waiting of each agency in each set, compared with its mean over the sets."""
        waits = [each.waiting() for each in found]
        sums: dict[int, list[int]] = {}
        for each, waiting in zip(found, waits, strict=True):
            for agency, minutes in zip(each.agencies, waiting, strict=True):
                sums.setdefault(agency, []).append(minutes)
        mean = {agency: sum(minutes) / len(minutes) for agency, minutes in sums.items()}
        slopes = [
            [minutes - mean[agency] for agency, minutes in zip(each.agencies, waiting, strict=True)]
            for each, waiting in zip(found, waits, strict=True)
        ]
        norm = sum(slope * slope for row in slopes for slope in row)
        best = sum(each.value for each in self.projections)
        gap = max(1, min(target * SCALE, best + best // 8 + SCALE) - sum(each.value for each in found))
        length = pace * gap / norm if norm else 0.0
        wanted = [
            [max(0.0, weight + length * slope) for weight, slope in zip(each.weights, row, strict=True)]
            for each, row in zip(found, slopes, strict=True)
        ]
        return self._within(found, wanted)

    def _within(self, found: Sequence[Projection], wanted: Sequence[Sequence[float]]) -> list[_Share]:
        """The wanted parts scaled and rounded down so that no agency counts more than its weight."""
        total: dict[int, float] = {}
        for each, row in zip(found, wanted, strict=True):
            for agency, weight in zip(each.agencies, row, strict=True):
                total[agency] = total.get(agency, 0.0) + weight
        shares: list[_Share] = []
        for each, row in zip(found, wanted, strict=True):
            parts = [
                int(self.problem.weights[agency] * SCALE * weight / total[agency]) if total[agency] else 0
                for agency, weight in zip(each.agencies, row, strict=True)
            ]
            shares.append((each.agencies, parts))
        return shares

    def _grown(self, left: set[int], seed: int | None = None) -> Projection | None:
        best: Projection | None = None
        for triple in self._triples:
            if (
                left.issuperset(triple.agencies)
                and (seed is None or seed in triple.agencies)
                and (best is None or triple.value > best.value)
            ):
                best = triple
        while best is not None and self.go_on():
            larger = [self._extended(best, agency) for agency in sorted(left.difference(best.agencies))]
            better = max((each for each in larger if each is not None), key=_worth(best), default=None)
            if better is None or better.value <= best.value:
                break
            best = better
        return best

    def _waiting_triples(self) -> list[Projection]:
        """The sets of three agencies of which one must wait."""
        found = []
        for triple in combinations(range(len(self.problem.weights)), 3):
            if not self.go_on():
                break
            if _may_wait(self.problem, triple):
                each = self._projected(triple, [self.problem.weights[agency] * SCALE for agency in triple])
                if each.value:
                    found.append(each)
        return found

    def _extended(self, known: Projection, agency: int) -> Projection | None:
        agencies = (*known.agencies, agency)
        if len(classes_of(self.problem, agencies)[1]) > self.most_classes:
            return None
        return self._projected(agencies, [self.problem.weights[each] * SCALE for each in agencies])

    def _projected(self, agencies: Sequence[int], weights: Sequence[int]) -> Projection:
        return projection(self.problem, agencies, weights, self.solver)


def _worth(smaller: Projection) -> Callable[[Projection], float]:
    """What an agency more adds for each class more."""
    return lambda larger: (larger.value - smaller.value) / (1 + len(larger.class_minutes) - len(smaller.class_minutes))


def _may_wait(problem: WaitingProblem, triple: Sequence[int]) -> bool:
    """Whether two pairs of these three share a case; else some order seats them all without waiting."""
    masks = [1 << agency for agency in triple]
    pairs = [a | b for a, b in combinations(masks, 2)]
    return sum(any(called & pair == pair for called in problem.calls) for pair in pairs) > 1
