"""Member lists as municipalities keep them: JSON, and spreadsheets in many layouts."""

import io
import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from core.spreadsheet_errors import EmptyFile
from network.agencies.member_list import MemberList, as_dry_run_json, proposals, read_member_lists
from network.agencies.member_list_errors import LooksLikeCases, MunicipalityNotInList, NoMembersFound, NotAMemberList

COUNCILS = Path(__file__).parents[3] / "data" / "councils.json"
Rows = Sequence[Sequence[str | int | None]]


def _workbook(*sheets: Rows, merged: Sequence[str] = (), names: Sequence[str] = ()) -> bytes:
    book = openpyxl.Workbook()
    for position, rows in enumerate(sheets):
        sheet = book.create_sheet(names[position] if names else f"Sheet{position + 1}", position)
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
    del book["Sheet"]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _only(data: bytes, filename: str = "list.xlsx") -> MemberList:
    (found,) = read_member_lists(data, filename)
    return found


def _names(found: MemberList) -> list[str]:
    return [row.name for row in found.rows]


def test_json_of_several_councils_is_read_whole() -> None:
    written = json.loads(COUNCILS.read_text("utf-8"))
    lists = read_member_lists(COUNCILS.read_bytes())
    assert [found.municipality for found in lists] == [council["municipality"] for council in written]
    assert [_names(found) for found in lists] == [[m["name"] for m in council["members"]] for council in written]
    assert lists[0].coordinating_agency == "子ども支援課"
    assert lists[4].council_name == "玉川村要保護児童対策地域協議会（子育て支援連絡協議会）"


@pytest.mark.parametrize("asked", ["埼玉県志木市", "志木市"])
def test_municipality_picks_one_council(asked: str) -> None:
    (found,) = read_member_lists(COUNCILS.read_bytes(), municipality=asked)
    assert found.municipality == "埼玉県志木市"


def test_unknown_municipality_is_told_with_those_found() -> None:
    with pytest.raises(MunicipalityNotInList, match="埼玉県志木市、岡山県真庭市"):
        read_member_lists(COUNCILS.read_bytes(), municipality="桜市")


def test_json_of_names_alone() -> None:
    assert _names(_only('["桜警察署", "桜保健所", " "]'.encode())) == ["桜警察署", "桜保健所"]


def test_json_member_without_a_name_is_reported() -> None:
    found = _only(json.dumps({"municipality": "桜市", "members": [{"group": "x"}, {"name": "桜警察署"}]}).encode())
    assert found.unread == ("1番目の構成機関に名称がありません。",)


@pytest.mark.parametrize("data", [b"{", b'{"members": 3}', b'[{"members": "x"}]', b"[" * 100_000])
def test_other_json_is_refused(data: bytes) -> None:
    with pytest.raises(NotAMemberList):
        read_member_lists(data)


def test_lists_without_names_are_refused() -> None:
    with pytest.raises(NoMembersFound):
        read_member_lists(b'{"municipality": "x", "members": []}')
    with pytest.raises(NoMembersFound):
        read_member_lists(_workbook([["日付", "金額"], ["4月", 100], ["5月", 200]]))
    with pytest.raises(EmptyFile):
        read_member_lists(b"")


def test_title_heading_merged_groups_and_other_columns() -> None:
    found = _only(
        _workbook(
            [
                ["桜市要保護児童対策地域協議会 構成機関名簿"],
                ["令和8年4月1日現在"],
                [],
                ["No.", "区分", "機関名", "職名", "氏名", "電話番号", "守秘区分", "備考"],
                [1, "関係行政機関", "桜児童相談所", "所長", "山田花子", "0999-00-0001", "1号", None],
                [2, None, "桜警察署", "課長", "川田太郎", "0999-00-0002", "1号", None],
                [3, "市", "こども課", "課長", "森一郎", "0999-00-0003", "1号", "調整機関"],
                [None, None, "合計", None, None, None, None, "3機関"],
                ["※ 任期は2年とする。"],
            ],
            merged=["A1:H1", "B5:B6"],
        )
    )
    assert found.council_name == "桜市要保護児童対策地域協議会"
    assert found.municipality == "桜市"
    assert found.coordinating_agency == "こども課"
    assert [(row.name, row.group) for row in found.rows] == [
        ("桜児童相談所", "関係行政機関"),
        ("桜警察署", "関係行政機関"),
        ("こども課", "市"),
    ]
    assert found.rows[0].role == "所長"
    assert found.rows[0].fields == {"representative": "山田花子", "phone": "0999-00-0001", "secrecy_class": "1号"}
    assert found.rows[0].place == "シート「Sheet1」の5行目"


def test_names_only_without_a_heading() -> None:
    assert _names(_only("桜児童相談所\n桜警察署\nさくらの会\n小学校\n".encode(), "list.csv")) == [
        "桜児童相談所",
        "桜警察署",
        "さくらの会",
        "小学校",
    ]


def test_names_in_the_second_column_without_a_heading() -> None:
    data = _workbook([[1, "桜児童相談所", "山田花子"], [2, "桜警察署", "川田太郎"], [3, "さくらの会", "森一郎"]])
    assert _names(_only(data)) == ["桜児童相談所", "桜警察署", "さくらの会"]


def test_sections_with_and_without_marks_become_groups() -> None:
    found = _only(
        _workbook(
            [
                ["構成機関"],
                ["【広域行政機関】"],
                ["桜児童相談所"],
                ["桜警察署"],
                ["医療・福祉法人"],
                ["医師会"],
                ["子どもの集う施設"],
                ["小学校"],
            ]
        )
    )
    assert [(row.name, row.group) for row in found.rows] == [
        ("桜児童相談所", "広域行政機関"),
        ("桜警察署", "広域行政機関"),
        ("医師会", "医療・福祉法人"),
        ("小学校", "子どもの集う施設"),
    ]


def test_section_rows_in_a_wide_list() -> None:
    found = _only(
        _workbook(
            [
                ["番号", "関係機関等の名称", "代表者"],
                ["国及び県", None, None],
                [1, "桜児童相談所", "所長"],
                [2, "桜保健所", "所長"],
                ["市", None, None],
                [3, "福祉課", "課長"],
            ]
        )
    )
    assert [(row.name, row.group) for row in found.rows] == [
        ("桜児童相談所", "国及び県"),
        ("桜保健所", "国及び県"),
        ("福祉課", "市"),
    ]


def test_affiliation_and_person_of_a_committee_list() -> None:
    found = _only(
        _workbook(
            [
                ["委員名簿"],
                ["氏　名", "所属・役職", "選出区分"],
                ["山田花子", "桜児童相談所長", "第3条第1号"],
                ["川田太郎", "桜市小学校長会会長", "第3条第2号"],
                ["森一郎", "桜市民生委員児童委員協議会", "第3条第3号"],
            ]
        )
    )
    assert _names(found) == ["桜児童相談所長", "桜市小学校長会会長", "桜市民生委員児童委員協議会"]
    assert found.rows[0].fields["representative"] == "山田花子"
    assert found.rows[0].group == "第3条第1号"


def test_several_sheets_are_one_list_and_others_are_reported() -> None:
    found = _only(
        _workbook(
            [["機関名", "電話"], ["こども課", "0999-00-0001"]],
            [["機関名", "電話"], ["桜警察署", "0999-00-0002"]],
            [["記入のしかた"], ["赤い欄に書いてください"]],
            names=["庁内部局", "関係機関", "説明"],
        )
    )
    assert [(row.name, row.group, row.sheet) for row in found.rows] == [
        ("こども課", "庁内部局", "庁内部局"),
        ("桜警察署", "関係機関", "関係機関"),
    ]
    assert any("説明" in reason for reason in found.unread)


def test_column_of_municipalities_makes_several_lists() -> None:
    data = _workbook(
        [["市町村名", "構成機関"], ["桜市", "桜警察署"], [None, "桜小学校"], ["梅町", "梅町役場"]], merged=["A2:A3"]
    )
    lists = read_member_lists(data, "list.xlsx")
    assert [(found.municipality, _names(found)) for found in lists] == [
        ("桜市", ["桜警察署", "桜小学校"]),
        ("梅町", ["梅町役場"]),
    ]
    assert _names(read_member_lists(data, "list.xlsx", municipality="梅町")[0]) == ["梅町役場"]


def test_two_blocks_side_by_side() -> None:
    data = _workbook(
        [
            ["No", "機関名", "No", "機関名"],
            [1, "桜児童相談所", 3, "桜小学校"],
            [2, "桜警察署", 4, "桜保育所"],
            [None, None, 5, "医師会"],
        ]
    )
    assert sorted(_names(_only(data))) == sorted(["桜児童相談所", "桜小学校", "桜警察署", "桜保育所", "医師会"])


def test_merged_name_with_two_persons_is_one_agency() -> None:
    found = _only(
        _workbook(
            [["機関名", "氏名"], ["桜児童相談所", "山田花子"], [None, "川田太郎"], ["桜警察署", "森一郎"]],
            merged=["A2:A3"],
        )
    )
    assert _names(found) == ["桜児童相談所", "桜警察署"]
    assert found.unread == ()


def test_row_without_a_name_is_reported() -> None:
    found = _only(_workbook([["機関名", "氏名", "電話"], ["桜警察署", "森一郎", "1"], [None, "川田太郎", "0999"]]))
    assert found.unread == ("Sheet1の3行目には機関の名称がありません。",)


def test_heading_repeated_on_the_next_page_is_passed_over() -> None:
    found = _only(_workbook([["機関名", "電話"], ["桜警察署", "1"], ["機関名", "電話"], ["桜保健所", "2"]]))
    assert _names(found) == ["桜警察署", "桜保健所"]


def test_old_character_set_of_csv() -> None:
    assert _names(_only("機関名,電話\r\n桜警察署,1\r\n髙野医院,2\r\n".encode("cp932"), "list.csv")) == [
        "桜警察署",
        "髙野医院",
    ]


def test_class_written_in_the_list_outweighs_the_proposal() -> None:
    found = _only(_workbook([["機関名", "守秘義務の区分"], ["医師会", "第3号"], ["桜警察署", "1"]]))
    first, second = proposals(found)
    assert first.recognition.secrecy_class == "3"
    assert "一覧に書かれた3号" in first.recognition.reason
    assert second.recognition.secrecy_class == "1"


def test_one_agency_in_two_spellings_is_a_question() -> None:
    found = _only(
        '{"municipality": "埼玉県桜市", "members": ["桜市医師会", "齋藤医院", "医師会", "斎藤医院"]}'.encode()
    )
    assert [proposal.question for proposal in proposals(found)] == [
        None,
        None,
        "1行目の「桜市医師会」と同じ機関ですか。",
        "2行目の「齋藤医院」と同じ機関ですか。",
    ]


def test_dry_run_covers_every_council() -> None:
    answer = as_dry_run_json(read_member_lists('[{"municipality": "桜市", "members": ["桜警察署", "虹"]}]'.encode()))
    assert (answer["recognised"], answer["unknown"]) == (1, 1)
    members = answer["members"]
    assert isinstance(members, list)
    assert members[0] == {
        "municipality": "桜市",
        "name": "桜警察署",
        "kind": "警察",
        "secrecy_class": "1",
        "reason": "名称から「警察」と読み、国・地方公共団体の機関なので1号を案としました。",
    }
    assert members[1]["kind"] is None
    assert members[1]["secrecy_class"] is None


def test_published_lists_reach_the_goal() -> None:
    answer = as_dry_run_json(read_member_lists(COUNCILS.read_bytes()))
    assert answer["recognised"] == 75
    assert answer["unknown"] == 0


def test_matrix_of_sections_side_by_side() -> None:
    found = _only(
        _workbook(
            [
                ["関係行政機関", "子どもの集う施設", "地域"],
                ["桜児童相談所", "小学校", "民生委員・児童委員"],
                ["桜警察署", "中学校", "人権擁護委員"],
                ["桜保健所", None, None],
            ]
        )
    )
    assert sorted((row.name, row.group) for row in found.rows) == sorted(
        [
            ("桜児童相談所", "関係行政機関"),
            ("桜警察署", "関係行政機関"),
            ("桜保健所", "関係行政機関"),
            ("小学校", "子どもの集う施設"),
            ("中学校", "子どもの集う施設"),
            ("民生委員・児童委員", "地域"),
            ("人権擁護委員", "地域"),
        ]
    )


def test_unknown_name_alone_in_its_row_is_kept_and_asked() -> None:
    found = _only(_workbook([["機関名", "電話"], ["桜警察署", "1"], ["桜保健所", "2"], ["虹", None]]))
    assert _names(found) == ["桜警察署", "桜保健所", "虹"]
    assert proposals(found)[2].recognition.kind is None


def test_heading_of_two_lines() -> None:
    data = _workbook(
        [["構成機関名", "連絡先", None], [None, "電話", "FAX"], ["桜警察署", "0999-1", "0999-2"]],
        merged=["B1:C1", "A1:A2"],
    )
    (row,) = _only(data).rows
    assert (row.name, row.fields) == ("桜警察署", {"phone": "0999-1", "fax": "0999-2"})


def test_hidden_sheet_is_left_out_and_told() -> None:
    book = openpyxl.Workbook()
    shown = book.active
    assert shown is not None
    shown.append(["桜警察署"])
    hidden = book.create_sheet("旧名簿")
    hidden.append(["梅警察署"])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    found = _only(out.getvalue())
    assert _names(found) == ["桜警察署"]
    assert found.unread == ("シート「旧名簿」は非表示のため読みませんでした。",)


def test_headed_column_of_names_nobody_knows_is_kept_and_asked() -> None:
    found = _only(_workbook([["機関名", "電話"], ["虹", "1"], ["さくらの会", "2"]]))
    assert [(proposal.row.name, proposal.recognition.kind) for proposal in proposals(found)] == [
        ("虹", None),
        ("さくらの会", None),
    ]


@pytest.mark.parametrize("name", ["simple.xlsx", "ledger_a3.xlsx", "system_export_cp932.csv"])
def test_list_of_children_is_refused(name: str) -> None:
    with pytest.raises(LooksLikeCases):
        read_member_lists((COUNCILS.parent / "case_lists" / name).read_bytes(), name)
