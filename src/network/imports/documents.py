"""The rows that were not taken in, as a spreadsheet to be mended and brought again."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.text import clean
from network.imports.case_check import CheckedRow
from network.imports.case_row_view import COLUMNS, plain_cells

_WIDTHS = (14, 6, 14, 20, 14, 18, 22, 34, 12, 12, 24, 60)
_NO_PLACE_YET = (1, 1)


def concerns_xlsx(rows: Sequence[CheckedRow]) -> bytes:
    """Sheet, row, what the list says, and what is to be mended, one row a child; texts are never formulas."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "気になる行"
    heading = ["シート", *COLUMNS, "直すところ"]
    for cells in (heading, *map(plain_cells, rows)):
        sheet.append([_text(sheet, text, bold=cells is heading) for text in cells])
    for place, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _text(sheet: Worksheet, text: str, *, bold: bool) -> Cell:
    cell = Cell(sheet, *_NO_PLACE_YET)
    cell.font = Font(name="BIZ UDPゴシック", size=10, bold=bold)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    if text:
        cell.value = clean(text)
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell
