"""Tables of meetings and invitees."""

from piccolo.columns import UUID, Boolean, Bytea, Date, Integer, Text, Time, Timestamptz, Varchar

from core.database import DB
from core.privacy import PERSONAL, PUBLIC, SENSITIVE, WORK
from core.rows import PrivateTable


class MeetingTable(PrivateTable, tablename="meeting", db=DB):
    """会議."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    tier_id = UUID(index=True)
    ordinal = Integer()
    title = Text()
    held_on = Date()
    starts = Time()
    ends = Time()
    place = Text(default="")
    online = Text(default="")
    state = Varchar(length=20)
    notice_number = Text(default="")
    notice_on = Date(null=True, default=None)
    reply_by = Date(null=True, default=None)
    chair = Text(default="")
    note = Bytea(null=True, default=None)
    break_at = Time(null=True, default=None)
    break_minutes = Integer(default=0)
    confirmed_at = Timestamptz(null=True, default=None)
    current_item_id = UUID(null=True, default=None)
    started_at = Timestamptz(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "tier_id": PUBLIC, "ordinal": PUBLIC, "title": PUBLIC, "held_on": PUBLIC,
        "starts": PUBLIC, "ends": PUBLIC, "place": PUBLIC, "online": WORK, "state": PUBLIC, "notice_number": WORK,
        "notice_on": WORK, "reply_by": PUBLIC, "chair": PERSONAL, "note": SENSITIVE, "break_at": PUBLIC,
        "break_minutes": PUBLIC, "confirmed_at": WORK, "current_item_id": WORK, "started_at": WORK, "ended_at": WORK,
        "version": PUBLIC,
    }  # fmt: skip


class InviteeTable(PrivateTable, tablename="invitee", db=DB):
    """招集した機関."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    meeting_id = UUID(index=True)
    agency_id = UUID(index=True)
    standing = Boolean(default=False)
    reply = Varchar(length=20)
    channel = Varchar(length=20, null=True, default=None)
    attendee = Text(default="")
    online = Boolean(default=False)
    comes_from = Time(null=True, default=None)
    comes_until = Time(null=True, default=None)
    comment = Bytea(null=True, default=None)
    replied_at = Timestamptz(null=True, default=None)
    noticed_at = Timestamptz(null=True, default=None)
    arrived_at = Timestamptz(null=True, default=None)
    left_at = Timestamptz(null=True, default=None)
    absent = Boolean(default=False)
    copy_number = Integer(null=True, default=None)
    copy_returned = Boolean(default=False)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "meeting_id": PUBLIC, "agency_id": WORK, "standing": WORK, "reply": WORK,
        "channel": WORK, "attendee": PERSONAL, "online": WORK, "comes_from": WORK, "comes_until": WORK,
        "comment": SENSITIVE, "replied_at": WORK, "noticed_at": WORK, "arrived_at": WORK, "left_at": WORK,
        "absent": WORK, "copy_number": WORK, "copy_returned": WORK, "version": PUBLIC,
    }  # fmt: skip
