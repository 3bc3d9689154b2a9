"""The way back of a change to a case and what hangs on it."""

from dataclasses import dataclass
from uuid import UUID

from core.undoing import Added, Before


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """What takes one action back, what is said then, and the page to go back to."""

    case_id: UUID
    said: str
    back: str
    before: tuple[Before, ...] = ()
    added: tuple[Added, ...] = ()
