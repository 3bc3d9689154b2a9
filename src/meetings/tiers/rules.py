"""The tiers a council starts with: the three layers of the guideline and the joint case meeting."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from meetings.tiers.model import Layer, MeetingTier

DEFAULTS: tuple[tuple[Layer, int, int | None, bool], ...] = (
    (Layer.REPRESENTATIVES, 90, 12, False),
    (Layer.PRACTITIONERS, 120, 3, True),
    (Layer.CASE_CONFERENCE, 60, None, True),
    (Layer.JOINT, 60, None, True),
)
"""Layer, minutes, months between two meetings (None: whenever needed), whether children's names may appear.

Once a year and every three months are the examples of the guideline (要対協設置・運営指針 第3章).
"""


def default_tiers() -> tuple[MeetingTier, ...]:
    """The tiers of a council that has none yet, named like their layers."""
    return tuple(
        MeetingTier(
            id=uuid4(), name=layer.label, layer=layer, position=position,
            length_minutes=length, cycle_months=cycle, names_allowed=names,
        )
        for position, (layer, length, cycle, names) in enumerate(DEFAULTS)
    )  # fmt: skip


def in_use(tiers: Sequence[MeetingTier], day: date) -> list[MeetingTier]:
    """The tiers of which a meeting may be held on the day, in the council's order."""
    return [
        tier for tier in tiers if (tier.since is None or tier.since <= day) and (tier.until is None or day < tier.until)
    ]
