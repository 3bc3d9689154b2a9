"""What the breaks cost in any order: who has cases on both sides of a break waits through it.

For each break the cheapest way to divide the cases is sought; when the search must stop, what it has proven counts.
Whether the agencies then sit together well is not looked at, so this adds to the bound of the waiting between cases.
"""

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

from meetings.ordering.instance import OrderInstance
from meetings.ordering.reductions import waiting_agencies
from meetings.ordering.waiting import members

MOST_NODES = 20_000


@dataclass(frozen=True, slots=True)
class _Sides:
    """Room before and behind a break in minutes, and the cases (masks) that must be there."""

    most_before: int
    most_behind: int
    before: int
    behind: int


def pause_bound(instance: OrderInstance, go_on: Callable[[], bool]) -> int:
    """Weighted minutes of waiting through breaks that no order of one session avoids."""
    total = 0
    for number in range(len(instance.pauses)):
        sides = _sides(instance, number)
        if sides is not None:
            total += instance.pauses[number].minutes * _least_held(instance, sides, go_on)
    return total


def _sides(instance: OrderInstance, number: int) -> _Sides | None:
    """What may stand on each side; None where the break might not be taken or falls at the very start."""
    pause, longest = instance.pauses[number], max(case.minutes for case in instance.cases)
    earlier = least = 0
    for each in instance.pauses[: number + 1]:
        least = max(least, each.at - earlier)
        earlier += each.minutes
    earlier -= pause.minutes
    most = least + longest - 1
    if least <= 0 or instance.minutes - longest < least:
        return None
    before = behind = 0
    for place, case in enumerate(instance.cases):
        for window in instance.windows_of(case):
            if window.ends is not None and window.ends < pause.at + pause.minutes + case.minutes:
                before |= 1 << place
            if window.begins is not None and window.begins > most + earlier - case.minutes:
                behind |= 1 << place
    number_of = {case.id: place for place, case in enumerate(instance.cases)}
    for pinned in _fitting(instance, instance.first, least):
        before |= 1 << number_of[pinned]
    for pinned in _fitting(instance, instance.last[::-1], instance.minutes - most):
        behind |= 1 << number_of[pinned]
    return _Sides(most, instance.minutes - least, before, behind)


def _fitting(instance: OrderInstance, pinned: tuple[str, ...], minutes: int) -> list[str]:
    """The pinned cases that are over within so many minutes from their end of the session."""
    found, sum_ = [], 0
    for case in pinned:
        sum_ += instance.case_of[case].minutes
        if sum_ <= minutes:
            found.append(case)
    return found


class _Side(NamedTuple):
    """The cases that stand on one side of the break, the agencies of all of them, and their minutes."""

    cases: int
    agencies: int
    minutes: int


class _Division:
    """The cases, the agencies that can wait (the busiest first), and who is called by which."""

    def __init__(self, instance: OrderInstance) -> None:
        self.minutes = [case.minutes for case in instance.cases]
        found = []
        for agency in waiting_agencies(instance):
            cases = sum(1 << place for place, case in enumerate(instance.cases) if agency in case.agencies)
            found.append((sum(self.minutes[case] for case in members(cases)), instance.agency_of[agency].weight, cases))
        found.sort(reverse=True)
        self.weights = [weight for _, weight, _ in found]
        self.cases = [cases for _, _, cases in found]
        self.calls = [
            sum(1 << number for number, cases in enumerate(self.cases) if cases >> case & 1)
            for case in range(len(self.minutes))
        ]

    def with_more(self, side: _Side, cases: int) -> _Side:
        """The side with these cases too."""
        agencies, minutes = side.agencies, side.minutes
        for case in members(cases & ~side.cases):
            agencies |= self.calls[case]
            minutes += self.minutes[case]
        return _Side(side.cases | cases, agencies, minutes)

    def weight(self, agencies: int) -> int:
        """The weight of these agencies together."""
        return sum(self.weights[agency] for agency in members(agencies))


def _least_held(instance: OrderInstance, sides: _Sides, go_on: Callable[[], bool]) -> int:
    """The least weight of agencies with cases on both sides: best first, the busiest agency decided first."""
    division, nothing = _Division(instance), _Side(0, 0, 0)
    before, behind = division.with_more(nothing, sides.before), division.with_more(nothing, sides.behind)
    heap = [(0, 0, before, behind, 0)]
    nodes = 0
    while heap:
        held, minus_depth, before, behind, paid = heappop(heap)
        depth = -minus_depth
        nodes += 1
        if depth == len(division.cases) or nodes > MOST_NODES or not go_on():
            return held
        cases = division.cases[depth]
        more_before, more_behind = division.with_more(before, cases), division.with_more(behind, cases)
        if not more_before.cases & behind.cases and more_before.minutes <= sides.most_before:
            cost = division.weight(more_before.agencies & behind.agencies | paid)
            heappush(heap, (cost, -depth - 1, more_before, behind, paid))
        if not more_behind.cases & before.cases and more_behind.minutes <= sides.most_behind:
            cost = division.weight(before.agencies & more_behind.agencies | paid)
            heappush(heap, (cost, -depth - 1, before, more_behind, paid))
        paid |= 1 << depth
        heappush(heap, (division.weight(before.agencies & behind.agencies | paid), -depth - 1, before, behind, paid))
    return 0
