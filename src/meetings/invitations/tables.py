"""Tables of windows and their revisions."""

from piccolo.columns import UUID, Integer, Text, Timestamptz, Varchar

from core.database import DB
from core.privacy import PERSONAL, PUBLIC, WORK
from core.rows import PrivateTable


class WindowTable(PrivateTable, tablename="attendance_window", db=DB):
    """出席時間."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    meeting_id = UUID(index=True)
    agency_id = UUID(index=True)
    uid = Varchar(length=120)
    sequence = Integer(default=0)
    state = Varchar(length=20)
    starts = Timestamptz()
    ends = Timestamptz()
    exact_starts = Timestamptz()
    exact_ends = Timestamptz()
    waiting_minutes = Integer(default=0)
    visible = Varchar(length=64, default="")
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "meeting_id": PUBLIC, "agency_id": WORK, "uid": WORK, "sequence": PUBLIC,
        "state": PUBLIC, "starts": WORK, "ends": WORK, "exact_starts": WORK, "exact_ends": WORK,
        "waiting_minutes": WORK, "visible": PUBLIC, "version": PUBLIC,
    }  # fmt: skip


class WindowRevisionTable(PrivateTable, tablename="window_revision", db=DB):
    """お知らせの版."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    window_id = UUID(index=True)
    meeting_id = UUID(index=True)
    agency_id = UUID(index=True)
    sequence = Integer()
    method = Varchar(length=20)
    stamped_at = Timestamptz()
    first_stamped_at = Timestamptz()
    starts = Timestamptz()
    ends = Timestamptz()
    summary = Text()
    place = Text()
    description = Text()
    recipient = Varchar(length=254, default="")
    recipient_name = Text(default="")

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "window_id": PUBLIC, "meeting_id": PUBLIC, "agency_id": WORK,
        "sequence": PUBLIC, "method": PUBLIC, "stamped_at": WORK, "first_stamped_at": WORK, "starts": WORK,
        "ends": WORK, "summary": WORK, "place": WORK, "description": WORK, "recipient": PERSONAL,
        "recipient_name": PERSONAL,
    }  # fmt: skip
