"""A sheet seen as a person sees it: merged cells filled, rows with their numbers."""

import unicodedata
from functools import cached_property

from core.spreadsheet import Cell, Sheet

_LONGEST_HEADING = 40  # the longest ones seen have about 30
EMPTY = Cell()


class Grid:
    """Cells by row number and column."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._rows = {row.number: row for row in sheet.rows}

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the filled rows."""
        return tuple(self._rows)

    def raw(self, number: int, column: int) -> Cell:
        """The cell as stored; empty where there is none."""
        row = self._rows.get(number)
        return row.cell(column) if row else EMPTY

    def at(self, number: int, column: int) -> Cell:
        """The cell with the value of a merge above it; a merge to the left gives nothing, its value stands once."""
        cell = self.raw(number, column)
        if cell.merged_from is None:
            return cell
        top, left = cell.merged_from
        return self.raw(top, left) if left == column else EMPTY

    def heading(self, number: int, column: int) -> str:
        """The text over a column, also where the heading is merged across."""
        cell = self.raw(number, column)
        if cell.merged_from is not None:
            cell = self.raw(*cell.merged_from)
        return cell.text.strip()

    def is_continued(self, number: int, column: int) -> bool:
        """Whether the cell belongs to a merge that began in a row above."""
        merged_from = self.raw(number, column).merged_from
        return merged_from is not None and merged_from[0] < number

    def filled(self, number: int) -> list[tuple[int, str]]:
        """Column and text of the cells with a text of their own."""
        row = self._rows.get(number)
        if row is None:
            return []
        return [(column, cell.text.strip()) for column, cell in enumerate(row.cells, start=1) if cell.text.strip()]


def one_line(text: str) -> str:
    """A heading without its line breaks."""
    return "".join(text.split("\n")).strip()


def is_wide_title(text: str) -> bool:
    """Whether a text is longer than any heading."""
    return len(unicodedata.normalize("NFKC", text)) > _LONGEST_HEADING
