"""Annealing of one instance: builds the arrays, cools, and keeps the best order that breaks no wish.

How one step works is in `steps`; where the time goes is the solver's decision.
"""

from collections.abc import Callable
from typing import Protocol

from meetings.ordering.announced import NOTHING_TOLD, Announcement
from meetings.ordering.budget import Budget
from meetings.ordering.ground import UNIT, ground_of, trail_of
from meetings.ordering.instance import OrderInstance, Sessions
from meetings.ordering.start import Skeleton
from meetings.ordering.steps import run as run_steps
from meetings.ordering.trail import BEST, FAR, Ground, Ints, Trail

LEAST_HOT, COLD = 5.0, 0.12  # temperatures, in mean minutes x largest weight;
CASES_PER_HEAT = 12  # with more cases the start is hotter: breaks and windows freeze early
LEVELS = 40  # temperatures of a run with a fixed number of steps,
LONGEST_CHUNK = 500  # none longer than this, so that it can be stopped


class Engine(Protocol):
    """The steps of the annealing, interpreted or compiled."""

    chunk: int  # steps between two looks at the clock

    def arrays(self, entries: list[int], /) -> Ints:
        """Flat storage for these integers."""

    def run(self, ground: Ground, trail: Trail, steps: int, inverses: tuple[int, int], /) -> None:
        """So many steps while UNIT divided by the temperature goes from the first to the second of `inverses`."""


class Interpreted:
    """The steps as plain Python."""

    chunk = 50

    def arrays(self, entries: list[int]) -> Ints:
        """The list itself."""
        return entries

    def run(self, ground: Ground, trail: Trail, steps: int, inverses: tuple[int, int]) -> None:
        """So many steps while the temperature falls."""
        run_steps(ground, trail, steps, inverses)


class Annealing:
    """One order on its way to a better one."""

    def __init__(
        self,
        instance: OrderInstance,
        start: Skeleton,
        engine: Engine,
        seed: int,
        *,
        announced: Announcement = NOTHING_TOLD,
    ) -> None:
        self.instance, self.engine = instance, engine
        self.ground = ground_of(instance, start, engine.arrays, announced)
        order = list(start.order)
        for number, place in enumerate(start.cuts):
            order.insert(number + place, self.ground.cases + number)
        self.trail = trail_of(self.ground, order, seed, engine.arrays)
        weights, minutes = [int(weight) for weight in self.ground.weight], instance.minutes
        self.unit = max(minutes, 1) / self.ground.cases * max([1, *weights])
        engine.run(self.ground, self.trail, 0, (1, 1))

    @property
    def least_cost(self) -> int:
        """What the best order costs (own minutes included); FAR without one."""
        return int(self.trail.tally[BEST])

    @property
    def best(self) -> Sessions | None:
        """The best order so far that breaks no wish."""
        if self.trail.tally[BEST] >= FAR:
            return None
        sessions: list[list[str]] = [[]]
        for case in self.trail.best:
            if case < self.ground.cases:
                sessions[-1].append(self.instance.cases[case].id)
            else:
                sessions.append([])
        return tuple(tuple(session) for session in sessions if session)

    def cool(
        self,
        budget: Budget,
        on_better: Callable[[], None] = lambda: None,
        *,
        hot: float | None = None,
        cold: float = COLD,
    ) -> int:
        """Cool from `hot` to `cold` until the budget is spent; `on_better` hears of each better order.

        Returns the number of steps.
        """
        chunk = self.engine.chunk if budget.steps is None else min(LONGEST_CHUNK, max(1, budget.steps // LEVELS))
        hot = max(LEAST_HOT, self.ground.cases / CASES_PER_HEAT) if hot is None else hot
        done, known, before = 0, FAR, 0.0
        while not budget.is_over and (passed := budget.share(done)) < 1:
            ahead = min(1.0, 2 * passed - before)  # where this chunk will end if it lasts as long as the one before
            heats = [self.unit * hot * (cold / hot) ** share for share in (passed, ahead)]
            inverses = (max(1, round(UNIT / heats[0])), max(1, round(UNIT / heats[1])))
            self.engine.run(self.ground, self.trail, chunk, inverses)
            done, before = done + chunk, passed
            if self.trail.tally[BEST] < known:
                known = self.trail.tally[BEST]
                on_better()
        return done
