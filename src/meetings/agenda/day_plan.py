"""The day as the agenda makes it: who is needed when, who waits, and which conditions the order breaks.

Pure. It takes the order as it is; making a better one is not its matter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from uuid import UUID

from access.councils.model import Council
from core.calendar import JST
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.ordering import (
    Break,
    OrderedItem,
    Placed,
    Window,
    in_list_order,
    rounded,
    timetable,
    total_waiting,
    windows,
)
from meetings.agenda.ordering_conditions import Presence, Violation, violations
from meetings.agenda.slack import Pace, pace_of, told_windows
from meetings.scheduling.model import Invitee, Meeting, Reply
from meetings.scheduling.rules import ends_at, starts_at
from meetings.tiers.model import MeetingTier
from network.agencies.model import Agency
from network.cases.model import Case, Household, Linkage


@dataclass(frozen=True, kw_only=True)
class AgendaFacts:
    """A meeting's agenda with everything that is said about it; linkages are those that hold on the day."""

    council: Council
    meeting: Meeting
    tier: MeetingTier
    items: Sequence[AgendaItem]
    invitees: Sequence[Invitee]
    agencies: Mapping[UUID, Agency]
    cases: Mapping[UUID, Case]
    households: Mapping[UUID, Household]
    linkages: Sequence[Linkage]
    hosts: frozenset[UUID] = frozenset()
    """The coordinating agency: it is there whether invited or not."""
    put_off: Sequence[AgendaItem] = ()
    """Households left for the next meeting by a person: known, but not part of this one."""

    @cached_property
    def coming(self) -> Mapping[UUID, Invitee]:
        """Invited agencies that have not said that they stay away."""
        return {one.agency_id: one for one in self.invitees if one.reply is not Reply.ABSENT}

    @cached_property
    def invited(self) -> frozenset[UUID]:
        """Every invited agency, and the host."""
        return frozenset(one.agency_id for one in self.invitees) | self.hosts

    @cached_property
    def staying(self) -> frozenset[UUID]:
        """Coming agencies that are in the room throughout: standing members and the host."""
        return frozenset(agency for agency, one in self.coming.items() if one.standing or agency in self.hosts)

    def linked(self, item: AgendaItem) -> list[Linkage]:
        """The linkages of an item's cases, leads first."""
        found = [linkage for linkage in self.linkages if linkage.case_id in item.cases]
        return sorted(found, key=lambda linkage: not linkage.is_lead)

    def cases_of(self, item: AgendaItem) -> list[Case]:
        """The cases of an item, in its order."""
        return [self.cases[case] for case in item.cases if case in self.cases]


@dataclass(frozen=True, kw_only=True)
class DayPlan:
    """The timetable of an order; agencies are ids as text, as `ordering` has them."""

    placed: Sequence[Placed]
    windows: Mapping[str, Window]
    told: Mapping[str, Window]
    """The windows as agencies are told them: with slack, and rounded outward. Everything that prints one takes it."""
    list_windows: Mapping[str, Window]
    """Exact windows in the order of the progress list; who stays throughout has one too, to compare."""
    violations: Sequence[Violation]
    breaks: Sequence[Break]
    standing: frozenset[str]
    pace: Pace

    @property
    def waiting(self) -> int:
        """Minutes all agencies wait together."""
        return total_waiting(self.windows)

    @property
    def list_waiting(self) -> int:
        """The same if the cases came in the order of the progress list."""
        return sum(one.waiting_minutes for agency, one in self.list_windows.items() if agency not in self.standing)

    @property
    def ends(self) -> datetime | None:
        """When the last item ends."""
        return self.placed[-1].ends if self.placed else None

    @property
    def minutes(self) -> int:
        """Planned minutes, breaks included."""
        return (self.placed[-1].ends - self.placed[0].starts) // timedelta(minutes=1) if self.placed else 0

    def place(self, item_id: UUID) -> Placed:
        """Where an item stands on the clock."""
        return next(place for place in self.placed if place.item.id == str(item_id))


def day_plan(facts: AgendaFacts) -> DayPlan:
    """The plan of the agenda as it stands."""
    items, meeting = [_ordered(facts, item) for item in facts.items], facts.meeting
    breaks = _breaks(meeting)
    standing = frozenset(map(str, facts.staying))
    list_order = [str(item.id) for item in _by_number(facts)]
    placed = timetable(items, starts_at(meeting), breaks)
    listed = timetable(in_list_order(items, list_order), starts_at(meeting), breaks)
    whole = Window(starts_at(meeting), ends_at(meeting))
    exact, come_when, pace = _in_turn(placed, standing), presences(facts), pace_of(facts.council.numbers)
    told = told_windows(exact, placed, pace, frame_ends=ends_at(meeting), come_when=come_when)
    return DayPlan(
        placed=placed,
        windows=exact | dict.fromkeys(standing, whole),
        told=told | dict.fromkeys(standing, rounded(whole)),
        list_windows=windows(listed),
        violations=violations(
            placed,
            come_when,
            heavy={str(item.id) for item in facts.items if item.heavy and item.kind is ItemKind.INDIVIDUAL},
            ends_by=ends_at(meeting),
        ),
        breaks=breaks,
        standing=standing,
        pace=pace,
    )


def presences(facts: AgendaFacts) -> list[Presence]:
    """The agencies that can come only from or until a time."""
    day = facts.meeting.held_on
    return [
        Presence(
            agency=str(agency),
            agency_name=facts.agencies[agency].short,
            available_from=datetime.combine(day, one.comes_from, JST) if one.comes_from else None,
            available_until=datetime.combine(day, one.comes_until, JST) if one.comes_until else None,
        )
        for agency, one in facts.coming.items()
        if agency in facts.agencies and (one.comes_from or one.comes_until)
    ]


def needed(facts: AgendaFacts, item: AgendaItem) -> frozenset[UUID]:
    """The invited agencies an item needs in the room."""
    if item.kind is not ItemKind.INDIVIDUAL:
        return frozenset()
    return frozenset(linkage.agency_id for linkage in facts.linked(item)) & facts.coming.keys()


def _ordered(facts: AgendaFacts, item: AgendaItem) -> OrderedItem:
    return OrderedItem(str(item.id), item.minutes, frozenset(map(str, needed(facts, item))), item.kind)


def _in_turn(placed: Sequence[Placed], standing: frozenset[str]) -> dict[str, Window]:
    return {agency: window for agency, window in windows(placed).items() if agency not in standing}


def _by_number(facts: AgendaFacts) -> list[AgendaItem]:
    def number(item: AgendaItem) -> str:
        return min((case.number for case in facts.cases_of(item)), default="")

    return sorted((item for item in facts.items if item.kind is ItemKind.INDIVIDUAL), key=number)


def _breaks(meeting: Meeting) -> tuple[Break, ...]:
    if meeting.break_at is None or not meeting.break_minutes:
        return ()
    return (Break(datetime.combine(meeting.held_on, meeting.break_at, JST), meeting.break_minutes),)
