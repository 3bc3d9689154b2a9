"""Answers to an invitation."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from core.errors import Invalid
from meetings.scheduling import rules
from meetings.scheduling.errors import MeetingOver, ReplyTooLate, SubstituteRefused
from meetings.scheduling.model import Channel, MeetingState, Reply
from meetings.scheduling.rules import ReplyGiven
from tests.unit.meetings.preparation_samples import COMMISSIONER, MEETING, SCHOOL, invitee

NOW = datetime(2026, 11, 10, 1, 0, tzinfo=UTC)


def test_a_3go_member_has_no_substitute_and_is_told_why() -> None:
    given = ReplyGiven(reply=Reply.SUBSTITUTE)
    rules.check_reply(MEETING, SCHOOL, given)
    with pytest.raises(SubstituteRefused) as refused:
        rules.check_reply(MEETING, COMMISSIONER, given)
    assert "3号" in refused.value.problems["reply"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (ReplyGiven(reply=Reply.ATTENDS, comes_from=time(15, 30)), "comes_from"),
        (ReplyGiven(reply=Reply.ATTENDS, comes_until=time(13, 30)), "comes_until"),
        (ReplyGiven(reply=Reply.ATTENDS, comes_from=time(15, 0), comes_until=time(14, 0)), "comes_until"),
    ],
)
def test_times_outside_the_meeting_are_refused(given: ReplyGiven, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.check_reply(MEETING, SCHOOL, given)
    assert list(refused.value.problems) == [field]


def test_an_absent_agency_keeps_no_times_and_an_answer_taken_back_no_channel() -> None:
    given = ReplyGiven(reply=Reply.ABSENT, online=True, comes_from=time(14, 0), comment="様子は電話で")
    absent = rules.answered(invitee(SCHOOL), given, channel=Channel.PHONE, now=NOW)
    assert (absent.comes_from, absent.online, absent.channel, absent.comment) == (
        None,
        False,
        Channel.PHONE,
        "様子は電話で",
    )
    back = rules.answered(absent, ReplyGiven(reply=Reply.NONE), channel=Channel.FAX, now=NOW)
    assert (back.channel, back.replied_at) == (None, None)
    assert rules.reply_of(back) == ReplyGiven(reply=Reply.NONE)


def test_nobody_answers_by_web_after_the_beginning_but_the_office_may() -> None:
    running = replace(MEETING, state=MeetingState.RUNNING)
    rules.check_may_answer(running, channel=Channel.PHONE)
    with pytest.raises(ReplyTooLate):
        rules.check_may_answer(running, channel=Channel.WEB)
    with pytest.raises(ReplyTooLate):
        rules.check_may_answer(replace(MEETING, state=MeetingState.CANCELLED), channel=Channel.FAX)


@pytest.mark.parametrize("state", MeetingState)
def test_a_meeting_is_prepared_until_it_runs(state: MeetingState) -> None:
    meeting = replace(MEETING, state=state)
    if state in {MeetingState.DRAFT, MeetingState.CONVENED, MeetingState.CONFIRMED}:
        rules.check_may_prepare(meeting)
    else:
        with pytest.raises(MeetingOver):
            rules.check_may_prepare(meeting)
