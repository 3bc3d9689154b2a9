"""Signs that stand in a cell instead of words: ◎○, 〃, －, and what a legend says they mean."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

DITTO = re.compile(r"(?:〃|″|”|“|\"|''|々|仝|ゝ|ゞ|↑|↓|同上|同左|上に同じ|同じ|同|ditto)", re.IGNORECASE)
_NOTHING = re.compile(
    r"(?:[-‐‑‒–—―−－ー─/／×✕✖xX✗・.…]+|なし|無し?|特に?なし|該当なし|非該当|未定|未|N/?A|null|none|\(なし\)|（なし）)",
    re.IGNORECASE,
)
_CIRCLES = "○〇◯⚪o０0"
MARK = re.compile(r"[◎●⦿◉○〇◯⚪★☆■□▲△▽▼◆◇✓✔☑✅レ主副従協]")
_LEADING_MARKS = re.compile(r"^[\s◎●⦿◉○〇◯⚪★☆■□▲△▽▼◆◇✓✔・･※*-]+")
_LEGEND = re.compile(r"([◎●⦿◉○〇◯★☆■□▲△◆◇])\s*[:：＝=はが印…\-－ー→\s]*\s*([^\s◎●⦿◉○〇◯★☆■□▲△◆◇、,，。;；)）]+)")
_REMEMBERED = 4096  # the same signs and words fill a list
LEAD_BY_CUSTOM = "◎"


@lru_cache(maxsize=_REMEMBERED)
def is_ditto(text: str) -> bool:
    """Whether the cell repeats the one above it."""
    return DITTO.fullmatch(text.strip()) is not None


@lru_cache(maxsize=_REMEMBERED)
def is_nothing(text: str) -> bool:
    """Whether the cell says in some way that there is nothing."""
    return not text.strip() or _NOTHING.fullmatch(text.strip()) is not None


@lru_cache(maxsize=_REMEMBERED)
def one_circle(mark: str) -> str:
    """The many circles that keyboards write, as one; double circles too."""
    if mark in _CIRCLES:
        return "○"
    return LEAD_BY_CUSTOM if mark in "⦿◉" else mark


def is_mark(text: str) -> bool:
    """Whether the cell is a sign and nothing else."""
    plain = text.strip()
    return len(plain) == 1 and (MARK.match(plain) is not None or plain in _CIRCLES)


@lru_cache(maxsize=_REMEMBERED)
def leading_mark(text: str) -> tuple[str, str]:
    """The first sign of a text ("" when there is none) and the text without its leading signs."""
    match = _LEADING_MARKS.match(text)
    if match is None:
        return "", text.strip()
    first = next((sign for sign in match[0] if sign in "◎●⦿◉○〇◯⚪★☆■□▲△▽▼◆◇"), "")
    return one_circle(first) if first else "", text[match.end() :].strip()


def legend_of(texts: Iterable[str]) -> dict[str, str]:
    """Sign → meaning, from notes such as 「◎は主担当機関、○は関係機関を示す。」."""
    found: dict[str, str] = {}
    for text in texts:
        for mark, meaning in _LEGEND.findall(text):
            if re.search(r"主|担当|関係|連携|支援|協力|見守|情報|過去|終了|出席|参加|副", meaning):
                found.setdefault(one_circle(mark), meaning)
    return found


def says_lead(meaning: str) -> bool:
    """Whether a legend's words mean the lead agency."""
    return re.search(r"主|中心|責任", meaning) is not None and "主任" not in meaning


def says_not_linked(meaning: str) -> bool:
    """Whether a legend's words mean an agency that no longer takes part."""
    return re.search(r"過去|終了|なし|対象外|かかわりな|関わりな", meaning) is not None


def half_width(text: str) -> str:
    """Full-width letters, digits and blanks made half-width; kana and kanji stay as written."""
    return "".join(
        unicodedata.normalize("NFKC", sign) if "！" <= sign <= "～" or sign == "\u3000" else sign for sign in text
    )
