"""Appending to the chain inside the caller's transaction, and reading it."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid4

from access.audit.model import AuditEntry, AuditEvent
from access.audit.rules import START, canonical
from access.audit.tables import AuditTable
from access.permissions.model import Scope
from core import clock, rows
from core.database import current_council, raw_connection, sealer
from core.sealing import Place

TYPED = frozenset({"reason"})
"""Details that a person typed: they may name a family, so they are stored sealed."""
SEALED = "sealed:"


async def append(event: AuditEvent) -> None:
    """Add one row at the end of the council's chain (appends wait for one another; gaps cannot arise)."""
    council = current_council()
    with raw_connection() as connection:
        await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 7))", str(council))
    last = (
        await AuditTable.select(AuditTable.sequence, AuditTable.chain)
        .where(AuditTable.council_id == council)
        .order_by(AuditTable.sequence, ascending=False)
        .first()
    )
    entry_id = uuid4()
    entry = AuditEntry(
        id=entry_id,
        council_id=council,
        sequence=last["sequence"] + 1 if last else 1,
        at=clock.now(),
        kind=event.kind,
        actor_id=event.actor_id,
        actor_name=event.actor_name,
        subject=event.subject,
        detail=_sealed(event.detail, _place(str(council), entry_id)),
        previous=last["chain"] if last else START,
        chain=b"",
    )
    await rows.insert(AuditTable, replace(entry, chain=sealer().audit_mac(canonical(entry))))


async def newest(*, scope: Scope, limit: int, offset: int = 0) -> list[AuditEntry]:
    """The latest rows, newest first."""
    query = AuditTable.select(*AuditTable.all_columns()).where(AuditTable.council_id == scope.council)
    found = await query.order_by(AuditTable.sequence, ascending=False).limit(limit).offset(offset)
    return _opened(rows.as_records(AuditTable, found, AuditEntry))


async def of_subject(subject: str, *, scope: Scope, limit: int = 200) -> list[AuditEntry]:
    """Who did or saw something with this record, newest first."""
    query = AuditTable.select(*AuditTable.all_columns()).where(
        AuditTable.council_id == scope.council, AuditTable.subject == subject
    )
    found = await query.order_by(AuditTable.sequence, ascending=False).limit(limit)
    return _opened(rows.as_records(AuditTable, found, AuditEntry))


async def count(*, scope: Scope) -> int:
    """How many rows the chain has."""
    found: int = await AuditTable.count().where(AuditTable.council_id == scope.council)
    return found


async def whole_chain(*, scope: Scope) -> list[AuditEntry]:
    """Every row from the first as it is stored, for verification."""
    found = (
        await AuditTable.select(*AuditTable.all_columns())
        .where(AuditTable.council_id == scope.council)
        .order_by(AuditTable.sequence)
    )
    return rows.as_records(AuditTable, found, AuditEntry)


def _sealed(detail: Mapping[str, str], place: Place) -> dict[str, str]:
    return {
        name: SEALED + base64.b64encode(sealer().seal(text, place) or b"").decode() if name in TYPED else text
        for name, text in detail.items()
    }


def _opened(entries: list[AuditEntry]) -> list[AuditEntry]:
    return [
        replace(entry, detail={name: _text(entry, text) for name, text in entry.detail.items()}) for entry in entries
    ]


def _text(entry: AuditEntry, stored: str) -> str:
    if not stored.startswith(SEALED):
        return stored
    return str(sealer().open(base64.b64decode(stored.removeprefix(SEALED)), _place(str(entry.council_id), entry.id)))


def _place(council: str, entry_id: UUID) -> Place:
    return Place(council, "audit", "detail", str(entry_id))
