"""The search on whole agendas: rules kept, fairness given up first, contradictions named in our words."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.agenda.model import ItemKind
from meetings.arrangements import wishes
from meetings.arrangements.comparing import comparison, in_order, not_kept
from meetings.arrangements.model import USUAL_RULES, OrderRule
from meetings.arrangements.searching import Effort, evaluated, relaxed, search
from tests.unit.meetings.arrangements.agenda_samples import AGENCIES, agenda, item_ids, shuffled, with_items

RULES = frozenset(USUAL_RULES)
EFFORT = Effort(seconds=5, steps=2_000)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_found_is_what_the_agenda_counts_and_breaks_nothing(seed: int) -> None:
    facts = agenda(seed, heavy=0.2)
    found = search(facts, RULES - {OrderRule.FAIR}, EFFORT)
    plan = day_plan(in_order(facts, found.order))
    assert plan.waiting == found.waiting
    assert found.bound <= found.waiting
    assert not [one for one in plan.violations if one.item_id is not None]
    groups = wishes.groups(facts, found.kept).values()
    stands = {item: place for place, item in enumerate(found.order)}
    for group in groups:
        places = [stands[item.id] for item in group]
        assert max(places) - min(places) == len(places) - 1


def test_a_proven_order_is_the_best_of_all() -> None:
    facts = agenda(2, households=5, heavy=0.0)
    found = search(facts, {OrderRule.STANDING}, EFFORT)
    assert found.proven
    assert found.bound == found.waiting


def test_the_same_steps_and_seed_give_the_same_order() -> None:
    facts = agenda(4)
    assert search(facts, RULES, EFFORT).order == search(facts, RULES, EFFORT).order


def test_a_known_order_is_kept_unless_a_shorter_one_is_found() -> None:
    facts, rules = agenda(4), RULES - {OrderRule.FAIR}
    best = search(facts, rules, EFFORT)
    again = search(facts, rules, replace(EFFORT, steps=1, start=best.order))
    assert (again.order, again.waiting) == (best.order, best.waiting)
    worst = max((shuffled(facts, seed) for seed in range(20)), key=lambda one: evaluated(facts, (), one).objective)
    found = search(facts, {OrderRule.STANDING}, replace(EFFORT, start=tuple(worst)))
    assert found.waiting < evaluated(facts, {OrderRule.STANDING}, worst).objective


def test_an_order_is_judged_as_the_agenda_counts_it() -> None:
    facts = agenda(4, heavy=0.3)
    for seed in range(5):
        order = shuffled(facts, seed)
        plan = day_plan(in_order(facts, order))
        judged = evaluated(facts, {OrderRule.HEAVY_EARLY, OrderRule.COMES_WHEN}, order)
        assert judged.objective == plan.waiting
        assert judged.is_feasible == (not [one for one in plan.violations if one.item_id is not None])


def test_fairness_yields_first_then_the_blocks_and_nothing_else() -> None:
    all_rules = frozenset(OrderRule)
    assert list(relaxed(all_rules)) == [
        all_rules - {OrderRule.FAIR},
        all_rules - {OrderRule.FAIR, OrderRule.BELONGING},
        all_rules - {OrderRule.FAIR, OrderRule.BELONGING, OrderRule.DISTRICT},
    ]


def test_who_waits_longer_is_said_with_the_minutes() -> None:
    facts = _unfair()
    found = search(facts, RULES, EFFORT)
    assert found.order
    assert OrderRule.FAIR not in found.kept
    said = not_kept(facts, found.order, RULES, found.kept)
    longer = comparison(facts, found.order, found.order, RULES).longer
    assert [(one.name, one.longer) for one in longer] == [("警察署", 10)]
    assert said == tuple(f"{one.name}は、台帳の順より{one.longer}分長く待ちます。" for one in longer)


def test_a_contradiction_names_agencies_and_numbers_and_no_child() -> None:
    facts = agenda(6, households=6, heavy=0.0)
    invitees = [
        replace(one, comes_from=time(15, 55)) if one.agency_id == AGENCIES["第一小学校"].id else one
        for one in facts.invitees
    ]
    facts = replace(facts, invitees=invitees)
    found = search(facts, RULES, EFFORT)
    assert not found.order
    assert any(sentence.startswith("第一小学校（") and "15:55から" in sentence for sentence in found.conflicts)
    assert "架空" not in "".join(found.conflicts)


def test_of_an_agencys_hours_only_the_end_that_stands_in_the_way_is_named() -> None:
    facts = agenda(6, households=6, heavy=0.0)
    hours: dict[str, Any] = {"comes_from": time(15, 55), "comes_until": time(23, 55)}
    invitees = [replace(one, **hours) if one.agency_id == AGENCIES["第一小学校"].id else one for one in facts.invitees]
    found = search(replace(facts, invitees=invitees), RULES, EFFORT)
    own = [sentence for sentence in found.conflicts if sentence.startswith("第一小学校（")]
    assert len(own) == 1
    assert own[0].endswith("が来られるのは15:55から")


def test_too_many_heavy_items_are_named_together() -> None:
    facts = agenda(8, households=6, heavy=1.0)
    found = search(facts, RULES, EFFORT)
    assert not found.order
    assert len([one for one in found.conflicts if "前半" in one]) == 1
    assert "番" in found.conflicts[0]


def test_a_pinned_item_that_is_heavy_but_late_contradicts() -> None:
    facts = agenda(10, households=6, heavy=0.0)
    last = item_ids(facts)[-1]
    items = [replace(item, pinned=True, heavy=True) if item.id == last else item for item in facts.items]
    found = search(with_items(facts, items), RULES, EFFORT)
    assert not found.order
    assert any("前半" in one for one in found.conflicts)
    assert [one for one in found.conflicts if "固定" in one] == ["固定した議題（いまの6番）をおわりに置く"]


def _unfair() -> AgendaFacts:
    """In list order the police does not wait; the hours of two schools put its two items at the two ends."""
    facts = agenda(12, households=4, heavy=0.0)
    first, second, *_others = sorted(item_ids(facts), key=lambda one: _number(facts, one))
    case_of = {item.id: item.cases[0] for item in facts.items if item.kind is ItemKind.INDIVIDUAL}
    wanted = ((first, "第一小学校"), (second, "第二小学校"), (first, "警察署"), (second, "警察署"))
    until = {AGENCIES["第一小学校"].id: time(13, 10)}
    since = {AGENCIES["第二小学校"].id: time(13, 20)}
    return replace(
        facts,
        linkages=[
            replace(facts.linkages[0], case_id=case_of[item], agency_id=AGENCIES[name].id, is_lead=False)
            for item, name in wanted
        ],
        items=[replace(item, minutes=5) if item.id in case_of else item for item in facts.items],
        invitees=[
            replace(one, comes_until=until.get(one.agency_id), comes_from=since.get(one.agency_id))
            for one in facts.invitees
        ],
        cases={case.id: replace(case, affiliation="") for case in facts.cases.values()},
        meeting=replace(facts.meeting, break_at=None, break_minutes=0),
    )


def _number(facts: AgendaFacts, item_id: object) -> str:
    return next(facts.cases_of(item)[0].number for item in facts.items if item.id == item_id)
