"""The best division of few cases into sessions: against every order tried, and what is said without an end."""

import pytest

from meetings.ordering.divided import DividedSearch
from meetings.ordering.evaluation import evaluate
from meetings.ordering.reading import as_instance
from tests.unit.meetings.ordering import order_samples as samples

FAR = 10**9


def _always() -> bool:
    return True


def test_finds_and_proves_the_best_of_all_orders() -> None:
    feasible = 0
    for seed in range(1_000, 1_400):
        content = samples.divided(seed)
        instance, best = as_instance(content), samples.optimum(content)
        proof = DividedSearch(instance).prove(None, FAR, _always)
        assert proof.is_complete
        assert (proof.order is None) == (best is None), seed
        if best is None or proof.order is None:
            continue
        found = evaluate(instance, proof.order)
        assert found.is_feasible, seed
        assert found.objective == proof.bound == best, seed
        feasible += 1
    assert feasible > 150


@pytest.mark.parametrize("above", [0, 1])
def test_only_a_better_order_than_the_known_one_is_sought(above: int) -> None:
    content, _ = samples.packed_full(4, 2, 6)
    search = DividedSearch(as_instance(content))
    best = search.prove(None, FAR, _always).bound
    assert best > 0
    proof = search.prove(best + above, FAR, _always)
    assert (proof.bound, proof.is_complete, proof.order is not None) == (best, True, bool(above))


def test_nothing_is_claimed_when_it_must_stop() -> None:
    content, _ = samples.packed_full(4, 2, 6)
    for most, go_on in ((100, _always), (FAR, lambda: False)):
        proof = DividedSearch(as_instance(content)).prove(None, most, go_on)
        assert (proof.bound, proof.order, proof.is_complete) == (0, None, False)
