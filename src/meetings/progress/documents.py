"""The 進行管理台帳 on paper: A3 on its side, siblings together, one base print that numbered copies are stamped from.

The spreadsheet of the same rows comes from `ledger_sheet`; numbers of copies are laid over by `core.paper.stamp`.
"""

from dataclasses import dataclass

from core.paper import render
from meetings.progress.ledger import Household, LedgerRow, RowKind, by_household
from meetings.progress.ledger_cells import Cell
from meetings.progress.ledger_columns import LedgerColumn, paper_widths_mm
from meetings.progress.ledger_paper import ProgressListPaper
from meetings.progress.ledger_sheet import progress_list_xlsx

__all__ = [
    "PaperCell",
    "PaperHousehold",
    "ProgressListPaper",
    "households_on_paper",
    "progress_list_pdf",
    "progress_list_xlsx",
    "template_context",
]

TEMPLATE = "progress_list.html"


@dataclass(frozen=True, slots=True)
class PaperCell:
    """A cell as it is set: its column, its lines, and how many siblings' rows it spans."""

    column: LedgerColumn
    lines: Cell
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class PaperHousehold:
    """One table body: the rows of a household that stay on one page while they fit."""

    household: Household
    individual: bool
    opens_block: bool
    rows: tuple[tuple[PaperCell, ...], ...]


def progress_list_pdf(paper: ProgressListPaper) -> bytes:
    """The 進行管理台帳 as PDF, without copy numbers. Raises PaperTooLong, PaperFailed."""
    return render(TEMPLATE, template_context(paper), rows=len(paper.rows))


def template_context(paper: ProgressListPaper) -> dict[str, object]:
    """What the template is given."""
    return {
        "paper": paper,
        "columns": list(zip(paper.columns, paper_widths_mm(paper.columns), strict=True)),
        "households": households_on_paper(paper),
        "block_size": sum(row.kind is RowKind.BLOCK for row in paper.rows),
        "shown": {column.id for column in paper.columns},
    }


def households_on_paper(paper: ProgressListPaper) -> list[PaperHousehold]:
    """The table bodies in the order of the rows; the first of the block carries the band 一括確認."""
    bodies: list[PaperHousehold] = []
    for siblings in by_household(paper.rows):
        individual = siblings[0].kind is RowKind.INDIVIDUAL
        opens_block = not individual and (not bodies or bodies[-1].individual)
        cells = _cells(siblings, paper)
        bodies.append(PaperHousehold(siblings[0].household, individual, opens_block, cells))
    return bodies


def _cells(siblings: list[LedgerRow], paper: ProgressListPaper) -> tuple[tuple[PaperCell, ...], ...]:
    """Cells row by row; what is equal for all siblings is set once and spans them."""
    rows: list[list[PaperCell]] = [[] for _ in siblings]
    for column in paper.columns:
        lines = [column.format(row, paper.view) for row in siblings]
        if column.written_by_hand:
            lines = [()] * len(siblings)
        elif column.shared and len(set(lines)) == 1:
            rows[0].append(PaperCell(column, lines[0], rowspan=len(siblings)))
            continue
        for row, cell in zip(rows, lines, strict=True):
            row.append(PaperCell(column, cell))
    return tuple(tuple(row) for row in rows)
