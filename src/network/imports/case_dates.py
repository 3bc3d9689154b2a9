"""The days of a record, with what is wrong or inferred about each."""

from datetime import date

from core.written_dates import DateProblem
from network.imports.dates_in_cells import EXPECTS, CellDate, read_cell_date, why_not
from network.imports.findings import Findings
from network.imports.grid import EMPTY
from network.imports.model import DATE_FIELDS, Field, FindingKind
from network.imports.records import Record

_KINDS = {
    DateProblem.IMPOSSIBLE: FindingKind.IMPOSSIBLE_DATE,
    DateProblem.MONTH_ONLY: FindingKind.MONTH_ONLY,
    DateProblem.UNREADABLE: FindingKind.UNREADABLE_DATE,
}
_GROWN_UP_DAYS = 20 * 366


def days_of(record: Record, today: date, findings: Findings, *, pregnant: bool) -> dict[Field, CellDate]:
    """Every day the record has; what is unreadable is noted and has no value."""
    found: dict[Field, CellDate] = {}
    for field in DATE_FIELDS:
        cell = record.cell(field)
        if cell is EMPTY:
            continue
        read = read_cell_date(cell, field, today)
        found[field] = read
        _note(record, field, read, findings, today=today, pregnant=pregnant)
    return found


def _note(record: Record, field: Field, read: CellDate, findings: Findings, *, today: date, pregnant: bool) -> None:
    cell, column = record.cell(field), record.heading(field)
    problem = read.reading.problem
    if problem is not None:
        findings.problem(record, column, _KINDS[problem], cell.text, why=why_not(cell, read.reading))
    elif read.reading.guessed:
        findings.question(record, column, FindingKind.GUESSED_DATE, cell.text, why=read.reading.guessed)
    elif read.several:
        findings.question(record, column, FindingKind.SEVERAL_DATES, cell.text, why="日付が2つ以上あります")
    if read.value is None:
        return
    if EXPECTS[field] == "past" and read.value > today and not (pregnant and field is Field.BIRTH_DATE):
        findings.question(record, column, FindingKind.STRANGE_DATE, cell.text, why="今日より先の日付です")
    if field is Field.BIRTH_DATE and not pregnant and (today - read.value).days > _GROWN_UP_DAYS:
        findings.question(record, column, FindingKind.STRANGE_DATE, cell.text, why="20歳をこえています")
