"""Re-ordering after agencies were told their times: steps that touch more and more, each with its price.

Pure but for the time the searches take. A rule outranks every letter, a letter every moved item, an item the waiting.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from core.calendar import clock_time
from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.agenda.model import ItemKind
from meetings.agenda.rules import individual
from meetings.agenda.told import in_order
from meetings.arrangements import wishes
from meetings.arrangements.model import ArrangementWay, OrderRule
from meetings.arrangements.searching import Effort, Found, search
from meetings.invitations.model import Window
from meetings.invitations.rules import WindowChange, changes, planned_windows, to_tell
from meetings.ordering.announced import Announced, Announcement
from meetings.ordering.solver import solve
from meetings.repairs import small_changes
from meetings.repairs.quick_price import Calculator, Order, minute_of
from meetings.scheduling.rules import starts_at

HELD = frozenset({OrderRule.HEAVY_EARLY, OrderRule.COMES_WHEN, OrderRule.STANDING})
"""Rules that hold after the announcement; blocks and fair shares were settled with it."""
TELLING_MINUTES, MOVING_MINUTES = 30, 2
"""Telling one agency again is worth so many minutes of waiting, moving one known item so many."""
MOST_LOOKED_AT = 12_000
LUKEWARM = 3.0
"""The temperature at which the search takes up the announced order: cold enough to stay near it."""
Cost = Callable[[Order], tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What an order costs: rules it breaks (in words), agencies told again, known items that moved, waiting."""

    broken: tuple[str, ...]
    told: tuple[UUID, ...]
    moved: int
    waiting: int

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """The smaller, the better."""
        return len(self.broken), len(self.told), self.moved, self.waiting

    def is_no_better(self, other: "Price") -> bool:
        """Whether the other is at least as good in everything."""
        return all(mine >= yours for mine, yours in zip(self.rank, other.rank, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One way to go on, with the individual items in its order."""

    way: ArrangementWay
    order: tuple[UUID, ...]
    price: Price


def price(facts: AgendaFacts, live: Sequence[Window], order: Sequence[UUID]) -> Price:
    """The price of an order, exactly as confirming it would have it; that all are too long is no order's fault."""
    after = replace(facts, items=wishes.reordered(facts.items, order))
    plan, known = day_plan(after), _told_places(facts)
    kept = in_order([known[item] for item in order if item in known])
    return Price(
        broken=(*(one.sentence for one in plan.violations if one.item_id is not None), *_lost_times(facts, after)),
        told=tuple(one.agency_id for one in told_again(facts, live, order)),
        moved=len(known) - len(kept),
        waiting=plan.waiting,
    )


def told_again(facts: AgendaFacts, live: Sequence[Window], order: Sequence[UUID]) -> list[WindowChange]:
    """What agencies would be told if this order were confirmed; the host knows."""
    after = replace(facts, items=wishes.reordered(facts.items, order))
    return [one for one in to_tell(changes(planned_windows(after), live)) if one.agency_id not in facts.hosts]


def small_steps(facts: AgendaFacts, live: Sequence[Window], effort: Effort) -> Iterator[Step]:
    """The steps from the present order to a quiet search, one after another; `effort` is for the last."""
    calculator, items = Calculator(facts, live), individual(facts.items)
    ids = [item.id for item in items]

    def step(way: ArrangementWay, order: Order) -> Step:
        chosen = tuple(ids[item] for item in order)
        return Step(way=way, order=chosen, price=price(facts, live, chosen))

    yield step(ArrangementWay.KEEP, range(len(ids)))
    cost, movable = _cost(facts, calculator), {number for number, item in enumerate(items) if not item.pinned}
    new = _changed(facts, calculator)
    put_in = small_changes.inserted([item for item in _announced_order(facts) if item not in new], new, cost)
    yield step(ArrangementWay.INSERT, put_in)
    yield step(ArrangementWay.ONE_MOVE, small_changes.best_single_move(put_in, movable, cost))
    found = _searched(facts, live, [ids[item] for item in put_in], effort)
    starts = [put_in, *([ids.index(item) for item in order] for order in found)]
    start = min((each for order in starts for each in (order, order[::-1])), key=cost)
    nearby = small_changes.NearbySearch(
        movable, cost, most=effort.steps or MOST_LOOKED_AT, seed=effort.seed, stop=effort.stop or _never
    )
    yield step(ArrangementWay.QUIET, nearby.run(start))


def whole_step(
    facts: AgendaFacts, live: Sequence[Window], rules: Collection[OrderRule], effort: Effort
) -> tuple[Step | None, Found]:
    """全部を組み直す: the whole search again, in the direction that tells fewer; no step when the rules contradict."""
    found = search(facts, rules, effort)
    if not found.order:
        return None, found
    both = [
        Step(way=ArrangementWay.AFRESH, order=order, price=price(facts, live, order))
        for order in (found.order, found.order[::-1])
    ]
    return min(both, key=lambda one: (len(one.price.broken), one.price.waiting, len(one.price.told))), found


def shown(steps: Sequence[Step]) -> list[Step]:
    """The steps worth looking at: the first, and each that is better in something than every one before it."""
    found: list[Step] = []
    for step in steps:
        if not any(step.price.is_no_better(earlier.price) for earlier in found):
            found.append(step)
    return found


def usual(steps: Sequence[Step]) -> Step:
    """The step that is chosen unless a person chooses another; never 全部を組み直す."""
    return min((step for step in steps if step.way is not ArrangementWay.AFRESH), key=lambda step: step.price.rank)


def _cost(facts: AgendaFacts, calculator: Calculator) -> Cost:
    """Rules first, then waiting together with what telling and moving are worth."""
    known = _told_places(facts)
    places = [known.get(item.id) for item in individual(facts.items)]

    def cost(order: Order) -> tuple[int, int]:
        found = calculator.price(order)
        told = [place for item in order if (place := places[item]) is not None]
        moved = len(told) - len(in_order(told))
        return found.broken, found.waiting + TELLING_MINUTES * found.told + MOVING_MINUTES * moved

    return cost


def _told_places(facts: AgendaFacts) -> Mapping[UUID, int]:
    """Where known items stood in the announced order; their present places when that was not kept."""
    order = individual(facts.items)
    told = {item.id: item.told_place for item in order if item.told_place is not None}
    return told or {item.id: place for place, item in enumerate(order, start=1)}


def _announced_order(facts: AgendaFacts) -> list[int]:
    """The known items as they were announced."""
    known = _told_places(facts)
    numbers = [number for number, item in enumerate(individual(facts.items)) if item.id in known]
    return sorted(numbers, key=lambda number: known[individual(facts.items)[number].id])


def _changed(facts: AgendaFacts, calculator: Calculator) -> list[int]:
    """Items to be put in anew: new ones, those with other minutes, and those whose agency cannot come then."""
    items, known = individual(facts.items), _told_places(facts)
    new = [number for number, item in enumerate(items) if item.id not in known]
    retimed = [number for number, item in enumerate(items) if item.told_minutes not in {None, item.minutes}]
    outside = calculator.outside_hours([*_announced_order(facts), *new])
    return [number for number in dict.fromkeys([*outside, *retimed, *new]) if not items[number].pinned]


def _searched(
    facts: AgendaFacts, live: Sequence[Window], start: Sequence[UUID], effort: Effort
) -> list[tuple[UUID, ...]]:
    """What the search finds from this order with a price on every announced window; nothing where rules contradict."""
    instance = wishes.order_instance(facts, HELD)
    steps = [item for item in wishes.timed_items(facts) if item.kind is ItemKind.FORMAL]
    opening = [str(item.id) for item in steps if item.position < individual(facts.items)[0].position]
    closing = [str(item.id) for item in steps if str(item.id) not in opening]
    windows = {
        str(one.agency_id): Announced(
            wishes.minutes_into(facts, one.exact_starts), wishes.minutes_into(facts, one.exact_ends)
        )
        for one in live
        if str(one.agency_id) in instance.agency_of and one.agency_id not in facts.hosts
    }
    offset = minute_of(starts_at(facts.meeting))
    solution = solve(
        instance,
        seed=effort.seed,
        time_limit_seconds=effort.seconds,
        steps=effort.steps,
        stop=effort.stop,
        start=((*opening, *map(str, start), *closing),),
        hot=LUKEWARM,
        announced=Announcement(windows, TELLING_MINUTES, offset=offset),
    )
    return [wishes.individual_order(facts, solution.order[0])] if solution.order else []


def _lost_times(before: AgendaFacts, after: AgendaFacts) -> Iterator[str]:
    """Pinned items that do not keep their time."""
    plan, moved = day_plan(before), day_plan(after)
    for number, item in enumerate(individual(after.items), start=1):
        if item.pinned:
            was, becomes = plan.place(item.id).starts, moved.place(item.id).starts
            if abs(minute_of(becomes) - minute_of(was)) > wishes.PINNED_WITHIN_MINUTES:
                yield f"{number}番は固定した議題です。{clock_time(was)}から{clock_time(becomes)}に変わります。"


def _never() -> bool:
    return False
