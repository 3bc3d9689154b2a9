"""Where a row of an uploaded list stands before it is taken in."""

from core.labels import Labelled


class RowState(Labelled):
    """What happens to the row at the last button."""

    READY = "ready", "そのまま入る"
    BLOCKED = "blocked", "直してから"
    ASKED = "asked", "同じかもしれない"
    LEFT = "left", "読まない"

    @property
    def concerns(self) -> bool:
        """Whether somebody has to look at it."""
        return self in {RowState.BLOCKED, RowState.ASKED}
