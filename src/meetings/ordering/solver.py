"""The order in which agencies wait least: reductions, annealing, exact search and bound, within a limit.

Pure: the clock is handed in. What people mean by a good order beyond the wishes is decided elsewhere.
"""

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random
from time import monotonic

from meetings.ordering.annealing import Annealing, Engine, Interpreted
from meetings.ordering.announced import NOTHING_TOLD, Announcement, mirrored, moved_agencies
from meetings.ordering.budget import Budget
from meetings.ordering.conflicts import NOT_FOUND, in_words, minimal_conflict, smallest_conflict
from meetings.ordering.evaluation import evaluate
from meetings.ordering.feasibility import FEW_SETS, MOST_SETS, is_contradictory, is_impossible
from meetings.ordering.generations import Generations, SecondCore, fresh_runs
from meetings.ordering.instance import OrderInstance, Sessions
from meetings.ordering.population import NO_ORDER, Population, RunEnd
from meetings.ordering.proving import Prover, projections_for
from meetings.ordering.reductions import reduced, unreduced
from meetings.ordering.settling import settled, settled_orders
from meetings.ordering.start import skeleton

DEFAULT_SECONDS = 10.0
_LONG_PREPARED = 5.0  # seconds; so long takes only compiling
_FEW_CASES = 8  # solved sooner than compiled code is loaded
WARM = 1.0  # temperature at which an order is taken up again
_FIRST_SHARE = 0.1  # of the time at most for a first run, so that there is an upper bound,
_FIRST_STEPS, _FIRST_STEPS_PER_CASE = 40_000, 1_000  # and so many steps
_MOST_TRIALS, _TRIAL_SHARE = 40, 0.2  # in so much of the time after it is over


class OrderStatus(StrEnum):
    """What is known about the answer."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"


@dataclass(frozen=True, slots=True)
class Solution:
    """The best order found; `bound` is never above the true optimum, `conflicts` says in words what cannot be met.

    `moved` names the agencies whose told window this order changes; their price is not part of `objective`.
    """

    order: Sessions
    objective: int | None
    bound: int
    status: OrderStatus
    seconds: float
    conflicts: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()


def best_engine() -> Engine:
    """The compiled steps where the extra `[fast]` is installed, else the interpreted ones."""
    try:
        from meetings.ordering.annealing_fast import Compiled  # noqa: PLC0415 - optional
    except ImportError:
        return Interpreted()
    return Compiled()


def solve(  # noqa: PLR0913 - all by keyword, each with a default
    instance: OrderInstance,
    *,
    seed: int = 1,
    time_limit_seconds: float = DEFAULT_SECONDS,
    steps: int | None = None,
    stop: Callable[[], bool] | None = None,
    on_better: Callable[[int, Sessions], None] | None = None,
    engine: Engine | None = None,
    clock: Callable[[], float] = monotonic,
    start: Sessions = (),
    hot: float | None = None,
    announced: Announcement = NOTHING_TOLD,
) -> Solution:
    """The best order within the limit; with `steps` the same for the same seed, whatever the machine and engine.

    `on_better` hears the objective of each better order, `stop` is asked often and ends the search with what it has.
    The search begins from `start` at low temperature, or at `hot` (in mean minutes x largest weight). With `announced`
    that order is best which has the least waiting and price of changed windows together.
    """
    budget = Budget(time_limit_seconds, steps, clock, stop or _never)
    quick = Interpreted() if len(instance.cases) <= _FEW_CASES else best_engine()
    search = _Search(instance, seed, budget, engine or quick)
    search.on_better, search.announced, search.hot = on_better, announced, hot
    search.begin_from(start)
    search.prepare()
    if is_impossible(instance, FEW_SETS) is True:
        return search.refused()
    with ThreadPoolExecutor(1) as second_core:
        search.improve(second_core)
    if search.best is None:
        search.settle()
    if search.best is None:
        is_proven = search.prover.is_impossible or is_impossible(instance) is True
        return search.refused() if is_proven else search.not_found()
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
        self.prover = Prover(instance, self.small.instance, budget, projections_for(engine))
        self.start: Sessions = ()
        self.hot: float | None = None
        self.announced = NOTHING_TOLD
        self.total = 0
        self.trials, self.is_settled = 0, False
        self.pace = 0.0  # steps in a second

    def begin_from(self, start: Sessions) -> None:
        """Take this order as the first, as far as it holds the cases and keeps the wishes."""
        if self.announced.price:
            self.small = unreduced(self.instance)
            self.prover.compact = self.small.instance
        if not start:
            return
        self.start, self.hot = start, WARM if self.hot is None else self.hot
        if sorted(case for session in start for case in session) == sorted(self.instance.case_of):
            self._keep_full(start)

    @property
    def bound(self) -> int:
        """What no order undercuts, as far as it is proven by now."""
        return self.prover.bound

    @property
    def is_proven(self) -> bool:
        """Whether nothing better can be found."""
        return self.objective is not None and self.bound >= self.total

    def prepare(self) -> None:
        """Let the engine be compiled, which happens once on a machine and is not part of the search."""
        self._annealing(self.seed, self.start)
        self.prover.prepare()
        if self.budget.elapsed > min(_LONG_PREPARED, self.budget.seconds / 2):
            self.budget.started = self.budget.clock()

    def improve(self, second_core: Executor) -> None:
        """A first run, the proofs, and in the time that is left generations of runs; with machine code on both cores.

        The second core belongs to the bound first. With a fixed number of steps there is only the first run.
        """
        is_compiled, is_timed = not isinstance(self.engine, Interpreted), self.budget.steps is None
        part = self.budget.part(_FIRST_SHARE)
        few = min(_FIRST_STEPS, _FIRST_STEPS_PER_CASE * len(self.small.instance.cases))
        first = self.anneal(part.of_steps(few) if is_timed else part, 0)
        pace = self.pace
        self.prove(second_core if is_compiled and is_timed else None)
        if is_timed and pace:
            second = SecondCore(second_core, self.anneal_beside, self._keep_end) if is_compiled else None
            self._generations(pace * (self.budget.seconds - self.budget.elapsed)).play(self.anneal, first, second)
        self.prover.end()

    def _generations(self, steps: float) -> Generations:
        """The runs in the time that is left, for about so many steps on one core."""
        small = self.small.instance
        wanted = fresh_runs(steps, len(small.cases))
        random = Random(self.seed)  # noqa: S311 - guards nothing
        population = Population(random, wanted, is_mirrored_alike=small.is_mirrored_alike)
        return Generations(self.budget, population, lambda: self._is_over, cases=len(small.cases), steps=steps)

    @property
    def _is_over(self) -> bool:
        return self.is_proven or self.prover.is_impossible or self.budget.is_over

    def anneal(self, budget: Budget, number: int, order: Sessions = ()) -> RunEnd:
        """One run of the annealing, warming up an order where one is given."""
        annealing = self._annealing(self.seed + number, order or self.start)
        if annealing is None:
            return NO_ORDER
        steps = annealing.cool(budget, lambda: self._keep(annealing.best), hot=WARM if order else self.hot)
        self.pace = steps / max(budget.elapsed, 1e-9)
        return RunEnd(annealing.least_cost, annealing.best or ())

    def anneal_beside(self, budget: Budget, number: int, order: Sessions = ()) -> RunEnd:
        """The same on the second core: nothing of this search is changed, and nobody is told."""
        annealing = self._annealing(self.seed + number, order or self.start)
        if annealing is None:
            return NO_ORDER
        annealing.cool(budget, hot=WARM if order else self.hot)
        return RunEnd(annealing.least_cost, annealing.best or ())

    def _keep_end(self, end: RunEnd) -> None:
        self._keep(end.order)

    def _annealing(self, seed: int, earlier: Sessions) -> Annealing | None:
        start = skeleton(self.small.instance, earlier)
        if start is None:
            return None
        announced = self.announced if self.announced.price else NOTHING_TOLD
        return Annealing(self.small.instance, start, self.engine, seed, announced=announced)

    def _keep(self, order: Sessions | None) -> None:
        if not order:
            return
        self._keep_full(tuple(self.small.expanded(session) for session in order))

    def _keep_full(self, full: Sessions) -> None:
        """Keep an order of all cases, or the same in the other direction, if it is the best so far."""
        found = evaluate(self.instance, full)
        if not found.is_feasible:
            return
        both = (full, mirrored(full)) if self.announced.price and self.instance.is_mirrored_alike else (full,)
        total, full = min((found.objective + self._price(each), each) for each in both)
        if self.objective is None or total < self.total:
            self.best, self.objective, self.total = full, found.objective, total
            if self.on_better:
                self.on_better(found.objective, full)

    def _price(self, order: Sessions) -> int:
        return self.announced.price * len(moved_agencies(self.instance, order, self.announced))

    def prove(self, second_core: Executor | None) -> None:
        """Begin to raise the bound; search exactly where there are few cases."""
        self.prover.begin(self.objective, second_core)
        if self.prover.is_small and not self.is_proven:
            self.prover.search_exactly(self.objective)
            self._keep(self.prover.order)
        if self.best is None and self.instance.sessions > 1:
            self.settle()

    def settle(self) -> None:
        """When the search found no order: care for the wishes first, also with a single session."""
        if self.is_settled or self.prover.is_impossible:
            return
        self.is_settled = True
        for changed in (self.small.instance, replace(self.small.instance, sessions=1)):
            if self.best is None:
                for order in settled_orders(changed, self.engine, self.budget, self.seed):
                    self._keep(order)
        if self.best is not None:
            self.begin_from(self.best)

    def refused(self) -> Solution:
        """The answer when it is proven that the wishes cannot be met together, with the smallest set of them."""
        wishes = minimal_conflict(self.instance, is_contradictory) if is_contradictory(self.instance) else None
        sets = MOST_SETS if wishes is None else FEW_SETS
        wishes = smallest_conflict(self.instance, lambda changed: is_impossible(changed, sets) is True, wishes)
        return self._without_order(in_words(self.instance, wishes))

    def not_found(self) -> Solution:
        """The answer when no order was found; in the time left, with few wishes for which a short run finds none."""
        wishes = minimal_conflict(self.instance, self._finds_nothing)
        named = in_words(self.instance, wishes) if self._may_try else ()
        return self._without_order((NOT_FOUND, *named))

    @property
    def _may_try(self) -> bool:
        return self.trials <= _MOST_TRIALS and not self.budget.is_over_by(_TRIAL_SHARE)

    def _finds_nothing(self, changed: OrderInstance) -> bool:
        self.trials += 1
        if not self._may_try:
            return False
        known = is_impossible(changed, FEW_SETS)
        return known if known is not None else settled(changed, self.engine, self.budget, self.seed) is None

    def _without_order(self, words: tuple[str, ...]) -> Solution:
        return Solution((), None, self.bound, OrderStatus.INFEASIBLE, self.budget.elapsed, words)

    def solution(self) -> Solution:
        """The answer with the best order."""
        status = OrderStatus.OPTIMAL if self.is_proven else OrderStatus.FEASIBLE
        best = self.best or ()
        moved = moved_agencies(self.instance, best, self.announced)
        return Solution(best, self.objective, self.bound, status, self.budget.elapsed, moved=moved)
