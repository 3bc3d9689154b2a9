"""An order beside another: who waits how long, when each agency comes, and what was not kept, in minutes and sentences.

Pure. Both orders are counted by the agenda's own timetable; agencies whose waiting is not counted are left out.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from uuid import UUID

from meetings.agenda import ordering
from meetings.agenda.day_plan import AgendaFacts, DayPlan, day_plan
from meetings.agenda.model import AgendaItem
from meetings.agenda.ordering import Placed, Window
from meetings.agenda.rules import individual
from meetings.arrangements import wishes
from meetings.arrangements.model import OrderRule

HOLE_MINUTES = 30
"""From so many minutes between two own items an agency could have come twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyCompared:
    """One agency in both orders; windows as they are told, waiting in minutes of the exact ones."""

    agency_id: UUID
    name: str
    before: Window
    after: Window
    waiting_before: int
    waiting_after: int
    waiting_listed: int
    longest_gap: int

    @property
    def longer(self) -> int:
        """How many minutes longer it waits than in list order."""
        return max(0, self.waiting_after - self.waiting_listed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two orders of one agenda; waiting of all counted agencies together."""

    before: DayPlan
    after: DayPlan
    facts_before: AgendaFacts
    facts_after: AgendaFacts
    agencies: Sequence[AgencyCompared]
    by_place: int
    """Waiting if the cases came sorted by district and school, today's practice."""

    @property
    def waiting_before(self) -> int:
        """Minutes all counted agencies wait together before."""
        return sum(one.waiting_before for one in self.agencies)

    @property
    def waiting_after(self) -> int:
        """The same afterwards."""
        return sum(one.waiting_after for one in self.agencies)

    @property
    def waiting_listed(self) -> int:
        """The same in the order of the progress list."""
        return sum(one.waiting_listed for one in self.agencies)

    @property
    def worst(self) -> AgencyCompared | None:
        """The agency that waits longest afterwards; None when nobody waits."""
        waits = [one for one in self.agencies if one.waiting_after]
        return max(waits, key=lambda one: one.waiting_after, default=None)

    @property
    def longer(self) -> list[AgencyCompared]:
        """The agencies that would wait longer than in list order, the worst first."""
        return sorted((one for one in self.agencies if one.longer), key=lambda one: -one.longer)

    @property
    def with_hole(self) -> list[AgencyCompared]:
        """The agencies that have a long hole between two own items."""
        return [one for one in self.agencies if one.longest_gap >= HOLE_MINUTES]


def comparison(
    facts: AgendaFacts, before: Sequence[UUID], after: Sequence[UUID], rules: Collection[OrderRule]
) -> Comparison:
    """Both orders of the individual items, counted with these rules."""
    first, second = in_order(facts, before), in_order(facts, after)
    plans = day_plan(first), day_plan(second)
    weighed = {str(agency) for agency in wishes.counted(facts, rules)}
    return Comparison(
        before=plans[0],
        after=plans[1],
        facts_before=first,
        facts_after=second,
        agencies=list(_agencies(facts, *plans, weighed)),
        by_place=_total(day_plan(in_order(facts, by_place(facts))), weighed),
    )


def in_order(facts: AgendaFacts, order: Sequence[UUID]) -> AgendaFacts:
    """The same agenda with its individual items in this order."""
    return replace(facts, items=wishes.reordered(facts.items, order))


def by_place(facts: AgendaFacts) -> list[UUID]:
    """The individual items sorted by district, school and number: how offices order them by hand."""

    def key(item: AgendaItem) -> tuple[str, str, str]:
        household = facts.households.get(item.household_id) if item.household_id else None
        cases = facts.cases_of(item)
        school = min((case.affiliation for case in cases), default="")
        return household.district if household else "", school, min((case.number for case in cases), default="")

    return [item.id for item in sorted(individual(facts.items), key=key)]


def listed(facts: AgendaFacts) -> list[UUID]:
    """The individual items in the order of the progress list."""
    return [
        item.id
        for item in sorted(
            individual(facts.items), key=lambda item: min((case.number for case in facts.cases_of(item)), default="")
        )
    ]


def not_kept(
    facts: AgendaFacts, order: Sequence[UUID], asked: Collection[OrderRule], kept: Collection[OrderRule]
) -> tuple[str, ...]:
    """What of the asked rules the order does not keep, and by how much, in sentences."""
    given_up = set(asked) - set(kept)
    said: list[str] = []
    if OrderRule.FAIR in given_up:
        found = comparison(facts, order, order, asked)
        said += [f"{one.name}は、台帳の順より{one.longer}分長く待ちます。" for one in found.longer]
    if given_up & {OrderRule.BELONGING, OrderRule.DISTRICT}:
        said += list(_torn_places(facts, order, asked))
    return tuple(said)


def _torn_places(facts: AgendaFacts, order: Sequence[UUID], asked: Collection[OrderRule]) -> Iterator[str]:
    place = {item_id: number for number, item_id in enumerate(order)}
    for items in wishes.groups(facts, asked).values():
        stands = sorted(place[item.id] for item in items)
        parts = 1 + sum(after > before + 1 for before, after in pairwise(stands))
        if parts > 1:
            name, numbers = wishes.place_words(facts, items[0], asked), "・".join(f"{one + 1}番" for one in stands)
            yield f"{name}のケース（{numbers}）は{parts}つに分かれます。"


def _agencies(
    facts: AgendaFacts, before: DayPlan, after: DayPlan, weighed: Collection[str]
) -> Iterator[AgencyCompared]:
    first, second = _exact(before.placed), _exact(after.placed)
    inlist = _exact(day_plan(in_order(facts, listed(facts))).placed)
    for agency in sorted(weighed & second.keys(), key=lambda one: (second[one].starts, facts.agencies[UUID(one)].name)):
        yield AgencyCompared(
            agency_id=UUID(agency),
            name=facts.agencies[UUID(agency)].short,
            before=before.told[agency],
            after=after.told[agency],
            waiting_before=first[agency].waiting_minutes,
            waiting_after=second[agency].waiting_minutes,
            waiting_listed=inlist[agency].waiting_minutes,
            longest_gap=_longest_gap(after.placed, agency),
        )


def _exact(placed: Sequence[Placed]) -> Mapping[str, Window]:
    return ordering.windows(placed)


def _total(plan: DayPlan, weighed: Collection[str]) -> int:
    return sum(window.waiting_minutes for agency, window in _exact(plan.placed).items() if agency in weighed)


def _longest_gap(placed: Sequence[Placed], agency: str) -> int:
    own = [place for place in placed if agency in place.item.agencies]
    return max(((later.starts - earlier.ends) // timedelta(minutes=1) for earlier, later in pairwise(own)), default=0)
