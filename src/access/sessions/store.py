"""Queries about sessions."""

from datetime import datetime
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent
from access.permissions.model import Scope
from access.sessions.model import Session
from access.sessions.tables import SessionTable
from core import rows


async def by_token(token_hash: bytes, *, scope: Scope) -> Session | None:
    """The session of a token."""
    del scope
    found = await rows.select(SessionTable, Session, SessionTable.token_hash == token_hash, limit=1)
    return found[0] if found else None


async def of_account(account_id: UUID, *, scope: Scope) -> list[Session]:
    """The person's sessions, oldest first."""
    del scope
    return await rows.select(
        SessionTable, Session, SessionTable.account_id == account_id, order_by=(SessionTable.created_at,)
    )


async def add(session: Session, *, audit: AuditEvent) -> None:
    """Keep a new session."""
    await rows.insert(SessionTable, session)
    await audit_store.append(audit)


async def touch(session: Session, *, at: datetime, audit: None = None) -> None:
    """Move the idle limit (bookkeeping; an ended session is not brought back)."""
    del audit
    await SessionTable.update({SessionTable.seen_at: at}).where(SessionTable.id == session.id)


async def end(*session_ids: UUID, audit: AuditEvent | None) -> None:
    """End sessions; `audit` None for those that ran out, or end with what is recorded of their account."""
    await rows.remove(SessionTable, *session_ids)
    if audit is not None:
        await audit_store.append(audit)
