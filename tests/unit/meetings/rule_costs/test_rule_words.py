"""Rules in words: hours, pins and switches, alone and together."""

from dataclasses import replace
from datetime import time

import pytest

from core.calendar import clock_time
from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.arrangements.model import USUAL_RULES, OrderRule
from meetings.rule_costs.model import BindingRule, RuleCost, RuleKind
from meetings.rule_costs.rule_words import WITH_ALL, sentence, together, trying, when_then
from tests.unit.meetings.arrangements.agenda_samples import AGENCIES, agenda, item_ids

ALL = frozenset(USUAL_RULES)
POLICE, SCHOOL = AGENCIES["警察署"].id, AGENCIES["第二小学校"].id
POLICE_HOURS = BindingRule(kind=RuleKind.HOURS, subject=POLICE)


def with_hours(since: time | None, until: time | None) -> AgendaFacts:
    """The police comes only then."""
    facts = agenda(3, households=6)
    invitees = [
        replace(one, comes_from=since, comes_until=until) if one.agency_id in {POLICE, SCHOOL} else one
        for one in facts.invitees
    ]
    return replace(facts, invitees=invitees)


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (time(13, 20), None, "警察署が13:20より前に来られれば、待ちは合わせて1時間05分減ります。"),
        (None, time(13, 40), "警察署が13:40より後まで居られれば、待ちは合わせて1時間05分減ります。"),
        (
            time(13, 20),
            time(13, 40),
            "警察署が13:20より前に来られるか、13:40より後まで居られれば、待ちは合わせて1時間05分減ります。",
        ),
    ],
)
def test_hours_say_what_would_have_to_be_wider(since: time | None, until: time | None, said: str) -> None:
    assert sentence(with_hours(since, until), ALL, RuleCost(rule=POLICE_HOURS, minutes=65)) == said


@pytest.mark.parametrize(
    ("kind", "rules", "said"),
    [
        (RuleKind.HEAVY, ALL, "重いケース・未目視のケースを前半に置く決まりで、待ちは合わせて12分増えています。"),
        (RuleKind.BLOCKS, ALL, "同じ所属（学校・園）のケースを続ける決まりで、待ちは合わせて12分増えています。"),
        (
            RuleKind.BLOCKS,
            ALL | {OrderRule.DISTRICT},
            "同じ地区のケースを続ける決まりで、待ちは合わせて12分増えています。",
        ),
        (RuleKind.FAIR, ALL, "台帳の順より長く待つ機関をつくらない決まりで、待ちは合わせて12分増えています。"),
        (RuleKind.CAP, ALL, "1機関の待ちを45分までにする決まりで、待ちは合わせて12分増えています。"),
    ],
)
def test_rules_of_all_say_what_they_cost(kind: RuleKind, rules: frozenset[OrderRule], said: str) -> None:
    facts = agenda(3, households=6)
    numbers = replace(facts.council.numbers, longest_wait_minutes=45)
    capped = replace(facts, council=replace(facts.council, numbers=numbers))
    assert sentence(capped, rules, RuleCost(rule=BindingRule(kind=kind), minutes=12)) == said


def test_a_pinned_item_is_named_by_number_and_case_and_no_child() -> None:
    facts = agenda(3, households=6)
    third = item_ids(facts)[2]
    number = next(facts.cases_of(item)[0].number for item in facts.items if item.id == third)
    cost = RuleCost(rule=BindingRule(kind=RuleKind.PIN, subject=third), minutes=5)
    assert sentence(facts, ALL, cost) == f"いまの3番（{number}）の固定で、待ちは合わせて5分増えています。"


def test_the_time_to_ask_for_is_that_of_the_order_without_the_hours() -> None:
    """Told times keep within an agency's hours; those are left out here, else the old hours would be asked for."""
    facts = with_hours(None, time(13, 10))
    order = item_ids(facts)
    said = when_then(facts, ALL, RuleCost(rule=POLICE_HOURS, minutes=5, order=order))
    free = day_plan(agenda(3, households=6)).told[str(POLICE)]
    assert said == f"{clock_time(free.starts)}–{clock_time(free.ends)}"
    assert day_plan(facts).told[str(POLICE)] != free
    host = AGENCIES["こども家庭センター"].id
    staying = replace(
        facts,
        invitees=[replace(one, comes_from=time(13, 20)) if one.agency_id == host else one for one in facts.invitees],
    )
    cost = RuleCost(rule=BindingRule(kind=RuleKind.HOURS, subject=host), minutes=5, order=order)
    assert when_then(staying, ALL, cost) == "", "who stays throughout has no time of its own"


def test_several_of_a_kind_are_named_together() -> None:
    facts = with_hours(time(13, 20), None)
    ids = item_ids(facts)
    rules = [
        POLICE_HOURS,
        BindingRule(kind=RuleKind.FAIR),
        BindingRule(kind=RuleKind.PIN, subject=ids[4]),
        BindingRule(kind=RuleKind.HOURS, subject=SCHOOL),
        BindingRule(kind=RuleKind.PIN, subject=ids[0]),
    ]
    assert together(facts, ALL, rules) == [
        "警察署・第二小学校の来られる時間",
        "いまの1番・5番の固定",
        "「台帳の順より長く待つ機関をつくらない」",
    ]


def test_what_is_tried_is_said() -> None:
    facts = with_hours(time(13, 20), None)
    assert trying(facts, ALL, None) == WITH_ALL
    assert trying(facts, ALL, POLICE_HOURS) == "警察署がいつでも来られるとして、さがしています。"
    pin = BindingRule(kind=RuleKind.PIN, subject=item_ids(facts)[1])
    assert trying(facts, ALL, pin) == "「いまの2番の固定」をはずして、さがしています。"
