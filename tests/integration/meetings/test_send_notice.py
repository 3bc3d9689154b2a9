"""開催通知: shown before it leaves, sent once, by mail or as paper."""

import base64
from dataclasses import replace

import pytest

from access.audit.model import AuditEvent, AuditKind
from core import clock, outbox
from core.database import transaction
from core.outbox import MailState, OutboxMail
from meetings.invitations import notice_actions
from meetings.invitations.errors import NoSuchMail, NothingToSend
from meetings.scheduling import actions as meetings
from meetings.scheduling.model import MeetingState
from network.agencies import store as agency_store
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.preparing import Prepared, audited, plan, prepared, with_mailbox

SMTP = "ENTAKU_SMTP_URL"


async def _mails(stage: Prepared) -> list[OutboxMail]:
    async with transaction(stage.cast.council):
        return await outbox.mails(meeting_id=stage.meeting.id)


async def test_without_a_mail_server_everything_is_paper(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    async with client_as(cast.coordinator) as client:
        page = (await client.get(f"{stage.path}/notice")).text
        assert "紙・FAX 3" in page
        assert "3機関へ送る" in (await client.get(f"{stage.path}/notice/send")).text
        assert (await client.send_form(f"{stage.path}/notice/send")).status_code == 303
    assert [mail.state for mail in await _mails(stage)] == [MailState.PAPER] * 3


async def test_mails_and_papers_leave_once(cast: Cast, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SMTP, "smtp://127.0.0.1:9")
    stage = await prepared(cast)
    await with_mailbox(stage)
    async with client_as(cast.coordinator) as client:
        assert "メール 1、紙・FAX 2" in (await client.get(f"{stage.path}/notice")).text
        await client.send_form(f"{stage.path}/notice/send")
        again = await client.send_form(f"{stage.path}/notice/send")
        assert again.headers["location"] == f"{stage.path}/notice"
        assert "何も送っていません" in (await client.get(f"{stage.path}/notice")).text
    mails = await _mails(stage)
    assert sorted(mail.state.value for mail in mails) == ["paper", "paper", "pending"]
    (mail,) = [mail for mail in mails if mail.state is MailState.PENDING]
    assert (mail.recipient, mail.sender) == ("daini@school.invalid", "yotaikyo@shiomi.invalid")
    raw = base64.b64decode(mail.mime)
    body = base64.b64decode(raw.split(b"\r\n\r\n", 1)[1]).decode()
    assert "市役所 301会議室" in body
    assert not any(case.name in body or case.number in body for case in stage.cases)
    found = await meetings.invitations(stage.scope, stage.meeting.id)
    assert found.meeting.state is MeetingState.CONVENED
    assert all(one.noticed_at for one in found.invitees)
    assert len(await audited(stage, AuditKind.MEETING_CONVENED)) == 1


async def test_an_agency_invited_later_is_told_alone(cast: Cast) -> None:
    stage = await prepared(cast)
    await notice_actions.convene(cast.coordinator, stage.meeting.id)
    with pytest.raises(NothingToSend):
        await notice_actions.convene(cast.coordinator, stage.meeting.id)
    await meetings.invite(cast.coordinator, stage.meeting.id, stage.commissioner.id)
    told = await notice_actions.convene(cast.coordinator, stage.meeting.id)
    assert (told.mails, told.papers) == (0, 1)


async def test_an_address_with_a_comma_is_said_and_goes_by_fax(
    cast: Cast, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SMTP, "smtp://127.0.0.1:9")
    stage = await prepared(cast)
    await with_mailbox(stage)
    async with transaction(cast.council):
        school = await agency_store.agency(cast.school.id, scope=stage.scope)
        two = replace(school, mail="a@school.invalid, b@school.invalid")
        await agency_store.save_agency(two, audit=AuditEvent.of_operator(AuditKind.AGENCY_CHANGED))
    async with client_as(cast.coordinator) as client:
        page = (await client.get(f"{stage.path}/notice")).text
    assert "メールアドレスの形が正しくありません。1件だけを入れ直してください。" in page
    assert "紙・FAX 3" in page


async def test_number_and_date_are_kept_and_a_wrong_date_is_said(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    form = {"version": "1", "notice_number": "8汐こ家第214号", "note": "所長決裁"}
    async with client_as(cast.coordinator) as client:
        wrong = await client.send_form(f"{stage.path}/notice", notice_on="13月1日", **form)
        assert wrong.status_code == 422
        assert "8汐こ家第214号" in wrong.text
        today = clock.today().isoformat()
        assert (await client.send_form(f"{stage.path}/notice", notice_on=today, **form)).status_code == 303
        assert (await client.send_form(f"{stage.path}/notice", notice_on=today, **form)).status_code == 409
    found = await notice_actions.notice(stage.scope, stage.meeting.id)
    assert (found.facts.meeting.notice_number, found.facts.meeting.note) == ("8汐こ家第214号", "所長決裁")


async def test_another_room_is_told_again(cast: Cast) -> None:
    stage = await prepared(cast)
    await notice_actions.convene(cast.coordinator, stage.meeting.id)
    elsewhere = plan(stage.tier, cast.school, cast.clinic, cast.center, place="市役所 302会議室")
    found = await meetings.invitations(stage.scope, stage.meeting.id)
    await meetings.change_meeting(cast.coordinator, stage.meeting.id, elsewhere, read_version=found.meeting.version)
    assert (await notice_actions.convene(cast.coordinator, stage.meeting.id)).papers == 3
    with pytest.raises(NothingToSend):
        await notice_actions.convene(cast.coordinator, stage.meeting.id)


async def test_the_silent_are_reminded_once(cast: Cast) -> None:
    stage = await prepared(cast)
    await notice_actions.convene(cast.coordinator, stage.meeting.id)
    assert (await notice_actions.remind(cast.coordinator, stage.meeting.id)).papers == 3
    with pytest.raises(NothingToSend):
        await notice_actions.remind(cast.coordinator, stage.meeting.id)


async def test_a_failed_mail_goes_by_paper_and_a_sent_paper_is_done(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await notice_actions.convene(cast.coordinator, stage.meeting.id)
    first, second, _ = await _mails(stage)
    async with transaction(cast.council):
        await outbox.mark(first.id, MailState.FAILED, now=clock.now(), error="550 no such user")
    async with client_as(cast.coordinator) as client:
        page = (await client.get(f"{stage.path}/mails")).text
        assert "550 no such user" in page
        assert "連絡先を確かめる" in page
        assert (await client.send_form(f"{stage.path}/mails/{first.id}/paper")).status_code == 303
        assert (await client.send_form(f"{stage.path}/mails/{second.id}/sent")).status_code == 303
        assert (await client.send_form(f"{stage.path}/mails/{second.id}/sent")).status_code == 404
    states = {mail.id: mail.state for mail in await _mails(stage)}
    assert (states[first.id], states[second.id]) == (MailState.PAPER, MailState.SENT)
    other = await meetings.create_meeting(cast.coordinator, plan(stage.tier, cast.school))
    with pytest.raises(NoSuchMail):
        await notice_actions.by_paper(cast.coordinator, other.id, second.id)


async def test_nobody_else_sends_or_sees_the_outbox(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    for actor in (cast.member, cast.stranger, cast.auditor):
        async with client_as(actor) as client:
            assert (await client.get(f"{stage.path}/mails")).status_code == 404
            assert (await client.send_form(f"{stage.path}/notice/send")).status_code == 404
    assert await _mails(stage) == []
