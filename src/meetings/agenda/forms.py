"""The form around the agenda: one button pressed in a row, or typed numbers and minutes of the whole list."""

from dataclasses import dataclass
from uuid import UUID

from core.errors import Invalid
from core.forms import Fields

LONGEST_ITEM_MINUTES = 240
MOST_ITEMS = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """Which button of which item: up, down, pin, free, or a place it was dragged to."""

    item_id: UUID
    way: str
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedOrder:
    """The numbers and minutes typed beside the items."""

    places: dict[UUID, int]
    minutes: dict[UUID, int]
    seen: str


def read_pressed(fields: Fields) -> Pressed | None:
    """The button of one row, or the drag; None when the whole list was sent."""
    dragged = fields.identity("id")
    if dragged is not None:
        place = fields.number("place", least=1, most=MOST_ITEMS, required="行き先の番がありません。")
        fields.check()
        return Pressed(item_id=dragged, way="place", place=place)
    for way in ("up", "down", "pin", "free"):
        item_id = fields.identity(way)
        if item_id is not None:
            fields.check()
            return Pressed(item_id=item_id, way=way)
    return None


def read_order(fields: Fields) -> TypedOrder:
    """Raises Invalid when a number cannot be read."""
    places = _numbers(fields, "place-", least=1, most=MOST_ITEMS)
    minutes = _numbers(fields, "minutes-", least=0, most=LONGEST_ITEM_MINUTES)
    seen = fields.line("seen")
    fields.check()
    return TypedOrder(places=places, minutes=minutes, seen=seen)


def read_places(text: str) -> list[int]:
    """Places written 3-1-2 in an address of ours. Raises Invalid for anything else."""
    parts = text.split("-")
    if len(parts) > MOST_ITEMS or not all(part.isascii() and part.isdigit() for part in parts):
        raise Invalid
    return [int(part) for part in parts]


def _numbers(fields: Fields, prefix: str, *, least: int, most: int) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for name in list(fields.typed):
        if name.startswith(prefix):
            value = fields.number(name, least=least, most=most)
            if value is not None:
                found[UUID(name.removeprefix(prefix))] = value
    return found
