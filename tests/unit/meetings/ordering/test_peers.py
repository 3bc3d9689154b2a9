"""The peers of the bench are given the same problem: on small instances they find the optimum found by trying."""

import pytest

from meetings.ordering.evaluation import evaluate
from meetings.ordering.instance import OrderInstance
from meetings.ordering.reading import as_instance
from tests.bench.bench_order_peers import PEERS, understands
from tests.unit.meetings.ordering import order_samples as samples

SECONDS = 5.0


def understood(count: int) -> list[int]:
    """The first seeds whose instance both peers can be told."""
    return [seed for seed in range(400) if understands(as_instance(samples.small(seed)))][:count]


@pytest.mark.parametrize("peer", PEERS)
def test_a_peer_finds_the_optimum_of_small_councils(peer: str) -> None:
    solved = 0
    for seed in understood(40):
        content = samples.small(seed)
        instance, best = as_instance(content), samples.optimum(content)
        order = PEERS[peer](instance, SECONDS)
        if best is None:
            assert not order
            continue
        solved += 1
        assert _objective(instance, order) == best, seed
    assert solved > 10


def _objective(instance: OrderInstance, order: tuple[tuple[str, ...], ...]) -> int | None:
    found = evaluate(instance, order)
    return found.objective if found.is_feasible else None
