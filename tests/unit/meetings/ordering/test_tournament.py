"""The runs of one search: how many from anew, which are warmed up again, and that the time is used up."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from time import monotonic, sleep

from meetings.ordering.budget import Budget
from meetings.ordering.instance import Sessions
from meetings.ordering.tournament import MOST_RUNS, RunEnd, SecondCore, Tournament, fresh_runs

SECONDS = 100.0


class _Runs:
    """Runs that use all of their time and end where they are told."""

    def __init__(self, costs: list[int]) -> None:
        self.now = 0.0
        self.costs = costs
        self.numbers: list[int] = []
        self.warmed: list[Sessions] = []
        self.seconds: list[float] = []

    def run(self, budget: Budget, number: int, order: Sessions) -> RunEnd:
        self.numbers.append(number)
        self.seconds.append(budget.seconds)
        self.now += budget.seconds
        if order:
            self.warmed.append(order)
            return RunEnd(10**9, ())
        return RunEnd(self.costs[number - 1], ((str(number),),))

    def play(self) -> None:
        budget = Budget(SECONDS, None, lambda: self.now, lambda: False)
        Tournament(budget, self.run, lambda: False).play(len(self.costs), RunEnd(50, (("known",),)))


def test_warms_up_the_better_half_and_at_last_the_best() -> None:
    played = _Runs([40, 10, 30, 20])
    played.play()
    assert played.warmed == [(("2",),), (("4",),), (("2",),)]
    assert len(set(played.numbers)) == len(played.numbers)


def test_uses_the_time_up() -> None:
    for runs in (1, 2, 5, 32):
        played = _Runs(list(range(100, 100 + runs)))
        played.play()
        assert abs(played.now - SECONDS) < 1e-6
        assert max(played.seconds[:runs]) - min(played.seconds[:runs]) < 1e-6


def test_ends_at_once_when_nothing_better_can_be_found() -> None:
    played = _Runs([1, 2])
    budget = Budget(SECONDS, None, lambda: played.now, lambda: False)
    Tournament(budget, played.run, lambda: len(played.numbers) > 0).play(2, RunEnd(50, ()))
    assert played.numbers == [1]


def test_runs_from_anew_get_steps_enough() -> None:
    assert fresh_runs(0, 40) == 1
    assert 1 < fresh_runs(100_000, 200) < fresh_runs(200_000, 200) < MOST_RUNS
    assert fresh_runs(10**9, 200) == MOST_RUNS


class _TwoCores:
    """Runs that use their time on the first core; on the second they find something better."""

    def __init__(self) -> None:
        self.kept: list[int] = []
        self.warmed: list[tuple[str, Sessions]] = []

    def run(self, core: str, budget: Budget, number: int, order: Sessions) -> RunEnd:
        sleep(budget.seconds)
        if order:
            self.warmed.append((core, order))
        better = 100 if core == "second" else 200
        return RunEnd(better + number, ((core, str(number)),))

    def play(self, runs: int) -> None:
        budget = Budget(0.4, None, monotonic, lambda: False)
        with ThreadPoolExecutor(1) as executor:
            second = SecondCore(executor, partial(self.run, "second"), lambda end: self.kept.append(end.cost))
            Tournament(budget, partial(self.run, "first"), lambda: False, second).play(runs, RunEnd(500, (("known",),)))
        assert budget.elapsed < 2 * budget.seconds


def test_the_second_core_searches_too_and_the_better_orders_are_shared() -> None:
    played = _TwoCores()
    played.play(4)
    assert min(played.kept) < 200
    on_first = [order for core, order in played.warmed if core == "first"]
    assert any(order[0][0] == "second" for order in on_first)
    assert {core for core, _ in played.warmed[-2:]} == {"first", "second"}


def test_waits_with_the_runs_beside_until_the_second_core_is_free() -> None:
    is_free, heard = Barrier(2), list[str]()

    def run(core: str, _budget: Budget, _number: int, _order: Sessions) -> RunEnd:
        if not heard:
            heard.append(core)
            is_free.wait()
        sleep(0.01)
        heard.append(core)
        return RunEnd(1, ())

    with ThreadPoolExecutor(1) as executor:
        executor.submit(is_free.wait)
        second = SecondCore(executor, partial(run, "second"), lambda _: None)
        budget = Budget(0.4, None, monotonic, lambda: False)
        Tournament(budget, partial(run, "first"), lambda: False, second).play(4, RunEnd(2, ()))
    assert heard[0] == "first"
    assert "second" in heard
