"""The only queries about tiers. Every signed-in role may know which kinds of meetings there are."""

from collections.abc import Sequence
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent
from access.permissions.model import Scope
from core import rows
from core.errors import NotFound
from meetings.tiers.errors import NoSuchTier
from meetings.tiers.model import MeetingTier
from meetings.tiers.tables import MeetingTierTable


async def tiers(*, scope: Scope) -> list[MeetingTier]:
    """Every tier of the council in its order, ended ones included."""
    del scope
    return await rows.select(MeetingTierTable, MeetingTier, order_by=(MeetingTierTable.position, MeetingTierTable.name))


async def tier(tier_id: UUID, *, scope: Scope) -> MeetingTier:
    """One tier. Raises NoSuchTier."""
    del scope
    try:
        return await rows.one(MeetingTierTable, MeetingTier, MeetingTierTable.id == tier_id)
    except NotFound as missing:
        raise NoSuchTier from missing


async def add_tiers(added: Sequence[MeetingTier], *, audit: AuditEvent) -> None:
    """Add tiers."""
    await rows.insert(MeetingTierTable, *added)
    await audit_store.append(audit)


async def save_tier(changed: MeetingTier, *, audit: AuditEvent) -> None:
    """Save a changed tier. Raises Conflict."""
    await rows.replace(MeetingTierTable, changed, read_version=changed.version)
    await audit_store.append(audit)
