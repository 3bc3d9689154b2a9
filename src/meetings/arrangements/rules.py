"""Whether a proposed order still fits the agenda it was made from, and the headings it gives to the agenda's blocks."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from core.text import fold
from meetings.agenda.case_facts import place_names
from meetings.agenda.day_plan import AgendaFacts, needed
from meetings.agenda.model import AgendaItem
from meetings.agenda.ordering import OrderedItem
from meetings.agenda.ordering_blocks import headed
from meetings.agenda.rules import individual
from meetings.arrangements import wishes
from meetings.arrangements.errors import (
    AgendaChanged,
    AlreadyAnnounced,
    NoSuchArrangement,
    NothingToArrange,
    NothingToTakeBack,
)
from meetings.arrangements.model import Arrangement, ArrangementState, OrderRule

FEWEST_MOVABLE = 2
SIGN_LENGTH = 16


def seen(facts: AgendaFacts) -> str:
    """A short sign of everything a proposal is made from: order and pins, then what the search was told."""
    order = [f"{item.id.hex}{item.pinned}" for item in individual(facts.items)]
    return f"{_digest(order)}-{circumstances(facts)}"


def circumstances(facts: AgendaFacts) -> str:
    """The part of the sign that does not change when items move: minutes, agencies, their hours, the frame."""
    items = sorted(
        f"{item.id.hex} {item.minutes} {item.heavy} {sorted(one.hex for one in needed(facts, item))}"
        for item in wishes.timed_items(facts)
    )
    hours = sorted(
        f"{one.agency_id.hex} {one.standing} {one.comes_from} {one.comes_until}" for one in facts.coming.values()
    )
    meeting = facts.meeting
    frame = f"{meeting.held_on} {meeting.starts} {meeting.break_at} {meeting.break_minutes}"
    return _digest([*items, *hours, frame])


def check_may_arrange(facts: AgendaFacts) -> None:
    """Whether a search makes sense now. Raises AlreadyAnnounced, NothingToArrange."""
    check_not_announced(facts)
    if not can_be_ordered(facts):
        raise NothingToArrange


def can_be_ordered(facts: AgendaFacts) -> bool:
    """Whether there are items that could stand in another order."""
    return sum(not item.pinned for item in individual(facts.items)) >= FEWEST_MOVABLE


def check_may_take(found: Arrangement, facts: AgendaFacts) -> None:
    """Whether the proposal can become the order. Raises NoSuchArrangement, AgendaChanged."""
    if found.state is not ArrangementState.PROPOSED or not found.order:
        raise NoSuchArrangement
    if found.seen != seen(facts):
        raise AgendaChanged


def is_taken(found: Arrangement, facts: AgendaFacts) -> bool:
    """Whether it is the order already: pressing again changes nothing."""
    return found.state is ArrangementState.ACCEPTED and stands(found, facts)


def is_back(found: Arrangement, facts: AgendaFacts) -> bool:
    """Whether it was taken back already: pressing again changes nothing."""
    order = tuple(item.id for item in individual(facts.items))
    return found.state is ArrangementState.PROPOSED and found.before == order


def check_not_announced(facts: AgendaFacts) -> None:
    """Whether agencies know no times yet. Raises AlreadyAnnounced."""
    if facts.meeting.confirmed_at is not None:
        raise AlreadyAnnounced


def check_not_told_since(found: Arrangement, facts: AgendaFacts) -> None:
    """Whether agencies were not told about it yet. Raises AlreadyAnnounced."""
    told_at = facts.meeting.confirmed_at
    if told_at is not None and told_at > found.made_at:
        raise AlreadyAnnounced


def check_may_take_back(found: Arrangement, facts: AgendaFacts) -> None:
    """Whether the order is still the one that was taken. Raises NothingToTakeBack."""
    if found.state is not ArrangementState.ACCEPTED or not stands(found, facts):
        raise NothingToTakeBack


def stands(found: Arrangement, facts: AgendaFacts) -> bool:
    """Whether the agenda has exactly the proposed order."""
    return found.order == tuple(item.id for item in individual(facts.items))


def still_true(found: Arrangement, facts: AgendaFacts) -> bool:
    """Whether waiting and bound of a proposal still hold: nothing but the order and pins has changed since."""
    return found.seen.endswith(f"-{circumstances(facts)}")


def fits(found: Arrangement, facts: AgendaFacts) -> bool:
    """Whether the proposal is about this agenda, as it stands or as it stood when the proposal was taken."""
    if found.state is ArrangementState.ACCEPTED:
        return stands(found, facts) and still_true(found, facts)
    return found.state is ArrangementState.PROPOSED and found.seen == seen(facts)


def taken(facts: AgendaFacts, found: Arrangement) -> list[AgendaItem]:
    """The agenda in the proposed order, with new headings; pins stay."""
    items = wishes.reordered(facts.items, found.order)
    labels = headings(facts, individual(items), found.rules)
    return [replace(item, block=labels.get(item.id, item.block)) for item in items]


def taken_back(facts: AgendaFacts, found: Arrangement) -> list[AgendaItem]:
    """The agenda in the order and with the headings before the proposal was taken."""
    labels = dict(zip(found.before, found.headings, strict=True))
    return [
        replace(item, block=labels.get(item.id, item.block)) for item in wishes.reordered(facts.items, found.before)
    ]


def headings(facts: AgendaFacts, order: Sequence[AgendaItem], rules: Collection[OrderRule]) -> dict[UUID, str]:
    """The heading of each item in this order: heavy cases, schools and nurseries, or districts."""
    ordered = [OrderedItem(str(item.id), item.minutes, frozenset()) for item in order]
    known = place_names(facts.agencies.values())
    places = {str(item.id): _place(facts, item, rules, known) for item in order}
    blocks = headed(ordered, places, {str(item.id) for item in order if item.heavy})
    return {UUID(item.id): block.label for block in blocks for item in block.items}


def _place(facts: AgendaFacts, item: AgendaItem, rules: Collection[OrderRule], known: Mapping[str, str]) -> str:
    household = facts.households.get(item.household_id) if item.household_id else None
    district = household.district if household else ""
    if OrderRule.DISTRICT in rules and district:
        return district
    belongings = dict.fromkeys(known.get(fold(case.affiliation), "") for case in facts.cases_of(item))
    return "・".join(filter(None, belongings)) or district


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:SIGN_LENGTH]
