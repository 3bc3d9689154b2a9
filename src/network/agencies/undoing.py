"""The way back of a change in the directory: agencies, seats, designations, contacts."""

from dataclasses import dataclass

from core.ids import CouncilId
from core.undo_way import sealed_way
from core.undoing import Added, Before, Removed


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """What takes one action back, what is said then, and the page to go back to."""

    said: str
    back: str
    before: tuple[Before, ...] = ()
    added: tuple[Added, ...] = ()
    removed: tuple[Removed, ...] = ()


def undo_href(council: CouncilId, undo: Undo, *, path: str) -> str | None:
    """The address of the button; None where the old texts are too long to travel."""
    way = sealed_way(undo, council=council, place=path)
    return f"{path}?way={way}" if way else None
