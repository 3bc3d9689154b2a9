"""Use cases about accounts: making one, setting it up from a one-time link, signing in."""

import asyncio
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from access.accounts import rules, store
from access.accounts.errors import LinkUsed, SignInBlocked, SignInRefused
from access.accounts.model import Account, CardCode, SecondFactor, SetupLink
from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.councils import store as councils
from access.permissions.model import Actor, Permission, Role, Scope
from access.permissions.rules import check_may, whole_council
from core import clock
from core.database import CouncilId, transaction
from core.errors import Invalid
from core.sealing import token_hash


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """What is asked to make an account."""

    login: str
    name: str
    role: Role


async def accounts(scope: Scope) -> list[Account]:
    """Every account of the council."""
    async with transaction(scope.council):
        return await store.accounts(scope=scope)


async def create(council: CouncilId, new: NewAccount, *, by: Actor | None) -> tuple[Account, str]:
    """Make an account and its one-time link. `by` None is the operator. Returns the account and the link's token."""
    if by is not None:
        check_may(by, Permission.COUNCIL_SETTINGS)
    today = clock.today()
    scope = whole_council(council, today=today)
    expires = rules.next_member_expiry(today) if new.role is Role.MEMBER else None
    account = Account(id=uuid4(), login=new.login, name=new.name, role=new.role, expires_on=expires)
    async with transaction(council):
        if await store.account_by_login(new.login, scope=scope) is not None:
            raise Invalid(problems={"login": "このサインイン名はもう使われています。"})
        await store.add(account, audit=_event(by, AuditKind.ACCOUNT_CREATED, account.id, role=new.role.value))
        token = await _new_link(account, by=by)
    return account, token


async def renew_link(actor: Actor, account_id: UUID) -> str:
    """A new one-time link (forgotten password, lost card); the old password and factor end at once."""
    check_may(actor, Permission.COUNCIL_SETTINGS)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        account = await store.account(account_id, scope=scope)
        emptied = replace(account, password_hash=None, factor=None, totp_secret=None)
        await store.save(emptied, audit=_event(actor, AuditKind.ACCOUNT_CHANGED, account.id, change="link"))
        return await _new_link(account, by=actor)


async def disable(actor: Actor, account_id: UUID, *, disabled: bool) -> None:
    """Stop an account or let it in again; its sessions end with it (they are checked against the account)."""
    check_may(actor, Permission.COUNCIL_SETTINGS)
    if account_id == actor.account_id:
        raise Invalid("自分のアカウントはとめられません。")  # noqa: EM101 - said once, here
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        account = await store.account(account_id, scope=scope)
        audit = _event(actor, AuditKind.ACCOUNT_DISABLED, account_id, disabled=str(disabled))
        await store.save(replace(account, disabled=disabled), audit=audit)


async def own_account(actor: Actor) -> Account:
    """One's own account."""
    async with transaction(actor.council):
        return await store.account(actor.account_id, scope=whole_council(actor.council, today=clock.today()))


async def keep_preferences(actor: Actor, *, keys_off: bool, rail_folded: bool) -> None:
    """Remember choices of appearance."""
    check_may(actor, Permission.SIGNED_IN)
    async with transaction(actor.council):
        await store.set_preference(actor.account_id, "keys_off", keys_off)
        await store.set_preference(actor.account_id, "rail_folded", rail_folded)


async def account_of_link(council: CouncilId, token: str) -> Account:
    """Whose link this is. Raises LinkUsed."""
    async with transaction(council):
        return (await _open_link(council, token, clock.now()))[0]


async def set_up(
    council: CouncilId, token: str, *, password: str, factor: SecondFactor, secret: str, code: str
) -> list[str]:
    """Set password and second factor from a one-time link. Returns the card's numbers (empty for an app).

    Raises Invalid with the field's problem, LinkUsed.
    """
    hashed = await asyncio.to_thread(rules.hash_password, password)
    now = clock.now()
    async with transaction(council):
        account, link = await _open_link(council, token, now)
        name = (await councils.council(scope=whole_council(council, today=clock.today()))).name
        problem = rules.password_problem(password, login=account.login, council_name=name)
        if problem:
            raise Invalid(problems={"password": problem})
        step = 0
        if factor is SecondFactor.TOTP:
            found = rules.fitting_totp_step(secret, code, now=now, last_step=0)
            if found is None:
                raise Invalid(problems={"code": "番号が合いません。アプリに出ている6けたの数字を入れてください。"})
            step = found
        numbers = rules.new_card() if factor is SecondFactor.CARD else []
        audit = AuditEvent(
            kind=AuditKind.ACCOUNT_CHANGED,
            actor_id=str(account.id),
            actor_name=account.name,
            detail={"change": "setup"},
        )
        ready = replace(
            account, password_hash=hashed, factor=factor, totp_step=step, failures=0, blocked_until=None,
            totp_secret=secret if factor is SecondFactor.TOTP else None,
        )  # fmt: skip
        await store.save(ready, audit=audit)
        await store.replace_card(account.id, _card(account.id, numbers), audit=audit)
        await store.use_link(replace(link, used_at=now), audit=audit)
    return numbers


async def check_sign_in(council: CouncilId, *, login: str, password: str, code: str) -> Account:
    """The account whose name, password and code are right. Raises SignInRefused or SignInBlocked; counts failures."""
    now, today = clock.now(), clock.today()
    scope = whole_council(council, today=today)
    async with transaction(council):
        account = await store.account_by_login(login, scope=scope)
    _check_not_blocked(account, now)
    fits = await asyncio.to_thread(rules.password_fits, account.password_hash if account else None, password)
    async with transaction(council):
        account = await store.locked_account_by_login(login, scope=scope)
        _check_not_blocked(account, now)  # again: many guesses may have begun at once
        if (
            account is None
            or not fits
            or not rules.usable(account, today=today)
            or not await _code_fits(account, code, now, scope)
        ):
            await _note_failure(account, now)
        else:
            return account
    raise SignInRefused


def _check_not_blocked(account: Account | None, now: datetime) -> None:
    if account is not None and account.blocked_until is not None and now < account.blocked_until:
        raise SignInBlocked(int((account.blocked_until - now).total_seconds()) + 1)


async def _code_fits(account: Account, code: str, now: datetime, scope: Scope) -> bool:
    audit = AuditEvent(kind=AuditKind.SIGNED_IN, actor_id=str(account.id), actor_name=account.name)
    fresh = replace(account, failures=0, blocked_until=None)
    if account.factor is SecondFactor.TOTP and account.totp_secret is not None:
        step = rules.fitting_totp_step(account.totp_secret, code, now=now, last_step=account.totp_step)
        if step is None:
            return False
        fresh = replace(fresh, totp_step=step)
    else:
        used = rules.fitting_card_code(await store.unused_codes(account.id, scope=scope), code)
        if used is None:
            return False
        await store.use_code(replace(used, used_at=now), audit=audit)
    await store.save(fresh, audit=audit)
    return True


async def _note_failure(account: Account | None, now: datetime) -> None:
    if account is None:
        audit = AuditEvent(kind=AuditKind.SIGN_IN_REFUSED, actor_id="", actor_name="")
        await audit_store.append(audit)
        return
    failures = account.failures + 1
    delay = rules.delay_after(failures)
    blocked_until = now + delay if delay else None
    audit = AuditEvent(kind=AuditKind.SIGN_IN_REFUSED, actor_id=str(account.id), actor_name=account.name)
    await store.save(replace(account, failures=failures, blocked_until=blocked_until), audit=audit)


async def _new_link(account: Account, *, by: Actor | None) -> str:
    token = secrets.token_urlsafe(32)
    link = SetupLink(
        id=uuid4(), account_id=account.id, token_hash=token_hash(token), expires_at=clock.now() + rules.LINK_LIFE
    )
    await store.add_link(link, audit=_event(by, AuditKind.SETUP_LINK_MADE, account.id))
    return token


async def _open_link(council: CouncilId, token: str, now: datetime) -> tuple[Account, SetupLink]:
    scope = whole_council(council, today=clock.today())
    link = await store.link(token_hash(token), scope=scope)
    if link is None or link.used_at is not None or link.expires_at < now:
        raise LinkUsed
    return await store.account(link.account_id, scope=scope), link


def _card(account_id: UUID, numbers: list[str]) -> list[CardCode]:
    return [
        CardCode(id=uuid4(), account_id=account_id, position=position, code_hash=token_hash(number))
        for position, number in enumerate(numbers, start=1)
    ]


def _event(by: Actor | None, kind: AuditKind, subject: UUID, **detail: str) -> AuditEvent:
    return AuditEvent.of_operator(kind, subject, **detail) if by is None else AuditEvent.of(by, kind, subject, **detail)
