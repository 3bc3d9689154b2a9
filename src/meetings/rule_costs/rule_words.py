"""A rule in words: what is being tried, what it costs, and how a list names it; no name of a child stands here."""

from collections.abc import Collection, Sequence

from core.calendar import clock_time
from meetings.agenda.day_plan import AgendaFacts, day_plan, presences
from meetings.agenda.model import AgendaItem
from meetings.agenda.ordering_conditions import Presence
from meetings.agenda.presenters import duration
from meetings.arrangements.comparing import in_order
from meetings.arrangements.model import OrderRule
from meetings.arrangements.wish_words import numbers
from meetings.rule_costs.model import BindingRule, RuleCost, RuleKind
from meetings.rule_costs.weighing import without

WITH_ALL = "決まりをすべて守って、もう一度さがしています。"


def trying(facts: AgendaFacts, rules: Collection[OrderRule], rule: BindingRule | None) -> str:
    """What the worker does at the moment."""
    if rule is None:
        return WITH_ALL
    if rule.kind is RuleKind.HOURS:
        return f"{_agency(facts, rule)}がいつでも来られるとして、さがしています。"
    return f"「{short(facts, rules, rule)}」をはずして、さがしています。"


def short(facts: AgendaFacts, rules: Collection[OrderRule], rule: BindingRule) -> str:
    """The rule in a list of several."""
    match rule.kind:
        case RuleKind.HOURS:
            return f"{_agency(facts, rule)}の来られる時間"
        case RuleKind.PIN:
            return f"いまの{numbers(facts, [_item(facts, rule)])}の固定"
        case RuleKind.CAP:
            return f"1機関の待ちを{facts.council.numbers.longest_wait_minutes}分までにする"
        case RuleKind.BLOCKS:
            return (OrderRule.DISTRICT if OrderRule.DISTRICT in rules else OrderRule.BELONGING).label
        case _:
            return rule.kind.label


def together(facts: AgendaFacts, rules: Collection[OrderRule], several: Sequence[BindingRule]) -> list[str]:
    """Several rules in a list, those of one kind together: 第二小・市民病院の来られる時間, いまの3番・8番の固定."""
    hours = [_agency(facts, rule) for rule in several if rule.kind is RuleKind.HOURS]
    pins = [item for item in facts.items if BindingRule(kind=RuleKind.PIN, subject=item.id) in several]
    said = [f"{'・'.join(hours)}の来られる時間"] if hours else []
    said += [f"いまの{numbers(facts, pins)}の固定"] if pins else []
    return said + [
        f"「{short(facts, rules, rule)}」" for rule in several if rule.kind not in {RuleKind.HOURS, RuleKind.PIN}
    ]


def sentence(facts: AgendaFacts, rules: Collection[OrderRule], cost: RuleCost) -> str:
    """第二小が15:30より前に来られれば、待ちは合わせて38分減ります."""
    rule, minutes = cost.rule, duration(cost.minutes)
    match rule.kind:
        case RuleKind.HOURS:
            return f"{_agency(facts, rule)}が{_wider(_presence(facts, rule))}れば、待ちは合わせて{minutes}減ります。"
        case RuleKind.PIN:
            item = _item(facts, rule)
            cases = "・".join(case.number for case in facts.cases_of(item))
            return f"いまの{numbers(facts, [item])}（{cases}）の固定で、待ちは合わせて{minutes}増えています。"
        case _:
            return f"{short(facts, rules, rule)}決まりで、待ちは合わせて{minutes}増えています。"


def when_then(facts: AgendaFacts, rules: Collection[OrderRule], cost: RuleCost) -> str:
    """When the agency would be asked to come in the order found without its hours: 14:40–15:10."""
    agency = str(cost.rule.subject)
    free, _rules = without(facts, rules, cost.rule)
    plan = day_plan(in_order(free, cost.order))
    if agency in plan.standing or agency not in plan.told:
        return ""
    window = plan.told[agency]
    return f"{clock_time(window.starts)}–{clock_time(window.ends)}"


def _agency(facts: AgendaFacts, rule: BindingRule) -> str:
    return _presence(facts, rule).agency_name


def _presence(facts: AgendaFacts, rule: BindingRule) -> Presence:
    return next(one for one in presences(facts) if one.agency == str(rule.subject))


def _wider(presence: Presence) -> str:
    """More than the agency said: 15:30より前に来られ, 14:20より後まで居られ."""
    since, until = presence.available_from, presence.available_until
    early = f"{clock_time(since)}より前に来られ" if since else ""
    late = f"{clock_time(until)}より後まで居られ" if until else ""
    return f"{early}るか、{late}" if early and late else early or late


def _item(facts: AgendaFacts, rule: BindingRule) -> AgendaItem:
    return next(item for item in facts.items if item.id == rule.subject)
