"""A proposal in words: the result, the bound only when it says something, and what pressing the button allows."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

import pytest

from core.calendar import JST
from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.agenda.matrix import matrix
from meetings.agenda.presenters import duration
from meetings.agenda.rules import individual
from meetings.arrangements import presenters, rules
from meetings.arrangements.comparing import in_order, listed
from meetings.arrangements.model import USUAL_RULES, Arrangement, ArrangementState, ArrangementWay, OrderRule
from tests.unit.meetings.arrangements.agenda_samples import agenda, item_ids, shuffled, with_items

NOW = datetime(2026, 11, 20, 10, 32, tzinfo=JST)


def proposal(facts: AgendaFacts, seed: int = 3) -> Arrangement:
    """Some other order of this agenda."""
    order = tuple(shuffled(facts, seed))
    return Arrangement(
        id=uuid4(), meeting_id=facts.meeting.id, way=ArrangementWay.SEARCH, rules=USUAL_RULES,
        before=tuple(item_ids(facts)), order=order, headings=tuple(item.block for item in individual(facts.items)),
        seen=rules.seen(facts), waiting=day_plan(in_order(facts, order)).waiting, bound=1, seconds=5, made_at=NOW,
    )  # fmt: skip


def test_waiting_comes_first_and_is_that_of_both_orders() -> None:
    facts = agenda(1, households=12)
    found = proposal(facts)
    words = presenters.arrangement_view(facts, found).words
    assert words.before == duration(day_plan(facts).waiting)
    assert words.after == duration(found.waiting)
    assert words.listed == duration(day_plan(facts).list_waiting)


@pytest.mark.parametrize(
    ("bound", "proven", "said"),
    [
        (100, True, "これより短くはできません。"),
        (95, False, "どう並べても1時間35分より短くはできません。"),
        (50, False, ""),
    ],
)
def test_the_bound_is_said_only_when_proven_or_near(bound: int, proven: bool, said: str) -> None:  # noqa: FBT001 - pytest
    facts = agenda(1, households=12)
    found = replace(proposal(facts), waiting=100, bound=bound, proven=proven)
    view = presenters.arrangement_view(facts, found)
    assert view.words.bound == said
    assert dict(view.figures)["これより短くはできない値"].startswith(duration(bound))


def test_a_bound_nobody_knows_is_not_given_as_a_number() -> None:
    facts = agenda(1, households=12)
    found = replace(proposal(facts), waiting=100, bound=0)
    assert dict(presenters.arrangement_view(facts, found).figures)["これより短くはできない値"] == "分かっていません"


def test_waiting_of_standing_members_is_named_where_it_counts() -> None:
    facts = agenda(1, households=12)
    facts = replace(facts, invitees=[replace(facts.invitees[0], standing=True), *facts.invitees[1:]])
    usual = proposal(facts)
    counted = replace(usual, rules=tuple(rule for rule in USUAL_RULES if rule is not OrderRule.STANDING))
    said = [presenters.arrangement_view(facts, one).words.agencies for one in (usual, counted)]
    number = int(said[0].removesuffix("機関"))
    assert said[1] == f"{number + 1}機関（常任もふくむ）"


def test_both_orders_have_their_agencies_in_the_same_columns() -> None:
    facts = agenda(1, households=12)
    (_, after), (_, before) = presenters.arrangement_view(facts, proposal(facts)).matrices
    assert [one.name for one in after.columns] == [one.name for one in before.columns]
    alone = matrix(facts, day_plan(facts))
    assert [one.name for one in alone.columns] != [one.name for one in before.columns], "the sample says something"


def test_the_button_says_who_waits_longer() -> None:
    facts = agenda(4, households=16)
    facts = in_order(facts, listed(facts))
    view = presenters.arrangement_view(facts, proposal(facts))
    longer = [row for row in view.agencies if "台帳の順より" in row.note]
    assert len(longer) > 1
    assert view.words.button.endswith(f"ほか{len(longer) - 1}機関が長く待つことを認めて、この順にする")
    assert all(any(row.name in sentence for sentence in view.words.warnings) for row in longer)


def test_an_order_that_changes_nothing_has_no_button() -> None:
    facts = agenda(4, households=6)
    same = replace(proposal(facts), order=tuple(item_ids(facts)))
    words = presenters.arrangement_view(facts, same).words
    assert not words.button
    assert "いまの順と同じ" in words.changes


def test_the_list_has_the_new_and_the_present_number_of_every_item() -> None:
    facts = agenda(5, households=9)
    found = proposal(facts)
    shown = [one for one in presenters.arrangement_view(facts, found).order if one.line.kind == "item"]
    assert [one.line.id for one in shown] == list(found.order)
    assert [one.line.number for one in shown] == list(range(1, 10))
    assert [found.before[(one.before or 0) - 1] for one in shown] == list(found.order)


def test_the_line_on_the_agenda_stands_only_while_it_is_true() -> None:
    facts = agenda(5, households=9)
    taken = replace(proposal(facts), state=ArrangementState.ACCEPTED, proven=True)
    now = with_items(facts, rules.taken(facts, taken))
    said = presenters.made_line(now, taken)
    assert said.startswith("この順は11月20日10:32に整えたものです（待ち ")
    assert said.endswith("、これより短くはできません）。")
    assert presenters.made_line(facts, taken) == ""
    longer = [replace(item, minutes=item.minutes + 5) for item in now.items]
    assert presenters.made_line(with_items(now, longer), taken) == ""
    assert presenters.made_line(now, replace(taken, state=ArrangementState.PROPOSED)) == ""
