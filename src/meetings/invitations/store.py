"""The only queries about windows and their revisions. A member sees its own agencies' only."""

from collections.abc import Sequence
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent
from access.permissions.model import Scope
from core import rows
from meetings.invitations.model import Window, WindowRevision, WindowState
from meetings.invitations.tables import WindowRevisionTable, WindowTable


async def windows(*, scope: Scope, meeting_id: UUID | None = None, cancelled: bool = False) -> list[Window]:
    """Announced windows by beginning: those in force, or all with `cancelled`."""
    conditions = () if meeting_id is None else (WindowTable.meeting_id == meeting_id,)
    found = await rows.select(WindowTable, Window, *conditions, order_by=(WindowTable.starts,))
    return [
        window
        for window in found
        if (cancelled or window.state is WindowState.LIVE)
        and (scope.agencies is None or window.agency_id in scope.agencies)
    ]


async def revisions(*, scope: Scope, meeting_id: UUID) -> list[WindowRevision]:
    """Everything that was announced about a meeting, oldest first."""
    found = await rows.select(
        WindowRevisionTable,
        WindowRevision,
        WindowRevisionTable.meeting_id == meeting_id,
        order_by=(WindowRevisionTable.stamped_at, WindowRevisionTable.sequence),
    )
    return [revision for revision in found if scope.agencies is None or revision.agency_id in scope.agencies]


async def announce(
    *,
    added: Sequence[Window] = (),
    changed: Sequence[Window] = (),
    revisions_added: Sequence[WindowRevision],
    audit: AuditEvent,
) -> None:
    """Keep what is announced: new windows, changed ones, and one immutable revision for each. Raises Conflict."""
    await rows.insert(WindowTable, *added)
    for window in changed:
        await rows.replace(WindowTable, window, read_version=window.version)
    await rows.insert(WindowRevisionTable, *revisions_added)
    await audit_store.append(audit)
