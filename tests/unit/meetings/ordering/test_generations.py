"""The runs of one search: how many from anew, what is crossed afterwards, and that the time is used up."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from random import Random
from threading import Barrier
from time import monotonic, sleep

from meetings.ordering.budget import Budget
from meetings.ordering.generations import (
    CROSSED_STEPS_PER_CASE,
    MOST_RUNS,
    STEPS_PER_CASE,
    Generations,
    SecondCore,
    fresh_runs,
)
from meetings.ordering.instance import Sessions
from meetings.ordering.population import Population, RunEnd

SECONDS, CASES = 100.0, 8
ORDERS = [tuple(Random(number).sample("abcdefgh", CASES)) for number in range(1_000)]
KNOWN = RunEnd(500, (ORDERS[0],))


class _Runs:
    """Runs that take a thousandth of a second for each step."""

    def __init__(self) -> None:
        self.now = 0.0
        self.numbers: list[int] = []
        self.runs: list[tuple[int | None, Sessions]] = []

    def run(self, budget: Budget, number: int, order: Sessions) -> RunEnd:
        self.numbers.append(number)
        self.runs.append((budget.steps, order))
        self.now += (budget.steps or 0) / 1_000
        return RunEnd(400 - number, (ORDERS[number],))

    def play(self, wanted: int, most: int = 10**9) -> None:
        budget = Budget(SECONDS, None, lambda: self.now, lambda: False)
        population = Population(Random(1), wanted)
        runs = Generations(budget, population, lambda: self._is_over(budget, most), cases=CASES, steps=SECONDS * 1_000)
        runs.play(self.run, KNOWN)
        assert population.best.cost == 400 - len(self.numbers)

    def _is_over(self, budget: Budget, most: int) -> bool:
        return budget.is_over or len(self.numbers) >= most


def test_runs_from_anew_come_first_then_crossings_until_the_time_is_up() -> None:
    played = _Runs()
    played.play(4)
    assert played.runs[:4] == [(STEPS_PER_CASE * CASES, ())] * 4
    assert all(steps == CROSSED_STEPS_PER_CASE * CASES and order for steps, order in played.runs[4:50])
    assert SECONDS <= played.now < SECONDS + 1
    assert len(set(played.numbers)) == len(played.numbers)


def test_ends_at_once_when_nothing_better_can_be_found() -> None:
    played = _Runs()
    played.play(4, most=1)
    assert played.numbers == [1]


def test_a_run_from_anew_leaves_some_of_little_time() -> None:
    budget = Budget(SECONDS, None, lambda: 0.0, lambda: False)
    seen: list[int | None] = []

    def run(budget: Budget, _number: int, _order: Sessions) -> RunEnd:
        seen.append(budget.steps)
        return KNOWN

    Generations(budget, Population(Random(1), 1), lambda: bool(seen), cases=CASES, steps=100).play(run, KNOWN)
    assert seen == [60]


def test_as_many_runs_from_anew_as_get_steps_enough() -> None:
    assert fresh_runs(0, 40) == 1
    assert 1 < fresh_runs(100_000, 200) < fresh_runs(200_000, 200) < MOST_RUNS
    assert fresh_runs(10**9, 200) == MOST_RUNS


class _TwoCores:
    """Runs that find something better on the second core."""

    def __init__(self) -> None:
        self.kept: list[int] = []
        self.crossed: set[str] = set()

    def run(self, core: str, _budget: Budget, number: int, order: Sessions) -> RunEnd:
        sleep(0.01)
        if order:
            self.crossed.add(core)
        better = 10_000 if core == "second" else 20_000
        return RunEnd(better + number, (ORDERS[number],))

    def play(self) -> None:
        budget = Budget(0.4, None, monotonic, lambda: False)
        with ThreadPoolExecutor(1) as executor:
            second = SecondCore(executor, partial(self.run, "second"), lambda end: self.kept.append(end.cost))
            runs = Generations(budget, Population(Random(1), 4), lambda: budget.is_over, cases=CASES, steps=1e6)
            runs.play(partial(self.run, "first"), RunEnd(50_000, (ORDERS[0],)), second)
        assert budget.elapsed < 2 * budget.seconds


def test_the_second_core_searches_too_and_what_is_better_there_is_kept() -> None:
    played = _TwoCores()
    played.play()
    assert min(played.kept) < 20_000
    assert played.crossed == {"first", "second"}


def test_what_fails_beside_fails_the_search() -> None:
    class Broken(Exception): ...

    def breaks(_budget: Budget, _number: int, _order: Sessions) -> RunEnd:
        raise Broken

    budget = Budget(0.1, None, monotonic, lambda: False)
    runs = Generations(budget, Population(Random(1), 4), lambda: budget.is_over, cases=CASES, steps=1e6)
    with ThreadPoolExecutor(1) as executor:
        try:
            runs.play(lambda *_: KNOWN, KNOWN, SecondCore(executor, breaks, lambda _: None))
        except Broken:
            return
    raise AssertionError


def test_waits_with_the_runs_beside_until_the_second_core_is_free() -> None:
    is_free, heard = Barrier(2), list[str]()

    def run(core: str, _budget: Budget, number: int, _order: Sessions) -> RunEnd:
        if not heard:
            heard.append(core)
            is_free.wait()
        sleep(0.01)
        heard.append(core)
        return RunEnd(number, (ORDERS[number],))

    with ThreadPoolExecutor(1) as executor:
        executor.submit(is_free.wait)
        second = SecondCore(executor, partial(run, "second"), lambda _: None)
        budget = Budget(0.4, None, monotonic, lambda: False)
        runs = Generations(budget, Population(Random(1), 4), lambda: budget.is_over, cases=CASES, steps=1e6)
        runs.play(partial(run, "first"), KNOWN, second)
    assert heard[0] == "first"
    assert "second" in heard
