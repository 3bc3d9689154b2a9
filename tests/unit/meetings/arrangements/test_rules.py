"""Signs of an agenda, taking a proposal with its headings, and taking it back."""

from dataclasses import replace
from datetime import datetime, time
from uuid import uuid4

import pytest

from core.calendar import JST
from meetings.agenda.day_plan import AgendaFacts
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.ordering_blocks import HEAVY_LABEL
from meetings.agenda.rules import individual
from meetings.arrangements import rules
from meetings.arrangements.comparing import in_order
from meetings.arrangements.errors import (
    AgendaChanged,
    AlreadyAnnounced,
    NoSuchArrangement,
    NothingToArrange,
    NothingToTakeBack,
)
from meetings.arrangements.model import USUAL_RULES, Arrangement, ArrangementState, ArrangementWay, OrderRule
from meetings.scheduling.model import Invitee
from tests.unit.meetings.arrangements.agenda_samples import agenda, item_ids, shuffled, with_items

NOW = datetime(2026, 11, 20, 10, 32, tzinfo=JST)


def proposal(facts: AgendaFacts) -> Arrangement:
    """Some other order of this agenda."""
    return Arrangement(
        id=uuid4(), meeting_id=facts.meeting.id, way=ArrangementWay.SEARCH, rules=USUAL_RULES,
        before=tuple(item_ids(facts)), order=tuple(shuffled(facts, 3)),
        headings=tuple(item.block for item in individual(facts.items)), seen=rules.seen(facts), waiting=10,
        made_at=NOW,
    )  # fmt: skip


def changes(facts: AgendaFacts) -> list[AgendaFacts]:
    """The agenda with one thing changed each time: order, pin, minutes, weight, hours, who comes, the frame."""
    first, invited = individual(facts.items)[0], facts.invitees[0]

    def with_first(changed: AgendaItem) -> AgendaFacts:
        return with_items(facts, [changed if one.id == first.id else one for one in facts.items])

    def with_answer(changed: Invitee) -> AgendaFacts:
        return replace(facts, invitees=[changed, *facts.invitees[1:]])

    return [
        in_order(facts, shuffled(facts, 1)),
        with_first(replace(first, pinned=True)),
        with_first(replace(first, minutes=first.minutes + 1)),
        with_first(replace(first, heavy=not first.heavy)),
        with_answer(replace(invited, comes_from=time(13, 20))),
        with_answer(replace(invited, standing=not invited.standing)),
        replace(facts, invitees=facts.invitees[1:]),
        replace(facts, meeting=replace(facts.meeting, break_at=time(14, 5), break_minutes=15)),
        replace(facts, linkages=facts.linkages[3:]),
    ]


def test_every_change_changes_the_sign_and_refuses_the_proposal() -> None:
    facts = agenda(1)
    made = proposal(facts)
    rules.check_may_take(made, facts)
    for changed in changes(facts):
        assert rules.seen(changed) != rules.seen(facts)
        with pytest.raises(AgendaChanged):
            rules.check_may_take(made, changed)


def test_figures_stay_true_when_only_order_and_pins_change() -> None:
    facts = agenda(1)
    made = proposal(facts)
    order, pin, *others = changes(facts)
    assert rules.still_true(made, order)
    assert rules.still_true(made, pin)
    assert not any(rules.still_true(made, other) for other in others)


@pytest.mark.parametrize("seed", range(6))
def test_taken_and_taken_back_is_exactly_as_before(seed: int) -> None:
    facts = agenda(seed, households=12, pins=0.2)
    made = proposal(facts)
    taken = with_items(facts, rules.taken(facts, made))
    assert tuple(item_ids(taken)) == made.order
    assert {one.id: one.pinned for one in taken.items} == {one.id: one.pinned for one in facts.items}
    assert rules.taken_back(taken, made) == list(facts.items)


def test_only_a_taken_order_that_still_stands_can_be_taken_back() -> None:
    facts = agenda(1)
    made = replace(proposal(facts), state=ArrangementState.ACCEPTED)
    rules.check_may_take_back(made, in_order(facts, made.order))
    with pytest.raises(NothingToTakeBack):
        rules.check_may_take_back(made, facts)
    with pytest.raises(NoSuchArrangement):
        rules.check_may_take(made, facts)
    with pytest.raises(NoSuchArrangement):
        rules.check_may_take(replace(proposal(facts), order=()), facts)


def test_headings_name_schools_once_and_heavy_cases_at_the_beginning() -> None:
    facts = agenda(2, households=12, heavy=0.0)
    order = sorted(individual(facts.items), key=lambda item: facts.cases_of(item)[0].affiliation)
    heavy = [replace(item, heavy=place < 5) for place, item in enumerate(order)]
    found = rules.headings(facts, heavy, USUAL_RULES)
    assert found[heavy[0].id].startswith(HEAVY_LABEL)
    for label in found.values():
        parts = label.split("・")
        assert len(parts) == len(set(parts))
    affiliations = {facts.cases_of(item)[0].affiliation for item in heavy[5:]}
    assert affiliations <= {part for label in found.values() for part in label.split("・")}


def test_headings_name_districts_when_districts_stand_together() -> None:
    facts = agenda(2, households=12, heavy=0.0)
    found = rules.headings(facts, individual(facts.items), (OrderRule.DISTRICT,))
    assert {part for label in found.values() for part in label.split("・")} == {"北地区", "南地区"}


def test_one_item_nothing_free_or_already_announced() -> None:
    facts = agenda(1)
    rules.check_may_arrange(facts)
    one = [item for item in facts.items if item.kind is not ItemKind.INDIVIDUAL] + individual(facts.items)[:1]
    with pytest.raises(NothingToArrange):
        rules.check_may_arrange(with_items(facts, one))
    with pytest.raises(NothingToArrange):
        rules.check_may_arrange(with_items(facts, [replace(item, pinned=True) for item in facts.items]))
    with pytest.raises(AlreadyAnnounced):
        rules.check_may_arrange(replace(facts, meeting=replace(facts.meeting, confirmed_at=NOW)))
