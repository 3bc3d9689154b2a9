"""Words and letters of a case list as the product keeps them; None for a word that somebody has to explain."""

import re
from collections.abc import Mapping

from core.text import fold
from network.cases.model import AbuseKind, CaseKind, CounsellingKind, ReviewRank, Severity

_SEVERITIES = (
    (Severity.FATAL, re.compile(r"最重")),
    (Severity.CONCERN, re.compile(r"危惧|おそれ|恐れ|疑い")),
    (Severity.SEVERE, re.compile(r"^重")),
    (Severity.MODERATE, re.compile(r"^中")),
    (Severity.MILD, re.compile(r"^軽")),
)
_COUNSELLING = (
    (CounsellingKind.ABUSE, re.compile(r"虐待")),
    (CounsellingKind.CARE, re.compile(r"養護")),
    (CounsellingKind.HEALTH, re.compile(r"保健")),
    (CounsellingKind.DISABILITY, re.compile(r"障害|障がい")),
    (CounsellingKind.DELINQUENCY, re.compile(r"非行|ぐ犯|触法")),
    (CounsellingKind.UPBRINGING, re.compile(r"育成|不登校|性格|しつけ|適性")),
    (CounsellingKind.OTHER, re.compile(r"^その他")),
)

_RANK = fold("ランク")


def severity_of(word: str, own_words: Mapping[str, str]) -> Severity | None:
    """The severity a word means; `own_words`: stored value → what the council calls it."""
    for value, own in own_words.items():
        if own and fold(own) == fold(word):
            return Severity(value)
    return next((severity for severity, pattern in _SEVERITIES if pattern.search(word.strip())), None)


def rank_of(word: str) -> ReviewRank | None:
    """A, B or C."""
    letter = fold(word).removeprefix(_RANK).removesuffix(_RANK).upper()
    return next((rank for rank in ReviewRank if rank.value == letter), None)


def case_kind_of_label(label: str | None) -> CaseKind | None:
    """The case kind that the reader named."""
    return next((kind for kind in CaseKind if kind.label == label), None)


def abuse_kinds_of_labels(labels: tuple[str, ...]) -> tuple[AbuseKind, ...]:
    """The abuse kinds that the reader named, in their order."""
    return tuple(kind for label in labels for kind in AbuseKind if kind.label == label)


def counselling_of(word: str | None) -> CounsellingKind | None:
    """The counselling kind a word means."""
    return next((kind for kind, pattern in _COUNSELLING if word and pattern.search(word)), None)
