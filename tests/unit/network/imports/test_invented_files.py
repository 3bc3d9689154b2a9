"""Further invented lists: pregnancies, legends, corrected mappings, sheets and files that are no case list."""

from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from network.imports.errors import NotACaseList, UnknownMapping
from network.imports.model import Field, Mapping, Woman
from tests.unit.network.imports.lists import (
    AGENCIES,
    Rows,
    by_column,
    named,
    problems,
    questions,
    read,
    saved,
    text,
    xlsx,
)


def test_pregnancies_among_children() -> None:
    rows: Rows = [
        *by_column(
            ["整理番号", "1", "2", "3"],
            ["氏名", "磯部　岬", "浜野　汐", "灘　澪"],
            ["ふりがな", "いそべ　みさき", "はまの　しお", "なだ　みお"],
            ["生年月日", "H28.5.3", "H15.4.4", "H14.1.4"],
            ["出産予定日", "", "R9.2.14", "令和9年1月"],
            ["ケース種別", "要保護児童", "特定妊婦", "特定妊婦"],
            ["虐待種別", "身体", "－", ""],
            ["重症度", "中度", "－", ""],
            ["主担当機関", "こども課", "潮見市保健センター", "潮見市保健センター"],
            ["関係機関", "潮見小学校", "こども課", "こども課"],
            ["受理日", "R7.4.1", "R8.9.1", "R8.9.1"],
        ),
    ]
    reading = read(text(rows), directory=AGENCIES, filename="a.csv")
    assert reading.cases[0].pregnant_woman is None
    woman = reading.cases[1]
    assert (woman.name, woman.kana, woman.birth_date) == (None, None, None)
    assert (woman.pregnant_woman, woman.due_date) == (Woman("浜野 汐", "はまの しお"), date(2027, 2, 14))
    assert woman.severity is None
    assert problems(reading) == [(4, "出産予定日", "month_only")]


def test_two_rows_for_each_child() -> None:
    rows: Rows = [
        ["番号", "氏名", "生年月日", "種別", "主担当", "関係機関", "次回"],
        [1, "いそべ　みさき", "H28.5.3", "要保護", "こども課", "潮見小学校", "R8.12.1"],
        [None, "磯部　岬", None, None, None, "北浜児童相談所", None],
        [2, "おきた　かい", "H27.1.20", "要支援", "こども課", "潮見小学校", "R8.12.1"],
        [None, "沖田　櫂", None, None, None, None, None],
    ]
    reading = read(xlsx(rows, merged=["A2:A3", "A4:A5"]), directory=AGENCIES)
    assert [(case.row, case.name, case.kana) for case in reading.cases] == [
        (2, "磯部 岬", "いそべ みさき"),
        (4, "沖田 櫂", "おきた かい"),
    ]
    assert reading.cases[0].agencies == ("こども課", "潮見小学校", "北浜児童相談所")


def test_notes_examples_and_subtotals_are_passed_over_with_their_reasons() -> None:
    rows: Rows = [
        ["番号", "児童氏名", "生年月日", "種別", "主担当機関", "受理日"],
        ["例", "山田　太郎", "H30.1.1", "要保護", "こども課", "R8.1.1"],
        ["【港町】"],
        [1, "磯部　岬", "H28.5.3", "要保護", "こども課", "R7.4.1"],
        [None, "小計　1世帯1人"],
        ["【浜町】"],
        [2, "沖田　櫂", "H27.1.20", "要支援", "こども課", "R8.2.9"],
        ["※ 要支援の児童は隔月で確認する。"],
        [3, None, None, None, None, None],
        ["総計", None, None, "要保護1", "要支援1", None],
    ]
    reading = read(xlsx(rows), directory=AGENCIES)
    assert [case.name for case in reading.cases] == ["磯部 岬", "沖田 櫂"]
    assert [each.row for each in reading.passed_over] == [2, 3, 5, 6, 8, 9, 10]
    assert problems(reading) == []


def test_days_without_era_are_inferred_and_said() -> None:
    rows: Rows = [
        ["番号", "児童氏名", "生年月日", "種別", "主担当機関", "最終目視日", "次回見直し日"],
        [1, "磯部　岬", "28.5.3", "要保護", "こども課", "10/5", "12/1"],
        [2, "沖田　櫂", "20150120", "要支援", "こども課", "8.9.30", "9.1.15"],
    ]
    reading = read(xlsx(rows), directory=AGENCIES)
    first, second = reading.cases
    assert (first.birth_date, first.last_seen_on, first.next_review_on) == (
        date(2016, 5, 3), date(2026, 10, 5), date(2026, 12, 1),
    )  # fmt: skip
    assert (second.birth_date, second.last_seen_on, second.next_review_on) == (
        date(2015, 1, 20), date(2026, 9, 30), date(2027, 1, 15),
    )  # fmt: skip
    assert sum(1 for each in reading.questions if each.kind.value == "guessed_date") == 5


def test_codes_are_read_by_the_legend_of_the_file() -> None:
    rows: Rows = [
        ["種別　1：要保護児童　2：要支援児童　3：特定妊婦　／　虐待　ア：身体的　イ：性的　ウ：心理的　エ：ネグレクト"],
        *by_column(
            ["番号", 1, 2],
            ["児童氏名", "磯部　岬", "沖田　櫂"],
            ["生年月日", "H28.5.3", "H27.1.20"],
            ["種別", 1, 2],
            ["虐待種別", "エ", "ウ"],
            ["主担当機関", "こども課", "こども課"],
            ["受理日", "R7.4.1", "R8.2.9"],
        ),
    ]
    reading = read(xlsx(rows), directory=AGENCIES)
    assert [(case.case_kind, case.abuse_kinds) for case in reading.cases] == [
        ("要保護児童", ("ネグレクト",)),
        ("要支援児童", ("心理的",)),
    ]


def test_surname_and_given_name_apart() -> None:
    rows: Rows = [
        ["管理番号", "姓", "名", "セイ", "メイ", "生年月日", "区分", "担当機関", "支援機関", "登録日"],
        [
            "A001",
            "磯部",
            "岬",
            "イソベ",
            "ミサキ",
            "2016/5/3",
            "要保護",
            "こども課",
            "潮見小学校,北浜児童相談所",
            "2025/4/1",
        ],
        ["A002", "〃", "渚", "〃", "ナギサ", "2019/6/7", "要保護", "こども課", "", "2025/4/1"],
    ]
    reading = read(text(rows, encoding="utf-8-sig"), directory=AGENCIES, filename="a.csv")
    second = named(reading, "磯部 渚")
    assert (second.kana, second.number, second.accepted_on) == ("イソベ ナギサ", "A002", date(2025, 4, 1))
    assert second.household == named(reading, "磯部 岬").household


def test_a_mapping_corrected_by_hand_is_kept_and_wins() -> None:
    rows: Rows = [
        ["番号", "児童氏名", "生年月日", "種別", "ABC", "主担当機関", "受理日", "見守り頻度"],
        [1, "磯部　岬", "H28.5.3", "要保護", "A", "こども課", "R7.4.1", "週1回"],
        [2, "沖田　櫂", "H27.1.20", "要支援", "C", "こども課", "R8.2.9", "月1回"],
    ]
    proposed = read(xlsx(rows), directory=AGENCIES)
    assert proposed.cases[0].severity == "A"
    assert "letters_meaning" in questions(proposed)
    corrected = Mapping(
        "潮見市の台帳",
        tuple(
            replace(
                column, field={"ABC": Field.REVIEW_RANK, "見守り頻度": Field.NOTE}.get(column.heading, column.field)
            )
            for column in proposed.mapping.columns
        ),
    )
    again = read(xlsx(rows), directory=AGENCIES, mapping=Mapping.from_json(corrected.as_json()))
    assert (again.cases[0].severity, again.cases[0].review_rank, again.cases[0].note) == (None, "A", "週1回")


@pytest.mark.parametrize(
    "kept", [{}, {"name": "x", "columns": [{"heading": "番号", "field": "unheard"}]}, {"columns": 1}]
)
def test_a_mapping_that_is_none_is_refused(kept: dict[str, object]) -> None:
    with pytest.raises(UnknownMapping):
        Mapping.from_json(kept)


def test_a_formula_without_a_stored_value_is_a_problem() -> None:
    rows: Rows = [
        ["番号", "児童氏名", "生年月日", "種別", "主担当機関", "受理日"],
        [1, "磯部　岬", "H28.5.3", "要保護", "こども課", "=TODAY()"],
        [2, "沖田　櫂", "H27.1.20", "要支援", "#N/A", "R8.2.9"],
    ]
    reading = read(xlsx(rows), directory=AGENCIES)
    assert (2, "受理日", "formula_without_value") in problems(reading)
    assert (3, "主担当機関", "error_value") in problems(reading)


def test_sheets_of_agencies_and_sums_are_passed_over_and_serve_as_directory() -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "集計"
    for row in (["地区", "世帯数", "児童数"], ["港町", 1, 1], ["計", 1, 1]):
        first.append(row)
    second = book.create_sheet("R8.11")
    second.append(["番号", "児童氏名", "生年月日", "種別", "主担当機関", "関係機関"])
    second.append([1, "磯部　岬", "H28.5.3", "要保護", "子育て課", "こども課"])
    third = book.create_sheet("関係機関名簿")
    for row in (["機関名", "電話"], ["こども課", "0999-1"], ["こども家庭センター", "0999-2"], ["潮見小学校", "0999-3"]):
        third.append(row)
    reading = read(saved(book))
    assert reading.directory == ("こども課", "こども家庭センター", "潮見小学校")
    assert problems(reading) == [(2, "主担当機関", "unknown_agency")]
    assert [(each.sheet, each.row) for each in reading.passed_over] == [("集計", None), ("関係機関名簿", None)]


def test_hidden_and_sample_sheets_are_not_read_beside_the_list() -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    for title, name in (("R8", "磯部　岬"), ("記入例", "例　太郎"), ("旧", "灘　澪")):
        sheet = first if title == "R8" else book.create_sheet(title)
        sheet.append(["番号", "児童氏名", "生年月日", "種別", "主担当機関"])
        sheet.append([1, name, "H28.5.3", "要保護", "こども課"])
    book["旧"].sheet_state = "hidden"
    reading = read(saved(book), directory=AGENCIES)
    assert [case.name for case in reading.cases] == ["磯部 岬"]
    assert {each.sheet for each in reading.passed_over} == {"記入例", "旧"}
    assert "hidden" in questions(reading)


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["氏名", "ふりがな", "生年月日", "所属", "役職"],
            ["磯部　岬", "いそべ　みさき", "S50.5.3", "こども課", "主任"],
        ],
        [["機関名", "電話", "所在地"], ["こども課", "0999-1", "港町1"], ["潮見小学校", "0999-2", "港町2"]],
        [["本日の予定"], ["10時から会議"], ["資料を配る"]],
        by_column(
            ["児童氏名", "生年月日", "保護者", "虐待種別", "主担当機関", "受理日", "支援方針"],
            ["磯部　岬", "H28.5.3", "磯部　灘子", "身体", "こども課", "R7.4.1", "見守り"],
        ),
        [["学区", "世帯数", "児童数", "要保護", "要支援"], ["港町", 3, 4, 3, 1], ["浜町", 1, 1, 1, 0]],
        [["日時", "議題", "担当", "備考"], ["R8.11.2", "開会", "こども課", ""], ["R8.11.3", "協議", "こども課", ""]],
    ],
)
def test_other_tables_are_refused_with_a_reason(rows: Rows) -> None:
    with pytest.raises(NotACaseList) as refused:
        read(xlsx(rows), directory=AGENCIES)
    assert refused.value.reason.endswith("。")
