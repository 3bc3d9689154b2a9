"""委員名簿 on paper and as a spreadsheet: who fills which row of the 要綱's 別表 on a certain day."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
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
HEADER_ROW = 3
TEXT = Font(name="BIZ UDゴシック", size=10)
HEADER = Font(name="BIZ UDゴシック", size=10, bold=True)
TITLE = Font(name="BIZ UDゴシック", size=14, bold=True)
UNDERLINE = Border(bottom=Side(style="medium"))
HAIRLINE = Border(bottom=Side(style="hair"))


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
    sheet = book.worksheets[0]
    sheet.title = "委員名簿"
    sheet.append([_text(sheet, f"{register.council} 委員名簿", TITLE)])
    sheet.append([_text(sheet, f"{calendar.wareki(register.as_of)}現在　{register.agency_count}機関")])
    sheet.append([_text(sheet, header, HEADER, UNDERLINE) for header, _width in XLSX_COLUMNS])
    for values in _rows(register):
        sheet.append([_text(sheet, value, TEXT, HAIRLINE) for value in values])
    _prepare_print(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _rows(register: MemberRegister) -> list[tuple[str, ...]]:
    rows = []
    for seat in register.seats:
        label = f"{seat.number} {seat.name}"
        vacant = (label, "（欠）", *[""] * (len(XLSX_COLUMNS) - 2))
        rows += [_values(label, member) for member in seat.members] or [vacant]
    return rows


def _values(seat: str, member: RegisteredMember) -> tuple[str, ...]:
    secrecy = f"{member.secrecy_class}号" if member.secrecy_class else "未定"
    mark = "調整機関" if member.coordinating else ""
    persons = (member.head_title, member.head_name, member.practitioner_title, member.practitioner_name)
    return (seat, member.agency, secrecy, mark, *persons, member.telephone)


def _text(sheet: Worksheet, value: str, font: Font = TEXT, border: Border | None = None) -> Cell:
    """A cell that stays text whatever it begins with: "=1+1" typed as a name is a name."""
    cell = WriteOnlyCell(sheet)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.font = font
    if border is not None:
        cell.border = border
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


def _prepare_print(sheet: Worksheet) -> None:
    for index, (_header, width) in enumerate(XLSX_COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = f"C{HEADER_ROW + 1}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text="&P / &N"))
