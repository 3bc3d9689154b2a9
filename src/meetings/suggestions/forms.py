"""Where items stood before they were set aside, as an address of ours carries it for the undo."""

from collections.abc import Sequence

from core.errors import Invalid
from meetings.agenda.forms import LONGEST_ITEM_MINUTES
from meetings.suggestions.suggesting import Stood

_BETWEEN, _INSIDE, _PARTS, _MOST_DIGITS = "_", "-", 3, 4


def written(stood: Sequence[Stood]) -> str:
    """Sign, place and minutes of each item."""
    return _BETWEEN.join(f"{one.sign}{_INSIDE}{one.place}{_INSIDE}{one.minutes}" for one in stood)


def read_stood(text: str) -> list[Stood]:
    """The same read back. Raises Invalid for anything else."""
    return [_one(part.split(_INSIDE)) for part in text.split(_BETWEEN)]


def _one(parts: Sequence[str]) -> Stood:
    if len(parts) != _PARTS or not all(_is_count(part) for part in parts[1:]):
        raise Invalid
    if int(parts[2]) > LONGEST_ITEM_MINUTES:
        raise Invalid
    return Stood(sign=parts[0], place=int(parts[1]), minutes=int(parts[2]))


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
