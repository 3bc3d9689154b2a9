"""Every rule of the lint is broken once and must be noticed."""

import pytest

from meetings.invitations.calendar_file import Revision, calendar_bytes
from tests.unit.meetings.invitations.calendar_lint import problems
from tests.unit.meetings.invitations.test_calendar_file import CANCEL, PUBLISH, REQUEST

ATTENDEE = b"ATTENDEE:mailto:a@b.invalid\r\n"
MUTANTS = [
    (REQUEST, b"METHOD:REQUEST\r\n", b""),
    (REQUEST, b"METHOD:REQUEST", b"METHOD:PUBLISH"),
    (REQUEST, b"METHOD:REQUEST", b"METHOD:CANCEL"),
    (REQUEST, b"METHOD:REQUEST", b"METHOD:INVITE"),
    (PUBLISH, b"METHOD:PUBLISH", b"METHOD:REQUEST"),
    (PUBLISH, b"CLASS:PRIVATE\r\n", ATTENDEE),
    (REQUEST, b"CLASS:PRIVATE\r\n", ATTENDEE),
    (CANCEL, b"STATUS:CANCELLED", b"STATUS:CONFIRMED"),
    (CANCEL, b"STATUS:CANCELLED\r\n", b""),
    (CANCEL, b"SEQUENCE:3\r\n", b""),
    (REQUEST, b"SEQUENCE:2\r\n", b"SEQUENCE:two\r\n"),
    (REQUEST, b"SEQUENCE:2\r\n", b"SEQUENCE:2\r\nSEQUENCE:3\r\n"),
    (REQUEST, b"UID:", b"X-UID:"),
    (REQUEST, b"DTSTAMP:", b"X-STAMP:"),
    (REQUEST, b"CALSCALE:", b"UID:"),
    (REQUEST, b"SUMMARY:", b"X-SUMMARY:"),
    (REQUEST, b"ORGANIZER;", b"X-ORGANIZER;"),
    (REQUEST, b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\nMETHOD:REQUEST\r\n"),
    (REQUEST, b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\nRRULE:FREQ=DAILY\r\n"),
    (REQUEST, b"DTSTART;TZID=Asia/Tokyo:", b"DTSTART:"),
    (REQUEST, b"DTSTART;TZID=Asia/Tokyo:", b"DTSTART;TZID=Japan:"),
    (REQUEST, b"DTEND;TZID=Asia/Tokyo:20261127T140500", b"DTEND;TZID=Asia/Tokyo:20261127T134000"),
    (REQUEST, b"DTSTAMP:20261120T010203Z", b"DTSTAMP:20261120T010203"),
    (REQUEST, b"TZID:Asia/Tokyo", b"TZID:Asia/Seoul"),
    (REQUEST, b"TZOFFSETTO:+0900", b"TZOFFSETTO:+0800"),
    (REQUEST, b"END:VEVENT\r\n", b""),
    (REQUEST, b"END:VCALENDAR\r\n", b"END:VCALENDAR\n"),
    (REQUEST, b"END:VCALENDAR\r\n", b"END:VCALENDAR"),
    (REQUEST, b"CLASS:PRIVATE\r\n", b"CLASS PRIVATE\r\n"),
    (REQUEST, b"CLASS:PRIVATE", b"X-LONG:" + b"x" * 70),
    (REQUEST, b"mailto:", b"tel:"),
    (REQUEST, b"NEEDS-ACTION", b"MAYBE"),
    (REQUEST, b"\\,", b","),
    (REQUEST, "会議".encode(), "会".encode() + b"\r\n " + "議".encode()[:1] + b"\r\n " + "議".encode()[1:]),
    (REQUEST, "会議".encode(), "会\x07議".encode()),
    (REQUEST, "会議".encode(), "会\u2028議".encode()),
    (REQUEST, "会議".encode(), b"\xff"),
]


@pytest.mark.parametrize(("revision", "old", "new"), MUTANTS, ids=range(len(MUTANTS)))
def test_a_broken_file_is_noticed(revision: Revision, old: bytes, new: bytes) -> None:
    data = calendar_bytes(revision)
    assert problems(data) == []
    assert old in data
    assert problems(data.replace(old, new, 1)) != []
