"""What the fields of an item's form are called, and two versions of a form side by side. Pure."""

import re
from collections.abc import Mapping

from meetings.agenda.model import AgendaItem
from meetings.minutes.forms import Typed, case_prefix
from meetings.minutes.record import Record
from meetings.progress.model import Treatment
from network.cases.model import ClosingReason, ReviewRank, Severity

MOST_ROWS = 100
CHOSEN = ("treatment", "severity", "rank", "closing", "agency", "lead", "case")
_SPEAKER = re.compile(r"s\d+_agency")
"""Rows for speakers are proposed by the page; who speaks is no difference while nothing is said."""
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


def labels(record: Record, item: AgendaItem) -> dict[str, str]:
    """What the fields of an item's form are called, for the summary of problems and the page of two texts."""
    found = {"child_voice": "本人の声"}
    for case_id in item.cases:
        name = f"{record.cases[case_id].number} " if len(item.cases) > 1 else ""
        found |= {f"{case_prefix(case_id)}{key}": f"{name}{label}" for key, label in CASE_LABELS.items()}
    for kind, (title, names) in ROW_LABELS.items():
        found |= {
            f"{kind}{number}_{key}": f"{title}{number + 1}　{label}"
            for number in range(MOST_ROWS)
            for key, label in names.items()
        }
    return found


def compared(
    stored: Typed, typed: Typed, labels: Mapping[str, str], words: Mapping[str, str] | None = None
) -> list[tuple[str, str, str]]:
    """Named fields that differ: label, the stored text, the typed text; `words` names the values of choices."""
    rows = []
    for name in dict.fromkeys([*stored, *typed]):
        chosen = words if words and name.endswith(CHOSEN) else {}
        was, now = _plain(stored.get(name), chosen), _plain(typed.get(name), chosen)
        if was != now and name in labels and not _SPEAKER.fullmatch(name):
            rows.append((labels[name], was, now))
    return rows


def choice_words(record: Record) -> dict[str, str]:
    """What the values of choices are called: agencies, children, and the enums of the form."""
    members = (one for kind in (Treatment, Severity, ReviewRank, ClosingReason) for one in kind)
    return {
        **{str(key): name for key, name in record.short_names.items()},
        **{str(case.id): case.name for case in record.cases.values()},
        **{one.value: one.label for one in members},
    }


def _plain(value: object, words: Mapping[str, str]) -> str:
    if isinstance(value, tuple | list):
        return "・".join(words.get(str(one), str(one)) for one in value)
    if value in {None, False, ""}:
        return ""
    return "はい" if value in {True, "yes"} else words.get(str(value), str(value))
