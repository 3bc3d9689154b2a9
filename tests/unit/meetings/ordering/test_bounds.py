"""The bound against every order tried and the published values, interpreted and compiled."""

import pytest

from meetings.ordering.bounds import InterpretedProjections, Projections, WaitingBound
from meetings.ordering.pause_bound import pause_bound
from meetings.ordering.projection import SCALE
from meetings.ordering.reading import as_instance
from meetings.ordering.reductions import reduced
from meetings.ordering.waiting import WaitingProblem, waiting_problem
from meetings.ordering.whole import whole_costs
from tests.unit.meetings.ordering import order_samples as samples

RANDOM_INSTANCES = 2_000


def raised(
    problem: WaitingProblem, tools: Projections, *, classes: int = 6, rounds: int = 2, sessions: int = 1
) -> WaitingBound:
    bound = WaitingBound(problem, tools, classes, lambda: True, sessions=sessions)
    bound.find()
    for _ in range(rounds if bound.parts else 0):
        bound.improve()
    return bound


def test_is_never_above_the_optimum_of_random_instances_with_every_kind_of_rule() -> None:
    total = 0
    for seed in range(RANDOM_INSTANCES):
        content = samples.small(seed)
        best = samples.optimum(content)
        if best is None:
            continue
        instance = as_instance(content)
        problem = waiting_problem(reduced(instance).instance)
        bound = raised(problem, InterpretedProjections(), sessions=instance.sessions)
        assert min(bound.board.left, default=0) >= 0, seed
        value = bound.value + problem.pinned_waiting()
        value += pause_bound(instance, lambda: True) if instance.sessions == 1 else 0
        assert value <= best, seed
        total += value
    assert total > 1_000


@pytest.mark.parametrize(
    ("name", "least"),
    [("council-040-plain-1", 160), ("council-080-plain-1", 170), ("council-080-rules-1", 480), ("film105", 0)],
)
def test_reaches_a_part_of_the_best_known_waiting(name: str, least: int) -> None:
    instance = as_instance(samples.published(name))
    problem = waiting_problem(reduced(instance).instance)
    bound = raised(problem, InterpretedProjections(), classes=8, rounds=12)
    assert least <= bound.value + problem.pinned_waiting() <= samples.best_known(name) - instance.paid_anyway


@pytest.mark.parametrize("name", ["council-040-plain-2", "council-080-rules-2", "film103"])
@pytest.mark.parametrize("sessions", [1, 2])
def test_interpreted_and_compiled_parts_are_equal(name: str, sessions: int) -> None:
    fast = pytest.importorskip("meetings.ordering.projection_fast", reason="the extra [fast] is not installed")
    problem = waiting_problem(reduced(as_instance(samples.published(name))).instance)
    slow_bound, fast_bound = (
        raised(problem, tools, classes=7, rounds=3, sessions=sessions)
        for tools in (InterpretedProjections(), fast.CompiledProjections())
    )
    assert [part.value for part in slow_bound.parts] == [part.value for part in fast_bound.parts]
    assert slow_bound.board.left == list(fast_bound.board.left)


def test_a_circle_of_three_agencies_waits_through_the_shortest_case() -> None:
    problem = WaitingProblem(minutes=(5, 7, 9), calls=(0b011, 0b110, 0b101), weights=(2, 2, 2))
    bound = raised(problem, InterpretedProjections())
    assert bound.value == 10
    assert [table.costs[0] for table in bound.tables()] == [10 * SCALE]


def test_whoever_opens_the_session_waits_for_a_case_of_others_that_opens_it_too() -> None:
    problem = WaitingProblem(minutes=(5, 7, 9), calls=(0b01, 0b10, 0b01), weights=(3, 1), first=(0, 1))
    assert problem.pinned_waiting() == 21
    closing = WaitingProblem(minutes=(5, 7, 9), calls=(0b01, 0b10, 0b01), weights=(3, 1), last=(1, 2))
    assert closing.pinned_waiting() == 21


def test_a_table_of_all_cases_is_exact() -> None:
    instance = as_instance(samples.published("csplib-film2"))
    costs = whole_costs(waiting_problem(reduced(instance).instance), InterpretedProjections(), lambda: True)
    assert costs is not None
    assert costs[0] == (samples.best_known("csplib-film2") - instance.paid_anyway) * SCALE
    assert whole_costs(waiting_problem(reduced(instance).instance), InterpretedProjections(), lambda: False) is None
