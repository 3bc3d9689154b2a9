"""The file that stands in for the registered agencies: JSON, a text of lines, CSV or a workbook with names."""

import json
from collections.abc import Iterator

from core.spreadsheet import read_workbook
from core.spreadsheet_errors import UnreadableFile
from network.imports.errors import UnreadableDirectory
from network.imports.grid import Grid
from network.imports.own_directory import own_directory

_KEYS = ("directory", "members", "agencies", "coordinating_agency", "name")
"""Where names stand in a JSON object: an expected.json, one council of a list of councils, or one agency."""


def directory_from_file(data: bytes, filename: str) -> list[str]:
    """The names of agencies in a file, in its order, each once; raises UnreadableDirectory when there is none."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"[", b"{"):
        names = list(_names_in_json(data))
    else:
        names = _names_in_table(data, filename)
    found = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not found:
        raise UnreadableDirectory
    return found


def _names_in_json(data: bytes) -> Iterator[str]:
    try:
        value: object = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise UnreadableDirectory from error
    return _names(value)


def _names(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _names(each)
    elif isinstance(value, dict):
        for key in _KEYS:
            if key in value:
                yield from _names(value[key])


def _names_in_table(data: bytes, filename: str) -> list[str]:
    """The column under 機関名, or else the only or first column."""
    try:
        workbook = read_workbook(data, filename)
    except UnreadableFile as error:
        raise UnreadableDirectory from error
    grids = [Grid(sheet) for sheet in workbook.sheets]
    named = own_directory(grids)
    if named:
        return list(named)
    return ["".join(row.cell(1).text.split("\n")) for row in workbook.sheets[0].rows]
