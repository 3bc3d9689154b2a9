"""Queries about councils."""

from datetime import date
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent
from access.councils.model import ClosedDay, Council
from access.councils.tables import ClosedDayTable, CouncilTable
from access.permissions.model import Scope
from core import rows
from core.database import CouncilId, raw_connection


async def council(*, scope: Scope) -> Council:
    """The council itself."""
    return await rows.one(CouncilTable, Council, CouncilTable.id == scope.council)


async def directory() -> list[tuple[CouncilId, str, bool]]:
    """Id, name and whether it is a demonstration of every council here: the only facts readable without a council."""
    with raw_connection() as connection:
        found = await connection.fetch("SELECT id, name, demo FROM council_name ORDER BY name")
    return [(CouncilId(UUID(str(row["id"]))), row["name"], row["demo"]) for row in found]


async def add(council: Council, *, audit: AuditEvent) -> None:
    """Add a council; the transaction must be that council's."""
    await rows.insert(CouncilTable, council)
    await audit_store.append(audit)


async def save(council: Council, *, audit: AuditEvent) -> None:
    """Save a changed council. Raises Conflict."""
    await rows.replace(CouncilTable, council, read_version=council.version)
    await audit_store.append(audit)


async def closed_days(*, scope: Scope) -> list[ClosedDay]:
    """The council's own closed days by date."""
    del scope  # row level security and rows.select name the council
    return await rows.select(ClosedDayTable, ClosedDay, order_by=(ClosedDayTable.day,))


async def closed_dates(*, scope: Scope) -> frozenset[date]:
    """The dates alone."""
    return frozenset(closed.day for closed in await closed_days(scope=scope))


async def add_closed_day(closed: ClosedDay, *, audit: AuditEvent) -> None:
    """Add a closed day."""
    await rows.insert(ClosedDayTable, closed)
    await audit_store.append(audit)


async def remove_closed_day(closed_id: UUID, *, audit: AuditEvent) -> None:
    """Take a closed day away."""
    await rows.remove(ClosedDayTable, closed_id)
    await audit_store.append(audit)
