"""A case list before it is taken in: what stops a row, what is asked, and what each row would become.

Pure: reading, answers and what the council has go in; `case_records` makes the records of the rows that are ready.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from network.agencies.agency_kind import AgencyKind
from network.agencies.kinds import KINDS
from network.agencies.model import Agency
from network.cases.model import Case, ReviewRank, Severity
from network.imports.agency_resolution import NamedAgency, resolved
from network.imports.case_notes import CellNote, Level, NotesOfRows, agency_note, letter_note
from network.imports.case_numbers import numbers_of
from network.imports.case_people import KnownPeople, Person
from network.imports.case_words import rank_of, severity_of
from network.imports.corrections import Corrections, PersonChoice, letter_key, row_key
from network.imports.model import CaseListReading, CaseRow, Field
from network.imports.row_state import RowState

LEFT_OUT = ""
"""The answer for a letter that is not taken in."""
LONGEST_NUMBER = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCases:
    """What the council has already."""

    agencies: Sequence[Agency] = ()
    cases: Sequence[Case] = ()
    """Closed ones too."""
    own_severities: Mapping[str, str] = field(default_factory=dict)
    """Stored value → what the council calls it."""
    kinds: Sequence[AgencyKind] = KINDS
    municipality: str = ""
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A word of a scale that the product does not know, with the meaning given to it (None: asked)."""

    meaning: Field
    letter: str
    rows: int
    answer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedRow:
    """One row with all that is to be said about it, and what it becomes."""

    key: str
    row: CaseRow
    number: str
    state: RowState
    notes: tuple[CellNote, ...]
    lead: str | None
    """The lead as the list writes it; None when there is none or two."""
    severity: Severity | None
    review_rank: ReviewRank | None
    person: Person | None = None
    """The case that is perhaps the same child."""
    choice: PersonChoice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCheck:
    """The whole list."""

    rows: tuple[CheckedRow, ...]
    agencies: Mapping[str, NamedAgency]
    letters: tuple[Letter, ...]

    def count(self, state: RowState) -> int:
        """How many rows stand so."""
        return sum(row.state is state for row in self.rows)

    @property
    def ready(self) -> tuple[CheckedRow, ...]:
        """The rows that go in at the last button."""
        return tuple(row for row in self.rows if row.state is RowState.READY)

    @property
    def concerns(self) -> tuple[CheckedRow, ...]:
        """The rows somebody has to look at, or may want to."""
        return tuple(row for row in self.rows if row.state.concerns or _asks(row))

    @property
    def unknown_agencies(self) -> tuple[NamedAgency, ...]:
        """Names that are not in the directory, answered or not."""
        return tuple(each for each in self.agencies.values() if each.answer is not None or each.unknown)


def check_cases(reading: CaseListReading, corrections: Corrections, known: KnownCases) -> CaseCheck:
    """Every row of the list with the answers given so far."""
    agencies = resolved(
        reading.cases,
        known.agencies,
        corrections.agencies,
        leads=corrections.leads.values(),
        municipality=known.municipality,
        kinds=known.kinds,
    )
    checker = _Checker(reading, corrections, known, agencies)
    numbers = numbers_of(reading, known.cases)
    rows = tuple(checker.row(row, number) for row, number in zip(reading.cases, numbers, strict=True))
    return CaseCheck(rows=rows, agencies=agencies, letters=_letters(reading.cases, corrections, known))


class _Checker:
    """Looks at the rows of one list."""

    def __init__(
        self,
        reading: CaseListReading,
        corrections: Corrections,
        known: KnownCases,
        agencies: Mapping[str, NamedAgency],
    ) -> None:
        self._corrections, self._known, self._agencies = corrections, known, agencies
        self._notes = NotesOfRows(reading, corrections)
        self._people = KnownPeople(known.cases)

    def row(self, row: CaseRow, number: str) -> CheckedRow:
        """One row."""
        key = row_key(row)
        choice = self._corrections.people.get(key)
        person = self._people.like(row, number)
        lead = self._corrections.leads.get(key) or row.lead_agency
        severity, rank, unread = self._degrees(row)
        notes = [
            *self._notes.of(row, lead_chosen=key in self._corrections.leads),
            *self._agency_notes(row),
            *unread,
            *self._person_notes(row, person, choice),
            *_number_notes(row, number),
        ]
        return CheckedRow(
            key=key,
            row=row,
            number=number,
            state=_state(notes, choice),
            notes=tuple(notes),
            lead=lead,
            severity=severity,
            review_rank=rank,
            person=person,
            choice=choice,
        )

    def _degrees(self, row: CaseRow) -> tuple[Severity | None, ReviewRank | None, list[CellNote]]:
        notes: list[CellNote] = []
        severity, rank = None, None
        if row.severity is not None:
            severity = severity_of(row.severity, self._known.own_severities)
            answer = self._corrections.letters.get(letter_key(Field.SEVERITY, row.severity))
            severity = severity or (Severity(answer) if answer else None)
            if severity is None and answer is None:
                notes.append(letter_note(Field.SEVERITY, row.severity))
        if row.review_rank is not None:
            answer = self._corrections.letters.get(letter_key(Field.REVIEW_RANK, row.review_rank))
            rank = rank_of(row.review_rank) or (ReviewRank(answer) if answer else None)
            if rank is None and answer is None:
                notes.append(letter_note(Field.REVIEW_RANK, row.review_rank))
        return severity, rank, notes

    def _agency_notes(self, row: CaseRow) -> list[CellNote]:
        lead = row.lead_agency
        notes = [agency_note([lead], Field.LEAD_AGENCY)] if lead and self._agencies[lead].unknown else []
        others = [name for name in row.agencies if name != lead and self._agencies[name].unknown]
        return [*notes, agency_note(others, Field.AGENCIES)] if others else notes

    def _person_notes(self, row: CaseRow, person: Person | None, choice: PersonChoice | None) -> list[CellNote]:
        if person is None or (choice is not None and not (choice is PersonChoice.OTHER and person.must_differ)):
            return []
        if not person.must_differ:
            return [CellNote(field=Field.NAME, level=Level.PERSON, text=person.question)]
        cell = self._notes.cell_of(row, Field.NUMBER)
        number = row.number or ""
        note = CellNote(field=Field.NUMBER, level=Level.PROBLEM, text=person.question, value=number, cell=cell)
        return [note]


def _letters(rows: Sequence[CaseRow], corrections: Corrections, known: KnownCases) -> tuple[Letter, ...]:
    """Each unknown word of a scale once, most severe letters first as they sort."""
    uses: dict[tuple[Field, str], int] = {}
    for row in rows:
        if row.severity and severity_of(row.severity, known.own_severities) is None:
            uses[Field.SEVERITY, row.severity] = uses.get((Field.SEVERITY, row.severity), 0) + 1
        if row.review_rank and rank_of(row.review_rank) is None:
            uses[Field.REVIEW_RANK, row.review_rank] = uses.get((Field.REVIEW_RANK, row.review_rank), 0) + 1
    return tuple(
        Letter(meaning=meaning, letter=letter, rows=count, answer=corrections.letters.get(letter_key(meaning, letter)))
        for (meaning, letter), count in sorted(uses.items(), key=lambda use: (use[0][0].value, use[0][1]))
    )


def _number_notes(row: CaseRow, number: str) -> list[CellNote]:
    if len(number) > LONGEST_NUMBER:
        why = f"番号が長すぎます。{LONGEST_NUMBER}字までにしてください。"
        return [CellNote(field=Field.NUMBER, level=Level.PROBLEM, text=why)]
    if row.number == number:
        return []
    why = f"一覧では「{row.number}」" if row.number else "番号がないので、仮の番号です。"
    return [CellNote(field=Field.NUMBER, level=Level.SAID, text=why)]


def _state(notes: Sequence[CellNote], choice: PersonChoice | None) -> RowState:
    if choice is PersonChoice.SKIP:
        return RowState.LEFT
    levels = {note.level for note in notes}
    if Level.PERSON in levels:  # first: who is known already may need nothing else
        return RowState.ASKED
    return RowState.BLOCKED if Level.PROBLEM in levels else RowState.READY


def _asks(row: CheckedRow) -> bool:
    return row.state is not RowState.LEFT and any(note.level is Level.QUESTION for note in row.notes)
