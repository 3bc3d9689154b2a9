"""What is proven about an instance: the bound in all its parts, and the exact search where there are few cases.

Where machine code is used the bound can be raised on the second core while the first one searches.
"""

from collections.abc import Callable
from concurrent.futures import Executor, Future

from meetings.ordering.annealing import Engine, Interpreted
from meetings.ordering.bounds import InterpretedProjections, Projections, Table, WaitingBound
from meetings.ordering.budget import Budget
from meetings.ordering.divided import MOST_CASES, DividedSearch
from meetings.ordering.exact import ExactSearch
from meetings.ordering.instance import OrderInstance, Sessions
from meetings.ordering.pause_bound import pause_bound
from meetings.ordering.projection import SCALE
from meetings.ordering.waiting import WaitingProblem, waiting_problem
from meetings.ordering.whole import is_whole, whole_costs

_BOUND_SHARE, _EXACT_SHARE = 0.15, 0.5  # of the seconds, on the same core
_BESIDE_SHARE = 0.3  # on a second core, which then searches too
_FEW_CASES = 30
_CLASSES_BY_STEPS, _CLASSES_DIVIDED = 8, 7  # the same for both engines; with several sessions
_CLASSES, _CLASSES_OF_FEW, _FEW_FOR_CLASSES = 13, 15, 45  # compiled; more where there are few cases
_CLASSES_TO_PROVE, _SECONDS_TO_PROVE = 18, 8.0  # for the exact search, when there is time
_CLASSES_INTERPRETED = 9
_ROUNDS, _ROUNDS_BY_STEPS, _STEPS_OF_ROUND = 1_000_000, 20, 1_000
_STATES, _STATES_BY_STEPS = 1_500_000, 60_000
_LOOKS, _LOOKS_BY_STEPS = 10_000_000, 2_000_000  # with several sessions


def projections_for(engine: Engine) -> Projections:
    """The small problems compiled as the engine is."""
    if isinstance(engine, Interpreted):
        return InterpretedProjections()
    from meetings.ordering.projection_fast import CompiledProjections  # noqa: PLC0415 - optional

    return CompiledProjections()


class Prover:
    """The proofs of one search; `bound` is honest at every moment, `order` is what the exact search found.

    `is_impossible`: it has proven that no order keeps every wish.
    """

    def __init__(self, instance: OrderInstance, compact: OrderInstance, budget: Budget, tools: Projections) -> None:
        self.instance, self.compact, self.budget, self.tools = instance, compact, budget, tools
        self.bound = instance.paid_anyway
        self.order: Sessions | None = None
        self.is_impossible = False
        self._tables: list[Table] = []
        self._beside: Future[None] | None = None
        self._is_over = False

    def prepare(self) -> None:
        """Let the small problems be compiled, which happens once on a machine."""
        if self._is_compiled:
            ring = WaitingProblem((1, 1, 1), (3, 5, 6), (1, 1, 1))
            bound = WaitingBound(ring, self.tools, 3, lambda: True)
            bound.find()
            bound.improve()
            whole_costs(ring, self.tools, lambda: True)

    @property
    def is_small(self) -> bool:
        """Whether an exact search can be hoped for."""
        return len(self.compact.cases) <= (_FEW_CASES if self.instance.sessions == 1 else MOST_CASES)

    def begin(self, known: int | None, second_core: Executor | None = None) -> None:
        """Raise the bound, `known` being what an order costs; beside the search where there is a second core.

        Few cases in several sessions are searched exactly without it.
        """
        if self._is_divided and self.is_small:
            return
        if self.budget.steps is not None or self.is_small or second_core is None:
            self._raise_here(known)
        else:
            beside = self.budget.part(_BESIDE_SHARE)
            self._beside = second_core.submit(
                self._raise, known, _ROUNDS, lambda: not (self._is_over or beside.is_over)
            )

    def end(self) -> None:
        """Let the bound be, and wait for it."""
        self._is_over = True
        if self._beside is not None:
            self._beside.result()

    def search_exactly(self, known: int | None) -> None:
        """Look through all orders better than `known` as far as the budget allows."""
        limited = self.budget.part(_EXACT_SHARE)
        paid = self.instance.paid_anyway
        search: ExactSearch | DividedSearch
        if self._is_divided:
            search, most = DividedSearch(self.compact), _LOOKS if self.budget.steps is None else _LOOKS_BY_STEPS
        else:
            search = ExactSearch(self.compact, self._tables, SCALE)
            most = _STATES if self.budget.steps is None else _STATES_BY_STEPS
        proof = search.prove(None if known is None else known - paid, most, lambda: not limited.is_over)
        self.is_impossible = known is None and proof.is_complete and proof.order is None
        self.order = proof.order
        self.bound = max(self.bound, paid + proof.bound)
        if self._is_divided and not proof.is_complete:
            self._raise_here(known)

    def _raise_here(self, known: int | None) -> None:
        if self.budget.steps is not None:
            rounds = min(_ROUNDS_BY_STEPS, self.budget.steps // _STEPS_OF_ROUND)
            self._raise(known, rounds, lambda: not self.budget.stop())
        else:
            limited = self.budget.part(_BOUND_SHARE)
            self._raise(known, _ROUNDS, lambda: not limited.is_over)

    @property
    def _is_divided(self) -> bool:
        return self.instance.sessions > 1

    @property
    def _is_compiled(self) -> bool:
        return not isinstance(self.tools, InterpretedProjections)

    @property
    def _most_classes(self) -> int:
        if self._is_divided:
            return _CLASSES_DIVIDED
        if self.budget.steps is not None:
            return _CLASSES_BY_STEPS
        if not self._is_compiled:
            return _CLASSES_INTERPRETED
        if self.is_small and self.budget.seconds >= _SECONDS_TO_PROVE:
            return _CLASSES_TO_PROVE
        return _CLASSES_OF_FEW if len(self.compact.cases) <= _FEW_FOR_CLASSES else _CLASSES

    def _is_in_time(self) -> bool:
        return not self.budget.is_over

    def _raise(self, known: int | None, rounds: int, go_on: Callable[[], bool]) -> None:
        base = self.instance.paid_anyway
        if self.instance.sessions == 1:
            base += pause_bound(self.instance, go_on)
        problem, sessions = waiting_problem(self.compact), self.instance.sessions
        if sessions == 1 and is_whole(problem) and (costs := whole_costs(problem, self.tools, self._is_in_time)):
            self._tables = [Table(range(len(problem.calls)), len(problem.calls), costs)]
            self.bound = max(self.bound, base + -(-costs[0] // SCALE))
            return
        base += problem.pinned_waiting()
        parts = WaitingBound(problem, self.tools, self._most_classes, go_on, sessions=sessions)
        parts.find()
        self.bound = max(self.bound, base + parts.value)
        for _ in range(rounds):
            if not go_on() or (known is not None and self.bound >= known):
                break
            parts.improve()
            self.bound = max(self.bound, base + parts.value)
        if self.is_small:
            self._tables = parts.tables()
