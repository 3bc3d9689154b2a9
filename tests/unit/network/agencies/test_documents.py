"""委員名簿 on paper and as a spreadsheet."""

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from core.paper import page_count
from network.agencies.documents import XLSX_COLUMNS, RegisteredSeat, member_register_pdf, member_register_xlsx
from tests.unit import register_samples as samples
from tests.unit.pdf_reading import faults, flat, text


@pytest.fixture(scope="module")
def register() -> bytes:
    """The sample register."""
    return member_register_pdf(samples.REGISTER)


def test_the_register_is_sound_and_has_its_day(register: bytes) -> None:
    assert faults(register) == []
    assert "令和8年11月1日現在17機関" in flat(register)


def test_every_agency_stands_with_class_head_and_telephone(register: bytes) -> None:
    words = flat(register)
    for seat in samples.REGISTER.seats:
        for member in seat.members:
            assert member.head_name.replace(" ", "") in words
    assert words.count("0999-00-0100") == samples.REGISTER.agency_count
    assert words.count("調整機関") == 1
    assert "未定" in words


def test_a_vacant_seat_is_shown(register: bytes) -> None:
    assert "人権擁護委員（欠）" in flat(register)


def test_the_head_of_the_table_repeats_on_every_page() -> None:
    many = replace(samples.REGISTER.seats[3], members=[*samples.REGISTER.seats[3].members] * 12)
    pdf = member_register_pdf(replace(samples.REGISTER, seats=(many,)))
    assert page_count(pdf) > 2
    assert all("機関名" in page for page in text(pdf).split("\f")[:-1])


def test_the_spreadsheet_has_the_same_rows_in_the_same_order() -> None:
    sheet = load_workbook(io.BytesIO(member_register_xlsx(samples.REGISTER))).worksheets[0]
    rows = list(sheet.iter_rows(min_row=3, values_only=True))
    assert rows[0] == tuple(header for header, _width in XLSX_COLUMNS)
    agencies = [member.agency for seat in samples.REGISTER.seats for member in seat.members or ()]
    assert [row[1] for row in rows[1:] if row[1] != "（欠）"] == agencies
    assert rows[2][2:4] == ("1号", "調整機関")
    assert sheet.freeze_panes == "C4"
    assert sheet.print_title_rows == "$3:$3"


@pytest.mark.parametrize("typed", ["=1+1", "+81", "-1", "@SUM(A1)", '=HYPERLINK("x")\x07'])
def test_what_people_type_never_becomes_a_formula(typed: str) -> None:
    member = replace(samples.REGISTER.seats[0].members[0], agency=typed)
    seat = RegisteredSeat(number="1", name=typed, members=(member,))
    file = member_register_xlsx(replace(samples.REGISTER, seats=(seat,)))
    cell = load_workbook(io.BytesIO(file)).worksheets[0]["B4"]
    assert cell.value == typed.rstrip("\x07")
    assert cell.data_type == "s"
    assert cell.quotePrefix
