"""Our count of waiting and broken wishes equals that of the published evaluator."""

import random

from hypothesis import given
from hypothesis import strategies as st

from meetings.ordering.evaluation import evaluate
from meetings.ordering.reading import as_instance
from tests.unit.meetings.ordering import order_samples as samples


@given(seed=st.integers(0, 1_000_000))
def test_counts_like_the_published_evaluator(seed: int) -> None:
    content, chance = samples.small(seed), random.Random(seed)
    order = [case["id"] for case in content["cases"]]
    chance.shuffle(order)
    cut = chance.randint(0, len(order)) if content.get("sessions", 1) > 1 else len(order)
    sessions = [part for part in (order[:cut], order[cut:]) if part]
    report = samples.reference.evaluate(content, sessions)
    found = evaluate(as_instance(content), sessions)
    assert found.objective == report["objective"]
    assert found.is_feasible == (report["feasible"] and samples.keeps_longest_waits(content, sessions))
    assert sum(found.waiting_minutes.values()) == report["waiting_minutes"]


@given(order=st.permutations(range(1, 21)))
def test_counts_the_pay_of_a_film(order: list[int]) -> None:
    content = samples.published("csplib-film1")
    found = evaluate(as_instance(content), [[str(scene) for scene in order]])
    assert found.objective == samples.reference.evaluate(content, order)["objective"]
