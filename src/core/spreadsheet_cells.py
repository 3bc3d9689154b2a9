"""Cells, rows and sheets: what every reader of a spreadsheet file gives back.

It holds no reader and no meaning.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from core.spreadsheet_errors import TooManyColumns, TooManyRows

MAX_RECORDS = 5_000
MAX_FILLED_ROWS = 6_000
"""The records with their headings, subtotals and notes; who reads the records counts them exactly."""
MAX_COLUMNS = 400

Place = tuple[int, int]
"""Row and column, both from 1."""


class Format(StrEnum):
    """What the file turned out to be."""

    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"
    TSV = "tsv"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text as read, the value behind it, and for a covered cell of a merge the place of its value."""

    text: str = ""
    value: str | float | date | datetime | bool | None = None
    number_format: str = ""
    merged_from: Place | None = None
    comment: str = ""


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, from the first column to the last one that has something."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell in a column counted from 1; an empty one beyond the end."""
        return self.cells[column - 1] if column <= len(self.cells) else EMPTY


@dataclass(frozen=True)
class Sheet:
    """A sheet's filled rows in order; empty rows are not kept, `Row.number` is the row's own number."""

    name: str | None
    rows: tuple[Row, ...]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    uncomputed: tuple[Place, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns up to the last filled one."""
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True)
class Workbook:
    """All sheets of a file."""

    format: Format
    sheets: tuple[Sheet, ...]


@dataclass
class RowBudget:
    """Counts filled rows while a file streams by, and stops it at the limit."""

    used: int = field(default=0)

    def take(self, width: int) -> None:
        """Count one filled row; raises TooManyRows or TooManyColumns."""
        self.used += 1
        if self.used > MAX_FILLED_ROWS:
            raise TooManyRows(MAX_RECORDS)
        if width > MAX_COLUMNS:
            raise TooManyColumns(MAX_COLUMNS)
