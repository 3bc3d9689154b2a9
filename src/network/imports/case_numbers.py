"""The number every row of a case list gets in the council: its own, made unique where the list starts over. Pure."""

from collections.abc import Sequence
from itertools import count

from network.cases.model import Case
from network.imports.model import CaseListReading, CaseRow, FindingKind

_PROVISIONAL = "仮-"


def numbers_of(reading: CaseListReading, cases: Sequence[Case]) -> list[str]:
    """One number for each row, in order; rows without one get 仮-1, 仮-2 and so on.

    Running numbers that begin again on each sheet carry the sheet's name, as the council's numbers are unique.
    """
    taken = {case.number for case in cases} | {row.number for row in reading.cases if row.number}
    provisional = (f"{_PROVISIONAL}{number}" for number in count(1) if f"{_PROVISIONAL}{number}" not in taken)
    restarts = any(question.kind is FindingKind.NUMBERS_RESTART for question in reading.questions)
    given: set[str] = set()
    found: list[str] = []
    for row in reading.cases:
        number = row.number or next(provisional)
        if restarts and row.number:
            number = _free(_of_sheet(row), given)
        given.add(number)
        found.append(number)
    return found


def _of_sheet(row: CaseRow) -> str:
    return f"{row.sheet}-{row.number}" if row.sheet else row.number or ""


def _free(number: str, given: set[str]) -> str:
    return next(each for each in (number, *(f"{number}-{more}" for more in range(2, 1000))) if each not in given)
