"""What is to be said about single cells of a case list, and how each can be mended. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.labels import Labelled
from network.imports.corrections import Corrections, accept_key, cell_key, place_key, row_key
from network.imports.model import DATE_FIELDS, CaseListReading, CaseRow, ColumnMapping, Field, Finding, FindingKind


class Level(Labelled):
    """How much a note weighs."""

    PROBLEM = "problem", "直してから"
    PERSON = "person", "同じ人ですか"
    QUESTION = "question", "たしかめる"
    SAID = "said", "知らせるだけ"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellNote:
    """A sentence that stands in a cell; `cell` can be typed anew, `accept` takes it in as it is."""

    field: Field
    level: Level
    text: str
    value: str = ""
    cell: str = ""
    accept: str = ""
    accept_label: str = ""
    suggestion: str = ""
    choose_lead: bool = False
    answered_at: str = ""
    """Where on the page the whole list is answered at once."""
    disputed: bool = False
    """The list names two leads."""


OF_THE_LIST = frozenset(
    {
        FindingKind.HIDDEN,
        FindingKind.NUMBERS_RESTART,
        FindingKind.NO_LEAD_COLUMN,
        FindingKind.COLUMN_LEFT_OUT,
        FindingKind.GUESSED_COLUMN,
        FindingKind.LETTERS_MEANING,
        FindingKind.MARK_MEANING,
        FindingKind.UNKNOWN_WORD,
        FindingKind.AGENCY_WRITTEN_OTHERWISE,
    }
)
"""What is said once about the whole list, wherever it was met first."""
_ABOUT_LEADS = frozenset({FindingKind.LEAD_MISSING, FindingKind.TWO_LEADS})
_EMPTY_IS_FINE = frozenset(
    {
        FindingKind.IMPOSSIBLE_DATE,
        FindingKind.MONTH_ONLY,
        FindingKind.UNREADABLE_DATE,
        FindingKind.FORMULA_WITHOUT_VALUE,
        FindingKind.ERROR_VALUE,
    }
)
_FINE_AS_IT_IS = {FindingKind.GAIJI: "〓のまま入れる", FindingKind.NAME_UNCLEAR: "このまま入れる"}
_LEADS = {
    FindingKind.LEAD_MISSING: "主担当機関がありません。未定で入れます。",
    FindingKind.TWO_LEADS: "主担当が二つあります。どちらもつなぎ、主担当は未定で入れます。",
}
AGENCIES, LETTERS = "agencies", "letters"
_AFTER_SIGN = "／"


class NotesOfRows:
    """The findings of a reading, by row."""

    def __init__(self, reading: CaseListReading, corrections: Corrections) -> None:
        self._reading, self._corrections = reading, corrections
        self._problems: dict[str, list[Finding]] = defaultdict(list)
        self._questions: dict[str, list[Finding]] = defaultdict(list)
        for findings, by_row in ((reading.problems, self._problems), (reading.questions, self._questions)):
            for finding in findings:
                if finding.row is not None and finding.kind not in OF_THE_LIST:
                    by_row[place_key(finding.sheet, finding.row)].append(finding)

    def of(self, row: CaseRow, *, lead_chosen: bool) -> Iterator[CellNote]:
        """The notes of one row."""
        key = row_key(row)
        for finding in self._problems[key]:
            if finding.kind is FindingKind.UNKNOWN_AGENCY or (finding.kind in _ABOUT_LEADS and lead_chosen):
                continue
            yield self._problem(finding, row)
        for finding in self._questions[key]:
            if finding.kind is FindingKind.SAME_PERSON and key in self._corrections.people:
                continue
            yield self._question(finding)

    def cell_of(self, row: CaseRow, meaning: Field) -> str:
        """The key of the row's cell in the column of a meaning; empty when the list has no such column."""
        for table in self._reading.tables:
            if table.sheet == row.sheet and (not table.heading_rows or table.heading_rows[-1] < row.row):
                column = next((each for each in table.columns if each.field is meaning), None)
                if column is not None:
                    return cell_key(row.sheet, row.row, column.column)
        return ""

    def _problem(self, finding: Finding, row: CaseRow) -> CellNote:
        column = self._column(finding)
        meaning = column.field if column else _meaning(finding)
        if finding.kind in _ABOUT_LEADS:
            return CellNote(
                field=Field.LEAD_AGENCY,
                level=Level.QUESTION,
                text=_LEADS[finding.kind],
                choose_lead=True,
                disputed=finding.kind is FindingKind.TWO_LEADS,
            )
        accept = accept_key(row_key(row), finding.kind, finding.column or "")
        label = "空のまま入れる" if finding.kind in _EMPTY_IS_FINE else _FINE_AS_IT_IS.get(finding.kind, "")
        if label and accept in self._corrections.accepted:
            said = "空のまま入れます。" if finding.kind in _EMPTY_IS_FINE else "このまま入れます。"
            return CellNote(field=meaning, level=Level.SAID, text=said, value=finding.value or "")
        return CellNote(
            field=meaning,
            level=Level.PROBLEM,
            text=_sentence(finding.why),
            value=finding.value or "",
            cell=cell_key(finding.sheet, finding.row or 0, column.column) if column else "",
            accept=accept if label else "",
            accept_label=label,
            suggestion=f"{finding.value}-2" if finding.kind is FindingKind.DUPLICATE_NUMBER else "",
        )

    def _question(self, finding: Finding) -> CellNote:
        column = self._column(finding)
        level = Level.PERSON if finding.kind is FindingKind.SAME_PERSON else Level.QUESTION
        if finding.kind is FindingKind.INFORMANT_LEFT_OUT:
            return CellNote(
                field=Field.NOTE, level=Level.SAID, text="通告者にふれた記載なので、この備考は取り込みません。"
            )
        return CellNote(
            field=column.field if column else _meaning(finding),
            level=level,
            text=_sentence(finding.why),
            value=finding.value or "",
            cell=cell_key(finding.sheet, finding.row or 0, column.column) if column else "",
        )

    def _column(self, finding: Finding) -> ColumnMapping | None:
        """The column of a finding: of its sheet's tables the one that begins above it."""
        found: ColumnMapping | None = None
        for table in self._reading.tables:
            above = not table.heading_rows or table.heading_rows[-1] < (finding.row or 0)
            if table.sheet == finding.sheet and above:
                found = next((each for each in table.columns if _is_called(each, finding.column)), found)
        return found


def about_the_list(reading: CaseListReading) -> list[Finding]:
    """What is to be confirmed once for the whole list; equal sentences about several sheets once."""
    found: dict[tuple[FindingKind, str | None, str | None, str], Finding] = {}
    for question in reading.questions:
        if question.kind in OF_THE_LIST or question.row is None or _is_of_heading(reading, question):
            found.setdefault((question.kind, question.column, question.value, question.why), question)
    return list(found.values())


def leaves_note_out(reading: CaseListReading) -> frozenset[str]:
    """The rows whose remarks name who told; those remarks are not taken in."""
    return frozenset(
        place_key(each.sheet, each.row)
        for each in reading.questions
        if each.kind is FindingKind.INFORMANT_LEFT_OUT and each.row is not None
    )


def agency_note(names: Sequence[str], meaning: Field) -> CellNote:
    """The note of agencies that nobody has explained yet; they are answered once for the whole list."""
    text = f"名簿にない: {'、'.join(names)}"
    return CellNote(field=meaning, level=Level.PROBLEM, text=text, value="、".join(names), answered_at=AGENCIES)


def letter_note(meaning: Field, letter: str) -> CellNote:
    """The note of a letter that nobody has explained yet; it is answered once for the whole list."""
    return CellNote(field=meaning, level=Level.PROBLEM, text="意味は?", value=letter, answered_at=LETTERS)


def _is_of_heading(reading: CaseListReading, finding: Finding) -> bool:
    return any(table.sheet == finding.sheet and finding.row in table.heading_rows for table in reading.tables)


def _is_called(column: ColumnMapping, heading: str | None) -> bool:
    return heading is not None and (column.heading == heading or column.heading.endswith(_AFTER_SIGN + heading))


def _meaning(finding: Finding) -> Field:
    """Where to show a finding whose column is not one of the list's own."""
    if finding.kind in _ABOUT_LEADS:
        return Field.LEAD_AGENCY
    return next((each for each in (*DATE_FIELDS, Field.NAME) if each.label == finding.column), Field.NOTE)


def _sentence(text: str) -> str:
    return text if text.endswith(("。", "か")) else f"{text}。"
