"""Reads a case as a person sees it: with its siblings, its meetings and who looked at it. Every opening is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEntry, AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may
from core.database import transaction
from meetings.progress import store as progress_store
from meetings.progress.model import ProgressEntry
from meetings.scheduling import store as meeting_store
from meetings.scheduling.model import Meeting
from network.agencies.model import Agency
from network.graph import store as graph_store
from network.graph.casebook import Casebook, CaseFile


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSeen:
    """A case opened by somebody; `book` holds its household."""

    file: CaseFile
    book: Casebook
    entries: Sequence[ProgressEntry]
    meetings: dict[UUID, Meeting]
    agencies: Sequence[Agency]
    seen_by: Sequence[AuditEntry]

    @property
    def siblings(self) -> list[CaseFile]:
        """The other cases of the household."""
        return [file for file in self.book.files if file.case.id != self.file.case.id]


async def case_list(actor: Actor, scope: Scope) -> Casebook:
    """Every case, open or closed; opening the list is recorded."""
    check_may(actor, Permission.CASE_SEE)
    async with transaction(scope.council):
        book = await graph_store.whole_casebook(scope=scope, closed=True)
        audit = AuditEvent.of(actor, AuditKind.CASES_LISTED, "", count=str(len(book.files)))
        await audit_store.append(audit)
    return book


async def case_seen(actor: Actor, scope: Scope, case_id: UUID, *, page: str) -> CaseSeen:
    """One case; opening it is recorded with the tab. Raises NotFound."""
    check_may(actor, Permission.CASE_SEE)
    async with transaction(scope.council):
        book = await graph_store.household_casebook(case_id, scope=scope)
        entries = await progress_store.entries(scope=scope, case_ids=[case_id])
        meetings = {meeting.id: meeting for meeting in await meeting_store.meetings(scope=scope)}
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASE_SEEN, case_id, page=page))
        seen_by = await audit_store.of_subject(str(case_id), scope=scope)
    linked = {linkage.agency_id for file in book.files for linkage in file.linkages if linkage.on(scope.day)}
    agencies = sorted(
        (agency for agency in book.agencies.values() if agency.ended_on is None or agency.ended_on > scope.day),
        key=lambda agency: agency.id not in linked,
    )
    file = next(file for file in book.files if file.case.id == case_id)
    return CaseSeen(file=file, book=book, entries=entries, meetings=meetings, agencies=agencies, seen_by=seen_by)
