"""The best division of few cases into several sessions, each in its best order, with the proof.

What a set of cases costs as a session depends on that set alone: the clock starts anew in each session, and pins are
precedence in the order of all sessions. No time is read; the caller says how long to go on.
"""

from collections.abc import Callable, Iterator, Sequence

from meetings.ordering.exact import Proof, SequenceWishes
from meetings.ordering.instance import OrderInstance
from meetings.ordering.spans import all_before
from meetings.ordering.waiting import members, waiting_problem

MOST_CASES = 14  # there are tables with an entry for every set
_LOOK_AT_CLOCK = 256
_FAR = 1 << 60
_Waits = tuple[int, ...]  # minutes waited so far, in all sessions, by those with a longest wait
_State = tuple[int, _Waits]  # the discussed cases
_Numbers = tuple[int, ...]  # cases in their order
_Best = dict[_State, tuple[int, _Numbers]]  # by state the least cost, and the session so far
_Divided = dict[_State, tuple[int, tuple[_Numbers, ...]]]  # the same for all sessions until then


class DividedSearch:
    """The search for one instance."""

    def __init__(self, instance: OrderInstance) -> None:
        self.instance = instance
        self.wishes = SequenceWishes(instance)
        self.before = all_before(self.wishes)
        self.full = (1 << self.wishes.count) - 1
        problem = waiting_problem(instance)
        self.minutes, self.calls, self.weights = problem.minutes, problem.calls, _Weights(problem.weights)
        self.work = _over_sets(self.minutes, lambda known, minutes: known + minutes)
        self.called = _over_sets(self.calls, lambda known, called: known | called)
        self.pauses = [sum(self.wishes.pauses(work)) for work in self.work]
        self.next = [self._next(done) for done in range(self.full + 1)]
        grouped = sum(self.wishes.groups)
        self.units = [*self.wishes.groups, *(1 << case for case in members(self.full & ~grouped))]
        begins = [window.begins for windows in self.wishes.windows for window in windows]
        self.is_easier_in_part = not instance.pauses and not any(begins)
        self._known: dict[int, _Best] = {}
        self._looked, self._most, self._limit = 0, 0, _FAR
        self._go_on: Callable[[], bool] = lambda: True

    def prove(self, upper: int | None, most_looks: int, go_on: Callable[[], bool]) -> Proof:
        """Search for orders with less waiting than `upper` until there is none, too many looks or `go_on` says no."""
        self._known.clear()
        self._looked, self._most, self._go_on = 0, most_looks, go_on
        self._limit = _FAR if upper is None else upper - 1
        try:
            found = self._divide()
        except _StoppedError:
            return Proof(0, None, is_complete=False)
        if found is None:
            return Proof(0 if upper is None else upper, None, is_complete=True)
        cost, order = found
        names = tuple(tuple(self.instance.cases[case].id for case in session) for session in order)
        return Proof(cost, names, is_complete=True)

    def _divide(self) -> tuple[int, tuple[_Numbers, ...]] | None:
        """The least cost and the sessions, session after session over the sets discussed until then."""
        layer: _Divided = {(0, (0,) * len(self.wishes.capped)): (0, ())}
        complete: list[tuple[int, tuple[_Numbers, ...]]] = []
        for left in reversed(range(self.instance.sessions)):
            further: _Divided = {}
            for (done, waits), (cost, sessions) in layer.items():
                for together in self._sessions_after(done, left):
                    for (_, waited), (added, order) in self._best(together).items():
                        reached, total = self._reached(done | together, waits, waited), cost + added
                        if reached is None or total > self._limit:
                            continue
                        if reached not in further or total < further[reached][0]:
                            further[reached] = (total, (*sessions, order))
            complete += [found for (done, _), found in further.items() if done == self.full]
            layer = {state: found for state, found in further.items() if state[0] != self.full}
        return min(complete, default=None)

    def _sessions_after(self, done: int, left: int) -> Iterator[int]:
        """The sets that can be a session behind these cases, `left` sessions before the end.

        Where nothing tells the sessions apart the first case that is left is in this one.
        """
        rest = self.full & ~done
        capacity = _FAR if self.instance.capacity is None else self.instance.capacity
        held = 0 if any(self.before) else rest & -rest
        together = 0
        while together != rest:
            together = (together - rest) & rest  # the next one, never before a part of itself
            self._look()
            fits = self.work[together] <= capacity and self.work[rest ^ together] <= capacity * left
            if fits and together & held == held and self._is_whole(done | together):
                yield together

    def _is_whole(self, done: int) -> bool:
        """Whether these cases can be those of the first sessions: no group is divided, nothing must come before."""
        if any(group & done and group & ~done for group in self.wishes.groups):
            return False
        return not any(self.before[case] & ~done for case in members(done))

    def _reached(self, done: int, waits: _Waits, added: _Waits) -> _State | None:
        waited = tuple(one + other for one, other in zip(waits, added, strict=True))
        is_kept = all(one <= longest for one, (_, longest) in zip(waited, self.wishes.capped, strict=True))
        return (done, waited) if is_kept else None

    def _best(self, together: int) -> _Best:
        """By minutes waited the best order of this set as one session; empty when no order keeps the wishes."""
        if together not in self._known:
            best: _Best = {} if self._is_hopeless(together) else {(0, (0,) * len(self.wishes.capped)): (0, ())}
            for _ in range(together.bit_count()):
                best = self._one_more(together, best)
            self._known[together] = best
        return self._known[together]

    def _is_hopeless(self, together: int) -> bool:
        """Whether a part of this set is known not to be good enough in any order.

        What is left out of a session makes nobody wait longer, unless a break or the beginning of a window moves.
        """
        return self.is_easier_in_part and any(self._known.get(together & ~unit) == {} for unit in self.units)

    def _one_more(self, together: int, best: _Best) -> _Best:
        further: _Best = {}
        for (done, waits), (cost, order) in best.items():
            self._look()
            rest = together & ~done
            present = self.called[done] & self.called[rest]
            for case in members(self.next[done] & rest):
                after, left = done | 1 << case, rest & ~(1 << case)
                if self.before[case] & rest:
                    continue
                pause = self.pauses[after] - self.pauses[done] if left else 0
                total = cost + self.minutes[case] * self.weights[present & ~self.calls[case]]
                total += pause * self.weights[self.called[after] & self.called[left]] if pause else 0
                waited = self._waited(waits, (done, case, left), pause)
                if waited is None or total > self._limit:
                    continue
                known = further.get((after, waited))
                if known is None or total < known[0]:
                    further[after, waited] = (total, (*order, case))
        return further

    def _waited(self, waits: _Waits, at: tuple[int, int, int], pause: int) -> _Waits | None:
        """The minutes waited when this case and the break behind it are over; None: somebody has waited too long."""
        if not waits:
            return waits
        done, case, left = at
        found = []
        for (cases, longest), waited in zip(self.wishes.capped, waits, strict=True):
            is_own = cases >> case & 1
            minutes = waited + (self.minutes[case] if cases & done and cases & left and not is_own else 0)
            minutes += pause if (cases & done or is_own) and cases & left else 0
            if minutes > longest:
                return None
            found.append(minutes)
        return tuple(found)

    def _next(self, done: int) -> int:
        """The cases that windows, capacity and a group that has begun allow behind these in one session."""
        wishes, starts = self.wishes, self.work[done] + self.pauses[done]
        begun = next((group for group in wishes.groups if group & done and group & ~done), self.full)
        found = 0
        for case in members(begun & ~done):
            ends = starts + self.minutes[case]
            timely = not any(window.minutes_outside(starts, ends) for window in wishes.windows[case])
            if timely and (self.instance.capacity is None or ends <= self.instance.capacity):
                found |= 1 << case
        return found

    def _look(self) -> None:
        self._looked += 1
        if self._looked > self._most or (self._looked % _LOOK_AT_CLOCK == 0 and not self._go_on()):
            raise _StoppedError


class _StoppedError(Exception):
    """The search must end without a proof."""


class _Weights(dict[int, int]):
    """The weight of each mask of agencies, once it was asked for."""

    def __init__(self, weights: Sequence[int]) -> None:
        self.of_agency = weights

    def __missing__(self, mask: int) -> int:
        self[mask] = sum(self.of_agency[agency] for agency in members(mask))
        return self[mask]


def _over_sets(entries: Sequence[int], join: Callable[[int, int], int]) -> list[int]:
    """By set of cases their entries joined."""
    found = [0]
    for entry in entries:
        found += [join(known, entry) for known in found]
    return found
