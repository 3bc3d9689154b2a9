"""The order in which agencies wait least: reductions, annealing, exact search and bound, within a limit.

Pure: the clock is handed in. What people mean by a good order beyond the wishes is decided elsewhere.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from time import monotonic

from meetings.ordering.annealing import Annealing, Engine, Interpreted
from meetings.ordering.bounds import SCALE, WaitingBound
from meetings.ordering.budget import Budget
from meetings.ordering.conflicts import in_words, smallest_conflict
from meetings.ordering.evaluation import evaluate
from meetings.ordering.exact import ExactSearch, waiting_problem
from meetings.ordering.feasibility import is_impossible
from meetings.ordering.instance import OrderInstance, Sessions
from meetings.ordering.pause_bound import pause_bound
from meetings.ordering.projection import Projection, TableSolver, interpreted_tables
from meetings.ordering.reductions import reduced
from meetings.ordering.start import skeleton

DEFAULT_SECONDS = 10.0
_FIRST_SHARE = 0.1  # of the time for a first run, so that there is an upper bound
_BOUND_SHARE = 0.1
_EXACT_SHARE = 0.6
_BOUND_ROUNDS = 60
_MOST_EXACT_CASES = 30
_CASES_OF_ALL_RUNS = 400
_MOST_CLASSES = ((15, 18), (11, 14))  # compiled and interpreted, many and few cases
_TRIAL_STEPS, _TRIAL_HOT, _STRICTER = 6_000, 1.0, 50


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
        from meetings.ordering.annealing_fast import Compiled  # noqa: PLC0415 - optional
    except ImportError:
        return Interpreted()
    return Compiled()


def best_tables() -> TableSolver:
    """The same choice for the tables of the bound."""
    try:
        from meetings.ordering.projection_fast import compiled_tables  # noqa: PLC0415 - optional
    except ImportError:
        return interpreted_tables
    return compiled_tables


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
    """The best order within the limit; with `steps` the same for the same seed, whatever the machine and engine.

    `on_better` hears each better objective with its order, `stop` is asked often and ends the search with what it has.
    """
    budget = Budget(time_limit_seconds, steps, clock, stop or _never)
    search = _Search(instance, seed, budget, engine or best_engine())
    search.on_better = on_better
    search.prepare()
    if is_impossible(instance) is True:
        return search.refused(lambda changed: is_impossible(changed) is True)
    search.anneal(budget.part(_FIRST_SHARE), seed)
    search.prove()
    for number in range(1, search.runs + 1):
        if search.is_proven or steps is not None:
            break
        search.anneal(budget.part_of_rest(1 / (search.runs + 1 - number)), seed + number)
    if search.best is None:
        search.settle()
    if search.best is None:
        return search.refused(search.finds_nothing)
    return search.solution()


def _never() -> bool:
    return False


class _Search:
    """One search: the best order so far, the bound, and what is known about the wishes."""

    def __init__(
        self,
        instance: OrderInstance,
        seed: int,
        budget: Budget,
        engine: Engine,
    ) -> None:
        self.instance, self.seed, self.budget, self.engine = instance, seed, budget, engine
        self.on_better: Callable[[int, Sessions], None] | None = None
        self.small = reduced(instance)
        self.best: Sessions | None = None
        self.objective: int | None = None
        self.bound = instance.paid_anyway

    @property
    def runs(self) -> int:
        """Into how many runs the time is divided; where there are many cases, one long run is worth more."""
        return max(1, _CASES_OF_ALL_RUNS // len(self.small.instance.cases))

    @property
    def is_proven(self) -> bool:
        """Whether nothing better can be found."""
        return self.objective is not None and self.bound >= self.objective

    def prepare(self) -> None:
        """Let the engine be compiled, which happens once on a machine and is not part of the search."""
        self._annealing(self.seed)
        if self.budget.elapsed > self.budget.seconds / 2:
            self.budget.started = self.budget.clock()

    def anneal(self, budget: Budget, seed: int) -> None:
        """One run of the annealing."""
        annealing = self._annealing(seed)
        if annealing is not None:
            annealing.cool(budget, lambda: self._keep(annealing.best))

    def _annealing(self, seed: int) -> Annealing | None:
        start = skeleton(self.small.instance)
        return None if start is None else Annealing(self.small.instance, start, self.engine, seed)

    def _keep(self, order: Sessions | None) -> None:
        if order is None:
            return
        full = tuple(self.small.expanded(session) for session in order)
        found = evaluate(self.instance, full)
        if found.is_feasible and (self.objective is None or found.objective < self.objective):
            self.best, self.objective = full, found.objective
            if self.on_better:
                self.on_better(found.objective, full)

    def prove(self) -> None:
        """Raise the bound; search exactly where there are few cases."""
        if self.instance.sessions > 1:
            return
        compact, limited = self.small.instance, self.budget.part(_BOUND_SHARE)
        base = self.instance.paid_anyway + pause_bound(self.instance, lambda: not limited.is_over)
        is_small = len(compact.cases) <= _MOST_EXACT_CASES
        classes = _MOST_CLASSES[best_tables() is interpreted_tables][is_small]
        bound = WaitingBound(waiting_problem(compact), best_tables(), classes, lambda: not limited.is_over)
        bound.find()
        self._raise_bound(base + bound.value)
        if not is_small and not self.is_proven and self.objective is not None:
            bound.improve(_BOUND_ROUNDS, self.objective - base)
            self._raise_bound(base + bound.value)
        if is_small and not self.is_proven:
            self._search_exactly(bound.projections)

    def _search_exactly(self, projections: Sequence[Projection]) -> None:
        limited = self.budget.part(_EXACT_SHARE)
        paid, compact = self.instance.paid_anyway, self.small.instance
        upper = None if self.objective is None else self.objective - paid
        proof = ExactSearch(compact, projections, SCALE).prove(upper, lambda: not limited.is_over)
        if proof.order is not None:
            self._keep((tuple(compact.cases[case].id for case in proof.order),))
        self._raise_bound(paid + proof.bound)

    def _raise_bound(self, bound: int) -> None:
        self.bound = max(self.bound, bound)

    def finds_nothing(self, changed: OrderInstance) -> bool:
        """Whether a short run finds no order for these wishes (no proof)."""
        known = is_impossible(changed)
        if known is not None or self.budget.stop():
            return known is True
        return self._feasible(changed) is None

    def settle(self) -> None:
        """When the search found no order: care for the wishes first, also with a single session."""
        for changed in (self.small.instance, replace(self.small.instance, sessions=1)):
            if self.best is None:
                self._keep(self._feasible(changed))

    def _feasible(self, changed: OrderInstance) -> Sessions | None:
        """An order that keeps these wishes, from a short run in which they outweigh all waiting."""
        start = skeleton(changed)
        if start is None:
            return None
        annealing = Annealing(changed, start, self.engine, self.seed)
        annealing.ground = annealing.ground._replace(penalty=annealing.ground.penalty * _STRICTER)
        annealing.cool(Budget(1.0, _TRIAL_STEPS, self.budget.clock, self.budget.stop), hot=_TRIAL_HOT)
        return annealing.best

    def refused(self, cannot_be_met: Callable[[OrderInstance], bool]) -> Solution:
        """The answer when the wishes cannot be met together."""
        conflict = smallest_conflict(self.instance, cannot_be_met)
        words = in_words(self.instance, conflict)
        return Solution((), None, self.bound, OrderStatus.INFEASIBLE, self.budget.elapsed, words)

    def solution(self) -> Solution:
        """The answer with the best order."""
        status = OrderStatus.OPTIMAL if self.is_proven else OrderStatus.FEASIBLE
        return Solution(self.best or (), self.objective, self.bound, status, self.budget.elapsed)
