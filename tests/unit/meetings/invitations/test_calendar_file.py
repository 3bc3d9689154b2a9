import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import ics
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from core.calendar import JST, MomentWithoutZoneError
from core.mail_address import Address
from core.text import clean, clean_line
from meetings.invitations.calendar_file import (
    AttendeeMismatch,
    BadSequence,
    BadUid,
    EndsBeforeStart,
    Method,
    Revision,
    calendar_bytes,
    new_uid,
)
from tests.unit.meetings.invitations.calendar_lint import event_texts, problems

STARTS = datetime(2026, 11, 27, 13, 40, tzinfo=JST)
ENDS = datetime(2026, 11, 27, 14, 5, tzinfo=JST)
ISSUED = datetime(2026, 11, 20, 1, 2, 3, tzinfo=UTC)
UID = "0123456789abcdef0123456789abcdef@council.invalid"
REQUEST = Revision(
    uid=UID,
    sequence=2,
    method=Method.REQUEST,
    dtstamp=ISSUED,
    first_dtstamp=ISSUED - timedelta(days=1),
    starts=STARTS,
    ends=ENDS,
    summary="第4回実務者会議 御出席いただく時間",
    place="市役所3階, 301会議室; 東側",
    description="日時　令和8年11月27日（金）\n場所　301会議室\\東",
    organizer=Address("kyougikai@city.invalid", "市こども家庭センター"),
    attendee=Address("kyoutou@school.invalid", "汐見北小 教頭"),
)
PUBLISH = replace(REQUEST, method=Method.PUBLISH, attendee=None)
CANCEL = replace(REQUEST, method=Method.CANCEL, sequence=3)
EVERY = pytest.mark.parametrize("revision", [REQUEST, PUBLISH, CANCEL], ids=lambda one: one.method.value)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)  # surrogates and unassigned ones too


@EVERY
def test_the_file_has_no_problem(revision: Revision) -> None:
    assert problems(calendar_bytes(revision)) == []


@EVERY
def test_icalendar_reads_what_was_written(revision: Revision) -> None:
    calendar = Calendar.from_ical(calendar_bytes(revision))
    assert isinstance(calendar, Calendar)
    (event,) = calendar.events
    assert calendar["METHOD"] == revision.method.value
    assert (event.start, event.end, event["SEQUENCE"]) == (STARTS, ENDS, revision.sequence)
    assert (str(event["UID"]), str(event["SUMMARY"]), str(event["LOCATION"]), str(event["DESCRIPTION"])) == (
        UID,
        revision.summary,
        revision.place,
        revision.description,
    )
    assert event["ORGANIZER"] == "mailto:kyougikai@city.invalid"


@EVERY
def test_vobject_reads_the_same(revision: Revision) -> None:
    calendar = vobject.readOne(calendar_bytes(revision).decode())
    event = calendar.vevent
    assert calendar.method.value == revision.method.value
    assert (event.dtstart.value, event.dtend.value) == (STARTS, ENDS)
    assert (event.uid.value, event.summary.value) == (UID, revision.summary)
    assert (event.location.value, event.description.value) == (revision.place, revision.description)
    attendees = [one.value for one in event.contents.get("attendee", [])]
    assert attendees == ([f"mailto:{revision.attendee.mail}"] if revision.attendee else [])


@EVERY
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")  # ics.py's own
def test_ics_reads_the_same(revision: Revision) -> None:
    calendar = ics.Calendar(calendar_bytes(revision).decode())
    (event,) = calendar.events
    assert calendar.method == revision.method.value
    assert (event.begin.datetime, event.end.datetime) == (STARTS, ENDS)
    assert (event.uid, event.name, event.location) == (UID, revision.summary, revision.place)
    assert event.description == revision.description
    assert {one.email for one in event.attendees} == ({"kyoutou@school.invalid"} if revision.attendee else set())


@pytest.mark.parametrize(("revision", "wanted"), [(REQUEST, "TRUE"), (CANCEL, "FALSE")])
def test_only_an_invitation_asks_for_an_answer(revision: Revision, wanted: str) -> None:
    attendee = Calendar.from_ical(calendar_bytes(revision)).walk("VEVENT")[0]["ATTENDEE"]
    assert (attendee.params["RSVP"], attendee.params["PARTSTAT"]) == (wanted, "NEEDS-ACTION")


def test_the_first_revision_has_number_zero() -> None:
    assert b"SEQUENCE:0\r\n" in calendar_bytes(replace(REQUEST, sequence=0))


def test_a_cancelled_event_is_cancelled_and_frees_the_time() -> None:
    data = calendar_bytes(CANCEL)
    assert b"STATUS:CANCELLED\r\n" in data
    assert b"X-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n" in data


@settings(max_examples=200, deadline=None)
@given(summary=ANY_TEXT, place=ANY_TEXT, description=ANY_TEXT, name=ANY_TEXT)
def test_any_text_of_unicode_gives_a_correct_file(summary: str, place: str, description: str, name: str) -> None:
    revision = replace(
        REQUEST,
        summary=summary,
        place=place,
        description=description,
        organizer=Address("kyougikai@city.invalid", name),
        attendee=Address("kyoutou@school.invalid", name),
    )
    data = calendar_bytes(revision)
    assert problems(data) == []
    assert event_texts(data) == {
        "SUMMARY": clean_line(summary),
        "LOCATION": clean_line(place),
        "DESCRIPTION": clean(description),
    }
    assert str(Calendar.from_ical(data).walk("VEVENT")[0]["DESCRIPTION"]) == clean(description)
    assert vobject.readOne(data.decode()).vevent.description.value == clean(description)


def test_characters_that_readers_disagree_on_in_names_become_full_width() -> None:
    name = '第一小 "教頭"; 佐, 係: ^x\\'
    data = calendar_bytes(replace(REQUEST, attendee=Address("a@school.invalid", name)))
    attendee = Calendar.from_ical(data).walk("VEVENT")[0]["ATTENDEE"]
    assert attendee.params["CN"] == "第一小 ＂教頭＂； 佐， 係： ＾x＼"
    assert vobject.readOne(data.decode()).vevent.attendee.params["CN"] == ["第一小 ＂教頭＂； 佐， 係： ＾x＼"]


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=9)), timezone(timedelta(hours=-7)), JST], ids=str)
def test_times_of_every_source_end_in_tokyo(zone: timezone) -> None:
    moved = replace(REQUEST, starts=STARTS.astimezone(zone), ends=ENDS.astimezone(zone))
    assert calendar_bytes(moved) == calendar_bytes(REQUEST)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(MomentWithoutZoneError):
        replace(REQUEST, starts=STARTS.replace(tzinfo=None))
    with pytest.raises(MomentWithoutZoneError):
        replace(REQUEST, dtstamp=ISSUED.replace(tzinfo=None))


def test_contradicting_facts_are_refused() -> None:
    with pytest.raises(EndsBeforeStart):
        replace(REQUEST, ends=STARTS)
    with pytest.raises(AttendeeMismatch):
        replace(REQUEST, attendee=None)
    with pytest.raises(AttendeeMismatch):
        replace(REQUEST, method=Method.PUBLISH)
    with pytest.raises(BadSequence):
        replace(REQUEST, sequence=-1)
    with pytest.raises(BadSequence):
        replace(REQUEST, first_dtstamp=ISSUED + timedelta(seconds=1))
    with pytest.raises(BadUid):
        replace(REQUEST, uid="x\r\nATTENDEE:mailto:y@z")


def test_uids_are_random_and_carry_128_bits() -> None:
    uids = {new_uid("council.invalid") for _ in range(100)}
    assert len(uids) == 100
    assert all(len(uid.partition("@")[0]) == 32 and replace(REQUEST, uid=uid) for uid in uids)
    with pytest.raises(BadUid):
        new_uid("bad host")


def test_bytes_are_equal_in_processes_with_other_zone_and_locale() -> None:
    program = (
        "from tests.unit.meetings.invitations.test_calendar_file import REQUEST\n"
        "from meetings.invitations.calendar_file import calendar_bytes\n"
        "import hashlib; print(hashlib.sha256(calendar_bytes(REQUEST)).hexdigest())"
    )
    root = Path(__file__).parents[4]
    for zone, locale in (("America/New_York", "C"), ("Asia/Kathmandu", "ja_JP.UTF-8")):
        environment = {"TZ": zone, "LC_ALL": locale, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)])}
        printed = subprocess.run(
            [sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True
        ).stdout
        assert printed.strip() == hashlib.sha256(calendar_bytes(REQUEST)).hexdigest()
