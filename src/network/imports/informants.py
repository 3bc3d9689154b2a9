"""Sentences that tell who told (通告者): they are left out of every text, and so out of every sample."""

import re

_INFORMANT = re.compile(r"通告者|通報者|通告元|通報元|情報提供者|(?:から|より)の?(?:匿名の?)?(?:通告|通報)")
_SENTENCES = re.compile(r"[^。\n]*[。\n]?")


def names_informant(text: str) -> bool:
    """Whether a text speaks of the person who told."""
    return _INFORMANT.search(text) is not None


def without_informant(text: str) -> str:
    """The text without the sentences and lines that speak of that person."""
    return "".join(each for each in _SENTENCES.findall(text) if not names_informant(each)).strip()
