"""XLSX and XLSM files, read as a stream: no cell beyond the limits is ever held.

A workbook model would keep every styled cell, empty ones too; this pass reads what a list needs (values, date formats,
merges, hidden columns, comments) and leaves furigana, styles and drawings.
"""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from zipfile import BadZipFile
from zlib import error as zlib_error

from core.spreadsheet_cells import EMPTY, MAX_COLUMNS, Cell, Format, Place, Row, RowBudget, Sheet, Workbook
from core.spreadsheet_errors import DamagedFile, UnpacksTooLarge
from core.spreadsheet_numbers import number_cell, number_formats
from core.spreadsheet_package import Element, Package, local_name

_DAMAGE = (BadZipFile, EOFError, LookupError, OverflowError, RuntimeError, ValueError, struct.error, zlib_error)
"""What unpacking and parsing run into in a broken package."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)")
_MAX_COVERED = 500_000
_RELATION_ID = "relationships}id"


@dataclass
class _Book:
    """What all sheets share."""

    strings: list[str] = field(default_factory=list)
    styles: list[tuple[str, bool]] = field(default_factory=list)
    date1904: bool = False
    budget: RowBudget = field(default_factory=RowBudget)


def read_xlsx(data: bytes) -> Workbook:
    """All worksheets of the package; raises an UnreadableFile when it is damaged, packed too tightly or no workbook."""
    try:
        with Package(data) as package:
            return Workbook(Format.XLSX, tuple(_sheets(package)))
    except _DAMAGE as error:
        raise DamagedFile from error


def _sheets(package: Package) -> Iterator[Sheet]:
    main = next((part for kind, part in package.targets("").values() if kind == "officeDocument"), "xl/workbook.xml")
    targets = package.targets(main)
    parts = dict(targets.values())
    book = _Book()
    if "sharedStrings" in parts:
        book.strings = _shared_strings(package, parts["sharedStrings"])
    if "styles" in parts:
        book.styles = _styles(package, parts["styles"])
    listed: list[tuple[str, bool, str]] = []
    for element in package.elements(main, {"workbookPr", "sheet"}):
        if local_name(element) == "workbookPr":
            book.date1904 = element.get("date1904") in ("1", "true")
        else:
            kind, part = targets.get(_relation_id(element), ("", ""))
            if kind == "worksheet":
                listed.append((element.get("name") or "", element.get("state") in ("hidden", "veryHidden"), part))
    for name, hidden, part in listed:
        yield _SheetReader(package, part, book).sheet(name, hidden=hidden)


def _relation_id(element: Element) -> str:
    return next((value for key, value in element.items() if key.endswith(_RELATION_ID)), "")


def _shared_strings(package: Package, part: str) -> list[str]:
    return [_rich_text(element) for element in package.elements(part, {"si"}, inside="sst")]


def _rich_text(element: Element) -> str:
    """The text of its runs without the furigana (rPh)."""
    pieces: list[str] = []
    for child in element:
        name = local_name(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces.extend(grandchild.text or "" for grandchild in child if local_name(grandchild) == "t")
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def _styles(package: Package, part: str) -> list[tuple[str, bool]]:
    custom: dict[int, str] = {}
    ids: list[int] = []
    for element in package.elements(part, {"numFmt", "cellXfs"}):
        if local_name(element) == "numFmt":
            custom[int(element.get("numFmtId") or 0)] = element.get("formatCode") or ""
        else:
            ids = [int(each.get("numFmtId") or 0) for each in element if local_name(each) == "xf"]
    return number_formats(custom, ids)


class _SheetReader:
    """One pass over one sheet."""

    def __init__(self, package: Package, part: str, book: _Book) -> None:
        self._package = package
        self._part = part
        self._book = book
        self._rows: dict[int, dict[int, Cell]] = {}
        self._hidden_columns: set[int] = set()
        self._hidden_rows: set[int] = set()
        self._uncomputed: list[Place] = []
        self._next_row = 1
        self._covered = 0

    def sheet(self, name: str, *, hidden: bool) -> Sheet:
        for element in self._package.elements(self._part, {"row", "mergeCell", "col"}, inside="sheetData"):
            tag = local_name(element)
            if tag == "row":
                self._take_row(element)
            elif tag == "mergeCell":
                self._merge(element.get("ref") or "")
            elif element.get("hidden") in ("1", "true"):
                first, last = int(element.get("min") or 0), int(element.get("max") or 0)
                self._hidden_columns.update(range(first, min(last, MAX_COLUMNS) + 1))
        self._comment()
        return Sheet(
            name,
            tuple(Row(number, _trimmed(cells)) for number, cells in sorted(self._rows.items()) if cells),
            hidden,
            frozenset(self._hidden_columns),
            frozenset(self._hidden_rows),
            tuple(self._uncomputed),
        )

    def _take_row(self, row: Element) -> None:
        number = int(row.get("r") or self._next_row)
        self._next_row = number + 1
        cells: dict[int, Cell] = {}
        column = 0
        for element in row:
            reference = element.get("r")
            column = _place(reference)[1] if reference else column + 1
            cell = self._cell(element, (number, column))
            if cell is not EMPTY:
                cells[column] = cell
        if cells:
            self._book.budget.take(max(cells))
            self._rows[number] = cells
        if row.get("hidden") in ("1", "true"):
            self._hidden_rows.add(number)

    def _cell(self, element: Element, place: Place) -> Cell:
        kind = element.get("t") or "n"
        stored: str | None = None
        has_formula = False
        for child in element:
            name = local_name(child)
            if name == "v":
                stored = child.text or ""
            elif name == "is":
                stored = _rich_text(child)
            elif name == "f":
                has_formula = True
        if has_formula and not stored and (kind != "str" or stored is None):
            self._uncomputed.append(place)
        if not stored:
            return EMPTY
        return self._valued(kind, stored, int(element.get("s") or 0))

    def _valued(self, kind: str, stored: str, style: int) -> Cell:
        number_format, is_date = self._book.styles[style] if style < len(self._book.styles) else ("", False)
        if kind == "n":
            return number_cell(float(stored), number_format, is_date=is_date, date1904=self._book.date1904)
        if kind == "b":
            return Cell("TRUE" if stored == "1" else "FALSE", stored == "1")
        text = self._book.strings[int(stored)] if kind == "s" else _unescaped(stored)
        return Cell(text, text, number_format) if text.strip() else EMPTY

    def _merge(self, reference: str) -> None:
        first, _colon, last = reference.partition(":")
        if not last:
            return
        top, left = _place(first)
        bottom, right = _place(last)
        # Only rows that exist count: a merge down to the last row of the sheet covers nothing that is there.
        for number in range(top, min(bottom, self._next_row - 1) + 1):
            cells = self._rows.get(number)
            if cells is None:
                continue
            self._covered += min(right, MAX_COLUMNS) - left + 1
            if self._covered > _MAX_COVERED:
                raise UnpacksTooLarge
            for column in range(left, min(right, MAX_COLUMNS) + 1):
                if (number, column) != (top, left):
                    cells.setdefault(column, Cell(merged_from=(top, left)))

    def _comment(self) -> None:
        for kind, part in self._package.targets(self._part).values():
            if kind != "comments" or not self._package.has(part):
                continue
            for element in self._package.elements(part, {"comment"}):
                row, column = _place(element.get("ref") or "A1")
                text = "".join(_rich_text(child) for child in element if local_name(child) == "text")
                cell = self._rows.get(row, {}).get(column)
                if cell is not None:
                    self._rows[row][column] = replace(cell, comment=text)


def _place(reference: str) -> Place:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise DamagedFile
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def _trimmed(cells: dict[int, Cell]) -> tuple[Cell, ...]:
    return tuple(cells.get(column, EMPTY) for column in range(1, max(cells) + 1))
