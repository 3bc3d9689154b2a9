"""Posted answers about an import, as changes of its corrections."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from core.errors import Invalid
from core.forms import Fields
from network.agencies.model import SecrecyClass
from network.cases.model import ReviewRank, Severity
from network.imports.agency_resolution import NamedAgency
from network.imports.case_check import LEFT_OUT, CheckedRow, Letter
from network.imports.corrections import (
    AgencyAnswer,
    AgencyChoice,
    Corrections,
    LastButton,
    MemberAnswer,
    MemberEntry,
    PersonChoice,
    letter_key,
)
from network.imports.kinds_written import is_letter
from network.imports.member_check import NOBODY, MemberCheck
from network.imports.model import CaseListReading, ColumnMapping, Field
from network.imports.row_state import RowState

Change = Callable[[Corrections], Corrections]
OPEN_AGAIN = "画面を開き直してください。"
ASKED, LEAVE = "", "leave"
LONGEST_NAME = 40


def version_of(fields: Fields) -> int:
    """The version of the import that the form was made from. Raises Invalid."""
    version = fields.number("version", least=1, required=OPEN_AGAIN)
    fields.check()
    return version or 0


def read_columns(fields: Fields, columns: Sequence[ColumnMapping]) -> Change:
    """The meaning of each column; only what was changed is kept."""
    chosen: dict[str, str] = {}
    for place, column in enumerate(columns):
        meaning = fields.choice(f"meaning-{place}", Field)
        if meaning is not None and meaning is not column.field:
            chosen[column.heading] = meaning.value
    fields.check()
    return lambda before: replace(before, columns={**before.columns, **chosen})


def read_mapping_name(fields: Fields) -> str:
    """The name under which the columns are kept. Raises Invalid."""
    name = fields.line("name", required="名前を入れてください。例：市の台帳", longest=LONGEST_NAME)
    fields.check()
    return name


def read_letters(fields: Fields, letters: Sequence[Letter]) -> Change:
    """What each letter of a scale means; an empty choice stays a question."""
    chosen: dict[str, str] = {}
    for place, letter in enumerate(letters):
        typed = fields.line(f"letter-{place}")
        if typed == LEAVE:
            chosen[letter_key(letter.meaning, letter.letter)] = LEFT_OUT
        elif typed:
            known = Severity if letter.meaning is Field.SEVERITY else ReviewRank
            found = fields.choice(f"letter-{place}", known)
            chosen[letter_key(letter.meaning, letter.letter)] = found.value if found else LEFT_OUT
    fields.check()
    return lambda before: replace(before, letters={**before.letters, **chosen})


def read_scale(fields: Fields) -> Field | None:
    """Whether the column of letters is severity or rank; None when it stays as it is."""
    return fields.choice("scale", Field)


def scale_is(reading: CaseListReading, scale: Field) -> bool:
    """Whether the column of letters means that already."""
    return _scale_heading(reading, other_than=scale) is None


def with_scale(reading: CaseListReading, scale: Field, change: Change) -> Change:
    """The change, and the column of letters meaning severity or rank."""
    heading = _scale_heading(reading, other_than=scale)
    columns = {heading: scale.value} if heading else {}

    def changed(before: Corrections) -> Corrections:
        after = change(before)
        return replace(after, columns={**after.columns, **columns})

    return changed


def read_agencies(fields: Fields, names: Sequence[NamedAgency]) -> Change:
    """The answer for each unknown name; with `all` the unanswered ones are added. Raises Invalid."""
    add_all = fields.flag("all")
    chosen: dict[str, AgencyAnswer] = {}
    for place, named in enumerate(names):
        typed = fields.line(f"agency-{place}")
        kind = fields.line(f"kind-{place}") or (named.kind.code if named.kind else "")
        if typed == AgencyChoice.ADD.value or (not typed and add_all and kind):
            if not kind:
                fields.problem(f"kind-{place}", f"「{named.name}」の種別を選んでください。")
            chosen[named.name] = AgencyAnswer(choice=AgencyChoice.ADD, kind_code=kind)
        elif typed == AgencyChoice.LEAVE.value:
            chosen[named.name] = AgencyAnswer(choice=AgencyChoice.LEAVE)
        elif typed:
            chosen[named.name] = AgencyAnswer(choice=AgencyChoice.USE, agency_id=fields.identity(f"agency-{place}"))
    fields.check()
    answered = {named.name for named in names}
    return lambda before: replace(
        before,
        agencies={name: each for name, each in before.agencies.items() if name not in answered} | chosen,
    )


def read_cell(fields: Fields) -> Change:
    """One cell typed anew; `clear` takes the file's own text again."""
    key, text = fields.line("cell", required=OPEN_AGAIN), fields.text("value")
    fields.check()
    if fields.flag("clear"):
        return lambda before: replace(
            before, cells={cell: typed for cell, typed in before.cells.items() if cell != key}
        )
    return lambda before: before.with_cell(key, text)


def read_accept(fields: Fields) -> Change:
    """A finding that may go in as it is."""
    key = fields.line("accept", required=OPEN_AGAIN)
    fields.check()
    return lambda before: replace(before, accepted=tuple(dict.fromkeys([*before.accepted, key])))


def read_person(fields: Fields) -> Change:
    """Whether a row is about somebody known; an empty choice asks again."""
    key, choice = fields.line("row", required=OPEN_AGAIN), fields.choice("choice", PersonChoice)
    fields.check()
    return lambda before: replace(before, people=_with_choice(before, [key], choice))


def read_people(fields: Fields, rows: Sequence[CheckedRow]) -> Change:
    """One answer for all rows that are perhaps about somebody known and have none yet."""
    choice = fields.choice("choice", PersonChoice, required=OPEN_AGAIN)
    fields.check()
    keys = [row.key for row in rows if row.choice is None and row.state is RowState.ASKED]
    return lambda before: replace(before, people=_with_choice(before, keys, choice))


def read_lead(fields: Fields) -> Change:
    """Which agency leads the case of a row; empty for 未定."""
    key, lead = fields.line("row", required=OPEN_AGAIN), fields.line("lead")
    fields.check()
    return lambda before: replace(before, leads=_with(before.leads, key, lead))


def read_members(fields: Fields, check: MemberCheck) -> Change:
    """The answers for all rows of a member list, and which one coordinates. Raises Invalid."""
    answers: dict[str, MemberAnswer] = {}
    for row in check.rows:
        answer = _member(fields, row.place)
        if answer is not None:
            answers[str(row.place)] = answer
    coordinating = fields.number("coordinating", least=NOBODY)
    fields.check()
    return lambda before: replace(
        before,
        members={**before.members, **answers},
        coordinating=before.coordinating if coordinating is None else coordinating,
    )


def read_municipality(fields: Fields) -> Change:
    """Which of several lists is meant; answers for another list are dropped."""
    name = fields.line("municipality")
    return lambda before: replace(before, municipality=name, members={}, coordinating=None)


def read_last_button(fields: Fields, *, today: date) -> LastButton:
    """What the person saw when pressing it; without `expected` whatever is ready goes in. Raises Invalid."""
    expected = fields.number("expected", least=1)
    version = fields.number("version", least=1, required=OPEN_AGAIN)
    since = fields.day("since", near=today)
    fields.check()
    return LastButton(version=version or 0, expected=expected, since=since)


def read_mapping_id(fields: Fields) -> UUID:
    """Which kept mapping to use. Raises Invalid."""
    found = fields.identity("mapping", required=OPEN_AGAIN)
    if found is None:
        raise Invalid(problems=fields.problems)
    return found


def _scale_heading(reading: CaseListReading, *, other_than: Field) -> str | None:
    """The heading of the column of letters when it means the other scale."""
    scales = {Field.SEVERITY, Field.REVIEW_RANK} - {other_than}
    columns = reading.mapping.columns
    return next((each.heading for each in columns if each.field in scales and is_letter(each.sample)), None)


def _member(fields: Fields, place: int) -> MemberAnswer | None:
    entry = fields.choice(f"entry-{place}", MemberEntry)
    if entry is None:
        return None
    secrecy_class = fields.choice(f"class-{place}", SecrecyClass)
    return MemberAnswer(
        entry=entry,
        agency_name=fields.line(f"name-{place}", longest=100),
        kind_code=fields.line(f"kind-{place}"),
        secrecy_class=secrecy_class.value if secrecy_class else "",
        other_agency=fields.flag(f"other-{place}"),
    )


def _with_choice(before: Corrections, keys: Sequence[str], choice: PersonChoice | None) -> dict[str, PersonChoice]:
    rest = {key: each for key, each in before.people.items() if key not in keys}
    return rest if choice is None else rest | dict.fromkeys(keys, choice)


def _with(answers: dict[str, str], key: str, value: str) -> dict[str, str]:
    rest = {each: answer for each, answer in answers.items() if each != key}
    return {**rest, key: value} if value else rest
