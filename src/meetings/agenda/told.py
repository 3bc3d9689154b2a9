"""The order agencies were last told about, and what became of it since.

Pure. Formal steps carry a told place too, that of the individual item behind them: it shows how many items there were.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from meetings.agenda.day_plan import AgendaFacts, day_plan, presences
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.ordering_conditions import violations
from meetings.scheduling.model import Invitee, Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceTold:
    """What changed after agencies were told their times; `withdrawn` counts items discussed no longer."""

    added: Sequence[AgendaItem] = ()
    withdrawn: int = 0
    retimed: Sequence[AgendaItem] = ()
    moved: Sequence[AgendaItem] = ()
    answers: Sequence[Invitee] = ()
    """Agencies that said afterwards that they stay away, or can come only at a time that this order does not keep."""

    @property
    def count(self) -> int:
        """How many things happened; moving an item is what a person did about them."""
        return len(self.added) + self.withdrawn + len(self.retimed) + len(self.answers)


def as_told(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """The agenda with its present order and minutes marked as those agencies know."""
    marked, place = [], 1
    for item in items:
        on_the_clock = item.kind in {ItemKind.INDIVIDUAL, ItemKind.FORMAL}
        told = (place, item.minutes) if on_the_clock else (None, None)
        marked.append(replace(item, told_place=told[0], told_minutes=told[1]))
        place += item.kind is ItemKind.INDIVIDUAL
    return marked


def since_told(facts: AgendaFacts) -> SinceTold:
    """What changed since agencies were told; nothing before the first time."""
    told_at = facts.meeting.confirmed_at
    if told_at is None or all(item.told_place is None for item in facts.items):
        return SinceTold()
    order = [item for item in facts.items if item.kind is ItemKind.INDIVIDUAL]
    known = [item for item in order if item.told_place is not None]
    staying = in_order([item.told_place or 0 for item in known])
    return SinceTold(
        added=[item for item in order if item.told_place is None],
        withdrawn=max(0, _told_count(facts.items) - len(known)),
        retimed=[
            item
            for item in facts.items
            if item.kind in {ItemKind.INDIVIDUAL, ItemKind.FORMAL} and item.told_minutes not in {None, item.minutes}
        ],
        moved=[item for place, item in enumerate(known) if place not in staying],
        answers=[
            one
            for one in facts.invitees
            if one.replied_at is not None and one.replied_at > told_at and _matters(facts, one)
        ],
    )


def in_order(places: Sequence[int]) -> frozenset[int]:
    """Indexes of a longest part of these different numbers that rises: who kept the order among themselves."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        if length == len(ends):
            ends.append(place)
            at.append(index)
        else:
            ends[length], at[length] = place, index
        before.append(at[length - 1] if length else -1)
    found, index = [], at[-1] if at else -1
    while index >= 0:
        found.append(index)
        index = before[index]
    return frozenset(found)


def _matters(facts: AgendaFacts, answer: Invitee) -> bool:
    """Whether an agency that is called stays away, or is called when it cannot come."""
    if answer.reply is Reply.ABSENT:
        called = [link for item in facts.items if item.kind is ItemKind.INDIVIDUAL for link in facts.linked(item)]
        return any(link.agency_id == answer.agency_id for link in called)
    own = [presence for presence in presences(facts) if presence.agency == str(answer.agency_id)]
    return bool(own) and bool(violations(day_plan(facts).placed, own))


def _told_count(items: Sequence[AgendaItem]) -> int:
    """How many individual items there were when agencies were told."""
    steps = [item.told_place - 1 for item in items if item.kind is ItemKind.FORMAL and item.told_place is not None]
    others = [item.told_place for item in items if item.kind is not ItemKind.FORMAL and item.told_place is not None]
    return max([0, *steps, *others])
