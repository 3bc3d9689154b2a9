"""What follows from a decision, and what a correction leaves alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from access.councils.model import Numbers
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.minutes import decisions
from meetings.minutes.decisions import Setting
from meetings.minutes.model import CaseDecision, Deliberation, Dissent, PlannedPromise
from meetings.progress.model import Treatment
from meetings.scheduling.model import Meeting
from network.cases.model import Case, ClosingReason, Linkage, ReviewRank, Severity

DAY = date(2026, 11, 27)
SCHOOL, CENTER = uuid4(), uuid4()
FIRST = Case(
    id=uuid4(), household_id=uuid4(), number="R8-117", name="髙瀬 湊", severity=Severity.MILD, policy="見守る。",
    next_review_on=DAY, proposal="終結", lead_disputed=True,
)  # fmt: skip
SECOND = replace(FIRST, id=uuid4(), number="R8-118", name="髙瀬 凪")
MEETING = Meeting(
    id=uuid4(),
    tier_id=uuid4(),
    ordinal=4,
    title="第4回 実務者会議",
    held_on=DAY,
    starts=time(13, 30),
    ends=time(15, 30),
)
ITEM = AgendaItem(id=uuid4(), meeting_id=MEETING.id, position=1, kind=ItemKind.INDIVIDUAL, cases=(FIRST.id, SECOND.id))
SETTING = Setting(meeting=MEETING, item=ITEM, names={SCHOOL: "第二小学校", CENTER: "センター"})
TASK = PlannedPromise(agency_id=SCHOOL, what="遅刻を知らせる", due_on=date(2026, 12, 11))


def _typed(*made: CaseDecision, **values: object) -> Deliberation:
    empty = Deliberation(id=uuid4(), meeting_id=MEETING.id, item_id=ITEM.id, decisions=made)
    return replace(empty, **values)  # type: ignore[arg-type]  # fields by name


def _decision(**values: object) -> CaseDecision:
    usual = CaseDecision(
        case_id=FIRST.id, treatments=(Treatment.CONTINUE,), next_review_on=date(2027, 2, 26), lead_confirmed=True
    )
    return replace(usual, **values)  # type: ignore[arg-type]  # fields by name


def test_a_decision_moves_severity_review_and_words() -> None:
    after = decisions.decided(FIRST, _typed(_decision(severity=Severity.SEVERE), promises=(TASK,)), SETTING)
    assert (after.severity, after.previous_severity) == (Severity.SEVERE, Severity.MILD)
    assert (after.next_review_on, after.last_deliberated_on) == (date(2027, 2, 26), DAY)
    assert after.previous_decision == "継続\n第二小学校 遅刻を知らせる（12.11）"
    assert (after.policy, after.proposal, after.lead_disputed) == ("見守る。", "", False)


def test_without_a_treatment_nothing_follows() -> None:
    undecided = _typed(_decision(treatments=(), policy="書きかけ"))
    assert decisions.decided(FIRST, undecided, SETTING) == FIRST
    assert decisions.entry(FIRST.id, undecided, SETTING) is None


def test_closing_ends_the_case_on_the_day() -> None:
    closing = _decision(treatments=(Treatment.CLOSE,), closing_reason=ClosingReason.IMPROVED)
    after = decisions.decided(FIRST, _typed(closing), SETTING)
    assert (after.closed_on, after.closing_reason, after.next_review_on) == (DAY, ClosingReason.IMPROVED, None)


def test_a_correction_touches_only_what_it_names() -> None:
    old = _typed(_decision(policy="毎週訪ねる。", before=decisions.as_before(FIRST)))
    later = replace(decisions.decided(FIRST, old, SETTING), situation="翌日に書いたこと")
    after = decisions.corrected(later, old, replace(old, decisions=(replace(old.decisions[0], policy=""),)), SETTING)
    assert (after.policy, after.situation) == ("見守る。", "翌日に書いたこと")
    assert after.next_review_on == later.next_review_on


def test_a_task_about_siblings_hangs_on_the_child_the_agency_is_linked_to() -> None:
    now = datetime(2026, 11, 27, tzinfo=UTC)
    linked = Linkage(id=uuid4(), case_id=SECOND.id, agency_id=SCHOOL)
    ended = Linkage(id=uuid4(), case_id=FIRST.id, agency_id=SCHOOL, until=DAY)
    assert decisions.promise(TASK, SETTING, [ended, linked], now).case_id == SECOND.id
    assert decisions.promise(TASK, SETTING, [], now).case_id == FIRST.id
    assert decisions.promise(replace(TASK, case_id=FIRST.id), SETTING, [linked], now).case_id == FIRST.id


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("12月11日までに確かめる。", [date(2026, 12, 11)]),
        ("令和９年１月１２日と1/20に", [date(2027, 1, 12), date(2027, 1, 20)]),
        ("次回に報告する。2人で行く。", []),
        ("11月31日", []),
    ],
)
def test_days_in_a_reply(text: str, days: list[date]) -> None:
    assert decisions.days_in(text, DAY) == days


def test_a_reply_becomes_a_task_once() -> None:
    dissent = Dissent(agency_id=SCHOOL, text="待てない。", revisit_next=True, reply="12月11日に確かめる。")
    found = decisions.promised_in_replies([dissent, dissent], [], DAY)
    assert [(task.agency_id, task.due_on) for task in found] == [(None, date(2026, 12, 11))]
    assert decisions.promised_in_replies([dissent], [TASK], DAY) == []


@pytest.mark.parametrize(
    ("rank", "following", "expected"),
    [
        (ReviewRank.A, date(2027, 2, 26), date(2026, 12, 28)),
        (ReviewRank.C, date(2027, 2, 26), date(2027, 2, 26)),
        (None, None, date(2027, 2, 26)),
    ],
)
def test_the_proposed_review(rank: ReviewRank | None, following: date | None, expected: date) -> None:
    assert decisions.default_review(replace(FIRST, review_rank=rank), DAY, Numbers(), following) == expected


def test_the_proposed_review_is_no_day_on_which_the_office_is_closed() -> None:
    closed = {date(2027, 2, 26)}
    review = decisions.default_review(replace(FIRST, review_rank=None), DAY, Numbers(), None, closed=closed)
    assert review == date(2027, 2, 25)


def test_a_call_is_remembered_while_the_task_is_the_same() -> None:
    called = replace(TASK, told_at=datetime(2026, 11, 27, 7, tzinfo=UTC))
    assert decisions.told([TASK], [called]) == (called,)
    assert decisions.told([replace(TASK, what="別のこと")], [called])[0].told_at is None
