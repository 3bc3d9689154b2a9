"""Case kinds, abuse kinds and degrees as offices write them: 要保護, ネグ・心理, 中度, Ａ."""

import re
import unicodedata

from network.cases.model import AbuseKind, CaseKind
from network.imports.marks import half_width, is_nothing

_CASE_KINDS = (
    (CaseKind.PREGNANCY, re.compile(r"特定?妊産?婦?|妊産?婦|^[特妊]$")),
    (CaseKind.SUPPORT, re.compile(r"要支援?|支援児童?|^支(?:援(?:対象)?)?$")),
    (CaseKind.PROTECTION, re.compile(r"要保護?(?!者)|保護児童?|^保護?$")),
)
_ABUSE_KINDS = (
    (AbuseKind.PHYSICAL, re.compile(r"身体|^身$|暴行|^体$")),
    (AbuseKind.SEXUAL, re.compile(r"性的|性虐|性被害|^性$")),
    (AbuseKind.EMOTIONAL, re.compile(r"心理|面前DV|^心$|精神的|^DV$")),
    (AbuseKind.NEGLECT, re.compile(r"ネグ|怠慢|放任|養育放棄|^ネ$|^放$|保護の怠")),
)
_NOT_IT = re.compile(r"(?:なし|無し|ではない|以外|非該当)")
_LONGEST_KIND, _LONGEST_DEGREE = 30, 10  # longer texts are sentences
_TOKENS = re.compile(r"[・、,，/／\s\n+＋&と及びおよびや;；()（）①②③④⑤>＞→]+")
_SEVERITY = re.compile(
    r"最?重度|中[等程]?度|軽[度微]|(?:虐待の?)?(?:危惧|おそれ|恐れ|疑い)(?:あり)?|最重|^[重中軽高低]$"
)
_LETTER = re.compile(r"[A-EＡ-ＥSＳ]{1,2}[+＋'\-－]?|[1-5１-５①-⑤ⅠⅡⅢⅣⅤ]|レベル[1-5１-５]|[高中低]")


def case_kind_of(text: str) -> str | None:
    """要保護児童, 要支援児童 or 特定妊婦; None when the text says none of them or several."""
    plain = _plain(text)
    if len(plain) > _LONGEST_KIND:
        return None
    found = [kind for kind, pattern in _CASE_KINDS if pattern.search(plain)]
    if CaseKind.PREGNANCY in found and "要支援" not in plain and "要保護" not in plain:
        return CaseKind.PREGNANCY.label
    return found[0].label if len(found) == 1 else None


def abuse_kinds_of(text: str) -> tuple[str, ...]:
    """The abuse kinds in the order they are written, the main one first."""
    found: list[str] = []
    for token in _TOKENS.split(_plain_keeping_breaks(text)):
        if not token or _NOT_IT.search(token):
            continue
        hits = [(match.start(), kind.label) for kind, pattern in _ABUSE_KINDS if (match := pattern.search(token))]
        found.extend(label for _start, label in sorted(hits) if label not in found)
    return tuple(found)


def is_severity(text: str) -> bool:
    """Whether the text is a word of severity, not a letter."""
    plain = _plain(text)
    return len(plain) <= _LONGEST_DEGREE and _SEVERITY.search(plain) is not None


def is_letter(text: str) -> bool:
    """Whether the text is a letter or digit of a scale (A, B, AA, 1, ②)."""
    return _LETTER.fullmatch(text.strip()) is not None


def degree_of(text: str) -> str | None:
    """Severity, rank or urgency as the file has it, half-width; None for a dash."""
    return None if is_nothing(text) else " ".join(half_width(text).split())


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _plain_keeping_breaks(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
