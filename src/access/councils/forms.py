"""The forms of the council's profile, its numbers and its closed days."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from uuid import uuid4

from access.councils.model import ClosedDay, Council, Numbers, Profile
from access.councils.number_fields import NUMBER_FIELDS, NumberField
from core.errors import Invalid
from core.forms import Fields
from core.mail_address import Address
from core.text import narrow_ascii

NAME_LABEL = "協議会の名称"
PROFILE_LABELS = {
    "name": NAME_LABEL, "short_name": "略称", "municipality": "市町村の名前", "coordinating_agency": "調整機関の名前",
    "office_name": "差出しの課・係", "address": "住所", "phone": "電話", "fax": "FAX", "mail": "メール",
    "sender_representatives": "代表者会議の発出者", "sender_practitioners": "実務者会議の発出者",
    "sender_case_conference": "個別ケース検討会議の発出者", "seal_note": "公印の断り書き",
    "document_prefix": "文書番号の頭",
    "word_minutes": "会議の記録の呼び方", "word_head": "調整機関の長の呼び方", "approval_boxes": "決裁欄",
    "legal_basis": "設置の根拠",
}  # fmt: skip
TEXTS = tuple(name for name in PROFILE_LABELS if name not in {"name", "approval_boxes"})
MOST_BOXES = 8
NUMBER_LABELS = {field.name: field.label for field in NUMBER_FIELDS}


def read_profile(fields: Fields, before: Council) -> Council:
    """The council with the posted profile. Raises Invalid with every problem."""
    name = fields.line("name", required="協議会の名称を入れてください。", longest=100)
    fields.line("coordinating_agency", required="調整機関の名前を入れてください。")
    boxes = tuple(part.strip() for part in fields.line("approval_boxes").replace(",", "、").split("、") if part.strip())
    if len(boxes) > MOST_BOXES:
        fields.problem("approval_boxes", f"決裁欄は{MOST_BOXES}つまでです。")
    texts = {text: fields.line(text, longest=120) for text in TEXTS}
    texts["mail"] = _mail(fields)
    version = fields.number("version", least=1)
    fields.check()
    profile = replace(before.profile, **texts, approval_boxes=boxes)
    return replace(before, name=name, profile=profile, version=version or before.version)


def typed_profile(council: Council) -> Mapping[str, object]:
    """The values the form shows before anybody typed."""
    values = asdict(council.profile)
    return {**values, "name": council.name, "approval_boxes": "、".join(council.profile.approval_boxes)}


def read_numbers(fields: Fields, before: Council) -> Council:
    """The council with the posted numbers. Raises Invalid."""
    values = {one.name: _number(fields, one) for one in NUMBER_FIELDS}
    version = fields.number("version", least=1)
    if values["reply_lead_days"] >= values["notice_lead_days"]:
        fields.problem("reply_lead_days", "返事の締切は、開催通知より会議に近い日にしてください。")
    if not values["rank_a_days"] <= values["rank_b_days"] <= values["rank_c_days"]:
        fields.problem("rank_b_days", "Aがいちばん短く、Cがいちばん長い間隔になるようにしてください。")
    fields.check()
    return replace(before, numbers=replace(before.numbers, **values), version=version or before.version)


def typed_numbers(council: Council) -> Mapping[str, object]:
    """The numbers in force."""
    return asdict(council.numbers)


def standard_numbers() -> Mapping[str, object]:
    """The numbers the product begins with."""
    return asdict(Numbers())


def standard_profile() -> Profile:
    """The words the product begins with."""
    return Profile()


def read_closed_day(fields: Fields, *, today: date, known: frozenset[date]) -> ClosedDay:
    """A closed day as posted. Raises Invalid."""
    day = fields.day("day", near=today, expects="future", required="日を入れてください。")
    name = fields.line("name", required="理由を入れてください。例：開庁記念日", longest=60)
    if day in known:
        fields.problem("day", "この日は、もう登録されています。")
    fields.check()
    return ClosedDay(id=uuid4(), day=day or today, name=name)


def _number(fields: Fields, one: NumberField) -> int:
    typed = fields.number(one.name, least=one.least, most=one.most, required="数を入れてください。")
    return one.least if typed is None else typed


def _mail(fields: Fields) -> str:
    typed = narrow_ascii(fields.line("mail", longest=254))
    try:
        return Address(typed).mail if typed else ""
    except Invalid as refused:
        fields.problem("mail", refused.message)
        return typed
