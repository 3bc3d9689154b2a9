"""The only queries about imports and kept mappings. Only the coordinating agency has any."""

import base64
from collections.abc import Sequence
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent
from access.permissions.model import Scope
from core import rows
from core.errors import NotFound
from network.imports.received_file import Import, ImportEntry, ImportKind, NamedMapping
from network.imports.tables import ImportTable, NamedMappingTable

_ENTRY_COLUMNS = (
    ImportTable.id,
    ImportTable.council_id,
    ImportTable.kind,
    ImportTable.filename,
    ImportTable.state,
    ImportTable.account_id,
    ImportTable.created_at,
    ImportTable.confirmed_at,
    ImportTable.undone_at,
    ImportTable.version,
)


async def entries(*, scope: Scope) -> list[ImportEntry]:
    """All imports, the newest first."""
    if not scope.everything:
        return []
    query = ImportTable.select(*_ENTRY_COLUMNS).where(ImportTable.council_id == scope.council)
    found = await query.order_by(ImportTable.created_at, ascending=False)
    return rows.as_records(ImportTable, found, ImportEntry)


async def one_import(import_id: UUID, *, scope: Scope) -> Import:
    """One import without the bytes of its file. Raises NotFound."""
    if not scope.everything:
        raise NotFound
    columns = (*_ENTRY_COLUMNS, ImportTable.corrections, ImportTable.summary)
    query = ImportTable.select(*columns).where(ImportTable.council_id == scope.council, ImportTable.id == import_id)
    found = rows.as_records(ImportTable, await query, Import)
    if not found:
        raise NotFound
    return found[0]


async def file_of(import_id: UUID, *, scope: Scope) -> bytes:
    """The uploaded bytes. Raises NotFound."""
    columns = (ImportTable.id, ImportTable.council_id, ImportTable.file)
    query = ImportTable.select(*columns).where(ImportTable.council_id == scope.council, ImportTable.id == import_id)
    found = [rows.opened(ImportTable, row) for row in await query] if scope.everything else []
    if not found or found[0]["file"] is None:
        raise NotFound
    return base64.b64decode(found[0]["file"])


async def add(new: Import, data: bytes, *, audit: AuditEvent) -> None:
    """Keep an uploaded file with what was read in it."""
    await rows.insert(ImportTable, new)
    await rows.change(ImportTable, new.id, {"file": base64.b64encode(data).decode()})
    await audit_store.append(audit)


async def save(changed: Import, *, audit: AuditEvent | None) -> None:
    """Save answers or the outcome. Raises Conflict. Answers before the end (`audit` None) are no fact for the log."""
    await rows.replace(ImportTable, changed, read_version=changed.version)
    if audit is not None:
        await audit_store.append(audit)


async def remove(import_id: UUID, *, audit: AuditEvent) -> None:
    """Forget an upload that was never taken in."""
    await rows.remove(ImportTable, import_id)
    await audit_store.append(audit)


async def named_mappings(*, scope: Scope, kind: ImportKind = ImportKind.CASES) -> list[NamedMapping]:
    """The kept ways to match columns, by name."""
    del scope
    condition = NamedMappingTable.kind == kind.value
    return await rows.select(NamedMappingTable, NamedMapping, condition, order_by=(NamedMappingTable.name,))


async def keep_mapping(kept: NamedMapping, replaced: Sequence[UUID], *, audit: AuditEvent) -> None:
    """Keep a mapping, instead of those that had its name."""
    await rows.remove(NamedMappingTable, *replaced)
    await rows.insert(NamedMappingTable, kept)
    await audit_store.append(audit)
