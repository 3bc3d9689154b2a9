"""The rows that were not taken in, as a spreadsheet to be mended and brought again."""

import io
from collections.abc import Sequence
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.text import clean
from network.imports.case_check import CheckedRow
from network.imports.concern_cells import concern_table

NARROWEST, WIDEST = 8, 44
_NO_PLACE_YET = (1, 1)


def concerns_xlsx(rows: Sequence[CheckedRow]) -> bytes:
    """What the list says, one row a child, and what is to be mended; texts are never formulas."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "気になる行"
    table = concern_table(rows)
    for line in table:
        sheet.append([_cell(sheet, text, bold=line is table[0]) for text in line])
    for place, texts in enumerate(zip(*table, strict=True), start=1):
        width = max(NARROWEST, min(WIDEST, max(map(_width, texts)) + 2))
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: Worksheet, text: str, *, bold: bool) -> Cell:
    cell = Cell(sheet, *_NO_PLACE_YET)
    cell.font = Font(name="BIZ UDPゴシック", size=10, bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if text:
        cell.value = clean(text)
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)
