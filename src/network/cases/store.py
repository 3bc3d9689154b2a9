"""The only queries about households, cases, linkages, sightings and promises.

Every read carries a scope: the coordinating agency sees all, a member only cases its agency is linked to on the
scope's day, and of those only its own linkages and promises.
"""

from collections.abc import Sequence
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent
from access.permissions.model import Scope
from core import rows
from core.errors import NotFound
from network.cases.model import Case, Household, Linkage, Promise, Sighting
from network.cases.tables import CaseTable, HouseholdTable, LinkageTable, PromiseTable, SightingTable


async def linkages(*, scope: Scope, case_ids: Sequence[UUID] | None = None) -> list[Linkage]:
    """Linkages, past ones included; a member sees only its own agencies' that hold on the scope's day."""
    if (case_ids is not None and not case_ids) or (scope.agencies is not None and not scope.agencies):
        return []
    conditions: list[rows.type_of_condition] = []
    if case_ids is not None:
        conditions.append(LinkageTable.case_id.is_in(list(case_ids)))
    if scope.agencies is not None:
        conditions.append(LinkageTable.agency_id.is_in(list(scope.agencies)))
    found = await rows.select(LinkageTable, Linkage, *conditions, order_by=(LinkageTable.since,))
    return [linkage for linkage in found if scope.everything or linkage.on(scope.day)]


async def cases(
    *, scope: Scope, closed: bool = False, case_ids: Sequence[UUID] | None = None, household_id: UUID | None = None
) -> list[Case]:
    """Cases by number: the open ones, or all with `closed`; only those named, or of one household."""
    wanted = None if case_ids is None else set(case_ids)
    if not scope.everything:
        linked = {linkage.case_id for linkage in await linkages(scope=scope)}
        wanted = linked if wanted is None else wanted & linked
    conditions: list[rows.type_of_condition] = [] if closed else [CaseTable.closed_on.is_null()]
    if household_id is not None:
        conditions.append(CaseTable.household_id == household_id)
    if wanted is not None:
        if not wanted:
            return []
        conditions.append(CaseTable.id.is_in(list(wanted)))
    return await rows.select(CaseTable, Case, *conditions, order_by=(CaseTable.number,))


async def case(case_id: UUID, *, scope: Scope) -> Case:
    """One case, open or closed. Raises NotFound, also when it exists but not for this scope."""
    if not scope.everything and not await linkages(scope=scope, case_ids=[case_id]):
        raise NotFound
    return await rows.one(CaseTable, Case, CaseTable.id == case_id)


async def households(*, scope: Scope, household_ids: Sequence[UUID] | None = None) -> list[Household]:
    """Households; a member never sees any (they name siblings and guardians)."""
    if not scope.everything or (household_ids is not None and not household_ids):
        return []
    conditions = () if household_ids is None else (HouseholdTable.id.is_in(list(household_ids)),)
    return await rows.select(HouseholdTable, Household, *conditions)


async def household(household_id: UUID, *, scope: Scope) -> Household:
    """One household. Raises NotFound."""
    found = await households(scope=scope, household_ids=[household_id])
    if not found:
        raise NotFound
    return found[0]


async def sightings(*, scope: Scope, case_ids: Sequence[UUID] | None = None) -> list[Sighting]:
    """Sightings, newest first; a member sees its own agency's only."""
    if case_ids is not None and not case_ids:
        return []
    conditions = () if case_ids is None else (SightingTable.case_id.is_in(list(case_ids)),)
    query = rows.select(SightingTable, Sighting, *conditions, order_by=(SightingTable.seen_on,))
    found = [s for s in await query if scope.agencies is None or s.agency_id in scope.agencies]
    return sorted(found, key=lambda sighting: sighting.seen_on, reverse=True)


async def promises(
    *, scope: Scope, case_ids: Sequence[UUID] | None = None, open_only: bool = False, meeting_id: UUID | None = None
) -> list[Promise]:
    """Promises by due date; a member sees its own agency's only."""
    if case_ids is not None and not case_ids:
        return []
    conditions: list[rows.type_of_condition] = []
    if case_ids is not None:
        conditions.append(PromiseTable.case_id.is_in(list(case_ids)))
    if meeting_id is not None:
        conditions.append(PromiseTable.meeting_id == meeting_id)
    if open_only:
        conditions.append(PromiseTable.done_on.is_null())
    found = await rows.select(PromiseTable, Promise, *conditions, order_by=(PromiseTable.due_on,))
    return [promise for promise in found if scope.agencies is None or promise.agency_id in scope.agencies]


async def promise(promise_id: UUID, *, scope: Scope) -> Promise:
    """One promise. Raises NotFound."""
    found = await rows.one(PromiseTable, Promise, PromiseTable.id == promise_id)
    if scope.agencies is not None and found.agency_id not in scope.agencies:
        raise NotFound
    return found


async def add_households(added: Sequence[Household], *, audit: AuditEvent) -> None:
    """Add households."""
    await rows.insert(HouseholdTable, *added)
    await audit_store.append(audit)


async def save_household(changed: Household, *, audit: AuditEvent) -> None:
    """Save a changed household. Raises Conflict."""
    await rows.replace(HouseholdTable, changed, read_version=changed.version)
    await audit_store.append(audit)


async def add_cases(added: Sequence[Case], *, audit: AuditEvent) -> None:
    """Add cases."""
    await rows.insert(CaseTable, *added)
    await audit_store.append(audit)


async def save_case(changed: Case, *, audit: AuditEvent) -> None:
    """Save a changed case. Raises Conflict."""
    await rows.replace(CaseTable, changed, read_version=changed.version)
    await audit_store.append(audit)


async def add_linkages(added: Sequence[Linkage], *, audit: AuditEvent) -> None:
    """Link agencies to cases."""
    await rows.insert(LinkageTable, *added)
    await audit_store.append(audit)


async def save_linkage(changed: Linkage, *, audit: AuditEvent) -> None:
    """Save a changed linkage. Raises Conflict."""
    await rows.replace(LinkageTable, changed, read_version=changed.version)
    await audit_store.append(audit)


async def add_sightings(added: Sequence[Sighting], *, audit: AuditEvent) -> None:
    """Record sightings."""
    await rows.insert(SightingTable, *added)
    await audit_store.append(audit)


async def add_promises(added: Sequence[Promise], *, audit: AuditEvent) -> None:
    """Record promises."""
    await rows.insert(PromiseTable, *added)
    await audit_store.append(audit)


async def save_promise(changed: Promise, *, audit: AuditEvent) -> None:
    """Save a changed promise. Raises Conflict."""
    await rows.replace(PromiseTable, changed, read_version=changed.version)
    await audit_store.append(audit)


async def remove(
    *,
    cases_removed: Sequence[UUID] = (),
    households_removed: Sequence[UUID] = (),
    linkages_removed: Sequence[UUID] = (),
    sightings_removed: Sequence[UUID] = (),
    promises_removed: Sequence[UUID] = (),
    audit: AuditEvent,
) -> None:
    """Take records back (undo)."""
    for table, ids in (
        (PromiseTable, promises_removed),
        (SightingTable, sightings_removed),
        (LinkageTable, linkages_removed),
        (CaseTable, cases_removed),
        (HouseholdTable, households_removed),
    ):
        await rows.remove(table, *ids)
    await audit_store.append(audit)
