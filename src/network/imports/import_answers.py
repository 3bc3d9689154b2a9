"""Answers for a whole case list at once, as the command line gives them. Pure."""

from collections.abc import Callable
from dataclasses import replace

from core.errors import Invalid
from network.imports.case_words import severity_of
from network.imports.corrections import AgencyAnswer, AgencyChoice, Corrections, letter_key
from network.imports.in_hand import InHand
from network.imports.model import Field


class LettersUnclear(Invalid):
    """The meanings of letters as typed on the command line cannot be understood."""

    def __init__(self, typed: str) -> None:
        super().__init__(f"記号の意味「{typed}」が分かりません。「A=重度,B=中度,C=軽度」のように書いてください。")


def for_cases(hand: InHand, *, letters: str, add_agencies: bool) -> Callable[[Corrections], Corrections]:
    """Meanings for letters, and adding unknown agencies whose kind can be told. Raises LettersUnclear."""
    meanings = {letter_key(Field.SEVERITY, letter): value for letter, value in _pairs(letters, hand)}
    unknown = hand.cases.unknown_agencies if hand.cases and add_agencies else ()
    added = {
        each.name: AgencyAnswer(choice=AgencyChoice.ADD, kind_code=each.kind.code)
        for each in unknown
        if each.kind is not None
    }
    return lambda before: replace(before, letters={**before.letters, **meanings}, agencies={**before.agencies, **added})


def _pairs(letters: str, hand: InHand) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for pair in letters.replace("、", ",").split(",") if letters else ():
        letter, _, word = pair.replace("＝", "=").partition("=")
        severity = severity_of(word.strip(), hand.own_severities or {}) if word.strip() else None
        if severity is None or not letter.strip():
            raise LettersUnclear(pair)
        found.append((letter.strip(), severity.value))
    return found
