"""Member lists from a spreadsheet in whatever layout: titles, sections, filled-down groups, notes, several sheets.

Columns are found in `member_list_layout`; kinds are proposed in `member_list`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from core.spreadsheet import Sheet, Workbook
from network.agencies.member_list_errors import LooksLikeCases
from network.agencies.member_list_headings import (
    CASE_COLUMN,
    COUNCIL,
    MUNICIPALITY,
    is_marked_section,
    is_note,
    is_section_like,
    section_name,
)
from network.agencies.member_list_layout import (
    HEADING_LINES,
    LONGEST_NAME,
    MATRIX_COLUMNS,
    Layout,
    Line,
    is_known,
    layout_of,
    line_of,
)
from network.agencies.member_list_rows import MemberList, MemberRow

NOT_FIELDS = {"number", "group", "role", "name", "municipality"}
SPEAKING = {"role", "representative", "phone", "fax", "mail"}
"""Columns that say something of an agency even where its name is missing."""
NOT_MARKED = {"×", "-", "―", "無", "否"}


@dataclass
class _SheetReading:
    """One sheet while it is read from the top: the section and the filled-down cells in force."""

    sheet: Sheet
    layout: Layout
    body: Sequence[Line]
    headings: set[str]
    unread: list[str]
    wide: bool
    group: str | None = None
    carried: dict[int, str] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[str | None, MemberRow]]:
        """Every agency with the municipality written beside it."""
        tops = self._matrix_headings()
        for line in self.body[1:] if tops else self.body:
            if section := self._section(line):
                self.group = section
            elif not self._is_title(line):
                self._carry(line)
                yield from self._members(line, tops)

    def _members(self, line: Line, tops: dict[int, str]) -> Iterator[tuple[str | None, MemberRow]]:
        for column in self.layout.names:
            name = line.cells.get(column, "")
            if is_note(name):
                continue
            if len(name) <= LONGEST_NAME and any(map(str.isalpha, name)):
                yield self._carried("municipality"), self._member(name, line, tops.get(column))
            elif name or self._lacks_name(line):
                self.unread.append(f"{self.sheet.name or '1'}の{line.number}行目には機関の名称がありません。")

    def _member(self, name: str, line: Line, top: str | None) -> MemberRow:
        fields = {
            meaning: line.cells[column]
            for column, meaning in sorted(self.layout.meanings.items())
            if column in line.cells and column not in self.layout.names and meaning not in NOT_FIELDS
        }
        group = self._carried("group") or top or self.group or _sheet_group(self.sheet)
        return MemberRow(name, group, line.first(self.layout.columns("role")), fields, self.sheet.name, line.number)

    def _carry(self, line: Line) -> None:
        """Groups and municipalities hold until the next one is written."""
        columns = (*self.layout.columns("group"), *self.layout.columns("municipality"))
        self.carried |= {column: line.cells[column] for column in columns if column in line.cells}

    def _carried(self, meaning: str) -> str | None:
        return next((self.carried[column] for column in self.layout.columns(meaning) if column in self.carried), None)

    def _is_title(self, line: Line) -> bool:
        """The council's name, or the heading repeated on the next page."""
        texts = set(line.cells.values())
        return COUNCIL.search("".join(texts)) is not None or (bool(self.headings) and texts <= self.headings)

    def _section(self, line: Line) -> str | None:
        """The section a line opens: a lone cell beside the names, with marks, spread across, or unlike any agency."""
        if len(line.cells) != 1 or len(text := next(iter(line.cells.values()))) > LONGEST_NAME or self._is_title(line):
            return None
        column = next(iter(line.cells))
        beside = column not in self.layout.names and self.layout.meanings.get(column) in {None, "group", "number"}
        unlike = (not is_known(text) or "・" in text) and is_section_like(text) and len(self.layout.names) == 1
        opens = beside or is_marked_section(text) or unlike or (self.wide and line.across)
        return section_name(text) if opens else None

    def _lacks_name(self, line: Line) -> bool:
        """Whether the line says something of an agency without naming one; a merged name goes on from above."""
        if line.continued & set(self.layout.names) or len(self.layout.names) > 1:
            return False
        return any(self.layout.meanings.get(column) in SPEAKING for column in line.cells)

    def _matrix_headings(self) -> dict[int, str]:
        """Sections above the columns of a matrix, when its first line names sections rather than agencies."""
        if self.layout.heading >= 0 or len(self.layout.names) < MATRIX_COLUMNS:
            return {}
        first = self.body[0].cells
        sections = [text for text in first.values() if is_section_like(text) or not is_known(text)]
        most = len(sections) * 2 > len(first)
        return {column: section_name(text) for column, text in first.items()} if most else {}


def lists_from_workbook(workbook: Workbook) -> tuple[MemberList, ...]:
    """One list of all sheets, or one for each municipality when a column or the titles name several."""
    rows: dict[str | None, list[MemberRow]] = {}
    councils: dict[str | None, str] = {}
    unread: list[str] = []
    for sheet in workbook.sheets:
        lines = [line_of(row) for row in sheet.rows]
        _check_is_no_case_list(lines)
        council = _council_name(lines)
        title = _municipality(council)
        for municipality, row in _sheet_rows(sheet, lines, unread):
            rows.setdefault(municipality or title, []).append(row)
        if council:
            councils.setdefault(title, council)
    return tuple(
        MemberList(municipality, councils.get(municipality), _coordinating(found), tuple(found), tuple(unread))
        for municipality, found in rows.items()
    )


def _check_is_no_case_list(lines: Sequence[Line]) -> None:
    texts = {text for line in lines[:HEADING_LINES] for text in line.cells.values()}
    if sum(CASE_COLUMN.match(text) is not None for text in texts) > 1:
        raise LooksLikeCases


def _sheet_rows(sheet: Sheet, lines: Sequence[Line], unread: list[str]) -> Iterator[tuple[str | None, MemberRow]]:
    if sheet.hidden:
        unread.append(f"シート「{sheet.name}」は非表示のため読みませんでした。")
        return
    layout = layout_of(lines)
    if not layout.names:
        unread.append(f"シート「{sheet.name or '1'}」には機関の名称の列が見つかりませんでした。")
        return
    body = [line for line in lines[layout.heading + 1 :] if not line.is_remark]
    headings = set(lines[layout.heading].cells.values()) if layout.heading >= 0 else set()
    wide = median([len(line.cells) for line in body] or [0]) > 1
    yield from _SheetReading(sheet, layout, body, headings, unread, wide).rows()


def _sheet_group(sheet: Sheet) -> str | None:
    """A sheet's own name as the group (庁内, 学校), unless it says no section."""
    name = sheet.name or ""
    return name if is_section_like(name) else None


def _coordinating(rows: Sequence[MemberRow]) -> str | None:
    """The agency whose row is marked as 調整機関."""
    for row in rows:
        marked = row.fields.get("coordinating", "")
        if (
            marked and marked not in {"×", "-", "―", "無"}
        ) or "調整機関" in f"{row.role}{row.fields.get('note', '')}{row.name}":
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
