"""What an order costs and which wishes it breaks, counted as the published evaluator counts; no search.

The longest wait of an agency is a wish the published evaluator does not know.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from meetings.ordering.instance import OrderCase, OrderInstance


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Cost of an order; `broken` names each broken wish by (field, index), in no particular order."""

    objective: int
    waiting_minutes: dict[str, int]
    broken: tuple[tuple[str, int], ...]

    @property
    def is_feasible(self) -> bool:
        """Whether every wish is kept."""
        return not self.broken


def timetable(instance: OrderInstance, session: Iterable[str]) -> Iterator[tuple[OrderCase, int, int]]:
    """Each case of one session with the minutes at which it starts and ends."""
    clock, pauses = 0, list(instance.pauses)
    for case in map(instance.case_of.__getitem__, session):
        while pauses and clock >= pauses[0].at:
            clock += pauses.pop(0).minutes
        yield case, clock, clock + case.minutes
        clock += case.minutes


def evaluate(instance: OrderInstance, sessions: Sequence[Sequence[str]]) -> Evaluation:
    """The cost and the broken wishes; the sessions hold every case exactly once."""
    waiting = dict.fromkeys(instance.agency_of, 0)
    broken: list[tuple[str, int]] = []
    for session in sessions:
        placed = list(timetable(instance, session))
        broken += _broken_times(instance, placed)
        for agency, minutes in _waiting(placed):
            waiting[agency] += minutes
    broken += _broken_waits(instance, waiting)
    weighted = sum(instance.agency_of[agency].weight * minutes for agency, minutes in waiting.items())
    return Evaluation(
        instance.paid_anyway + weighted, waiting, tuple(dict.fromkeys((*broken, *_broken_sequence(instance, sessions))))
    )


def _waiting(placed: Sequence[tuple[OrderCase, int, int]]) -> Iterator[tuple[str, int]]:
    arrive: dict[str, int] = {}
    leave: dict[str, int] = {}
    own: dict[str, int] = {}
    for case, starts, ends in placed:
        for agency in case.agencies:
            arrive.setdefault(agency, starts)
            leave[agency] = ends
            own[agency] = own.get(agency, 0) + case.minutes
    for agency, minutes in own.items():
        yield agency, leave[agency] - arrive[agency] - minutes


def _broken_times(instance: OrderInstance, placed: Sequence[tuple[OrderCase, int, int]]) -> Iterator[tuple[str, int]]:
    case_number = {case.id: number for number, case in enumerate(instance.cases)}
    agency_number = {agency.id: number for number, agency in enumerate(instance.agencies)}
    for case, starts, ends in placed:
        if case.window.minutes_outside(starts, ends):
            yield "cases", case_number[case.id]
        for agency in case.agencies:
            if instance.agency_of[agency].window.minutes_outside(starts, ends):
                yield "agencies", agency_number[agency]
    if placed and instance.capacity is not None and placed[-1][2] > instance.capacity:
        yield "capacity", 0


def _broken_waits(instance: OrderInstance, waiting: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    for number, agency in enumerate(instance.agencies):
        if agency.longest_wait is not None and waiting[agency.id] > agency.longest_wait:
            yield "longest_wait", number


def _broken_sequence(instance: OrderInstance, sessions: Sequence[Sequence[str]]) -> Iterator[tuple[str, int]]:
    flat = list(chain.from_iterable(sessions))
    place = {case: number for number, case in enumerate(flat)}
    session_of = {case: number for number, session in enumerate(sessions) for case in session}
    if tuple(flat[: len(instance.first)]) != instance.first:
        yield "first", 0
    if instance.last and tuple(flat[-len(instance.last) :]) != instance.last:
        yield "last", 0
    for number, group in enumerate(instance.groups):
        places = [place[case] for case in group]
        if max(places) - min(places) + 1 != len(group) or len({session_of[case] for case in group}) > 1:
            yield "groups", number
    for number, (before, after) in enumerate(instance.precedence):
        if place[before] > place[after]:
            yield "precedence", number
    if len(sessions) > instance.sessions:
        yield "sessions", 0
