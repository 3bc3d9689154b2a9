"""Sessions that fit the capacity: against every order tried, full to the last minute, and a proof where none does."""

from typing import Any

import pytest

from meetings.ordering.evaluation import evaluate
from meetings.ordering.packing import Packed, packed
from meetings.ordering.reading import as_instance
from tests.unit.meetings.ordering import order_samples as samples

SEQUENCE = {"first", "last", "groups", "precedence", "sessions"}


def _council(minutes: list[int], **wishes: Any) -> samples.Instance:  # noqa: ANN401 - fields of the file
    cases = [{"id": f"C{number}", "minutes": length, "agencies": []} for number, length in enumerate(minutes)]
    return {"kind": "council", "cases": cases, "agencies": []} | wishes


def _packed(content: samples.Instance) -> Packed:
    return packed(as_instance(content))


def test_keeps_the_sequence_and_proves_nothing_wrong_on_random_instances() -> None:
    proven = kept = 0
    for seed in range(600):
        content = samples.divided(seed)
        instance, found = as_instance(content), _packed(content)
        if found.sessions is None:
            assert found.is_proof, seed
            assert samples.optimum(content) is None, seed
            proven += 1
            continue
        broken = evaluate(instance, found.sessions).broken
        assert not {field for field, _ in broken} & SEQUENCE, (seed, broken)
        if not instance.pauses:
            assert ("capacity", 0) not in broken, seed
        kept += not broken
    assert proven > 60
    assert kept > 150


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("sessions", "cases", "slack"), [(8, 3, 0), (10, 6, 0), (10, 6, 2), (4, 30, 1)])
def test_finds_full_sessions(seed: int, sessions: int, cases: int, slack: int) -> None:
    for wishes in ({}, {"groups": True}, {"precedence": True}):
        content, _ = samples.packed_full(seed, sessions, cases, slack, **wishes)
        found = _packed(content)
        assert found.sessions is not None, wishes
        assert evaluate(as_instance(content), found.sessions).is_feasible, wishes


def test_another_sequence_helps_where_the_longest_first_leads_nowhere() -> None:
    content, _ = samples.packed_full(100, 12, 3, precedence=True)
    instance = as_instance(content)
    assert packed(instance, tries=1) == Packed(None, is_proof=False)
    found = packed(instance)
    assert found == packed(instance)
    assert found.sessions is not None
    assert evaluate(instance, found.sessions).is_feasible


def test_proves_that_cases_do_not_fit_though_their_minutes_do() -> None:
    content = _council([6, 6, 6], sessions=2)
    assert _packed(content | {"capacity": 11}) == Packed(None, is_proof=True)
    assert _packed(content | {"capacity": 12}).sessions == (("C0", "C1"), ("C2",))


def test_the_break_a_session_takes_counts() -> None:
    content = _council([6, 6, 6, 6], sessions=2, capacity=14, breaks=[{"at": 5, "minutes": 3}])
    assert _packed(content) == Packed(None, is_proof=True)
    assert _packed(content | {"capacity": 15}).sessions is not None
    assert _packed(content | {"breaks": [{"at": 7, "minutes": 3}]}).sessions is not None


def test_what_comes_first_and_before_decides_which_cases_share_a_session() -> None:
    content = _council([2, 6, 8, 4], sessions=2, capacity=10)
    assert _packed(content | {"first": ["C0"]}).sessions == (("C0", "C2"), ("C1", "C3"))
    assert _packed(content | {"first": ["C3"]}).sessions == (("C3", "C1"), ("C0", "C2"))
    assert _packed(content | {"first": ["C0"], "precedence": [["C1", "C2"]]}) == Packed(None, is_proof=True)


def test_too_many_looks_prove_nothing() -> None:
    content, _ = samples.packed_full(1, 8, 3)
    assert packed(as_instance(content), tries=2, looks=20) == Packed(None, is_proof=False)
