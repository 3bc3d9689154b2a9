"""Whether a row is about a child or a woman the council has a case of already. It asks, it never decides. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from core.calendar import wareki
from core.text import fold
from network.cases.model import Case
from network.imports.model import CaseRow, Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The case that a row is perhaps about."""

    case: Case
    found_by: Field
    question: str
    must_differ: bool = False
    """Two different names under one number: one of them has to change."""


class KnownPeople:
    """The council's cases by number and by name."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self._by_number = {case.number: case for case in cases}
        self._by_name: dict[str, list[Case]] = defaultdict(list)
        for case in cases:
            self._by_name[fold(case.name)].append(case)

    def like(self, row: CaseRow, number: str) -> Person | None:
        """The case with the row's number, or with its name and a birth date that does not speak against it."""
        name = person_of(row)
        same_number = self._by_number.get(number)
        if same_number is not None:
            return _with_number(same_number, name)
        found = next((case for case in self._by_name[fold(name)] if name and _may_be(case, row)), None)
        if found is None:
            return None
        return Person(case=found, found_by=Field.NAME, question=f"{_said(found)}と同じ人ですか。")


def person_of(row: CaseRow) -> str:
    """The name of the child or of the pregnant woman."""
    return row.name or (row.pregnant_woman.name if row.pregnant_woman else None) or ""


def _with_number(case: Case, name: str) -> Person:
    if fold(case.name) == fold(name):
        question = "もう登録されています。"
        return Person(case=case, found_by=Field.NUMBER, question=question)
    question = f"{case.name} さんの番号です。"
    return Person(case=case, found_by=Field.NUMBER, question=question, must_differ=True)


def _may_be(case: Case, row: CaseRow) -> bool:
    if row.pregnant_woman is not None or case.is_pregnancy:
        return case.is_pregnancy == (row.pregnant_woman is not None)
    return case.birth_date == row.birth_date or case.birth_date is None or row.birth_date is None


def _said(case: Case) -> str:
    ended = f"（{wareki(case.closed_on)}終結）" if case.closed_on else ""
    return f"{case.number} {case.name}{ended}"
