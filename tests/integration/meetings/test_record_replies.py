"""Answers typed in by the office, and given by the agencies themselves."""

from datetime import time

import pytest

from access.audit.model import AuditKind
from core.errors import Conflict, Invalid, NotAllowed, NotFound
from meetings.invitations import notice_actions
from meetings.scheduling import actions
from meetings.scheduling.errors import SubstituteRefused
from meetings.scheduling.model import Channel, Invitee, Reply
from meetings.scheduling.rules import ReplyGiven, row_prefix
from network.agencies.model import Agency
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.preparing import Prepared, audited, prepared

ATTENDS = ReplyGiven(reply=Reply.ATTENDS, attendee="教頭 村瀬 直", comes_from=time(14, 0))


async def _invitee(stage: Prepared, agency: Agency) -> Invitee:
    found = await actions.invitations(stage.scope, stage.meeting.id)
    return next(one for one in found.invitees if one.agency_id == agency.id)


def _row(agency: Agency, version: int = 1, **fields: str) -> dict[str, str]:
    prefix = row_prefix(agency.id)
    return {f"{prefix}version": str(version), f"{prefix}reply": "none"} | {
        f"{prefix}{name}": value for name, value in fields.items()
    }


async def test_the_whole_form_saves_only_what_is_new(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    form = _row(cast.school, reply="attends", attendee="教頭 村瀬 直", comes_from="14:00") | _row(cast.clinic)
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form(f"{stage.path}/replies", channel="phone", **form)
        assert answer.status_code == 303
        page = await client.get(f"{stage.path}/replies")
    assert "1機関の返事を保存しました" in page.text
    assert "返事 1／3機関" in page.text
    school = await _invitee(stage, cast.school)
    assert (school.reply, school.channel, school.comes_from) == (Reply.ATTENDS, Channel.PHONE, time(14, 0))
    (entry,) = await audited(stage, AuditKind.REPLY_RECORDED)
    assert entry.detail["reply"] == "attends"


async def test_one_wrong_row_saves_nothing_and_keeps_what_was_typed(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await actions.invite(cast.coordinator, stage.meeting.id, stage.commissioner.id)
    form = _row(cast.school, reply="attends") | _row(stage.commissioner, reply="substitute", attendee="代理の人")
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form(f"{stage.path}/replies", **form)
    assert answer.status_code == 422
    assert "3号" in answer.text
    assert "代理の人" in answer.text
    assert (await _invitee(stage, cast.school)).reply is Reply.NONE


async def test_one_row_is_saved_as_it_is_typed(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    path = f"{stage.path}/replies/{cast.school.id}"
    async with client_as(cast.coordinator) as client:
        saved = await client.send_form(path, **_row(cast.school, reply="absent", comment="様子は電話で"))
        assert "hx-swap-oob" in saved.text
        assert 'value="2"' in saved.text
        wrong = await client.send_form(path, **_row(cast.school, version=2, reply="attends", comes_from="16:00"))
    assert "会議は15:30までです" in wrong.text
    assert (await _invitee(stage, cast.school)).comment == "様子は電話で"


async def test_two_typists_meet_a_conflict(cast: Cast) -> None:
    stage = await prepared(cast)
    meeting = stage.meeting.id
    await actions.answer(cast.coordinator, meeting, cast.school.id, ATTENDS, channel=Channel.FAX, read_version=1)
    with pytest.raises(Conflict):
        await actions.answer(cast.coordinator, meeting, cast.school.id, ATTENDS, channel=Channel.FAX, read_version=1)


async def test_a_member_answers_for_its_own_agency_only(cast: Cast) -> None:
    stage = await prepared(cast)
    meeting = stage.meeting.id
    with pytest.raises(NotFound):  # not convened yet: the meeting does not exist for members
        await actions.answer(cast.member, meeting, cast.school.id, ATTENDS, channel=Channel.WEB)
    await notice_actions.convene(cast.coordinator, meeting)
    await actions.answer(cast.member, meeting, cast.school.id, ATTENDS, channel=Channel.WEB)
    assert (await _invitee(stage, cast.school)).channel is Channel.WEB
    with pytest.raises(NotFound):
        await actions.answer(cast.member, meeting, cast.clinic.id, ATTENDS, channel=Channel.WEB)
    with pytest.raises(NotFound):
        await actions.answer(cast.stranger, meeting, cast.school.id, ATTENDS, channel=Channel.WEB)
    with pytest.raises(NotAllowed):
        await actions.answer(cast.auditor, meeting, cast.school.id, ATTENDS, channel=Channel.WEB)


async def test_a_member_of_an_agency_that_is_not_invited_has_no_meeting_to_answer(cast: Cast) -> None:
    stage = await prepared(cast)
    await notice_actions.convene(cast.coordinator, stage.meeting.id)
    await actions.uninvite(cast.coordinator, stage.meeting.id, cast.clinic.id)
    with pytest.raises(NotFound):
        await actions.answer(cast.stranger, stage.meeting.id, cast.clinic.id, ATTENDS, channel=Channel.WEB)


async def test_a_substitute_of_a_3go_member_is_refused_in_the_action_too(cast: Cast) -> None:
    stage = await prepared(cast)
    await actions.invite(cast.coordinator, stage.meeting.id, stage.commissioner.id)
    given = ReplyGiven(reply=Reply.SUBSTITUTE)
    with pytest.raises(SubstituteRefused):
        await actions.answer(cast.coordinator, stage.meeting.id, stage.commissioner.id, given, channel=Channel.PHONE)
    late = ReplyGiven(reply=Reply.ATTENDS, comes_from=time(16, 0))
    with pytest.raises(Invalid):
        await actions.answer(cast.coordinator, stage.meeting.id, cast.school.id, late, channel=Channel.FAX)
