"""Where the tables of a sheet are: their heading rows (one to three lines), their columns and their rows.

It finds tables of any kind; whether one is a case list is decided by what its columns mean.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.written_dates import read_date
from network.imports.agency_names import is_agency_like
from network.imports.grid import Grid, is_wide_title, one_line
from network.imports.heading_words import Strength, meanings_of
from network.imports.marks import is_ditto, is_mark
from network.imports.model import Field

_MOST_HEADING_LINES = 3
_LEAST_HEADINGS = 3
_SEVERAL = 2
_SHORTEST_DAY = 5  # 1/2 is rather a fraction
_ANY_DAY = date(2020, 1, 1)


@dataclass(frozen=True)
class Heading:
    """A column with its own heading and the one that groups it ("" when there is none)."""

    column: int
    text: str
    group: str = ""

    @property
    def shown(self) -> str:
        """What a person calls the column."""
        return self.text or self.group or f"{letters(self.column)}列"

    @property
    def key(self) -> str:
        """What a kept mapping knows the column by."""
        return f"{self.group}／{self.text}" if self.group and self.text else self.shown


@dataclass(frozen=True)
class Table:
    """A block of a sheet under one heading."""

    grid: Grid
    heading_rows: tuple[int, ...]
    headings: tuple[Heading, ...]
    rows: tuple[int, ...]
    above: tuple[str, ...] = ()

    @property
    def sheet(self) -> str | None:
        """The sheet's name."""
        return self.grid.sheet.name


def letters(column: int) -> str:
    """A for 1, AA for 27."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def find_tables(grid: Grid) -> list[Table]:
    """The tables of a sheet from top to bottom; a sheet without headings is one table of all its rows."""
    numbers = grid.numbers
    starts = [index for index, number in enumerate(numbers) if _is_heading(grid, number)]
    tables: list[Table] = []
    next_free = 0
    for position, start in enumerate(starts):
        if start < next_free:
            continue
        lines = _heading_lines(grid, numbers, start)
        first_data = numbers.index(lines[-1]) + 1
        next_free = first_data
        end = next((each for each in starts[position + 1 :] if each >= first_data), len(numbers))
        end = _without_group_line(grid, numbers, end, first_data)
        above = tuple(_titles(grid, numbers[:start]))
        tables.extend(_side_by_side(grid, lines, numbers[first_data:end], above))
    return tables


def _titles(grid: Grid, numbers: Sequence[int]) -> list[str]:
    """The texts of the rows of few cells right above a heading."""
    titles: list[str] = []
    for number in reversed(numbers):
        filled = grid.filled(number)
        if len(filled) > _LEAST_HEADINGS:
            break
        titles[:0] = [text for _column, text in filled]
    return titles


def table_without_headings(grid: Grid) -> Table:
    """All rows of a sheet as one table whose columns are known by their values only."""
    headings = tuple(Heading(column, "") for column in range(1, grid.sheet.width + 1))
    return Table(grid, (), headings, grid.numbers)


def is_day(text: str) -> bool:
    """Whether a text is a day, or would be one if the calendar had it."""
    if len(text) < _SHORTEST_DAY or not re.search(r"\d|[元０-９]", text):
        return False
    reading = read_date(text, near=_ANY_DAY)
    return reading.value is not None or bool(reading.problem and reading.problem.value == "impossible")


def _is_heading(grid: Grid, number: int) -> bool:
    """At least three different things named, most of the filled cells known, none of them a value."""
    filled = grid.filled(number)
    if len(filled) < _LEAST_HEADINGS or any(_is_value(text) for _column, text in filled):
        return False
    known = _known_fields([text for _column, text in filled])
    if len(known) < _LEAST_HEADINGS:
        return False
    agencies = sum(1 for _column, text in filled if is_agency_like(text))
    return (len(known) + agencies) * 5 >= len(filled) or len(known) > _LEAST_HEADINGS


def _known_fields(texts: Sequence[str]) -> set[Field]:
    meanings = [meanings_of(one_line(text)) for text in texts if not is_wide_title(text)]
    return {found[0].field for found in meanings if found and found[0].strength > Strength.WEAK}


def _is_value(text: str) -> bool:
    return (
        is_mark(text)
        or is_ditto(text)
        or is_day(text)
        or re.fullmatch(r"[\d０-９,.]+(?:歳|才|人|件|世帯)?", text) is not None
    )


def _heading_lines(grid: Grid, numbers: Sequence[int], start: int) -> list[int]:
    """The heading row with the rows that belong to it: sub-headings below, a line of groups above."""
    lines = [numbers[start]]
    if start and _is_group_line(grid, numbers[start - 1], numbers[start]):
        lines.insert(0, numbers[start - 1])
    for number in numbers[start + 1 : start + _MOST_HEADING_LINES]:
        if number != lines[-1] + 1 or not _is_sub_heading(grid, number, lines):
            break
        lines.append(number)
    return lines


def _is_group_line(grid: Grid, above: int, heading: int) -> bool:
    """A row right above the headings with two or more short texts that stand over several columns."""
    filled = grid.filled(above)
    if (
        above != heading - 1
        or len(filled) < _SEVERAL
        or any(_is_value(text) or is_wide_title(text) for _c, text in filled)
    ):
        return False
    return any(
        grid.heading(above, column + 1) == text or not grid.raw(above, column + 1).text for column, text in filled
    )


def _without_group_line(grid: Grid, numbers: Sequence[int], end: int, first_data: int) -> int:
    """The rows end before the group line of the next table."""
    if first_data < end < len(numbers) and _is_group_line(grid, numbers[end - 1], numbers[end]):
        row_like = sum(1 for _column, text in grid.filled(numbers[end - 1]) if text)
        return end - 1 if row_like <= len(grid.filled(numbers[end])) // 2 else end
    return end


def _is_sub_heading(grid: Grid, number: int, lines: list[int]) -> bool:
    filled = grid.filled(number)
    if not filled or any(_is_value(text) or is_wide_title(text) for _column, text in filled):
        return False
    width = range(1, grid.sheet.width + 1)
    hangs_below = any(
        (merged := grid.raw(number, column).merged_from) is not None and merged[0] in lines for column in width
    )
    if hangs_below:
        return True
    fills_gaps = [column for column, _text in filled if not grid.raw(lines[-1], column).text]
    return (
        len(fills_gaps) >= _SEVERAL
        and len(fills_gaps) * 2 > len(filled)
        and len(filled) < len(grid.filled(lines[0])) * _MOST_HEADING_LINES
    )


def _side_by_side(grid: Grid, lines: list[int], rows: Sequence[int], above: tuple[str, ...]) -> list[Table]:
    """One table, or several when an empty column stands between two that each name children."""
    headings = [
        heading for heading in _headings(grid, lines) if heading.text or _has_values(grid, heading.column, rows)
    ]
    blocks: list[list[Heading]] = [[]]
    for heading in headings:
        if blocks[-1] and heading.column > blocks[-1][-1].column + 1:
            blocks.append([])
        blocks[-1].append(heading)
    if len(blocks) < _SEVERAL or any(
        len(_known_fields([each.text for each in block])) < _LEAST_HEADINGS for block in blocks
    ):
        blocks = [headings]
    return [Table(grid, tuple(lines), tuple(block), tuple(rows), above) for block in blocks]


def _has_values(grid: Grid, column: int, rows: Sequence[int]) -> bool:
    return any(grid.raw(number, column).text.strip() for number in rows)


def _headings(grid: Grid, lines: list[int]) -> list[Heading]:
    """Own text and groups of every column; a group stands over the empty cells to its right as well."""
    found: list[Heading] = []
    groups = [""] * (len(lines) - 1)
    for column in range(1, grid.sheet.width + 1):
        texts = [one_line(grid.heading(number, column)) for number in lines]
        own = next((text for text in reversed(texts) if text), "")
        for level, text in enumerate(texts[:-1]):
            if text:
                groups[level:] = [text] + [""] * (len(groups) - level - 1)
            elif not any(texts[level + 1 :]):
                groups[level:] = [""] * (len(groups) - level)
        above = dict.fromkeys(text for text in groups if text and text != own)
        found.append(Heading(column, own, "／".join(above)))
    return found
