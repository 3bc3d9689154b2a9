"""How a running meeting stands beside its plan, and whose told time holds no longer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from core.calendar import JST
from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.invitations.model import Window
from meetings.minutes import delay
from meetings.minutes.delay import Called, Outlook
from meetings.minutes.delay_words import delay_line, delay_view
from meetings.minutes.model import Deliberation
from meetings.minutes.rules import SPOKEN_STEP, stops
from meetings.scheduling.model import MeetingState, Reply
from meetings.tiers.model import Layer
from tests.unit.meetings.preparation_samples import DAY, MEETING, key
from tests.unit.meetings.repairs.announced_samples import announced, meeting_of, with_hours

CALLED = ((10, ("岬小",)), (10, ("浜小",)), (10, ("岬小", "丘小")), (10, ("港小",)))
"""9:00 開会, then from 9:05 every ten minutes, 閉会 9:45–9:50."""
OPENING, MISAKI, HAMA, OKA, MINATO, CLOSING = range(6)


def _at(hour: int, minute: int, second: int = 0) -> datetime:
    return datetime.combine(DAY, time(hour, minute, second), JST)


def _running(facts: AgendaFacts, begun: Sequence[tuple[int, datetime]]) -> tuple[AgendaFacts, delay.Typed]:
    """The meeting after its stops were taken up at these times; each ended the one before it, the last one is on."""
    order = stops(facts.items)
    typed: dict[UUID, Deliberation] = {}
    ends = [at for _, at in begun[1:]]
    for (stop, began), ended in zip(begun, [*ends, None], strict=True):
        item = order[stop]
        typed[item.id] = Deliberation(
            id=uuid4(), meeting_id=MEETING.id, item_id=item.id, started_at=began, ended_at=ended
        )
    meeting = replace(facts.meeting, state=MeetingState.RUNNING, current_item_id=order[begun[-1][0]].id)
    return replace(facts, meeting=meeting), typed


def _outlook(facts: AgendaFacts, begun: Sequence[tuple[int, datetime]], now: datetime) -> Outlook:
    found = delay.outlook(*_running(facts, begun), now)
    assert found is not None
    return found


def _off(
    facts: AgendaFacts, live: Sequence[Window], begun: Sequence[tuple[int, datetime]], now: datetime
) -> dict[str, Called]:
    running, typed = _running(facts, begun)
    found = delay.outlook(running, typed, now)
    assert found is not None
    called = delay.still_called(running, found, live)
    return {running.agencies[one.invitee.agency_id].name: one for one in called if not one.holds}


def test_on_time_the_plan_goes_on_as_it_stands() -> None:
    facts = meeting_of(CALLED)
    found = _outlook(facts, [(OPENING, _at(9, 0)), (MISAKI, _at(9, 5))], _at(9, 8, 40))
    plan = day_plan(facts)
    assert (found.minutes_late, found.ends, found.planned_ends) == (0, _at(9, 50), plan.ends)
    assert [(one.item.id, one.starts, one.ends) for one in found.rest] == [
        (UUID(place.item.id), place.starts, place.ends) for place in plan.placed[2:]
    ]


def test_an_item_that_takes_longer_pushes_the_rest_from_the_minute_it_should_be_over() -> None:
    facts = meeting_of(CALLED)
    begun = [(OPENING, _at(9, 0)), (MISAKI, _at(9, 5))]
    assert _outlook(facts, begun, _at(9, 15)).minutes_late == 0
    found = _outlook(facts, begun, _at(9, 27, 30))
    assert (found.minutes_late, found.ends) == (12, _at(10, 2))
    assert found.rest[0].starts == _at(9, 27)
    line = delay_line(found, [])
    assert line is not None
    assert (line.late, line.early, line.ends) == ("12分 遅れ", "", "10:02")


def test_a_late_beginning_is_late_at_once_and_four_minutes_are_not_worth_a_word() -> None:
    facts = meeting_of(CALLED)
    four = _outlook(facts, [(OPENING, _at(9, 4))], _at(9, 4))
    five = _outlook(facts, [(OPENING, _at(9, 5))], _at(9, 5))
    assert (four.minutes_late, five.minutes_late) == (4, 5)
    lines = [delay_line(one, []) for one in (four, five)]
    assert [line and line.late for line in lines] == ["", "5分 遅れ"]


def test_items_that_went_faster_make_it_early() -> None:
    facts = meeting_of(CALLED)
    found = _outlook(facts, [(OPENING, _at(9, 0)), (MISAKI, _at(9, 1)), (HAMA, _at(9, 5))], _at(9, 6))
    assert (found.minutes_late, found.ends) == (-10, _at(9, 40))
    line = delay_line(found, [])
    assert line is not None
    assert (line.late, line.early) == ("", "10分 早い")


def test_out_of_order_counts_by_what_is_left_and_what_was_passed_over_comes_before_the_closing() -> None:
    facts = meeting_of(CALLED)
    order = stops(facts.items)
    found = _outlook(facts, [(OPENING, _at(9, 0)), (OKA, _at(9, 5))], _at(9, 6))
    assert [one.item.id for one in found.rest] == [order[place].id for place in (MINATO, MISAKI, HAMA, CLOSING)]
    assert found.minutes_late == 0
    back = _outlook(facts, [(OPENING, _at(9, 0)), (OKA, _at(9, 5)), (MISAKI, _at(9, 15))], _at(9, 20))
    assert [one.item.id for one in back.rest] == [order[place].id for place in (HAMA, MINATO, CLOSING)]
    assert back.minutes_late == 0


def test_the_last_item_over_means_the_meeting_ended_then() -> None:
    facts, begun = meeting_of(CALLED), [(OPENING, _at(9, 0)), (CLOSING, _at(9, 5))]
    running, typed = _running(facts, begun)
    over = {item.id: _over(item, _at(9, 5), _at(9, 30)) for item in stops(facts.items)}
    found = delay.outlook(running, {**typed, **over}, _at(9, 58))
    assert found is not None
    assert (found.rest, found.ends, found.minutes_late) == ([], _at(9, 30), -20)


def test_a_break_ahead_is_still_taken() -> None:
    facts = meeting_of(CALLED, break_at=time(9, 20))
    plan = day_plan(facts)
    found = _outlook(facts, [(OPENING, _at(9, 0)), (MISAKI, _at(9, 5))], _at(9, 10))
    assert (found.minutes_late, found.ends) == (0, _at(10, 0))
    assert [one.starts for one in found.rest] == [place.starts for place in plan.placed[2:]]
    late = _outlook(facts, [(OPENING, _at(9, 0)), (MISAKI, _at(9, 12))], _at(9, 13))
    assert [one.starts for one in late.rest[:2]] == [_at(9, 32), _at(9, 42)]
    assert late.minutes_late == 7


def test_during_the_break_it_is_on_time_whether_the_next_item_was_pressed_before_or_after_it() -> None:
    facts = meeting_of(CALLED, break_at=time(9, 20))
    before = [(OPENING, _at(9, 0)), (MISAKI, _at(9, 5)), (HAMA, _at(9, 15))]
    for now in (_at(9, 25), _at(9, 29), _at(9, 35)):
        assert _outlook(facts, before, now).minutes_late == 0
        pressed = _outlook(facts, [*before, (OKA, _at(9, 25))], now)
        assert (pressed.minutes_late, pressed.rest[0].starts) == (0, _at(9, 45))
    assert _outlook(facts, before, _at(9, 42)).minutes_late == 7


def test_a_break_behind_is_not_taken_twice() -> None:
    facts = meeting_of(CALLED, break_at=time(9, 20))
    begun = [(OPENING, _at(9, 0)), (MISAKI, _at(9, 5)), (HAMA, _at(9, 15)), (OKA, _at(9, 35)), (MINATO, _at(9, 45))]
    found = _outlook(facts, begun, _at(9, 46))
    assert (found.minutes_late, [one.starts for one in found.rest]) == (0, [_at(9, 55)])


def test_an_item_that_came_up_on_the_day_makes_it_late() -> None:
    facts = meeting_of(CALLED)
    *items, closing = facts.items
    came_up = replace(items[-1], id=key("came up"), minutes=8, reasons=(SPOKEN_STEP,))
    after = replace(facts, items=[*items, came_up, replace(closing, position=closing.position + 1)])
    assert _outlook(after, [(OPENING, _at(9, 0))], _at(9, 1)).minutes_late == 8


def test_cases_confirmed_together_count_with_the_step_they_hang_on() -> None:
    facts = meeting_of(CALLED)
    opening, *rest = facts.items
    block = replace(rest[0], id=key("block"), kind=ItemKind.BLOCK, minutes=3)
    found = _outlook(replace(facts, items=[opening, block, *rest]), [(OPENING, _at(9, 0))], _at(9, 1))
    assert (found.minutes_late, found.rest[0].starts) == (0, _at(9, 8))


def test_another_day_a_meeting_that_does_not_run_and_an_empty_agenda_have_no_outlook() -> None:
    running, typed = _running(meeting_of(CALLED), [(OPENING, _at(9, 0))])
    assert delay.outlook(running, typed, _at(9, 1) + timedelta(days=2)) is None
    decided = replace(running, meeting=replace(running.meeting, state=MeetingState.DECIDED))
    assert delay.outlook(decided, typed, _at(9, 1)) is None
    assert delay.outlook(replace(running, items=()), {}, _at(9, 1)) is None
    assert delay_line(None, []) is None


def test_told_times_hold_while_the_talk_is_on_time_and_nobody_is_off_who_was_told_nothing() -> None:
    facts, live = announced(meeting_of(CALLED))
    begun = [(OPENING, _at(9, 0)), (MISAKI, _at(9, 5))]
    assert _off(facts, live, begun, _at(9, 18)) == {}
    assert _off(facts, [], begun, _at(9, 58)) == {}


def test_late_those_still_to_come_are_off_by_when_they_will_be_needed() -> None:
    facts, live = announced(meeting_of(CALLED))
    found = _off(facts, live, [(OPENING, _at(9, 0)), (MISAKI, _at(9, 5)), (HAMA, _at(9, 25))], _at(9, 30))
    assert {name: (one.begun, one.starts, one.ends, one.minutes_late) for name, one in found.items()} == {
        "岬小": (True, _at(9, 35), _at(9, 45), 10),
        "丘小": (False, _at(9, 35), _at(9, 45), 10),
        "港小": (False, _at(9, 45), _at(9, 55), 10),
    }


def test_early_those_are_off_whose_told_time_would_begin_later() -> None:
    facts, live = announced(meeting_of(CALLED))
    found = _off(facts, live, [(OPENING, _at(9, 0)), (MISAKI, _at(9, 1)), (HAMA, _at(9, 5))], _at(9, 6))
    assert {name: one.minutes_early for name, one in found.items()} == {"丘小": 10, "港小": 10}


def test_told_windows_with_slack_take_a_small_delay() -> None:
    begun, now = [(OPENING, _at(9, 0)), (MISAKI, _at(9, 11)), (HAMA, _at(9, 21))], _at(9, 22)
    assert set(_off(*announced(meeting_of(CALLED)), begun, now)) == {"岬小", "丘小", "港小"}
    assert _off(*announced(meeting_of(CALLED, spread=60)), begun, now) == {}


def test_who_stays_throughout_or_stays_away_is_not_rung_up() -> None:
    facts, live = announced(meeting_of(CALLED))
    changed = {
        key("岬小"): {"standing": True}, key("丘小"): {"absent": True}, key("港小"): {"reply": Reply.ABSENT},
    }  # fmt: skip
    invitees = [replace(one, **changed.get(one.agency_id, {})) for one in facts.invitees]  # type: ignore[arg-type]  # fields by agency
    late = [(OPENING, _at(9, 0)), (MISAKI, _at(9, 25))]
    assert set(_off(replace(facts, invitees=invitees), live, late, _at(9, 26))) == {"浜小"}
    together = replace(facts, tier=replace(facts.tier, layer=Layer.REPRESENTATIVES))
    assert _off(together, live, late, _at(9, 26)) == {}


def test_an_agency_that_must_leave_before_it_is_called_is_named_with_its_hours() -> None:
    facts, live = announced(with_hours(meeting_of(CALLED), {"港小": (None, time(9, 46)), "丘小": (time(9, 23), None)}))
    late = _off(facts, live, [(OPENING, _at(9, 0)), (MISAKI, _at(9, 7))], _at(9, 8))
    assert {name: (one.too_early, one.too_late) for name, one in late.items()} == {"港小": (False, True)}
    early = _off(facts, live, [(OPENING, _at(9, 0)), (MISAKI, _at(9, 2))], _at(9, 3))
    assert {name: (one.too_early, one.too_late) for name, one in early.items()} == {"丘小": (True, False)}


def test_what_to_say_to_each_agency_in_the_order_of_readings() -> None:
    facts, live = announced(with_hours(meeting_of(CALLED), {"港小": (None, time(9, 50))}))
    readings = {"岬小": "みさき", "浜小": "はま", "丘小": "おか", "港小": "みなと"}
    agencies = {
        identity: replace(one, kana=readings[one.name], phone="0999-11-0001")
        for identity, one in facts.agencies.items()
    }
    invitees = [replace(one, arrived_at=_at(8, 55)) if one.agency_id == key("岬小") else one for one in facts.invitees]
    facts = replace(facts, agencies=agencies, invitees=invitees)
    begun = [(OPENING, _at(9, 0)), (MISAKI, _at(9, 5)), (HAMA, _at(9, 25))]
    found, off = _outlook(facts, begun, _at(9, 30)), list(_off(facts, live, begun, _at(9, 30)).values())
    view = delay_view(facts, found, off)
    assert [(row.agency, row.told, row.expected, row.hours, row.here) for row in view.rows] == [
        ("丘小", "9:25–9:35", "9:35ごろ", "", False),
        ("岬小", "9:05–9:35", "9:45ごろまで", "", True),
        ("港小", "9:35–9:45", "9:45ごろ", "9:50まで", False),
    ]
    assert [row.say for row in view.rows] == [
        "「9:35ごろに始まり、9:45ごろまでかかりそうです」と伝えてください。",
        "「9:45ごろまでかかりそうです」と伝えてください。",
        "「9:55ごろまでかかりそうです。いられますか」と聞き、難しければ先に取り上げてください。",
    ]
    assert view.line is not None
    assert (view.line.off, view.planned_ends) == (3, "9:50")


def _over(item: AgendaItem, began: datetime, ended: datetime) -> Deliberation:
    return Deliberation(id=uuid4(), meeting_id=MEETING.id, item_id=item.id, started_at=began, ended_at=ended)
