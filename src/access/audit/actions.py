"""Reading the audit record. Reading it is recorded too."""

import asyncio
from dataclasses import dataclass

from access.audit import rules, store
from access.audit.model import AuditEntry, AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may
from core.database import sealer, transaction

PAGE_LENGTH = 50
CHECKED_UNASKED = 5000
"""A chain up to this length is verified whenever it is read; a longer one when somebody asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditPage:
    """One page of the record; `broken_at` names the first row that does not follow, if `checked`."""

    entries: list[AuditEntry]
    page: int
    pages: int
    total: int
    checked: bool
    broken_at: int | None


async def read_page(actor: Actor, scope: Scope, page: int, *, check: bool) -> AuditPage:
    """Entries newest first, 50 a page; with `check`, or when it is short, the whole chain is verified."""
    check_may(actor, Permission.AUDIT_READ)
    async with transaction(actor.council):
        total = await store.count(scope=scope)
        pages = max(1, -(-total // PAGE_LENGTH))
        shown = min(max(page, 1), pages)
        entries = await store.newest(scope=scope, limit=PAGE_LENGTH, offset=(shown - 1) * PAGE_LENGTH)
        checked = check or total <= CHECKED_UNASKED
        chain = await store.whole_chain(scope=scope) if checked else []
        broken_at = await asyncio.to_thread(rules.first_break, chain, sealer().audit_mac)
        await store.append(AuditEvent.of(actor, AuditKind.AUDIT_READ, page=str(shown)))
    return AuditPage(entries=entries, page=shown, pages=pages, total=total, checked=checked, broken_at=broken_at)
