"""Single cells: names, kinds, agencies, headings, and cells shared by several fields."""

from datetime import date

import pytest

from core.spreadsheet import Cell
from core.spreadsheet_errors import TooManyRows
from network.imports.agency_cells import AgencySigns, agencies_in
from network.imports.agency_names import Directory
from network.imports.dates_in_cells import read_cell_date
from network.imports.heading_words import meanings_of
from network.imports.kinds_written import abuse_kinds_of, case_kind_of
from network.imports.model import Field
from network.imports.names_written import WrittenName, read_name
from tests.unit.network.imports.lists import TODAY, Rows, by_column, named, problems, questions, read, text, xlsx

AGENCIES = [
    "潮見市こども課",
    "北浜児童相談所",
    "潮見市保健センター",
    "藻塩小学校",
    "潮見第一中学校",
    "民生委員・児童委員",
]


@pytest.mark.parametrize(
    ("written", "name", "kana"),
    [
        ("いそべ　みさき\n磯部　岬", "磯部 岬", "いそべ みさき"),
        ("磯部　岬\n（いそべ　みさき）", "磯部 岬", "いそべ みさき"),
        ("磯部　岬(ｲｿﾍﾞ ﾐｻｷ)", "磯部 岬", "イソベ ミサキ"),
        ("ｲｿﾍﾞ ﾐｻｷ 磯部 岬", "磯部 岬", "イソベ ミサキ"),
        ("①磯部岬", "磯部岬", None),
        ("磯部　ひなぎく", "磯部 ひなぎく", None),
        ("葛󠄀城　蓮", "葛󠄀城 蓮", None),
        ("さんとす　まりあ\nサントス　マリア", "サントス マリア", "さんとす まりあ"),
    ],
)
def test_names(written: str, name: str, kana: str | None) -> None:
    assert read_name(written) == WrittenName(name, kana)


@pytest.mark.parametrize(
    ("written", "names", "leads"),
    [
        ("◎こども課\n○児相\n○藻塩小", ["潮見市こども課", "北浜児童相談所", "藻塩小学校"], ["潮見市こども課"]),
        ("◎こども課○児相", ["潮見市こども課", "北浜児童相談所"], ["潮見市こども課"]),
        ("（主）こども課、（副）潮見一中", ["潮見市こども課", "潮見第一中学校"], ["潮見市こども課"]),
        ("児相・民生委員・児童委員", ["北浜児童相談所", "民生委員・児童委員"], []),
        ("民生委員・児童委員、児相", ["民生委員・児童委員", "北浜児童相談所"], []),
        ("児相 保健C 藻塩小学校（担任 佐藤、養護）", ["北浜児童相談所", "潮見市保健センター", "藻塩小学校"], []),
        ("①こども課 ②児相", ["潮見市こども課", "北浜児童相談所"], []),
        ("子育て課", ["子育て課"], []),
        ("隣市保健センター", ["隣市保健センター"], []),
        ("こども課　佐藤", ["潮見市こども課"], []),
        ("なし", [], []),
    ],
)
def test_agencies_of_a_cell(written: str, names: list[str], leads: list[str]) -> None:
    found = agencies_in(written, Directory(AGENCIES), AgencySigns())
    assert [each.match.name for each in found] == names
    assert [each.match.name for each in found if each.lead] == leads


def test_a_registered_alias_is_the_agency() -> None:
    directory = Directory(AGENCIES, aliases={"こどもの窓口": "潮見市こども課"})
    match = directory.match("こどもの窓口")
    assert (match.name, match.known, match.as_written) == ("潮見市こども課", True, True)


def test_brackets_that_belong_to_an_unknown_name_stay() -> None:
    found = agencies_in(
        "はまかぜ園（仮称）、市立病院（小児科、精神科）、あおば園（園長）", Directory(AGENCIES), AgencySigns()
    )
    assert [each.match.name for each in found] == ["はまかぜ園（仮称）", "市立病院（小児科、精神科）", "あおば園"]
    assert not any(each.match.known for each in found)


@pytest.mark.parametrize(
    ("written", "kinds"),
    [
        ("ネグ・心理", ("ネグレクト", "心理的")),
        ("心理的虐待（面前DV）", ("心理的",)),
        ("①性的 ②身体", ("性的", "身体的")),
        ("養育困難", ()),
        ("虐待なし", ()),
    ],
)
def test_abuse_kinds(written: str, kinds: tuple[str, ...]) -> None:
    assert abuse_kinds_of(written) == kinds


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("要保護", "要保護児童"),
        ("要支援児童", "要支援児童"),
        ("特定妊婦", "特定妊婦"),
        ("こども家庭支援課", None),
        ("要保護・要支援", None),
    ],
)
def test_case_kinds(written: str, kind: str | None) -> None:
    assert case_kind_of(written) == kind


@pytest.mark.parametrize(
    ("heading", "group", "field"),
    [
        ("氏名", "保護者", Field.GUARDIAN),
        ("年月日", "受理", Field.ACCEPTED_ON),
        ("通告・相談者", "", Field.INFORMANT),
        ("通告経路", "", Field.ROUTE),
        ("相談受付日", "", Field.ACCEPTED_ON),
        ("saishuMokushiYmd", "", Field.LAST_SEEN_ON),
        ("JIKAI_MINAOSI_BI", "", Field.NEXT_REVIEW_ON),
        ("虐待の程度", "", Field.SEVERITY),
        ("こども家庭センター", "", None),
    ],
)
def test_headings(heading: str, group: str, field: Field | None) -> None:
    meanings = meanings_of(heading, group)
    assert (meanings[0].field if meanings else None) is field


def test_a_day_among_words() -> None:
    seen = read_cell_date(Cell("R8.9.2（担任）\nR8.10.1（園）", "x"), Field.LAST_SEEN_ON, TODAY)
    assert (seen.value, seen.several) == (date(2026, 10, 1), True)
    born = read_cell_date(Cell("４歳（Ｒ４．５．１生）", "x"), Field.BIRTH_DATE, TODAY)
    assert (born.value, born.age) == (date(2022, 5, 1), "4歳")


def test_columns_that_hold_several_fields() -> None:
    rows = by_column(
        ["整理番号・受理日", "R8-001\nR7.4.1"],
        ["管理ランク・重症度", "B\n中度"],
        ["ふりがな・氏名", "いそべ　みさき\n磯部　岬"],
        ["生年月日・年齢・所属", "H28.5.3\n10歳\n藻塩小学校5年"],
        ["ケース種別・虐待種別", "要保護児童\n身体的・ネグレクト"],
        ["主担当・主たる援助者", "潮見市こども課\n佐藤"],
        ["最終目視日・確認者", "R8.10.1\n担任"],
    )
    child = named(read(xlsx(rows), directory=AGENCIES), "磯部 岬")
    assert (child.number, child.accepted_on) == ("R8-001", date(2025, 4, 1))
    assert (child.review_rank, child.severity) == ("B", "中度")
    assert (child.birth_date, child.age, child.school, child.school_year) == (
        date(2016, 5, 3),
        "10歳",
        "藻塩小学校",
        "5年",
    )
    assert (child.case_kind, child.abuse_kinds) == ("要保護児童", ("身体的", "ネグレクト"))
    assert (child.lead_agency, child.key_worker, child.last_seen_by) == ("潮見市こども課", "佐藤", "担任")


def test_parents_kana_lines_and_sentences_about_informants() -> None:
    rows: Rows = [
        ["番号", "氏名", "続柄", "生年月日", "種別", "主担当機関", "備考"],
        [None, "いそべ　みさき", None, None, None, None, None],
        [1, "磯部　岬", "長女", "H28.5.3", "要保護", "潮見市こども課", "転入。通告者は隣の佐藤さん。登校できている。"],
        [None, "磯部　灘子", "母", "S63.2.2", None, None, None],
    ]
    reading = read(xlsx(rows), directory=AGENCIES)
    assert [(case.name, case.kana, case.note) for case in reading.cases] == [
        ("磯部 岬", "いそべ みさき", "転入。登校できている。")
    ]
    assert "informant_left_out" in questions(reading)
    assert "佐藤" not in repr(reading)
    assert problems(reading) == []


def test_five_thousand_children_and_not_one_more() -> None:
    rows = [["番号", "児童氏名", "生年月日", "種別", "主担当機関"]]
    rows += [[f"R8-{number}", f"磯部　岬{number}", "H28.5.3", "要保護", "潮見市こども課"] for number in range(5000)]
    assert len(read(text(rows), directory=AGENCIES, filename="a.csv").cases) == 5000
    with pytest.raises(TooManyRows):
        read(
            text([*rows, ["R9", "沖田　櫂", "H27.1.20", "要支援", "潮見市こども課"]]),
            directory=AGENCIES,
            filename="a.csv",
        )
