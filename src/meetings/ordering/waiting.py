"""A problem as numbers: who waits during which case, and what no order can avoid because of the pinned cases."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from meetings.ordering.instance import OrderInstance
from meetings.ordering.reductions import waiting_agencies


@dataclass(frozen=True, slots=True)
class WaitingProblem:
    """Cases as minutes and masks of the agencies (bit numbers) that can wait, with the weight of each agency."""

    minutes: tuple[int, ...]
    calls: tuple[int, ...]
    weights: tuple[int, ...]
    first: tuple[int, ...] = ()  # cases that open the session, in their order
    last: tuple[int, ...] = ()  # cases that close it

    @property
    def arrived(self) -> int:
        """The agencies of the cases that open the session."""
        return _union(self.calls[case] for case in self.first)

    @property
    def needed(self) -> int:
        """The agencies of the cases that close it."""
        return _union(self.calls[case] for case in self.last)

    def pinned_waiting(self) -> int:
        """Weighted minutes that agencies wait during these cases in any order, because they were or will be called."""
        found = 0
        for place, case in enumerate(self.first):
            found += self._idle(case, self.first[:place], self.first[: place + 1])
        for place, case in enumerate(self.last):
            found += self._idle(case, self.last[place + 1 :], self.last[place:])
        return found

    def _idle(self, case: int, outside: tuple[int, ...], known: tuple[int, ...]) -> int:
        """What is waited during a case by agencies called outside of it and also inside, where the others are."""
        inside = _union(called for other, called in enumerate(self.calls) if other not in known)
        idle = _union(self.calls[other] for other in outside) & inside & ~self.calls[case]
        return self.minutes[case] * sum(weight for agency, weight in enumerate(self.weights) if idle >> agency & 1)


def _union(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


def near_agencies(problem: WaitingProblem) -> list[int]:
    """By agency the mask of those it shares a case or the start or end with, itself included."""
    near = [0] * len(problem.weights)
    everybody = (1 << len(near)) - 1
    for called in (*problem.calls, problem.arrived, problem.needed):
        for agency in range(len(near)):
            near[agency] |= called if called >> agency & 1 else 0
    always = problem.arrived & problem.needed
    return [everybody if always >> agency & 1 else mask | always for agency, mask in enumerate(near)]


def waiting_problem(instance: OrderInstance, scale: int = 1) -> WaitingProblem:
    """The cases and the agencies that can wait, as numbers; every weight times `scale`."""
    bit = {agency: 1 << number for number, agency in enumerate(waiting_agencies(instance))}
    number_of = {case.id: number for number, case in enumerate(instance.cases)} if instance.sessions == 1 else {}
    first = tuple(number_of[case] for case in instance.first if number_of)
    last = tuple(number_of[case] for case in instance.last if number_of and case not in instance.first)
    return WaitingProblem(
        tuple(case.minutes for case in instance.cases),
        tuple(sum(bit.get(agency, 0) for agency in case.agencies) for case in instance.cases),
        tuple(instance.agency_of[agency].weight * scale for agency in bit),
        first,
        last,
    )


def members(mask: int) -> Iterator[int]:
    """The numbers in a mask, the smallest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
