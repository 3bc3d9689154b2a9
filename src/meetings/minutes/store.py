"""The only queries about deliberations and minutes.

They hold what several agencies said about a family: a member agency reads none.
"""

from collections.abc import Sequence
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent
from access.permissions.model import Scope
from core import rows
from meetings.minutes.model import Deliberation, Minutes, RecordedTime
from meetings.minutes.tables import DeliberationTable, MinutesTable


async def deliberations(meeting_id: UUID, *, scope: Scope) -> list[Deliberation]:
    """The records of a meeting's items."""
    if not scope.everything:
        return []
    return await rows.select(DeliberationTable, Deliberation, DeliberationTable.meeting_id == meeting_id)


async def deliberation(item_id: UUID, *, scope: Scope) -> Deliberation | None:
    """The record of one item; None before the item was taken up."""
    if not scope.everything:
        return None
    found = await rows.select(DeliberationTable, Deliberation, DeliberationTable.item_id == item_id)
    return found[0] if found else None


async def recorded_times(*, scope: Scope) -> list[RecordedTime]:
    """How long the items of all meetings took, where both ends were recorded; the sealed texts stay closed."""
    if not scope.everything:
        return []
    table = DeliberationTable
    found = await table.select(table.item_id, table.started_at, table.ended_at).where(
        table.council_id == scope.council, table.started_at.is_not_null(), table.ended_at.is_not_null()
    )
    return rows.as_records(table, found, RecordedTime)


async def add_deliberations(added: Sequence[Deliberation], *, audit: AuditEvent) -> None:
    """Begin the records of items."""
    await rows.insert(DeliberationTable, *added)
    await audit_store.append(audit)


async def save_deliberation(changed: Deliberation, *, audit: AuditEvent) -> None:
    """Save what was typed. Raises Conflict."""
    await save_deliberations([changed], audit=audit)


async def save_deliberations(changed: Sequence[Deliberation], *, audit: AuditEvent) -> None:
    """Save several records. Raises Conflict."""
    for one in changed:
        await rows.replace(DeliberationTable, one, read_version=one.version)
    await audit_store.append(audit)


async def minutes(meeting_id: UUID, *, scope: Scope) -> Minutes | None:
    """The latest edition; None before the minutes are composed."""
    found = await editions(meeting_id, scope=scope)
    return found[-1] if found else None


async def editions(meeting_id: UUID, *, scope: Scope) -> list[Minutes]:
    """Every edition, the first one first."""
    if not scope.everything:
        return []
    return await rows.select(
        MinutesTable, Minutes, MinutesTable.meeting_id == meeting_id, order_by=(MinutesTable.edition,)
    )


async def add_minutes(added: Minutes, *, audit: AuditEvent) -> None:
    """Begin an edition."""
    await rows.insert(MinutesTable, added)
    await audit_store.append(audit)


async def save_minutes(changed: Minutes, *, audit: AuditEvent) -> None:
    """Save an edition. Raises Conflict."""
    await rows.replace(MinutesTable, changed, read_version=changed.version)
    await audit_store.append(audit)
