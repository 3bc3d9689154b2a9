"""Old Excel files (.xls), read through xlrd."""

import struct
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

import xlrd
from xlrd.compdoc import CompDocError

from core.spreadsheet_cells import EMPTY, Cell, Format, Place, Row, RowBudget, Sheet, Workbook
from core.spreadsheet_errors import DamagedFile, EncryptedFile, NotASpreadsheet
from core.spreadsheet_numbers import is_date_format, number_cell

_DAMAGE = (CompDocError, struct.error)
_SURPRISES = (ArithmeticError, AssertionError, LookupError, TypeError, UnicodeError, ValueError, NotImplementedError)
"""xlrd meets damage with whatever its parsing runs into."""


def read_xls(data: bytes) -> Workbook:
    """All sheets of an .xls file; raises EncryptedFile, NotASpreadsheet or DamagedFile."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True, logfile=StringIO())
        budget = RowBudget()
        return Workbook(Format.XLS, tuple(_sheet(book, index, budget) for index in range(book.nsheets)))
    except xlrd.XLRDError as error:
        raise _meaning(str(error)) from error
    except (*_DAMAGE, *_SURPRISES) as error:
        raise DamagedFile from error


def _meaning(message: str) -> EncryptedFile | NotASpreadsheet | DamagedFile:
    if "encrypted" in message.lower():
        return EncryptedFile()
    if "find workbook" in message.lower():
        return NotASpreadsheet("Wordなどの文書")
    return DamagedFile()


def _sheet(book: xlrd.Book, index: int, budget: RowBudget) -> Sheet:
    source = book.sheet_by_index(index)
    rows: dict[int, dict[int, Cell]] = {}
    for row in range(source.nrows):
        cells = {column + 1: cell for column, cell in _cells(book, source, row) if cell is not EMPTY}
        if cells:
            budget.take(max(cells))
            rows[row + 1] = cells
    for place, top_left in _covered(source):
        if place[0] in rows:
            rows[place[0]].setdefault(place[1], Cell(merged_from=top_left))
    for (row, column), note in source.cell_note_map.items():
        if column + 1 in rows.get(row + 1, {}):
            rows[row + 1][column + 1] = replace(rows[row + 1][column + 1], comment=note.text)
    book.unload_sheet(index)
    return Sheet(
        source.name,
        tuple(Row(number, _trimmed(cells)) for number, cells in rows.items()),
        hidden=bool(source.visibility),
        hidden_columns=frozenset(column + 1 for column, info in source.colinfo_map.items() if info.hidden),
        hidden_rows=frozenset(row + 1 for row, info in source.rowinfo_map.items() if info.hidden),
    )


def _cells(book: xlrd.Book, source: xlrd.sheet.Sheet, row: int) -> Iterator[tuple[int, Cell]]:
    for column in range(source.row_len(row)):
        kind, value = source.cell_type(row, column), source.cell_value(row, column)
        if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            number_format, format_id = _format(book, source.cell_xf_index(row, column))
            is_date = is_date_format(number_format, format_id)
            yield column, number_cell(value, number_format, is_date=is_date, date1904=bool(book.datemode))
        elif kind == xlrd.XL_CELL_BOOLEAN:
            yield column, Cell("TRUE" if value else "FALSE", bool(value))
        elif kind == xlrd.XL_CELL_ERROR:
            yield column, Cell(xlrd.error_text_from_code.get(value, "#VALUE!"))
        elif kind == xlrd.XL_CELL_TEXT and value.strip():
            text = value.replace("\r\n", "\n").replace("\r", "\n")
            yield column, Cell(text, text)


def _format(book: xlrd.Book, style: int) -> tuple[str, int]:
    format_id = book.xf_list[style].format_key
    known = book.format_map.get(format_id)
    return (known.format_str if known else ""), format_id


def _covered(source: xlrd.sheet.Sheet) -> Iterator[tuple[Place, Place]]:
    for top, bottom, left, right in source.merged_cells:
        for row in range(top, min(bottom, source.nrows)):
            for column in range(left, right):
                if (row, column) != (top, left):
                    yield (row + 1, column + 1), (top + 1, left + 1)


def _trimmed(cells: dict[int, Cell]) -> tuple[Cell, ...]:
    return tuple(cells.get(column, EMPTY) for column in range(1, max(cells) + 1))
