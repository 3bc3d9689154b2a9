"""What leaves by mail: the meeting, a time, a place, whom to ask; never a case."""

import base64
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy

import pytest

from core.mail_address import Address
from meetings.agenda import ordering
from meetings.invitations import messages
from meetings.invitations.model import WindowRevision
from meetings.scheduling.rules import ends_at, starts_at
from tests.unit.meetings.preparation_samples import CASES, COUNCIL, MEETING, SCHOOL, key

STAMP = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
UID = "0123456789abcdef0123456789abcdef@shiomi.invalid"
TO = "汐見市立第二小学校長　様"
SENDER = Address("yotaikyo@shiomi.invalid", "こども家庭センター")


def revision(*, method: str = "REQUEST", sequence: int = 0, mailed: bool = True) -> WindowRevision:
    """What the school was told."""
    window = ordering.Window(starts_at(MEETING), ends_at(MEETING))
    summary, description = messages.words(
        COUNCIL,
        MEETING,
        window,
        place=MEETING.place,
        reply=messages.reply_hint(COUNCIL, date(2026, 11, 26), mailed=mailed),
        cancelled=method == "CANCEL",
    )
    return WindowRevision(
        id=key("revision"), window_id=key("window"), meeting_id=MEETING.id, agency_id=SCHOOL.id, sequence=sequence,
        method=method, stamped_at=STAMP, first_stamped_at=STAMP, starts=window.starts, ends=window.ends,
        summary=summary, place=MEETING.place, description=description, recipient=SCHOOL.mail,
        recipient_name=SCHOOL.name,
    )  # fmt: skip


def read(data: bytes) -> str:
    """The mail as its reader sees it: subject, text and calendar."""
    mail = message_from_bytes(data, policy=policy.default)
    parts = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
    return str(mail["subject"]) + "".join(part.decode() for part in parts if isinstance(part, bytes))


def test_the_notice_gives_the_whole_frame_and_no_case() -> None:
    letter = messages.notice_letter(COUNCIL, replace(MEETING, notice_number="8汐こ家第214号"), SCHOOL.id)
    assert "令和8年11月27日（金）13:30から15:30まで" in letter.text
    assert "8汐こ家第214号" in letter.text
    assert "令和8年11月13日（金）まで" in letter.text
    assert not any(case.name in letter.text or case.number in letter.text for case in CASES)
    assert letter.calendar is None


def test_the_invitation_carries_one_event_for_one_agency() -> None:
    recipient = Address(SCHOOL.mail, SCHOOL.name)
    letter = messages.window_letter(COUNCIL, revision(), UID, recipient)
    text = read(messages.as_bytes(letter, to=TO, sender=SENDER, recipient=recipient, at=STAMP))
    assert text.count("BEGIN:VEVENT") == 2
    assert "METHOD:REQUEST" in text
    assert UID in text
    assert letter.subject == "第4回 実務者会議 御出席いただく時間"
    again = messages.as_bytes(letter, to=TO, sender=SENDER, recipient=recipient, at=STAMP)
    assert again == messages.as_bytes(letter, to=TO, sender=SENDER, recipient=recipient, at=STAMP)


@pytest.mark.parametrize(
    ("method", "sequence", "subject"),
    [
        ("REQUEST", 1, "【変更】第4回 実務者会議 御出席いただく時間"),
        ("CANCEL", 2, "第4回 実務者会議 御出席いただく時間の取消し"),
    ],
)
def test_changes_and_cancellations_say_so(method: str, sequence: int, subject: str) -> None:
    letter = messages.window_letter(COUNCIL, revision(method=method, sequence=sequence), UID, Address(SCHOOL.mail))
    assert letter.subject == subject
    assert letter.calendar is not None
    assert f"SEQUENCE:{sequence}".encode() in letter.calendar
    assert (b"STATUS:CANCELLED" in letter.calendar) is (method == "CANCEL")


def test_paper_needs_no_calendar_and_a_download_names_nobody() -> None:
    assert messages.window_letter(COUNCIL, revision(), UID, None).calendar is None
    file = messages.published(COUNCIL, revision(), UID)
    assert b"METHOD:PUBLISH" in file
    assert b"ATTENDEE" not in file


@pytest.mark.parametrize("mail", ["", "a@b.invalid, c@d.invalid", "kakari", "課@市.invalid"])
def test_what_is_not_exactly_one_address_gets_no_mail(mail: str) -> None:
    assert messages.address_of(mail, "第二小") is None


def test_a_mail_begins_with_the_agency_as_paper_does() -> None:
    letter = messages.notice_letter(COUNCIL, MEETING, SCHOOL.id)
    data = messages.as_bytes(letter, to=TO, sender=SENDER, recipient=Address(SCHOOL.mail), at=STAMP)
    assert base64.b64decode(data.split(b"\r\n\r\n", 1)[1]).decode().startswith(f"{TO}\r\n\r\n{COUNCIL.name}")


def test_who_got_no_mail_is_not_asked_to_answer_one() -> None:
    file = messages.published(COUNCIL, revision(mailed=False), UID).replace(b"\r\n ", b"").decode()
    assert "このメール" not in file
    assert "お電話でお知らせください" in file
    assert "このメール" in messages.published(COUNCIL, revision(), UID).replace(b"\r\n ", b"").decode()


def test_a_council_without_a_mailbox_still_has_an_organizer() -> None:
    silent = replace(COUNCIL, profile=replace(COUNCIL.profile, mail=""))
    assert messages.organizer_of(silent).mail.endswith(".invalid")
    assert messages.uid_host(silent) == "entaku.invalid"
    assert messages.uid_host(COUNCIL) == "shiomi.invalid"


def test_the_bytes_are_ascii_with_the_text_in_base64() -> None:
    letter = messages.reminder_letter(COUNCIL, MEETING, SCHOOL.id)
    data = messages.as_bytes(letter, to=TO, sender=SENDER, recipient=Address(SCHOOL.mail), at=STAMP)
    assert data.isascii()
    body = data.split(b"\r\n\r\n", 1)[1]
    assert "出欠の返事" in base64.b64decode(body).decode()
