"""Queries about agencies, local kinds, seats and members. Agencies are known to every signed-in role of the council."""

from collections.abc import Sequence
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent
from access.permissions.model import Scope
from core import rows
from core.errors import NotFound
from network.agencies.model import Agency, CouncilMember, LocalKind, Seat
from network.agencies.tables import AgencyTable, CouncilMemberTable, LocalKindTable, SeatTable


async def agencies(*, scope: Scope, ended: bool = False) -> list[Agency]:
    """Agencies in kana order (those that still exist unless `ended`); a member sees its own only."""
    found = await rows.select(AgencyTable, Agency, order_by=(AgencyTable.kana, AgencyTable.name))
    return [
        agency
        for agency in found
        if (ended or agency.ended_on is None or agency.ended_on > scope.day)
        and (scope.agencies is None or agency.id in scope.agencies)
    ]


async def agency_names(*, scope: Scope) -> dict[UUID, str]:
    """Names by id, ended ones included, for showing linkages the scope may see."""
    del scope
    return {agency.id: agency.name for agency in await rows.select(AgencyTable, Agency)}


async def agency(agency_id: UUID, *, scope: Scope) -> Agency:
    """One agency. Raises NotFound, also when outside the scope."""
    if scope.agencies is not None and agency_id not in scope.agencies:
        raise NotFound
    return await rows.one(AgencyTable, Agency, AgencyTable.id == agency_id)


async def add_agencies(agencies_added: Sequence[Agency], *, audit: AuditEvent) -> None:
    """Add agencies."""
    await rows.insert(AgencyTable, *agencies_added)
    await audit_store.append(audit)


async def save_agency(changed: Agency, *, audit: AuditEvent) -> None:
    """Save a changed agency. Raises Conflict."""
    await rows.replace(AgencyTable, changed, read_version=changed.version)
    await audit_store.append(audit)


async def remove_agencies(agency_ids: Sequence[UUID], *, audit: AuditEvent) -> None:
    """Take agencies back (undo of an import or of a fresh entry)."""
    await rows.remove(AgencyTable, *agency_ids)
    await audit_store.append(audit)


async def local_kinds(*, scope: Scope) -> list[LocalKind]:
    """The kinds the council added."""
    del scope
    return await rows.select(LocalKindTable, LocalKind, order_by=(LocalKindTable.label,))


async def add_local_kind(kind: LocalKind, *, audit: AuditEvent) -> None:
    """Add a kind."""
    await rows.insert(LocalKindTable, kind)
    await audit_store.append(audit)


async def seats(*, scope: Scope) -> list[Seat]:
    """The rows of the 別表 in order."""
    del scope
    return await rows.select(SeatTable, Seat, order_by=(SeatTable.position,))


async def add_seats(seats_added: Sequence[Seat], *, audit: AuditEvent) -> None:
    """Add rows of the 別表."""
    await rows.insert(SeatTable, *seats_added)
    await audit_store.append(audit)


async def save_seat(seat: Seat, *, audit: AuditEvent) -> None:
    """Save a changed row of the 別表. Raises Conflict."""
    await rows.replace(SeatTable, seat, read_version=seat.version)
    await audit_store.append(audit)


async def remove_seats(seat_ids: Sequence[UUID], *, audit: AuditEvent) -> None:
    """Take rows of the 別表 back."""
    await rows.remove(SeatTable, *seat_ids)
    await audit_store.append(audit)


async def members(*, scope: Scope) -> list[CouncilMember]:
    """Every designation, past ones included."""
    return [
        member
        for member in await rows.select(CouncilMemberTable, CouncilMember, order_by=(CouncilMemberTable.since,))
        if scope.agencies is None or member.agency_id in scope.agencies
    ]


async def add_members(members_added: Sequence[CouncilMember], *, audit: AuditEvent) -> None:
    """Designate members."""
    await rows.insert(CouncilMemberTable, *members_added)
    await audit_store.append(audit)


async def save_member(member: CouncilMember, *, audit: AuditEvent) -> None:
    """Save a changed designation. Raises Conflict."""
    await rows.replace(CouncilMemberTable, member, read_version=member.version)
    await audit_store.append(audit)


async def remove_members(member_ids: Sequence[UUID], *, audit: AuditEvent) -> None:
    """Take designations back."""
    await rows.remove(CouncilMemberTable, *member_ids)
    await audit_store.append(audit)
