"""Which rules bind an order, and the order that is found without one of them.

Pure but for the time a search takes. A rule is left out exactly as people would: an agency without hours, an item
without its pin, a switch that is off. So what is found then is what a person finds who really does it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from meetings.agenda.day_plan import AgendaFacts, presences
from meetings.agenda.rules import individual
from meetings.arrangements import wishes
from meetings.arrangements.model import OrderRule
from meetings.arrangements.searching import Effort, evaluated, relaxed, search
from meetings.ordering.evaluation import Evaluation
from meetings.rule_costs.model import BindingRule, RuleCost, RuleCosts, RuleKind

SWITCHES = {
    RuleKind.HEAVY: {OrderRule.HEAVY_EARLY},
    RuleKind.BLOCKS: {OrderRule.BELONGING, OrderRule.DISTRICT},
    RuleKind.FAIR: {OrderRule.FAIR},
}
"""Both switches of the blocks together: districts outrank schools, and without them other blocks would bind."""
Rules = Collection[OrderRule]
Orders = Mapping[BindingRule | None, Sequence[UUID]]
"""The order found without each rule, and (None) with all of them; empty where none was found."""


def kept_rules(facts: AgendaFacts, asked: Rules, order: Sequence[UUID]) -> frozenset[OrderRule] | None:
    """The rules an order keeps, when some of those asked for had to yield; None when it breaks what never yields."""
    ways = (frozenset(asked), *relaxed(asked))
    return next((rules for rules in ways if evaluated(facts, rules, order).is_feasible), None)


def binding_rules(facts: AgendaFacts, rules: Rules) -> list[BindingRule]:
    """The rules without which the search would be told something else; hours and pins one by one."""
    whole = wishes.order_instance(facts, rules)
    return [one for one in _rules(facts) if wishes.order_instance(*without(facts, rules, one)) != whole]


def without(facts: AgendaFacts, rules: Rules, rule: BindingRule) -> tuple[AgendaFacts, frozenset[OrderRule]]:
    """The same agenda and rules, one of them left out."""
    match rule.kind:
        case RuleKind.HOURS:
            free = [
                replace(one, comes_from=None, comes_until=None) if one.agency_id == rule.subject else one
                for one in facts.invitees
            ]
            return replace(facts, invitees=free), frozenset(rules)
        case RuleKind.PIN:
            items = [replace(item, pinned=False) if item.id == rule.subject else item for item in facts.items]
            return replace(facts, items=items), frozenset(rules)
        case RuleKind.CAP:
            numbers = replace(facts.council.numbers, longest_wait_minutes=0)
            return replace(facts, council=replace(facts.council, numbers=numbers)), frozenset(rules)
        case _:
            return facts, frozenset(rules) - SWITCHES[rule.kind]


def best_without(facts: AgendaFacts, rules: Rules, rule: BindingRule | None, effort: Effort) -> tuple[UUID, ...]:
    """The best order found without a rule (None: with all of them); empty when there is none."""
    return search(*_fewer(facts, rules, rule), effort).order


def weighed(facts: AgendaFacts, rules: Rules, known: Sequence[UUID], found: Orders) -> RuleCosts:
    """What each rule costs, from the orders found without it; `known` keeps them all.

    Only an order that keeps all the others counts. One that keeps everything all the same is no rule's merit: the costs
    are counted from the best such order.
    """
    waiting = evaluated(facts, rules, known).objective
    attained = {rule: one.objective for rule, order in found.items() if (one := _judged(facts, rules, rule, order))}
    keeping = [attained[rule] for rule in attained if evaluated(facts, rules, found[rule]).is_feasible]
    best = min([waiting, *keeping])
    costs = [_cost(rule, best - attained.get(rule, best), order) for rule, order in found.items() if rule is not None]
    return RuleCosts(costs=sorted(costs, key=lambda cost: -cost.minutes), waiting=waiting, better=waiting - best)


def _judged(facts: AgendaFacts, rules: Rules, rule: BindingRule | None, order: Sequence[UUID]) -> Evaluation | None:
    """What an order found without a rule costs; None when there is none, or it breaks another rule."""
    found = evaluated(*_fewer(facts, rules, rule), order) if order else None
    return found if found is not None and found.is_feasible else None


def _fewer(facts: AgendaFacts, rules: Rules, rule: BindingRule | None) -> tuple[AgendaFacts, frozenset[OrderRule]]:
    return (facts, frozenset(rules)) if rule is None else without(facts, rules, rule)


def _cost(rule: BindingRule, saved: int, order: Sequence[UUID]) -> RuleCost:
    return RuleCost(rule=rule, minutes=saved, order=tuple(order)) if saved > 0 else RuleCost(rule=rule)


def _rules(facts: AgendaFacts) -> Iterator[BindingRule]:
    for presence in presences(facts):
        yield BindingRule(kind=RuleKind.HOURS, subject=UUID(presence.agency))
    for item in individual(facts.items):
        if item.pinned:
            yield BindingRule(kind=RuleKind.PIN, subject=item.id)
    for kind in (RuleKind.HEAVY, RuleKind.BLOCKS, RuleKind.FAIR, RuleKind.CAP):
        yield BindingRule(kind=kind)
