"""The order in which agencies wait least: reductions, annealing, exact search and bound, within a limit.

Pure: the clock is handed in. What people mean by a good order beyond the wishes is decided elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic

from meetings.agenda.order_annealing import Annealing, Engine, Interpreted
from meetings.agenda.order_budget import Budget
from meetings.agenda.order_evaluation import evaluate
from meetings.agenda.order_instance import OrderInstance, Sessions
from meetings.agenda.order_reductions import reduced
from meetings.agenda.order_start import skeleton

DEFAULT_SECONDS = 10.0


class OrderStatus(StrEnum):
    """What is known about the answer."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True, slots=True)
class Solution:
    """The best order found; `bound` is never above the true optimum, `conflicts` says in words what cannot be met."""

    order: Sessions
    objective: int | None
    bound: int
    status: OrderStatus
    seconds: float
    conflicts: tuple[str, ...] = ()


def best_engine() -> Engine:
    """The compiled steps where the extra `[fast]` is installed, else the interpreted ones."""
    try:
        from meetings.agenda.order_annealing_fast import Compiled  # noqa: PLC0415 - optional
    except ImportError:
        return Interpreted()
    return Compiled()


def solve(
    instance: OrderInstance,
    *,
    seed: int = 1,
    time_limit_seconds: float = DEFAULT_SECONDS,
    steps: int | None = None,
    stop: Callable[[], bool] | None = None,
    on_better: Callable[[int, Sessions], None] | None = None,
    engine: Engine | None = None,
    clock: Callable[[], float] = monotonic,
) -> Solution:
    """The best order within the limit; with `steps` the same for the same seed, whatever the machine."""
    budget = Budget(time_limit_seconds, steps, clock, stop or (lambda: False))
    small = reduced(instance)
    start = skeleton(small.instance)
    annealing = Annealing(small.instance, start, engine or best_engine(), seed)
    annealing.cool(budget)
    order = tuple(small.expanded(session) for session in annealing.best or ())
    return Solution(order, evaluate(instance, order).objective, instance.paid_anyway, OrderStatus.FEASIBLE, budget.elapsed)
