"""How long a search may go on: seconds of an injected clock, a number of steps, or until somebody stops it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Budget:
    """The time of one search. With `steps` the clock is not looked at, so that the answer can be repeated."""

    seconds: float
    steps: int | None
    clock: Callable[[], float]
    stop: Callable[[], bool]
    started: float = 0.0

    def __post_init__(self) -> None:
        self.started = self.clock()

    @property
    def elapsed(self) -> float:
        """Seconds since the search began."""
        return self.clock() - self.started

    @property
    def is_over(self) -> bool:
        """Whether the search must end now."""
        return self.stop() or (self.steps is None and self.elapsed >= self.seconds)

    def is_over_by(self, share: float) -> bool:
        """Whether it is over since this share of the seconds, or stopped."""
        return self.stop() or (self.steps is None and self.elapsed >= self.seconds * (1 + share))

    def share(self, steps_done: int) -> float:
        """How much of it is spent, from 0 to 1."""
        if self.steps is not None:
            return steps_done / max(1, self.steps)
        return self.elapsed / max(self.seconds, 1e-9)

    def part(self, share: float) -> "Budget":
        """A budget for this share of the seconds from now on; a fixed number of steps is not divided."""
        left = max(0.0, min(self.seconds - self.elapsed, self.seconds * share))
        return Budget(left, self.steps, self.clock, self.stop)

    def of_steps(self, steps: int) -> "Budget":
        """So many steps, but no longer than this budget lasts."""
        return Budget(self.seconds, steps, self.clock, lambda: self.is_over)
