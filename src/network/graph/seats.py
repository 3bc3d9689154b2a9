"""Where an agency sits: places around a table, fixed by the group of its kind, so that two drawings compare.

Four places above, four below and five or more at each side. The longest-linked agency of a group has the group's own
place; the others take the nearest free one. Nobody moves because another agency left or became the lead.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from network.agencies import agency_kind as kinds
from network.graph.drawing import Box

WIDTH = 710.0
SEAT_WIDTH, SEAT_HEIGHT = 140.0, 66.0
ABOVE = 4
FEWEST_BESIDE = 5
PITCH, TOP_PITCH = 80.0, 156.0
TOP, EDGE = 46.0, 76.0
BEND, CORNER = 16.0, 84.0

Place = tuple[str, int]

HOMES: dict[str, Place] = {
    kinds.MUNICIPAL: ("top", 1),
    kinds.PREFECTURE: ("top", 3),
    kinds.HEALTH: ("right", 0),
    kinds.WELFARE: ("right", 2),
    kinds.CHILD_REARING: ("right", 4),
    kinds.NURSERIES: ("bottom", 2),
    kinds.EDUCATION: ("bottom", 0),
    kinds.COMMISSIONERS: ("left", 4),
    kinds.COMMUNITY: ("left", 3),
    kinds.OTHER: ("left", 2),
    kinds.JUSTICE: ("left", 1),
    kinds.GUIDANCE: ("left", 0),
}
DEFAULT_HOME: Place = ("top", 1)


class Seated(Protocol):
    """Who wants a seat."""

    @property
    def group(self) -> str:
        """Group of the agency's kind."""

    @property
    def name(self) -> str:
        """Name, the last thing that decides between two."""

    @property
    def since(self) -> date:
        """First day."""


class SeatingPlan:
    """Places taken so far; grows at both sides when more agencies come than it has places."""

    def __init__(self, guests: int) -> None:
        """A table with a place for every guest."""
        over = max(0, guests - 2 * ABOVE - 2 * FEWEST_BESIDE)
        self.beside = FEWEST_BESIDE + (over + 1) // 2
        self.ring: list[Place] = [
            *(("top", place) for place in range(ABOVE)),
            *(("right", place) for place in range(self.beside)),
            *(("bottom", place) for place in reversed(range(ABOVE))),
            *(("left", place) for place in reversed(range(self.beside))),
        ]
        self.taken: set[Place] = set()

    def take(self, group: str) -> Place:
        """The group's own place, else the nearest free one; another group's own place only as the last resort."""
        own = HOMES.get(group, DEFAULT_HOME)
        home = self.ring.index(own)
        free = [place for place in range(len(self.ring)) if self.ring[place] not in self.taken]
        nearest = min(
            free, key=lambda place: (_belongs_to_another(self.ring[place], own), self._distance(home, place), place)
        )
        self.taken.add(self.ring[nearest])
        return self.ring[nearest]

    def box(self, place: Place) -> Box:
        """Where the place is on the sheet; sides are bent a little, as around a table."""
        side, index = place
        if side in {"top", "bottom"}:
            bend = BEND * abs(index - (ABOVE - 1) / 2) / ((ABOVE - 1) / 2)
            x = WIDTH / 2 + (index - (ABOVE - 1) / 2) * TOP_PITCH
            y = TOP + bend if side == "top" else self.height - TOP - bend
        else:
            middle = (self.beside - 1) / 2
            bend = BEND * abs(index - middle) / middle
            x = EDGE + bend if side == "left" else WIDTH - EDGE - bend
            y = TOP + BEND + CORNER + index * PITCH
        return Box.around(x, y, SEAT_WIDTH, SEAT_HEIGHT)

    @property
    def height(self) -> float:
        """Height of the sheet."""
        return 2 * (TOP + BEND + CORNER) + (self.beside - 1) * PITCH

    def _distance(self, home: int, place: int) -> int:
        around = abs(home - place)
        return min(around, len(self.ring) - around)


def _belongs_to_another(place: Place, own: Place) -> bool:
    return place != own and place in HOMES.values()


def seated(guests: Sequence[Seated]) -> tuple[SeatingPlan, list[Box]]:
    """The plan and a box for each guest, in the order of the guests."""
    plan = SeatingPlan(len(guests))
    in_turn = sorted(range(len(guests)), key=lambda index: (guests[index].since, guests[index].name))
    firsts: dict[str, int] = {}
    for index in in_turn:
        firsts.setdefault(guests[index].group, index)
    boxes: dict[int, Box] = {}
    for index in sorted(in_turn, key=lambda index: index not in firsts.values()):
        boxes[index] = plan.box(plan.take(guests[index].group))
    return plan, [boxes[index] for index in range(len(guests))]
