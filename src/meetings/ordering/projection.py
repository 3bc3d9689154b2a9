"""The problem restricted to a few agencies, solved exactly for every set of cases already discussed.

Cases in which the same of these agencies take part stand together in some optimal order, so few distinct ones are left.
The tables are what the exact search and the bound are made of. Weights are whole numbers; breaks are left out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Table = Any  # list[int], or numpy int64 for the compiled path


@dataclass(frozen=True, slots=True)
class WaitingProblem:
    """Cases as minutes and masks of the agencies (bit numbers) that can wait, with the weight of each agency."""

    minutes: tuple[int, ...]
    calls: tuple[int, ...]
    weights: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Projection:
    """Some agencies with what is counted of their weights, and `costs` by mask of classes already begun."""

    agencies: tuple[int, ...]
    weights: tuple[int, ...]
    class_of: tuple[int, ...]  # by case: number of its class, -1 for none
    class_minutes: tuple[int, ...]
    class_calls: tuple[int, ...]  # masks over `agencies`
    costs: Table

    @property
    def value(self) -> int:
        """The least weighted waiting of these agencies in any order."""
        return int(self.costs[0])

    def waiting(self) -> list[int]:
        """Minutes each of the agencies waits in one best order."""
        found = [0] * len(self.agencies)
        done, full, weight_of = 0, len(self.costs) - 1, subset_weights(self.weights)
        while done != full:
            present = _called(self.class_calls, done) & _called(self.class_calls, full ^ done)
            for number, minutes in enumerate(self.class_minutes):
                idle = present & ~self.class_calls[number]
                further = done | 1 << number
                if further != done and self.costs[further] + minutes * weight_of[idle] == self.costs[done]:
                    for agency in range(len(found)):
                        found[agency] += minutes * (idle >> agency & 1)
                    done = further
                    break
        return found


def classes_of(problem: WaitingProblem, agencies: Sequence[int]) -> tuple[tuple[int, ...], list[int], list[int]]:
    """By case the number of its class (-1 without any of the agencies); minutes and mask of each class."""
    known: dict[int, int] = {}
    minutes: list[int] = []
    class_of = []
    for case, called in enumerate(problem.calls):
        mask = sum(1 << place for place, agency in enumerate(agencies) if called >> agency & 1)
        number = known.setdefault(mask, len(known)) if mask else -1
        if number == len(minutes):
            minutes.append(0)
        if mask:
            minutes[number] += problem.minutes[case]
        class_of.append(number)
    return tuple(class_of), minutes, list(known)


def projection(
    problem: WaitingProblem, agencies: Sequence[int], weights: Sequence[int], solver: "TableSolver"
) -> Projection:
    """The problem for these agencies alone, each with this weight."""
    class_of, minutes, calls = classes_of(problem, agencies)
    costs = solver(minutes, calls, subset_weights(weights))
    return Projection(tuple(agencies), tuple(weights), class_of, tuple(minutes), tuple(calls), costs)


def subset_weights(weights: Iterable[int]) -> list[int]:
    """The weight of every mask of these agencies."""
    sums = [0]
    for weight in weights:
        sums += [known + weight for known in sums]
    return sums


TableSolver = Callable[[list[int], list[int], list[int]], Table]


def interpreted_tables(minutes: list[int], calls: list[int], weight_of: list[int]) -> Table:
    """For each mask of classes begun, the least waiting still to come."""
    room = [0] * (2 << len(minutes))
    remaining_costs(minutes, calls, weight_of, room)
    return room[: 1 << len(minutes)]


def remaining_costs(minutes: Table, calls: Table, weight_of: Table, costs: Table) -> None:
    """Fill `costs` going back from the full mask; its second half is room for the agencies called by each mask."""
    classes = len(minutes)
    full = (1 << classes) - 1
    seen = 1 << classes
    for number in range(classes):
        for low in range(1 << number):
            costs[seen + (low | 1 << number)] = costs[seen + low] | calls[number]
    for done in range(full - 1, -1, -1):
        present = costs[seen + done] & costs[seen + full - done]
        best = -1
        for number in range(classes):
            if not done >> number & 1:
                cost = costs[done | 1 << number] + minutes[number] * weight_of[present & ~calls[number]]
                if best < 0 or cost < best:
                    best = cost
        costs[done] = best


def _called(calls: Sequence[int], classes: int) -> int:
    found = 0
    for number, mask in enumerate(calls):
        if classes >> number & 1:
            found |= mask
    return found
