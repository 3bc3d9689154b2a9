"""The only queries about proposed orders. A member sees none: they tell of cases of other agencies."""

from collections.abc import Sequence
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent
from access.permissions.model import Scope
from core import rows
from meetings.arrangements.errors import NoSuchArrangement
from meetings.arrangements.model import Arrangement, ArrangementState
from meetings.arrangements.tables import ArrangementTable


async def arrangements(meeting_id: UUID, *, scope: Scope) -> list[Arrangement]:
    """The proposals of a meeting, the newest first."""
    if not scope.everything:
        return []
    found = await rows.select(
        ArrangementTable, Arrangement, ArrangementTable.meeting_id == meeting_id, order_by=(ArrangementTable.made_at,)
    )
    return found[::-1]


async def arrangement(arrangement_id: UUID, *, scope: Scope) -> Arrangement:
    """One proposal. Raises NoSuchArrangement."""
    found = (
        await rows.select(ArrangementTable, Arrangement, ArrangementTable.id == arrangement_id)
        if scope.everything
        else []
    )
    if not found:
        raise NoSuchArrangement
    return found[0]


async def propose(meeting_id: UUID, proposed: Sequence[Arrangement], *, scope: Scope, audit: AuditEvent) -> None:
    """Put proposals in the place of those still open."""
    open_ones = [one for one in await arrangements(meeting_id, scope=scope) if one.state is ArrangementState.PROPOSED]
    await rows.remove(ArrangementTable, *(one.id for one in open_ones))
    await rows.insert(ArrangementTable, *proposed)
    await audit_store.append(audit)


async def save_arrangement(changed: Arrangement, *, audit: AuditEvent) -> None:
    """Save a changed proposal. Raises Conflict."""
    await rows.replace(ArrangementTable, changed, read_version=changed.version)
    await audit_store.append(audit)
