"""Before and after: waiting per agency, who is named, how offices sort by hand."""

from dataclasses import replace

import pytest

from meetings.agenda.day_plan import day_plan
from meetings.arrangements import rules
from meetings.arrangements.comparing import HOLE_MINUTES, by_place, comparison, in_order, listed, not_kept
from meetings.arrangements.model import USUAL_RULES, OrderRule
from tests.unit.meetings.arrangements.agenda_samples import HOST, agenda, item_ids, shuffled

RULES = frozenset(USUAL_RULES)


@pytest.mark.parametrize("seed", range(12))
def test_totals_are_those_of_the_agendas_own_plan(seed: int) -> None:
    facts = agenda(seed, households=10)
    before, after = item_ids(facts), shuffled(facts, seed)
    found = comparison(facts, before, after, RULES)
    assert found.waiting_before == day_plan(facts).waiting
    assert found.waiting_after == day_plan(in_order(facts, after)).waiting
    assert found.waiting_listed == day_plan(facts).list_waiting
    assert found.by_place == day_plan(in_order(facts, by_place(facts))).waiting
    assert HOST.id not in {one.agency_id for one in found.agencies}


def test_list_order_is_never_longer_than_itself() -> None:
    facts = agenda(3, households=10)
    assert not comparison(facts, item_ids(facts), listed(facts), RULES).longer


def test_who_waits_longer_and_who_has_a_hole_is_named_worst_first() -> None:
    facts = agenda(3, households=24)
    found = comparison(facts, item_ids(facts), shuffled(facts, 5), RULES)
    assert [one.longer for one in found.longer] == sorted((one.longer for one in found.longer), reverse=True)
    assert found.worst is not None
    assert found.worst.waiting_after == max(one.waiting_after for one in found.agencies)
    assert found.with_hole
    assert all(one.waiting_after >= HOLE_MINUTES for one in found.with_hole)


def test_by_hand_means_district_then_school_then_number() -> None:
    facts = agenda(5, households=12)
    items = {item.id: item for item in facts.items}
    keys = []
    for one in by_place(facts):
        household, case = items[one].household_id, facts.cases_of(items[one])[0]
        assert household is not None
        keys.append((facts.households[household].district, case.affiliation, case.number))
    assert keys == sorted(keys)


def test_standing_members_are_counted_when_asked() -> None:
    facts = agenda(7, households=10)
    standing = [replace(one, standing=True) for one in facts.invitees]
    facts = replace(facts, invitees=standing)
    order = item_ids(facts)
    assert comparison(facts, order, order, RULES).waiting_before == 0
    assert comparison(facts, order, order, RULES - {OrderRule.STANDING}).waiting_before > 0


def test_what_was_typed_as_a_school_stands_in_no_sentence_and_no_heading_that_is_kept() -> None:
    """The text is sealed where it belongs; only names of the directory are stored beside an order."""
    facts = agenda(3, households=24, heavy=0)
    typed = {case.id: replace(case, affiliation=f"{case.affiliation}の奥") for case in facts.cases.values()}
    for known, word in ((facts, "小学校のケース"), (replace(facts, cases=typed), "同じ所属のケース")):
        order = shuffled(known, 5)
        said = not_kept(known, order, RULES, RULES - {OrderRule.BELONGING})
        assert any(word in sentence for sentence in said)
        headings = rules.headings(known, list(known.items), RULES).values()
        assert not [text for text in (*said, *headings) if "の奥" in text]
