"""Builders of case lists as other offices might write them; every person and place is invented."""

import csv
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import xlwt

from core.spreadsheet import read_workbook
from network.imports.case_list import read_case_list
from network.imports.model import CaseListReading, CaseRow, Mapping

TODAY = date(2026, 11, 2)
AGENCIES = [
    "こども課",
    "北浜児童相談所",
    "潮見市保健センター",
    "潮見小学校",
    "潮見中学校",
    "あおば保育園",
    "社会福祉協議会",
]
Rows = Sequence[Sequence[object]]


def by_column(*columns: Sequence[object]) -> list[list[object]]:
    """The rows of a table that is written down column by column."""
    return [list(row) for row in zip(*columns, strict=True)]


def xlsx(rows: Rows, *, merged: Sequence[str] = (), title: str = "一覧", hidden: Sequence[str] = ()) -> bytes:
    """A workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    for letter in hidden:
        sheet.column_dimensions[letter].hidden = True
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls(rows: Rows) -> bytes:
    """An old workbook of one sheet."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("一覧")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def text(rows: Rows, *, encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """A delimited text."""
    stream = StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode(encoding)


def read(
    data: bytes,
    *,
    filename: str = "list.xlsx",
    directory: Sequence[str] | None = None,
    today: date = TODAY,
    mapping: Mapping | None = None,
) -> CaseListReading:
    """The reading of a file."""
    workbook = read_workbook(data, filename)
    return read_case_list(workbook, filename=filename, directory=directory, today=today, mapping=mapping)


def named(reading: CaseListReading, name: str) -> CaseRow:
    """The one case of a child."""
    found = [case for case in reading.cases if case.name == name]
    assert len(found) == 1, [case.name for case in reading.cases]
    return found[0]


def problems(reading: CaseListReading) -> list[tuple[int | None, str | None, str]]:
    """Row, column and kind of every problem."""
    return [(each.row, each.column, each.kind.value) for each in reading.problems]


def questions(reading: CaseListReading) -> set[str]:
    """The kinds of all questions."""
    return {each.kind.value for each in reading.questions}
