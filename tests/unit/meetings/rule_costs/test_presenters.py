"""The page: the dearest first, a number to ring only where there is a reason, the rest in one sentence."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from meetings.arrangements.model import USUAL_RULES, Arrangement, ArrangementState, ArrangementWay
from meetings.rule_costs.actions import Weighing
from meetings.rule_costs.model import BindingRule, RuleCost, RuleCosts, RuleKind
from meetings.rule_costs.presenters import BAR_WIDTH, NO_NUMBER, costs_view, to_try
from tests.unit.meetings.arrangements.agenda_samples import AGENCIES, agenda, item_ids
from tests.unit.meetings.preparation_samples import MEETING, key

POLICE, CLUB = AGENCIES["警察署"], AGENCIES["学童クラブ"]
HOURS = [BindingRule(kind=RuleKind.HOURS, subject=one.id) for one in (POLICE, CLUB)]
HEAVY, FAIR = BindingRule(kind=RuleKind.HEAVY), BindingRule(kind=RuleKind.FAIR)


def weighing(*, may_ring: bool = True, state: ArrangementState = ArrangementState.PROPOSED) -> Weighing:
    """An agenda on which two agencies have hours; only the police has a telephone."""
    facts = agenda(3, households=6)
    order = tuple(item_ids(facts))
    limited = {POLICE.id, CLUB.id}
    facts = replace(
        facts,
        invitees=[replace(one, comes_from=time(13, 20)) if one.agency_id in limited else one for one in facts.invitees],
        agencies={**facts.agencies, POLICE.id: replace(POLICE, phone="0999-00-0110")},
    )
    proposal = Arrangement(
        id=key("proposal"), meeting_id=MEETING.id, way=ArrangementWay.SEARCH, rules=USUAL_RULES, before=order,
        order=order, seen="", waiting=100, made_at=datetime(2026, 11, 1, tzinfo=UTC), state=state,
    )  # fmt: skip
    return Weighing(
        facts=facts,
        proposal=proposal,
        rules=frozenset(USUAL_RULES),
        binding=[*HOURS, HEAVY, FAIR],
        may_ring=may_ring,
    )


def costs(found: Weighing, minutes: Sequence[tuple[BindingRule, int]], better: int = 0) -> RuleCosts:
    order = item_ids(found.facts)
    made = [RuleCost(rule=rule, minutes=saved, order=order if saved else ()) for rule, saved in minutes]
    return RuleCosts(costs=made, waiting=100, better=better)


def test_each_row_says_what_it_saves_and_only_hours_are_a_reason_to_ring() -> None:
    found = weighing()
    view = costs_view(found, costs(found, [(HOURS[0], 40), (HEAVY, 10), (HOURS[1], 4), (FAIR, 0)]))
    assert [(row.saved, row.bar) for row in view.rows] == [
        ("40分", BAR_WIDTH), ("10分", BAR_WIDTH // 4), ("4分", BAR_WIDTH // 10),
    ]  # fmt: skip
    assert [(row.agency, row.ring) for row in view.rows] == [
        (POLICE.id, "0999-00-0110"), (None, ""), (CLUB.id, NO_NUMBER),
    ]  # fmt: skip
    assert view.rows[0].sentence == "警察署が13:20より前に来られれば、待ちは合わせて40分減ります。"
    assert view.rows[0].note.startswith("見つけた順で知らせる時間は、")
    assert not view.rows[1].note
    assert "しらべた範囲では、次の3つをはずすと" in view.summary
    assert view.nothing == (
        "ほかの1つは、はずしてさがしても、待ちは短くなりませんでした：「台帳の順より長く待つ機関をつくらない」。"
    )
    assert not view.better
    assert view.waiting == "案の待ち 1時間40分"


def test_who_may_not_see_the_directory_sees_no_number() -> None:
    found = weighing(may_ring=False)
    row = costs_view(found, costs(found, [(HOURS[0], 40)])).rows[0]
    assert (row.agency, row.ring) == (None, "")
    assert "0999" not in str(row)


def test_when_nothing_was_found_it_is_no_proof() -> None:
    found = weighing()
    view = costs_view(found, costs(found, [(HOURS[0], 0), (HOURS[1], 0), (HEAVY, 0)]))
    assert view.rows == []
    assert view.summary == (
        "3つの決まりを、一つずつはずしてさがしました。"
        "しらべた範囲では、どれをはずしても、待ちの短い順は見つかりませんでした。"
    )
    assert view.nothing.endswith("：警察署・学童クラブの来られる時間、「重いケース・未目視のケースを前半に置く」。")


def test_a_shorter_order_under_all_rules_is_said() -> None:
    found = weighing(state=ArrangementState.ACCEPTED)
    view = costs_view(found, costs(found, [(HEAVY, 3)], better=5))
    assert view.better == "しらべるあいだに、決まりをすべて守ったまま、待ちが5分短い順も見つかりました。"
    assert view.nothing == ""
    assert view.waiting == "いまの順の待ち 1時間40分"


def test_what_will_be_tried_is_listed() -> None:
    assert to_try(weighing()) == [
        "警察署・学童クラブの来られる時間",
        "「重いケース・未目視のケースを前半に置く」",
        "「台帳の順より長く待つ機関をつくらない」",
    ]
