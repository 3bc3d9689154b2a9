"""What the values of a column look like: the shares of days, kana, persons, signs, kinds and agencies.

Shares are of the filled cells; a column without values has a profile of nothing.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.spreadsheet import Cell
from network.imports.agency_cells import AgencySigns, agencies_in
from network.imports.agency_names import Directory, is_agency_like
from network.imports.dates_in_cells import age_in, read_cell_date
from network.imports.kinds_written import abuse_kinds_of, case_kind_of, is_letter, is_severity
from network.imports.marks import half_width, is_ditto, is_mark, is_nothing, leading_mark
from network.imports.model import DATE_FIELDS, Field
from network.imports.names_written import is_kana, is_person

_SAMPLE = 150
_PHRASE = 40  # longer texts are sentences
_SIGN_AND_NAME = 12  # ○（佐藤）
_LONGEST_LIST = 300
_SEX = re.compile(r"[男女]性?|[MF]|男児|女児|不明")
_GRADE = re.compile(
    r"(?:小学?|中学?|高校?)\s*[1-6]\s*年?生?|年[長中少]|[0-5]歳児|未就[園学]|[1-6]年|在宅|保育園児?|高[1-3]|無職|就労"
)
_RELATION = re.compile(r"[実継養義]?[父母]親?|祖[父母]|父母|里親|[叔伯][父母]|兄|姉|養親|本人")
_RELATION_BEHIND = re.compile(r"[(（](?:[実継養義]?[父母]親?|祖[父母]|父母|里親|[叔伯][父母])[)）]\s*$")
_SCHOOL = re.compile(
    r"(?:[小中]学校|高校|高等学校|保育[園所]|幼稚園|こども園|園|学校|[小中]\d?)(?:\s|\n|$|[年小中高\d])|未就[園学]|在宅"
)
_CODE = re.compile(r"[A-Za-z]{0,4}\d{1,4}[-_]?[A-Za-z]?\d{0,8}(?:[-_]\d{1,4})?")


@dataclass(frozen=True)
class ColumnValues:
    """A column's profile."""

    filled: int
    shares: dict[Field, float]
    marks: float
    letters: float
    days: tuple[date, ...]
    relation_behind: float
    sample: str

    def share(self, field: Field) -> float:
        """How many of the filled cells fit the field, from 0 to 1; 0 for a field that values cannot show."""
        return self.shares.get(field, 0.0)


_TESTS: dict[Field, Callable[[str], bool]] = {
    Field.CASE_KIND: lambda text: case_kind_of(text) is not None,
    Field.ABUSE_KINDS: lambda text: len(text) <= _PHRASE and bool(abuse_kinds_of(text)),
    Field.SEVERITY: is_severity,
    Field.SEX: lambda text: _SEX.fullmatch(text) is not None,
    Field.AGE: lambda text: age_in(text) is not None,
    Field.SCHOOL_YEAR: lambda text: _GRADE.fullmatch(text) is not None,
    Field.RELATION: lambda text: _RELATION.fullmatch(text) is not None,
    Field.SCHOOL: lambda text: _SCHOOL.search(text) is not None,
    Field.KANA: is_kana,
    Field.NAME: lambda text: is_person(text) and not is_kana(text) and not is_agency_like(text),
    Field.NUMBER: lambda text: _CODE.fullmatch(half_width(text)) is not None,
}


def values_of(cells: Sequence[Cell], directory: Directory, today: date) -> ColumnValues:
    """The profile of a column's cells; repetitions and dashes are left out."""
    filled = [cell for cell in cells if not is_nothing(cell.text) and not is_ditto(cell.text)][:_SAMPLE]
    texts = [cell.text.strip() for cell in filled]
    shares = {field: _share(texts, test) for field, test in _TESTS.items()}
    days = [_day(cell, today) for cell in filled]
    day_share = sum(1 for day in days if day is not None) / len(filled) if filled else 0.0
    shares.update(dict.fromkeys(DATE_FIELDS, day_share))
    shares[Field.BIRTH_DATE] = min(1.0, day_share + (_share(texts, _is_age_with_unit) if filled else 0.0))
    shares[Field.AGENCIES] = shares[Field.LEAD_AGENCY] = _share(texts, lambda text: _names_agencies(text, directory))
    shares[Field.KEY_WORKER] = _share(texts, lambda text: " " in " ".join(text.split()) and is_person(text))
    shares[Field.GUARDIAN] = shares[Field.WOMAN_NAME] = shares[Field.NAME]
    shares[Field.WOMAN_KANA] = shares[Field.KANA]
    return ColumnValues(
        len(filled),
        shares,
        marks=_share(texts, _begins_with_mark),
        letters=_share(texts, is_letter),
        days=tuple(day for day in days if day is not None and day != date.min),
        relation_behind=_share(texts, lambda text: _RELATION_BEHIND.search(text) is not None),
        sample=texts[0][:40] if texts else "",
    )


def _share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(1 for text in texts if test(text)) / len(texts) if texts else 0.0


def _day(cell: Cell, today: date) -> date | None:
    """The day; date.min for one that is written but not in the calendar."""
    if isinstance(cell.value, date | datetime):
        return cell.value.date() if isinstance(cell.value, datetime) else cell.value
    text = cell.text.strip()
    if len(text) > _PHRASE or not re.search(r"\d|[０-９]", text) or re.fullmatch(r"[\d０-９]{1,4}", text):
        return None
    found = read_cell_date(cell, Field.ACCEPTED_ON, today)
    if found.value is not None:
        return found.value
    return date.min if found.reading.problem and found.reading.problem.value != "unreadable" else None


def _is_age_with_unit(text: str) -> bool:
    return age_in(text) is not None and not text.strip().isdigit()


def _begins_with_mark(text: str) -> bool:
    return is_mark(text) or (bool(leading_mark(text)[0]) and len(text) <= _SIGN_AND_NAME)


def _names_agencies(text: str, directory: Directory) -> bool:
    if len(text) > _LONGEST_LIST:
        return False
    named = agencies_in(text, directory, AgencySigns())
    return bool(named) and all(directory.has(each.written) or is_agency_like(each.written) for each in named)
