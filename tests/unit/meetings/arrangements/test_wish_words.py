"""Contradicting wishes in words: of a window only the end that stands in the way, and what that end comes from."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from meetings.agenda.day_plan import AgendaFacts
from meetings.arrangements.model import USUAL_RULES
from meetings.arrangements.wish_words import UNPROVEN, conflict_sentences
from meetings.arrangements.wishes import order_instance
from meetings.ordering.conflicts import NOT_FOUND, End, Wish, in_words, wishes_of
from tests.unit.meetings.arrangements.agenda_samples import AGENCIES, agenda, item_ids, with_items

RULES = frozenset(USUAL_RULES)
SCHOOL = AGENCIES["第一小学校"].id


def sentences(facts: AgendaFacts, field: str, named: str, *ends: End) -> tuple[str, ...]:
    """What is said when these ends of the window of this case or agency are in the conflict."""
    instance = order_instance(facts, RULES)
    ids = [one.id for one in (instance.cases if field == "cases" else instance.agencies)]
    return conflict_sentences(facts, RULES, in_words(instance, [Wish(field, ids.index(named), end) for end in ends]))


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ((End.BEGINS,), "13:30から"),
        ((End.ENDS,), "15:00まで"),
        ((End.BEGINS, End.ENDS), "13:30から15:00まで"),
    ],
)
def test_an_agencys_hours_are_one_sentence(ends: tuple[End, ...], words: str) -> None:
    facts = agenda(6, households=6, heavy=0.0)
    hours: dict[str, Any] = {"comes_from": time(13, 30), "comes_until": time(15)}
    invitees = [replace(one, **hours) if one.agency_id == SCHOOL else one for one in facts.invitees]
    (said,) = sentences(replace(facts, invitees=invitees), "agencies", str(SCHOOL), *ends)
    assert said.startswith("第一小学校（")
    assert said.endswith(f"が来られるのは{words}")


def pinned(place: int) -> tuple[AgendaFacts, str]:
    """An agenda whose item at this place is heavy and pinned, and the id of the item."""
    facts = agenda(10, households=8, heavy=0.0)
    chosen = item_ids(facts)[place]
    items = [replace(item, pinned=True, heavy=True) if item.id == chosen else item for item in facts.items]
    return with_items(facts, items), str(chosen)


def test_an_early_pinned_item_is_held_by_its_pin_though_it_is_heavy() -> None:
    facts, item = pinned(1)
    for ends in ((End.BEGINS,), (End.ENDS,), (End.BEGINS, End.ENDS)):
        (said,) = sentences(facts, "cases", item, *ends)
        assert said.startswith("固定した議題（いまの2番）を")


def test_a_late_heavy_item_is_pinned_late_but_must_be_early() -> None:
    facts, item = pinned(6)
    (from_pin,) = sentences(facts, "cases", item, End.BEGINS)
    (from_weight,) = sentences(facts, "cases", item, End.ENDS)
    assert from_pin.startswith("固定した議題（いまの7番）を")
    assert from_weight == "重いケース・未目視のケース（いまの7番）を前半に置く"
    assert sentences(facts, "cases", item, End.BEGINS, End.ENDS) == (from_weight, from_pin)


def test_what_was_only_not_found_says_so_first() -> None:
    facts = agenda(6, households=6, heavy=0.0)
    invitees = [replace(one, comes_until=time(15)) if one.agency_id == SCHOOL else one for one in facts.invitees]
    facts = replace(facts, invitees=invitees)
    instance = order_instance(facts, RULES)
    hours = [wish for wish in wishes_of(instance) if wish.field == "agencies"]
    told = conflict_sentences(facts, RULES, (NOT_FOUND, *in_words(instance, hours)))
    assert told[0] == UNPROVEN
    assert told[1].endswith("15:00まで")
