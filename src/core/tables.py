"""Tables of the house itself: the outbox and the jobs. They carry the council but the worker reads across councils."""

from piccolo.columns import JSONB, UUID, Boolean, Bytea, Integer, Text, Timestamptz, Varchar

from core.database import DB
from core.privacy import PERSONAL, PUBLIC, SENSITIVE, WORK
from core.rows import PrivateTable


class OutboxTable(PrivateTable, tablename="outbox", db=DB):
    """One mail that is to leave the house, once."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    key = Varchar(length=200, unique=True)
    recipient = Varchar(length=254)
    sender = Varchar(length=254)
    subject = Text()
    mime = Bytea()
    state = Varchar(length=20, default="pending", index=True)
    attempts = Integer(default=0)
    created_at = Timestamptz()
    next_at = Timestamptz()
    sent_at = Timestamptz(null=True, default=None)
    error = Text(default="")
    meeting_id = UUID(null=True, default=None)
    agency_id = UUID(null=True, default=None)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "key": WORK, "recipient": PERSONAL, "sender": WORK, "subject": WORK,
        "mime": SENSITIVE, "state": PUBLIC, "attempts": PUBLIC, "created_at": PUBLIC, "next_at": PUBLIC,
        "sent_at": PUBLIC, "error": WORK, "meeting_id": PUBLIC, "agency_id": WORK,
    }  # fmt: skip


class JobTable(PrivateTable, tablename="job", db=DB):
    """A long piece of work with progress, done by the worker."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    account_id = UUID(null=True, default=None)
    kind = Varchar(length=60)
    title = Text()
    arguments = Bytea()
    state = Varchar(length=20, default="waiting", index=True)
    done = Integer(default=0)
    total = Integer(default=0)
    unit = Varchar(length=20, default="")
    cancel = Boolean(default=False)
    message = Text(default="")
    result = Bytea(null=True, default=None)
    result_name = Varchar(length=200, default="")
    result_href = Varchar(length=300, default="")
    created_at = Timestamptz()
    started_at = Timestamptz(null=True, default=None)
    heartbeat_at = Timestamptz(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    facts = JSONB(default="{}")

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "account_id": WORK, "kind": PUBLIC, "title": WORK, "arguments": SENSITIVE,
        "state": PUBLIC, "done": PUBLIC, "total": PUBLIC, "unit": PUBLIC, "cancel": PUBLIC, "message": WORK,
        "result": SENSITIVE, "result_name": WORK, "result_href": WORK, "created_at": PUBLIC, "started_at": PUBLIC,
        "heartbeat_at": PUBLIC, "ended_at": PUBLIC, "facts": WORK,
    }  # fmt: skip
