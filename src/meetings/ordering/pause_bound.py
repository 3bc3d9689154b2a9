"""What the breaks cost in any order: who has cases on both sides of a break waits through it.

For each break the cheapest way to divide the cases is sought; when the search must stop, what it has proven counts.
Whether the agencies then sit together well is not looked at, so this adds to the bound of the waiting between cases.
"""

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush

from meetings.ordering.instance import OrderInstance
from meetings.ordering.reductions import waiting_agencies

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


def _least_held(instance: OrderInstance, sides: _Sides, go_on: Callable[[], bool]) -> int:
    """The least weight of agencies with cases on both sides: best first, the busiest agency decided first."""
    minutes = [case.minutes for case in instance.cases]
    agencies = []
    for agency in waiting_agencies(instance):
        cases = sum(1 << place for place, case in enumerate(instance.cases) if agency in case.agencies)
        agencies.append((_sum(minutes, cases), instance.agency_of[agency].weight, cases))
    agencies.sort(reverse=True)
    heap = [(0, 0, sides.before, sides.behind, 0)]
    nodes = 0
    while heap:
        held, minus_depth, before, behind, paid = heappop(heap)
        depth = -minus_depth
        nodes += 1
        if depth == len(agencies) or nodes > MOST_NODES or not go_on():
            return held
        _, _, cases = agencies[depth]
        for further in (
            (before | cases, behind, paid),
            (before, behind | cases, paid),
            (before, behind, paid | 1 << depth),
        ):
            if further[0] & further[1] or _is_overfull(minutes, further[0], further[1], sides):
                continue
            cost = sum(
                weight
                for number, (_, weight, own) in enumerate(agencies)
                if further[2] >> number & 1 or (own & further[0] and own & further[1])
            )
            heappush(heap, (cost, -depth - 1, *further))
    return 0


def _is_overfull(minutes: list[int], before: int, behind: int, sides: _Sides) -> bool:
    return _sum(minutes, before) > sides.most_before or _sum(minutes, behind) > sides.most_behind


def _sum(minutes: list[int], cases: int) -> int:
    total = 0
    while cases:
        low = cases & -cases
        total += minutes[low.bit_length() - 1]
        cases ^= low
    return total
