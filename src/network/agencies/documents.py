"""委員名簿 on paper and as a spreadsheet: who fills which row of the 要綱's 別表 on a certain day."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from core import calendar, paper

XLSX_COLUMNS = (  # header, width in characters
    ("別表の項", 22),
    ("機関名", 34),
    ("守秘区分", 10),
    ("調整機関", 10),
    ("代表者 職", 20),
    ("代表者 氏名", 18),
    ("実務担当 職", 20),
    ("実務担当 氏名", 18),
    ("電話", 18),
)
TEXT_FONT = "BIZ UDゴシック"
HEADER_ROW = 3


@dataclass(frozen=True, kw_only=True)
class RegisteredMember:
    """One agency of the register; `secrecy_class` is 1, 2 or 3 of 25条の5, None if not yet decided."""

    agency: str
    secrecy_class: str | None
    head_title: str
    head_name: str
    practitioner_title: str
    practitioner_name: str
    telephone: str
    coordinating: bool = False


@dataclass(frozen=True, kw_only=True)
class RegisteredSeat:
    """A row of the 別表 and the agencies that fill it; none: the seat is vacant."""

    number: str
    name: str
    members: Sequence[RegisteredMember]


@dataclass(frozen=True, kw_only=True)
class MemberRegister:
    """委員名簿 of a council as of a day."""

    council: str
    as_of: date
    seats: Sequence[RegisteredSeat]

    @property
    def agency_count(self) -> int:
        """Number of agencies, each seat counted by what fills it."""
        return sum(len(seat.members) for seat in self.seats)


def member_register_pdf(register: MemberRegister) -> bytes:
    """委員名簿, A4 portrait."""
    return paper.render("members.html", {"register": register}, rows=register.agency_count)


def member_register_xlsx(register: MemberRegister) -> bytes:
    """委員名簿 as a spreadsheet: the same rows in the same order, every cell text."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one worksheet; tells the type checker
    _write_head(sheet, register)
    for index, values in enumerate(_rows(register), start=HEADER_ROW + 1):
        _write_row(sheet, index, values)
    _prepare_print(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _rows(register: MemberRegister) -> list[tuple[str, ...]]:
    rows = []
    for seat in register.seats:
        label = f"{seat.number} {seat.name}"
        rows += [_cells(label, member) for member in seat.members] or [(label, "（欠）", *[""] * (len(XLSX_COLUMNS) - 2))]
    return rows


def _cells(seat: str, member: RegisteredMember) -> tuple[str, ...]:
    secrecy = f"{member.secrecy_class}号" if member.secrecy_class else "未定"
    mark = "調整機関" if member.coordinating else ""
    persons = (member.head_title, member.head_name, member.practitioner_title, member.practitioner_name)
    return (seat, member.agency, secrecy, mark, *persons, member.telephone)


def _write_head(sheet: Worksheet, register: MemberRegister) -> None:
    sheet.title = "委員名簿"
    _text(sheet, 1, 1, f"{register.council} 委員名簿").font = Font(name=TEXT_FONT, size=14, bold=True)
    _text(sheet, 2, 1, f"{calendar.wareki(register.as_of)}現在　{register.agency_count}機関")
    for column, (header, width) in enumerate(XLSX_COLUMNS, start=1):
        cell = _text(sheet, HEADER_ROW, column, header)
        cell.font = Font(name=TEXT_FONT, size=10, bold=True)
        cell.border = Border(bottom=Side(style="medium"))
        sheet.column_dimensions[cell.column_letter].width = width


def _write_row(sheet: Worksheet, row: int, values: Sequence[str]) -> None:
    for column, value in enumerate(values, start=1):
        cell = _text(sheet, row, column, value)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.border = Border(bottom=Side(style="hair"))


def _text(sheet: Worksheet, row: int, column: int, value: str) -> Cell:
    """A cell that stays text whatever it begins with: "=1+1" typed as a name is a name."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # noqa: S101 - nothing is merged
    cell.set_explicit_value(value, data_type="s")
    cell.quotePrefix = True
    cell.font = Font(name=TEXT_FONT, size=10)
    return cell


def _prepare_print(sheet: Worksheet) -> None:
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&P / &N"
