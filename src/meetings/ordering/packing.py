"""Which cases fit together into sessions of a capacity: a search through sets of what cannot be divided.

Minutes, breaks, groups and sequence are looked at; windows and waiting are not. No time is read: the looks are counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random

from meetings.ordering.exact import SequenceWishes
from meetings.ordering.instance import OrderInstance, Sessions
from meetings.ordering.spans import all_before
from meetings.ordering.start import Skeleton, skeleton
from meetings.ordering.waiting import members

MOST_TRIES, LOOKS_OF_TRY = 24, 20_000
_ABOUT = (0.6, 1.4)  # times the minutes, by chance


@dataclass(frozen=True, slots=True)
class Unit:
    """A group or a single case: its cases, their minutes, the longest of them, what comes before it and what behind."""

    cases: int
    minutes: int
    longest: int
    before: int
    behind: int

    def is_like(self, other: "Unit") -> bool:
        """Whether each may stand where the other stands."""
        return (self.minutes, self.longest, self.before, self.behind) == (
            other.minutes,
            other.longest,
            other.before,
            other.behind,
        )


@dataclass(frozen=True, slots=True)
class Packed:
    """The sessions found; without any and with `is_proof` no division fits."""

    sessions: Sessions | None
    is_proof: bool


def packed(
    instance: OrderInstance, *, tries: int = MOST_TRIES, looks: int = LOOKS_OF_TRY, chance: Random | None = None
) -> Packed:
    """Sessions that hold every unit and keep the capacity as far as minutes and breaks alone decide it.

    They are filled with the longest units first, and where that leads nowhere soon (or with `chance` already at first)
    in another sequence: what is long from one is often short from the next.
    """
    start = skeleton(instance)
    if start is None:
        return Packed(None, is_proof=True)
    others = Random(tries) if chance is None else chance  # noqa: S311 - guards nothing
    for number in range(tries):
        packing = Packing(instance, start, looks, others if number else chance)
        try:
            found = packing.fill(packing.everything, instance.sessions)
        except _TooManyLooksError:
            continue
        if found is None:
            return Packed(None, is_proof=True)
        return Packed(tuple(packing.in_order(cases) for cases in found), is_proof=False)
    return Packed(None, is_proof=False)


class Packing:
    """Fills one session after the other, large units first; a rest that did not fit before is not tried again."""

    def __init__(self, instance: OrderInstance, start: Skeleton, looks: int, chance: Random | None = None) -> None:
        self.instance, self.start, self.looks_left = instance, start, looks
        self.wishes = SequenceWishes(instance)
        self.units = _units(self.wishes, chance)
        self.everything = (1 << len(self.units)) - 1
        everything = instance.minutes + sum(pause.minutes for pause in instance.pauses)
        self.capacity = everything if instance.capacity is None else instance.capacity
        longest = max(unit.longest for unit in self.units)
        self.most_work = next(work for work in range(self.capacity, -1, -1) if work == 0 or self._fits(work, longest))
        self._hopeless: set[tuple[int, int]] = set()

    def fill(self, rest: int, sessions: int) -> list[int] | None:
        """The sets of cases of so many sessions that hold the rest of the units, or None."""
        if not rest:
            return []
        if not sessions or (rest, sessions) in self._hopeless:
            return None
        for chosen in self._fillings(rest, self._minutes(rest) - self.most_work * (sessions - 1)):
            further = self.fill(rest & ~chosen, sessions - 1)
            if further is not None:
                return [sum(self.units[number].cases for number in members(chosen)), *further]
        self._hopeless.add((rest, sessions))
        return None

    def in_order(self, cases: int) -> tuple[str, ...]:
        """These cases as they follow one another in the first order."""
        return tuple(self.instance.cases[case].id for case in self.start.order if cases >> case & 1)

    def _fillings(self, rest: int, least: int) -> Iterator[int]:
        """The sets of units of at least so many minutes that fit into one session, with all that comes before them."""
        units = list(members(rest))
        behind = [0] * (len(units) + 1)  # minutes of the units from each place on
        for place in reversed(range(len(units))):
            behind[place] = behind[place + 1] + self.units[units[place]].minutes
        open_choices = [(0, 0, 0, 0)]
        while open_choices:
            place, chosen, work, longest = open_choices.pop()
            self._look()
            if work + behind[place] < least:
                continue
            if place == len(units):
                if chosen:
                    yield chosen
                continue
            number = units[place]
            unit = self.units[number]
            without = place + 1
            while without < len(units) and self.units[units[without]].is_like(unit):
                without += 1
            open_choices.append((without, chosen, work, longest))
            work, longest = work + unit.minutes, max(longest, unit.longest)
            if not unit.before & rest & ~chosen and self._fits(work, longest):
                open_choices.append((place + 1, chosen | 1 << number, work, longest))

    def _fits(self, work: int, longest: int) -> bool:
        """Whether so many minutes end in time with their breaks, the longest case last."""
        return work <= self.capacity and work + sum(self.wishes.pauses(work - longest)) <= self.capacity

    def _minutes(self, units: int) -> int:
        return sum(self.units[number].minutes for number in members(units))

    def _look(self) -> None:
        self.looks_left -= 1
        if self.looks_left < 0:
            raise _TooManyLooksError


class _TooManyLooksError(Exception):
    """The search must end without an answer."""


def _units(wishes: SequenceWishes, chance: Random | None) -> list[Unit]:
    """The groups and single cases, each after those it must follow, the longest first, or by `chance` about so."""
    grouped = sum(wishes.groups)
    left = [*wishes.groups, *(1 << case for case in range(wishes.count) if not grouped >> case & 1)]
    known = all_before(wishes)
    before = {own: _union(known[case] for case in members(own)) & ~own for own in left}
    length = {own: wishes.work(own) for own in left}
    size = {own: length[own] * (chance.uniform(*_ABOUT) if chance else 1) for own in left}
    left.sort(key=lambda own: (-size[own], before[own]))
    sets: list[int] = []
    done = 0
    while left:
        following = next(own for own in left if not before[own] & ~done)
        left.remove(following)
        sets.append(following)
        done |= following
    needed = [sum(1 << number for number, other in enumerate(sets) if before[own] & other) for own in sets]
    return [
        Unit(
            own,
            length[own],
            max(wishes.minutes[case] for case in members(own)),
            needed[number],
            sum(1 << other for other, earlier in enumerate(needed) if earlier >> number & 1),
        )
        for number, own in enumerate(sets)
    ]


def _union(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found
