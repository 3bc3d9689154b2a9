"""Best-first search over sets of discussed cases: the optimum with its proof, or the bound reached when it must stop.

What an order has cost when a set is discussed, the breaks taken and the minute depend on the set alone (with a longest
wait also on who has waited how long); what is to come is bounded by the sum of projections. One session only. No
time is read; the caller says how long to go on.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from meetings.ordering.bounds import Table
from meetings.ordering.instance import OrderInstance, Sessions
from meetings.ordering.waiting import waiting_problem

_LOOK_AT_CLOCK = 256


@dataclass(frozen=True, slots=True)
class Proof:
    """No order costs less than `bound`; `order` is better than what was known, if there is one."""

    bound: int
    order: Sessions | None
    is_complete: bool


@dataclass(slots=True)
class _Known:
    """A state: its least cost so far, from which state and by which case, and the classes begun in all projections."""

    cost: int
    before: "_State"
    last: int
    begun: int


_Waits = tuple[int, ...]  # minutes waited so far by those with a longest wait
_State = tuple[int, _Waits]  # the discussed cases; what they have cost depends on nothing else without a longest wait


class ExactSearch:
    """The search for one instance."""

    def __init__(self, instance: OrderInstance, tables: Sequence[Table], scale: int) -> None:
        """Costs are counted in 1/scale of a weighted minute, as the tables of the bound count them."""
        self.instance, self.scale = instance, scale
        self.problem = waiting_problem(instance, scale)
        self.full = (1 << len(instance.cases)) - 1
        self.wishes = SequenceWishes(instance)
        self.cases_of = [
            sum(1 << case for case, called in enumerate(self.problem.calls) if called >> agency & 1)
            for agency in range(len(self.problem.weights))
        ]
        self.tables: list[tuple[int, int, Sequence[int]]] = []
        self.begins = [0] * len(instance.cases)
        self._lay_out(tables)
        self._weights: dict[int, int] = {}

    def _lay_out(self, tables: Sequence[Table]) -> None:
        offset = 0
        for each in tables:
            self.tables.append((offset, len(each.costs) - 1, each.costs))
            for case, number in enumerate(each.class_of):
                self.begins[case] |= 1 << (offset + number) if number >= 0 else 0
            offset += each.classes

    def prove(self, upper: int | None, most_states: int, go_on: Callable[[], bool]) -> Proof:
        """Search for orders with less waiting than `upper` until there is none, too many states or `go_on` says no."""
        start = (0, (0,) * len(self.wishes.capped))
        known = {start: _Known(0, start, -1, 0)}
        open_sets = [(self.to_come(0), 0, start)]
        limit = None if upper is None else (upper - 1) * self.scale
        closed = 0
        while open_sets:
            least, _, at = heappop(open_sets)
            done, waits = at
            bound = -(-least // self.scale)
            if done == self.full:
                return Proof(bound, self._path(known, at), is_complete=True)
            state = known[at]
            if state.cost + self.to_come(state.begun) < least:
                continue  # reached more cheaply since
            closed += 1
            if closed % _LOOK_AT_CLOCK == 0 and (len(known) > most_states or not go_on()):
                return Proof(bound, None, is_complete=False)
            for case, cost in self.steps(done):
                further = _Known(state.cost + cost, at, case, state.begun | self.begins[case])
                least = further.cost + self.to_come(further.begun)
                waited = self.wishes.waits_after(done, waits, case)
                if waited is None or (limit is not None and least > limit):
                    continue
                reached = (done | 1 << case, waited)
                before = known.get(reached)
                if before is None or further.cost < before.cost:
                    known[reached] = further
                    heappush(open_sets, (least, -closed, reached))
        return Proof(0 if upper is None else upper, None, is_complete=True)

    def to_come(self, begun: int) -> int:
        """Waiting that no order of the rest avoids."""
        return sum(table[begun >> offset & mask] for offset, mask, table in self.tables)

    def steps(self, done: int) -> Iterator[tuple[int, int]]:
        """The cases that may come next, with what each costs now."""
        present = self.present(done)
        allowed = list(self.wishes.next_cases(done))
        if self.instance.is_plain and present:
            forced = next((case for case in allowed if self.problem.calls[case] == present), None)
            allowed = allowed if forced is None else [forced]
        for case in allowed:
            waiting = self.problem.minutes[case] * self.weight(present & ~self.problem.calls[case])
            after = done | 1 << case
            pause = self.wishes.pause_between(done, after)
            yield case, waiting + (pause * self.weight(self.present(after)) if pause else 0)

    def present(self, done: int) -> int:
        """The agencies that have come and are still needed."""
        found = 0
        for agency, cases in enumerate(self.cases_of):
            if cases & done and cases & ~done:
                found |= 1 << agency
        return found

    def weight(self, agencies: int) -> int:
        """The weight of a mask of agencies."""
        known = self._weights.get(agencies)
        if known is None:
            weights = self.problem.weights
            known = sum(weight for agency, weight in enumerate(weights) if agencies >> agency & 1)
            self._weights[agencies] = known
        return known

    def _path(self, known: dict[_State, _Known], at: _State) -> Sessions:
        order = []
        while at[0]:
            order.append(self.instance.cases[known[at].last].id)
            at = known[at].before
        return (tuple(reversed(order)),)


class SequenceWishes:
    """Which cases may follow a set of discussed cases, and what the clock shows then."""

    def __init__(self, instance: OrderInstance) -> None:
        number_of = {case.id: number for number, case in enumerate(instance.cases)}
        self.instance = instance
        self.count = len(instance.cases)
        self.minutes = [case.minutes for case in instance.cases]
        self.windows = [instance.windows_of(case) for case in instance.cases]
        self.groups = [sum(1 << number_of[case] for case in group) for group in instance.groups]
        self.first = [number_of[case] for case in instance.first]
        self.last = [number_of[case] for case in instance.last]
        self.capped = [
            (sum(1 << number_of[case.id] for case in instance.cases if agency.id in case.agencies), agency.longest_wait)
            for agency in instance.agencies
            if agency.longest_wait is not None
        ]
        self.needed_before = [0] * self.count
        for before, after in instance.precedence:
            self.needed_before[number_of[after]] |= 1 << number_of[before]

    def next_cases(self, done: int, earlier: int = 0) -> Iterator[int]:
        """The cases that may follow in this session, in the order of the file; `earlier` were in earlier sessions."""
        starts = self.work(done & ~earlier)
        starts += sum(self.pauses(starts))
        for case in self._in_sequence(done):
            ends = starts + self.minutes[case]
            timely = not any(window.minutes_outside(starts, ends) for window in self.windows[case])
            if timely and (self.instance.capacity is None or ends <= self.instance.capacity):
                yield case

    def work(self, done: int) -> int:
        """Minutes of these cases."""
        return sum(minutes for case, minutes in enumerate(self.minutes) if done >> case & 1)

    def pauses(self, work: int) -> list[int]:
        """Minutes of the breaks taken before the next case when so many minutes of cases are over."""
        taken: list[int] = []
        for pause in self.instance.pauses:
            if work + sum(taken) < pause.at:
                break
            taken.append(pause.minutes)
        return taken

    def waits_after(self, done: int, waits: tuple[int, ...], case: int) -> tuple[int, ...] | None:
        """Minutes that those with a longest wait have waited when this case and the break behind it are over.

        0 for whoever is not there; None: somebody has waited too long. `waits` is the same for the set `done`.
        """
        if not self.capped:
            return waits
        after, found = done | 1 << case, []
        pause = self.pause_between(done, after)
        for (cases, longest), waited in zip(self.capped, waits, strict=True):
            minutes = waited
            if cases & done and cases & ~done and not cases >> case & 1:
                minutes += self.minutes[case]
            is_there = bool(cases & after and cases & ~after)
            if minutes + pause * is_there > longest:
                return None
            found.append((minutes + pause) * is_there)
        return tuple(found)

    def pause_between(self, done: int, after: int) -> int:
        """Minutes of the breaks taken right after the last of these cases."""
        if not self.instance.pauses or after.bit_count() == self.count:
            return 0
        return sum(self.pauses(self.work(after))) - sum(self.pauses(self.work(done)))

    def _in_sequence(self, done: int) -> Iterable[int]:
        place, left = done.bit_count(), self.count - done.bit_count()
        pinned = [self.first[place]] if place < len(self.first) else []
        pinned += [self.last[-left]] if left <= len(self.last) else []
        open_group = next((group for group in self.groups if group & done and group & ~done), 0)
        for case in range(self.count):
            bit = 1 << case
            fits = not done & bit and (not open_group or open_group & bit) and not self.needed_before[case] & ~done
            if fits and all(case == pin for pin in pinned):
                yield case
