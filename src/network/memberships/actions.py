"""Use cases about who acts for which agency."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from access.accounts import actions as accounts
from access.accounts import store as account_store
from access.accounts.actions import NewAccount
from access.accounts.model import Account
from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Role, Scope
from access.permissions.rules import check_may, whole_council
from core.database import transaction
from network.agencies import store as agency_store
from network.agencies.model import Agency
from network.memberships import store
from network.memberships.errors import AgencyNeeded
from network.memberships.model import Membership


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Accounts and the agencies they act for on the scope's day."""

    accounts: list[Account]
    agencies: list[Agency]
    acting_for: Mapping[UUID, tuple[str, ...]]


async def people(scope: Scope) -> People:
    """Every account of the council with its agencies."""
    async with transaction(scope.council):
        names = await agency_store.agency_names(scope=scope)
        acting: defaultdict[UUID, tuple[str, ...]] = defaultdict(tuple)
        for one in await store.memberships(scope=scope):
            if one.on(scope.day) and one.agency_id in names:
                acting[one.account_id] += (names[one.agency_id],)
        return People(
            accounts=await account_store.accounts(scope=scope),
            agencies=await agency_store.agencies(scope=scope),
            acting_for=acting,
        )


async def create_account(actor: Actor, new: NewAccount, agency_id: UUID | None, *, today: date) -> tuple[Account, str]:
    """An account, its one-time link's token and, for a member, the agency. Raises Invalid, AgencyNeeded, NotFound."""
    check_may(actor, Permission.COUNCIL_SETTINGS)
    if new.role is Role.MEMBER:
        if agency_id is None:
            raise AgencyNeeded
        async with transaction(actor.council):
            await agency_store.agency(agency_id, scope=whole_council(actor.council, today=today))
    account, token = await accounts.create(actor.council, new, by=actor)
    if new.role is Role.MEMBER and agency_id is not None:
        await let_act_for(actor, account.id, agency_id, since=today)
    return account, token


async def let_act_for(actor: Actor, account_id: UUID, agency_id: UUID, *, since: date) -> None:
    """Let an account act for an agency from a day; those it acted for before end that day."""
    check_may(actor, Permission.COUNCIL_SETTINGS)
    scope = whole_council(actor.council, today=since)
    async with transaction(actor.council):
        agency = await agency_store.agency(agency_id, scope=scope)
        audit = AuditEvent.of(actor, AuditKind.ACCOUNT_CHANGED, account_id, agency=agency.name)
        held = [
            one for one in await store.memberships(scope=scope) if one.account_id == account_id and one.until is None
        ]
        for one in held:
            await store.end(one.id, on=since, audit=audit)
        await store.add(Membership(id=uuid4(), account_id=account_id, agency_id=agency_id, since=since), audit=audit)
