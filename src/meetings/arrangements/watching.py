"""What passes between a search in its thread and the person who watches it: the best so far, and とめる."""

from dataclasses import dataclass, field
from time import monotonic

from meetings.agenda.presenters import duration
from meetings.ordering.instance import Sessions


@dataclass(slots=True, kw_only=True)
class Watch:
    """One search being watched; `waiting` is the present order's, in words."""

    total: int
    waiting: str
    best: int | None = None
    stopping: bool = False
    began: float = field(default_factory=monotonic)

    def hear(self, objective: int, _order: Sessions) -> None:
        """A better order was found."""
        self.best = objective

    def stop(self) -> None:
        """Ask the search to end with what it has."""
        self.stopping = True

    def asked_to_stop(self) -> bool:
        """Whether a person pressed とめる."""
        return self.stopping

    @property
    def seconds(self) -> int:
        """Whole seconds so far, at most as many as the search was given."""
        return min(self.total, int(monotonic() - self.began))

    def sentence(self) -> str:
        """待ち 9時間02分 → 3時間40分（さがしています）."""
        if self.best is None:
            return f"待ち {self.waiting}（さがしています）"
        return f"待ち {self.waiting} → {duration(self.best)}（さがしています）"
