"""Accounts as the settings page lists them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from access.accounts import rules
from access.accounts.model import Account
from access.permissions.model import Role
from core.calendar import wareki_short
from network.memberships.actions import People


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """One account; `state` is done (may come in), open (not set up yet) or stopped."""

    id: UUID
    name: str
    login: str
    role: str
    agency: str
    agency_id: str
    state: str
    words: str
    expires: str
    own: bool
    member: bool
    disabled: bool


def lines(people: People, own_id: UUID, today: date) -> list[AccountLine]:
    """Every account, the coordinating office first."""
    order = list(Role)
    ids = {agency.name: str(agency.id) for agency in people.agencies}
    ranked = sorted(people.accounts, key=lambda account: (account.disabled, order.index(account.role), account.login))
    return [
        _line(account, people.acting_for.get(account.id, ()), ids, own=account.id == own_id, today=today)
        for account in ranked
    ]


def _line(account: Account, agencies: tuple[str, ...], ids: dict[str, str], *, own: bool, today: date) -> AccountLine:
    state, words = _state(account, today)
    return AccountLine(
        id=account.id,
        name=account.name,
        login=account.login,
        role=account.role.label,
        agency="・".join(agencies),
        agency_id=ids.get(agencies[0], "") if agencies else "",
        state=state,
        words=words,
        expires=f"{wareki_short(account.expires_on)}まで" if account.expires_on else "",
        own=own,
        member=account.role is Role.MEMBER,
        disabled=account.disabled,
    )


def _state(account: Account, today: date) -> tuple[str, str]:
    if account.disabled:
        return "stopped", "とめています"
    if not account.ready:
        return "open", "はじめの設定を待っています"
    if not rules.usable(account, today=today):
        return "stopped", "期限が切れました"
    return "done", account.factor.label if account.factor else ""
