"""Orders for which the wishes come first: other divisions for more steps, and none where a run finds none."""

from time import monotonic

from meetings.ordering.annealing import Interpreted
from meetings.ordering.budget import Budget
from meetings.ordering.evaluation import evaluate
from meetings.ordering.instance import OrderInstance, Sessions
from meetings.ordering.reading import as_instance
from meetings.ordering.settling import settled, settled_orders
from tests.unit.meetings.ordering import order_samples as samples


def _orders(instance: OrderInstance, steps: int) -> list[Sessions]:
    budget = Budget(1.0, steps, monotonic, lambda: False)
    return list(settled_orders(instance, Interpreted(), budget, 1))


def test_more_steps_try_more_divisions_and_all_keep_every_wish() -> None:
    content, _ = samples.packed_full(2, 6, 5, groups=True)
    instance = as_instance(content)
    found = _orders(instance, 8_000)
    assert _orders(instance, 100) == found[:1]
    assert len({frozenset(map(frozenset, order)) for order in found}) > 2
    costs = [evaluate(instance, order).objective for order in found]
    assert all(evaluate(instance, order).is_feasible for order in found)
    assert min(costs) < costs[0]


def test_one_session_is_tried_once() -> None:
    content = samples.published("council-040-rules-1")
    instance = as_instance(content)
    found = _orders(instance, 8_000)
    assert len(found) == 1
    assert evaluate(instance, found[0]).is_feasible


def test_no_order_is_found_where_there_is_none() -> None:
    content, _ = samples.packed_full(2, 6, 5, groups=True)
    instance = as_instance(content | {"capacity": content["capacity"] - 1})
    budget = Budget(1.0, None, monotonic, lambda: False)
    assert settled(instance, Interpreted(), budget, 1) is None
