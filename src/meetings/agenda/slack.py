"""ゆとり: how much wider than planned an agency's window is told, because planned minutes are estimates. Pure.

An item takes `ratio` times its planned minutes on average and varies by `spread` of that. So the clock drifts and
varies ever more from one anchor to the next: from the meeting's start, and from the end of a break, which the chair
lets last until its planned end when the talk is ahead and shortens when it is behind.

- Before an anchor nothing is called: before the meeting's start and inside a break slack reaches no further back, and
  the first item after an anchor has none before it.
- Before a break slack may reach into it, and beyond it if the talk can run that late; what the break was too short to
  catch up is carried on behind it.
- Slack ends with the meeting, which is the frame that the notice named or the plan's own end if that is later, and
  where an agency said that it can come only from or until a time: nobody is asked to stay longer, and what runs over
  counts as called outside (`called_inside`). The exact window is always told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import sqrt

from access.councils.model import Numbers
from meetings.agenda.model import ItemKind
from meetings.agenda.ordering import Placed, Window, rounded
from meetings.agenda.ordering_conditions import Presence

DEVIATIONS = 1.5
"""How many standard deviations are told: the fewest with which nine of ten agencies are called inside (see tests)."""
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """How long items really take beside their planned minutes: `ratio` times on average, give or take `spread`."""

    ratio: float = 1.0
    spread: float = 0.0


@dataclass(frozen=True, slots=True)
class Slack:
    """Minutes by which the talk may be ahead of the plan, and behind it."""

    early: float = 0.0
    late: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What was planned since the last anchor: minutes of individual items, their squares, lateness carried into it."""

    anchor: datetime
    minutes: int = 0
    squares: int = 0
    carried: float = 0.0

    def plus(self, minutes: int) -> "Stretch":
        """One more individual item."""
        return replace(self, minutes=self.minutes + minutes, squares=self.squares + minutes * minutes)

    def slack(self, pace: Pace) -> Slack:
        """How far the clock may be off at the end of the stretch."""
        drift = (pace.ratio - 1) * self.minutes
        varies = DEVIATIONS * pace.ratio * pace.spread * sqrt(self.squares)
        return Slack(early=max(0.0, varies - drift), late=max(0.0, varies + drift + self.carried))


def pace_of(numbers: Numbers) -> Pace:
    """The pace a council's numbers tell."""
    return Pace(numbers.minutes_ratio_percent / 100, numbers.minutes_spread_percent / 100)


def told_windows(
    windows: Mapping[str, Window],
    placed: Sequence[Placed],
    pace: Pace,
    *,
    frame_ends: datetime,
    come_when: Iterable[Presence] = (),
) -> dict[str, Window]:
    """Windows as they are told: wider by the slack, then outward to whole 5 minutes; without spread only rounded."""
    if not pace.spread:
        return {agency: rounded(window) for agency, window in windows.items()}
    stretches, limits = stretches_at(placed, pace), {one.agency: one for one in come_when}
    closes = max([frame_ends, *(place.ends for place in placed)])
    return {
        agency: rounded(_within(_widened(window, stretches, pace), window, limits.get(agency), closes=closes))
        for agency, window in windows.items()
    }


def stretches_at(placed: Sequence[Placed], pace: Pace) -> dict[datetime, Stretch]:
    """The stretch that leads to every start and every end of an item."""
    found: dict[datetime, Stretch] = {}
    ended: datetime | None = None
    stretch: Stretch | None = None
    for place in placed:
        if stretch is None or ended is None:
            stretch = Stretch(anchor=place.starts)
        elif place.starts > ended:
            caught_up = (place.starts - ended) / MINUTE
            stretch = Stretch(anchor=place.starts, carried=max(0.0, stretch.slack(pace).late - caught_up))
        found[place.starts] = stretch
        if place.item.kind is ItemKind.INDIVIDUAL:
            stretch = stretch.plus(place.item.minutes)
        ended = place.ends
        found[ended] = stretch
    return found


def _widened(window: Window, stretches: Mapping[datetime, Stretch], pace: Pace) -> Window:
    before, until = stretches[window.starts], stretches[window.ends]
    early, late = round(before.slack(pace).early) * MINUTE, round(until.slack(pace).late) * MINUTE
    return replace(window, starts=max(window.starts - early, before.anchor), ends=window.ends + late)


def _within(wide: Window, exact: Window, comes: Presence | None, *, closes: datetime) -> Window:
    """The widened window kept to the meeting and to when the agency can come; never narrower than the exact one."""
    since = comes.available_from if comes and comes.available_from else wide.starts
    until = min(closes, comes.available_until if comes and comes.available_until else closes)
    return replace(wide, starts=min(exact.starts, max(wide.starts, since)), ends=max(exact.ends, min(wide.ends, until)))
