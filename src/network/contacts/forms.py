"""The form of a contact: a position and who holds it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from core.calendar import wareki_short
from core.forms import Fields
from core.text import to_hiragana, widen_half_kana
from network.agencies.forms import mail_address, telephone
from network.contacts.model import Contact, ContactRole

LABELS = {
    "position": "職", "name": "氏名", "kana": "ふりがな", "roles": "役割", "phone": "直通・内線", "mobile": "携帯",
    "mail": "メール", "hours": "よい時間", "since": "この日から", "until": "この日に離れる", "note": "メモ",
}  # fmt: skip


def read_contact(fields: Fields, *, agency_id: UUID, before: Contact | None, today: date) -> Contact:
    """The contact as posted: a new one, or `before` changed. Raises Invalid with every problem."""
    position = fields.line("position", required="職を入れてください。例：教頭", longest=60)
    roles = tuple(role for role in ContactRole if role.value in fields.many("roles"))
    since = fields.day("since", near=today)
    until = fields.day("until", near=today)
    base = before or Contact(id=uuid4(), agency_id=agency_id, position=position)
    contact = replace(
        base,
        position=position,
        name=fields.line("name", longest=80),
        kana=to_hiragana(widen_half_kana(fields.line("kana", longest=120))),
        roles=roles,
        phone=telephone(fields, "phone"),
        mobile=telephone(fields, "mobile"),
        mail=mail_address(fields, "mail"),
        hours=fields.line("hours", longest=60),
        since=since,
        until=until,
        note=fields.text("note", longest=500),
        version=fields.number("version", least=1) or base.version,
    )
    fields.check()
    return contact


def read_successor(fields: Fields, *, leaving: Contact, today: date) -> Contact:
    """Who follows in the same position; the day is asked. Raises Invalid."""
    if not fields.line("since"):
        fields.problem("since", "着く日を入れてください。")
    fields.line("name", required="氏名を入れてください。")
    return read_contact(fields, agency_id=leaving.agency_id, before=None, today=today)


def typed_contact(contact: Contact | None) -> Mapping[str, object]:
    """The values a form shows before anybody typed."""
    if contact is None:
        return {"roles": ()}
    return {
        "position": contact.position, "name": contact.name, "kana": contact.kana,
        "roles": tuple(role.value for role in contact.roles), "phone": contact.phone, "mobile": contact.mobile,
        "mail": contact.mail, "hours": contact.hours, "since": _day(contact.since), "until": _day(contact.until),
        "note": contact.note, "version": contact.version,
    }  # fmt: skip


def typed_successor(leaving: Contact) -> Mapping[str, object]:
    """What the successor takes over: the position, its roles and numbers, and the day the other leaves."""
    taken = {name: typed_contact(leaving)[name] for name in ("position", "roles", "phone", "hours")}
    return {**taken, "since": _day(leaving.until)}


def retyped_contact(fields: Fields) -> Mapping[str, object]:
    """What was typed, to be shown again beside the problems."""
    return {**fields.typed, "roles": fields.many("roles")}


def _day(day: date | None) -> str:
    return wareki_short(day) if day else ""
