"""`entaku import … --dry-run`: what is printed, and how it ends. No database is opened."""

import json
from pathlib import Path

import pytest

from tests.unit.network.imports.lists import text
from web.cli import main

DATA = Path(__file__).parents[2] / "data"
LISTS = DATA / "case_lists"
COUNCILS = str(DATA / "councils.json")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    code = main(["import", *arguments, "--dry-run"])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_members_of_all_councils(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = run(capsys, "members", COUNCILS, "--json")
    found = json.loads(out)
    assert code == 0
    assert list(found) == ["recognised", "unknown", "members"]
    assert found["recognised"] + found["unknown"] == len(found["members"]) == 75
    assert list(found["members"][0]) == ["municipality", "name", "kind", "secrecy_class", "reason"]


def test_members_of_one_council(capsys: pytest.CaptureFixture[str]) -> None:
    _code, out, _err = run(capsys, "members", COUNCILS, "--json", "--municipality", "志木市")
    assert {member["municipality"] for member in json.loads(out)["members"]} == {"埼玉県志木市"}


@pytest.mark.parametrize("name", ["simple", "ledger_a3", "by_school_district"])
def test_cases_in_the_agreed_form(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    expected = json.loads((LISTS / f"{name}.expected.json").read_text())
    directory = str(LISTS / f"{name}.expected.json")
    options = ("--municipality", expected["municipality"], "--as-of", expected["as_of"], "--directory", directory)
    code, out, _err = run(capsys, "cases", str(LISTS / expected["file"]), "--json", *options)
    found = json.loads(out)
    assert code == 0
    assert [key for key in found if key in expected] == list(expected)
    same = ("file", "municipality", "as_of", "rows", "households", "mappable", "directory")
    assert {key: found[key] for key in same} == {key: expected[key] for key in same}
    assert "questions" in found
    assert [set(case) for case in found["cases"]] == [set(case) for case in expected["cases"]]


def test_a_summary_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = run(capsys, "cases", str(LISTS / "simple.xlsx"), "--as-of", "2026-09-30")
    assert code == 0
    assert "▲ シート「一覧」5行目生年月日\tR5.2.30\t2月30日はありません。" in out
    assert out.endswith("児童 25人、世帯 17。直すところ 6、たしかめるところ 0、読まない行 1。何も変えていません。\n")


def test_what_is_no_case_list_ends_with_three(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    menu = tmp_path / "menu.csv"
    menu.write_bytes(text([["献立", "日"], ["カレー", "月"]]))
    code, out, _err = run(capsys, "cases", str(menu), "--json")
    found = json.loads(out)
    assert (code, found["mappable"]) == (3, False)
    assert found["reason"]
    code, out, err = run(capsys, "cases", str(menu))
    assert (code, out, err) == (3, "", found["reason"] + "\n")


def test_a_pdf_is_no_list(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pdf = tmp_path / "ledger.xlsx"
    pdf.write_bytes(b"%PDF-1.7 \n")
    assert run(capsys, "cases", str(pdf), "--json")[0] == 3
    code, out, _err = run(capsys, "members", str(pdf), "--json")
    assert code == 2
    assert json.loads(out)["error"].startswith("PDFファイルです")


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = run(capsys, "members", str(tmp_path / "none.json"))
    assert (code, out, err.count("\n")) == (2, "", 1)
    code, out, _err = run(capsys, "cases", str(tmp_path / "none.xlsx"), "--json")
    assert code == 2
    assert list(json.loads(out)) == ["error"]


def test_a_municipality_that_is_not_in_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = run(capsys, "members", COUNCILS, "--json", "--municipality", "汐見市")
    assert code == 2
    assert "ファイルにある自治体: 埼玉県志木市" in json.loads(out)["error"]
