"""Many short runs from anew, the better of which are warmed up again and again until one is left.

What is decided while it is hot (which agencies a long break parts, say) differs from run to run, and a longer run mends
little of it. Where there is a second core, runs go on there as soon as it is free, and what they find is shared
after each round. How one run goes is not decided here.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
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


@dataclass(frozen=True, slots=True)
class SecondCore:
    """Where other runs go on beside; `keep` hears on the first core how each of them ended."""

    executor: Executor
    run: Run
    keep: Callable[[RunEnd], None]


def fresh_runs(steps: float, cases: int) -> int:
    """How many runs from anew are worth while with so many steps in all."""
    return max(1, min(MOST_RUNS, round(FRESH_SHARE * steps / STEPS_PER_CASE / cases)))


class Tournament:
    """The runs of one search until the budget is spent; `is_over` is asked before each run."""

    def __init__(self, budget: Budget, run: Run, is_over: Callable[[], bool], second: SecondCore | None = None) -> None:
        self.budget, self.run, self.is_over, self.second = budget, run, is_over, second
        self._numbers = count(1)

    def play(self, runs: int, known: RunEnd) -> None:
        """So many runs from anew on this core, then rounds; `known` is the end of a run before."""
        ends = [known, *self._fresh(runs)]
        for rounds_left in range(max(1, runs.bit_length() - 1), 0, -1):
            ends = self._round(sorted(ends)[: 1 << (rounds_left - 1)], rounds_left)

    def _fresh(self, runs: int) -> list[RunEnd]:
        seconds = FRESH_SHARE * (self.budget.seconds - self.budget.elapsed)
        until = self.budget.elapsed + seconds
        if self.second is None:
            return self._fresh_here(runs)
        beside = self.second.executor.submit(self._fresh_beside, self.second.run, seconds / runs, until)
        found = self._fresh_here(runs)
        return found + self._kept(beside.result())

    def _fresh_here(self, runs: int) -> list[RunEnd]:
        found = list[RunEnd]()
        while len(found) < runs and not self.is_over():
            share = FRESH_SHARE / (runs - FRESH_SHARE * len(found))
            found.append(self.run(self.budget.part_of_rest(share), next(self._numbers), ()))
        return found

    def _fresh_beside(self, run: Run, seconds: float, until: float) -> list[RunEnd]:
        """As many runs of so many seconds as end in time."""
        found = list[RunEnd]()
        while seconds > 0 and self.budget.elapsed + seconds <= until and not self.is_over():
            found.append(run(self.budget.part(seconds / self.budget.seconds), next(self._numbers), ()))
        return found

    def _round(self, ends: list[RunEnd], rounds_left: int) -> list[RunEnd]:
        """The same warmed up, the last one of all on both cores."""
        if self.second is None:
            return self._warmed(ends, rounds_left, self.run)
        both = ends if len(ends) % 2 == 0 else [*ends, ends[0]]
        beside = self.second.executor.submit(self._warmed, both[1::2], rounds_left, self.second.run)
        found = self._warmed(both[::2], rounds_left, self.run)
        return found + self._kept(beside.result())

    def _warmed(self, ends: Sequence[RunEnd], rounds_left: int, run: Run) -> list[RunEnd]:
        found = list(ends)
        for number, end in enumerate(ends):
            if self.is_over():
                break
            share = 1 / (rounds_left * len(ends) - number)
            found[number] = min(end, run(self.budget.part_of_rest(share), next(self._numbers), end.order))
        return found

    def _kept(self, ends: list[RunEnd]) -> list[RunEnd]:
        if self.second is not None:
            for end in ends:
                self.second.keep(end)
        return ends
