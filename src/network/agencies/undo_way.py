"""Sealing the way back into the address of its button, bound to council and page; the texts in it stay unreadable."""

import base64
import binascii

import msgspec

from core.database import CouncilId, sealer
from core.sealing import Place, SealBroken
from network.agencies.errors import UndoUnreadable
from network.agencies.undoing import Undo

LONGEST_WAY = 1400
"""The message with its way back travels in one cookie; a browser keeps 4096 bytes of it."""


def undo_href(council: CouncilId, undo: Undo, *, path: str) -> str | None:
    """The address of the button; None where the old texts are too long to travel."""
    sealed = sealer().seal(msgspec.to_builtins(undo), _place(council, path)) or b""
    way = base64.urlsafe_b64encode(sealed).decode()
    return f"{path}?way={way}" if len(way) <= LONGEST_WAY else None


def opened_way(council: CouncilId, way: str, *, path: str) -> Undo:
    """What the button carries. Raises UndoUnreadable."""
    try:
        return msgspec.convert(sealer().open(base64.urlsafe_b64decode(way), _place(council, path)), Undo)
    except (SealBroken, binascii.Error, ValueError) as problem:
        raise UndoUnreadable from problem


def _place(council: CouncilId, path: str) -> Place:
    return Place(str(council), "undo", "way", path)
