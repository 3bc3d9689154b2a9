"""A case list before it is taken in, as its page shows it: columns, letters, agencies nobody knows, questions."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, replace

from network.agencies.kind_choices import KindGroup, grouped
from network.cases.model import ReviewRank, Severity
from network.imports.agency_resolution import NamedAgency
from network.imports.case_check import LEFT_OUT, CaseCheck, Letter
from network.imports.case_notes import about_the_list
from network.imports.case_row_view import COLUMNS, RowView, row_view
from network.imports.corrections import AgencyChoice, Corrections
from network.imports.in_hand import InHand
from network.imports.kinds_written import is_letter
from network.imports.model import CaseListReading, ColumnMapping, Field, Finding, FindingKind
from network.imports.row_state import RowState

ROWS_A_PAGE = 50
SHOWN_COLUMNS = 8
_SAMPLE = 16
_KEEP = "leave"
_SAID = {
    FindingKind.GUESSED_COLUMN: "たしかめる",
    FindingKind.COLUMN_LEFT_OUT: "取り込まない",
    FindingKind.INFORMANT_LEFT_OUT: "通告者は取り込みません",
    FindingKind.HIDDEN: "隠れた列",
    FindingKind.LETTERS_MEANING: "記号の意味",
}
_AT_COLUMNS = frozenset(_SAID)
_NUMBERED_ANEW = "番号がシートや区分ごとに始まるので、番号の前にシートの名前を付けて入れます"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """One column of the file and what it means."""

    place: int
    heading: str
    sample: str
    meaning: Field
    option: str
    says: str
    asks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """One letter of a scale, with the meanings to choose from."""

    place: int
    letter: str
    rows: int
    options: Sequence[tuple[str, str]]
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyView:
    """One name that is not in the directory."""

    place: int
    name: str
    rows: int
    chosen: str
    kind: str
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedCell:
    """A cell that was typed anew."""

    key: str
    where: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseImportView:
    """The whole page."""

    href: str
    version: int
    filename: str
    source: str
    columns: Sequence[ColumnView]
    more_columns: Sequence[ColumnView]
    meanings: Sequence[Field]
    fields_used: int
    letters: Sequence[LetterView]
    scale: Field | None
    agencies: Sequence[AgencyView]
    agencies_open: int
    agency_options: Sequence[tuple[str, str]]
    kinds: Sequence[KindGroup]
    readings: Sequence[Finding]
    questions: Sequence[Finding]
    typed: Sequence[TypedCell]
    offered: Sequence[tuple[str, str]]
    rows: Sequence[RowView]
    concerns: int
    total: int
    ready: int
    blocked: int
    asked: int
    left: int
    passed_over: int
    shows_all: bool
    page: int
    pages: int
    headings: Sequence[str] = COLUMNS

    @property
    def back(self) -> str:
        """The query that leads back to the tab and page of rows."""
        return f"show={'all' if self.shows_all else 'concerns'}&page={self.page}#rows"

    @property
    def waits_for(self) -> Sequence[tuple[str, str]]:
        """What is to be answered first, once for the whole list: (place on the page, words)."""
        letters = any(not letter.chosen for letter in self.letters)
        found = [("letters", "記号の意味")] if letters else []
        return [*found, ("agencies", f"名簿にない機関 {self.agencies_open}")] if self.agencies_open else found

    @property
    def many_sheets(self) -> bool:
        """Whether a row's number alone does not tell where it is."""
        return len({row.sheet for row in self.rows}) > 1


def case_import_view(
    hand: InHand, check: CaseCheck, reading: CaseListReading, *, show: str, page: int
) -> CaseImportView:
    """The page of a case list; `show` is all or concerns."""
    corrections = hand.imported.corrections
    columns = column_views(reading)
    shown = [each for each in columns if each.place < SHOWN_COLUMNS or each.asks]
    shows_all = show == "all" or (show != "concerns" and not check.concerns)
    wanted = check.rows if shows_all else check.concerns
    pages = max(1, -(-len(wanted) // ROWS_A_PAGE))
    page = min(max(page, 1), pages)
    unknown = check.unknown_agencies
    lead_names = [agency.name for agency in hand.agencies]
    about = about_the_list(reading)
    return CaseImportView(
        href=f"/imports/{hand.imported.id}",
        version=hand.imported.version,
        filename=hand.imported.filename.name,
        source=_source(reading),
        columns=shown,
        more_columns=[each for each in columns if each not in shown],
        meanings=tuple(Field),
        fields_used=len({each.meaning for each in columns} - {Field.IGNORED, Field.INFORMANT}),
        letters=[_letter(place, each, hand.own_severities or {}) for place, each in enumerate(check.letters)],
        scale=_scale(columns, about),
        agencies=[_agency(place, each) for place, each in enumerate(unknown)],
        agencies_open=sum(each.unknown for each in unknown),
        agency_options=[
            (AgencyChoice.ADD.value, AgencyChoice.ADD.label),
            (AgencyChoice.LEAVE.value, AgencyChoice.LEAVE.label),
            *((str(agency.id), agency.name) for agency in hand.agencies),
        ],
        kinds=grouped(hand.kinds),
        readings=[each for each in about if each.kind is FindingKind.AGENCY_WRITTEN_OTHERWISE],
        questions=[
            replace(each, sheet=None, why=_NUMBERED_ANEW) if each.kind is FindingKind.NUMBERS_RESTART else each
            for each in about
            if each.kind not in _AT_COLUMNS and each.kind is not FindingKind.AGENCY_WRITTEN_OTHERWISE
        ],
        typed=_typed(reading, corrections),
        offered=_offered(hand, columns),
        rows=[row_view(row, lead_names) for row in wanted[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]],
        concerns=len(check.concerns),
        total=len(check.rows),
        ready=check.count(RowState.READY),
        blocked=check.count(RowState.BLOCKED),
        asked=check.count(RowState.ASKED),
        left=check.count(RowState.LEFT),
        passed_over=len(reading.passed_over),
        shows_all=shows_all,
        page=page,
        pages=pages,
    )


def columns_of_file(reading: CaseListReading) -> tuple[ColumnMapping, ...]:
    """The columns to be matched, each heading once."""
    return tuple(sorted(reading.mapping.columns, key=lambda column: column.column))


def column_views(reading: CaseListReading) -> list[ColumnView]:
    """The columns with what is to be said about each."""
    said: dict[str, FindingKind] = {}
    for question in reading.questions:
        if question.kind in _SAID and question.column:
            said.setdefault(question.column, question.kind)
    return [_column(place, column, said) for place, column in enumerate(columns_of_file(reading))]


def _column(place: int, column: ColumnMapping, said: MappingOf[str, FindingKind]) -> ColumnView:
    shown = column.heading.rpartition("／")[2]
    kind = said.get(column.heading) or said.get(shown)
    asks = kind in {FindingKind.GUESSED_COLUMN, FindingKind.LETTERS_MEANING}
    sample = " ".join(column.sample.split())
    return ColumnView(
        place=place,
        heading=column.heading,
        sample=sample if len(sample) <= _SAMPLE else f"{sample[:_SAMPLE]}…",
        meaning=column.field,
        option=column.option or "",
        says=_SAID[kind] if kind else "",
        asks=asks,
    )


def _source(reading: CaseListReading) -> str:
    """「シート「全件」、3行目が見出し」."""
    sheets = [table.sheet for table in reading.tables if table.sheet]
    if len(sheets) > 1:
        return f"{len(sheets)}枚のシート"
    rows = reading.tables[0].heading_rows
    heading = f"{'・'.join(map(str, rows))}行目が見出し" if rows else "見出しなし"
    return f"シート「{sheets[0]}」　{heading}" if sheets else heading


def _letter(place: int, letter: Letter, own_words: MappingOf[str, str]) -> LetterView:
    if letter.meaning is Field.SEVERITY:
        options = [(each.value, own_words.get(each.value) or each.label) for each in Severity]
    else:
        options = [(each.value, f"管理ランク {each.label}") for each in ReviewRank]
    chosen = _KEEP if letter.answer == LEFT_OUT else (letter.answer or "")
    return LetterView(
        place=place,
        letter=letter.letter,
        rows=letter.rows,
        options=[*options, (_KEEP, "読まない")],
        chosen=chosen,
    )


def _scale(columns: Sequence[ColumnView], about: Sequence[Finding]) -> Field | None:
    """The meaning of the column whose letters may be severity or rank; None when there is no such column."""
    if any(each.kind is FindingKind.LETTERS_MEANING for each in about):
        return Field.SEVERITY
    letters = [each for each in columns if each.meaning is Field.REVIEW_RANK and is_letter(each.sample)]
    return Field.REVIEW_RANK if letters else None


def _agency(place: int, named: NamedAgency) -> AgencyView:
    chosen = "" if named.answer is None else named.answer.choice.value
    if named.agency_id is not None:
        chosen = str(named.agency_id)
    return AgencyView(
        place=place,
        name=named.name,
        rows=named.rows,
        chosen=chosen,
        kind=named.kind.code if named.kind else "",
        answered=not named.unknown,
    )


def _typed(reading: CaseListReading, corrections: Corrections) -> list[TypedCell]:
    headings = {
        (table.sheet or "", str(column.column)): column.heading.rpartition("／")[2]
        for table in reading.tables
        for column in table.columns
    }
    found: list[TypedCell] = []
    for key, text in corrections.cells.items():
        column, row, sheet = key.split("@", 2)
        where = f"{sheet} {row}行目 {headings.get((sheet, column), '')}".strip()
        found.append(TypedCell(key=key, where=where, text=text or "（空）"))
    return found


def _offered(hand: InHand, columns: Sequence[ColumnView]) -> list[tuple[str, str]]:
    """Kept mappings whose every heading stands in this file and that would change something."""
    meanings = {each.heading: each.meaning.value for each in columns}
    found: list[tuple[str, str]] = []
    for kept in hand.mappings:
        pairs = kept.mapping.get("columns")
        kept_meanings = {str(each["heading"]): str(each["field"]) for each in pairs} if isinstance(pairs, list) else {}
        letters = kept.mapping.get("letters") or {}
        differs = any(meanings.get(heading) != value for heading, value in kept_meanings.items())
        if set(kept_meanings) <= set(meanings) and (differs or letters != hand.imported.corrections.letters):
            found.append((str(kept.id), kept.name))
    return found
