"""The runs of one search: how many from anew, which are warmed up again, and that the time is used up."""

from meetings.ordering.budget import Budget
from meetings.ordering.instance import Sessions
from meetings.ordering.tournament import MOST_RUNS, RunEnd, fresh_runs, tournament

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
        tournament(len(self.costs), budget, self.run, lambda: False, known=RunEnd(50, (("known",),)))


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
    tournament(2, budget, played.run, lambda: len(played.numbers) > 0, known=RunEnd(50, ()))
    assert played.numbers == [1]


def test_runs_from_anew_get_steps_enough() -> None:
    assert fresh_runs(0, 40) == 1
    assert 1 < fresh_runs(100_000, 200) < fresh_runs(200_000, 200) < MOST_RUNS
    assert fresh_runs(10**9, 200) == MOST_RUNS
