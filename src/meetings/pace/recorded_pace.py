"""How long items took on the days that were recorded, beside what was planned. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean, stdev
from uuid import UUID

from meetings.agenda.slack import MINUTE
from meetings.minutes.model import RecordedTime

LEAST_ITEMS = 20
"""Fewer recorded items say nothing about a council."""
SHORTEST, LONGEST = 1, 120
"""Minutes; what was recorded outside is a slip of the hand or an item that was left open."""
MOST_TIMES_PLANNED = 6
"""The same for more than so many times the plan: a single forgotten press would more than double the slack of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedPace:
    """Of so many recorded items: real to planned minutes on average, and how much that varies, both in percent."""

    items: int
    ratio_percent: int = 100
    spread_percent: int = 0

    @property
    def enough(self) -> bool:
        """Whether it may stand in for the council's numbers."""
        return self.items >= LEAST_ITEMS


def recorded_pace(recorded: Iterable[RecordedTime], planned: Mapping[UUID, int]) -> RecordedPace:
    """The pace of every item that was recorded from beginning to end and had planned minutes."""
    ratios = []
    for one in recorded:
        minutes = (one.ended_at - one.started_at) / MINUTE
        plan = planned.get(one.item_id, 0)
        if plan > 0 and SHORTEST <= minutes <= min(LONGEST, MOST_TIMES_PLANNED * plan):
            ratios.append(minutes / plan)
    if len(ratios) < 2:  # noqa: PLR2004 - a deviation needs two
        return RecordedPace(items=len(ratios))
    ratio = fmean(ratios)
    spread = stdev(ratios) / ratio
    return RecordedPace(items=len(ratios), ratio_percent=round(100 * ratio), spread_percent=round(100 * spread))
