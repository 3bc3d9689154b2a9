"""One row of a case list as the page shows it: every problem and question inside its cell, with what mends it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from core.calendar import wareki_short
from network.imports.case_check import CheckedRow
from network.imports.case_notes import CellNote, Level
from network.imports.case_people import person_of
from network.imports.corrections import PersonChoice
from network.imports.model import CaseRow, Field

COLUMNS = ("行", "番号", "氏名・ふりがな", "生年月日", "所属", "主担当機関", "関係機関", "受理日", "程度", "ほかの欄")
_PLACES = {
    Field.NUMBER: 0,
    **dict.fromkeys(
        (
            Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME, Field.KANA, Field.FAMILY_KANA, Field.GIVEN_KANA,
            Field.WOMAN_NAME, Field.WOMAN_KANA,
        ),
        1,
    ),
    Field.BIRTH_DATE: 2,
    Field.AGE: 2,
    Field.SCHOOL: 3,
    Field.SCHOOL_YEAR: 3,
    Field.LEAD_AGENCY: 4,
    Field.AGENCIES: 5,
    Field.ACCEPTED_ON: 6,
    Field.SEVERITY: 7,
    Field.REVIEW_RANK: 7,
}  # fmt: skip
_REST = 8
_SIGNS = {Level.PROBLEM: "▲", Level.PERSON: "◇", Level.QUESTION: "◇", Level.SAID: ""}
_MOST_AGENCIES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A sentence in a cell and the ways to mend it."""

    sign: str
    text: str
    label: str
    """What is asked for, for those who hear the page."""
    value: str
    cell: str
    accept: str
    accept_label: str
    suggestion: str
    choices: Sequence[tuple[str, str]]
    answered_at: str
    leads: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """One cell."""

    text: str
    sub: str = ""
    kind: str = ""
    """problem, question or nothing."""
    notes: Sequence[NoteView] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row."""

    key: str
    row: int
    sheet: str
    left: bool
    updates: bool
    other: bool
    cells: Sequence[CellView]


def row_view(checked: CheckedRow, leads: Sequence[str]) -> RowView:
    """The row with its notes in their cells; `leads` are the agencies to choose a lead from."""
    row = checked.row
    texts = _texts(checked)
    notes: dict[int, list[CellNote]] = {}
    for note in checked.notes:
        notes.setdefault(_PLACES.get(note.field, _REST), []).append(note)
    cells = [
        _cell(checked, text, sub, notes.get(place, ()), leads, is_rest=place == _REST)
        for place, (text, sub) in enumerate(texts)
    ]
    return RowView(
        key=checked.key,
        row=row.row,
        sheet=row.sheet or "",
        left=checked.choice is PersonChoice.SKIP,
        updates=checked.choice is PersonChoice.UPDATE,
        other=checked.choice is PersonChoice.OTHER,
        cells=cells,
    )


def _texts(checked: CheckedRow) -> list[tuple[str, str]]:
    """Text and second line of each cell after the row's number."""
    row = checked.row
    woman = row.pregnant_woman
    degree = [row.severity or "", row.review_rank or ""]
    meant = [checked.severity.label if checked.severity else "", _rank(checked)]
    return [
        (checked.number, ""),
        (person_of(row), (woman.kana if woman else row.kana) or ""),
        _birth(row),
        (row.school or "", row.school_year or ""),
        (checked.lead or "", ""),
        (_agencies(row, checked.lead), ""),
        (_day(row.accepted_on), ""),
        (" ".join(each for each in meant if each) or " ".join(each for each in degree if each), ""),
        (f"次回 {_day(row.next_review_on)}" if row.next_review_on else "", _seen(row)),
    ]


def _cell(  # the parts of one cell  # noqa: PLR0917
    checked: CheckedRow, text: str, sub: str, notes: Iterable[CellNote], leads: Sequence[str], *, is_rest: bool
) -> CellView:
    found = list(notes)
    levels = {note.level for note in found}
    kind = "problem" if Level.PROBLEM in levels else "question" if levels & {Level.PERSON, Level.QUESTION} else ""
    written = "" if text or is_rest else next((note.value for note in found if note.value), "")
    return CellView(
        text=text or written,
        sub=sub,
        kind=kind,
        notes=[_note(checked, note, leads, with_label=is_rest) for note in found],
    )


def _note(checked: CheckedRow, note: CellNote, leads: Sequence[str], *, with_label: bool) -> NoteView:
    person = checked.person
    about_known = person is not None and person.question == note.text
    value = f"「{note.value}」" if with_label and note.value else ""
    return NoteView(
        sign=_SIGNS[note.level],
        text=f"{note.field.label}{value} {note.text}" if with_label else note.text,
        label=f"{checked.row.row}行目の{note.field.label}",
        value=note.value,
        cell=note.cell,
        accept=note.accept,
        accept_label=note.accept_label,
        suggestion=note.suggestion,
        choices=_choices(checked, note, about_known=about_known),
        answered_at=note.answered_at,
        leads=[*checked.row.agencies, *(name for name in leads if name not in checked.row.agencies)]
        if note.choose_lead
        else (),
    )


def _choices(checked: CheckedRow, note: CellNote, *, about_known: bool) -> list[tuple[str, str]]:
    """同じ人・別の人・読まない, as far as each is possible."""
    if note.level is not Level.PERSON and not about_known:
        return []
    person = checked.person
    number_is_theirs = about_known and person is not None and person.found_by is Field.NUMBER
    same = "この一覧の内容にする" if number_is_theirs and note.level is Level.PERSON else "同じ人"
    choices = [(PersonChoice.UPDATE.value, same)] if about_known else []
    choices += [] if number_is_theirs else [(PersonChoice.OTHER.value, "別の人")]
    return [*choices, (PersonChoice.SKIP.value, "読まない")]


def _birth(row: CaseRow) -> tuple[str, str]:
    if row.pregnant_woman is not None:
        return "", f"出産予定 {_day(row.due_date)}" if row.due_date else "妊婦"
    return (_day(row.birth_date), "") if row.birth_date else ("", row.age or "")


def _agencies(row: CaseRow, lead: str | None) -> str:
    others = [name for name in row.agencies if name != lead]
    more = f" ほか{len(others) - _MOST_AGENCIES}" if len(others) > _MOST_AGENCIES else ""
    return "、".join(others[:_MOST_AGENCIES]) + more


def _seen(row: CaseRow) -> str:
    return f"目視 {_day(row.last_seen_on)}" if row.last_seen_on else ""


def _rank(checked: CheckedRow) -> str:
    return f"ランク{checked.review_rank.label}" if checked.review_rank else ""


def _day(day: date | None) -> str:
    return wareki_short(day) if day else ""
