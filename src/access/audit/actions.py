"""Reading the audit record. Reading it is recorded too."""

from dataclasses import dataclass

from access.audit import rules, store
from access.audit.model import AuditEntry, AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may
from core.database import sealer, transaction

PAGE_LENGTH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """One page of the record; `broken_at` names the first row that does not follow."""

    entries: list[AuditEntry]
    page: int
    pages: int
    total: int
    broken_at: int | None


async def read_page(actor: Actor, scope: Scope, page: int) -> AuditPage:
    """Entries newest first, 50 a page, with the whole chain verified."""
    check_may(actor, Permission.AUDIT_READ)
    async with transaction(actor.council):
        total = await store.count(scope=scope)
        pages = max(1, -(-total // PAGE_LENGTH))
        shown = min(max(page, 1), pages)
        entries = await store.newest(scope=scope, limit=PAGE_LENGTH, offset=(shown - 1) * PAGE_LENGTH)
        broken_at = rules.first_break(await store.whole_chain(scope=scope), sealer().audit_mac)
        await store.append(AuditEvent.of(actor, AuditKind.AUDIT_READ, page=str(shown)))
    return AuditPage(entries=entries, page=shown, pages=pages, total=total, broken_at=broken_at)
