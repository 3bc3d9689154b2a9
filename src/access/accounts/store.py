"""Queries about accounts."""

from uuid import UUID

from access.accounts.model import Account, CardCode, SetupLink
from access.accounts.tables import AccountTable, CardCodeTable, SetupLinkTable
from access.audit import store as audit_store
from access.audit.model import AuditEvent
from access.permissions.model import Scope
from core import rows
from core.database import raw_connection


async def accounts(*, scope: Scope) -> list[Account]:
    """Every account of the council by role and name."""
    del scope
    return await rows.select(AccountTable, Account, order_by=(AccountTable.role, AccountTable.login))


async def account(account_id: UUID, *, scope: Scope) -> Account:
    """One account. Raises NotFound."""
    del scope
    return await rows.one(AccountTable, Account, AccountTable.id == account_id)


async def account_by_login(login: str, *, scope: Scope) -> Account | None:
    """The account with this sign-in name."""
    del scope
    found = await rows.select(AccountTable, Account, AccountTable.login == login, limit=1)
    return found[0] if found else None


async def locked_account_by_login(login: str, *, scope: Scope) -> Account | None:
    """The account with this sign-in name, held until the transaction ends: guesses are judged one after another."""
    with raw_connection() as connection:
        query = "SELECT 1 FROM account WHERE login = $1 AND council_id = $2 FOR UPDATE"
        await connection.execute(query, login, scope.council)
    return await account_by_login(login, scope=scope)


async def add(account: Account, *, audit: AuditEvent) -> None:
    """Add an account."""
    await rows.insert(AccountTable, account)
    await audit_store.append(audit)


async def save(account: Account, *, audit: AuditEvent) -> None:
    """Save a changed account. Raises Conflict."""
    await rows.replace(AccountTable, account, read_version=account.version)
    await audit_store.append(audit)


async def set_preference(account_id: UUID, name: str, value: bool, *, audit: None = None) -> None:  # noqa: FBT001
    """Remember a choice of appearance (not audited: it concerns nobody)."""
    del audit
    await rows.change(AccountTable, account_id, {name: value})


async def unused_codes(account_id: UUID, *, scope: Scope) -> list[CardCode]:
    """The numbers of the card that are still good."""
    del scope
    return await rows.select(
        CardCodeTable, CardCode, CardCodeTable.account_id == account_id, CardCodeTable.used_at.is_null()
    )


async def replace_card(account_id: UUID, codes: list[CardCode], *, audit: AuditEvent) -> None:
    """A new card makes the old one worthless."""
    old = await rows.select(CardCodeTable, CardCode, CardCodeTable.account_id == account_id)
    await rows.remove(CardCodeTable, *(code.id for code in old))
    await rows.insert(CardCodeTable, *codes)
    await audit_store.append(audit)


async def use_code(code: CardCode, *, audit: AuditEvent) -> None:
    """Mark a number as used."""
    await rows.change(CardCodeTable, code.id, {"used_at": code.used_at})
    await audit_store.append(audit)


async def add_link(link: SetupLink, *, audit: AuditEvent) -> None:
    """Keep a one-time link."""
    await rows.insert(SetupLinkTable, link)
    await audit_store.append(audit)


async def link(token_hash: bytes, *, scope: Scope) -> SetupLink | None:
    """The link of a token."""
    del scope
    found = await rows.select(SetupLinkTable, SetupLink, SetupLinkTable.token_hash == token_hash, limit=1)
    return found[0] if found else None


async def use_link(link: SetupLink, *, audit: AuditEvent) -> None:
    """Mark a link as used."""
    await rows.change(SetupLinkTable, link.id, {"used_at": link.used_at})
    await audit_store.append(audit)
