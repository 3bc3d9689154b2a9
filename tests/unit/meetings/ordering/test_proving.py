"""Proofs within a solution: the same for a number of steps, honest with several sessions, beside the search."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Event
from typing import Any

import pytest

from meetings.ordering.annealing import Interpreted
from meetings.ordering.bounds import InterpretedProjections
from meetings.ordering.budget import Budget
from meetings.ordering.proving import Prover, projections_for
from meetings.ordering.reading import as_instance
from meetings.ordering.reductions import reduced
from meetings.ordering.solver import OrderStatus, solve
from tests.unit.meetings.ordering import order_samples as samples


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("film-12", {}),
        ("council-040-rules-1", {}),
        ("council-040-plain-2", {}),
        ("council-040-plain-1", {"sessions": 2, "capacity": 110}),
    ],
)
def test_a_number_of_steps_gives_the_same_answer_with_both_engines(name: str, changes: dict[str, Any]) -> None:
    fast = pytest.importorskip("meetings.ordering.annealing_fast", reason="the extra [fast] is not installed")
    instance = as_instance(samples.published(name) | changes)
    slow, quick = (solve(instance, seed=3, steps=1_500, engine=engine) for engine in (Interpreted(), fast.Compiled()))
    assert (slow.order, slow.objective, slow.bound, slow.status) == (
        quick.order,
        quick.objective,
        quick.bound,
        quick.status,
    )
    assert slow.bound <= (slow.objective or 0)


def test_the_bound_is_raised_beside_the_search() -> None:
    fast = pytest.importorskip("meetings.ordering.annealing_fast", reason="the extra [fast] is not installed")
    instance = as_instance(samples.published("council-080-rules-1"))
    found = solve(instance, time_limit_seconds=6, engine=fast.Compiled())
    assert found.status is OrderStatus.FEASIBLE
    assert 500 < found.bound <= samples.best_known("council-080-rules-1")


def test_what_goes_wrong_on_the_second_core_is_not_hidden() -> None:
    fast = pytest.importorskip("meetings.ordering.annealing_fast", reason="the extra [fast] is not installed")
    instance = as_instance(samples.published("council-080-plain-1"))
    asked = Event()

    def clock() -> float:
        if asked.is_set():
            raise ClockBroken
        return 0.0

    def stop() -> bool:
        asked.set()
        return False

    prover = Prover(
        instance, reduced(instance).instance, Budget(5.0, None, clock, stop), projections_for(fast.Compiled())
    )
    with ThreadPoolExecutor(1) as second_core:
        prover.begin(None, second_core)
        assert asked.wait(10)
        with pytest.raises(ClockBroken):
            prover.end()


def test_ends_soon_on_both_cores_when_somebody_says_so() -> None:
    fast = pytest.importorskip("meetings.ordering.annealing_fast", reason="the extra [fast] is not installed")
    instance = as_instance(samples.published("council-080-rules-1"))
    ticks, asked = count(), list[int]()

    def stop() -> bool:
        asked.append(next(ticks))
        return asked[-1] > 300

    found = solve(instance, time_limit_seconds=3_600, engine=fast.Compiled(), stop=stop)
    assert found.status is OrderStatus.FEASIBLE
    assert len(asked) < 1_000


class ClockBroken(Exception):
    """What the test lets go wrong."""


def test_stops_when_somebody_says_so() -> None:
    instance = as_instance(samples.published("council-400-rules-1"))
    budget = Budget(60.0, None, lambda: 0.0, lambda: True)
    prover = Prover(instance, reduced(instance).instance, budget, InterpretedProjections())
    prover.begin(None)
    prover.end()
    assert prover.bound < samples.best_known("council-400-rules-1")


def test_an_exact_search_without_an_order_is_a_proof() -> None:
    cases = [{"id": f"C{number}", "minutes": number + 1, "agencies": []} for number in range(8)]
    council = {"kind": "council", "cases": cases, "agencies": [], "breaks": [{"at": 1, "minutes": 1}]}
    for capacity, is_impossible in ((36, True), (37, False)):
        instance = as_instance(council | {"capacity": capacity})
        prover = Prover(instance, instance, Budget(5.0, 100, lambda: 0.0, lambda: False), InterpretedProjections())
        prover.search_exactly(None)
        assert prover.is_impossible is is_impossible
