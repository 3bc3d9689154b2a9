"""The 進行管理台帳 on screen: lines of each cell, cells edited in place, columns to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from core.calendar import wareki_short
from meetings.progress.forms import ALWAYS, CELL_OF_COLUMN, REVIEW
from meetings.progress.ledger import LedgerRow, LedgerView
from meetings.progress.ledger_cells import Line
from meetings.progress.ledger_columns import ALL_COLUMNS, DEFAULT_COLUMNS, LedgerColumn, columns_named
from network.cases.model import Case
from network.graph.casebook import CaseFile

LEFT_OUT = frozenset({"order"})
"""Without a meeting there is no order of items."""
WIDE = frozenset(
    {"agencies", "previous", "situation", "strengths", "policy", "next_tasks", "guardians", "child_guidance"}
)
"""Columns of running text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenCell:
    """One cell; `edit` names the field that is edited in place."""

    column: LedgerColumn
    lines: tuple[Line, ...]
    edit: str

    @property
    def wide(self) -> bool:
        """Whether the text runs over lines."""
        return self.column.id in WIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenRow:
    """One child or pregnancy."""

    id: UUID
    number: str
    name: str
    kana: str
    number_lines: tuple[Line, ...]
    never_seen: bool
    sibling: bool
    first: bool
    cells: list[ScreenCell]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChoice:
    """One column of the chooser: `place` counts the shown ones from 1."""

    column: LedgerColumn
    shown: bool
    fixed: bool
    place: int | None


def screen_columns(kept: str) -> tuple[LedgerColumn, ...]:
    """The columns kept for this browser; the usual ones where none are, or where a name is no longer known."""
    known = {column.id for column in ALL_COLUMNS}
    ids = [name for name in kept.split(".") if name in known and name not in ALWAYS]
    usual = [column.id for column in DEFAULT_COLUMNS if column.id not in (*ALWAYS, *LEFT_OUT)]
    return columns_named((*ALWAYS, *(ids or usual)))


def screen_rows(
    rows: Sequence[tuple[CaseFile, LedgerRow]], columns: Sequence[LedgerColumn], view: LedgerView
) -> list[ScreenRow]:
    """Rows with their cells, neighbours of one household joined."""
    keys = [row.household.key for _, row in rows]
    return [
        ScreenRow(
            id=file.case.id,
            number=row.number,
            name=row.name,
            kana=row.kana,
            number_lines=_number(columns).format(row, view)[1:],
            never_seen=not row.unborn and not row.seen_since_acceptance(),
            sibling=keys[place] in keys[max(0, place - 1) : place] + keys[place + 1 : place + 2],
            first=place == 0 or keys[place] != keys[place - 1],
            cells=[screen_cell(row, column, view) for column in columns if column.id not in ALWAYS],
        )
        for place, (file, row) in enumerate(rows)
    ]


def screen_cell(row: LedgerRow, column: LedgerColumn, view: LedgerView) -> ScreenCell:
    """One cell."""
    return ScreenCell(column=column, lines=column.format(row, view), edit=CELL_OF_COLUMN.get(column.id, ""))


def column_of_cell(cell: str) -> LedgerColumn:
    """The column in which a field of the case is edited."""
    return columns_named(name for name, field in CELL_OF_COLUMN.items() if field == cell)[0]


def column_choices(shown: Sequence[LedgerColumn]) -> list[ColumnChoice]:
    """Shown columns in their order, then the others."""
    free = [column for column in shown if column.id not in ALWAYS]
    fixed = [ColumnChoice(column=column, shown=True, fixed=True, place=None) for column in columns_named(ALWAYS)]
    ticked = [
        ColumnChoice(column=column, shown=True, fixed=False, place=place) for place, column in enumerate(free, start=1)
    ]
    others = [column for column in ALL_COLUMNS if column not in shown]
    return [
        *fixed,
        *ticked,
        *(ColumnChoice(column=column, shown=False, fixed=False, place=None) for column in others),
    ]


def cell_value(case: Case, cell: str) -> str:
    """What the editor of a cell holds."""
    if cell == REVIEW:
        return wareki_short(case.next_review_on) if case.next_review_on else ""
    return str(getattr(case, cell))


def _number(columns: Sequence[LedgerColumn]) -> LedgerColumn:
    return next(column for column in columns if column.id == "number")
