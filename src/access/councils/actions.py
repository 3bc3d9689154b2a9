"""Use cases about councils."""

from uuid import UUID, uuid4

from access.audit.model import AuditEvent, AuditKind
from access.councils import store
from access.councils.model import ClosedDay, Council
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may
from core.database import CouncilId, transaction


async def create(name: str, *, demo: bool = False) -> Council:
    """Make the council of a new data folder."""
    council = Council(id=CouncilId(uuid4()), name=name, demo=demo)
    async with transaction(council.id):
        await store.add(council, audit=AuditEvent.of_operator(AuditKind.COUNCIL_CREATED, council.id))
    return council


async def councils() -> list[tuple[CouncilId, str, bool]]:
    """Every council here: id, name, demonstration."""
    async with transaction(None):
        return await store.directory()


async def council_of(scope: Scope) -> Council:
    """The council of a scope."""
    async with transaction(scope.council):
        return await store.council(scope=scope)


async def change(actor: Actor, council: Council) -> None:
    """Save the profile, the numbers or the local words. Raises Conflict."""
    check_may(actor, Permission.COUNCIL_SETTINGS)
    async with transaction(actor.council):
        await store.save(council, audit=AuditEvent.of(actor, AuditKind.COUNCIL_CHANGED, council.id))


async def closed_days(scope: Scope) -> list[ClosedDay]:
    """The council's own closed days."""
    async with transaction(scope.council):
        return await store.closed_days(scope=scope)


async def add_closed_day(actor: Actor, closed: ClosedDay) -> None:
    """Add a closed day."""
    check_may(actor, Permission.COUNCIL_SETTINGS)
    async with transaction(actor.council):
        audit = AuditEvent.of(actor, AuditKind.CLOSED_DAYS_CHANGED, closed.id, day=closed.day.isoformat())
        await store.add_closed_day(closed, audit=audit)


async def remove_closed_day(actor: Actor, closed_id: UUID) -> None:
    """Take a closed day away."""
    check_may(actor, Permission.COUNCIL_SETTINGS)
    async with transaction(actor.council):
        await store.remove_closed_day(closed_id, audit=AuditEvent.of(actor, AuditKind.CLOSED_DAYS_CHANGED, closed_id))
