import email
import hashlib
import os
import re
import subprocess
import sys
from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path

import ics
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from core.calendar import JST
from core.mail import BadMessageId, Invitation, Mail, MethodMismatch, NaiveDate, mail_bytes
from core.mail_address import Address, BadAddress
from core.mail_headers import text_field
from core.text import clean_line
from meetings.invitations.calendar_file import Method, Revision, calendar_bytes
from tests.unit.meetings.invitations.calendar_lint import problems

ISSUED = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)
REVISION = Revision(
    uid="0123456789abcdef0123456789abcdef@city.invalid",
    sequence=0,
    method=Method.REQUEST,
    dtstamp=ISSUED,
    first_dtstamp=ISSUED,
    starts=datetime(2026, 11, 27, 13, 40, tzinfo=JST),
    ends=datetime(2026, 11, 27, 14, 5, tzinfo=JST),
    summary="第4回実務者会議 御出席いただく時間",
    place="301会議室",
    description="御出席いただく時間のお知らせです。",
    organizer=Address("kyougikai@city.invalid", "市こども家庭センター"),
    attendee=Address("kyoutou@school.invalid", "汐見北小, 教頭"),
)
ICS = calendar_bytes(REVISION)
PLAIN = Mail(
    sender=Address("kyougikai@city.invalid", "市こども家庭センター"),
    recipient=Address("kyoutou@school.invalid", "汐見北小, 教頭"),
    subject="第4回実務者会議 出席時間のお知らせ",
    text="日時　令和8年11月27日（金）\n.\n場所　301会議室",
    message_id="<m1.0123@city.invalid>",
    date=ISSUED,
)
INVITING = replace(PLAIN, html="<p>日時　令和8年11月27日（金）</p>", invitation=Invitation("REQUEST", ICS))
ENCODED_WORD = re.compile(r"=\?utf-8\?B\?([A-Za-z0-9+/=]*)\?=")


def read(mail: Mail) -> Message:
    return email.message_from_bytes(mail_bytes(mail))


def payload(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


def words_read_by_hand(value: str) -> str:
    """RFC 2047 without a library: blanks between encoded words vanish, words are base64 of UTF-8."""
    unfolded = re.sub(r"\r?\n(?=[ \t])", "", value)
    joined = re.sub(r"(?<=\?=)[ \t]+(?==\?)", "", unfolded)
    return ENCODED_WORD.sub(lambda found: b64decode(found[1]).decode(), joined)


def header_lines(data: bytes) -> list[str]:
    return data.partition(b"\r\n\r\n")[0].decode("ascii").split("\r\n")


def raw_field(data: bytes, name: str) -> str:
    head = data.partition(b"\r\n\r\n")[0].decode("ascii")
    found = re.search(rf"(?m)^{name}: ([^\r]*(?:\r\n[ \t][^\r]*)*)", head)
    assert found is not None
    return found[1]


def test_the_structure_is_the_one_google_sends() -> None:
    message = read(INVITING)
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    leaves = [part for part in message.walk() if not part.is_multipart()]
    assert {part["Content-Transfer-Encoding"] for part in leaves} == {"base64"}
    calendar, attachment = leaves[-2:]
    assert (calendar.get_param("method"), calendar.get_param("charset")) == ("REQUEST", "utf-8")
    assert calendar["Content-Disposition"] is None
    assert attachment.get_filename() == "invite.ics"
    assert payload(calendar) == payload(attachment) == ICS


def test_the_calendar_in_the_mail_is_read_equally_by_three_readers() -> None:
    (part,) = [one for one in read(INVITING).walk() if one.get_content_type() == "text/calendar"]
    data = payload(part)
    assert problems(data) == []
    first = Calendar.from_ical(data).walk("VEVENT")[0]
    second = vobject.readOne(data.decode()).vevent
    (third,) = ics.Calendar(data.decode()).events
    assert str(first["SUMMARY"]) == second.summary.value == third.name == REVISION.summary
    assert first.decoded("DTSTART") == second.dtstart.value == third.begin.datetime == REVISION.starts


def test_a_plain_mail_has_one_text_part() -> None:
    message = read(PLAIN)
    assert message.get_content_type() == "text/plain"
    assert payload(message).decode().split("\r\n") == [*PLAIN.text.split("\n"), ""]
    assert [part.get_content_type() for part in read(replace(PLAIN, html="<p>a</p>")).walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_the_header_fields_are_few_and_given() -> None:
    message = read(INVITING)
    fields = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Auto-Submitted", "Content-Type"]
    assert message.keys() == fields
    assert message["Message-ID"] == PLAIN.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert parsedate_to_datetime(message["Date"]) == ISSUED
    assert message["Date"].endswith("+0900")


def test_every_line_is_short_ascii_with_crlf() -> None:
    data = mail_bytes(INVITING)
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 76


@settings(max_examples=300, deadline=None)
@given(subject=st.text(st.characters(exclude_categories=()), max_size=120), name=st.text(max_size=80))
def test_headers_come_back_through_two_readers(subject: str, name: str) -> None:
    mail = replace(PLAIN, subject=subject, recipient=Address("kyoutou@school.invalid", name))
    data = mail_bytes(mail)
    lines = header_lines(data)
    assert all(len(line) <= 76 for line in lines)
    assert all(len(word) <= 75 for line in lines for word in re.findall(r"=\?\S+\?=", line))
    assert words_read_by_hand(raw_field(data, "Subject")) == clean_line(subject)
    message = email.message_from_bytes(data)
    assert str(make_header(decode_header(message["Subject"] or ""))) == clean_line(subject)
    to = raw_field(data, "To")
    assert words_read_by_hand(to).removesuffix(" <kyoutou@school.invalid>") in (
        clean_line(name),
        "<kyoutou@school.invalid>",
    )
    assert to.count("@") == 1


@pytest.mark.parametrize(
    ("subject", "line"),
    [
        ("Notice 4", "Subject: Notice 4"),
        ("x" * 67, "Subject: " + "x" * 67),
        ("a =?b", "Subject: =?utf-8?B?YSA9P2I=?="),
        ("会", "Subject: =?utf-8?B?5Lya?="),
    ],
)
def test_short_plain_subjects_stay_readable(subject: str, line: str) -> None:
    assert line in header_lines(mail_bytes(replace(PLAIN, subject=subject)))


def test_outer_blanks_are_kept_by_encoding() -> None:
    assert text_field("Subject", " a") == "Subject: =?utf-8?B?IGE=?="


def test_a_subject_one_letter_too_long_is_encoded() -> None:
    assert raw_field(mail_bytes(replace(PLAIN, subject="x" * 68)), "Subject").startswith("=?utf-8?B?")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Kyoto 1", "Kyoto 1\r\n <a@b.invalid>"),
        ("x" * 72, "x" * 72 + "\r\n <a@b.invalid>"),
        ("", "<a@b.invalid>"),
        ("a,b", "=?utf-8?B?YSxi?=\r\n <a@b.invalid>"),
    ],
)
def test_plain_names_stay_readable(name: str, shown: str) -> None:
    assert raw_field(mail_bytes(replace(PLAIN, recipient=Address("a@b.invalid", name))), "To") == shown


def test_a_name_one_letter_too_long_is_encoded() -> None:
    data = mail_bytes(replace(PLAIN, recipient=Address("a@b.invalid", "x" * 73)))
    assert raw_field(data, "To").startswith("=?utf-8?B?")


def test_words_fill_their_lines() -> None:
    data = mail_bytes(replace(PLAIN, subject="会" * 60))
    sizes = [len(b64decode(word)) for word in ENCODED_WORD.findall(raw_field(data, "Subject"))]
    assert sizes == [39, 45, 45, 45, 6]


def test_words_are_cut_between_characters_as_people_see_them() -> None:
    data = mail_bytes(replace(PLAIN, subject="葛\U000e0100飾" * 12))
    words = [b64decode(word).decode() for word in ENCODED_WORD.findall(raw_field(data, "Subject"))]
    assert len(words) > 2
    assert not any(word.startswith("\U000e0100") for word in words)


def test_words_before_the_last_have_no_padding_where_the_text_allows_it() -> None:
    data = mail_bytes(replace(PLAIN, subject="x会yz議" * 20))
    words = ENCODED_WORD.findall(raw_field(data, "Subject"))
    assert len(words) > 3
    assert not any(word.endswith("=") for word in words[:-1])


def test_a_header_cannot_be_smuggled_in() -> None:
    mail = replace(
        PLAIN,
        subject="会議\r\nBcc: other@evil.invalid",
        recipient=Address("kyoutou@school.invalid", "x\r\nBcc: other@evil.invalid"),
    )
    message = read(mail)
    assert message["Bcc"] is None
    assert message.keys() == read(PLAIN).keys()


@pytest.mark.parametrize(
    "mail",
    [
        "a@school.invalid, b@school.invalid",
        "a@school.invalid,b@school.invalid",
        "a@school.invalid;b@school.invalid",
        "a@school.invalid b@school.invalid",
        "a@school.invalid\r\nBcc: b@school.invalid",
        "a@school.invalid\n",
        "<a@school.invalid>",
        "教頭 <a@school.invalid>",
        "a@b@school.invalid",
        "a@school",
        "a@school.invalid.",
        "a@-school.invalid",
        ".a@school.invalid",
        "a..b@school.invalid",
        '"a b"@school.invalid',
        "a@[127.0.0.1]",
        "あ@school.invalid",
        "a@学校.invalid",
        "a" * 65 + "@school.invalid",
        "a@" + "b" * 64 + ".invalid",
        "a@" + "b." * 124 + "cdefg",
        "@school.invalid",
        "a@",
        "",
    ],
)
def test_anything_but_one_address_is_refused(mail: str) -> None:
    with pytest.raises(BadAddress):
        Address(mail)


@pytest.mark.parametrize(
    "mail",
    [
        "a" * 64 + "@b.invalid",
        "a@" + "b." * 124 + "cdef",
        "a@b.invalid",
        "first.last+tag@sub-1.school.invalid",
        "o'neil_1@x9.invalid",
    ],
)
def test_usual_addresses_are_taken(mail: str) -> None:
    assert Address(mail).mail == mail


def test_wrong_facts_are_refused() -> None:
    with pytest.raises(BadMessageId):
        replace(PLAIN, message_id="<a@b>\r\nBcc: c@d.invalid")
    with pytest.raises(NaiveDate):
        replace(PLAIN, date=ISSUED.replace(tzinfo=None))
    with pytest.raises(MethodMismatch):
        Invitation("CANCEL", ICS)
    with pytest.raises(MethodMismatch):
        Invitation("REQUEST", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")


def test_bytes_are_equal_in_processes_with_other_zone_and_locale() -> None:
    program = (
        "import hashlib\nfrom core.mail import mail_bytes\nfrom tests.unit.core.test_mail import INVITING\n"
        "print(hashlib.sha256(mail_bytes(INVITING)).hexdigest())"
    )
    root = Path(__file__).parents[3]
    for zone, locale in (("America/New_York", "C"), ("Asia/Kathmandu", "ja_JP.UTF-8")):
        environment = {"TZ": zone, "LC_ALL": locale, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])}
        printed = subprocess.run(
            [sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True
        ).stdout
        assert printed.strip() == hashlib.sha256(mail_bytes(INVITING)).hexdigest()
