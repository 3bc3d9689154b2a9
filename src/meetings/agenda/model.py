"""The agenda: items in order, each holding the cases of one household, a block, or a formal step."""

from dataclasses import dataclass
from uuid import UUID

from core.labels import Labelled


class ItemKind(Labelled):
    """How an item is dealt with."""

    INDIVIDUAL = "individual", "個別に協議"
    BLOCK = "block", "一括確認"
    FORMAL = "formal", "進行"
    NEXT = "next", "次回にまわす"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One item. `reasons` are sentences of why it is discussed; `manual` marks a choice made by a person.

    A household put off to the next meeting keeps its minutes but is on no list, paper or record of this one.
    """

    id: UUID
    meeting_id: UUID
    position: int
    kind: ItemKind
    household_id: UUID | None = None
    cases: tuple[UUID, ...] = ()
    title: str = ""
    minutes: int = 5
    reasons: tuple[str, ...] = ()
    block: str = ""
    heavy: bool = False
    warned: bool = False
    pinned: bool = False
    manual: bool = False
    told_place: int | None = None
    """Its place (from 1) in the order for which agencies were last told their windows; None: not told yet."""
    told_minutes: int | None = None
    """Its minutes in that order."""
    version: int = 1
