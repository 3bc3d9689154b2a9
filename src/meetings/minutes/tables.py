"""Tables of deliberations and minutes; everything said about a family is sealed."""

from piccolo.columns import UUID, Array, Bytea, Date, Integer, Text, Timestamptz, Varchar

from core.database import DB
from core.privacy import PUBLIC, SENSITIVE, WORK
from core.rows import PrivateTable


class DeliberationTable(PrivateTable, tablename="deliberation", db=DB):
    """個別の審議."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    meeting_id = UUID(index=True)
    item_id = UUID(index=True)
    reports = Bytea(null=True, default=None)
    opinions = Bytea(null=True, default=None)
    child_voice = Bytea(null=True, default=None)
    decisions = Bytea(null=True, default=None)
    promises = Bytea(null=True, default=None)
    dissents = Bytea(null=True, default=None)
    present = Array(base_column=UUID(), default=list)
    started_at = Timestamptz(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    applied_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "meeting_id": PUBLIC, "item_id": PUBLIC, "reports": SENSITIVE,
        "opinions": SENSITIVE, "child_voice": SENSITIVE, "decisions": SENSITIVE, "promises": SENSITIVE,
        "dissents": SENSITIVE, "present": WORK, "started_at": WORK, "ended_at": WORK, "applied_at": WORK,
        "version": PUBLIC,
    }  # fmt: skip


class MinutesTable(PrivateTable, tablename="minutes", db=DB):
    """議事録."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    meeting_id = UUID(index=True)
    state = Varchar(length=20)
    edition = Integer(default=1)
    sections = Bytea(null=True, default=None)
    next_meeting = Text(default="")
    document_number = Text(default="")
    approved_on = Date(null=True, default=None)
    finalised_at = Timestamptz(null=True, default=None)
    composed_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "meeting_id": PUBLIC, "state": WORK, "edition": PUBLIC,
        "sections": SENSITIVE, "next_meeting": WORK, "document_number": WORK, "approved_on": WORK,
        "finalised_at": WORK, "composed_at": WORK, "version": PUBLIC,
    }  # fmt: skip
