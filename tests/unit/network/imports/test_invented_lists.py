"""Lists of offices that do not exist, each with habits of its own; none of them is treated specially."""

from datetime import date

from network.imports.model import Woman
from tests.unit.network.imports.lists import (
    AGENCIES,
    Rows,
    by_column,
    named,
    problems,
    questions,
    read,
    text,
    xls,
    xlsx,
)


def test_vertical_banner_and_heading_below_notes() -> None:
    rows: Rows = [
        ["取扱注意"],
        ["令和8年度第3回　潮見市要保護児童対策地域協議会　進行管理台帳"],
        ["（注）会議終了後に回収します。"],
        [],
        ["◎：主担当機関　○：関係機関"],
        [],
        [],
        [],
        *by_column(
            ["校区", "潮見小校区", None, None],
            ["No", 1, 2, 3],
            ["子どもの氏名", "磯部　岬", "磯部　渚", "沖田　櫂"],
            ["よみがな", "いそべ　みさき", "いそべ　なぎさ", "おきた　かい"],
            ["生年月日", "H28.5.3", "R1.6.7", "H27.1.20"],
            ["区分", "要保護", "要保護", "要支援"],
            ["虐待", "身体・ネグ", "ネグ", "－"],
            ["こども課", "◎", "◎", "○"],
            ["児相", "○", None, "◎"],
            ["保健C", None, "○", None],
            ["小学校", "○", None, "○"],
            ["受理", "R7.4.1", "R7.4.1", "R8.2.9"],
            ["次回", "R8.12.1", "R8.12.1", "R9.1.15"],
        ),
    ]
    reading = read(xlsx(rows, merged=["A10:A12"]), directory=AGENCIES)
    assert [case.row for case in reading.cases] == [10, 11, 12]
    child = named(reading, "磯部 岬")
    assert (child.lead_agency, child.agencies) == ("こども課", ("こども課", "北浜児童相談所", "潮見小学校"))
    assert child.abuse_kinds == ("身体的", "ネグレクト")
    assert (child.district, child.next_review_on) == ("潮見小校区", date(2026, 12, 1))
    assert named(reading, "沖田 櫂").lead_agency == "北浜児童相談所"
    assert problems(reading) == []
    assert "agency_written_otherwise" in questions(reading)
    assert child.household == named(reading, "磯部 渚").household != named(reading, "沖田 櫂").household


def test_two_tables_below_one_another_give_the_kind_by_their_titles() -> None:
    rows: Rows = [
        ["１　要保護児童"],
        ["番号", "児童氏名", "生年月日", "保護者", "主担当機関", "関係機関", "受理日"],
        [1, "磯部　岬", "H28.5.3", "磯部　灘子（母）", "こども課", "潮見小学校", "R7.4.1"],
        [2, "沖田　櫂", "H27.1.20", "沖田　波江（母）", "北浜児童相談所", "こども課、潮見小学校", "R8.2.9"],
        ["計", "2人"],
        [],
        ["２　特定妊婦"],
        ["番号", "妊婦氏名", "出産予定日", "居住地区", "主担当機関", "関係機関", "受理日"],
        [1, "浜野　汐", "R9.2.14", "砂浜町", "潮見市保健センター", "こども課", "R8.9.1"],
    ]
    reading = read(xlsx(rows), directory=AGENCIES)
    assert [case.case_kind for case in reading.cases] == ["要保護児童", "要保護児童", "特定妊婦"]
    woman = reading.cases[2]
    assert (woman.name, woman.pregnant_woman) == (None, Woman("浜野 汐", None))
    assert (woman.due_date, woman.birth_date) == (date(2027, 2, 14), None)
    assert problems(reading) == []


def test_two_tables_beside_one_another() -> None:
    heading = ["No.", "氏名", "生年月日", "種別", "主担当"]
    rows: Rows = [
        [*heading, None, *heading],
        [1, "磯部　岬", "H28.5.3", "要保護", "こども課", None, 3, "沖田　櫂", "H27.1.20", "要支援", "こども課"],
        [2, "浜野　汐", "H25.8.9", "要保護", "こども課", None, 4, "灘　澪", "R3.2.2", "要支援", "こども課"],
    ]
    reading = read(xlsx(rows), directory=AGENCIES)
    assert sorted((case.number, case.name) for case in reading.cases) == [
        ("1", "磯部 岬"), ("2", "浜野 汐"), ("3", "沖田 櫂"), ("4", "灘 澪"),
    ]  # fmt: skip


def test_siblings_with_ditto_surname_in_an_old_workbook() -> None:
    rows: Rows = [
        *by_column(
            ["整理番号", "R8-001", "R8-002", "R8-003", "R8-003"],
            ["児童名（フリガナ）", "磯部　岬(ｲｿﾍﾞ ﾐｻｷ)", "〃　渚(ｲｿﾍﾞ ﾅｷﾞｻ)", "〃　蓮(ｲｿﾍﾞ ﾚﾝ)", "沖田　櫂(ｵｷﾀ ｶｲ)"],
            ["生年月日", "平成28年5月3日", "令和元年6月7日", "令和4年6月31日", "平成27年1月20日"],
            ["保護者氏名", "磯部　灘子", "〃", "〃", "沖田　波江"],
            ["地区", "港町", "〃", "〃", "浜町"],
            ["ケース種別", "要保護児童", "〃", "〃", "要支援児童"],
            ["虐待種別", "身体的虐待", "ネグレクト", "〃", ""],
            ["程度", "中度", "軽度", "〃", ""],
            [
                "機関",
                "◎こども課\n○北浜児童相談所\n○潮見小学校",
                "◎こども課\n○あおば保育園",
                "〃",
                "こども課、潮見小学校",
            ],
            ["目視日", "R8.10.1（担任）", "R8.10.20（園長）", "R8.10.20（園長）", "R8年10月中"],
            ["次回見直し", "R8.12.1", "〃", "〃", "随時"],
        ),
    ]
    reading = read(xls(rows), directory=AGENCIES, filename="list.xls")
    boy = named(reading, "磯部 蓮")
    assert (boy.kana, boy.birth_date, boy.case_kind, boy.abuse_kinds) == (
        "イソベ レン",
        None,
        "要保護児童",
        ("ネグレクト",),
    )
    assert (boy.lead_agency, boy.agencies) == ("こども課", ("こども課", "あおば保育園"))
    assert (boy.last_seen_on, boy.last_seen_by) == (date(2026, 10, 20), "園長")
    assert boy.household == named(reading, "磯部 岬").household != named(reading, "沖田 櫂").household
    assert problems(reading) == [
        (4, "生年月日", "impossible_date"),
        (5, "目視日", "month_only"),
        (5, "機関", "lead_missing"),
        (5, "整理番号", "duplicate_number"),
    ]


def test_wide_utf16_text_with_serial_days() -> None:
    rows: Rows = [
        *by_column(
            ["SETAI_NO", "00012", "00012"],
            ["JIDO_NO", "000101", "000102"],
            ["JIDO_SIMEI", "磯部　岬", "磯部　渚"],
            ["JIDO_SIMEI_KANA", "ｲｿﾍﾞ ﾐｻｷ", "ｲｿﾍﾞ ﾅｷﾞｻ"],
            ["SEINENGAPPI", "42493", "43623"],
            ["SEIBETU", "女", "男"],
            ["CASE_SYUBETU", "要保護児童", "要保護児童"],
            ["GYAKUTAI_SYUBETU", "心理的虐待", "ネグレクト"],
            ["JYUSHODO", "中度", "軽度"],
            ["SYUTANTO_KIKAN", "こども課", "こども課"],
            ["KANKEI_KIKAN", "潮見小学校;北浜児童相談所", "あおば保育園"],
            ["JURI_YMD", "20250401", "20250401"],
            ["JIKAI_MINAOSI_YMD", "20261201", "20261201"],
            ["SAISYU_MOKUSI_YMD", "46296", "46290"],
            ["TUKOKUSYA", "隣人", "祖母"],
            ["BIKO", "", "改行\nあり"],
        ),
    ]
    reading = read(text(rows, encoding="utf-16", delimiter="\t"), directory=AGENCIES, filename="LIST.TXT")
    child = named(reading, "磯部 岬")
    assert (child.number, child.household, child.kana) == ("000101", "00012", "イソベ ミサキ")
    assert (child.birth_date, child.accepted_on) == (date(2016, 5, 3), date(2025, 4, 1))
    assert (child.next_review_on, child.last_seen_on) == (date(2026, 12, 1), date(2026, 10, 1))
    assert (child.case_kind, child.abuse_kinds, child.severity) == ("要保護児童", ("心理的",), "中度")
    assert child.agencies == ("こども課", "潮見小学校", "北浜児童相談所")
    assert named(reading, "磯部 渚").note == "改行\nあり"
    assert {"informant_left_out", "guessed_date"} <= questions(reading)
    assert "隣人" not in repr(reading)


def test_columns_without_headings_are_known_by_their_values() -> None:
    rows: Rows = [
        *by_column(
            [None, 1, 2, 3],
            ["氏名", "磯部　岬", "沖田　櫂", "浜野　汐"],
            [None, "いそべ　みさき", "おきた　かい", "はまの　しお"],
            [None, date(2016, 5, 3), date(2015, 1, 20), date(2021, 7, 8)],
            [None, "要保護", "要支援", "要保護"],
            ["受理日", date(2025, 4, 1), date(2026, 2, 9), date(2026, 8, 1)],
            ["主担当機関", "こども課", "こども課", "北浜児童相談所"],
            [None, date(2026, 12, 1), date(2026, 12, 8), date(2027, 1, 5)],
        ),
    ]
    reading = read(xlsx(rows), directory=AGENCIES)
    child = named(reading, "磯部 岬")
    assert (child.number, child.kana, child.birth_date) == ("1", "いそべ みさき", date(2016, 5, 3))
    assert (child.case_kind, child.next_review_on) == ("要保護児童", date(2026, 12, 1))
    assert "guessed_column" in questions(reading)


def test_no_headings_at_all() -> None:
    rows: Rows = [
        ["1", "磯部　岬", "ｲｿﾍﾞ ﾐｻｷ", "H28.5.3", "要保護", "身体", "こども課", "R7.4.1", "R8.12.1"],
        ["2", "沖田　櫂", "ｵｷﾀ ｶｲ", "H27.1.20", "要支援", "", "潮見市保健センター", "R8.2.9", "R8.12.8"],
        ["3", "浜野　汐", "ﾊﾏﾉ ｼｵ", "R3.7.8", "要保護", "心理", "北浜児童相談所", "R8.8.1", "R9.1.5"],
    ]
    reading = read(text(rows, encoding="cp932"), directory=AGENCIES, filename="a.csv")
    child = named(reading, "沖田 櫂")
    assert (child.row, child.kana, child.birth_date) == (2, "オキタ カイ", date(2015, 1, 20))
    assert (child.case_kind, child.lead_agency) == ("要支援児童", "潮見市保健センター")
    assert child.next_review_on == date(2026, 12, 8)


def test_three_children_in_a_merged_household_with_two_line_headings() -> None:
    rows: Rows = [
        *by_column(
            ["世帯\n番号", None, "Ａ－１", None, None, "Ａ－２", "合計"],
            ["児童", "氏名", "磯部　岬", "磯部　渚", "磯部　蓮", "沖田　櫂", "4人"],
            [None, "フリガナ", "イソベ　ミサキ", "イソベ　ナギサ", "イソベ　レン", "オキタ　カイ", None],
            [None, "生年月日", "H28.5.3", "R1.6.7", "R4.6.30", "H27.1.20", None],
            ["保護者", "氏名", "磯部　灘子", None, None, "沖田　波江", None],
            [None, "続柄", "母", None, None, "祖母", None],
            ["種別", "区分", "要保護", "要保護", "要支援", "要保護", None],
            [None, "内容", "身体", "ネグ", "なし", "心理", None],
            ["主たる\n支援機関", None, "こども課", "こども課", "こども課", None, None],
            ["連携機関", None, "潮見小学校", "あおば保育園", "ひまわり園", "こども課", None],
            ["経過", "受理日", "R7.4.1", "R7.4.1", "R7.4.1", "R8.2.9", None],
            [None, "次回見直し\n時期", "R8.12", "R8.12.1", "R8.12.1", "R9.1.15", None],
            ["備考", None, None, None, None, "転入", None],
        ),
    ]
    merged = ["A1:A2", "B1:D1", "E1:F1", "G1:H1", "I1:I2", "J1:J2", "K1:L1", "M1:M2", "A3:A5", "E3:E5", "F3:F5"]
    reading = read(xlsx(rows, merged=merged), directory=AGENCIES)
    third = named(reading, "磯部 蓮")
    assert (third.guardian, third.relation, third.household) == ("磯部 灘子", "母", "A-1")
    assert (third.case_kind, third.abuse_kinds, third.birth_date) == ("要支援児童", (), date(2022, 6, 30))
    assert problems(reading) == [
        (3, "次回見直し時期", "month_only"),
        (5, "連携機関", "unknown_agency"),
        (6, "主たる支援機関", "lead_missing"),
    ]
    assert len({case.household for case in reading.cases}) == 2


def test_ages_only_and_abuse_kinds_as_columns_of_signs() -> None:
    rows: Rows = [
        ["番号", "対象者", "年齢", "在籍校", "虐待種別", None, None, None, "ランク", "主担当課", "関係課・機関"],
        [None, None, None, None, "身体", "性的", "心理", "ネグレクト", None, None, None],
        [
            "１",
            "磯部　岬",
            "１０歳",
            "潮見小５年",
            None,
            None,
            "○",
            "◎",
            "Ｂ",
            "こども課",
            "潮見小学校／北浜児童相談所",
        ],
        ["２", "沖田　櫂", "8か月", "未就園", "○", None, None, None, "Ａ", "こども課", "潮見市保健センター"],
    ]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:H1", "I1:I2", "J1:J2", "K1:K2"]
    reading = read(xlsx(rows, merged=merged), directory=AGENCIES)
    child = named(reading, "磯部 岬")
    assert (child.number, child.age, child.birth_date) == ("1", "10歳", None)
    assert child.abuse_kinds == ("ネグレクト", "心理的")
    assert (child.school, child.school_year, child.review_rank) == ("潮見小", "5年", "B")
    assert named(reading, "沖田 櫂").age == "8か月"
    assert problems(reading) == []


def test_two_leads_unknown_agency_and_lost_characters() -> None:
    rows: Rows = [
        [
            "No.",
            "氏名",
            "ふりがな",
            "生年月日",
            "種別",
            "こども課",
            "児童相談所",
            "保健センター",
            "けやき学園",
            "受理年月日",
        ],
        [1, "〓部　岬", "いそべ　みさき", "H28.5.3", "要保護", "◎", "◎", None, None, "R7.4.1"],
        [2, "沖田　櫂", "おきた　かい", "H27.1.20", "要支援", "○", None, "○", "○", "R8.2.9"],
        [3, "葛󠄀城　蓮", "かつらぎ　れん", "H27.1.21", "要支援", "◎", None, None, None, "R8.2.9"],
    ]
    reading = read(xlsx(rows), directory=[*AGENCIES[:2], "保健センター"])
    assert reading.cases[0].lead_agency is None
    assert reading.cases[0].agencies == ("こども課", "北浜児童相談所")
    assert reading.cases[2].name == "葛󠄀城 蓮"
    assert problems(reading) == [
        (2, "氏名", "gaiji"),
        (2, "こども課", "two_leads"),
        (3, "けやき学園", "unknown_agency"),
        (3, "こども課", "lead_missing"),
    ]
