"""Use cases about the council's kinds of meetings."""

from uuid import UUID

from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may
from core.database import transaction
from meetings.tiers import rules, store
from meetings.tiers.model import MeetingTier
from network.agencies import store as agency_store
from network.agencies.model import Agency


async def ensure_default_tiers(scope: Scope) -> list[MeetingTier]:
    """The council's tiers; one that has none gets those of the guideline."""
    async with transaction(scope.council):
        found = await store.tiers(scope=scope)
        if found:
            return found
        defaults = rules.default_tiers()
        await store.add_tiers(defaults, audit=AuditEvent.of_operator(AuditKind.TIER_CHANGED, defaults="yes"))
    return list(defaults)


async def add_tier(actor: Actor, tier: MeetingTier) -> None:
    """Add a kind of meeting."""
    check_may(actor, Permission.COUNCIL_SETTINGS)
    async with transaction(actor.council):
        await store.add_tiers([tier], audit=AuditEvent.of(actor, AuditKind.TIER_CHANGED, tier.id))


async def change_tier(actor: Actor, tier: MeetingTier) -> None:
    """Save a kind of meeting as it was read at `tier.version`. Raises Conflict, NoSuchTier."""
    check_may(actor, Permission.COUNCIL_SETTINGS)
    async with transaction(actor.council):
        await store.save_tier(tier, audit=AuditEvent.of(actor, AuditKind.TIER_CHANGED, tier.id))


async def tier(scope: Scope, tier_id: UUID) -> MeetingTier:
    """One kind of meeting. Raises NoSuchTier."""
    async with transaction(scope.council):
        return await store.tier(tier_id, scope=scope)


async def agencies_to_choose(scope: Scope) -> list[Agency]:
    """The agencies that may become standing members."""
    async with transaction(scope.council):
        return await agency_store.agencies(scope=scope)
