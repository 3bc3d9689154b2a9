"""Calendar files (.ics, RFC 5545/5546): one agency, one window, one event.

The bytes are a pure function of an immutable `Revision`; nothing is invented while writing. Texts are made in
`calendar_file_words`, which knows no case. Replies are not read here.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from icalendar import Calendar, Event, Timezone, TimezoneStandard, vCalAddress
from icalendar.enums import CLASS, CUTYPE, PARTSTAT, ROLE, STATUS, TRANSP

from core.calendar import as_jst
from core.errors import Invalid
from core.mail_address import Address
from core.text import clean, clean_line

PRODID = "-//Entaku//Entaku//JA"
UID_BITS = 128
_UID = re.compile(r"[A-Za-z0-9._-]{16,128}@[A-Za-z0-9.-]{1,253}", re.ASCII)
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?", re.ASCII)
_FULL_WIDTH = str.maketrans('":;,^\\', "＂：；，＾＼")  # several readers cannot read these inside CN


class Method(StrEnum):
    """What the file asks of the calendar that reads it."""

    REQUEST = "REQUEST"
    PUBLISH = "PUBLISH"
    CANCEL = "CANCEL"


class BadRevision(Invalid):
    """Facts from which no correct calendar file can be made."""


class BadUid(BadRevision):
    """A UID or host that other calendars could misread."""

    def __init__(self) -> None:
        super().__init__("予定の識別子（UID）の形が正しくありません。")


class EndsBeforeStart(BadRevision):
    """A window without length."""

    def __init__(self) -> None:
        super().__init__("終わりの時刻は、始まりの時刻より後にしてください。")


class AttendeeMismatch(BadRevision):
    """A download with an attendee, or an invitation without one."""

    def __init__(self) -> None:
        super().__init__("案内と取消しには相手が1件必要です。ダウンロード用の予定には相手を入れません。")


class BadSequence(BadRevision):
    """A revision number below zero or a stamp before the first one."""

    def __init__(self) -> None:
        super().__init__("予定の版の番号または作成時刻が正しくありません。")


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of one agency's event, never changed afterwards.

    `dtstamp` grows with every revision, `sequence` when time, place or cancellation changed. Times need a zone.
    """

    uid: str
    sequence: int
    method: Method
    dtstamp: datetime
    first_dtstamp: datetime
    starts: datetime
    ends: datetime
    summary: str
    place: str
    description: str
    organizer: Address
    attendee: Address | None = None

    def __post_init__(self) -> None:
        if _UID.fullmatch(self.uid) is None:
            raise BadUid
        if as_jst(self.ends) <= as_jst(self.starts):
            raise EndsBeforeStart
        if self.sequence < 0 or as_jst(self.dtstamp) < as_jst(self.first_dtstamp):
            raise BadSequence
        if (self.attendee is None) != (self.method is Method.PUBLISH):
            raise AttendeeMismatch


def new_uid(host: str) -> str:
    """A UID of 128 random bits at the host; only its recipient knows it."""
    if _HOST.fullmatch(host) is None:
        raise BadUid
    return f"{secrets.token_hex(UID_BITS // 8)}@{host}"


def calendar_bytes(revision: Revision) -> bytes:
    """The calendar file of the revision: UTF-8, CRLF, folded at 75 octets."""
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", revision.method.value)
    calendar.add_component(_tokyo())
    calendar.add_component(_event(revision))
    file: bytes = calendar.to_ical()
    return file


def _tokyo() -> Timezone:
    """Japan's time: +09:00 without summer time since 1951."""
    standard = TimezoneStandard()
    standard.add("DTSTART", datetime.combine(date(1970, 1, 1), time.min))  # local time (RFC 5545 3.6.5)
    standard.add("TZNAME", "JST")
    standard.add("TZOFFSETFROM", timedelta(hours=9))
    standard.add("TZOFFSETTO", timedelta(hours=9))
    zone = Timezone()
    zone.add("TZID", "Asia/Tokyo")
    zone.add_component(standard)
    return zone


def _event(revision: Revision) -> Event:
    cancelled = revision.method is Method.CANCEL
    organizer = revision.organizer
    event = Event.new(
        uid=revision.uid,
        sequence=revision.sequence,
        stamp=revision.dtstamp.astimezone(UTC),
        created=revision.first_dtstamp.astimezone(UTC),
        last_modified=revision.dtstamp.astimezone(UTC),
        start=as_jst(revision.starts),
        end=as_jst(revision.ends),
        summary=clean_line(revision.summary),
        location=clean_line(revision.place),
        description=clean(revision.description),
        organizer=vCalAddress.new(organizer.mail, cn=_cn(organizer)),
        attendees=[] if revision.attendee is None else [_attendee(revision.attendee, revision.method)],
        status=STATUS.CANCELLED if cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.OPAQUE,
        classification=CLASS.PRIVATE,
    )
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE" if cancelled else "BUSY")
    event.add("X-MICROSOFT-CDO-IMPORTANCE", "1")
    event.add("X-MICROSOFT-DISALLOW-COUNTER", "TRUE")
    return event


def _attendee(attendee: Address, method: Method) -> vCalAddress:
    return vCalAddress.new(
        attendee.mail,
        cn=_cn(attendee),
        cutype=CUTYPE.INDIVIDUAL,
        role=ROLE.REQ_PARTICIPANT,
        partstat=PARTSTAT.NEEDS_ACTION,
        rsvp=method is Method.REQUEST,
    )


def _cn(address: Address) -> str:
    return (address.name or address.mail).translate(_FULL_WIDTH)
