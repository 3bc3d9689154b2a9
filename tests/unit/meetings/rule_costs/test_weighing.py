"""What a rule costs: the truth by trying every order of small agendas; and what is never counted as a cost."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import time
from itertools import permutations
from random import Random
from uuid import UUID

import pytest

from meetings.agenda.day_plan import AgendaFacts
from meetings.arrangements import wishes
from meetings.arrangements.model import USUAL_RULES, OrderRule
from meetings.arrangements.searching import Effort, evaluated, search
from meetings.ordering.evaluation import evaluate
from meetings.rule_costs.model import BindingRule, RuleCosts, RuleKind
from meetings.rule_costs.weighing import best_without, binding_rules, kept_rules, weighed, without
from tests.unit.meetings.arrangements.agenda_samples import AGENCIES, OTHERS, SCHOOLS, agenda, item_ids, with_items

EFFORT = Effort(seconds=5, steps=2_000)
ALL = frozenset(USUAL_RULES)
SEEDS = (5, 7, 26, 29, 33)
POLICE = AGENCIES["警察署"]


def hours_of(name: str) -> BindingRule:
    return BindingRule(kind=RuleKind.HOURS, subject=AGENCIES[name].id)


def agenda_with_rules(seed: int) -> AgendaFacts:
    """Six households: one agency comes late, one leaves early, one item is heavy, one is pinned."""
    facts, (early, late) = agenda(seed, households=6, heavy=0.0), Random(seed).sample([*SCHOOLS, *OTHERS], 2)
    until, since = {AGENCIES[early].id: time(13, 25)}, {AGENCIES[late].id: time(13, 20)}
    ids = item_ids(facts)
    items = [replace(item, pinned=item.id == ids[3], heavy=item.id == ids[1]) for item in facts.items]
    invitees = [
        replace(one, comes_from=since.get(one.agency_id), comes_until=until.get(one.agency_id))
        for one in facts.invitees
    ]
    return replace(with_items(facts, items), invitees=invitees)


def costs_of(facts: AgendaFacts, rules: Collection[OrderRule], order: tuple[UUID, ...]) -> RuleCosts:
    """The whole of it: every rule tried from this order."""
    effort = replace(EFFORT, start=order)
    tried = (None, *binding_rules(facts, rules))
    return weighed(facts, rules, order, {rule: best_without(facts, rules, rule, effort) for rule in tried})


def shortest(facts: AgendaFacts, rules: Collection[OrderRule]) -> int | None:
    """The least waiting of all orders that keep these rules, found by trying every one; None when none does."""
    instance = wishes.order_instance(facts, rules)
    judged = (evaluate(instance, (wishes.session_of(facts, order),)) for order in permutations(item_ids(facts)))
    return min((one.objective for one in judged if one.is_feasible), default=None)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_cost_is_what_trying_every_order_says(seed: int) -> None:
    facts = agenda_with_rules(seed)
    found = search(facts, ALL, EFFORT)
    assert found.order
    rules = kept_rules(facts, ALL, found.order)
    assert rules is not None
    costs = costs_of(facts, rules, found.order)
    least = shortest(facts, rules)
    assert least == costs.waiting - costs.better
    for cost in costs.costs:
        freed = shortest(*without(facts, rules, cost.rule))
        assert cost.minutes == (0 if freed is None else max(0, least - freed)), cost.rule
    minutes = [cost.minutes for cost in costs.costs]
    assert minutes == sorted(minutes, reverse=True)


def test_the_samples_hold_costs_of_many_kinds() -> None:
    """Else the test above would say little."""
    dear = set[RuleKind]()
    for seed in SEEDS:
        facts = agenda_with_rules(seed)
        order = search(facts, ALL, EFFORT).order
        rules = kept_rules(facts, ALL, order)
        assert rules is not None
        dear |= {cost.rule.kind for cost in costs_of(facts, rules, order).costs if cost.minutes}
    assert dear >= set(RuleKind) - {RuleKind.CAP}


def test_the_order_of_a_cost_keeps_every_other_rule_and_waits_as_much_less() -> None:
    facts = agenda_with_rules(SEEDS[0])
    order = search(facts, ALL, EFFORT).order
    rules = kept_rules(facts, ALL, order)
    assert rules is not None
    costs = costs_of(facts, rules, order)
    for cost in costs.costs:
        assert bool(cost.order) == (cost.minutes > 0)
        if cost.order:
            free = evaluated(*without(facts, rules, cost.rule), cost.order)
            assert free.is_feasible
            assert free.objective == costs.waiting - costs.better - cost.minutes
            assert not evaluated(facts, rules, cost.order).is_feasible, "else the rule costs nothing"


def test_only_what_changes_the_problem_binds() -> None:
    free = agenda(1, households=6, heavy=0.0)
    assert binding_rules(free, frozenset({OrderRule.HEAVY_EARLY, OrderRule.COMES_WHEN, OrderRule.STANDING})) == []
    facts = agenda_with_rules(SEEDS[0])
    assert {rule.kind for rule in binding_rules(facts, ALL)} == set(RuleKind) - {RuleKind.CAP}
    without_switches = binding_rules(facts, frozenset({OrderRule.STANDING}))
    assert {rule.kind for rule in without_switches} == {RuleKind.PIN}
    numbers = replace(facts.council.numbers, longest_wait_minutes=5)
    capped = replace(facts, council=replace(facts.council, numbers=numbers))
    assert BindingRule(kind=RuleKind.CAP) in binding_rules(capped, ALL)


def test_hours_are_left_out_one_agency_at_a_time() -> None:
    facts = agenda(1, households=6)
    limited = replace(
        facts, invitees=[replace(one, comes_from=time(13, 30), comes_until=time(14, 30)) for one in facts.invitees]
    )
    left, rules = without(limited, ALL, hours_of("警察署"))
    assert rules == ALL
    free = [one.agency_id for one in left.invitees if one.comes_from is None and one.comes_until is None]
    assert free == [POLICE.id]


def test_without_blocks_neither_district_nor_school_holds_items_together() -> None:
    facts = agenda(1, households=6)
    both = ALL | {OrderRule.DISTRICT}
    _facts, rules = without(facts, both, BindingRule(kind=RuleKind.BLOCKS))
    assert wishes.groups(facts, rules) == {}


def test_without_the_cap_a_fair_share_still_holds() -> None:
    facts = agenda(1, households=6)
    numbers = replace(facts.council.numbers, longest_wait_minutes=1)
    capped = replace(facts, council=replace(facts.council, numbers=numbers))
    left, rules = without(capped, ALL, BindingRule(kind=RuleKind.CAP))
    assert wishes.order_instance(left, rules) == wishes.order_instance(facts, ALL)


def test_a_shorter_order_that_keeps_everything_is_no_rules_merit() -> None:
    facts, rules, better, worse = _two_orders()
    costs = weighed(facts, rules, worse, {BindingRule(kind=RuleKind.BLOCKS): better})
    assert costs.better == evaluated(facts, rules, worse).objective - evaluated(facts, rules, better).objective > 0
    assert [cost.minutes for cost in costs.costs] == [0]


def test_a_longer_order_is_no_negative_cost() -> None:
    facts, rules, better, worse = _two_orders()
    costs = weighed(facts, rules, better, {None: better, BindingRule(kind=RuleKind.BLOCKS): worse})
    assert [(cost.minutes, cost.order) for cost in costs.costs] == [(0, ())]
    assert costs.better == 0


def test_an_order_that_breaks_another_rule_counts_nothing() -> None:
    facts = agenda_with_rules(SEEDS[0])
    order = search(facts, ALL, EFFORT).order
    rules = kept_rules(facts, ALL, order)
    assert rules is not None
    shorter = search(facts, frozenset({OrderRule.STANDING}), EFFORT).order
    school = BindingRule(kind=RuleKind.FAIR)
    assert not evaluated(*without(facts, rules, school), shorter).is_feasible
    assert evaluated(facts, rules, shorter).objective < evaluated(facts, rules, order).objective
    assert weighed(facts, rules, order, {school: shorter}).costs[0].minutes == 0


def test_rules_that_yielded_are_not_tried() -> None:
    facts = agenda(12, households=6, heavy=0.0)
    order = _that_breaks_only_fairness(facts)
    assert kept_rules(facts, ALL, order) == ALL - {OrderRule.FAIR}
    late = replace(facts, invitees=[replace(one, comes_from=time(15, 55)) for one in facts.invitees])
    assert kept_rules(late, ALL, order) is None, "hours never yield"


def test_where_no_order_keeps_the_hours_none_is_found() -> None:
    facts = agenda_with_rules(SEEDS[0])
    late = replace(facts, invitees=[replace(one, comes_from=time(15, 55)) for one in facts.invitees])
    assert best_without(late, ALL, None, EFFORT) == ()


def _two_orders() -> tuple[AgendaFacts, frozenset[OrderRule], tuple[UUID, ...], tuple[UUID, ...]]:
    """An agenda without hours, and two orders of it that keep its rules: a shorter and a longer one."""
    facts, rules = agenda(3, households=6, heavy=0.0), frozenset({OrderRule.STANDING})
    orders = sorted(permutations(item_ids(facts), 6), key=lambda one: evaluated(facts, rules, one).objective)[::719]
    return facts, rules, orders[0], orders[-1]


def _that_breaks_only_fairness(facts: AgendaFacts) -> Sequence[UUID]:
    fewer = ALL - {OrderRule.FAIR}
    whole, unfair = (wishes.order_instance(facts, rules) for rules in (ALL, fewer))
    for order in permutations(item_ids(facts)):
        session = (wishes.session_of(facts, order),)
        if evaluate(unfair, session).is_feasible and not evaluate(whole, session).is_feasible:
            return order
    raise AssertionError
