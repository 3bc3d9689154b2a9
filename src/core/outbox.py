"""Mails that leave the house: enqueued in the action's transaction, claimed by the worker, sent once.

A key makes enqueuing idempotent: pressing a button twice sends nothing twice.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from core import rows
from core.database import current_council, raw_connection
from core.labels import Labelled
from core.privacy import Privacy
from core.tables import OutboxTable

assert OutboxTable.PRIVACY["mime"] is Privacy.SENSITIVE  # noqa: S101 - a mail's bytes are never kept open


class MailState(Labelled):
    """Where a mail is."""

    PENDING = "pending", "送る順番を待っています"
    SENDING = "sending", "送っています"
    SENT = "sent", "送りました"
    FAILED = "failed", "届きませんでした。連絡先を確かめてください"
    PAPER = "paper", "紙・FAXで送る"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxMail:
    """One mail. `mime` is its base64 text once composed; empty for agencies told by paper."""

    id: UUID = field(default_factory=uuid4)
    key: str
    recipient: str
    sender: str
    subject: str
    mime: str
    state: MailState = MailState.PENDING
    attempts: int = 0
    created_at: datetime
    next_at: datetime
    sent_at: datetime | None = None
    error: str = ""
    meeting_id: UUID | None = None
    agency_id: UUID | None = None


async def enqueue(mail: OutboxMail) -> bool:
    """Put a mail into the outbox of the open transaction; False when its key was there already."""
    with raw_connection() as connection:
        values = rows.as_values(OutboxTable, mail)
        names = ", ".join(f'"{name}"' for name in values)
        places = ", ".join(f"${position}" for position in range(1, len(values) + 1))
        done = await connection.execute(
            f"INSERT INTO outbox ({names}) VALUES ({places}) ON CONFLICT (key) DO NOTHING",  # noqa: S608 - names are our columns
            *values.values(),
        )
    return bool(done.endswith(" 1"))


async def mails(*, meeting_id: UUID | None = None) -> list[OutboxMail]:
    """The council's mails, newest first."""
    conditions = () if meeting_id is None else (OutboxTable.meeting_id == meeting_id,)
    found = await rows.select(OutboxTable, OutboxMail, *conditions, order_by=(OutboxTable.created_at,))
    return found[::-1]


async def claim(now: datetime) -> tuple[UUID, OutboxMail] | None:
    """Take the next due mail of any council: its council and the mail (a transaction without council is open).

    A claimed mail that is never marked (the worker died) comes again after ten minutes with the same bytes.
    """
    with raw_connection() as connection:
        row = await connection.fetchrow(
            """
            UPDATE outbox SET state = 'sending', attempts = attempts + 1, next_at = $1 + interval '10 minutes'
            WHERE id = (
                SELECT id FROM outbox WHERE state IN ('pending', 'sending') AND next_at <= $1
                ORDER BY next_at, created_at LIMIT 1 FOR UPDATE SKIP LOCKED
            )
            RETURNING *
            """,
            now,
        )
    if row is None:
        return None
    return row["council_id"], rows.as_records(OutboxTable, [dict(row)], OutboxMail)[0]


async def mark(
    mail_id: UUID, state: MailState, *, now: datetime, next_at: datetime | None = None, error: str = ""
) -> None:
    """Note what became of a claimed mail (a transaction without council is open)."""
    sent_at = now if state is MailState.SENT else None
    with raw_connection() as connection:
        await connection.execute(
            "UPDATE outbox SET state = $2, sent_at = $3, next_at = coalesce($4, next_at), error = $5 WHERE id = $1",
            mail_id,
            state.value,
            sent_at,
            next_at,
            error[:500],
        )


async def supersede(*, agency_id: UUID, meeting_id: UUID, key_prefix: str = "") -> int:
    """Drop mails and papers to an agency about a meeting that have not left yet (a newer one follows); how many.

    With `key_prefix` only those whose key begins so.
    """
    council = current_council()
    with raw_connection() as connection:
        done = await connection.execute(
            "DELETE FROM outbox WHERE council_id = $1 AND agency_id = $2 AND meeting_id = $3 "
            "AND state IN ('pending', 'paper') AND attempts = 0 AND starts_with(key, $4)",
            council,
            agency_id,
            meeting_id,
            key_prefix,
        )
    return int(done.rsplit(" ", 1)[1])
