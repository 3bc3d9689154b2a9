"""One search for an order of an agenda: the rules as wishes, the best order found, and what could not be kept.

Pure but for the time it takes. When the rules contradict each other, fairness is given up first, then the blocks by
place; heavy cases early, pins and the hours of agencies never are.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from meetings.agenda.day_plan import AgendaFacts
from meetings.arrangements import wish_words, wishes
from meetings.arrangements.model import OrderRule
from meetings.ordering.annealing import Interpreted
from meetings.ordering.evaluation import Evaluation, evaluate
from meetings.ordering.instance import Sessions
from meetings.ordering.solver import OrderStatus, Solution, best_engine, solve

COMPILED_SECONDS, INTERPRETED_SECONDS = 5, 20
AS_IF_ANEW = 5.0
"""The temperature of a search that knows an order: so hot that orders far away from it are found too."""
YIELDING = (OrderRule.FAIR, OrderRule.BELONGING, OrderRule.DISTRICT)
"""Rules that yield when all cannot be kept, the first first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long to search, and which order of the individual items is known; with `steps` the answer can be repeated."""

    seconds: float
    steps: int | None = None
    seed: int = 1
    stop: Callable[[], bool] | None = None
    heard: Callable[[int, Sessions], None] | None = None
    start: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found: the individual items in order, or none and why."""

    order: tuple[UUID, ...]
    kept: frozenset[OrderRule]
    waiting: int
    bound: int
    proven: bool
    seconds: float
    seed: int
    conflicts: tuple[str, ...] = ()


def usual_seconds() -> int:
    """How long a search may take here: the compiled engine is some thirty times as fast."""
    return INTERPRETED_SECONDS if isinstance(best_engine(), Interpreted) else COMPILED_SECONDS


def search(facts: AgendaFacts, rules: Collection[OrderRule], effort: Effort) -> Found:
    """The order in which agencies wait least under these rules, as far as they can be kept together."""
    spent = 0.0
    solution, kept = _solve(facts, frozenset(rules), effort), frozenset(rules)
    for fewer in relaxed(rules):
        if solution.status is not OrderStatus.INFEASIBLE or (effort.stop and effort.stop()):
            break
        spent += solution.seconds
        solution, kept = _solve(facts, fewer, effort), fewer
    order = wishes.individual_order(facts, solution.order[0]) if solution.order else ()
    return Found(
        order=order,
        kept=kept,
        waiting=solution.objective or 0,
        bound=solution.bound,
        proven=solution.status is OrderStatus.OPTIMAL,
        seconds=spent + solution.seconds,
        seed=effort.seed,
        conflicts=() if order else wish_words.conflict_sentences(facts, kept, solution.conflicts),
    )


def evaluated(facts: AgendaFacts, rules: Collection[OrderRule], order: Sequence[UUID]) -> Evaluation:
    """How long agencies wait in an order of the individual items, and what of these rules it breaks."""
    return evaluate(wishes.order_instance(facts, rules), (wishes.session_of(facts, order),))


def relaxed(rules: Collection[OrderRule]) -> Iterator[frozenset[OrderRule]]:
    """Fewer and fewer rules: those that yield are left out one after another."""
    left = frozenset(rules)
    for rule in YIELDING:
        if rule in left:
            left -= {rule}
            yield left


def _solve(facts: AgendaFacts, rules: frozenset[OrderRule], effort: Effort) -> Solution:
    return solve(
        wishes.order_instance(facts, rules),
        seed=effort.seed,
        time_limit_seconds=effort.seconds,
        steps=effort.steps,
        stop=effort.stop,
        on_better=effort.heard,
        start=(wishes.session_of(facts, effort.start),) if effort.start else (),
        hot=AS_IF_ANEW if effort.start else None,
    )
