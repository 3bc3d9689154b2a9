"""What an order costs after agencies were told their times, in flat minutes, for thousands of orders a second.

It counts what `day_plan` and `invitations.rules.changes` count (tests compare them) without building either. What no
order changes is left out: agencies that are told anyway, and the end of the meeting. Minutes count from midnight.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import NamedTuple
from uuid import UUID

from core.calendar import as_jst
from meetings.agenda.day_plan import AgendaFacts, DayPlan, day_plan, needed, presences
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.ordering import ROUNDING_MINUTES
from meetings.agenda.rules import individual
from meetings.agenda.slack import Pace, Slack, Stretch
from meetings.arrangements.wishes import PINNED_WITHIN_MINUTES
from meetings.invitations.model import Window
from meetings.scheduling.rules import ends_at, starts_at

_ALWAYS = (-1, 1 << 30)
Order = Sequence[int]
Span = tuple[int, int]


class QuickPrice(NamedTuple):
    """How many rules an order breaks, how many announced windows it changes, how many minutes are waited."""

    broken: int
    told: int
    waiting: int


class _Walk(NamedTuple):
    """The clock at each item: its start, what was planned since the last anchor, and which stretch it stands in."""

    starts: list[int]
    minutes: list[int]
    squares: list[int]
    stretch: list[int]
    stretches: list[tuple[int, float]]


class Calculator:
    """Prices orders of the individual items; an order holds their indexes in the present order."""

    def __init__(self, facts: AgendaFacts, live: Sequence[Window]) -> None:
        plan, items = day_plan(facts), individual(facts.items)
        self.minutes = [item.minutes for item in items]
        self.half = sum(self.minutes) / 2
        self.heavy = [number for number, item in enumerate(items) if item.heavy]
        self.pinned = {
            number: minute_of(plan.place(item.id).starts) for number, item in enumerate(items) if item.pinned
        }
        self.called = _called(items, facts, plan)
        self.own = sum(self.minutes[item] for called in self.called.values() for item in called)
        self.comes = {UUID(one.agency): _span(one.available_from, one.available_until) for one in presences(facts)}
        self.timed = [
            (item, *self.comes[agency])
            for agency, called in self.called.items()
            if agency in self.comes
            for item in called
        ]
        self.announced = {
            window.agency_id: (minute_of(window.starts), minute_of(window.ends))
            for window in live
            if window.agency_id in self.called and window.agency_id not in facts.hosts
        }
        self.closes = minute_of(max([ends_at(facts.meeting), *(place.ends for place in plan.placed)]))
        self.pauses = [(minute_of(pause.at), pause.minutes) for pause in plan.breaks]
        self.opening = [
            item.minutes for item in facts.items if item.position < _first(items) and item.kind is ItemKind.FORMAL
        ]
        self.begins = minute_of(starts_at(facts.meeting))
        self.slack = _slack_of(plan.pace, starts_at(facts.meeting))

    def price(self, order: Order) -> QuickPrice:
        """The price of an order."""
        walk = self._walk(order)
        place = [0] * len(order)
        for number, item in enumerate(order):
            place[item] = number
        told = waiting = 0
        for agency, called in self.called.items():
            places = [place[item] for item in called]
            first, last = min(places), max(places)
            starts, ends = walk.starts[first], walk.starts[last] + self.minutes[order[last]]
            waiting += ends - starts
            if agency in self.announced:
                told += self._told(agency, walk, (first, last), (starts, ends)) != self.announced[agency]
        return QuickPrice(self._broken(order, walk.starts, place), told, waiting - self.own)

    def outside_hours(self, order: Order) -> list[int]:
        """The items of an order (of some or all items) that stand where one of their agencies cannot come."""
        starts, known = self._walk(order).starts, {item: number for number, item in enumerate(order)}
        return [
            item
            for item, since, until in self.timed
            if item in known and not since <= starts[known[item]] <= until - self.minutes[item]
        ]

    def _walk(self, order: Order) -> _Walk:
        """The items on the clock, as `ordering.timetable` and `slack.stretches_at` go."""
        walk = _Walk([], [], [], [], [(self.begins, 0.0)])
        clock, minutes, squares, taken = self.begins, 0, 0, 0
        durations = [*((length, False) for length in self.opening), *((self.minutes[item], True) for item in order)]
        for length, counts in durations:
            ended = clock
            while taken < len(self.pauses) and clock >= self.pauses[taken][0]:
                clock, taken = clock + self.pauses[taken][1], taken + 1
            if clock > ended > self.begins:
                late = self.slack(minutes, squares, walk.stretches[-1][1]).late
                walk.stretches.append((clock, max(0.0, late - (clock - ended))))
                minutes = squares = 0
            if counts:
                walk.starts.append(clock)
                walk.minutes.append(minutes)
                walk.squares.append(squares)
                walk.stretch.append(len(walk.stretches) - 1)
                minutes, squares = minutes + length, squares + length * length
            clock += length
        return walk

    def _told(self, agency: UUID, walk: _Walk, places: Span, exact: Span) -> Span:
        """The window as it would be told: with slack, kept to the meeting and the agency's hours, rounded outward."""
        first, last = places
        since, until = self.comes.get(agency, _ALWAYS)
        anchor, carried = walk.stretches[walk.stretch[first]]
        early = round(self.slack(walk.minutes[first], walk.squares[first], carried).early)
        own = exact[1] - walk.starts[last]
        carried = walk.stretches[walk.stretch[last]][1]
        late = round(self.slack(walk.minutes[last] + own, walk.squares[last] + own * own, carried).late)
        starts = min(exact[0], max(exact[0] - early, anchor, since))
        ends = max(exact[1], min(exact[1] + late, until, self.closes))
        return starts - starts % ROUNDING_MINUTES, ends + -ends % ROUNDING_MINUTES

    def _broken(self, order: Order, starts: Sequence[int], place: Sequence[int]) -> int:
        """Items outside the hours of an agency, pinned ones that lost their time, heavy ones in the second half."""
        count = 0
        for item, since, until in self.timed:
            begins = starts[place[item]]
            count += (begins < since) + (begins + self.minutes[item] > until)
        for item, usual in self.pinned.items():
            count += abs(starts[place[item]] - usual) > PINNED_WITHIN_MINUTES
        if self.heavy:
            late = self._second_half(order)
            count += sum(place[item] >= late for item in self.heavy)
        return count

    def _second_half(self, order: Order) -> int:
        """The first place that has half of the minutes before it."""
        before = 0
        for number, item in enumerate(order):
            if before >= self.half:
                return number
            before += self.minutes[item]
        return len(order)


def minute_of(moment: datetime) -> int:
    """Minutes since midnight in Japan."""
    local = as_jst(moment)
    return local.hour * 60 + local.minute


def _called(items: Sequence[AgendaItem], facts: AgendaFacts, plan: DayPlan) -> Mapping[UUID, list[int]]:
    """The indexes of the items each agency comes for; standing members come anyway."""
    found: dict[UUID, list[int]] = {}
    for number, item in enumerate(items):
        for agency in needed(facts, item):
            if str(agency) not in plan.standing:
                found.setdefault(agency, []).append(number)
    return found


def _first(items: Collection[AgendaItem]) -> int:
    return min((item.position for item in items), default=0)


def _span(since: datetime | None, until: datetime | None) -> Span:
    return minute_of(since) if since else _ALWAYS[0], minute_of(until) if until else _ALWAYS[1]


def _slack_of(pace: Pace, anchor: datetime) -> Callable[[int, int, float], Slack]:
    """The slack after so many minutes with such squares; few combinations come up again and again."""

    @cache
    def slack(minutes: int, squares: int, carried: float) -> Slack:
        if not pace.spread:
            return Slack()
        return Stretch(anchor=anchor, minutes=minutes, squares=squares, carried=carried).slack(pace)

    return slack
