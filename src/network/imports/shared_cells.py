"""Columns whose heading names several things (氏名・生年月日, 整理番号・受理日): which part of a cell is which.

Only parts whose form tells what they are (a day, an age, a sex, a letter, a school) are given to their field; the rest
stays.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from core.spreadsheet import Cell
from network.imports.agency_names import is_agency_like
from network.imports.dates_in_cells import age_in
from network.imports.heading_words import Strength, meanings_of
from network.imports.kinds_written import is_letter, is_severity
from network.imports.model import DATE_FIELDS, Field
from network.imports.names_written import is_person
from network.imports.tables_found import is_day

_PARTS = re.compile(r"[・･／/、,()（）\n]|及び|と(?=[^ぁ-ん])")
_PIECES = re.compile(r"[\n()（）]|(?<=[^\s])[ \u3000]+(?=[RHSrhs令平昭\d男女])")
_SCHOOL = re.compile(r"[校園]|保育所|未就|在宅|[小中高]\s*[1-6１-６]")
_TESTS: dict[Field, Callable[[str], bool]] = {
    **dict.fromkeys(DATE_FIELDS, is_day),
    Field.AGE: lambda text: age_in(text) is not None and not text.isdecimal(),
    Field.SEX: lambda text: text in ("男", "女", "男児", "女児", "男性", "女性"),
    Field.SEVERITY: is_severity,
    Field.SCHOOL: lambda text: _SCHOOL.search(text) is not None,
    Field.KEY_WORKER: lambda text: is_person(text) and not is_agency_like(text),
    Field.REVIEW_RANK: is_letter,
}
_SEVERAL = 2
_SHARES = frozenset([Field.NUMBER, Field.NAME, Field.KANA, Field.CASE_KIND, Field.LEAD_AGENCY, Field.SCHOOL, *_TESTS])
_MOVES_NOTHING = frozenset([Field.BIRTH_DATE, Field.AGE])
"""A day of birth with an age behind it is read as a whole."""


@lru_cache(maxsize=1024)
def fields_named(heading: str) -> tuple[Field, ...]:
    """The different fields that the parts of a heading name."""
    parts = [part for part in _PARTS.split(heading) if part.strip()]
    meanings = [meanings_of(part) for part in parts]
    found = [each[0].field for each in meanings if each and each[0].strength is not Strength.WEAK]
    return tuple(dict.fromkeys(found))


def shared_out(cell: Cell, heading: str, owner: Field, owned: set[Field]) -> tuple[Cell, dict[Field, Cell]]:
    """What stays of a cell for the column's own field, and the parts for fields that have no column (`owned`)."""
    named = fields_named(heading)
    others = [field for field in named if field is not owner and field not in owned and field in _TESTS]
    if len(named) < _SEVERAL or owner not in _SHARES:
        return cell, {}
    if not others or not isinstance(cell.value, str) or (owner in _MOVES_NOTHING and set(others) <= _MOVES_NOTHING):
        return cell, {}
    given: dict[Field, Cell] = {}
    kept: list[str] = []
    for piece in (part.strip() for part in _PIECES.split(cell.text)):
        field = next((each for each in others if each not in given and _TESTS[each](piece)), None)
        if field is None or (not kept and owner in _TESTS and _TESTS[owner](piece)):
            kept.append(piece)
        else:
            given[field] = Cell(piece, piece)
    if not given:
        return cell, {}
    rest = "\n".join(piece for piece in kept if piece)
    return Cell(rest, rest, comment=cell.comment), given
