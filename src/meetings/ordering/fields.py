"""The values of a file, taken strictly: every refusal names the field and what is wrong."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import NoReturn

from core.errors import Invalid

LARGEST_NUMBER = 1_000_000
_ALIKE = 0.8  # wnidow is window, but remarks are not breaks
_LONGEST_QUOTATION = 40


class BadInstance(Invalid):
    """A field of the file that cannot be taken."""

    def __init__(self, field: str, problem: str) -> None:
        self.field = field
        super().__init__(f"{field}: {problem}", problems={field: problem})


def refuse(field: str, problem: str) -> NoReturn:
    """Raise BadInstance; a lone surrogate, which no output can hold, is written as its code."""
    raise BadInstance(_writable(field), _writable(problem))


def without_repetition(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    """An object of the file, each of whose keys stands there once (json's object_pairs_hook)."""
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            refuse(name, "同じ項目が二度書かれています。一つにしてください。")
        found[name] = value
    return found


def refuse_misspelled(fields: Mapping[str, object], known: Collection[str], place: str = "") -> None:
    """Other keys are notes, but one that is nearly a known key is a wish we would miss."""
    for name in fields:
        meant = None if name in known else likeness(name, known)
        if meant:
            refuse(f"{place}.{name}" if place else name, unknown_words(meant))


def likeness(name: str, known: Collection[str], alike: float = _ALIKE) -> str | None:
    """The known key that somebody who wrote this one meant."""
    return next(iter(get_close_matches(name.casefold(), sorted(known), 1, alike)), None)


def unknown_words(meant: str | None) -> str:
    """What is said of an unknown key."""
    return f"知らない項目です。{meant} ですか。" if meant else "知らない項目です。つづりを確かめてください。"


def refuse_repeated(ids: Sequence[str], place: str) -> None:
    """Nothing stands twice."""
    seen: set[str] = set()
    for entry in ids:
        if entry in seen:
            refuse(place, f"{shown(entry)} が二度あります。")
        seen.add(entry)


def as_object(value: object, place: str) -> Mapping[str, object]:
    """An object."""
    if not isinstance(value, dict):
        refuse(place, f"{{…}} の形にしてください（いまは {shown(value)}）。")
    return value


def as_list(value: object, place: str) -> list[object]:
    """A list."""
    if not isinstance(value, list):
        refuse(place, f"[…] の形にしてください（いまは {shown(value)}）。")
    return value


def as_text(value: object, place: str) -> str:
    """A text that is not empty and can be written again."""
    if not isinstance(value, str) or not value:
        refuse(place, f"名前を文字で書いてください（いまは {shown(value)}）。")
    if _writable(value) != value:
        refuse(place, f"文字にならない符号が入っています（いまは {shown(value)}）。")
    return value


def as_whole(value: object, place: str, least: int = 0, most: int = LARGEST_NUMBER) -> int:
    """A whole number in this range."""
    if not isinstance(value, int) or isinstance(value, bool):
        refuse(place, f"整数を書いてください（いまは {shown(value)}）。")
    if value < least:
        refuse(place, f"{least}以上にしてください（いまは {value}）。")
    if value > most:
        refuse(place, f"{most}以下にしてください。")
    return value


def shown(value: object) -> str:
    """A short quotation."""
    text = "なし" if value is None else _writable(json.dumps(value, ensure_ascii=False))
    return text if len(text) <= _LONGEST_QUOTATION else f"{text[:_LONGEST_QUOTATION]}…"


def _writable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
