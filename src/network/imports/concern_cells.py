"""A row of a case list as plain texts under headings that the reader knows, to be mended in Excel and brought again."""

from collections.abc import Callable, Sequence
from datetime import date

from core.calendar import wareki_short
from network.imports.case_check import CheckedRow
from network.imports.case_notes import Level
from network.imports.case_people import person_of
from network.imports.model import CaseRow, Field

TO_MEND = "直すところ"
_FIELDS: tuple[tuple[Field, Callable[[CaseRow], str | date | None]], ...] = (
    (Field.HOUSEHOLD, lambda row: row.household),
    (Field.NUMBER, lambda row: row.number),
    (Field.NAME, person_of),
    (Field.KANA, lambda row: row.pregnant_woman.kana if row.pregnant_woman else row.kana),
    (Field.BIRTH_DATE, lambda row: row.birth_date or row.age),
    (Field.DUE_DATE, lambda row: row.due_date),
    (Field.SEX, lambda row: row.sex),
    (Field.SCHOOL, lambda row: row.school),
    (Field.SCHOOL_YEAR, lambda row: row.school_year),
    (Field.DISTRICT, lambda row: row.district),
    (Field.GUARDIAN, lambda row: row.guardian),
    (Field.RELATION, lambda row: row.relation),
    (Field.CASE_KIND, lambda row: row.case_kind),
    (Field.ABUSE_KINDS, lambda row: "・".join(row.abuse_kinds)),
    (Field.COUNSELLING_KIND, lambda row: row.counselling_kind),
    (Field.SEVERITY, lambda row: row.severity),
    (Field.REVIEW_RANK, lambda row: row.review_rank),
    (Field.URGENCY, lambda row: row.urgency),
    (Field.LEAD_AGENCY, lambda row: row.lead_agency),
    (Field.KEY_WORKER, lambda row: row.key_worker),
    (Field.AGENCIES, lambda row: "、".join(row.agencies)),
    (Field.ACCEPTED_ON, lambda row: row.accepted_on),
    (Field.NEXT_REVIEW_ON, lambda row: row.next_review_on),
    (Field.LAST_REVIEW_ON, lambda row: row.last_review_on),
    (Field.LAST_SEEN_ON, lambda row: row.last_seen_on),
    (Field.LAST_SEEN_BY, lambda row: row.last_seen_by),
    (Field.ROUTE, lambda row: row.route),
    (Field.POLICY, lambda row: row.policy),
    (Field.SITUATION, lambda row: row.situation),
    (Field.STRENGTHS, lambda row: row.strengths),
    (Field.TREATMENT, lambda row: row.treatment),
)


def concern_table(rows: Sequence[CheckedRow]) -> list[list[str]]:
    """Headings, then one line a child; columns that no row fills are left out, remarks (備考) too."""
    lines = [_texts(row) for row in rows]
    used = [place for place in range(len(_FIELDS)) if any(line[place] for line in lines)]
    headings = [_FIELDS[place][0].label for place in used]
    table = [[*headings, TO_MEND]]
    for row, line in zip(rows, lines, strict=True):
        table.append([*(line[place] for place in used), _to_mend(row)])
    return table


def _texts(checked: CheckedRow) -> list[str]:
    """What the row says; where a text could not be read, the text as it is written."""
    written = {note.field: note.value for note in checked.notes if note.cell and note.value}
    return [_text(get(checked.row)) or written.get(meaning, "") for meaning, get in _FIELDS]


def _text(value: str | date | None) -> str:
    return wareki_short(value) if isinstance(value, date) else (value or "")


def _to_mend(checked: CheckedRow) -> str:
    place = f"{checked.row.sheet or ''} {checked.row.row}行目".strip()
    says = [f"{note.field.label}: {note.text}" for note in checked.notes if note.level is not Level.SAID]
    return "　".join([place, *says])
