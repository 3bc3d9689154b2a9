"""Wishes that cannot be met together: against every order tried, the named set smallest, and quick with many cases."""

from functools import partial
from itertools import combinations
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
        assert known is not None, seed
        proven += known is True
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


def smallest_size(instance: OrderInstance, content: dict[str, Any]) -> int:
    """By trying every set of wishes against every order."""
    wishes = wishes_of(instance)
    sets = (some for size in range(len(wishes) + 1) for some in combinations(wishes, size))
    return next(len(some) for some in sets if not has_order(with_only(instance, some), content))


def test_no_smaller_set_of_wishes_is_a_conflict() -> None:
    looked_at = 0
    for seed in range(120):
        content = samples.small(seed)
        instance = as_instance(content)
        if len(wishes_of(instance)) > 8 or is_impossible(instance) is not True:
            continue
        looked_at += 1
        found = smallest_conflict(instance, lambda some: is_impossible(some) is True)
        assert len(found) == smallest_size(instance, content), (seed, in_words(instance, found))
    assert looked_at > 20


def test_the_one_wish_that_is_impossible_alone_is_named_alone() -> None:
    """The first of all would have to wait for an agency that comes to every case."""
    content = {
        "kind": "council",
        "cases": [{"id": f"C{number}", "minutes": 3, "agencies": ["A0"]} for number in range(4)],
        "agencies": [{"id": "A0", "weight": 3, "window": [3, 40]}, {"id": "A1", "weight": 1, "window": [0, 31]}],
        "first": ["C0"],
        "groups": [["C0", "C2", "C1"]],
        "precedence": [["C3", "C2"], ["C2", "C0"]],
    }
    found = solve(as_instance(content), steps=50, engine=Interpreted())
    assert found.conflicts == ("A0（4件、計12分）は開始後3分から",)


def test_only_the_end_of_a_window_that_matters_is_named_and_nobody_who_does_not_come() -> None:
    case = {"minutes": 5, "agencies": ["A0"]}
    content = {
        "kind": "council",
        "cases": [
            case | {"id": "C0", "window": [0, 12]},
            case | {"id": "C1", "window": [9, 31]},
            {"id": "C2", "minutes": 10, "agencies": []},
        ],
        "agencies": [{"id": "A0", "weight": 1}, {"id": "A3", "weight": 1, "window": [0, 31], "longest_wait": 0}],
        "precedence": [["C1", "C0"]],
    }
    instance = as_instance(content)
    found = solve(instance, steps=50, engine=Interpreted())
    assert (
        found.conflicts
        == (
            "ケース C1 を C0 より先に行う",
            "ケース C0（5分）は開始後12分まで",
            "ケース C1（5分）は開始後9分から",
        )
        or len(found.conflicts) == 1
    )
    assert not any("A3" in words for words in in_words(instance, wishes_of(instance)))


def test_words_do_not_claim_a_proof_where_an_order_was_only_not_found() -> None:
    cases: list[dict[str, Any]] = [{"id": f"C{number}", "minutes": 10, "agencies": ["A"]} for number in range(40)]
    cases[7]["window"] = [105, 115]  # never: every case starts at full ten minutes
    content = {"kind": "council", "cases": cases, "agencies": [{"id": "A", "weight": 1}], "sessions": 2}
    instance = as_instance(content | {"groups": [["C1", "C2"]]})
    found = solve(instance, steps=100, engine=Interpreted())
    assert is_impossible(instance) is None
    assert found.status is OrderStatus.INFEASIBLE
    assert found.conflicts[0] == NOT_FOUND
    assert found.conflicts[1:]
    assert all("C7" in words for words in found.conflicts[1:]), found.conflicts


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
        (_big(name, at={50: 300, 60: 300}), 4),  # either end of both windows
        (_big(name, capacity=minutes - 1), 1),
        (_big(name, groups=[[ids[50], ids[60]]], at={50: 100, 60: 200}), 3),
    ):
        began = monotonic()
        found = solve(instance, steps=100, engine=Interpreted())
        assert found.status is OrderStatus.INFEASIBLE
        assert len(found.conflicts) == number, found.conflicts
        assert NOT_FOUND not in found.conflicts
        assert monotonic() - began < SECONDS
