"""How a case reads: one line about the child, kinds, severity; and the values of its forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.calendar import age_on, wareki_short
from core.labels import Labelled
from network.cases.model import Case, Household, Linkage, Severity
from network.cases.words import STANDARD, CodeWords

GRAVITY = tuple(Severity)
PREGNANCY = timedelta(days=280)
CASE_LABELS = {
    "number": "整理番号",
    "name": "氏名",
    "kana": "ふりがな",
    "sex": "性別",
    "birth_date": "生年月日",
    "due_date": "出産予定日",
    "affiliation": "所属",
    "class_year": "学年・クラス",
    "accepted_on": "受理した日",
    "moved_in_on": "転入した日",
    "route": "相談経路",
    "case_kind": "ケース種別",
    "abuse_kinds": "虐待種別",
    "counselling_kind": "相談種別",
    "severity": "重症度",
    "review_rank": "管理ランク",
    "urgency": "緊急度",
    "key_worker": "主たる援助者（キーパーソン）",
    "lead_disputed": "主担当の食い違い",
    "absence_days": "連続欠席",
    "checkup_missed": "健診未受診",
    "protection_ended_on": "一時保護・措置の解除日",
    "proposal": "終結・移管の案",
    "next_review_on": "次の見直し",
    "situation": "現在の状況・変化",
    "strengths": "強み・安全",
    "policy": "支援方針",
    "next_actions": "次の対応",
    "note": "覚え書き",
}
"""Fields of a case in the order of its form."""
HOUSEHOLD_LABELS = {
    "code": "世帯番号",
    "label": "世帯の呼び名",
    "guardian_name": "保護者",
    "guardian_relation": "続柄",
    "members": "同居している人",
    "district": "地区",
    "address": "住所",
    "phone": "電話",
    "address_hidden": "住所秘匿",
}
SECRET_FIELDS = ("address", "phone")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two people wrote differently."""

    label: str
    theirs: str
    mine: str


def who_words(case: Case, day: date) -> str:
    """8歳・女・第二小学校 2年, or 妊娠20週・予定日 R9.4.1."""
    place = " ".join(part for part in (case.affiliation, case.class_year) if part)
    return "・".join(part for part in (age_words(case, day), case.sex, place) if part)


def age_words(case: Case, day: date) -> str:
    """The age on the day; of a pregnancy the weeks and the due date; else the age as written in a list."""
    if case.is_pregnancy and case.due_date is not None:
        weeks = (day - (case.due_date - PREGNANCY)).days // 7
        return f"妊娠{weeks}週・予定日 {wareki_short(case.due_date)}"
    if case.birth_date is not None:
        return f"{age_on(case.birth_date, day)}歳"
    return f"{case.age_written}歳（名簿の記載）" if case.age_written is not None else ""


def kind_words(case: Case, words: CodeWords = STANDARD) -> str:
    """要保護児童　ネグレクト・心理的."""
    abuse = "・".join(words.of(kind) for kind in case.abuse_kinds)
    return "　".join(part for part in (words.of(case.case_kind), abuse) if part)


def severity_words(case: Case, words: CodeWords = STANDARD) -> str:
    """中度（前は重度 ↓）."""
    if case.severity is None:
        return ""
    before = case.previous_severity
    if before is None or before is case.severity:
        return words.of(case.severity)
    return f"{words.of(case.severity)}（前は{words.of(before)} {severity_arrow(case)}）"


def severity_arrow(case: Case) -> str:
    """↑ when it became graver, ↓ when milder."""
    now, before = case.severity, case.previous_severity
    if now is None or before is None or now is before:
        return ""
    return "↑" if GRAVITY.index(now) < GRAVITY.index(before) else "↓"


def case_fields(case: Case) -> dict[str, str]:
    """The values of the form of a case; a box that is not ticked is absent."""
    fields = _fields(case, CASE_LABELS)
    fields["main_abuse"] = case.abuse_kinds[0].value if case.abuse_kinds else ""
    return fields


def household_fields(household: Household) -> dict[str, str]:
    """The values of the form of a household; a hidden address is not among them."""
    fields = _fields(household, HOUSEHOLD_LABELS)
    return fields | dict.fromkeys(SECRET_FIELDS, "") if household.address_hidden else fields


def linkage_fields(linkage: Linkage) -> dict[str, str]:
    """The values of the form of a linkage; it asks for the last day."""
    last = linkage.until - timedelta(days=1) if linkage.until else None
    return {
        "version": str(linkage.version),
        "role": linkage.role.value,
        "responsible": linkage.responsible,
        "since": _typed(linkage.since),
        "last_day": _typed(last),
    }


def case_differences(mine: Case, theirs: Case) -> list[Difference]:
    """The fields in which what I typed differs from what is stored now."""
    return [_difference(CASE_LABELS[name], mine, theirs, name) for name in _differing(mine, theirs, CASE_LABELS)]


def household_differences(mine: Household, theirs: Household) -> list[Difference]:
    """The same for a household; a hidden address is not shown."""
    hidden = SECRET_FIELDS if mine.address_hidden or theirs.address_hidden else ()
    names = [name for name in _differing(mine, theirs, HOUSEHOLD_LABELS) if name not in hidden]
    return [_difference(HOUSEHOLD_LABELS[name], mine, theirs, name) for name in names]


def _fields(record: object, names: dict[str, str]) -> dict[str, str]:
    values = {name: getattr(record, name) for name in names}
    typed = {name: _typed(value) for name, value in values.items() if value is not False}
    return typed | {"version": str(getattr(record, "version", 1))}


def _differing(mine: object, theirs: object, names: dict[str, str]) -> list[str]:
    return [name for name in names if getattr(mine, name) != getattr(theirs, name)]


def _difference(label: str, mine: object, theirs: object, name: str) -> Difference:
    return Difference(label, _shown(getattr(theirs, name)), _shown(getattr(mine, name)))


def _typed(value: object) -> str:
    """As a form holds it."""
    if value is None:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, date):
        return wareki_short(value)
    return str(value.value) if isinstance(value, Labelled) else str(value)


def _shown(value: object) -> str:
    """As people read it."""
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, Labelled):
        return value.label
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "・".join(_shown(one) for one in value)
    return _typed(value) or "（なし）"
