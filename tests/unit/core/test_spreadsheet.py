"""Workbooks of every kind, also the ones that must be refused."""

import re
import zipfile
from datetime import date
from io import BytesIO

import openpyxl
import pytest
import xlwt
from openpyxl.comments import Comment

from core.spreadsheet import MAX_BYTES, Format, Workbook, read_workbook
from core.spreadsheet_errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    NotASpreadsheet,
    TooManyColumns,
    TooManyRows,
    UnpacksTooLarge,
    UnreadableFile,
)

NAMES = "髙﨑①,凪　葵,ｶﾅ\r\n"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def xlsx(book: openpyxl.Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def filled_book() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["番号", "氏名"])
    return book


def repacked(data: bytes, part: str, change: tuple[str, str]) -> bytes:
    """The package with one pattern replaced in one part."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                content = re.sub(change[0], change[1], content.decode(), count=1, flags=re.DOTALL).encode()
            target.writestr(name, content)
    return stream.getvalue()


def texts(workbook: Workbook) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in workbook.sheets[0].rows]


def test_values_merges_comments_and_hidden_columns() -> None:
    book = filled_book()
    sheet = book.worksheets[0]
    sheet.append([1, "凪　葵", True, 7, 2.5])
    sheet.append([None, None, None, 8])
    sheet.merge_cells("B2:B3")
    sheet["B2"].comment = Comment("口頭で報告", "担当")
    sheet["D2"].number_format = "0000000"
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("裏").sheet_state = "hidden"
    read = read_workbook(xlsx(book), "a.csv")
    assert read.format is Format.XLSX
    first = read.sheets[0]
    assert texts(read)[1] == ["1", "凪　葵", "TRUE", "0000007", "2.5"]
    assert first.rows[1].cell(2).comment == "口頭で報告"
    assert first.rows[2].cell(2).merged_from == (2, 2)
    assert (first.hidden_columns, first.hidden_rows, read.sheets[1].hidden) == (frozenset({4}), frozenset({3}), True)


@pytest.mark.parametrize(
    "number_format", ["[$-411]ge.m.d;@", "yyyy/mm/dd", '[$-ja-JP-x-gannen]ggge"年"m"月"d"日";@', "m/d"]
)
def test_numbers_under_a_date_format_are_days(number_format: str) -> None:
    book = filled_book()
    book.worksheets[0]["A2"] = 46338
    book.worksheets[0]["A2"].number_format = number_format
    assert read_workbook(xlsx(book)).sheets[0].rows[1].cell(1).value == date(2026, 11, 12)


@pytest.mark.parametrize("number_format", ["General", "0", "#,##0", '"No."0', "[h]:mm:ss", "@"])
def test_numbers_under_another_format_are_no_days(number_format: str) -> None:
    book = filled_book()
    book.worksheets[0]["A2"] = 46338
    book.worksheets[0]["A2"].number_format = number_format
    assert not isinstance(read_workbook(xlsx(book)).sheets[0].rows[1].cell(1).value, date)


@pytest.mark.parametrize("format_id", [14, 27, 31, 36, 50, 57, 58])
def test_japanese_date_formats_without_a_text_in_the_file(format_id: int) -> None:
    book = filled_book()
    book.worksheets[0]["A2"] = 46338
    book.worksheets[0]["A2"].number_format = "yyyy/mm/dd"
    data = repacked(xlsx(book), "xl/styles.xml", (r'(<cellXfs.*<xf numFmtId=)"\d+"', rf'\1"{format_id}"'))
    assert read_workbook(data).sheets[0].rows[1].cell(1).value == date(2026, 11, 12)


def test_furigana_of_the_keyboard_is_not_part_of_a_name() -> None:
    book = filled_book()
    rich = "<is><r><t>凪</t></r><r><t>　葵</t></r><rPh sb='0' eb='1'><t>ナギ</t></rPh></is></c></row>"
    data = repacked(xlsx(book), "xl/worksheets/sheet1.xml", (r"<is><t>[^<]*</t></is></c></row>", rich))
    assert texts(read_workbook(data)) == [["番号", "凪　葵"]]


def test_formulas_give_their_stored_value_or_are_listed() -> None:
    book = filled_book()
    book.worksheets[0]["A2"] = "=1+1"
    book.worksheets[0]["B2"] = "=1+2"
    data = repacked(xlsx(book), "xl/worksheets/sheet1.xml", (r"<f>1\+1</f><v></v>", "<f>1+1</f><v>2</v>"))
    sheet = read_workbook(data).sheets[0]
    assert (sheet.rows[1].cell(1).text, sheet.uncomputed) == ("2", ((2, 2),))


def test_ten_thousand_empty_rows_are_harmless() -> None:
    book = filled_book()
    for number in range(2, 10_002):
        book.worksheets[0].cell(number, 1).number_format = "@"
    book.worksheets[0]["A12000"] = "終わり"
    assert [row.number for row in read_workbook(xlsx(book)).sheets[0].rows] == [1, 12_000]


def test_old_workbooks() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("一覧")
    sheet.write(0, 0, 46338, xlwt.easyxf(num_format_str="[$-411]ge.m.d;@"))
    sheet.write(0, 1, 12.0)
    sheet.write_merge(1, 2, 0, 0, "凪　葵")
    sheet.write(2, 1, "次")
    stream = BytesIO()
    book.save(stream)
    read = read_workbook(stream.getvalue(), "a.xlsx")
    assert read.format is Format.XLS
    assert [cell.value for cell in read.sheets[0].rows[0].cells] == [date(2026, 11, 12), 12.0]
    assert read.sheets[0].rows[2].cell(1).merged_from == (2, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    assert texts(read_workbook((NAMES * 3).encode(encoding))) == [["髙﨑①", "凪　葵", "ｶﾅ"]] * 3


def test_euc_jp() -> None:
    assert texts(read_workbook("番号,氏名\n1,凪　葵\n".encode("euc_jp"))) == [["番号", "氏名"], ["1", "凪　葵"]]


@pytest.mark.parametrize(("delimiter", "kind"), [(",", Format.CSV), ("\t", Format.TSV), (";", Format.CSV)])
def test_delimiters_and_line_breaks_in_quotes(delimiter: str, kind: Format) -> None:
    data = delimiter.join(["1", '"凪, 葵\n（長女）"', '="007"']) + "\r\n" + delimiter.join("abc")
    read = read_workbook(data.encode(), "list.txt")
    assert read.format is kind
    assert texts(read) == [["1", "凪, 葵\n（長女）", "007"], ["a", "b", "c"]]
    assert [row.number for row in read.sheets[0].rows] == [1, 2]


def zip_with(*names: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return stream.getvalue()


def bomb() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "x")
        package.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    return stream.getvalue()


def with_entities() -> bytes:
    entity = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><worksheet'
    return repacked(xlsx(filled_book()), "xl/worksheets/sheet1.xml", (r"^.*?<worksheet", entity))


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile),
        (b"\xef\xbb\xbf\r\n,,\r\n", EmptyFile),
        (b"a" * (MAX_BYTES + 1), FileTooLarge),
        (b"%PDF-1.7 ...", NotASpreadsheet),
        (b"\x89PNG\r\n\x1a\n....", NotASpreadsheet),
        (b"<html><table><tr><td>1</td></tr></table></html>", NotASpreadsheet),
        (bytes(range(256)) * 40, NotASpreadsheet),
        (zip_with("word/document.xml", "[Content_Types].xml"), NotASpreadsheet),
        (zip_with("readme.txt"), NotASpreadsheet),
        (xlsx(filled_book())[:-300], DamagedFile),
        (zip_with("[Content_Types].xml"), DamagedFile),
        (with_entities(), DamagedFile),
        (bomb(), UnpacksTooLarge),
        (zip_with(*(f"xl/media/{number}.png" for number in range(250))), UnpacksTooLarge),
        (OLE + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000, EncryptedFile),
        (OLE + b"\0" * 4000, DamagedFile),
        (b"1,2\r\n" * 6001, TooManyRows),
        (b"1" + b"," * 450 + b"2\r\n", TooManyColumns),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data: bytes, error: type[UnreadableFile]) -> None:
    with pytest.raises(error) as refused:
        read_workbook(data, "list.xlsx")
    assert refused.value.message.endswith("。")
