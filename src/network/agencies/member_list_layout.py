"""Where a sheet of a member list keeps its heading and its names: told by words and by values.

It makes no rows (`member_list_grid` does).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.spreadsheet import Row
from core.text import clean
from network.agencies.member_list_headings import column_meaning, is_note
from network.agencies.recognition import recognise

HEADING_LINES = 40
SAMPLE_LINES = 60
SAMPLE_COLUMNS = 30
MATRIX_COLUMNS = 3
"""Lists side by side, one a column, below the headings of their sections."""
MATRIX_KNOWN = 0.7
LONGEST_NAME = 60
"""A longer text is a sentence, not an agency."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a sheet keeps what: line of its heading (-1 for none), meaning by column, columns of names."""

    heading: int
    meanings: dict[int, str]
    names: tuple[int, ...]

    def columns(self, meaning: str) -> list[int]:
        """Columns of a meaning, from the left."""
        return sorted(column for column, found in self.meanings.items() if found == meaning)


@dataclass(frozen=True, slots=True)
class Line:
    """The filled cells of a row by column, columns that continue a merge from above, and whether one spreads across."""

    number: int
    cells: dict[int, str]
    continued: frozenset[int]
    across: bool

    @property
    def is_remark(self) -> bool:
        """Whether the line holds nothing but a note, a total or a page number."""
        return len(self.cells) == 1 and is_note(next(iter(self.cells.values())))

    def first(self, columns: Iterable[int]) -> str | None:
        """The first filled cell among the columns."""
        return next((self.cells[column] for column in columns if column in self.cells), None)


def line_of(row: Row) -> Line:
    """The row with its texts cleaned."""
    texts = {column: clean(cell.text) for column, cell in enumerate(row.cells, start=1)}
    above = {c for c, cell in enumerate(row.cells, start=1) if cell.merged_from and cell.merged_from[0] < row.number}
    across = any(cell.merged_from and cell.merged_from[0] == row.number for cell in row.cells)
    return Line(row.number, {column: text for column, text in texts.items() if text}, frozenset(above), across)


@lru_cache(maxsize=4000)
def is_known(text: str) -> bool:
    """Whether the text is recognised as an agency."""
    return len(text) <= LONGEST_NAME and recognise(text).kind is not None


def layout_of(lines: Sequence[Line]) -> Layout:
    """Heading, meanings and columns of names of a sheet; no columns of names when it is no member list."""
    heading = _heading(lines)
    cells = lines[heading].cells if heading >= 0 else {}
    if heading >= 0 and heading + 1 < len(lines) and _continues(lines[heading + 1], cells):
        heading += 1
        cells = cells | lines[heading].cells
    meanings = {column: meaning for column, text in cells.items() if (meaning := column_meaning(text))}
    body = [line for line in lines[heading + 1 :] if not line.is_remark][:SAMPLE_LINES]
    return Layout(heading, meanings, _name_columns(cells, meanings, body))


def _heading(lines: Sequence[Line]) -> int:
    """The line that heads most columns and names at least one column of agencies; -1 when there is none."""
    best, best_score = -1, 0
    for position, line in enumerate(lines[:HEADING_LINES]):
        meanings = [column_meaning(text) for text in line.cells.values()]
        score = sum(meaning is not None for meaning in meanings)
        heads_names = "name" in meanings or (score > 1 and "representative" in meanings)
        alone = (
            len(line.cells) == 1
            and position + 1 < len(lines)
            and not line.cells.keys() & lines[position + 1].cells.keys()
        )
        if heads_names and not alone and score > best_score:
            best, best_score = position, score
    return best


def _continues(line: Line, cells: dict[int, str]) -> bool:
    """Whether the line is the second half of a heading (連絡先 above 電話 and FAX), not the first again."""
    return all(column_meaning(text) for text in line.cells.values()) and set(line.cells.values()) != set(cells.values())


def _name_columns(cells: dict[int, str], meanings: dict[int, str], body: Sequence[Line]) -> tuple[int, ...]:
    """Columns headed as names, told apart by their values; without a heading the column with most known names."""
    scores = {column: _score(column, body) for column in range(1, SAMPLE_COLUMNS + 1)}
    headed = [column for column, meaning in meanings.items() if meaning == "name" and scores.get(column, 0) > 0]
    repeated = [column for column in headed if [cells[other] for other in headed].count(cells[column]) > 1]
    if repeated:
        return tuple(sorted(repeated))
    free = [column for column in scores if meanings.get(column) is None and scores[column] > 0]
    if not headed and len(free) >= MATRIX_COLUMNS and _are_independent(free, body):
        return tuple(free)
    known = headed or free or [column for column in scores if scores[column] > 0]
    unknown = [column for column, meaning in meanings.items() if meaning == "name"]
    best = max(known, key=scores.__getitem__) if known else min(unknown, default=None)
    return () if best is None else (best,)


def _score(column: int, body: Sequence[Line]) -> float:
    """Distinct known names, less what looks like a person's office; a column of persons or numbers gets nothing."""
    values = {text for line in body if (text := line.cells.get(column))}
    known = [text for text in values if is_known(text)]
    return len(known) - sum(text.endswith(("長", "員")) for text in known) / 2


def _are_independent(columns: Sequence[int], body: Sequence[Line]) -> bool:
    """Whether nearly every filled cell of each column is a known name: a matrix of lists side by side."""
    for column in columns:
        values = [line.cells[column] for line in body[1:] if column in line.cells]
        if not values or sum(map(is_known, values)) < MATRIX_KNOWN * len(values) or len(set(values)) < len(values):
            return False
    return True
