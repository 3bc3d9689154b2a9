"""Wishes that cannot be met together: against every order tried, the named set smallest, and quick with many cases."""

from functools import partial
from time import monotonic
from typing import Any

import pytest

from meetings.ordering.annealing import Interpreted
from meetings.ordering.conflicts import NOT_FOUND, in_words, smallest_conflict, wishes_of, with_only
from meetings.ordering.evaluation import evaluate
from meetings.ordering.feasibility import is_contradictory, is_impossible
from meetings.ordering.instance import OrderInstance
from meetings.ordering.reading import as_instance
from meetings.ordering.solver import OrderStatus, solve
from tests.unit.meetings.ordering import order_samples as samples

RANDOM_INSTANCES = 1_200
SECONDS = 20  # generous: seconds on an idle machine


def has_order(instance: OrderInstance, content: dict[str, Any]) -> bool:
    return any(evaluate(instance, order).is_feasible for order in samples.orders(content))


def has_no_order(content: dict[str, Any], instance: OrderInstance) -> bool:
    return not has_order(instance, content)


def test_a_proof_is_right_on_random_instances_with_every_kind_of_rule() -> None:
    proven = 0
    for seed in range(RANDOM_INSTANCES):
        content = samples.small(seed)
        instance, known = as_instance(content), is_impossible(as_instance(content))
        is_possible = has_order(instance, content)
        assert known is not is_possible, (seed, known)
        assert not (is_contradictory(instance) and is_possible), seed
        proven += known is True
        if known is None:
            assert instance.sessions > 1, seed
    assert proven > RANDOM_INSTANCES // 5


def test_the_named_wishes_are_a_conflict_and_smallest() -> None:
    looked_at = 0
    for seed in range(400):
        content = samples.small(seed)
        instance = as_instance(content)
        if is_impossible(instance) is not True or instance.sessions > 1:
            continue
        looked_at += 1
        found = solve(instance, steps=50, engine=Interpreted())
        named = [wish for wish in wishes_of(instance) if set(in_words(instance, [wish])) & set(found.conflicts)]
        assert not has_order(with_only(instance, named), content), seed
        smallest = smallest_conflict(instance, partial(has_no_order, content), named)
        assert len(in_words(instance, smallest)) == len(found.conflicts), (seed, found.conflicts)
    assert looked_at > 50


def test_words_do_not_claim_a_proof_where_an_order_was_only_not_found() -> None:
    content = samples.small(256)
    found = solve(as_instance(content), steps=100, engine=Interpreted())
    assert is_impossible(as_instance(content)) is None
    assert found.status is OrderStatus.INFEASIBLE
    assert found.conflicts[0] == NOT_FOUND
    assert len(found.conflicts) > 1


def _big(name: str, **changes: Any) -> OrderInstance:  # noqa: ANN401 - fields of the file
    content = samples.published(name)
    for place, minutes in changes.pop("at", {}).items():
        content["cases"][place]["window"] = [minutes, minutes + content["cases"][place]["minutes"]]
    return as_instance(content | changes)


@pytest.mark.parametrize("name", ["council-150-rules-1", "council-400-rules-1"])
def test_the_smallest_conflict_of_a_big_council_is_found_quickly(name: str) -> None:
    content = samples.published(name)
    ids = [case["id"] for case in content["cases"]]
    circle = [[ids[20], ids[30]], [ids[30], ids[40]], [ids[40], ids[20]]]
    minutes = sum(case["minutes"] for case in content["cases"]) + sum(pause["minutes"] for pause in content["breaks"])
    for instance, number in (
        (_big(name, precedence=content["precedence"] + circle), 3),
        (_big(name, at={50: 300, 60: 300}), 2),
        (_big(name, capacity=minutes - 1), 1),
        (_big(name, groups=[[ids[50], ids[60]]], at={50: 100, 60: 200}), 3),
    ):
        began = monotonic()
        found = solve(instance, steps=100, engine=Interpreted())
        assert found.status is OrderStatus.INFEASIBLE
        assert len(found.conflicts) == number, found.conflicts
        assert NOT_FOUND not in found.conflicts
        assert monotonic() - began < SECONDS
