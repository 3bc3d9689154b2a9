import io
import zipfile
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from core.paper import Copy, stamp
from meetings.progress.documents import households_on_paper, progress_list_pdf, progress_list_xlsx
from meetings.progress.ledger import Household, LedgerRow, Treatment
from meetings.progress.ledger_columns import DEFAULT_COLUMNS, columns_named
from meetings.progress.ledger_sheet import HEADER_ROW, WAREKI_FORMAT
from tests.unit import ledger_samples as samples
from tests.unit.pdf_reading import figures_without_words, flat, fonts, text

FONTS = {"BIZ-UDPGothic", "BIZ-UDPGothic-Bold", "BIZ-UDGothic", "BIZ-UDGothic-Bold", "BIZ-UDPMincho"}


@pytest.fixture(scope="module")
def printed() -> bytes:
    return progress_list_pdf(samples.paper())


def pages(pdf: bytes) -> list[str]:
    return ["".join(page.split()) for page in text(pdf).split("\f") if page.strip()]


def test_every_child_is_on_the_paper_once(printed: bytes) -> None:
    whole = text(printed)
    for row in samples.paper().rows:
        assert row.number in whole
    assert len(samples.paper().rows) == 42
    assert len({row.household.key for row in samples.paper().rows}) == 31


def test_every_page_explains_itself(printed: bytes) -> None:
    sheets = pages(printed)
    for place, page in enumerate(sheets, start=1):
        assert "進行管理台帳" in page
        assert "会議後回収" in page
        assert "最重度" in page
        assert "受理から子どもを見ていない" in page
        assert "今回の扱い" in page
        assert f"{place}/{len(sheets)}" in page


def test_numbered_copies_carry_number_and_receiver_on_every_page(printed: bytes) -> None:
    stamped = stamp(printed, [Copy(3, "児童相談所"), Copy(4, "汐見野警察署")], of=24)
    sheets = pages(stamped)
    half = len(sheets) // 2
    assert all("第03号" in page and "全24部" in page and "児童相談所" in page for page in sheets[:half])
    assert all("第04号" in page and "汐見野警察署" in page for page in sheets[half:])


def test_a_household_is_never_parted_while_it_fits() -> None:
    rows = samples.INDIVIDUAL_ROWS + samples.block_rows(60)
    sheets = text(progress_list_pdf(samples.paper(rows))).split("\f")
    homes: dict[str, set[int]] = {}
    for row in rows:
        on = {place for place, page in enumerate(sheets) if f"{row.number} " in page or f"{row.number}\n" in page}
        homes.setdefault(row.household.key, set()).update(on)
    assert len(sheets) > 3
    assert all(len(on) == 1 for on in homes.values())


def test_a_household_longer_than_a_page_loses_nobody() -> None:
    family = [replace(samples.REN, number=f"K-{place:03}", situation=f"様子{place}") for place in range(30)]
    whole = text(progress_list_pdf(samples.paper(tuple(family))))
    assert all(row.number in whole for row in family)


def test_what_siblings_share_is_set_once() -> None:
    first, second = households_on_paper(samples.paper((samples.REN, samples.ITSUKI)))[0].rows
    spans = {cell.column.id: cell.rowspan for cell in first}
    assert spans["situation"] == 2
    assert spans["last_seen"] == 1
    assert spans["treatment"] == 1
    assert "situation" not in {cell.column.id for cell in second}


def test_the_place_to_write_in_stays_empty_on_paper() -> None:
    decided = replace(samples.REN, treatment="方針変更ずみ")
    assert "方針変更ずみ" not in flat(progress_list_pdf(samples.paper((decided,))))


def test_marks_are_words(printed: bytes) -> None:
    whole = flat(printed)
    for mark in ("▲未目視", "▲主担当未定", "■■■□重度", "▲所属なし", "◇主担当食い違い", "▲期限超過R8.11.30", "51日前"):
        assert mark in whole


def test_chosen_columns_only_and_the_band_says_nothing_twice() -> None:
    paper = replace(samples.paper((samples.REN,)), columns=columns_named(["name", "guardians"]))
    whole = flat(progress_list_pdf(paper))
    assert whole.count("大槻美帆") == 1
    assert "支援方針" not in whole


def test_only_our_fonts_and_no_figure_without_words(printed: bytes) -> None:
    assert fonts(printed) <= FONTS
    assert figures_without_words(printed) == 0


def test_hostile_text_is_only_text() -> None:
    hostile = replace(samples.REN, situation="<b>太字</b>\n<img src='file:///etc/passwd'>")
    assert "<b>太字</b>" in flat(progress_list_pdf(samples.paper((hostile,))))


def sheet_of(rows: tuple[LedgerRow, ...]) -> Worksheet:
    book = openpyxl.load_workbook(io.BytesIO(progress_list_xlsx(samples.paper(rows))))
    return book.worksheets[0]


def test_the_sheet_has_the_rows_columns_and_order_of_the_paper() -> None:
    sheet = sheet_of(tuple(samples.paper().rows))
    headers = [str(cell.value).replace("\n", "") for cell in sheet[HEADER_ROW]]
    assert headers == [column.header + column.subheader for column in DEFAULT_COLUMNS]
    assert sheet.max_row == HEADER_ROW + 42
    numbers = [str(sheet.cell(row, 2).value).split("\n")[0] for row in range(HEADER_ROW + 1, sheet.max_row + 1)]
    assert numbers == [row.number for row in samples.paper().rows]


def test_a_proposed_review_is_a_real_date() -> None:
    sheet = sheet_of((samples.REN, samples.HAYATE))
    cell = sheet.cell(HEADER_ROW + 1, 15)
    assert cell.value == datetime(2026, 12, 24)  # noqa: DTZ001 - a spreadsheet knows no zone
    assert cell.number_format == WAREKI_FORMAT
    assert sheet.cell(HEADER_ROW + 2, 15).value == "―"


def test_treatments_are_offered_in_empty_cells() -> None:
    sheet = sheet_of((samples.REN, samples.ITSUKI))
    (offered,) = sheet.data_validations.dataValidation
    assert str(offered.sqref) == f"P{HEADER_ROW + 1}:P{HEADER_ROW + 2}"
    assert str(offered.formula1).strip('"').split(",") == [treatment.value for treatment in Treatment]
    assert sheet.cell(HEADER_ROW + 1, 16).value is None


def test_the_sheet_prints_on_a3_with_its_head_on_every_page() -> None:
    sheet = sheet_of((samples.REN,))
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize or 0)) == ("landscape", 8)
    assert sheet.print_title_rows == "$1:$3"
    assert sheet.freeze_panes == "E4"
    assert not sheet.merged_cells.ranges


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-2", "@cmd", '=HYPERLINK("x")', "=cmd|' /C calc'!A0"])
def test_texts_never_become_formulas(text: str) -> None:
    hostile = replace(
        samples.REN,
        name=text,
        number=text,
        kana="",
        situation=text,
        accepted_on=None,
        is_new=False,
        household=Household(key="x", label=text),
    )
    made = progress_list_xlsx(samples.paper((hostile,)))
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    cell = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0].cell(HEADER_ROW + 1, 4)
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_control_characters_do_not_break_the_sheet() -> None:
    assert sheet_of((replace(samples.REN, name="大槻\x07 蓮"),)).cell(HEADER_ROW + 1, 4).value is not None


def test_an_empty_list_is_still_a_list() -> None:
    assert "進行管理台帳" in flat(progress_list_pdf(samples.paper(())))
    assert sheet_of(()).max_row == HEADER_ROW


def test_a_list_of_no_agenda_counts_households_and_children_without_calling_them_discussed() -> None:
    plain = samples.paper((replace(samples.REN, order=None), replace(samples.ITSUKI, order=None)))
    assert plain.counts == "1世帯2人"
    assert samples.paper((samples.REN,)).counts == "個別協議 1世帯1人"
