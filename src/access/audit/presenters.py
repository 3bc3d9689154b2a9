"""The audit record in plain words. Subjects are shown as the first characters of their id: names are not kept in it."""

from collections.abc import Sequence
from dataclasses import dataclass

from access.audit.actions import AuditPage
from access.audit.model import AuditEntry
from core.calendar import as_jst, clock_time, wareki_short, weekday_name

WORDS = {
    "fields": "変えたところ", "change": "変えたこと", "position": "職", "role": "役割", "reason": "理由",
    "page": "ページ", "day": "日", "undone": "元に戻した", "disabled": "とめた", "paper": "紙", "format": "形",
    "label": "名前", "agency_kind": "種別", "agency": "機関", "count": "件数", "defaults": "初めの値",
    "what": "したこと", "told": "知らせた機関", "pace": "実際の時間とばらつき（%）",
}  # fmt: skip
VALUES = {
    "yes": "はい", "True": "はい", "False": "いいえ", "added": "足した", "changed": "直した", "removed": "消した",
    "renamed": "名前を直した", "moved": "順を変えた", "designated": "指定した", "coordination": "調整機関",
    "succeeded": "後任を入れた", "verified": "確かめた", "undone": "元に戻した", "setup": "はじめの設定",
    "link": "新しいリンク", "coordinator": "調整機関", "member": "構成機関", "auditor": "監査",
    "proposed": "議題をつくった", "case added": "ケースを加えた", "rearranged": "並べ直した",
    "put back": "元の順に戻した", "pinned": "固定した", "free": "固定をはずした", "individual": "個別に話し合う",
    "block": "一括で確認する", "next": "次回にまわした", "told": "知らせた順にした", "notice": "開催通知",
    "reminder": "督促", "order searched": "順の案をさがした", "order proposed": "順の案をつくった",
    "order accepted": "案の順にした", "order discarded": "案を使わなかった", "order proposed again": "案に戻した",
    "arranged": "案の順に並べた", "arrangement undone": "案の前の順に戻した", "repair searched": "直し方をさがした",
    "repair proposed": "直し方をつくった", "repair accepted": "直し方を選んだ", "repaired": "直した順に並べた",
    "repair undone": "直す前の順に戻した", "repair proposed again": "直し方に戻した", "agenda": "議題と順番",
    "arrangement": "順番を整える", "repair": "順番を直す", "suggestions": "減らす案", "division": "2回に分ける比較",
    "rule_costs": "決まりの重さ", "rest": "残りの議題の順番", "rest of the day ordered": "残りの議題を並べ直した",
    "rest of the day put back": "残りの議題を元の順に戻した",
    "run": "会議の進行", "new_item": "当日の議題を加える", "minutes": "議事録", "form": "ケースを直す画面",
    "graph": "つながり図", "ledger": "進行管理台帳", "my": "構成機関のページ",
}  # fmt: skip
SUBJECT_SHOWN = 8


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One row."""

    sequence: int
    at: str
    who: str
    what: str
    subject: str
    detail: str


def lines(entries: Sequence[AuditEntry]) -> list[AuditLine]:
    """The rows of one page."""
    return [_line(entry) for entry in entries]


def chain_sentence(page: AuditPage) -> str:
    """Whether the record is whole."""
    if not page.checked:
        return f"全{page.total}件。つながりは、まだ確かめていません。"
    if page.broken_at is None:
        return f"はじめから {page.total}件 のつながりを確かめました。書きかえ・抜き取りはありません。"
    return f"{page.broken_at}件目が、その前の記録とつながりません。書きかえか抜き取りの疑いがあります。"


def _line(entry: AuditEntry) -> AuditLine:
    day = as_jst(entry.at).date()
    at = f"{wareki_short(day)}（{weekday_name(day)}） {clock_time(entry.at)}"
    subject = entry.subject[:SUBJECT_SHOWN]
    return AuditLine(entry.sequence, at, entry.actor_name or "（不明）", entry.kind.label, subject, _detail(entry))


def _detail(entry: AuditEntry) -> str:
    return "　".join(
        f"{WORDS.get(name, name)}: {VALUES.get(text, text)}" for name, text in sorted(entry.detail.items())
    )
