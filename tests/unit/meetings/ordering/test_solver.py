"""The solver against every order tried, the published optima, and people's wishes that contradict one another."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.ordering.annealing import Interpreted
from meetings.ordering.instance import OrderInstance, Sessions
from meetings.ordering.reading import as_instance
from meetings.ordering.solver import OrderStatus, Solution, solve
from tests.unit.meetings.ordering import order_samples as samples

RANDOM_INSTANCES = 1_000  # 2,000 in tests/bench/bench_order.py
DIVIDED_INSTANCES = 400


def solved(instance: OrderInstance, steps: int = 300, seed: int = 1) -> Solution:
    return solve(instance, seed=seed, steps=steps, engine=Interpreted())


def check_against_every_order(seed: int, sample: Callable[[int], samples.Instance] = samples.small) -> None:
    """Feasible where it can be, counted right, and the optimum with its proof."""
    content = sample(seed)
    instance, best = as_instance(content), samples.optimum(content)
    found = solved(instance)
    assert (found.status is OrderStatus.INFEASIBLE) == (best is None), (seed, found)
    if best is None:
        assert found.conflicts, seed
        return
    report = samples.reference.evaluate(content, [list(session) for session in found.order])
    assert report["feasible"], (seed, report)
    assert samples.keeps_longest_waits(content, [list(session) for session in found.order]), seed
    assert report["objective"] == found.objective, seed
    assert found.bound == found.objective == best, (seed, found)
    assert found.status is OrderStatus.OPTIMAL, (seed, found)


def test_is_right_on_random_instances_with_every_kind_of_rule() -> None:
    for seed in range(RANDOM_INSTANCES):
        check_against_every_order(seed)


def test_is_right_on_random_instances_with_several_sessions() -> None:
    for seed in range(DIVIDED_INSTANCES):
        check_against_every_order(seed, samples.divided)


@pytest.mark.parametrize(
    "name",
    ["concert", "rehearsal-smith", "csplib-film2", "film-10", "film-12", "film105", "film118", "film119", "tiny"],
)
def test_proves_published_optima(name: str) -> None:
    found = solved(as_instance(samples.published(name)), steps=1_500)
    assert (found.objective, found.bound) == (samples.best_known(name), samples.best_known(name))
    assert found.status is OrderStatus.OPTIMAL


@pytest.mark.parametrize("name", ["council-040-rules-1", "council-080-rules-2"])
def test_keeps_every_rule_of_a_council(name: str) -> None:
    content = samples.published(name)
    instance = as_instance(content)
    found = solved(instance, steps=3_000)
    report = samples.reference.evaluate(content, instance.written(found.order))
    assert report["feasible"]
    assert report["objective"] == found.objective
    assert found.bound <= samples.best_known(name)


def test_same_seed_and_steps_give_the_same_answer() -> None:
    instance = as_instance(samples.published("council-040-rules-2"))
    first, again, other = (solved(instance, 1_000, seed) for seed in (5, 5, 6))
    assert (first.order, first.objective, first.bound) == (again.order, again.objective, again.bound)
    assert other.order != first.order


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_names_and_places_in_the_file_do_not_matter(seed: int) -> None:
    content, chance = samples.small(seed), random.Random(seed)
    content.pop("sessions", None)
    before = solved(as_instance(content))
    after = solved(as_instance(_renamed(content, chance)))
    assert (before.objective, before.status) == (after.objective, after.status)


def _renamed(content: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The same council with other names and everything in another order."""
    cases = [case["id"] for case in content["cases"]]
    names = dict(zip(cases, chance.sample([f"X{number}" for number in range(99)], len(cases)), strict=True))

    def renamed(value: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, list):
            return [renamed(entry) for entry in value]
        if isinstance(value, dict):
            return {key: renamed(entry) for key, entry in value.items()}
        return names.get(value, value) if isinstance(value, str) else value

    other: dict[str, Any] = renamed(content)
    chance.shuffle(other["cases"])
    chance.shuffle(other["agencies"])
    return other


def _council(**wishes: Any) -> OrderInstance:  # noqa: ANN401 - fields of the file
    cases = [{"id": f"C{number}", "minutes": 10, "agencies": ["児相", "中央小"][: number % 3]} for number in range(5)]
    agencies = [{"id": "児相", "weight": 3}, {"id": "中央小", "weight": 1} | wishes.pop("school", {})]
    return as_instance({"kind": "council", "cases": cases, "agencies": agencies} | wishes)


@pytest.mark.parametrize(
    ("instance", "named"),
    [
        (_council(precedence=[["C0", "C1"], ["C1", "C2"], ["C2", "C0"], ["C3", "C4"]]), ["C0", "C1", "C2"]),
        (_council(capacity=40, groups=[["C0", "C1"]]), ["40分"]),
        (_council(first=["C0"], precedence=[["C1", "C0"]], groups=[["C2", "C3"]]), ["はじめに C0", "C1"]),
        (_council(school={"window": [None, 15]}, first=["C0"]), ["中央小", "C0"]),
        (_council(groups=[["C0", "C1"]], first=["C0"], last=["C1"]), ["続けて", "はじめに", "おわりに"]),
        (
            _council(
                agencies=[{"id": "児相", "weight": 3, "longest_wait": 12}, {"id": "中央小", "weight": 1}],
                first=["C1"],
                last=["C4"],
            ),
            ["児相の待ちは12分まで", "はじめに C1", "おわりに C4"],
        ),
    ],
)
def test_names_the_smallest_set_of_wishes_in_conflict(instance: OrderInstance, named: list[str]) -> None:
    found = solved(instance)
    assert found.status is OrderStatus.INFEASIBLE
    assert found.objective is None
    words = "\n".join(found.conflicts)
    assert all(name in words for name in named), words
    assert "C3 を C4" not in words
    assert "C2・C3" not in words


def test_divides_cases_among_sessions() -> None:
    instance = as_instance(samples.published("council-040-plain-1") | {"sessions": 2, "capacity": 110})
    found = solved(instance, steps=3_000)
    content = samples.published("council-040-plain-1") | {"sessions": 2, "capacity": 110}
    report = samples.reference.evaluate(content, instance.written(found.order))
    assert report["feasible"]
    assert len(found.order) == 2
    assert report["objective"] == found.objective


@pytest.mark.parametrize(
    ("sessions", "cases", "wishes"),
    [
        (8, 3, {}),
        (10, 6, {}),
        (10, 6, {"precedence": True, "breaks": True}),
        (6, 5, {"groups": True}),
        (5, 9, {"groups": True, "precedence": True}),
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_fills_sessions_that_leave_no_minute(sessions: int, cases: int, wishes: dict[str, bool], seed: int) -> None:
    content, known = samples.packed_full(seed, sessions, cases, **wishes)
    assert samples.reference.evaluate(content, known)["feasible"]
    found = solved(as_instance(content))
    report = samples.reference.evaluate(content, [list(session) for session in found.order])
    assert report["feasible"]
    assert found.bound <= report["objective"] == found.objective


def _ticking(seconds: float) -> Callable[[], float]:
    ticks = iter(range(10**9))
    return lambda: next(ticks) * seconds


def test_returns_the_best_so_far_at_the_time_limit() -> None:
    instance = as_instance(samples.published("council-080-rules-1"))
    found = solve(instance, time_limit_seconds=10, engine=Interpreted(), clock=_ticking(0.2))
    assert found.status is OrderStatus.FEASIBLE
    assert found.seconds < 20


def test_tells_of_each_better_order_and_can_be_stopped() -> None:
    instance = as_instance(samples.published("council-080-plain-1"))
    heard: list[int] = []

    def hear(objective: int, order: Sessions) -> None:
        assert sum(len(session) for session in order) == len(instance.cases)
        heard.append(objective)

    found = solve(instance, steps=10**9, engine=Interpreted(), on_better=hear, stop=lambda: len(heard) > 3)
    assert heard == sorted(heard, reverse=True)
    assert found.objective == heard[-1]


def test_one_case_and_no_agency_are_optimal() -> None:
    content = {"kind": "council", "cases": [{"id": "C1", "minutes": 5, "agencies": []}], "agencies": []}
    found = solved(as_instance(content))
    assert (found.order, found.objective, found.status) == ((("C1",),), 0, OrderStatus.OPTIMAL)
