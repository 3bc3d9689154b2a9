"""Tables of accounts."""

from piccolo.columns import UUID, Boolean, Bytea, Date, Integer, Text, Timestamptz, Varchar

from core.database import DB
from core.privacy import PERSONAL, PUBLIC, SECRET, WORK
from core.rows import PrivateTable


class AccountTable(PrivateTable, tablename="account", db=DB):
    """アカウント."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    login = Varchar(length=80)
    name = Text()
    role = Varchar(length=20)
    password_hash = Text(null=True, default=None)
    factor = Varchar(length=10, null=True, default=None)
    totp_secret = Bytea(null=True, default=None)
    totp_step = Integer(default=0)
    failures = Integer(default=0)
    blocked_until = Timestamptz(null=True, default=None)
    expires_on = Date(null=True, default=None)
    disabled = Boolean(default=False)
    rail_folded = Boolean(default=False)
    keys_off = Boolean(default=False)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "login": PERSONAL, "name": PERSONAL, "role": WORK,
        "password_hash": SECRET, "factor": WORK, "totp_secret": SECRET, "totp_step": WORK, "failures": WORK,
        "blocked_until": WORK, "expires_on": WORK, "disabled": WORK, "rail_folded": PUBLIC, "keys_off": PUBLIC,
        "version": PUBLIC,
    }  # fmt: skip


class CardCodeTable(PrivateTable, tablename="card_code", db=DB):
    """One-time numbers of printed cards."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    account_id = UUID(index=True)
    position = Integer()
    code_hash = Bytea()
    used_at = Timestamptz(null=True, default=None)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "account_id": PUBLIC, "position": PUBLIC, "code_hash": WORK,
        "used_at": WORK,
    }  # fmt: skip


class SetupLinkTable(PrivateTable, tablename="setup_link", db=DB):
    """One-time links."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    account_id = UUID(index=True)
    token_hash = Bytea()
    expires_at = Timestamptz()
    used_at = Timestamptz(null=True, default=None)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "account_id": PUBLIC, "token_hash": WORK, "expires_at": WORK,
        "used_at": WORK,
    }  # fmt: skip
