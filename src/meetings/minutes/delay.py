"""遅れ and 終わる見込み: where a running meeting stands beside its plan, and whose told time holds no longer. Pure.

What is over counts as it went, the current item lasts as long as planned or until now. What is left follows with its
planned minutes as つぎの議題へ leads; what was passed over comes behind it, before the closing steps. Items that came
up on the day are no part of the plan that the meeting is measured by.

Nobody records the break. It begins when it is due, at the earliest when the item before it should be over, so that
it does not matter whether つぎの議題へ is pressed before or after it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import UUID

from core.calendar import JST, as_jst
from meetings.agenda.day_plan import AgendaFacts, day_plan, needed
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.ordering import Break
from meetings.agenda.rules import individual
from meetings.invitations.model import Window
from meetings.invitations.rules import in_turn
from meetings.minutes.model import Deliberation
from meetings.minutes.rules import SPOKEN_STEP, stops
from meetings.scheduling.model import Invitee, MeetingState

NOTICED_MINUTES = 5
"""Fewer minutes beside the plan, or beside a told time, are not worth a word: times are told in steps of five."""
MINUTE = timedelta(minutes=1)
Typed = Mapping[UUID, Deliberation]
"""The records of the day by item."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stop of the meeting with its planned minutes, those of the cases confirmed at it included."""

    item: AgendaItem
    minutes: int


@dataclass(frozen=True, slots=True)
class Expected:
    """An item that is still to come, where it will stand on the clock."""

    item: AgendaItem
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Where the clock stands: when what is under discussion will be over, and the break if it is still ahead."""

    now: datetime
    over: datetime
    ahead: Break | None

    def starts(self, minutes: Sequence[int]) -> list[datetime]:
        """When items of so many minutes will begin, one after another."""
        clock, over, ahead, found = max(self.now, self.over), self.over, self.ahead, []
        for length in minutes:
            if ahead is not None and clock >= ahead.at:
                clock, ahead = _resumed(ahead, over, clock), None
            found.append(clock)
            clock = over = clock + length * MINUTE
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How the meeting will go on from now."""

    course: Course
    planned_ends: datetime
    ends: datetime
    rest: Sequence[Expected]
    """The items still to come, in the order in which they are expected; the current one is not among them."""

    @property
    def minutes_late(self) -> int:
        """How many minutes later than planned it will end; negative when it is ahead."""
        return (self.ends - self.planned_ends) // MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """An agency that is still to be called: the time it was told, and when it is expected to be called."""

    invitee: Invitee
    told: Window
    starts: datetime
    ends: datetime
    begun: bool
    """Whether one of its items is over or under discussion: then its told beginning is past."""

    @property
    def minutes_early(self) -> int:
        """How long before its told time it will be called."""
        return 0 if self.begun else max(0, (self.told.starts - self.starts) // MINUTE)

    @property
    def minutes_late(self) -> int:
        """How long beyond its told time it will be needed."""
        return max(0, (self.ends - self.told.ends) // MINUTE)

    @property
    def too_early(self) -> bool:
        """Whether it will be called before it can come."""
        since = self._on_the_day(self.invitee.comes_from)
        return since is not None and not self.begun and self.starts < since

    @property
    def too_late(self) -> bool:
        """Whether it will be needed after it must leave."""
        until = self._on_the_day(self.invitee.comes_until)
        return until is not None and self.ends > until

    @property
    def holds(self) -> bool:
        """Whether what it was told still holds."""
        off = max(self.minutes_early, self.minutes_late)
        return off < NOTICED_MINUTES and not self.too_early and not self.too_late

    def _on_the_day(self, wall: time | None) -> datetime | None:
        return datetime.combine(as_jst(self.told.starts).date(), wall, JST) if wall else None


def outlook(facts: AgendaFacts, typed: Typed, now: datetime) -> Outlook | None:
    """How a running meeting will go on; None when it does not run, has no items, or is of another day than now."""
    meeting = facts.meeting
    planned = [item for item in facts.items if SPOKEN_STEP not in item.reasons]
    planned_ends = day_plan(replace(facts, items=planned)).ends
    if meeting.state is not MeetingState.RUNNING or as_jst(now).date() != meeting.held_on or planned_ends is None:
        return None
    return _Day(facts, typed, _whole(now)).outlook(planned_ends)


def still_called(facts: AgendaFacts, found: Outlook, live: Sequence[Window]) -> list[Called]:
    """The agencies with a told time that are still to be called; who is there throughout or stays away is not."""
    if not in_turn(facts):
        return []
    return [
        called
        for window in live
        if (invitee := facts.coming.get(window.agency_id)) is not None
        and window.agency_id not in facts.staying
        and not invitee.absent
        and (called := _called(facts, found, invitee, window)) is not None
    ]


def _called(facts: AgendaFacts, found: Outlook, invitee: Invitee, window: Window) -> Called | None:
    own = [one for one in found.rest if window.agency_id in needed(facts, one.item)]
    if not own:
        return None
    to_come = {one.item.id for one in found.rest}
    begun = any(window.agency_id in needed(facts, item) for item in facts.items if item.id not in to_come)
    starts, ends = min(one.starts for one in own), max(one.ends for one in own)
    return Called(invitee=invitee, told=window, starts=starts, ends=ends, begun=begun)


class _Day:
    """One reading of the day's records; every instant is a whole minute."""

    def __init__(self, facts: AgendaFacts, typed: Typed, now: datetime) -> None:
        self.now, self.stages = now, _stages(facts.items)
        self.ended = {one.item_id: _whole(one.ended_at) for one in typed.values() if one.ended_at}
        self.began = {one.item_id: _whole(one.started_at) for one in typed.values() if one.started_at}
        self.current = facts.meeting.current_item_id
        self.pause = next(iter(day_plan(facts).breaks), None)
        cases = individual(facts.items)
        self.last_case = cases[-1].position if cases else -1

    def outlook(self, planned_ends: datetime) -> Outlook:
        """What follows the current item, on the clock."""
        stage = next((one for one in self.stages if one.item.id == self.current), None)
        following = list(self._following())
        if stage is None or stage.item.id in self.ended:
            over = self.now if following or stage is None else self.ended[stage.item.id]
        else:
            over = self._talk_begins(stage) + stage.minutes * MINUTE
        course = Course(now=self.now, over=over, ahead=self._pause_ahead())
        starts = course.starts([one.minutes for one in following])
        rest = [Expected(one.item, at, at + one.minutes * MINUTE) for one, at in zip(following, starts, strict=True)]
        through = self.current in self.ended
        ends = rest[-1].ends if rest else over if through else max(over, self.now)
        return Outlook(course=course, planned_ends=planned_ends, ends=ends, rest=rest)

    def _following(self) -> Iterator[Stage]:
        """What is left: behind the current item, then what was passed over, then the closing steps."""
        order = [one.item.id for one in self.stages]
        place = order.index(self.current) if self.current in order else -1
        left = [one for one in self.stages if one.item.id not in self.ended and one.item.id != self.current]
        closing = [one for one in left if one.item.position > self.last_case]
        behind = [one for one in left if order.index(one.item.id) > place and one not in closing]
        return iter([*behind, *(one for one in left if one not in behind and one not in closing), *closing])

    def _talk_begins(self, stage: Stage) -> datetime:
        """When the talk about the current item began, or begins after the break that it was taken up for."""
        began, pause = self.began.get(stage.item.id, self.now), self.pause
        before = [one for one in self.stages if self.began.get(one.item.id, began) < began]
        last = max(before, key=lambda one: self.began[one.item.id], default=None)
        if pause is None or last is None or not self.began[last.item.id] < pause.at <= began:
            return began
        return _resumed(pause, self.began[last.item.id] + last.minutes * MINUTE, began)

    def _pause_ahead(self) -> Break | None:
        """The break, unless an item was taken up when it was due."""
        if self.pause is None or any(began >= self.pause.at for began in self.began.values()):
            return None
        return self.pause


def _stages(items: Sequence[AgendaItem]) -> list[Stage]:
    """The stops of the agenda with their minutes."""
    minutes: dict[UUID, int] = {}
    stop: UUID | None = None
    for item in items:
        stop = stop if item.kind is ItemKind.BLOCK and stop is not None else item.id
        minutes[stop] = minutes.get(stop, 0) + item.minutes
    return [Stage(item, minutes[item.id]) for item in stops(items)]


def _resumed(pause: Break, over: datetime, change: datetime) -> datetime:
    """When the talk goes on after a break at this change of items; what came before should have ended at `over`."""
    return max(change, max(pause.at, min(over, change)) + pause.minutes * MINUTE)


def _whole(moment: datetime) -> datetime:
    """The moment in whole minutes."""
    return moment.replace(second=0, microsecond=0)
