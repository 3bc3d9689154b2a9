"""Files that stand in for the registered agencies."""

import json

import pytest

from network.imports.directory_file import directory_from_file
from network.imports.errors import UnreadableDirectory
from tests.unit.network.imports.lists import text, xlsx

NAMES = ["こども課", "北浜児童相談所"]


@pytest.mark.parametrize(
    ("data", "filename"),
    [
        (json.dumps(NAMES).encode(), "a.json"),
        (json.dumps({"file": "x.csv", "directory": NAMES, "cases": []}).encode(), "x.expected.json"),
        (
            json.dumps([{"members": [{"name": "こども課", "group": "市"}, {"name": "北浜児童相談所"}]}]).encode(),
            "councils.json",
        ),
        ("こども課\r\n北浜児童相談所\r\n\r\n".encode("cp932"), "names.txt"),
        (text([["機関名", "電話"], ["こども課", "0999-1"], ["北浜児童相談所", "0999-2"]]), "names.csv"),
        (
            xlsx([["番号", "機関名"], [1, "こども課"], [2, "北浜児童相談所"], [3, "こども課"]], title="名簿"),
            "names.xlsx",
        ),
    ],
)
def test_names_are_found_in_every_form(data: bytes, filename: str) -> None:
    assert directory_from_file(data, filename) == NAMES


@pytest.mark.parametrize("data", [b"", b"{}", b'{"cases": []}', b"[", b"%PDF-1.7"])
def test_a_file_without_names_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDirectory):
        directory_from_file(data, "a.json")
