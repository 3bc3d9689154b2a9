"""The uploaded workbook with the cells that a person typed anew; the file itself stays as it was. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from core.spreadsheet import Cell, Row, Sheet, Workbook
from core.spreadsheet_cells import EMPTY
from network.imports.corrections import cell_key


def corrected(workbook: Workbook, cells: Mapping[str, str]) -> Workbook:
    """The workbook as if the typed texts stood in it; `cells` by `cell_key`."""
    if not cells:
        return workbook
    return replace(workbook, sheets=tuple(_sheet(sheet, cells) for sheet in workbook.sheets))


def _sheet(sheet: Sheet, cells: Mapping[str, str]) -> Sheet:
    typed: dict[int, dict[int, str]] = {}
    for row in sheet.rows:
        for column in range(1, sheet.width + 1):
            text = cells.get(cell_key(sheet.name, row.number, column))
            if text is not None:
                # a cell of a merge has its value above: what is typed for one row of it is meant for all
                place = row.cell(column).merged_from or (row.number, column)
                typed.setdefault(place[0], {})[place[1]] = text
    return replace(sheet, rows=tuple(_row(row, typed.get(row.number, {})) for row in sheet.rows)) if typed else sheet


def _row(row: Row, typed: Mapping[int, str]) -> Row:
    if not typed:
        return row
    width = max(len(row.cells), *typed)
    cells = [row.cells[place] if place < len(row.cells) else EMPTY for place in range(width)]
    for column, text in typed.items():
        cells[column - 1] = Cell(text, text)
    return replace(row, cells=tuple(cells))
