"""Where a stretch of time lies within a meeting, as lengths for a drawing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core import calendar

BAR_WIDTH = 470.0
TICK_MINUTES = 30


@dataclass(frozen=True)
class Tick:
    """A mark on the axis with its time."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class TimeBar:
    """The stretch [starts, ends) within the meeting [opens, closes), with the time to arrive if it is not before it."""

    opens: datetime
    closes: datetime
    starts: datetime
    ends: datetime
    arrive_by: datetime

    @property
    def width(self) -> float:
        """Width of the axis."""
        return BAR_WIDTH

    @property
    def left(self) -> float:
        """Where the stretch begins."""
        return self._x(self.starts)

    @property
    def length(self) -> float:
        """How long the stretch is drawn."""
        return round(self._x(self.ends) - self.left, 2)

    @property
    def arrival(self) -> float | None:
        """Where the mark of arrival stands; None if it lies left of the axis."""
        return self._x(self.arrive_by) if self.arrive_by >= self.opens + timedelta(minutes=10) else None

    @property
    def ticks(self) -> list[Tick]:
        """Every half hour, and both ends; a half hour too near to the end gives way to it."""
        moments, moment = [self.opens], _next_half_hour(self.opens)
        while moment < self.closes - timedelta(minutes=TICK_MINUTES / 3):
            if moment - self.opens >= timedelta(minutes=TICK_MINUTES / 3):
                moments.append(moment)
            moment += timedelta(minutes=TICK_MINUTES)
        moments.append(self.closes)
        last = len(moments) - 1
        anchors = ["start" if index == 0 else "end" if index == last else "middle" for index in range(len(moments))]
        return [Tick(self._x(at), calendar.clock_time(at), anchor) for at, anchor in zip(moments, anchors, strict=True)]

    @property
    def words(self) -> str:
        """The drawing in a sentence."""
        times = [calendar.clock_time(at) for at in (self.opens, self.closes, self.starts, self.ends)]
        return f"会議は{times[0]}から{times[1]}まで。御出席いただく時間は{times[2]}から{times[3]}まで。"

    def _x(self, moment: datetime) -> float:
        return round(BAR_WIDTH * ((moment - self.opens) / (self.closes - self.opens)), 2)


def _next_half_hour(moment: datetime) -> datetime:
    past = timedelta(minutes=moment.minute % TICK_MINUTES, seconds=moment.second, microseconds=moment.microsecond)
    return moment - past + timedelta(minutes=TICK_MINUTES)
