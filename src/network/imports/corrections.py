"""What a person decided about an uploaded list before it is taken in. The file itself is never changed.

Rows are known by `row_key`, cells by `cell_key`; the same answers are asked for nothing twice.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from core.labels import Labelled
from network.imports.model import CaseRow, Field, FindingKind


class AgencyChoice(Labelled):
    """What a name in the list that is not in the directory means."""

    ADD = "add", "名簿に足す"
    USE = "use", "名簿の機関"
    LEAVE = "leave", "読まない"


class PersonChoice(Labelled):
    """Whether a row is about somebody who is known already."""

    UPDATE = "update", "同じ人（この一覧の内容にする）"
    SKIP = "skip", "この行は読まない"
    OTHER = "other", "別の人"


class MemberEntry(Labelled):
    """What a row of a member list becomes."""

    BOTH = "both", "別表の項と機関"
    SEAT = "seat", "別表の項だけ"
    SKIP = "skip", "読まない"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyAnswer:
    """The answer for one written name of an agency; `kind_code` when it is added."""

    choice: AgencyChoice
    agency_id: UUID | None = None
    kind_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAnswer:
    """The answer for one row of a member list, by its place in the list."""

    entry: MemberEntry
    agency_name: str = ""
    kind_code: str = ""
    secrecy_class: str = ""
    other_agency: bool = False
    """Not the agency that another row or the directory seems to name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """All answers for one import."""

    columns: dict[str, str] = field(default_factory=dict)
    """Heading → value of the `Field` it means."""
    letters: dict[str, str] = field(default_factory=dict)
    """`letter_key` → stored value of the severity or rank, "" to leave it out."""
    agencies: dict[str, AgencyAnswer] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    people: dict[str, PersonChoice] = field(default_factory=dict)
    leads: dict[str, str] = field(default_factory=dict)
    """Row → name of the agency that leads, as the list writes it."""
    accepted: tuple[str, ...] = ()
    """`accept_key` of findings that may go in as they are."""
    municipality: str = ""
    coordinating: int | None = None
    members: dict[str, MemberAnswer] = field(default_factory=dict)

    def with_cell(self, key: str, text: str) -> "Corrections":
        """With one cell typed anew."""
        return replace(self, cells={**self.cells, key: text})


@dataclass(frozen=True, slots=True, kw_only=True)
class LastButton:
    """What the person saw when pressing it: the version, how many rows it promised, the day of designation."""

    version: int
    expected: int | None = None
    """None: whatever is ready."""
    since: date | None = None


def row_key(row: CaseRow) -> str:
    """What a row of a case list is known by."""
    return place_key(row.sheet, row.row)


def place_key(sheet: str | None, row: int) -> str:
    """What a row is known by: its sheet and its number."""
    return f"{row}@{sheet or ''}"


def cell_key(sheet: str | None, row: int, column: int) -> str:
    """What a cell is known by."""
    return f"{column}@{place_key(sheet, row)}"


def letter_key(meaning: Field, letter: str) -> str:
    """What a letter of a scale is known by."""
    return f"{meaning.value}:{letter}"


def accept_key(row: str, kind: FindingKind, column: str) -> str:
    """What a finding is known by."""
    return f"{kind.value}:{column}@{row}"
