"""The only queries about progress entries. They hold what several agencies said, so a member agency reads none."""

from collections.abc import Sequence
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent
from access.permissions.model import Scope
from core import rows
from meetings.progress.model import ProgressEntry
from meetings.progress.tables import ProgressEntryTable


async def entries(
    *, scope: Scope, case_ids: Sequence[UUID] | None = None, meeting_id: UUID | None = None
) -> list[ProgressEntry]:
    """Entries of these cases or of one meeting, newest first."""
    if not scope.everything or (case_ids is not None and not case_ids):
        return []
    by_case = () if case_ids is None else (ProgressEntryTable.case_id.is_in(list(case_ids)),)
    by_meeting = () if meeting_id is None else (ProgressEntryTable.meeting_id == meeting_id,)
    found = await rows.select(ProgressEntryTable, ProgressEntry, *by_case, *by_meeting)
    return sorted(found, key=lambda entry: entry.held_on, reverse=True)


async def add_entries(added: Sequence[ProgressEntry], *, audit: AuditEvent) -> None:
    """Keep what a meeting said about its cases."""
    await rows.insert(ProgressEntryTable, *added)
    await audit_store.append(audit)


async def remove_entries(entry_ids: Sequence[UUID], *, audit: AuditEvent) -> None:
    """Take entries back, to write them anew when the record of a meeting is corrected."""
    await rows.remove(ProgressEntryTable, *entry_ids)
    await audit_store.append(audit)
