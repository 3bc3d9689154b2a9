"""The form of a new account."""

import re
from collections.abc import Mapping

from access.accounts.actions import NewAccount
from access.permissions.model import Role
from core.forms import Fields
from core.text import narrow_ascii

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")
LABELS = {"name": "氏名", "login": "サインイン名", "role": "役割", "agency_id": "機関"}


def read_account(fields: Fields) -> NewAccount:
    """Who gets an account. The caller calls `fields.check()` after reading its own fields."""
    name = fields.line("name", required="氏名を入れてください。", longest=80)
    login = narrow_ascii(fields.line("login", required="サインイン名を入れてください。", longest=40)).lower()
    if login and not LOGIN.fullmatch(login):
        fields.problem("login", "半角の英小文字・数字・. _ - で、3字から40字にしてください。例：saeki.mari")
    role = fields.choice("role", Role, required="役割を選んでください。")
    return NewAccount(login=login, name=name, role=role or Role.MEMBER)


def typed_account(fields: Fields | None) -> Mapping[str, object]:
    """What was typed, or an empty form."""
    return {} if fields is None else fields.typed
