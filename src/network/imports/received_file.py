"""An import: the uploaded file, what was read in it, what people answered, and what was made of it."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from core.labels import Labelled
from core.undoing import Before
from network.agencies.member_list_rows import MemberList
from network.imports.corrections import Corrections
from network.imports.model import CaseListReading


class ImportKind(Labelled):
    """What kind of list a file holds."""

    MEMBERS = "members", "構成機関の一覧"
    CASES = "cases", "ケースの一覧"


class ImportState(Labelled):
    """How far an import is."""

    READING = "reading", "読んでいます"
    CHECKING = "checking", "たしかめている途中"
    TAKING = "taking", "取り込んでいます"
    TAKEN = "taken", "取り込みました"
    UNDONE = "undone", "元に戻しました"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """Which file it was; `digest` tells whether the same one comes again."""

    name: str
    digest: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How many records an import made, and how many rows it left."""

    cases: int = 0
    updated: int = 0
    households: int = 0
    linkages: int = 0
    agencies: int = 0
    seats: int = 0
    members: int = 0
    contacts: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftRow:
    """A row that was not taken in, and why."""

    key: str
    number: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What was read, what was made, and how records that existed before can be put back."""

    job_id: UUID | None = None
    case_list: CaseListReading | None = None
    member_lists: tuple[MemberList, ...] = ()
    taken: Taken | None = None
    left: tuple[LeftRow, ...] = ()
    before: tuple[Before, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportEntry:
    """An import as a line of the list."""

    id: UUID
    kind: ImportKind
    filename: SourceFile
    state: ImportState
    account_id: UUID | None = None
    created_at: datetime
    confirmed_at: datetime | None = None
    undone_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import; the bytes of its file stay in the store."""

    id: UUID
    kind: ImportKind
    filename: SourceFile
    state: ImportState
    corrections: Corrections = field(default_factory=Corrections)
    summary: Summary = field(default_factory=Summary)
    account_id: UUID | None = None
    created_at: datetime
    confirmed_at: datetime | None = None
    undone_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMapping:
    """A way to match columns that was kept under a name: `Mapping.as_json` with the meanings of letters."""

    id: UUID
    kind: ImportKind
    name: str
    mapping: dict[str, object]
