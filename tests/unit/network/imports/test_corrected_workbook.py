"""Cells typed anew, and answers given for a whole list."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from core.spreadsheet import read_workbook
from network.imports.case_list import read_case_list
from network.imports.corrected_workbook import corrected
from network.imports.corrections import cell_key
from network.imports.import_answers import LettersUnclear, for_cases
from network.imports.in_hand import InHand
from network.imports.list_reading import ListReading, mapping_of, read_list
from network.imports.model import Field
from network.imports.received_file import Import, ImportKind, ImportState, SourceFile
from tests.unit.network.imports.lists import TODAY, read, xlsx

HEADINGS: list[object] = ["世帯", "番号", "氏名", "生年月日", "種別", "主担当機関", "受理日"]
ROWS: list[list[object]] = [
    ["1", "1", "汐入 凪", "H28.13.2", "要支援", "福祉課", "R8.6.31"],
    [None, "2", "汐入 湊", "H30.1.9", "要支援", "福祉課", None],
    ["2", "3", "夕凪 律", "R2.5.5", "要支援", "福祉課", "R8.5.1"],
]
MERGED = xlsx([HEADINGS, *ROWS], merged=["A2:A3", "G2:G3"])


def test_a_cell_typed_anew_is_read_like_any_other() -> None:
    workbook = corrected(read_workbook(MERGED), {cell_key("一覧", 2, 4): "H28.12.2"})
    reading = read_case_list(workbook, filename="x.xlsx", directory=None, today=TODAY)
    assert reading.cases[0].birth_date == date(2016, 12, 2)
    assert "H28.13.2" not in {problem.value for problem in reading.problems}


def test_a_merged_cell_is_mended_for_all_its_rows() -> None:
    workbook = corrected(read_workbook(MERGED), {cell_key("一覧", 3, 7): "R8.6.30"})
    reading = read_case_list(workbook, filename="x.xlsx", directory=None, today=TODAY)
    assert [case.accepted_on for case in reading.cases[:2]] == [date(2026, 6, 30)] * 2


def test_an_empty_text_and_a_cell_beyond_the_end() -> None:
    workbook = corrected(read_workbook(MERGED), {cell_key("一覧", 2, 4): "", cell_key("一覧", 4, 7): "R8.5.2"})
    reading = read_case_list(workbook, filename="x.xlsx", directory=None, today=TODAY)
    assert reading.cases[0].birth_date is None
    assert reading.cases[2].accepted_on == date(2026, 5, 2)


def test_only_the_columns_that_were_changed_are_forced() -> None:
    reading = read(MERGED)
    mapping = mapping_of(reading, {"主担当機関": Field.AGENCIES.value, "なし": Field.NOTE.value})
    assert mapping is not None
    assert [(column.heading, column.field) for column in mapping.columns] == [("主担当機関", Field.AGENCIES)]
    assert mapping_of(reading, {}) is None


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (MERGED, ImportKind.CASES),
        (b'["\xe5\x8c\xbb\xe5\xb8\xab\xe4\xbc\x9a"]', ImportKind.MEMBERS),
        (xlsx([["機関名", "電話"], ["福祉課", "1"], ["医師会", "2"], ["教育委員会", "3"]]), ImportKind.MEMBERS),
    ],
)
def test_the_kind_of_a_list_is_told_from_what_it_holds(data: bytes, kind: ImportKind) -> None:
    found: ListReading = read_list(data, "file", directory=None, today=TODAY)
    assert found.kind is kind


def test_letters_typed_on_the_command_line() -> None:
    source = SourceFile(name="x.xlsx", digest="", size=1)
    imported = Import(
        id=uuid4(),
        kind=ImportKind.CASES,
        filename=source,
        state=ImportState.CHECKING,
        created_at=datetime(2026, 11, 2, tzinfo=UTC),
    )
    hand = InHand(imported=imported)
    after = for_cases(hand, letters="A=重度、B＝中度", add_agencies=True)(imported.corrections)
    assert after.letters == {"severity:A": "severe", "severity:B": "moderate"}
    with pytest.raises(LettersUnclear):
        for_cases(hand, letters="A=たいへん", add_agencies=False)
