"""Accounts: sign-in name, role, password hash and second factor. An account does not know its agency."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from access.permissions.model import Role
from core.labels import Labelled


class SecondFactor(Labelled):
    """What is asked besides the password; phones are often banned at desks, hence the card."""

    TOTP = "totp", "認証アプリの6けたの数字"
    CARD = "card", "印刷した一回かぎりの番号"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person's way in."""

    id: UUID
    login: str
    name: str
    role: Role
    password_hash: str | None = field(default=None, repr=False)
    factor: SecondFactor | None = None
    totp_secret: str | None = field(default=None, repr=False)
    totp_step: int = 0
    failures: int = 0
    blocked_until: datetime | None = None
    expires_on: date | None = None
    disabled: bool = False
    rail_folded: bool = False
    keys_off: bool = False
    version: int = 1

    @property
    def ready(self) -> bool:
        """Whether the person has set a password and a second factor."""
        return self.password_hash is not None and self.factor is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardCode:
    """One single-use number of a printed card (only its hash is kept)."""

    id: UUID
    account_id: UUID
    position: int
    code_hash: bytes
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupLink:
    """A one-time link with which a person sets password and second factor."""

    id: UUID
    account_id: UUID
    token_hash: bytes
    expires_at: datetime
    used_at: datetime | None = None
