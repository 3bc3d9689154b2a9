"""残りの議題の順番: what is left of a running meeting in another order, near the present one, with its price. Pure.

What is over and the current item stay in front. The clock starts where the meeting really stands (`minutes.delay`), and
an order costs the agencies whose told time does not hold in it: they have to be rung up.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from core.calendar import clock_time
from meetings.agenda.day_plan import AgendaFacts, needed
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.rules import individual
from meetings.agenda.told import in_order
from meetings.arrangements.model import ArrangementWay
from meetings.arrangements.wishes import reordered
from meetings.invitations.model import Window
from meetings.minutes import delay
from meetings.minutes.delay import MINUTE, Called, Expected, Outlook
from meetings.repairs import small_changes
from meetings.repairs.quick_price import Order
from meetings.repairs.repairing import MOVING_MINUTES, TELLING_MINUTES, Price, Step

MOST_LOOKED_AT = 4_000
SEED = 1


class Rest:
    """The cases that are left, in the order in which they are expected; an order holds their indexes."""

    def __init__(self, facts: AgendaFacts, found: Outlook, live: Sequence[Window]) -> None:
        self.facts, self.course = facts, found.course
        self.items = [one.item for one in found.rest if one.item.kind is ItemKind.INDIVIDUAL]
        self.opening = [(one.ends - one.starts) // MINUTE for one in takewhile(_is_step, found.rest)]
        self.called = delay.still_called(facts, found, live)
        self.own = {
            agency: [place for place, item in enumerate(self.items) if agency in needed(facts, item)]
            for agency in facts.coming.keys() - facts.staying
        }

    def steps(self, *, most: int = MOST_LOOKED_AT, stop: Callable[[], bool] = lambda: False) -> Iterator[Step]:
        """The present order, one case moved, a few cases moved."""
        present = range(len(self.items))
        movable = {place for place, item in enumerate(self.items) if not item.pinned}
        yield self._step(ArrangementWay.KEEP, present)
        one = small_changes.best_single_move(present, movable, self.cost)
        yield self._step(ArrangementWay.ONE_MOVE, one)
        search = small_changes.NearbySearch(movable, self.cost, most=most, seed=SEED, stop=stop)
        yield self._step(ArrangementWay.QUIET, search.run(one))

    def cost(self, order: Order) -> tuple[int, int]:
        """Rules first, then waiting together with what ringing up and moving are worth."""
        called = self.then_called(order)
        broken = sum(one.too_early or one.too_late for one in called) + len(self._late_heavy(order))
        off = sum(not one.holds for one in called)
        return broken, self._waiting(order) + TELLING_MINUTES * off + MOVING_MINUTES * _moved(order)

    def then_called(self, order: Order) -> list[Called]:
        """The agencies still to be called, with the times of this order."""
        starts = self._starts(order)
        found = []
        for one in self.called:
            own = self.own[one.invitee.agency_id]
            ends = max(starts[place] + self.items[place].minutes * MINUTE for place in own)
            found.append(replace(one, starts=min(starts[place] for place in own), ends=ends))
        return found

    def agenda(self, order: Order) -> list[AgendaItem]:
        """The whole agenda: what is over and the current item, then the rest in this order."""
        rest = [self.items[place].id for place in order]
        before = [item.id for item in individual(self.facts.items) if item.id not in set(rest)]
        return reordered(self.facts.items, [*before, *rest])

    def price(self, order: Order) -> Price:
        """What the order costs, in words."""
        called = self.then_called(order)
        return Price(
            broken=(*self._hours(called), *self._late_heavy(order)),
            told=tuple(one.invitee.agency_id for one in called if not one.holds),
            moved=_moved(order),
            waiting=self._waiting(order),
        )

    def _step(self, way: ArrangementWay, order: Order) -> Step:
        return Step(way=way, order=tuple(self.items[place].id for place in order), price=self.price(order))

    def _starts(self, order: Order) -> Mapping[int, datetime]:
        """When each case begins."""
        starts = self.course.starts([*self.opening, *(self.items[place].minutes for place in order)])
        return dict(zip(order, starts[len(self.opening) :], strict=True))

    def _waiting(self, order: Order) -> int:
        """Minutes that agencies wait between their cases."""
        starts, waiting = self._starts(order), 0
        for own in self.own.values():
            if own:
                ends = max(starts[place] + self.items[place].minutes * MINUTE for place in own)
                present = (ends - min(starts[place] for place in own)) // MINUTE
                waiting += present - sum(self.items[place].minutes for place in own)
        return waiting

    def _late_heavy(self, order: Order) -> list[str]:
        """Heavy cases that would come later than they do now: the end of a late meeting is where cases fall off."""
        return [
            f"重いケース（{self._numbers(place)}）が、いまの順より後になります。"
            for at, place in enumerate(order)
            if at > place and self.items[place].heavy
        ]

    def _hours(self, called: Sequence[Called]) -> Iterator[str]:
        """Agencies that are called when they cannot come."""
        for one in called:
            name, invitee = self.facts.agencies[one.invitee.agency_id].short, one.invitee
            if one.too_early and invitee.comes_from:
                yield f"{name}は{invitee.comes_from:%H:%M}からです。{clock_time(one.starts)}に始まります。"
            elif one.too_late and invitee.comes_until:
                yield f"{name}は{invitee.comes_until:%H:%M}までです。{clock_time(one.ends)}に終わります。"

    def _numbers(self, place: int) -> str:
        return "・".join(case.number for case in self.facts.cases_of(self.items[place]))


def _moved(order: Order) -> int:
    """How many cases left the order of the others."""
    return len(order) - len(in_order(order))


def _is_step(one: Expected) -> bool:
    return one.item.kind is not ItemKind.INDIVIDUAL
