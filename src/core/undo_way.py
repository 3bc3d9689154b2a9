"""Sealing the way back into the address of its button, bound to council and place; the texts in it stay unreadable."""

import base64
import binascii
from typing import TypeVar

import msgspec

from core.database import sealer
from core.errors import NotFound
from core.ids import CouncilId
from core.sealing import Place, SealBroken

T = TypeVar("T")
LONGEST_WAY = 1400
"""The message with its way back travels in one cookie; a browser keeps 4096 bytes of it."""


class UndoUnreadable(NotFound):
    """The button's address was altered or belongs to another record."""


def sealed_way(undo: object, *, council: CouncilId, place: str, longest: int = LONGEST_WAY) -> str | None:
    """What the button carries; None where the old texts are too long to travel."""
    sealed = sealer().seal(msgspec.to_builtins(undo), _place(council, place)) or b""
    way = base64.urlsafe_b64encode(sealed).decode()
    return way if len(way) <= longest else None


def opened_way(way: str, kind: type[T], *, council: CouncilId, place: str) -> T:
    """The way back again. Raises UndoUnreadable."""
    try:
        return msgspec.convert(sealer().open(base64.urlsafe_b64decode(way), _place(council, place)), kind)
    except (SealBroken, binascii.Error, ValueError) as problem:
        raise UndoUnreadable from problem


def _place(council: CouncilId, place: str) -> Place:
    return Place(str(council), "undo", "way", place)
