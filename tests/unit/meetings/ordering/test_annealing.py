"""The annealing: what it derives step by step equals what it derives anew; both engines give one answer."""

from dataclasses import replace
from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.ordering.annealing import Annealing, Interpreted
from meetings.ordering.budget import Budget
from meetings.ordering.evaluation import evaluate
from meetings.ordering.ground import UNIT, trail_of
from meetings.ordering.instance import OrderInstance
from meetings.ordering.reading import as_instance
from meetings.ordering.start import skeleton
from meetings.ordering.steps import step
from meetings.ordering.trail import COST, LATE, measure
from tests.unit.meetings.ordering import order_samples as samples

DERIVED = ("first", "last", "place", "work", "clock", "until", "across", "inner", "pause_gap", "bounds", "late")


def annealing_of(instance: OrderInstance, seed: int = 1) -> Annealing:
    start = skeleton(instance)
    assert start is not None
    return Annealing(instance, start, Interpreted(), seed)


def with_longest_waits(instance: OrderInstance, minutes: int | None) -> OrderInstance:
    return replace(instance, agencies=tuple(replace(agency, longest_wait=minutes) for agency in instance.agencies))


@pytest.mark.parametrize(
    ("name", "sessions", "longest_wait"),
    [("council-040-rules-1", 1, None), ("council-040-plain-1", 1, 30), ("council-040-rules-2", 3, 20)],
)
def test_keeps_its_arrays_true(name: str, sessions: int, longest_wait: int | None) -> None:
    instance = with_longest_waits(replace(as_instance(samples.published(name)), sessions=sessions), longest_wait)
    annealing = annealing_of(instance)
    ground, trail = annealing.ground, annealing.trail
    for number in range(400):
        step(ground, trail, round(UNIT / (annealing.unit * 5 * 0.98**number)))
        anew = trail_of(ground, trail.order, 1, list)
        measure(ground, anew, 0, ground.size)
        assert {name: getattr(anew, name) for name in DERIVED} == {name: getattr(trail, name) for name in DERIVED}
        assert anew.tally[: LATE + 1] == trail.tally[: LATE + 1]


@settings(max_examples=40)
@given(seed=st.integers(0, 1_000_000))
def test_never_breaks_pins_groups_and_precedence(seed: int) -> None:
    instance = as_instance(samples.small(seed))
    start = skeleton(instance)
    if start is None:
        assert samples.optimum(samples.small(seed)) is None
        return
    annealing = Annealing(instance, start, Interpreted(), seed)
    annealing.cool(Budget(1.0, 100, monotonic, lambda: False))
    order = [instance.cases[case].id for case in annealing.trail.order if case < annealing.ground.cases]
    broken = {field for field, _ in evaluate(instance, [order]).broken}
    assert not broken & {"first", "last", "groups", "precedence"}


def test_counts_the_waiting_of_the_evaluation() -> None:
    instance = as_instance(samples.published("council-040-rules-1"))
    annealing = annealing_of(instance)
    annealing.cool(Budget(1.0, 1_000, monotonic, lambda: False))
    own = sum(instance.agency_of[agency].weight * case.minutes for case in instance.cases for agency in case.agencies)
    order = [instance.cases[case].id for case in annealing.trail.order]
    alone = sum(
        instance.agency_of[agency.id].weight * case.minutes
        for agency in instance.agencies
        for case in instance.cases
        if agency.id in case.agencies and sum(agency.id in each.agencies for each in instance.cases) == 1
    )
    assert annealing.trail.tally[COST] - own + alone == evaluate(instance, [order]).objective


def test_nobody_waits_longer_than_allowed() -> None:
    instance = as_instance(samples.published("council-040-plain-1"))
    free, fair = (annealing_of(each) for each in (instance, with_longest_waits(instance, 60)))
    longest = []
    for annealing in (free, fair):
        annealing.cool(Budget(1.0, 3_000, monotonic, lambda: False))
        assert annealing.best is not None
        longest.append(max(evaluate(instance, annealing.best).waiting_minutes.values()))
    assert longest[1] <= 60 < longest[0]


@pytest.mark.parametrize(
    ("name", "longest_wait"),
    [("council-040-rules-1", None), ("council-080-plain-1", None), ("film103", None), ("council-040-rules-2", 90)],
)
def test_the_compiled_engine_gives_the_same_order(name: str, longest_wait: int | None) -> None:
    fast = pytest.importorskip("meetings.ordering.annealing_fast", reason="the extra [fast] is not installed")
    instance = with_longest_waits(as_instance(samples.published(name)), longest_wait)
    start = skeleton(instance)
    assert start is not None
    found = []
    for engine in (Interpreted(), fast.Compiled()):
        annealing = Annealing(instance, start, engine, 7)
        annealing.cool(Budget(1.0, 4_000, monotonic, lambda: False))
        found.append((annealing.best, [int(case) for case in annealing.trail.order]))
    assert found[0] == found[1]
