"""What the fields of an item's form are called, and two versions of a form side by side. Pure."""

from collections.abc import Mapping

from meetings.agenda.model import AgendaItem
from meetings.minutes.forms import Typed, case_prefix
from meetings.minutes.record import Record

MOST_ROWS = 100
CASE_LABELS = {
    "treatment": "今回の扱い", "lead": "主担当", "lead_ok": "主担当の確認", "severity": "重症度", "rank": "管理ランク",
    "policy": "方針", "situation": "現在の状況・変化", "strengths": "強み・安全", "review": "次回の見直し",
    "closing": "終結の理由", "closing_note": "終結の補足",
}  # fmt: skip
ROW_LABELS = {
    "p": ("役割分担", {
        "agency": "機関", "person": "担当", "what": "すること", "due": "期限", "fallback": "できないときは",
        "case": "だれのこと",
    }),
    "d": ("異なる意見", {
        "agency": "機関", "text": "意見", "on": "見直す日", "next": "次回に見直す", "reply": "進行の返事",
    }),
    "s": ("報告・意見", {"agency": "機関", "report": "報告", "opinion": "意見"}),
}  # fmt: skip


def compared(stored: Mapping[str, object], typed: Typed, labels: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Fields that differ: label, the stored text, the typed text."""
    rows = []
    for name in dict.fromkeys([*stored, *typed]):
        was, now = _plain(stored.get(name)), _plain(typed.get(name))
        if was != now and not name.startswith("_"):
            rows.append((labels.get(name, name), was, now))
    return rows


def labels(record: Record, item: AgendaItem) -> dict[str, str]:
    """What the fields of an item's form are called, for the summary of problems and the page of two texts."""
    found = {"child_voice": "本人の声"}
    for case_id in item.cases:
        name = f"{record.cases[case_id].number} " if len(item.cases) > 1 else ""
        found |= {f"{case_prefix(case_id)}{key}": f"{name}{label}" for key, label in CASE_LABELS.items()}
    for kind, words in ROW_LABELS.items():
        found |= {
            f"{kind}{number}_{key}": f"{words[0]}{number + 1}　{label}"
            for number in range(MOST_ROWS)
            for key, label in words[1].items()
        }
    return found


def _plain(value: object) -> str:
    if isinstance(value, tuple | list):
        return "・".join(map(str, value))
    return "" if value in {None, False} else "はい" if value is True else str(value)
