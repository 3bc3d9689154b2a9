"""確定: refused with remedies, told once, told again only where something moved, taken back, called off."""

import base64
from dataclasses import replace
from datetime import time
from email import message_from_bytes
from uuid import UUID

import pytest
from icalendar import Calendar

from access.audit.model import AuditKind
from access.permissions.rules import scope_of
from core import clock, outbox
from core.database import transaction
from core.errors import NotFound
from core.outbox import MailState, OutboxMail
from meetings.agenda import actions as agenda
from meetings.invitations import actions, notice_actions, store
from meetings.invitations import rules as invitation_rules
from meetings.invitations.actions import Told
from meetings.invitations.errors import NotReady, PlanChanged
from meetings.invitations.model import Window, WindowRevision
from meetings.scheduling import actions as meetings
from meetings.scheduling.errors import MeetingOver
from meetings.scheduling.model import Channel, MeetingState, Reply
from meetings.scheduling.rules import ReplyGiven
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.preparing import (
    Prepared,
    audited,
    confirm,
    items,
    order,
    plan,
    prepared,
    with_agenda,
    with_mailbox,
)


@pytest.fixture(autouse=True)
def _mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTAKU_SMTP_URL", "smtp://127.0.0.1:9")


async def _ready(cast: Cast) -> Prepared:
    stage = await prepared(cast)
    await with_mailbox(stage)
    await with_agenda(stage)
    return stage


async def _windows(stage: Prepared, *, cancelled: bool = False) -> dict[UUID, Window]:
    async with transaction(stage.cast.council):
        found = await store.windows(scope=stage.scope, meeting_id=stage.meeting.id, cancelled=cancelled)
    return {window.agency_id: window for window in found}


async def _revisions(stage: Prepared) -> list[WindowRevision]:
    async with transaction(stage.cast.council):
        return await store.revisions(scope=stage.scope, meeting_id=stage.meeting.id)


async def _mails(stage: Prepared) -> list[OutboxMail]:
    async with transaction(stage.cast.council):
        return await outbox.mails(meeting_id=stage.meeting.id)


def _event(mail: OutboxMail) -> tuple[str, int, str]:
    """Method, sequence and UID of the calendar in a mail."""
    parts = list(message_from_bytes(base64.b64decode(mail.mime)).walk())
    part = next(part for part in parts if part.get_content_type() == "text/calendar")
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    calendar = Calendar.from_ical(payload)
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), int(str(event["SEQUENCE"])), str(event["UID"])


async def test_a_missing_lead_or_school_refuses_and_offers_a_remedy(cast: Cast, client_as: ClientAs) -> None:
    stage = await _ready(cast)
    await meetings.uninvite(cast.coordinator, stage.meeting.id, cast.school.id)
    await meetings.invite(cast.coordinator, stage.meeting.id, stage.commissioner.id)
    with pytest.raises(NotReady):
        await confirm(stage)
    async with client_as(cast.coordinator) as client:
        page = (await client.get(f"{stage.path}/confirm")).text
        assert "が通う汐見市立第二小学校を呼んでいません" in page
        assert "主任児童委員は、今回のどの議題にもかかわっていません" in page
        refused = await client.send_form(f"{stage.path}/confirm", seen="x")
        assert refused.headers["location"] == f"{stage.path}/confirm"
        invitees = f"{stage.path}/invitees"
        await client.send_form(invitees, add=str(cast.school.id), back="confirm")
        back = await client.send_form(invitees, drop=str(stage.commissioner.id), back="confirm")
        assert back.headers["location"] == f"{stage.path}/confirm"
        undo = f"{stage.path}/invitees/undo?add={stage.commissioner.id}"
        assert undo in (await client.get(f"{stage.path}/confirm")).text
        await client.send_form(undo)
        assert "主任児童委員は、今回の" in (await client.get(f"{stage.path}/confirm")).text
        await client.send_form(f"{stage.path}/invitees/undo?drop={stage.commissioner.id}")
        assert "まだ確定できません" not in (await client.get(f"{stage.path}/confirm")).text
    assert await _windows(stage) == {}


async def test_confirming_tells_each_agency_its_own_window_once(cast: Cast, client_as: ClientAs) -> None:
    stage = await _ready(cast)
    async with client_as(cast.coordinator) as client:
        page = (await client.get(f"{stage.path}/confirm")).text
        assert "確定して3機関へ送る" in page
        assert "メール 1、紙・FAX 2" in page
        seen = page.split('name="seen" value="')[1].split('"')[0]
        for _ in range(2):
            assert (await client.send_form(f"{stage.path}/confirm", seen=seen)).status_code == 303
    windows = await _windows(stage)
    center = windows[cast.center.id]
    assert [f"{moment.astimezone(clock.JST):%H:%M}" for moment in (center.starts, center.ends)] == ["13:30", "15:30"]
    mails = await _mails(stage)
    assert sorted(mail.state.value for mail in mails) == ["paper", "paper", "pending"]
    (mail,) = [mail for mail in mails if mail.mime]
    assert _event(mail) == ("REQUEST", 0, windows[cast.school.id].uid)
    assert windows[cast.school.id].uid.endswith("@shiomi.invalid")
    text = base64.b64decode(mail.mime)
    assert not any(case.name.encode() in text or case.number.encode() in text for case in stage.cases)
    assert len(await audited(stage, AuditKind.WINDOWS_CONFIRMED)) == 1
    found = await meetings.invitations(stage.scope, stage.meeting.id)
    assert found.meeting.state is MeetingState.CONFIRMED


async def test_the_same_plan_twice_writes_nothing(cast: Cast) -> None:
    stage = await _ready(cast)
    await confirm(stage)
    before = (await _windows(stage), await _revisions(stage), len(await _mails(stage)))
    assert await confirm(stage) == Told()
    assert (await _windows(stage), await _revisions(stage), len(await _mails(stage))) == before


async def test_only_moved_windows_are_told_again_and_an_untried_mail_is_overtaken(cast: Cast) -> None:
    stage = await _ready(cast)
    await confirm(stage)
    school_first = next(item for item in await items(stage) if item.heavy)
    await agenda.move(cast.coordinator, stage.meeting.id, school_first.id, 3)
    told = await confirm(stage)
    windows = await _windows(stage)
    assert (windows[cast.school.id].sequence, windows[cast.center.id].sequence) == (1, 0)
    assert told.mails == 1
    (mail,) = [mail for mail in await _mails(stage) if mail.mime]
    assert _event(mail) == ("REQUEST", 1, windows[cast.school.id].uid)
    stamps = [one.stamped_at for one in await _revisions(stage) if one.agency_id == cast.school.id]
    assert stamps == sorted(set(stamps))
    assert mail.subject.startswith("【変更】")


async def test_a_call_from_a_school_breaks_a_condition_and_only_changed_agencies_are_told(
    cast: Cast, client_as: ClientAs
) -> None:
    stage = await _ready(cast)
    await confirm(stage)
    late = ReplyGiven(reply=Reply.ATTENDS, comes_from=time(15, 0))
    await meetings.answer(cast.coordinator, stage.meeting.id, cast.school.id, late, channel=Channel.PHONE)
    async with client_as(cast.coordinator) as client:
        page = (await client.get(f"{stage.path}/agenda")).text
        assert "第二小学校は15:00からです。" in page
        first = (await order(stage))[0]
        await client.send_form(f"{stage.path}/agenda/order", id=str(first), place="3")
        assert "2機関に変更のお知らせを送る" in (await client.get(f"{stage.path}/confirm")).text
    assert len(await _mails(stage)) == 3


async def test_a_dropped_agency_is_cancelled_and_a_second_invitation_has_a_new_uid(cast: Cast) -> None:
    stage = await _ready(cast)
    await confirm(stage)
    first_uid = (await _windows(stage))[cast.school.id].uid
    async with transaction(cast.council):
        for mail in await outbox.mails(meeting_id=stage.meeting.id):
            if mail.mime:
                await outbox.mark(mail.id, MailState.SENT, now=clock.now())
    absent = ReplyGiven(reply=Reply.ABSENT)
    await meetings.answer(cast.coordinator, stage.meeting.id, cast.school.id, absent, channel=Channel.PHONE)
    await confirm(stage)
    assert cast.school.id not in await _windows(stage)
    cancel = next(mail for mail in await _mails(stage) if mail.state is MailState.PENDING)
    assert _event(cancel) == ("CANCEL", 1, first_uid)
    comes = ReplyGiven(reply=Reply.ATTENDS)
    await meetings.answer(cast.coordinator, stage.meeting.id, cast.school.id, comes, channel=Channel.PHONE)
    await confirm(stage)
    again = (await _windows(stage))[cast.school.id]
    assert again.uid != first_uid
    assert again.sequence == 0


async def test_what_never_left_needs_no_cancellation(cast: Cast) -> None:
    stage = await _ready(cast)
    await confirm(stage)
    absent = ReplyGiven(reply=Reply.ABSENT)
    await meetings.answer(cast.coordinator, stage.meeting.id, cast.school.id, absent, channel=Channel.PHONE)
    assert await confirm(stage) == Told()
    assert [mail for mail in await _mails(stage) if mail.mime] == []


async def test_a_paper_that_has_not_left_is_overtaken_too(cast: Cast) -> None:
    stage = await _ready(cast)
    await confirm(stage)
    first = (await order(stage))[0]
    await agenda.move(cast.coordinator, stage.meeting.id, first, 3)
    await confirm(stage)
    clinic = [mail for mail in await _mails(stage) if mail.agency_id == cast.clinic.id]
    assert [mail.key.rsplit(":", 1)[1] for mail in clinic] == ["1"]


async def test_the_notice_that_waits_is_not_dropped_by_the_window(cast: Cast) -> None:
    stage = await _ready(cast)
    await notice_actions.convene(cast.coordinator, stage.meeting.id)
    await confirm(stage)
    first = (await order(stage))[0]
    await agenda.move(cast.coordinator, stage.meeting.id, first, 3)
    await confirm(stage)
    keys = [mail.key.split(":")[0] for mail in await _mails(stage) if mail.mime]
    assert sorted(keys) == ["notice", "window"]


async def test_what_was_shown_must_still_hold(cast: Cast) -> None:
    stage = await _ready(cast)
    found = await actions.confirmation(cast.coordinator, stage.meeting.id)
    seen = invitation_rules.seen(found.changes)
    first = (await order(stage))[0]
    await agenda.move(cast.coordinator, stage.meeting.id, first, 3)
    with pytest.raises(PlanChanged):
        await actions.confirm(cast.coordinator, stage.meeting.id, seen=seen)
    assert await _windows(stage) == {}


async def test_calling_off_cancels_windows_and_tells_the_others(cast: Cast, client_as: ClientAs) -> None:
    stage = await _ready(cast)
    await notice_actions.convene(cast.coordinator, stage.meeting.id)
    async with client_as(cast.coordinator) as client:
        assert "3機関に、中止を知らせます" in (await client.get(f"{stage.path}/cancel")).text
        assert (await client.send_form(f"{stage.path}/cancel")).status_code == 303
        assert (await client.send_form(f"{stage.path}/cancel")).status_code == 422
    assert sum(mail.key.startswith("off:") for mail in await _mails(stage)) == 3
    with pytest.raises(MeetingOver):
        await confirm(stage)


async def test_the_calendar_file_is_the_agencys_own(cast: Cast, client_as: ClientAs) -> None:
    stage = await _ready(cast)
    await confirm(stage)
    async with client_as(cast.coordinator) as client:
        answer = await client.get(f"{stage.path}/windows/{cast.school.id}/meeting.ics")
        assert answer.headers["content-type"].startswith("text/calendar")
        assert b"METHOD:PUBLISH" in answer.content
        again = await client.get(f"{stage.path}/windows/{cast.school.id}/meeting.ics")
        assert again.content == answer.content
    own = scope_of(cast.member, today=clock.today())
    assert await actions.calendar_file(own, stage.meeting.id, cast.school.id) == answer.content
    with pytest.raises(NotFound):
        await actions.calendar_file(own, stage.meeting.id, cast.clinic.id)
    foreign = scope_of(cast.stranger, today=clock.today())
    with pytest.raises(NotFound):
        await actions.calendar_file(foreign, stage.meeting.id, cast.school.id)


async def test_the_files_of_every_agency_for_the_demonstration(cast: Cast) -> None:
    stage = await _ready(cast)
    await confirm(stage)
    files = {name: (ics, eml) for name, ics, eml in await actions.invitation_files(stage.scope, stage.meeting.id)}
    assert set(files) == {cast.school.name, cast.clinic.name, cast.center.name}
    assert files[cast.clinic.name][1] is None
    eml = files[cast.school.name][1]
    assert eml is not None
    assert b"daini@school.invalid" in eml


async def test_another_room_is_told_to_everybody(cast: Cast) -> None:
    stage = await _ready(cast)
    await confirm(stage)
    elsewhere = plan(stage.tier, cast.school, cast.clinic, cast.center, place="市役所 302会議室")
    found = await meetings.invitations(stage.scope, stage.meeting.id)
    await meetings.change_meeting(cast.coordinator, stage.meeting.id, elsewhere, read_version=found.meeting.version)
    told = await confirm(stage)
    assert told.mails + told.papers == 3
    assert {window.sequence for window in (await _windows(stage)).values()} == {1}
    assert replace(elsewhere, place="").place == ""
