"""What is left of a running meeting in another order: what it costs, and that what is over stays in front."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from itertools import permutations
from uuid import uuid4

import pytest

from core.calendar import JST
from meetings.agenda.day_plan import AgendaFacts
from meetings.agenda.rules import individual
from meetings.arrangements.model import ArrangementWay
from meetings.invitations.model import Window
from meetings.minutes import delay
from meetings.minutes.model import Deliberation
from meetings.minutes.rules import stops
from meetings.repairs.repairing import shown, usual
from meetings.repairs.rest import Rest
from meetings.repairs.rest_words import rest_rows, taken_words
from meetings.scheduling.model import MeetingState
from tests.unit.meetings.preparation_samples import DAY, MEETING
from tests.unit.meetings.repairs.announced_samples import announced, meeting_of, random_meeting, with_hours

CALLED = ((10, ("岬小",)), (10, ("浜小",)), (10, ("丘小",)), (10, ("港小",)), (10, ("林小",)))
"""9:00 開会, then from 9:05 every ten minutes, 閉会 9:55–10:00."""


def _at(hour: int, minute: int) -> datetime:
    return datetime.combine(DAY, time(hour, minute), JST)


def _running(
    facts: AgendaFacts, begun: Sequence[tuple[int, datetime]], now: datetime
) -> tuple[AgendaFacts, delay.Outlook, delay.Typed]:
    """The meeting after its stops were taken up at these times, and how it will go on."""
    order, ends = stops(facts.items), [at for _, at in begun[1:]]
    typed = {
        order[stop].id: Deliberation(
            id=uuid4(), meeting_id=MEETING.id, item_id=order[stop].id, started_at=at, ended_at=ended
        )
        for (stop, at), ended in zip(begun, [*ends, None], strict=True)
    }
    meeting = replace(facts.meeting, state=MeetingState.RUNNING, current_item_id=order[begun[-1][0]].id)
    running = replace(facts, meeting=meeting)
    found = delay.outlook(running, typed, now)
    assert found is not None
    return running, found, typed


def _rest(told: tuple[AgendaFacts, list[Window]], begun: Sequence[tuple[int, datetime]], now: datetime) -> Rest:
    running, found, _ = _running(told[0], begun, now)
    return Rest(running, found, told[1])


def test_the_way_out_of_a_delay_takes_first_whoever_must_leave() -> None:
    told = announced(with_hours(meeting_of(CALLED), {"港小": (None, time(9, 50))}))
    rest = _rest(told, [(0, _at(9, 0)), (1, _at(9, 12))], _at(9, 13))
    steps = list(rest.steps())
    assert [step.way for step in steps] == [ArrangementWay.KEEP, ArrangementWay.ONE_MOVE, ArrangementWay.QUIET]
    keep, move = steps[:2]
    assert [len(step.price.broken) for step in (keep, move)] == [1, 0]
    assert move.price.moved == 1
    assert usual(shown(steps)).price.broken == ()


def test_an_order_is_priced_as_the_agenda_in_that_order_would_be() -> None:
    for seed in range(6):
        told = announced(random_meeting(seed, count=6, break_at=time(9, 20)))
        begun, now = [(0, _at(9, 0)), (1, _at(9, 14)), (3, _at(9, 19))], _at(9, 21)
        running, found, typed = _running(told[0], begun, now)
        rest = Rest(running, found, told[1])
        for order in list(permutations(range(len(rest.items))))[::5]:
            after = replace(running, items=rest.agenda(order))
            then = delay.outlook(after, typed, now)
            assert then is not None
            called = delay.still_called(after, then, told[1])
            assert rest.then_called(order) == called
            assert rest.price(order).told == tuple(one.invitee.agency_id for one in called if not one.holds)


def test_what_is_over_and_the_current_item_stay_in_front() -> None:
    told = announced(meeting_of(CALLED))
    before = [item.id for item in individual(told[0].items)]
    rest = _rest(told, [(0, _at(9, 0)), (3, _at(9, 5)), (1, _at(9, 15))], _at(9, 16))
    assert [item.id for item in rest.items] == [before[1], before[3], before[4]]
    after = rest.agenda([2, 0, 1])
    assert [item.id for item in individual(after)] == [before[place] for place in (0, 2, 4, 1, 3)]
    assert [item.title for item in after if item.title] == ["開会", "閉会"]


def test_a_heavy_case_does_not_go_to_the_end_and_a_pinned_one_is_not_picked_up() -> None:
    facts = meeting_of(CALLED)
    heavy = [replace(item, heavy=item == individual(facts.items)[1]) for item in facts.items]
    rest = _rest(announced(replace(facts, items=heavy)), [(0, _at(9, 0)), (1, _at(9, 5))], _at(9, 6))
    assert len(rest.price([1, 0, 2, 3]).broken) == 1
    assert rest.price([0, 2, 1, 3]).broken == ()
    pinned = replace(facts, items=[replace(item, pinned=True) for item in facts.items])
    fixed = _rest(announced(pinned), [(0, _at(9, 0)), (1, _at(9, 25))], _at(9, 26))
    assert {step.order for step in fixed.steps()} == {tuple(item.id for item in fixed.items)}


@pytest.mark.parametrize("seed", range(4))
def test_the_quiet_search_is_never_dearer_than_the_steps_before_it(seed: int) -> None:
    told = announced(random_meeting(seed, count=9))
    rest = _rest(told, [(0, _at(9, 0)), (1, _at(9, 20))], _at(9, 22))
    places = {item.id: place for place, item in enumerate(rest.items)}
    costs = [rest.cost([places[item] for item in step.order]) for step in rest.steps(most=800)]
    assert costs == sorted(costs, reverse=True)


def test_the_page_names_the_agencies_to_ring_up() -> None:
    told = announced(meeting_of(CALLED))
    rest = _rest(told, [(0, _at(9, 0)), (1, _at(9, 20))], _at(9, 21))
    row = rest_rows(rest, shown(list(rest.steps())))[0]
    assert (row.order, row.moved) == ("0-1-2-3", "なし")
    assert sorted(row.ring) == sorted(
        [("浜小", "9:30ごろ"), ("丘小", "9:40ごろ"), ("港小", "9:50ごろ"), ("林小", "10:00ごろ")]
    )
    assert taken_words(0).endswith("時間がずれる機関はありません。")
    assert "3機関に、" in taken_words(3)
