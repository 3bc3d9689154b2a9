from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from meetings.agenda.model import ItemKind
from meetings.agenda.split import ConcernKind, frame_sentence, is_due, split
from meetings.agenda.split_case import Answer, CaseForMeeting, MeetingDays, Proposal, SplitSettings
from meetings.agenda.split_reasons import ReasonKind

TODAY = date(2026, 11, 20)
MEETING = date(2026, 11, 27)
DAYS = MeetingDays(today=TODAY, meeting_on=MEETING, next_meeting_on=date(2027, 2, 26))
SETTINGS = SplitSettings()
QUIET = CaseForMeeting(
    case_id="c1",
    household_id="h1",
    accepted_on=date(2026, 4, 10),
    next_review_on=MEETING,
    last_deliberated_on=date(2026, 8, 28),
    review_rank="B",
    severity=2,
    previous_severity=2,
    last_seen_on=TODAY,
    lead_agency_id="school",
    birth_date=date(2017, 6, 1),
    answers={"school": Answer.NO_CHANGE, "jiso": Answer.NO_CHANGE},
    school_stage="小3",
)


def days_before(day: date, count: int) -> date:
    return day - timedelta(days=count)


def test_a_quiet_case_is_confirmed_in_the_block_without_a_mark() -> None:
    result = split([QUIET], DAYS, SETTINGS)
    assert result.individual == ()
    (household,) = result.block
    assert (household.kind, household.minutes, household.reasons, household.concerns) == (ItemKind.BLOCK, 0, (), ())
    assert (result.block_minutes, result.minutes) == (10, 10)


@pytest.mark.parametrize(
    ("case", "due"),
    [
        (replace(QUIET, next_review_on=MEETING - timedelta(days=1)), True),
        (replace(QUIET, next_review_on=MEETING), True),
        (replace(QUIET, next_review_on=MEETING + timedelta(days=1)), False),
        (replace(QUIET, next_review_on=MEETING + timedelta(days=300), put_off=True), True),
        (replace(QUIET, next_review_on=None), True),
        (replace(QUIET, next_review_on=None, is_open=False), False),
        (replace(QUIET, next_review_on=date(2027, 3, 1), last_deliberated_on=None), True),
        *(
            (replace(QUIET, next_review_on=date(2027, 3, 1), review_rank=rank, last_deliberated_on=last), due)
            for rank, limit in (("A", 31), ("B", 92), ("C", 184), (None, 92))
            for last, due in (
                (days_before(MEETING, limit - 1), False),
                (days_before(MEETING, limit), False),
                (days_before(MEETING, limit + 1), True),
            )
        ),
    ],
)
def test_which_cases_are_due(case: CaseForMeeting, due: bool) -> None:  # noqa: FBT001 - a column of the table
    assert is_due(case, DAYS, SETTINGS) is due
    assert bool(split([case], DAYS, SETTINGS).block or split([case], DAYS, SETTINGS).individual) is due


REASONS = [
    # case, reasons with their sentences
    ({"last_seen_on": days_before(TODAY, 29)}, {}),
    ({"last_seen_on": days_before(TODAY, 30)}, {}),
    ({"last_seen_on": days_before(TODAY, 31)}, {ReasonKind.UNSEEN: "最後に見た日から31日たっています。"}),
    ({"last_seen_on": None}, {ReasonKind.NEVER_SEEN: "受理してから、まだ子どもを見ていません。"}),
    (
        {"last_seen_on": date(2026, 11, 9), "accepted_on": date(2026, 11, 10)},
        {ReasonKind.NEVER_SEEN: "受理してから、まだ子どもを見ていません。"},
    ),
    ({"last_seen_on": date(2026, 11, 10), "accepted_on": date(2026, 11, 10)}, {}),
    (
        {"last_seen_on": None, "birth_date": None},
        {ReasonKind.NEVER_SEEN: "受理してから、まだ子どもを見ていません。"},
    ),
    (
        {"last_seen_on": None, "due_date": date(2017, 6, 3)},
        {ReasonKind.NEVER_SEEN: "受理してから、まだ子どもを見ていません。"},
    ),
    ({"consecutive_absence_days": 6}, {}),
    ({"consecutive_absence_days": 7}, {ReasonKind.ABSENT: "7日続けて欠席しています。"}),
    ({"consecutive_absence_days": 8}, {ReasonKind.ABSENT: "8日続けて欠席しています。"}),
    ({"last_deliberated_on": None}, {ReasonKind.NEW: "令和8年4月10日に受理した新しいケースです。"}),
    (
        {"last_deliberated_on": None, "accepted_on": None},
        {ReasonKind.NEW: "まだ会議で話し合っていない、新しいケースです。"},
    ),
    ({"accepted_on": None, "last_seen_on": TODAY}, {}),
    ({"moved_in_on": date(2026, 8, 27)}, {}),
    ({"moved_in_on": date(2026, 8, 28)}, {}),
    ({"moved_in_on": date(2026, 8, 29)}, {ReasonKind.MOVED_IN: "令和8年8月29日に転入しました。"}),
    (
        {"moved_in_on": date(2026, 8, 1), "last_deliberated_on": None},
        {ReasonKind.MOVED_IN: "令和8年8月1日に転入しました。"},
    ),
    ({"severity": 3, "previous_severity": 3}, {}),
    ({"severity": 3, "previous_severity": 4}, {}),
    (
        {"severity": 3, "previous_severity": 2},
        {ReasonKind.SEVERITY_UP: "重症度が軽度から中度に上がりました。"},
    ),
    (
        {"severity": 2, "previous_severity": 1},
        {ReasonKind.SEVERITY_UP: "重症度が虐待の危惧から軽度に上がりました。"},
    ),
    ({"severity": 4, "previous_severity": 4}, {ReasonKind.SEVERE: "重症度が重度です。"}),
    ({"severity": 5, "previous_severity": None}, {ReasonKind.SEVERE: "重症度が最重度です。"}),
    ({"severity": None}, {}),
    (
        {"answers": {"school": Answer.CHANGE, "jiso": Answer.CHANGE, "clinic": Answer.NO_CHANGE}},
        {ReasonKind.CHANGE_REPORTED: "2機関が「変化あり」と答えています。"},
    ),
    (
        {"answers": {"school": Answer.DISCUSS}},
        {ReasonKind.WANTED: "1機関が「話し合いたい」と答えています。"},
    ),
    ({"lead_agency_id": None}, {ReasonKind.LEAD_MISSING: "主担当機関が決まっていません。"}),
    ({"lead_disputed": True}, {ReasonKind.LEAD_DISPUTED: "主担当機関の考えが機関の間で食い違っています。"}),
    ({"vacant_position": True}, {ReasonKind.POSITION_VACANT: "担当する職が空席です。"}),
    ({"next_review_on": TODAY + timedelta(days=1)}, {}),
    ({"next_review_on": TODAY}, {}),
    ({"next_review_on": days_before(TODAY, 1)}, {ReasonKind.REVIEW_OVERDUE: "見直しの予定日を1日すぎています。"}),
    ({"put_off": True}, {ReasonKind.PUT_OFF: "前の会議で、次回にまわしました。"}),
    ({"birth_date": date(2025, 11, 26)}, {}),
    ({"birth_date": date(2025, 11, 27)}, {}),
    ({"birth_date": date(2025, 11, 28)}, {ReasonKind.INFANT: "0歳です。"}),
    ({"checkup_missed": True}, {ReasonKind.CHECKUP_MISSED: "健診を受けていません。"}),
    (
        {"birth_date": None, "last_seen_on": None, "due_date": MEETING + timedelta(days=59)},
        {ReasonKind.BIRTH_EXPECTED: "会議の日から59日で出産予定日（令和9年1月25日）です。"},
    ),
    (
        {"birth_date": None, "last_seen_on": None, "due_date": MEETING + timedelta(days=60)},
        {ReasonKind.BIRTH_EXPECTED: "会議の日から60日で出産予定日（令和9年1月26日）です。"},
    ),
    ({"birth_date": None, "last_seen_on": None, "due_date": MEETING + timedelta(days=61)}, {}),
    (
        {"birth_date": None, "last_seen_on": None, "due_date": MEETING},
        {ReasonKind.BIRTH_EXPECTED: "会議の日から0日で出産予定日（令和8年11月27日）です。"},
    ),
    (
        {"birth_date": None, "last_seen_on": None, "due_date": MEETING - timedelta(days=1)},
        {ReasonKind.BIRTH_EXPECTED: "出産予定日は令和8年11月26日です。会議の日にはすぎています。"},
    ),
    ({"due_date": MEETING}, {}),  # born: the due date is history
    ({"birth_date": date(2008, 11, 19)}, {}),
    ({"birth_date": date(2008, 11, 20)}, {ReasonKind.TURNING_ADULT: "令和8年11月20日に18歳になります。"}),
    ({"birth_date": date(2009, 2, 25)}, {ReasonKind.TURNING_ADULT: "令和9年2月25日に18歳になります。"}),
    ({"birth_date": date(2009, 2, 26)}, {}),
    ({"birth_date": date(2009, 2, 27)}, {}),
    (
        {"protection_ended_on": days_before(TODAY, 89)},
        {ReasonKind.PROTECTION_ENDED: "一時保護または措置が解除されてから89日です。"},
    ),
    (
        {"protection_ended_on": days_before(TODAY, 90)},
        {ReasonKind.PROTECTION_ENDED: "一時保護または措置が解除されてから90日です。"},
    ),
    ({"protection_ended_on": days_before(TODAY, 91)}, {}),
    (
        {"protection_ended_on": TODAY},
        {ReasonKind.PROTECTION_ENDED: "一時保護または措置が解除されてから0日です。"},
    ),
    (
        {"protection_ended_on": TODAY + timedelta(days=1)},
        {ReasonKind.PROTECTION_ENDED: "一時保護または措置が解除される予定です（令和8年11月21日）。"},
    ),
    ({"proposal": Proposal.CLOSING}, {ReasonKind.CLOSING: "終結の案が出ています。"}),
    ({"proposal": Proposal.TRANSFER}, {ReasonKind.TRANSFER: "移管の案が出ています。"}),
    ({"school_stage": "小6"}, {}),  # the next school year begins after the next meeting
]


@pytest.mark.parametrize(("facts", "expected"), REASONS, ids=lambda value: " ".join(map(str, value)))
def test_every_reason_at_its_boundary(facts: dict[str, Any], expected: dict[ReasonKind, str]) -> None:
    case = replace(QUIET, **facts)
    result = split([case], DAYS, SETTINGS)
    found = {reason.kind: reason.sentence for item in result.individual for reason in item.reasons}
    assert found == expected
    assert bool(result.individual) == bool(expected)
    assert len(result.individual) + len(result.block) == 1


def test_every_reason_has_a_row_in_the_tables() -> None:
    tested = {kind for _, expected in REASONS for kind in expected} | {ReasonKind.SCHOOL_CHANGE}
    assert tested == set(ReasonKind)


@pytest.mark.parametrize(
    ("stage", "next_meeting_on", "changes"),
    [
        ("小6", date(2027, 3, 31), False),
        ("小6", date(2027, 4, 1), False),
        ("小6", date(2027, 4, 2), True),
        ("年長", date(2027, 5, 28), True),
        ("中3", date(2027, 5, 28), True),
        ("高3", date(2027, 5, 28), True),
        ("小5", date(2027, 5, 28), False),
        (None, date(2027, 5, 28), False),
    ],
)
def test_changing_school_before_the_next_meeting(
    stage: str | None,
    next_meeting_on: date,
    changes: bool,  # noqa: FBT001 - a column of the table
) -> None:
    days = replace(DAYS, next_meeting_on=next_meeting_on)
    result = split([replace(QUIET, school_stage=stage)], days, SETTINGS)
    sentences = [reason.sentence for item in result.individual for reason in item.reasons]
    assert sentences == ([f"いま{stage}で、令和9年4月1日から所属が変わります。"] if changes else [])


def test_on_the_first_of_april_the_school_has_just_changed() -> None:
    day = date(2027, 4, 1)
    days = MeetingDays(day, day, date(2027, 6, 25))
    case = replace(QUIET, school_stage="中3", last_seen_on=day, next_review_on=day)
    assert split([case], days, SETTINGS).individual == ()


def test_those_born_on_29_february_turn_18_on_1_march() -> None:
    days = MeetingDays(date(2026, 2, 20), date(2026, 2, 27), date(2026, 3, 1))
    case = replace(
        QUIET, birth_date=date(2008, 2, 29), next_review_on=None, last_seen_on=days.today, accepted_on=date(2025, 4, 1)
    )
    assert split([case], days, SETTINGS).individual == ()
    (item,) = split([case], replace(days, next_meeting_on=date(2026, 3, 2)), SETTINGS).individual
    assert [reason.sentence for reason in item.reasons] == ["令和8年3月1日に18歳になります。"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            {"answers": {"school": Answer.NO_CHANGE, "jiso": Answer.NONE}},
            {ConcernKind.ANSWER_MISSING: "1機関の回答がまだありません。"},
        ),
        ({"answers": {"jiso": Answer.NO_CHANGE}}, {ConcernKind.ANSWER_MISSING: "1機関の回答がまだありません。"}),
        ({"answers": {}}, {ConcernKind.ANSWER_MISSING: "1機関の回答がまだありません。"}),
        ({"last_seen_on": days_before(MEETING, 29)}, {}),
        ({"last_seen_on": days_before(MEETING, 30)}, {}),
        (
            {"last_seen_on": days_before(MEETING, 31)},
            {ConcernKind.SIGHTING_RUNS_OUT: "会議の日には、最後に見た日から31日になります。"},
        ),
    ],
    ids=str,
)
def test_what_is_missing_is_marked_in_the_block(facts: dict[str, Any], expected: dict[ConcernKind, str]) -> None:
    result = split([replace(QUIET, **facts)], DAYS, SETTINGS)
    assert result.individual == ()
    (item,) = result.block
    assert {concern.kind: concern.sentence for concern in item.concerns} == expected


def test_siblings_come_together_and_new_ones_take_eight_minutes() -> None:
    cases = [
        QUIET,
        replace(QUIET, case_id="c2", household_id="h2", vacant_position=True),
        replace(QUIET, case_id="c3", last_deliberated_on=None),
        replace(QUIET, case_id="c4", household_id="h3"),
        replace(QUIET, case_id="c5", household_id="h3", next_review_on=date(2027, 3, 1)),
    ]
    result = split(cases, DAYS, SETTINGS)
    assert [(item.household_id, item.case_ids, item.minutes) for item in result.individual] == [
        ("h1", ("c1", "c3"), 8),
        ("h2", ("c2",), 5),
    ]
    assert [reason.case_id for reason in result.individual[0].reasons] == ["c3"]
    assert [item.case_ids for item in result.block] == [("c4",)]
    assert result.minutes == 23


def test_without_a_block_no_minutes_are_planned_for_it() -> None:
    assert split([replace(QUIET, vacant_position=True)], DAYS, SETTINGS).minutes == 5
    assert split([], DAYS, SETTINGS).minutes == 0


def test_the_numbers_are_settings() -> None:
    strict = SplitSettings(unseen_days=10, minutes_individual=7)
    (item,) = split([replace(QUIET, last_seen_on=days_before(TODAY, 11))], DAYS, strict).individual
    assert item.minutes == 7


@pytest.mark.parametrize(
    ("planned", "sentence"),
    [
        (131, "合計131分。枠の120分を11分こえています。"),
        (121, "合計121分。枠の120分を1分こえています。"),
        (120, "合計120分。枠の120分ちょうどです。"),
        (119, "合計119分。枠の120分まで1分あります。"),
    ],
)
def test_the_sum_is_compared_with_the_frame_in_words(planned: int, sentence: str) -> None:
    assert frame_sentence(planned, 120) == sentence
