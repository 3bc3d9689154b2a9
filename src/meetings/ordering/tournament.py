"""Many short runs from anew, the better half of which is warmed up again and again until one is left.

What is decided while it is hot (which agencies a long break parts, say) differs from run to run, and a longer run mends
little of it. How one run goes is not decided here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from meetings.ordering.budget import Budget
from meetings.ordering.instance import Sessions

FRESH_SHARE = 0.6  # of the time
MOST_RUNS, STEPS_PER_CASE = 32, 120  # from anew, as many as get so many steps each


@dataclass(frozen=True, slots=True, order=True)
class RunEnd:
    """The best order of one run and its cost; without an order, a run found none that keeps the wishes."""

    cost: int
    order: Sessions


Run = Callable[[Budget, int, Sessions], RunEnd]  # in this time, with this number, from this order or anew


def fresh_runs(steps: float, cases: int) -> int:
    """How many runs from anew are worth while with so many steps in all."""
    return max(1, min(MOST_RUNS, round(FRESH_SHARE * steps / STEPS_PER_CASE / cases)))


def tournament(runs: int, budget: Budget, run: Run, is_over: Callable[[], bool], *, known: RunEnd) -> None:
    """Spend the time that is left; `is_over` is asked before each run, `known` is the end of a run before."""
    numbers = count(1)
    ends = [known]
    for number in range(runs):
        if is_over():
            return
        share = FRESH_SHARE / (runs - FRESH_SHARE * number)
        ends.append(run(budget.part_of_rest(share), next(numbers), ()))
    for rounds_left in range(max(1, runs.bit_length() - 1), 0, -1):
        ends = sorted(ends)[: max(1, len(ends) // 2)]
        for number, end in enumerate(ends):
            if is_over():
                return
            share = 1 / (rounds_left * len(ends) - number)
            ends[number] = min(end, run(budget.part_of_rest(share), next(numbers), end.order))
