"""Member lists from a spreadsheet in whatever layout: finds the column of names by its heading and its values.

It reads titles, sections, filled-down groups and notes; it does not propose kinds (`member_list` does).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median

from core.spreadsheet import Row, Sheet, Workbook
from core.text import clean
from network.agencies.member_list_headings import (
    COUNCIL,
    MUNICIPALITY,
    column_meaning,
    is_marked_section,
    is_note,
    is_section_like,
    section_name,
)
from network.agencies.member_list_rows import MemberList, MemberRow
from network.agencies.recognition import recognise

HEADING_LINES = 40
SAMPLE_LINES = 60
SAMPLE_COLUMNS = 30
LONGEST_NAME = 60
"""A longer text is a sentence, not an agency."""
NOT_FIELDS = {"number", "group", "role", "name", "municipality"}
NOT_MARKED = {"×", "-", "―", "無", "否"}
GENERIC_SHEET = ("sheet", "シート")


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
    """The filled cells of a row by column, and the columns that continue a merge from above."""

    number: int
    cells: dict[int, str]
    continued: frozenset[int]


def lists_from_workbook(workbook: Workbook) -> tuple[MemberList, ...]:
    """One list of all sheets, or one for each municipality when a column or the titles name several."""
    rows: dict[str | None, list[MemberRow]] = {}
    titles: dict[str | None, str] = {}
    unread: list[str] = []
    for sheet in workbook.sheets:
        if sheet.hidden:
            unread.append(f"シート「{sheet.name}」は非表示のため読みませんでした。")
            continue
        lines = [_line(row) for row in sheet.rows]
        layout = _layout(lines)
        if not layout.names:
            unread.append(f"シート「{sheet.name or '1'}」には機関の名称の列が見つかりませんでした。")
            continue
        council = _council_name(lines)
        title = _municipality(council)
        for municipality, row in _rows(lines, layout, sheet, unread):
            rows.setdefault(municipality or title, []).append(row)
        if council:
            titles.setdefault(title, council)
    return tuple(
        MemberList(municipality, titles.get(municipality), _coordinating(found), tuple(found), tuple(unread))
        for municipality, found in rows.items()
    )


def _line(row: Row) -> Line:
    texts = {column: clean(cell.text) for column, cell in enumerate(row.cells, start=1)}
    above = {c for c, cell in enumerate(row.cells, start=1) if cell.merged_from and cell.merged_from[0] < row.number}
    return Line(row.number, {column: text for column, text in texts.items() if text}, frozenset(above))


@lru_cache(maxsize=4000)
def _is_known(text: str) -> bool:
    return len(text) <= LONGEST_NAME and recognise(text).kind is not None


def _layout(lines: Sequence[Line]) -> Layout:
    heading = _heading(lines)
    cells = lines[heading].cells if heading >= 0 else {}
    meanings = {column: meaning for column, text in cells.items() if (meaning := column_meaning(text))}
    body = [line for line in lines[heading + 1 :] if not _is_remark(line)][:SAMPLE_LINES]
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


def _name_columns(cells: dict[int, str], meanings: dict[int, str], body: Sequence[Line]) -> tuple[int, ...]:
    """Columns headed as names, told apart by their values; without a heading the column with most known names."""
    scores = {column: _score(column, body) for column in range(1, SAMPLE_COLUMNS + 1)}
    headed = [column for column, meaning in meanings.items() if meaning == "name" and scores.get(column, 0) > 0]
    repeated = [column for column in headed if [cells[other] for other in headed].count(cells[column]) > 1]
    if repeated:
        return tuple(sorted(repeated))
    free = [column for column in scores if meanings.get(column) is None and scores[column] > 0]
    if not headed and len(free) > 2 and _are_independent(free, body):  # noqa: PLR2004 - a matrix has three or more
        return tuple(free)
    best = max(
        headed or free or [column for column in scores if scores[column] > 0], key=scores.__getitem__, default=None
    )
    if best is None or (not headed and not any(_is_known(line.cells.get(best, "")) for line in body)):
        return ()
    return (best,)


def _score(column: int, body: Sequence[Line]) -> float:
    """Distinct known names, less what looks like a person's office; a column of persons or numbers gets nothing."""
    values = {text for line in body if (text := line.cells.get(column))}
    known = [text for text in values if _is_known(text)]
    return len(known) - sum(text.endswith(("長", "員")) for text in known) / 2


def _are_independent(columns: Sequence[int], body: Sequence[Line]) -> bool:
    """Whether nearly every filled cell of each column is a known name: a matrix of lists side by side."""
    for column in columns:
        values = [line.cells[column] for line in body[1:] if column in line.cells]
        if len(values) < 2 or sum(map(_is_known, values)) / len(values) < 0.8 or len(set(values)) < len(values):  # noqa: PLR2004
            return False
    return True


def _is_remark(line: Line) -> bool:
    return len(line.cells) == 1 and is_note(next(iter(line.cells.values())))


def _rows(
    lines: Sequence[Line], layout: Layout, sheet: Sheet, unread: list[str]
) -> Iterable[tuple[str | None, MemberRow]]:
    body = [line for line in lines[layout.heading + 1 :] if not _is_remark(line)]
    wide = median([len(line.cells) for line in body] or [0]) >= 2  # noqa: PLR2004 - more than the name alone
    headings = set(lines[layout.heading].cells.values()) if layout.heading >= 0 else set()
    carried: dict[int, str] = {}
    group = None
    for line in body:
        if section := _section(line, layout, wide=wide):
            group = section
            continue
        texts = set(line.cells.values())
        if COUNCIL.search("".join(texts)) or (headings and texts <= headings):
            continue
        carried |= {
            c: line.cells[c] for c in (*layout.columns("group"), *layout.columns("municipality")) if c in line.cells
        }
        for column in layout.names:
            name = line.cells.get(column)
            if name and len(name) <= LONGEST_NAME and any(map(str.isalpha, name)):
                row = _member(
                    name, line, layout, _first(carried, layout.columns("group")) or group or _sheet_group(sheet)
                )
                yield _first(carried, layout.columns("municipality")), replace(row, sheet=sheet.name)
            elif name or _lacks_name(line, layout):
                unread.append(f"{sheet.name or '1'}の{line.number}行目には機関の名称がありません。")


def _section(line: Line, layout: Layout, *, wide: bool) -> str | None:
    """The section a line opens: a lone cell beside the names, with marks, or unlike any agency."""
    if len(line.cells) != 1:
        return None
    column, text = next(iter(line.cells.items()))
    if len(text) > LONGEST_NAME or COUNCIL.search(text):
        return None
    beside = column not in layout.names and layout.meanings.get(column) in {None, "group", "number"}
    unlike = not _is_known(text) if wide else (not _is_known(text) or "・" in text) and is_section_like(text)
    return section_name(text) if beside or is_marked_section(text) or unlike else None


def _lacks_name(line: Line, layout: Layout) -> bool:
    """Whether the line says something of an agency without naming one (a merged name goes on from above)."""
    if line.continued & set(layout.names) or len(layout.names) > 1:
        return False
    return any(
        layout.meanings.get(column) in {"role", "representative", "phone", "fax", "mail"} for column in line.cells
    )


def _first(texts: dict[int, str], columns: Iterable[int]) -> str | None:
    return next((texts[column] for column in columns if column in texts), None)


def _member(name: str, line: Line, layout: Layout, group: str | None) -> MemberRow:
    fields = {
        meaning: line.cells[column]
        for column, meaning in sorted(layout.meanings.items())
        if column in line.cells and column not in layout.names and meaning not in NOT_FIELDS
    }
    return MemberRow(name, group, _first(line.cells, layout.columns("role")), fields, row=line.number)


def _sheet_group(sheet: Sheet) -> str | None:
    """A sheet's own name as the group (庁内, 学校), unless it is a generic or a long one."""
    name = sheet.name or ""
    return name if is_section_like(name) and not name.lower().startswith(GENERIC_SHEET) else None


def _coordinating(rows: Sequence[MemberRow]) -> str | None:
    """The agency whose row is marked as 調整機関."""
    for row in rows:
        marked = row.fields.get("coordinating", "")
        if (
            marked
            and marked not in {"×", "-", "―", "無"}
            or "調整機関" in f"{row.role}{row.fields.get('note', '')}{row.name}"
        ):
            return row.name
    return None


def _council_name(lines: Sequence[Line]) -> str | None:
    for line in lines[:HEADING_LINES]:
        if found := COUNCIL.search("".join(line.cells.values())):
            return found[1]
    return None


def _municipality(council_name: str | None) -> str | None:
    found = MUNICIPALITY.match(council_name.split("要保護児童")[0]) if council_name else None
    return found[1] if found else None
