"""Use cases about sessions: opening one at sign-in, finding whose it is, ending it."""

import secrets
from uuid import UUID, uuid4

from access.accounts import rules as account_rules
from access.accounts import store as accounts
from access.accounts.model import Account
from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission
from access.permissions.rules import check_may, whole_council
from access.sessions import rules, store
from access.sessions.model import Session
from core import clock
from core.database import CouncilId, transaction
from core.errors import NotFound
from core.sealing import token_hash


async def open_session(council: CouncilId, account: Account) -> str:
    """A new session after a right sign-in; the oldest ones beyond the allowed number end. Returns the token."""
    token, now = secrets.token_urlsafe(32), clock.now()
    scope = whole_council(council, today=clock.today())
    audit = AuditEvent(kind=AuditKind.SIGNED_IN, actor_id=str(account.id), actor_name=account.name)
    async with transaction(council):
        old = await store.of_account(account.id, scope=scope)
        surplus = old[: max(0, len(old) + 1 - rules.SESSIONS_AT_ONCE[account.role])]
        await store.end(*(session.id for session in surplus), audit=None)
        session = Session(id=uuid4(), account_id=account.id, token_hash=token_hash(token), created_at=now, seen_at=now)
        await store.add(session, audit=audit)
    return token


async def account_of(council: CouncilId, token: str) -> tuple[Account, UUID] | None:
    """Whose session this token is, and the session's id; None when it is unknown, ran out, or the account was stopped.

    The caller opens the transaction: it usually has more to ask.
    """
    now, today = clock.now(), clock.today()
    scope = whole_council(council, today=today)
    session = await store.by_token(token_hash(token), scope=scope)
    if session is None:
        return None
    try:
        account = await accounts.account(session.account_id, scope=scope)
    except NotFound:
        return None
    if not account_rules.usable(account, today=today) or not rules.alive(session, account.role, now=now):
        await store.end(session.id, audit=None)
        return None
    if now - session.seen_at > rules.TOUCH_EVERY:
        await store.touch(session, at=now)
    return account, session.id


async def end_all_of(actor: Actor, account_id: UUID) -> None:
    """End every session of an account that was stopped or gets a new link: none may wake up when it is let in again."""
    check_may(actor, Permission.COUNCIL_SETTINGS)
    async with transaction(actor.council):
        found = await store.of_account(account_id, scope=whole_council(actor.council, today=clock.today()))
        await store.end(*(session.id for session in found), audit=None)


async def end_session(council: CouncilId, session_id: UUID, *, account_id: UUID, name: str) -> None:
    """Sign out: the session is gone for good."""
    audit = AuditEvent(kind=AuditKind.SIGNED_OUT, actor_id=str(account_id), actor_name=name)
    async with transaction(council):
        await store.end(session_id, audit=audit)
