"""Which households can wait for the next meeting, and how many are enough."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from core.errors import Invalid
from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.agenda.split_case import Answer, CaseForMeeting, MeetingDays, Proposal, SplitSettings
from meetings.agenda.split_reasons import ReasonKind
from meetings.suggestions.forms import read_stood, written
from meetings.suggestions.presenters import suggestion_view
from meetings.suggestions.suggesting import CAN_WAIT, CARED_FOR, Stood, Suggestions, Told, suggestions, without
from tests.unit.meetings import preparation_samples as samples

TODAY = samples.DAY - timedelta(days=7)
DAYS = MeetingDays(today=TODAY, meeting_on=samples.DAY, next_meeting_on=date(2027, 2, 26))
LATE = TODAY - timedelta(days=20)


def told_case(case_id: UUID, changes: Mapping[str, Any]) -> CaseForMeeting:
    """A case whose only reason is that its review is late."""
    plain = CaseForMeeting(
        case_id=str(case_id), household_id="", accepted_on=date(2026, 4, 1), last_deliberated_on=date(2026, 8, 28),
        next_review_on=LATE, review_rank="B", last_seen_on=TODAY, lead_agency_id="center", severity=2,
    )  # fmt: skip
    return replace(plain, **changes)


def found(facts: AgendaFacts, changes: Mapping[UUID, Mapping[str, Any]] | None = None) -> Suggestions:
    """The suggestions when these cases differ from the plain one."""
    cases = {case.id: told_case(case.id, (changes or {}).get(case.id, {})) for case in samples.CASES}
    return suggestions(facts, Told(cases=cases, days=DAYS, settings=SplitSettings()))


def meeting_of(minutes: int) -> AgendaFacts:
    """The sample's agenda (38 minutes) in a shorter frame."""
    ends = time(13 + (30 + minutes) // 60, (30 + minutes) % 60)
    return samples.facts(meeting=replace(samples.MEETING, ends=ends))


def test_nothing_is_proposed_when_the_sum_fits() -> None:
    seen = found(meeting_of(38))
    assert (seen.over, seen.proposed) == (0, [])
    assert len(seen.rows) == 3


def test_the_smallest_set_makes_it_fit() -> None:
    seen = found(meeting_of(30))
    assert seen.over == 8
    assert seen.left_over <= 0
    assert seen.proposed
    for row in seen.proposed:
        fewer = [one.item.id for one in seen.proposed if one is not row]
        assert day_plan(without(meeting_of(30), fewer)).minutes > 30


def test_a_set_without_superfluous_households() -> None:
    ranks = {samples.IDE.id: {"review_rank": "C"}, samples.NOGUCHI.id: {"review_rank": "B"}}
    late = {samples.ELDER.id: {"review_rank": "A"}, samples.YOUNGER.id: {"review_rank": "A"}}
    seen = found(meeting_of(31), {**ranks, **late})
    assert [row.item.id for row in seen.rows] == [samples.IDE_ITEM.id, samples.NOGUCHI_ITEM.id, samples.TAKASE.id]
    assert [row.item.id for row in seen.proposed] == [samples.NOGUCHI_ITEM.id]


def test_the_later_review_waits_first() -> None:
    later = {samples.IDE.id: {"next_review_on": LATE + timedelta(days=9)}}
    assert found(meeting_of(30), later).rows[0].item.id == samples.IDE_ITEM.id


def test_all_that_can_wait_may_not_be_enough() -> None:
    seen = found(meeting_of(10))
    assert len(seen.proposed) == len(seen.rows) == 3
    assert seen.left_over == 5
    view = suggestion_view(meeting_of(10), seen)
    assert "枠を5分こえます" in view.proposal


@pytest.mark.parametrize(
    "changes",
    [
        {"last_seen_on": None},
        {"last_seen_on": TODAY - timedelta(days=31)},
        {"last_deliberated_on": None},
        {"moved_in_on": TODAY},
        {"severity": 4},
        {"previous_severity": 1},
        {"answers": {"school": Answer.DISCUSS}},
        {"answers": {"school": Answer.CHANGE}},
        {"lead_agency_id": None},
        {"lead_disputed": True},
        {"consecutive_absence_days": 8},
        {"birth_date": samples.DAY - timedelta(days=90)},
        {"protection_ended_on": TODAY},
    ],
)
def test_a_reason_about_the_child_cannot_wait(changes: dict[str, Any]) -> None:
    rows = found(meeting_of(30), {samples.IDE.id: changes}).rows
    assert samples.IDE_ITEM.id not in {row.item.id for row in rows}


@pytest.mark.parametrize("changes", [{"proposal": Proposal.CLOSING}, {"proposal": Proposal.TRANSFER}])
def test_an_ending_can_wait_because_the_household_is_watched_as_before(changes: dict[str, Any]) -> None:
    rows = {row.item.id: row for row in found(meeting_of(30), {samples.IDE.id: changes}).rows}
    assert rows[samples.IDE_ITEM.id].care == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"checkup_missed": True}, "健診を受けたか")],
)
def test_what_must_be_done_meanwhile_is_said_and_comes_last(changes: dict[str, Any], words: str) -> None:
    seen = found(meeting_of(30), {samples.IDE.id: changes})
    last = seen.rows[-1]
    assert last.item.id == samples.IDE_ITEM.id
    assert last.care[0].startswith(words)
    assert not any(row.care for row in seen.rows[:-1])


def test_no_reason_is_forgotten() -> None:
    assert not CAN_WAIT & CARED_FOR.keys()
    assert ReasonKind.UNSEEN not in CAN_WAIT | CARED_FOR.keys()


@pytest.mark.parametrize("change", [{"heavy": True}, {"pinned": True}])
def test_heavy_and_pinned_households_stay(change: dict[str, Any]) -> None:
    items = [replace(one, **change) if one.id == samples.IDE_ITEM.id else one for one in samples.ITEMS]
    facts = replace(meeting_of(30), items=items)
    assert samples.IDE_ITEM.id not in {row.item.id for row in found(facts).rows}


def test_what_a_person_put_on_the_agenda_without_a_reason_stays() -> None:
    chosen = [replace(one, manual=True) if one.id == samples.IDE_ITEM.id else one for one in samples.ITEMS]
    facts = replace(meeting_of(30), items=chosen)
    quiet = {samples.IDE.id: {"next_review_on": samples.DAY}}
    assert samples.IDE_ITEM.id not in {row.item.id for row in found(facts, quiet).rows}
    assert samples.IDE_ITEM.id in {row.item.id for row in found(meeting_of(30), quiet).rows}


def test_what_is_saved_is_the_difference_of_two_plans() -> None:
    facts = meeting_of(30)
    for row in found(facts).rows:
        left = day_plan(without(facts, [row.item.id]))
        assert row.minutes == day_plan(facts).minutes - left.minutes == row.item.minutes
        assert row.waiting == day_plan(facts).waiting - left.waiting


def test_why_is_one_sentence_with_rank_day_and_reason() -> None:
    why = {row.item.id: row.why for row in found(meeting_of(30)).rows}[samples.IDE_ITEM.id]
    assert why == "管理ランクB、見直しの予定は令和8年10月31日（土）。とりあげる理由は「見直しの遅れ」だけです。"


def test_places_survive_the_address() -> None:
    stood = [Stood(sign="0a1b2c3d", place=3, minutes=8), Stood(sign="ffffffff", place=12, minutes=5)]
    assert read_stood(written(stood)) == stood


@pytest.mark.parametrize("text", ["", "0a1b2c3d", "0a1b2c3d-1", "0a1b2c3d-x-5", "0a1b2c3d-1-9999", "a-１-5"])
def test_other_addresses_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        read_stood(text)
