"""Names of children as cells hold them: with kana above, below or in brackets, with 〃 for the surname above."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from core.text import GAIJI, widen_half_kana
from network.imports.marks import DITTO

_KANA = re.compile(r"[ぁ-ゖァ-ヺｦ-ﾟー・゛゜\s\u3000ゝゞヽヾ\-－()（）]+")
_HAS_KANA = re.compile(r"[ぁ-ゖァ-ヺｦ-ﾝ]")
_HAS_KANJI = re.compile(r"[㐀-鿿豈-﫿〓々\U00020000-\U0003ffff\ue000-\uf8ff\ufffd]")
_BRACKETS = re.compile(r"[(（〔\[【<＜「]([^)）〕\]】>＞」]*)[)）〕\]】>＞」]")
_NOTE = re.compile(r"\s*[(（〔\[【]([^)）〕\]】]*)[)）〕\]】]")
_SIGNS = re.compile(r"^[\s※★☆●○◎▲△・*＊]+|[\s※★☆*＊]+$")
_NUMBERED = re.compile(r"^(?:[①-⑳]|\(?\d{1,2}\)|\d{1,2}[.．、])\s*")
_SURNAME_ABOVE = re.compile(rf"({DITTO.pattern})[\s\u3000・]*(.+)", re.DOTALL)
_MOST_PARTS, _LONGEST_NAME = 3, 14
_UNDIVIDED = range(2, 7)  # letters of a name written without a space
_LOST = re.compile(rf"[{GAIJI}\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd□■?？]")
_PERSON = re.compile(
    r"[㐀-鿿豈-﫿〓々ヶヵノぁ-ゖァ-ヺー\U00020000-\U0003ffff\U000e0100-\U000e01ef\ufe00-\ufe0f\ufffd\ue000-\uf8ff]+"
)


@dataclass(frozen=True)
class WrittenName:
    """A name as written, its kana, and what else stood in the cell."""

    name: str | None
    kana: str | None = None
    note: str | None = None


def is_kana(text: str) -> bool:
    """Whether a text is kana only."""
    return _KANA.fullmatch(text) is not None and _HAS_KANA.search(text) is not None


def is_person(text: str) -> bool:
    """Whether a text looks like one person's name: two parts with kanji, or a few kanji, nothing else."""
    lines = [line for line in _NOTE.sub("", text).split("\n") if line.strip()]
    name = next((line for line in lines if not is_kana(line)), lines[0] if lines else "")
    parts = name.split()
    if not 1 <= len(parts) <= _MOST_PARTS or any(not _PERSON.fullmatch(part) for part in parts):
        return False
    length = sum(map(len, parts))
    return (len(parts) > 1 and length <= _LONGEST_NAME) or (
        length in _UNDIVIDED and _HAS_KANJI.search(name) is not None
    )


def one_space(text: str) -> str:
    """Runs of blanks as one half-width space; the signs of the name stay as written."""
    return " ".join(text.split())


def kana_of(text: str) -> str | None:
    """Kana as written, half-width katakana made full-width."""
    plain = one_space(widen_half_kana(_BRACKETS.sub(r"\1", text) if is_kana(text) else text))
    return plain if plain.strip("-－ー ") else None


def has_lost_character(text: str) -> bool:
    """Whether a name has a sign that stands for a character that could not be written."""
    return _LOST.search(text) is not None


def read_name(text: str, *, kana_first: bool = True) -> WrittenName:
    """The name, kana and note of one cell; `kana_first` decides where both lines are kana only."""
    text = _NUMBERED.sub("", _SIGNS.sub("", text))
    lines = [line.strip() for line in text.split("\n") if line.strip(" 　()（）")]
    kana = [line for line in lines if is_kana(line)]
    if len(lines) > 1 and kana:
        if len(kana) == len(lines):
            first, second = lines[0], lines[1]
            name, reading = (second, first) if kana_first else (first, second)
            return WrittenName(one_space(name.strip("()（）")), kana_of(reading))
        others = [line for line in lines if line not in kana]
        bare = read_name("".join(others[:1]))
        return WrittenName(bare.name, kana_of(kana[0]), bare.note or _joined(others[1:]))
    return _of_one_line(one_space(" ".join(lines)))


def kana_comes_first(texts: Iterable[str]) -> bool:
    """Which of two lines holds the kana, told from the cells where one of them has kanji."""
    balance = 0
    for text in texts:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1 and is_kana(lines[0]) != is_kana(lines[1]):
            balance += 1 if is_kana(lines[0]) else -1
    return balance >= 0


def with_surname_above(text: str, above: str | None) -> str | None:
    """〃　蓮 with the surname of the row above; None when that name has no space to tell its surname by."""
    match = _SURNAME_ABOVE.fullmatch(text.strip())
    if match is None:
        return text
    parts = (above or "").split()
    return f"{parts[0]} {match[2].strip()}" if len(parts) > 1 else None


def _of_one_line(text: str) -> WrittenName:
    kana: str | None = None
    notes: list[str] = []
    for inside in _BRACKETS.findall(text):
        if is_kana(inside) and kana is None:
            kana = kana_of(inside)
        elif inside.strip():
            notes.append(inside.strip())
    bare = one_space(_BRACKETS.sub(" ", text)) if _BRACKETS.search(text) else text
    bare = bare if kana or notes else text
    split = _kana_beside(bare) if kana is None else None
    if split is not None:
        bare, kana = split
    return WrittenName(bare or None, kana, _joined(notes))


def _kana_beside(text: str) -> tuple[str, str | None] | None:
    """ナギハラ オウスケ 凪原 桜介 on one line: as many kana words as name words, kana all before or all after."""
    words = text.split()
    if not words or len(words) % 2:
        return None
    half = len(words) // 2
    first, second = words[:half], words[half:]
    if half == 1 and not re.search("[ァ-ヺｦ-ﾝ]", text):
        return None  # 磯菊 ひなぎく is a surname and a given name
    if all(map(is_kana, first)) and all(_HAS_KANJI.search(word) for word in second):
        return (" ".join(second), kana_of(" ".join(first))) if half > 1 else None
    if all(map(is_kana, second)) and all(_HAS_KANJI.search(word) for word in first) and half > 1:
        return " ".join(first), kana_of(" ".join(second))
    return None


def _joined(notes: list[str]) -> str | None:
    return "、".join(notes) or None
