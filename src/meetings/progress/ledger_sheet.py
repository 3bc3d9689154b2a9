"""The 進行管理台帳 as a spreadsheet: rows, columns and order of the paper, to filter, write in and print on A3.

Cells are never merged and texts are never formulas, so the sheet can be sorted and taken in again.
"""

import io
from collections.abc import Iterator
from math import ceil
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.calendar import clock_time, wareki, wareki_long
from core.text import clean
from meetings.progress.ledger import LedgerRow, LedgerView, Treatment, by_household
from meetings.progress.ledger_cells import Line, Tone, cell_text
from meetings.progress.ledger_columns import LedgerColumn
from meetings.progress.ledger_paper import ProgressListPaper

NO_PLACE_YET = (1, 1)
"""Row and column of a cell before `append` puts it where it belongs."""
HEADER_ROW = 3
"""Below the title and the note."""
WAREKI_FORMAT = "[$-411]ge.m.d;@"
"""R8.11.27; 411 is Japanese, a number that every office program understands."""
FAMILY = "BIZ UDPゴシック"
INK, MUTE = "FF14171C", "FF4A505A"
LINE_POINTS = 13.2
WIDE_PER_UNIT = 0.6
"""Full-width characters of 10 points that fit one unit of a column's width."""

PLAIN = Font(name=FAMILY, size=10, color=INK)
BOLD = Font(name=FAMILY, size=10, bold=True, color=INK)
LOUD = Font(name=FAMILY, size=12, bold=True, color=INK)
TITLE = Font(name=FAMILY, size=16, bold=True, color=INK)
NOTE = Font(name=FAMILY, size=9, color=MUTE)
BAND = PatternFill("solid", fgColor="FFE8E9E7")
WRAPPED = Alignment(vertical="top", horizontal="left", wrap_text=True)
HAIR, THIN, RULE = Side("hair", color=MUTE), Side("thin", color=INK), Side("medium", color=INK)


def progress_list_xlsx(paper: ProgressListPaper) -> bytes:
    """The 進行管理台帳 as an .xlsx file."""
    book = Workbook()
    book.properties.creator = paper.council_name
    sheet = book.worksheets[0]
    sheet.title = "進行管理台帳"
    _write_head(sheet, paper)
    for siblings in by_household(paper.rows):
        for place, row in enumerate(siblings):
            _write_row(sheet, row, paper, top=HAIR if place else THIN)
    last_row = HEADER_ROW + len(paper.rows)
    _offer_treatments(sheet, paper, last_row)
    _set_up_screen(sheet, paper, last_row)
    _set_up_print(sheet, paper, last_row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write_head(sheet: Worksheet, paper: ProgressListPaper) -> None:
    title = f"進行管理台帳　{paper.meeting_title}　{wareki_long(paper.held_on)}"
    sheet.append([_text(sheet, title, TITLE)])
    as_of = f"{wareki(paper.view.today)} {clock_time(paper.as_of)} 現在"
    legend = "　".join(f"{severity.squares} {severity.word}" for severity in paper.severities)
    sheet.append([_text(sheet, f"{paper.council_name}　{paper.counts}　{as_of}　重症度 {legend}", NOTE)])
    sheet.append([_header(sheet, column) for column in paper.columns])
    for letter, column in _lettered(paper):
        sheet.column_dimensions[letter].width = column.sheet_characters
    for row, height in ((1, 26.0), (2, 16.0), (HEADER_ROW, 2.4 * LINE_POINTS)):
        sheet.row_dimensions[row].height = height


def _header(sheet: Worksheet, column: LedgerColumn) -> Cell:
    cell = _text(sheet, "\n".join(filter(None, (column.header, column.subheader))), BOLD)
    cell.fill, cell.border = BAND, Border(top=RULE, bottom=RULE)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    return cell


def _write_row(sheet: Worksheet, row: LedgerRow, paper: ProgressListPaper, *, top: Side) -> None:
    cells = [_cell(sheet, column, row, view=paper.view, top=top) for column in paper.columns]
    sheet.append(cells)
    lines = max(
        _printed_lines(str(cell.value or ""), column.sheet_characters)
        for cell, column in zip(cells, paper.columns, strict=True)
    )
    sheet.row_dimensions[sheet.max_row].height = (lines + 0.4) * LINE_POINTS


def _cell(sheet: Worksheet, column: LedgerColumn, row: LedgerRow, *, view: LedgerView, top: Side) -> Cell:
    if column.written_by_hand:
        cell = _text(sheet, "", PLAIN)
        cell.border = Border(top=THIN, bottom=THIN, left=THIN, right=THIN)
        return cell
    day = column.day(row) if column.day else None
    if day is not None:
        cell = Cell(sheet, *NO_PLACE_YET, value=day)
        cell.number_format, cell.font = WAREKI_FORMAT, PLAIN
    else:
        lines = column.format(row, view)
        cell = _text(sheet, cell_text(lines), _font(lines))
        if cell.font == LOUD:
            cell.fill = BAND
    cell.alignment, cell.border = WRAPPED, Border(top=top)
    return cell


def _text(sheet: Worksheet, text: str, font: Font) -> Cell:
    """A cell whose text stays a text, whatever sign it begins with."""
    cell = Cell(sheet, *NO_PLACE_YET)
    cell.font, cell.alignment = font, Alignment(vertical="top")
    if text:
        cell.value = clean(text)
        cell.data_type = "s"
        cell.quotePrefix = True
    return cell


def _font(lines: tuple[Line, ...]) -> Font:
    tones = {line.tone for line in lines}
    if Tone.LOUD in tones:
        return LOUD
    return BOLD if tones & {Tone.ALARM, Tone.NAME} else PLAIN


def _printed_lines(text: str, characters: float) -> int:
    """Lines that a text takes in a column of that width, estimated by full-width characters."""
    room = max(1.0, characters * WIDE_PER_UNIT)
    return sum(max(1, ceil(_wide_length(line) / room)) for line in text.split("\n"))


def _wide_length(text: str) -> float:
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.58 for character in text)


def _lettered(paper: ProgressListPaper) -> Iterator[tuple[str, LedgerColumn]]:
    for position, column in enumerate(paper.columns, start=1):
        yield get_column_letter(position), column


def _offer_treatments(sheet: Worksheet, paper: ProgressListPaper, last_row: int) -> None:
    words = ",".join(treatment.value for treatment in Treatment)
    choices = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    choices.errorTitle, choices.error = "今回の扱い", "一覧からえらんでください。"
    for letter, column in _lettered(paper):
        if column.written_by_hand and paper.rows:
            choices.add(f"{letter}{HEADER_ROW + 1}:{letter}{last_row}")
            sheet.add_data_validation(choices)


def _set_up_screen(sheet: Worksheet, paper: ProgressListPaper, last_row: int) -> None:
    """Head and names stay in sight; every column can be filtered."""
    frozen = max((place for place, column in enumerate(paper.columns, start=1) if column.sticky), default=0)
    sheet.freeze_panes = f"{get_column_letter(frozen + 1)}{HEADER_ROW + 1}"
    sheet.auto_filter.ref = f"A{HEADER_ROW}:{get_column_letter(len(paper.columns))}{last_row}"


def _set_up_print(sheet: Worksheet, paper: ProgressListPaper, last_row: int) -> None:
    """A3 on its side, one page wide, the head on every page."""
    sheet.print_title_rows = f"1:{HEADER_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(paper.columns))}{last_row}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 8
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.47, 0.47, 0.6, 0.6
    margins.header = margins.footer = 0.3
    _margin_note(sheet.oddHeader, "", "会議後回収" if paper.collected_afterwards else "")
    _margin_note(sheet.oddFooter, "複写・撮影・持ち出しはできません", "&P / &N")


def _margin_note(item: HeaderFooterItem | None, left: str, right: str) -> None:
    if item is not None:
        item.left.text, item.right.text = left, right
