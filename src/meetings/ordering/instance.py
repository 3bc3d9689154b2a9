"""A case order to be found: cases, agencies and the wishes about them (`reading` reads it from a file).

It knows nothing of how an order is found or judged.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

Sessions = tuple[tuple[str, ...], ...]


class OrderKind(StrEnum):
    """Whether waiting minutes of a council or the pay of a film's actors is counted."""

    COUNCIL = "council"
    TALENT = "talent"


@dataclass(frozen=True, slots=True)
class Availability:
    """Minutes from the start of the session between which something fits; None is open."""

    begins: int | None = None
    ends: int | None = None

    def minutes_outside(self, starts: int, ends: int) -> int:
        """How many minutes [starts, ends] leaves it."""
        early = 0 if self.begins is None else max(0, self.begins - starts)
        return early + (0 if self.ends is None else max(0, ends - self.ends))


ALWAYS = Availability()


@dataclass(frozen=True, slots=True)
class OrderCase:
    """A case with its planned minutes and the agencies (ids) needed for it."""

    id: str
    minutes: int
    agencies: tuple[str, ...]
    window: Availability = ALWAYS


@dataclass(frozen=True, slots=True)
class OrderAgency:
    """An agency, what one minute of its waiting weighs, when it can come, and how many minutes it may wait at most."""

    id: str
    weight: int
    window: Availability = ALWAYS
    longest_wait: int | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """A break, taken at the first change of cases at or after minute `at`."""

    at: int
    minutes: int


@dataclass(frozen=True)
class OrderInstance:
    """Everything an order depends on; `reading.as_instance` says what is refused."""

    cases: tuple[OrderCase, ...]
    agencies: tuple[OrderAgency, ...]
    kind: OrderKind = OrderKind.COUNCIL
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    precedence: tuple[tuple[str, str], ...] = ()
    pauses: tuple[Pause, ...] = ()
    capacity: int | None = None
    sessions: int = 1

    @cached_property
    def case_of(self) -> dict[str, OrderCase]:
        """The cases by id."""
        return {case.id: case for case in self.cases}

    @cached_property
    def agency_of(self) -> dict[str, OrderAgency]:
        """The agencies by id."""
        return {agency.id: agency for agency in self.agencies}

    @cached_property
    def minutes(self) -> int:
        """Planned minutes of all cases."""
        return sum(case.minutes for case in self.cases)

    @cached_property
    def paid_anyway(self) -> int:
        """What every order costs: the pay for scenes played; 0 for a council."""
        if self.kind is OrderKind.COUNCIL:
            return 0
        return sum(self.agency_of[agency].weight * case.minutes for case in self.cases for agency in case.agencies)

    @cached_property
    def is_plain(self) -> bool:
        """Whether any order of the cases is allowed and no break interrupts."""
        return not (self.rules or self.pauses or self.capacity is not None) and self.sessions == 1

    @cached_property
    def rules(self) -> bool:
        """Whether pins, groups, precedence, windows or a longest wait restrict the order."""
        return bool(self.first or self.last or self.groups or self.precedence or self._is_timed or self.capped)

    @cached_property
    def _is_timed(self) -> bool:
        windows = [case.window for case in self.cases] + [agency.window for agency in self.agencies]
        return any(window != ALWAYS for window in windows)

    @cached_property
    def is_mirrored_alike(self) -> bool:
        """Whether every order is worth as much, and allowed as much, in the other direction."""
        return not (self.first or self.last or self.precedence or self._is_timed or self.pauses)

    @cached_property
    def capped(self) -> tuple[OrderAgency, ...]:
        """The agencies that may not wait longer than so many minutes, over all sessions."""
        return tuple(agency for agency in self.agencies if agency.longest_wait is not None)

    def windows_of(self, case: OrderCase) -> tuple[Availability, ...]:
        """The windows this case must keep: its own and those of its agencies."""
        found = (case.window, *(self.agency_of[agency].window for agency in case.agencies))
        return tuple(window for window in found if window != ALWAYS)

    def written(self, sessions: Iterable[Sequence[str]]) -> list[object]:
        """The order as the files have it: a list, scene numbers for films, a list of lists with several sessions."""
        lists = [[int(case) if self.kind is OrderKind.TALENT else case for case in part] for part in sessions if part]
        return list(lists) if self.sessions > 1 else [case for part in lists for case in part]
