"""The waiting still to come after every set of cases, for a few cases with all their agencies at once.

Plain functions on flat arrays that can be compiled. Wishes and breaks are left out: the exact search with wishes uses
the table as what is to come at least; without wishes it is exact.
"""

from collections.abc import Callable
from typing import NamedTuple, Protocol

from meetings.ordering.projection import FAR, SCALE, Ints
from meetings.ordering.waiting import WaitingProblem

MOST_CASES, HALF = 21, 12  # agencies are weighed in two halves of so many
_CHUNK = 1 << 12


class Whole(NamedTuple):
    """The problem and its table `costs`; `called` are the agencies of every mask of cases."""

    cases: int
    minutes: Ints
    calls: Ints
    lower: Ints  # weight by mask of the first HALF agencies,
    upper: Ints  # and of the others
    called: Ints
    costs: Ints


class WholeFiller(Protocol):
    """What fills the table, interpreted or compiled."""

    def arrays(self, entries: list[int], /) -> Ints:
        """Flat storage for these integers."""

    def fill_whole(self, whole: Whole, above: int, below: int, /) -> None:
        """The costs of the masks from `below` up to and without `above`."""


def is_whole(problem: WaitingProblem) -> bool:
    """Whether the table is small enough."""
    return len(problem.calls) <= MOST_CASES and len(problem.weights) <= 2 * HALF


def whole_costs(problem: WaitingProblem, filler: WholeFiller, go_on: Callable[[], bool]) -> list[int] | None:
    """By mask of discussed cases the least waiting to come, weights in 1/SCALE; None when it had to stop."""
    cases = len(problem.calls)
    weights = [weight * SCALE for weight in problem.weights]
    whole = Whole(
        cases=cases,
        minutes=filler.arrays(list(problem.minutes)),
        calls=filler.arrays(list(problem.calls)),
        lower=filler.arrays(_sums(weights[:HALF])),
        upper=filler.arrays(_sums(weights[HALF:])),
        called=filler.arrays(_unions(problem.calls)),
        costs=filler.arrays([0] * (1 << cases)),
    )
    above = (1 << cases) - 1
    while above > 0:
        if not go_on():
            return None
        below = max(0, above - _CHUNK)
        filler.fill_whole(whole, above, below)
        above = below
    return [int(cost) for cost in whole.costs]


def fill_whole(whole: Whole, above: int, below: int) -> None:
    """The costs of the masks from `below` up to and without `above`; those of larger masks are known."""
    full = (1 << whole.cases) - 1
    for done in range(above - 1, below - 1, -1):
        present = whole.called[done] & whole.called[full - done]
        best = FAR
        for case in range(whole.cases):
            if not done >> case & 1:
                idle = present & ~whole.calls[case]
                weight = whole.lower[idle & ((1 << HALF) - 1)] + whole.upper[idle >> HALF]
                best = min(best, whole.costs[done | 1 << case] + whole.minutes[case] * weight)
        whole.costs[done] = best


def _sums(weights: list[int]) -> list[int]:
    sums = [0]
    for weight in weights:
        sums += [known + weight for known in sums]
    return sums


def _unions(calls: tuple[int, ...]) -> list[int]:
    unions = [0]
    for called in calls:
        unions += [known | called for known in unions]
    return unions
