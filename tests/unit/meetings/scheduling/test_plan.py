"""Planning a meeting from the last one, and what speaks against a plan."""

from dataclasses import replace
from datetime import date, time

import pytest

from meetings.scheduling.model import MeetingState
from meetings.scheduling.plan import MeetingPlan, OfficeDays, months_later, next_ordinal, plan_problems, proposed_plan
from tests.unit.meetings.preparation_samples import CENTER, CLINIC, MEETING, SCHOOL, TIER

DAYS = OfficeDays(
    today=date(2026, 11, 30), closed=frozenset({date(2027, 2, 25)}), closed_names={date(2027, 2, 25): "市制記念日"}
)
PLAN = MeetingPlan(
    tier_id=TIER.id, ordinal=5, held_on=date(2027, 2, 26), starts=time(13, 30), ends=time(15, 30), place="301会議室",
    reply_by=date(2027, 2, 12), agencies=(SCHOOL.id,),
)  # fmt: skip


def test_the_next_meeting_is_the_same_weekday_a_cycle_later_with_the_same_frame() -> None:
    last = replace(MEETING, break_at=time(14, 30), break_minutes=10)
    plan = proposed_plan(replace(TIER, standing_agencies=(CENTER.id,)), [last], [SCHOOL.id, CLINIC.id], DAYS)
    assert (plan.held_on, plan.ordinal, plan.place) == (date(2027, 2, 26), 5, MEETING.place)
    assert (plan.starts, plan.ends, plan.break_at) == (time(13, 30), time(15, 30), time(14, 30))
    assert plan.agencies == (CENTER.id, SCHOOL.id, CLINIC.id)
    assert plan.reply_by == date(2027, 2, 12)


def test_without_a_last_meeting_the_notice_still_has_four_weeks() -> None:
    plan = proposed_plan(TIER, [], [], DAYS)
    assert plan.held_on == date(2026, 12, 28)
    assert (plan.ends, plan.ordinal) == (time(15, 30), 1)


def test_the_day_for_answers_is_never_a_closed_day() -> None:
    plan = proposed_plan(TIER, [replace(MEETING, held_on=date(2026, 12, 11))], [], DAYS)
    assert plan.held_on == date(2027, 3, 12)
    assert plan.reply_by == date(2027, 2, 26)
    earlier = replace(DAYS, closed=frozenset({date(2027, 2, 26), date(2027, 2, 25)}))
    assert proposed_plan(TIER, [replace(MEETING, held_on=date(2026, 12, 11))], [], earlier).reply_by == date(
        2027, 2, 24
    )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 27), 3, date(2027, 2, 26)),
        (date(2026, 11, 27), 1, date(2026, 12, 25)),
        (date(2026, 10, 30), 1, date(2026, 11, 27)),
        (date(2026, 12, 3), 12, date(2027, 12, 2)),
    ],
)
def test_months_later_keeps_the_week_of_the_month(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


def test_numbers_run_by_fiscal_year_and_a_called_off_meeting_frees_its_own() -> None:
    assert next_ordinal(TIER, [MEETING], date(2027, 2, 26)) == 5
    assert next_ordinal(TIER, [MEETING], date(2027, 4, 23)) == 1
    assert next_ordinal(TIER, [replace(MEETING, state=MeetingState.CANCELLED)], date(2027, 2, 26)) == 1


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"held_on": date(2027, 2, 23)}, "held_on", "天皇誕生日"),
        ({"held_on": date(2027, 2, 27)}, "held_on", "土曜日"),
        ({"held_on": date(2027, 2, 25)}, "held_on", "市制記念日"),
        ({"held_on": date(2026, 12, 30), "reply_by": None}, "held_on", "年末年始の閉庁日"),
        ({"held_on": date(2026, 11, 27), "reply_by": None}, "held_on", "過ぎた日"),
        ({"ends": time(13, 30)}, "ends", "始まりより後"),
        ({"break_at": time(15, 30)}, "break_at", "会議の時間の中"),
        ({"reply_by": date(2027, 2, 26)}, "reply_by", "会議の日より前"),
        ({"reply_by": date(2027, 2, 13)}, "reply_by", "土曜日"),
        ({"agencies": ()}, "agencies", "選んでください"),
    ],
)
def test_what_speaks_against_a_plan_is_said_beside_its_field(change: dict[str, object], field: str, words: str) -> None:
    problems = plan_problems(replace(PLAN, **change), DAYS)  # type: ignore[arg-type]
    assert list(problems) == [field]
    assert words in problems[field]


def test_a_closed_day_may_be_meant() -> None:
    plan = replace(PLAN, held_on=date(2027, 2, 27))
    assert plan_problems(plan, DAYS, closed_day_meant=True) == {}
    assert plan_problems(PLAN, DAYS) == {}
