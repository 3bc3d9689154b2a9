"""The instance counts and forbids exactly what the agenda's own timetable counts and names."""

from dataclasses import replace

import pytest

from meetings.agenda.day_plan import day_plan
from meetings.agenda.model import ItemKind
from meetings.arrangements import wishes
from meetings.arrangements.comparing import in_order, listed
from meetings.arrangements.model import USUAL_RULES, OrderRule
from meetings.ordering.evaluation import evaluate
from tests.unit.meetings.arrangements.agenda_samples import HOST, agenda, item_ids, shuffled, with_items

RULES = frozenset(USUAL_RULES)
SOME = range(60)


@pytest.mark.parametrize("seed", SOME)
def test_the_objective_is_the_waiting_of_the_agendas_own_plan(seed: int) -> None:
    facts = agenda(seed)
    instance = wishes.order_instance(facts, RULES)
    for other in range(5):
        changed = in_order(facts, shuffled(facts, other))
        found = evaluate(instance, [wishes.present_order(changed)])
        assert found.objective == day_plan(changed).waiting


@pytest.mark.parametrize("seed", SOME)
def test_windows_forbid_exactly_what_the_agenda_calls_broken(seed: int) -> None:
    facts = agenda(seed, heavy=0.4, hours=0.3)
    instance = wishes.order_instance(facts, {OrderRule.HEAVY_EARLY, OrderRule.COMES_WHEN})
    for other in range(8):
        changed = in_order(facts, shuffled(facts, other))
        broken = evaluate(instance, [wishes.present_order(changed)]).broken
        named = {one.item_id for one in day_plan(changed).violations if "重いケース" in one.sentence}
        assert {instance.cases[number].id for field, number in broken if field == "cases"} == named
        late = [one for one in day_plan(changed).violations if "からです" in one.sentence or "までです" in one.sentence]
        assert any(field == "agencies" for field, _ in broken) == bool(late)


def test_a_heavy_item_may_begin_just_before_the_middle_and_not_at_it() -> None:
    facts = agenda(1, households=4, heavy=0.0)
    first, second, third, fourth = item_ids(facts)
    items = [
        replace(item, minutes=5, heavy=item.id == third) if item.kind is ItemKind.INDIVIDUAL else item
        for item in facts.items
    ]
    facts = replace(with_items(facts, items), meeting=replace(facts.meeting, break_at=None, break_minutes=0))
    instance = wishes.order_instance(facts, {OrderRule.HEAVY_EARLY})
    at_the_middle = wishes.present_order(facts)
    before_it = wishes.present_order(in_order(facts, [first, third, second, fourth]))
    assert not evaluate(instance, [at_the_middle]).is_feasible
    assert evaluate(instance, [before_it]).is_feasible


def test_steps_stand_at_the_ends_and_only_those_with_minutes() -> None:
    facts = agenda(3)
    instance = wishes.order_instance(facts, RULES)
    titles = {str(item.id): item.title for item in facts.items}
    assert [titles[one] for one in instance.first] == ["開会"]
    assert [titles[one] for one in instance.last] == ["閉会"]
    assert not [case for case in instance.cases if case.id in (*instance.first, *instance.last) and case.agencies]


def test_one_school_stands_together_without_heavy_and_pinned_items() -> None:
    facts = agenda(5, households=12, heavy=0.3, pins=0.2)
    instance = wishes.order_instance(facts, {OrderRule.BELONGING})
    items = {str(item.id): item for item in facts.items}
    assert instance.groups
    for group in instance.groups:
        assert len({wishes.belonging(facts, items[one]) for one in group}) == 1
        assert not any(items[one].heavy or items[one].pinned for one in group)


def test_districts_take_the_place_of_schools() -> None:
    facts = agenda(5, households=12, heavy=0.0)
    instance = wishes.order_instance(facts, {OrderRule.BELONGING, OrderRule.DISTRICT})
    districts = {
        str(item.id): facts.households[item.household_id].district for item in facts.items if item.household_id
    }
    assert sorted(len({districts[one] for one in group}) for group in instance.groups) == [1] * len(instance.groups)
    assert {one for group in instance.groups for one in group} == districts.keys()


def test_pinned_items_keep_their_ends_or_their_time() -> None:
    facts = agenda(7, heavy=0.0)
    order = item_ids(facts)
    pinned = {order[0], order[3], order[-1]}
    facts = with_items(facts, [replace(item, pinned=item.id in pinned) for item in facts.items])
    instance = wishes.order_instance(facts, RULES)
    starts = wishes.minutes_into(facts, day_plan(facts).place(order[3]).starts)
    window = instance.case_of[str(order[3])].window
    assert instance.first[-1] == str(order[0])
    assert instance.last[0] == str(order[-1])
    assert (window.begins, window.ends) == (starts - 5, starts + instance.case_of[str(order[3])].minutes + 5)


def test_an_agency_may_wait_as_long_as_in_list_order_and_no_longer() -> None:
    facts = agenda(9)
    plan = day_plan(facts)
    instance = wishes.order_instance(facts, RULES)
    assert {one.id: one.longest_wait for one in instance.agencies} == {
        one.id: plan.list_windows[one.id].waiting_minutes for one in instance.agencies
    }
    assert not any(
        one.longest_wait is not None for one in wishes.order_instance(facts, RULES - {OrderRule.FAIR}).agencies
    )


def test_a_standing_member_that_counts_may_wait_as_long_as_in_list_order_too() -> None:
    facts = agenda(9)
    facts = replace(facts, invitees=[replace(one, standing=True) for one in facts.invitees])
    counted = RULES - {OrderRule.STANDING}
    in_list = in_order(facts, listed(facts))
    instance = wishes.order_instance(facts, counted)
    assert max(one.longest_wait or 0 for one in instance.agencies) > 0
    assert not [field for field, _ in evaluate(instance, [wishes.present_order(in_list)]).broken if field == "agencies"]


def test_the_host_never_counts_and_standing_members_only_when_asked() -> None:
    facts = agenda(9)
    police = next(one for one in facts.invitees if facts.agencies[one.agency_id].name == "警察署")
    invitees = [replace(one, standing=one.standing or one is police) for one in facts.invitees]
    facts = replace(facts, invitees=invitees)
    assert not wishes.counted(facts, RULES) & {HOST.id, police.agency_id}
    assert wishes.counted(facts, RULES - {OrderRule.STANDING}) >= {police.agency_id}
    assert HOST.id not in wishes.counted(facts, ())


def test_an_order_read_back_moves_only_individual_items() -> None:
    facts = agenda(11)
    order = shuffled(facts, 1)
    changed = in_order(facts, order)
    assert wishes.individual_order(facts, wishes.present_order(changed)) == tuple(order)
    steps = [item.title for item in changed.items if item.kind is ItemKind.FORMAL]
    assert steps == ["開会", "守秘義務の確認", "閉会"]
    assert [item.position for item in changed.items] == list(range(len(changed.items)))
