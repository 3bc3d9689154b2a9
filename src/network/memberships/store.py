"""Queries about memberships."""

from datetime import date
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent
from access.permissions.model import Scope
from core import rows
from network.memberships.model import Membership
from network.memberships.tables import MembershipTable


async def agencies_of(account_id: UUID, *, scope: Scope) -> frozenset[UUID]:
    """The agencies an account acts for on the scope's day."""
    found = await rows.select(MembershipTable, Membership, MembershipTable.account_id == account_id)
    return frozenset(membership.agency_id for membership in found if membership.on(scope.day))


async def memberships(*, scope: Scope) -> list[Membership]:
    """Every membership of the council."""
    del scope
    return await rows.select(MembershipTable, Membership)


async def add(membership: Membership, *, audit: AuditEvent) -> None:
    """Let an account act for an agency."""
    await rows.insert(MembershipTable, membership)
    await audit_store.append(audit)


async def end(membership_id: UUID, *, on: date, audit: AuditEvent) -> None:
    """End a membership."""
    await rows.change(MembershipTable, membership_id, {"until": on})
    await audit_store.append(audit)
