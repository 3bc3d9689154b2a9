"""An agenda and people's rules as the instance the search understands, and an order of it as an agenda again.

Pure. Items and agencies keep their ids (as text), so that what is found can be read back; steps of the formal order
stand first and last, so that times and breaks are those of the agenda's own timetable.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import takewhile
from math import ceil
from uuid import UUID

from core.text import fold
from meetings.agenda.case_facts import place_names
from meetings.agenda.day_plan import AgendaFacts, DayPlan, day_plan, needed, presences
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.proposal import numbered
from meetings.agenda.rules import individual
from meetings.arrangements.model import OrderRule
from meetings.ordering.instance import ALWAYS, Availability, OrderAgency, OrderCase, OrderInstance, Pause
from meetings.scheduling.rules import starts_at

PINNED_WITHIN_MINUTES = 5
"""A pinned item between others keeps its time to within so many minutes."""
Rules = Collection[OrderRule]


def order_instance(facts: AgendaFacts, rules: Rules) -> OrderInstance:
    """What is to be ordered and what is wished, with plain minutes: every agency's minute weighs the same."""
    plan, timed = day_plan(facts), timed_items(facts)
    order = individual(facts.items)
    opening, closing = _ends(timed, order)
    first, last = _pinned_ends(order)
    windows = _case_windows(facts, plan, rules, free=frozenset(one.id for one in (*first, *last)))
    agencies = _agencies(facts, plan, rules)
    known = {agency.id for agency in agencies}
    return OrderInstance(
        cases=tuple(
            OrderCase(str(item.id), item.minutes, _called(facts, item, known), windows.get(item.id, ALWAYS))
            for item in timed
        ),
        agencies=agencies,
        first=_ids((*opening, *first)),
        last=_ids((*last, *closing)),
        groups=tuple(_ids(group) for group in groups(facts, rules).values() if len(group) > 1),
        pauses=tuple(Pause(minutes_into(facts, one.at), one.minutes) for one in plan.breaks),
    )


def timed_items(facts: AgendaFacts) -> list[AgendaItem]:
    """The steps and items that take time of their own, in the present order: the cases of the instance."""
    return [item for item in facts.items if item.kind is ItemKind.INDIVIDUAL or _is_step(item)]


def present_order(facts: AgendaFacts) -> tuple[str, ...]:
    """The order as it stands, as the search writes orders."""
    return _ids(timed_items(facts))


def session_of(facts: AgendaFacts, order: Sequence[UUID]) -> tuple[str, ...]:
    """The individual items in this order between the formal steps, as the search writes orders."""
    return present_order(replace(facts, items=reordered(facts.items, order)))


def individual_order(facts: AgendaFacts, session: Sequence[str]) -> tuple[UUID, ...]:
    """The individual items of an order the search wrote."""
    movable = {item.id for item in individual(facts.items)}
    return tuple(item for item in map(UUID, session) if item in movable)


def reordered(items: Sequence[AgendaItem], order: Sequence[UUID]) -> list[AgendaItem]:
    """The agenda with its individual items in this order; headings stay with their items."""
    by_id = {item.id: item for item in items}
    rest = [item for item in items if item.kind is not ItemKind.INDIVIDUAL]
    return numbered([*rest, *(by_id[item] for item in order)])


def counted(facts: AgendaFacts, rules: Rules) -> frozenset[UUID]:
    """The agencies whose waiting counts: not the hosts, who sit there anyway, and as a rule not standing members."""
    standing = {agency for agency, one in facts.coming.items() if one.standing}
    left_out = standing if OrderRule.STANDING in rules else set()
    return frozenset(facts.coming) - facts.hosts - left_out


def groups(facts: AgendaFacts, rules: Rules) -> Mapping[str, list[AgendaItem]]:
    """The items that stand together, by school or nursery, or by district; heavy and pinned ones are free."""
    by_place: dict[str, list[AgendaItem]] = {}
    for item in individual(facts.items):
        place = place_of(facts, item, rules)
        if place and not item.heavy and not item.pinned:
            by_place.setdefault(place, []).append(item)
    return by_place


def place_of(facts: AgendaFacts, item: AgendaItem, rules: Rules) -> str:
    """Where the rules put an item: its district, or the belonging of all its children; "" is anywhere."""
    if OrderRule.DISTRICT in rules:
        household = facts.households.get(item.household_id) if item.household_id else None
        return household.district if household else ""
    return belonging(facts, item) if OrderRule.BELONGING in rules else ""


def place_words(facts: AgendaFacts, item: AgendaItem, rules: Rules) -> str:
    """The same place as sentences that are stored name it: a district, or a school of the directory."""
    place = place_of(facts, item, rules)
    if OrderRule.DISTRICT in rules:
        return place
    return place_names(facts.agencies.values()).get(fold(place), "同じ所属")


def belonging(facts: AgendaFacts, item: AgendaItem) -> str:
    """The school or nursery of a household's cases; "" when there are several or none."""
    found = {case.affiliation for case in facts.cases_of(item)}
    return found.pop() if len(found) == 1 else ""


def minutes_into(facts: AgendaFacts, moment: datetime) -> int:
    """Whole minutes from the beginning of the meeting."""
    return (moment - starts_at(facts.meeting)) // timedelta(minutes=1)


def _is_step(item: AgendaItem) -> bool:
    return item.kind is ItemKind.FORMAL and item.minutes > 0


def _ids(items: Sequence[AgendaItem]) -> tuple[str, ...]:
    return tuple(str(item.id) for item in items)


def _called(facts: AgendaFacts, item: AgendaItem, known: Collection[str]) -> tuple[str, ...]:
    names = {str(agency): facts.agencies[agency].name for agency in needed(facts, item) if agency in facts.agencies}
    return tuple(sorted(known & names.keys(), key=lambda agency: (names[agency], agency)))


def _ends(timed: Sequence[AgendaItem], order: Sequence[AgendaItem]) -> tuple[list[AgendaItem], list[AgendaItem]]:
    """The formal steps before and behind the individual items."""
    where = timed.index(order[0]) if order else len(timed)
    steps = [item for item in timed if item.kind is ItemKind.FORMAL]
    return [item for item in steps if timed.index(item) < where], [item for item in steps if timed.index(item) > where]


def _pinned_ends(order: Sequence[AgendaItem]) -> tuple[list[AgendaItem], list[AgendaItem]]:
    """The pinned items at the very beginning and at the very end."""
    first = list(takewhile(_is_pinned, order))
    last = list(takewhile(_is_pinned, order[len(first) :][::-1]))[::-1]
    return first, last


def _is_pinned(item: AgendaItem) -> bool:
    return item.pinned


def _case_windows(
    facts: AgendaFacts, plan: DayPlan, rules: Rules, *, free: Collection[UUID]
) -> dict[UUID, Availability]:
    found: dict[UUID, Availability] = {}
    half = first_half(facts, plan)
    for item in individual(facts.items):
        begins, ends = None, None
        if item.pinned and item.id not in free:
            starts = minutes_into(facts, plan.place(item.id).starts)
            begins = max(0, starts - PINNED_WITHIN_MINUTES)
            ends = starts + item.minutes + PINNED_WITHIN_MINUTES
        if item.heavy and OrderRule.HEAVY_EARLY in rules:
            early = ceil(half) - 1 + item.minutes
            ends = early if ends is None else min(ends, early)
        if ends is not None:
            found[item.id] = Availability(begins, ends)
    return found


def first_half(facts: AgendaFacts, plan: DayPlan) -> Fraction:
    """The minute before which an item starts exactly when less than half of the individual minutes lie before it."""
    order = individual(facts.items)
    opening = sum(item.minutes for item in _ends(timed_items(facts), order)[0])
    half = opening + Fraction(sum(item.minutes for item in order), 2)
    for pause in plan.breaks:
        if minutes_into(facts, pause.at) <= half:
            half += pause.minutes
    return half


def _agencies(facts: AgendaFacts, plan: DayPlan, rules: Rules) -> tuple[OrderAgency, ...]:
    weighed = counted(facts, rules)
    times = dict(_times(facts)) if OrderRule.COMES_WHEN in rules else {}
    asked = {agency for item in individual(facts.items) for agency in needed(facts, item)} & facts.agencies.keys()
    return tuple(
        OrderAgency(
            str(agency),
            int(agency in weighed),
            times.get(agency, ALWAYS),
            _longest_wait(facts, plan, agency, rules) if agency in weighed else None,
        )
        for agency in sorted(asked, key=lambda one: (facts.agencies[one].name, str(one)))
        if agency in weighed or agency in times
    )


def _times(facts: AgendaFacts) -> Iterator[tuple[UUID, Availability]]:
    for presence in presences(facts):
        since, until = presence.available_from, presence.available_until
        yield (
            UUID(presence.agency),
            Availability(
                max(0, minutes_into(facts, since)) if since else None,
                max(0, minutes_into(facts, until)) if until else None,
            ),
        )


def _longest_wait(facts: AgendaFacts, plan: DayPlan, agency: UUID, rules: Rules) -> int | None:
    """The least of the council's own cap and, to be fair, of what the agency would wait in list order."""
    cap = facts.council.numbers.longest_wait_minutes
    caps = [cap] if cap else []
    if OrderRule.FAIR in rules:
        listed = plan.list_windows.get(str(agency))
        caps.append(listed.waiting_minutes if listed else 0)
    return min(caps, default=None)
