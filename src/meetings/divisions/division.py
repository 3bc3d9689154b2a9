"""2回に分ける: the same agenda held once, divided freely into two half-days, or divided by districts.

Pure. First it is decided what goes together, then each half is ordered like any meeting, with its formal steps. Pins
are left aside: a place in one meeting says nothing about two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import ceil
from uuid import UUID

from core.labels import Labelled
from meetings.agenda.day_plan import AgendaFacts, DayPlan, day_plan, needed
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.rules import individual
from meetings.arrangements import wishes
from meetings.arrangements.model import OrderRule
from meetings.arrangements.searching import Effort, search
from meetings.ordering.instance import Availability, OrderInstance
from meetings.ordering.solver import solve
from meetings.scheduling.rules import frame_minutes

RULES = (OrderRule.HEAVY_EARLY, OrderRule.BELONGING, OrderRule.COMES_WHEN, OrderRule.STANDING)
"""The usual rules but the comparison with the list order, which is about one meeting only."""
TOGETHER = (OrderRule.BELONGING, OrderRule.COMES_WHEN, OrderRule.STANDING)
"""The rules that say what goes together; heavy cases come early in each half."""
EVEN_WITHIN_MINUTES = 20
"""Halves by districts may differ by so much when fewer agencies then come twice."""
_MOST_DISTRICTS = 12
Halves = tuple[tuple[UUID, ...], ...]


class DivisionWay(Labelled):
    """How the agenda is held."""

    ONCE = "once", "1回で"
    HALVES = "halves", "待ちが少ないように2回"
    DISTRICTS = "districts", "地区別に2回"


@dataclass(frozen=True, kw_only=True)
class HalfDay:
    """One meeting of a division, as its agenda makes it."""

    facts: AgendaFacts
    plan: DayPlan

    @property
    def districts(self) -> tuple[str, ...]:
        """The districts its households live in."""
        return tuple(sorted({name for item in individual(self.facts.items) if (name := district(self.facts, item))}))

    @property
    def over(self) -> int:
        """Minutes beyond the frame; 0 or less fits."""
        return self.plan.minutes - frame_minutes(self.facts.meeting)

    @property
    def called(self) -> frozenset[UUID]:
        """The agencies that come for items of their own; standing members come to every meeting anyway."""
        wanted = {agency for item in individual(self.facts.items) for agency in needed(self.facts, item)}
        return frozenset(wanted) & wishes.counted(self.facts, RULES)


@dataclass(frozen=True, kw_only=True)
class Division:
    """One way with its meetings and what it costs."""

    way: DivisionWay
    days: Sequence[HalfDay]

    @property
    def waiting(self) -> int:
        """Minutes all agencies wait together, over all its meetings."""
        return sum(day.plan.waiting for day in self.days)

    @property
    def fits(self) -> bool:
        """Whether every meeting ends within the frame."""
        return all(day.over <= 0 for day in self.days)

    @property
    def twice(self) -> frozenset[UUID]:
        """The agencies that must come more than once."""
        days = [day.called for day in self.days]
        return frozenset(agency for one, other in combinations(days, 2) for agency in one & other)

    def waits(self, agency: UUID) -> list[int]:
        """How long an agency waits in each meeting it comes to."""
        return [day.plan.windows[str(agency)].waiting_minutes for day in self.days if agency in day.called]


def ordered(facts: AgendaFacts, part: Sequence[UUID], effort: Effort) -> tuple[UUID, ...]:
    """These items in the order in which agencies wait least; in their present order when the rules contradict."""
    half = only(facts, part)
    return search(half, RULES, effort).order or tuple(item.id for item in individual(half.items))


def once(facts: AgendaFacts, effort: Effort) -> Halves:
    """All items in one meeting."""
    return (ordered(facts, [item.id for item in individual(facts.items)], effort),)


def free_halves(facts: AgendaFacts, effort: Effort) -> Halves | None:
    """The items in two halves that fit the frame, so that agencies wait least; None when no division fits or helps."""
    for instance in (_heavy_early(facts, two_sessions(facts)), two_sessions(facts)):
        found = solve(
            instance, seed=effort.seed, time_limit_seconds=effort.seconds, steps=effort.steps, stop=effort.stop
        )
        if len(found.order) == instance.sessions:
            return tuple(ordered(facts, [UUID(item) for item in session], effort) for session in found.order)
    return None


def two_sessions(facts: AgendaFacts) -> OrderInstance:
    """The individual items alone, to be divided among two sessions; the clock begins after the opening steps."""
    free = only(facts, [item.id for item in individual(facts.items)])
    whole = wishes.order_instance(free, TOGETHER)
    steps = {str(item.id) for item in free.items if item.kind is ItemKind.FORMAL}
    opening = sum(whole.case_of[case].minutes for case in whole.first)
    closing = sum(whole.case_of[case].minutes for case in whole.last)
    return replace(
        whole,
        cases=tuple(case for case in whole.cases if case.id not in steps),
        agencies=tuple(replace(agency, window=_later(agency.window, opening)) for agency in whole.agencies),
        first=(),
        last=(),
        pauses=tuple(replace(pause, at=max(0, pause.at - opening)) for pause in whole.pauses),
        capacity=max(1, frame_minutes(facts.meeting) - opening - closing),
        sessions=2,
    )


def district_halves(facts: AgendaFacts, effort: Effort) -> Halves | None:
    """The districts in two halves of about equal minutes, so that few agencies come twice; None with one district."""
    groups = _districts(facts)
    splits = [
        (_joined((groups[0], *chosen)), _joined([group for group in groups[1:] if group not in chosen]))
        for size in range(len(groups) - 1)
        for chosen in combinations(groups[1:], size)
    ]
    if not splits:
        return None
    allowed = max(EVEN_WITHIN_MINUTES, min(_difference(*halves) for halves in splits))
    even = [halves for halves in splits if _difference(*halves) <= allowed]
    halves = min(even, key=lambda halves: (len(halves[0].agencies & halves[1].agencies), _difference(*halves)))
    return tuple(ordered(facts, part.items, effort) for part in halves)


def division(facts: AgendaFacts, way: DivisionWay, parts: Sequence[Sequence[UUID]]) -> Division:
    """The meetings of a way, each with the formal steps and its items in this order."""
    days = []
    for part in parts:
        half = only(facts, part)
        half = replace(half, items=wishes.reordered(half.items, part))
        days.append(HalfDay(facts=half, plan=day_plan(half)))
    return Division(way=way, days=days)


def only(facts: AgendaFacts, part: Sequence[UUID]) -> AgendaFacts:
    """The agenda with these individual items alone, none of them pinned."""
    kept = [item for item in facts.items if item.kind is not ItemKind.INDIVIDUAL or item.id in part]
    return replace(facts, items=[replace(item, pinned=False) for item in kept])


def district(facts: AgendaFacts, item: AgendaItem) -> str:
    """The district of a household, as it is written; "" when it is not known."""
    household = facts.households.get(item.household_id) if item.household_id else None
    return household.district if household else ""


def as_parts(written: Mapping[str, Sequence[Sequence[str]]]) -> dict[DivisionWay, list[list[UUID]]]:
    """What a job left, read back."""
    return {DivisionWay(way): [[UUID(item) for item in part] for part in parts] for way, parts in written.items()}


def _heavy_early(facts: AgendaFacts, instance: OrderInstance) -> OrderInstance:
    """The same with heavy cases in the first half of either session, taken as half of all minutes each."""
    half = ceil(sum(case.minutes for case in instance.cases) / 4)
    half += sum(pause.minutes for pause in instance.pauses if pause.at <= half)
    heavy = {str(item.id) for item in individual(facts.items) if item.heavy}
    cases = [
        replace(case, window=Availability(case.window.begins, half - 1 + case.minutes)) if case.id in heavy else case
        for case in instance.cases
    ]
    return replace(instance, cases=tuple(cases))


def _later(window: Availability, minutes: int) -> Availability:
    """The same window on a clock that begins later."""
    begins, ends = window.begins, window.ends
    return Availability(
        None if begins is None else max(0, begins - minutes), None if ends is None else max(0, ends - minutes)
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """Some districts with their items, and the agencies that come for them."""

    items: tuple[UUID, ...]
    minutes: int
    agencies: frozenset[UUID]


def _districts(facts: AgendaFacts) -> list[_Part]:
    """One part for each district; the shortest are joined where there are too many to try every division."""
    counted, by_district = wishes.counted(facts, RULES), dict[str, list[_Part]]()
    for item in individual(facts.items):
        part = _Part((item.id,), item.minutes, needed(facts, item) & counted)
        by_district.setdefault(district(facts, item), []).append(part)
    found = [_joined(parts) for parts in by_district.values()]
    while len(found) > _MOST_DISTRICTS:
        found.sort(key=lambda part: part.minutes, reverse=True)
        found[-2:] = [_joined(found[-2:])]
    return found


def _joined(parts: Sequence[_Part]) -> _Part:
    return _Part(
        tuple(item for part in parts for item in part.items),
        sum(part.minutes for part in parts),
        frozenset().union(*(part.agencies for part in parts)),
    )


def _difference(one: _Part, other: _Part) -> int:
    return abs(one.minutes - other.minutes)
