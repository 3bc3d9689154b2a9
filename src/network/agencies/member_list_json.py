"""Member lists from JSON: one council, a list of councils, or the names alone.

A council is {"municipality", "council_name", "coordinating_agency", "members": [{"name", "group", …} or a name]}.
"""

import json

from network.agencies.member_list_errors import NotAMemberList
from network.agencies.member_list_rows import MemberList, MemberRow

FIELDS = ("representative", "phone", "fax", "mail", "address", "secrecy_class", "seat", "note")


def lists_from_json(data: bytes) -> tuple[MemberList, ...]:
    """Every council of the document; raises NotAMemberList."""
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NotAMemberList from error
    return tuple(_council(council) for council in _councils(document))


def _councils(document: object) -> list[dict[str, object]]:
    if isinstance(document, dict):
        inner = document.get("councils")
        return _councils(inner) if isinstance(inner, list) else [document]
    if not isinstance(document, list):
        raise NotAMemberList
    if all(isinstance(entry, dict) and "members" in entry for entry in document):
        return document
    return [{"members": document}]


def _council(council: dict[str, object]) -> MemberList:
    members = council.get("members")
    if not isinstance(members, list):
        raise NotAMemberList
    rows: list[MemberRow] = []
    unread: list[str] = []
    for position, member in enumerate(members, start=1):
        row = _row(member, position)
        if row:
            rows.append(row)
        else:
            unread.append(f"{position}番目の構成機関に名称がありません。")
    coordinating = _text(council, "coordinating_agency") or next(
        (row.name for row in rows if row.role and "調整機関" in row.role), None
    )
    return MemberList(
        _text(council, "municipality"), _text(council, "council_name"), coordinating, tuple(rows), tuple(unread)
    )


def _row(member: object, position: int) -> MemberRow | None:
    if isinstance(member, str):
        return MemberRow(member, row=position) if member.strip() else None
    if not isinstance(member, dict):
        return None
    name = _text(member, "name")
    if name is None:
        return None
    fields = {key: value for key in FIELDS if (value := _text(member, key))}
    return MemberRow(name, _text(member, "group"), _text(member, "role"), fields, row=position)


def _text(values: dict[str, object], key: str) -> str | None:
    value = values.get(key)
    return value if isinstance(value, str) and value.strip() else None
