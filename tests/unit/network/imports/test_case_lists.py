"""The four sample lists, cell by cell against what is expected of them."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.spreadsheet import read_workbook
from network.imports.case_list import read_case_list
from network.imports.case_list_json import as_json

LISTS = Path(__file__).parents[3] / "data" / "case_lists"
FILES = ["ledger_a3.xlsx", "system_export_cp932.csv", "by_school_district.xlsx", "simple.xlsx"]
Json = dict[str, Any]


def expected_of(file: str) -> Json:
    expected: Json = json.loads((LISTS / file).with_suffix(".expected.json").read_text())
    return expected


def read(file: str, expected: Json, *, with_directory: bool) -> Json:
    workbook = read_workbook((LISTS / file).read_bytes(), file)
    directory = expected["directory"] if with_directory else None
    today = date.fromisoformat(expected["as_of"])
    reading = read_case_list(workbook, filename=file, directory=directory, today=today)
    return as_json(reading, file=file, municipality=expected["municipality"], as_of=today)


def comparable(field: str, value: object) -> object:
    return frozenset(value) if field == "agencies" and isinstance(value, list) else value


def households(cases: list[Json]) -> set[frozenset[tuple[str | None, int]]]:
    groups: dict[str, set[tuple[str | None, int]]] = {}
    for case in cases:
        groups.setdefault(case["household"], set()).add((case["sheet"], case["row"]))
    return {frozenset(group) for group in groups.values()}


def problems(found: Json) -> set[tuple[str | None, int, str, str, str | None]]:
    return {(each["sheet"], each["row"], each["column"], each["kind"], each["value"]) for each in found["problems"]}


@pytest.mark.parametrize("with_directory", [True, False])
@pytest.mark.parametrize("file", FILES)
def test_every_cell_is_as_expected(file: str, *, with_directory: bool) -> None:
    expected = expected_of(file)
    found = read(file, expected, with_directory=with_directory)
    by_place = {(case["sheet"], case["row"]): case for case in found["cases"]}
    assert set(by_place) == {(case["sheet"], case["row"]) for case in expected["cases"]}
    cells = [
        (comparable(field, value), comparable(field, by_place[case["sheet"], case["row"]].get(field)))
        for case in expected["cases"]
        for field, value in case.items()
        if field != "household"
    ]
    assert sum(1 for wanted, got in cells if wanted == got) >= 0.98 * len(cells)


@pytest.mark.parametrize("file", FILES)
def test_households_and_problems_are_as_expected(file: str) -> None:
    expected = expected_of(file)
    found = read(file, expected, with_directory=True)
    assert households(found["cases"]) == households(expected["cases"])
    assert problems(found) == problems(expected)
    assert {key: found[key] for key in ("file", "as_of", "rows", "households", "mappable", "directory")} == {
        key: expected[key] for key in ("file", "as_of", "rows", "households", "mappable", "directory")
    }


def test_the_one_who_told_is_in_no_output() -> None:
    expected = expected_of("by_school_district.xlsx")
    found = json.dumps(read("by_school_district.xlsx", expected, with_directory=True), ensure_ascii=False)
    for informant in ("近隣住民", "学校（担任）", "祖母"):
        assert informant not in found
    assert "informant_left_out" in found
