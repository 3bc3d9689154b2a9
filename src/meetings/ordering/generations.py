"""Short runs from anew, then runs from crossings of the better orders, on one or two cores until the time is up.

What is decided while it is hot (which agencies a long break parts, say) differs from run to run; a longer run mends
little of it, a crossing joins what is good in two. How one run goes is not decided here.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import count
from threading import Lock

from meetings.ordering.budget import Budget
from meetings.ordering.instance import Sessions
from meetings.ordering.population import Population, RunEnd

FRESH_SHARE = 0.6  # of the time at most
MOST_RUNS, STEPS_PER_CASE = 32, 120  # from anew
CROSSED_STEPS_PER_CASE = 60

Run = Callable[[Budget, int, Sessions], RunEnd]  # in this time, with this number, from this order or anew


@dataclass(frozen=True, slots=True)
class SecondCore:
    """Where other runs go on beside as soon as it is free; `keep` hears on the first core of what is better there."""

    executor: Executor
    run: Run
    keep: Callable[[RunEnd], None]


def fresh_runs(steps: float, cases: int) -> int:
    """How many runs from anew are worth while with so many steps in all."""
    return max(1, min(MOST_RUNS, int(FRESH_SHARE * steps / STEPS_PER_CASE / cases)))


class Generations:
    """The runs of one search until the budget is spent; `is_over` is asked before each run.

    `cases` are those of an order, `steps` about how many there is time for on one core.
    """

    def __init__(
        self, budget: Budget, population: Population, is_over: Callable[[], bool], *, cases: int, steps: float
    ) -> None:
        self.budget, self.population, self.is_over = budget, population, is_over
        self._fresh_steps = max(1, round(min(STEPS_PER_CASE * cases, FRESH_SHARE * steps)))
        self._crossed_steps = CROSSED_STEPS_PER_CASE * cases
        self._numbers, self._lock = count(1), Lock()

    def play(self, run: Run, known: RunEnd, second: SecondCore | None = None) -> None:
        """Runs on this core, and beside; `known` is the end of a run before."""
        self.population.add(known)
        if second is None:
            self._go_on(run)
            return
        beside = second.executor.submit(self._go_on, second.run)
        self._go_on(run, second.keep)
        beside.result()
        second.keep(self.population.best)

    def _go_on(self, run: Run, hear: Callable[[RunEnd], None] | None = None) -> None:
        while not self.is_over():
            with self._lock:
                start, number = self.population.start(), next(self._numbers)
            steps = self._crossed_steps if start else self._fresh_steps
            end = run(self.budget.of_steps(steps), number, start)
            with self._lock:
                self.population.add(end)
                best = self.population.best
            if hear is not None:
                hear(best)
