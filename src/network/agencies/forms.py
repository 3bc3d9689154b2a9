"""The forms of an agency and of a kind."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from uuid import UUID, uuid4

from core.errors import Invalid
from core.forms import Fields
from core.mail_address import Address
from core.text import narrow_ascii, to_hiragana, widen_half_kana
from network.agencies.agency_kind import GROUPS, AgencyKind
from network.agencies.model import Agency, LocalKind, SecrecyClass

LABELS = {
    "name": "名前", "kana": "ふりがな", "short_name": "短い名前", "aliases": "別名", "kind_code": "種別",
    "parent_id": "上の機関", "secrecy_class": "守秘の区分", "public_body": "公立・民間", "phone": "電話", "fax": "FAX",
    "mail": "メール", "address": "住所", "opens": "開く時刻", "closes": "閉じる時刻", "night_phone": "時間外の電話",
    "night_note": "時間外の電話に出る人", "district": "区域", "note": "メモ", "label": "名前", "group": "見出し",
}  # fmt: skip
TELEPHONE = re.compile(r"[0-9+()*# -]*(?:(?:直通|内線|内) ?[0-9][0-9 -]*)?")
FEWEST_DIGITS = 2
PUBLIC_WORDS = (("yes", "公立"), ("no", "民間"), ("", "未定"))
SEPARATORS = re.compile(r"[、，,\n]+")


def read_agency(fields: Fields, *, before: Agency | None, kinds: Sequence[AgencyKind]) -> Agency:
    """The agency as posted: a new one, or `before` changed. Raises Invalid with every problem."""
    name = fields.line("name", required="名前を入れてください。", longest=100)
    kind_code = fields.line("kind_code", required="種別を選んでください。")
    if kind_code and all(kind.code != kind_code for kind in kinds):
        fields.problem("kind_code", "一覧から選んでください。")
    opens, closes = fields.hour("opens"), fields.hour("closes")
    if opens and closes and closes <= opens:
        fields.problem("closes", "閉じる時刻は、開く時刻より後にしてください。")
    base = before or Agency(id=uuid4(), kind_code=kind_code, name=name)
    agency = replace(
        base,
        name=name,
        kind_code=kind_code,
        kana=to_hiragana(widen_half_kana(fields.line("kana", longest=200))),
        short_name=fields.line("short_name", longest=30),
        aliases=tuple(part.strip() for part in SEPARATORS.split(fields.text("aliases", longest=500)) if part.strip()),
        parent_id=fields.identity("parent_id"),
        secrecy_class=fields.choice("secrecy_class", SecrecyClass),
        public_body={"yes": True, "no": False}.get(fields.line("public_body")),
        phone=telephone(fields, "phone"),
        fax=telephone(fields, "fax"),
        mail=mail_address(fields, "mail"),
        address=fields.line("address"),
        opens=opens,
        closes=closes,
        night_phone=telephone(fields, "night_phone"),
        night_note=fields.line("night_note"),
        district=fields.line("district"),
        note=fields.text("note", longest=1000),
        version=fields.number("version", least=1) or base.version,
    )
    fields.check()
    return agency


def typed_agency(agency: Agency | None) -> Mapping[str, object]:
    """The values a form shows before anybody typed."""
    if agency is None:
        return {"opens": "8:30", "closes": "17:15"}
    return {
        "name": agency.name, "kana": agency.kana, "short_name": agency.short_name, "kind_code": agency.kind_code,
        "aliases": "、".join(agency.aliases), "parent_id": str(agency.parent_id or ""),
        "secrecy_class": agency.secrecy_class.value if agency.secrecy_class else "",
        "public_body": {True: "yes", False: "no", None: ""}[agency.public_body],
        "phone": agency.phone, "fax": agency.fax, "mail": agency.mail, "address": agency.address,
        "opens": hour_text(agency.opens), "closes": hour_text(agency.closes), "night_phone": agency.night_phone,
        "night_note": agency.night_note, "district": agency.district, "note": agency.note, "version": agency.version,
    }  # fmt: skip


def read_kind(fields: Fields) -> LocalKind:
    """A kind the council adds. Raises Invalid."""
    label = fields.line("label", required="名前を入れてください。", longest=40)
    group = fields.line("group", required="見出しを選んでください。")
    if group and group not in GROUPS:
        fields.problem("group", "一覧から選んでください。")
    secrecy_class = fields.choice("secrecy_class", SecrecyClass)
    fields.check()
    identity = uuid4()
    return LocalKind(
        id=identity, code=f"own_{identity.hex[:12]}", label=label, group=group, secrecy_class=secrecy_class
    )


def telephone(fields: Fields, name: str) -> str:
    """A telephone number as people write it, in ASCII; a hyphen of any shape becomes one."""
    typed = fields.line(name, longest=40)
    plain = re.sub("[‐‑‒–—―−－ｰー]", "-", narrow_ascii(unicodedata.normalize("NFKC", typed)))
    digits = sum(character.isdigit() for character in plain)
    if plain and (digits < FEWEST_DIGITS or not TELEPHONE.fullmatch(plain)):
        fields.problem(name, "電話番号として読めません。例: 0999-22-1234")
    return plain


def mail_address(fields: Fields, name: str) -> str:
    """One mail address, or nothing."""
    typed = narrow_ascii(fields.line(name, longest=254))
    try:
        return Address(typed).mail if typed else ""
    except Invalid as refused:
        fields.problem(name, refused.message)
        return typed


def hour_text(hour: time | None) -> str:
    """8:30, or nothing."""
    return f"{hour.hour}:{hour.minute:02}" if hour else ""


def parent_choices(agencies: Sequence[Agency], own: UUID | None) -> list[tuple[str, str]]:
    """The agencies that may stand above, as options."""
    return [(str(agency.id), agency.name) for agency in agencies if agency.id != own]
