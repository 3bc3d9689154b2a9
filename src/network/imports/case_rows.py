"""One record as one case: every field read from its column, nothing filled in that the file does not say."""

import re
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from datetime import date

from network.cases.model import CaseKind
from network.imports.case_dates import days_of
from network.imports.case_names import CaseName, name_of
from network.imports.dates_in_cells import CellDate, age_in, read_cell_date
from network.imports.findings import Findings
from network.imports.grid import EMPTY
from network.imports.households import ReadCase
from network.imports.informants import names_informant, without_informant
from network.imports.kinds_written import abuse_kinds_of, case_kind_of, degree_of
from network.imports.linked_agencies import LinkageReader
from network.imports.marks import half_width, is_nothing, one_circle
from network.imports.model import CaseRow, Field, FindingKind
from network.imports.names_written import one_space, read_name
from network.imports.records import Record

_GRADE = r"[小中高]\s*[1-6](?:年生?)?|年[長中少]|[0-5]歳児|[1-6]年生?"
_SCHOOL_AND_GRADE = (
    re.compile(rf"(.*(?:校|園|所|クラブ))[\s・/(]*((?:{_GRADE}).*?)\)?"),
    re.compile(r"(.*[^\s小中高][小中高保幼])[\s・/(]*([1-6](?:\D.*)?|(?:年[長中少]|[0-5]歳児).*?)\)?"),
    re.compile(rf"(.+?)[\s・/(]+((?:{_GRADE}).*?)\)?"),
)
_RELATION_BEHIND = re.compile(r"\s*[(（]([^()（）]{1,6})[)）]\s*$")
_DUE_IN_TEXT = re.compile(
    r"(?:出産|分娩|予定)\D{0,6}予?定?日?\s*[:：は]?\s*((?:[RrＲ令][^\s、。,)）]{4,14}|\d{4}[^\s、。,)）]{4,8}))"
)


@dataclass(frozen=True)
class CaseReader:
    """Reads the records of one file; `codes` are the file's own figures and letters for kinds."""

    linkages: LinkageReader
    today: date
    kana_first: bool
    codes: MappingOf[str, str]

    def read(
        self, record: Record, before: CaseName, title_kind: str | None, findings: Findings
    ) -> tuple[ReadCase, CaseName]:
        """The case of a record and its name, which the next record may repeat."""
        name = name_of(record, before, kana_first=self.kana_first, findings=findings)
        kind = self._case_kind(record, findings) or title_kind
        pregnant = kind == CaseKind.PREGNANCY.label or (name.woman is not None and name.name is None)
        days = days_of(record, self.today, findings, pregnant=pregnant)
        due = self._due_date(record, days, findings, pregnant=pregnant)
        if kind is None and (pregnant or (due and not days.get(Field.BIRTH_DATE) and not record.text(Field.AGE))):
            kind, pregnant = CaseKind.PREGNANCY.label, True
        linked = self.linkages.read(record, findings)
        school, year = _school(record)
        guardian, relation = _guardian(record)
        seen = days.get(Field.LAST_SEEN_ON)
        case = CaseRow(
            sheet=record.table.sheet,
            row=record.row,
            number=_number(record),
            name=None if pregnant else name.name,
            kana=None if pregnant else name.kana,
            pregnant_woman=name.as_woman if pregnant else None,
            birth_date=None if pregnant else _value(days, Field.BIRTH_DATE),
            due_date=due,
            age=_age(record, days),
            sex=_plain(record, Field.SEX),
            school=school,
            school_year=year,
            district=_plain(record, Field.DISTRICT),
            guardian=guardian,
            relation=relation,
            case_kind=kind,
            abuse_kinds=self._abuse_kinds(record),
            counselling_kind=_plain(record, Field.COUNSELLING_KIND),
            severity=self._degree(record, Field.SEVERITY),
            review_rank=self._degree(record, Field.REVIEW_RANK),
            urgency=self._degree(record, Field.URGENCY),
            lead_agency=linked.lead,
            key_worker=_plain(record, Field.KEY_WORKER),
            agencies=linked.agencies,
            accepted_on=_value(days, Field.ACCEPTED_ON),
            next_review_on=_value(days, Field.NEXT_REVIEW_ON),
            last_review_on=_value(days, Field.LAST_REVIEW_ON),
            last_seen_on=_value(days, Field.LAST_SEEN_ON),
            last_seen_by=_plain(record, Field.LAST_SEEN_BY)
            or (seen.rest if seen and seen.rest and seen.value else None),
            route=_plain(record, Field.ROUTE),
            policy=_free_text(record, Field.POLICY, findings),
            situation=_free_text(record, Field.SITUATION, findings),
            strengths=_free_text(record, Field.STRENGTHS, findings),
            treatment=_plain(record, Field.TREATMENT),
            note=_with_note(_free_text(record, Field.NOTE, findings), name.note),
        )
        return ReadCase(case, record, surname_repeated=name.surname_repeated), name

    def _case_kind(self, record: Record, findings: Findings) -> str | None:
        if marked := _marked(record, Field.CASE_KIND):
            return marked[0]
        text = record.text(Field.CASE_KIND)
        if is_nothing(text):
            return None
        kind = case_kind_of(text) or case_kind_of(self._decoded(text))
        if kind is None and not abuse_kinds_of(text):
            why = "要保護児童・要支援児童・特定妊婦のどれか分かりません"
            findings.question_once(record, record.heading(Field.CASE_KIND), FindingKind.UNKNOWN_WORD, text, why=why)
        return kind

    def _abuse_kinds(self, record: Record) -> tuple[str, ...]:
        if marked := _marked(record, Field.ABUSE_KINDS):
            return marked
        if not record.columns_of(Field.ABUSE_KINDS):
            return abuse_kinds_of(record.text(Field.CASE_KIND))
        text = record.text(Field.ABUSE_KINDS)
        return abuse_kinds_of(text) or abuse_kinds_of(self._decoded(text))

    def _degree(self, record: Record, field: Field) -> str | None:
        marked = _marked(record, field)
        return marked[0] if marked else degree_of(record.text(field))

    def _decoded(self, text: str) -> str:
        return self.codes.get(half_width(text).strip(), "")

    def _due_date(
        self, record: Record, days: dict[Field, CellDate], findings: Findings, *, pregnant: bool
    ) -> date | None:
        """From its own column; for a pregnancy also from the birth column or a remark, which is asked."""
        if own := _value(days, Field.DUE_DATE):
            return own
        if not pregnant:
            return None
        birth = record.cell(Field.BIRTH_DATE)
        read = read_cell_date(birth, Field.DUE_DATE, self.today)
        if read.value and (read.value >= self.today or "予定" in birth.text):
            return read.value
        for field in (Field.NOTE, Field.SITUATION, Field.POLICY, Field.AGE, Field.NAME):
            text = record.texts(field) or ""
            if match := _DUE_IN_TEXT.search(text):
                cell = type(birth)(match[1], match[1])
                value = read_cell_date(cell, Field.DUE_DATE, self.today).value
                why = f"出産予定日を「{match[1]}」と読みました"
                findings.question(record, record.heading(field), FindingKind.GUESSED_DATE, match[1], why=why)
                return value
        return None


def _value(days: dict[Field, CellDate], field: Field) -> date | None:
    return days[field].value if field in days else None


def _plain(record: Record, field: Field) -> str | None:
    text = one_space(record.text(field))
    return None if is_nothing(text) else text


def _number(record: Record) -> str | None:
    text = one_space(half_width(record.text(Field.NUMBER)))
    return None if is_nothing(text) else text


def _age(record: Record, days: dict[Field, CellDate]) -> str | None:
    birth = days.get(Field.BIRTH_DATE)
    text = record.text(Field.AGE)
    return (birth.age if birth else None) or (age_in(text) if text else None)


def _marked(record: Record, field: Field) -> tuple[str, ...]:
    """The options whose columns carry a sign, ◎ before ○."""
    marked: list[tuple[int, str]] = []
    for column in record.columns_of(field):
        text = record.cells.get(column.column, EMPTY).text.strip()
        if column.option is not None and not is_nothing(text):
            marked.append((0 if one_circle(text[0]) in "◎●主" else 1, column.option))
    return tuple(dict.fromkeys(option for _order, option in sorted(marked, key=lambda each: each[0])))


def _school(record: Record) -> tuple[str | None, str | None]:
    """School and class, also where both stand in one cell."""
    text, year = record.text(Field.SCHOOL), _plain(record, Field.SCHOOL_YEAR)
    if is_nothing(text):
        return None, year
    plain = one_space(half_width(text))
    for pattern in _SCHOOL_AND_GRADE:
        if year is None and (match := pattern.fullmatch(plain)):
            return match[1].strip(), match[2].strip()
    return one_space(text), year


def _guardian(record: Record) -> tuple[str | None, str | None]:
    """Name and relation, also where the relation stands behind the name."""
    text = record.text(Field.GUARDIAN).replace("\n(", "(").replace("\n（", "（").split("\n")[0]
    relation = _plain(record, Field.RELATION)
    if is_nothing(text):
        return None, relation
    behind = _RELATION_BEHIND.search(text)
    if behind:
        text, relation = text[: behind.start()], relation or behind[1]
    return read_name(text).name or one_space(text), relation


def _free_text(record: Record, field: Field, findings: Findings) -> str | None:
    """A text without the sentences that name who told."""
    text = record.texts(field)
    if text is None or not names_informant(text):
        return text
    why = "通告・通報した人にふれた文は取り込みません"
    findings.question(record, record.heading(field), FindingKind.INFORMANT_LEFT_OUT, None, why=why)
    return without_informant(text) or None


def _with_note(text: str | None, more: str | None) -> str | None:
    return "\n".join(each for each in (text, more) if each) or None
