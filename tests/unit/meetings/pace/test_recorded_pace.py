"""What recorded items say about how long a council's items take, and how it is shown."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest

from access.councils.model import Numbers
from meetings.minutes.model import RecordedTime
from meetings.pace.actions import LEAST_SPREAD, Learning
from meetings.pace.presenters import example, numbers_words, pace_view
from meetings.pace.recorded_pace import LEAST_ITEMS, RecordedPace, recorded_pace
from tests.unit.meetings.preparation_samples import COUNCIL

BEGAN = datetime(2026, 8, 28, 4, 30, tzinfo=UTC)


def recorded(*minutes: float, planned: int = 5) -> tuple[list[RecordedTime], dict[UUID, int]]:
    times = [
        RecordedTime(item_id=uuid4(), started_at=BEGAN, ended_at=BEGAN + timedelta(minutes=one)) for one in minutes
    ]
    return times, {one.item_id: planned for one in times}


def test_ratio_and_spread_of_what_was_recorded() -> None:
    found = recorded_pace(*recorded(*[4.0, 7.0] * 10))
    assert (found.items, found.ratio_percent, found.spread_percent, found.enough) == (20, 110, 28, True)


def test_slips_and_items_without_plan_do_not_count() -> None:
    times, planned = recorded(0.5, 121, -3, 5, 5, 5)
    without, _ = recorded(5)
    zero, nothing = recorded(5, planned=0)
    found = recorded_pace([*times, *without, *zero], planned | nothing)
    assert found == RecordedPace(items=3, ratio_percent=100, spread_percent=0)


def test_a_forgotten_press_does_not_make_every_agency_wait_longer() -> None:
    usual = [4.0, 7.0] * 10
    found = recorded_pace(*recorded(*usual, 40.0))
    assert (found.items, found.ratio_percent, found.spread_percent) == (20, 110, 28)
    assert recorded_pace(*recorded(*usual, 30.0)).items == 21


@pytest.mark.parametrize("count", [0, 1])
def test_next_to_nothing_recorded_says_nothing(count: int) -> None:
    assert recorded_pace(*recorded(*[9.0] * count)) == RecordedPace(items=count)


def test_the_pace_that_made_the_times_is_found_again() -> None:
    chance = Random(7)
    found = recorded_pace(*recorded(*(12 * chance.lognormvariate(0.05, 0.3) for _ in range(3000)), planned=12))
    assert found.ratio_percent == pytest.approx(110, abs=2)
    assert found.spread_percent == pytest.approx(31, abs=2)


def test_what_is_taken_stays_within_what_may_be_typed_and_keeps_some_slack() -> None:
    exact = Learning(council=COUNCIL, recorded=RecordedPace(items=40, ratio_percent=100, spread_percent=0))
    assert exact.taken.minutes_spread_percent == LEAST_SPREAD
    wild = Learning(council=COUNCIL, recorded=RecordedPace(items=40, ratio_percent=700, spread_percent=180))
    assert (wild.taken.minutes_ratio_percent, wild.taken.minutes_spread_percent) == (200, 100)
    assert wild.taken.unseen_days == COUNCIL.numbers.unseen_days


def test_the_page_offers_what_was_recorded_when_it_is_enough_and_differs() -> None:
    few = pace_view(Learning(council=COUNCIL, recorded=RecordedPace(items=LEAST_ITEMS - 1, spread_percent=28)))
    assert not few.offered
    assert "まだ19件" in few.recorded
    same = pace_view(Learning(council=COUNCIL, recorded=RecordedPace(items=46, spread_percent=35)))
    assert not same.offered
    assert "いまの値と同じです" in same.recorded
    other = pace_view(Learning(council=COUNCIL, recorded=RecordedPace(items=46, ratio_percent=110, spread_percent=28)))
    assert other.offered
    assert other.recorded == "記録された46件では、予定の1.1倍、ばらつき28%です。"
    assert other.meaning == "5分の議題は、だいたい3分から7分で終わる見こみです。"
    assert (other.now, other.sign) == ("平均は予定どおり、ばらつき35%", "110-28")


def test_the_example_grows_through_the_meeting() -> None:
    lines = example(Numbers(), None)
    assert [(line.place, line.planned, line.now) for line in lines] == [
        (1, "13:30–13:35", "13:30–13:40（ゆとり 後5分）"),
        (6, "13:55–14:00", "13:45–14:10（ゆとり 前10分・後10分）"),
        (12, "14:25–14:30", "14:15–14:40（ゆとり 前10分・後10分）"),
        (24, "15:25–15:30", "15:10–15:45（ゆとり 前15分・後15分）"),
    ]
    assert numbers_words(Numbers(minutes_spread_percent=0)) == "ゆとりをつけていません（ばらつき0%）"
