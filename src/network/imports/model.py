"""A case list as read from a file: the meaning of its columns, its cases, and what somebody has to look at.

Nothing here is saved; a reading becomes cases only when a person confirms it.
"""

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import cast

from core.labels import Labelled
from network.imports.errors import UnknownMapping


class Field(Labelled):
    """What a column of a case list means."""

    NUMBER = "number", "整理番号"
    HOUSEHOLD = "household", "世帯番号"
    NAME = "name", "児童氏名"
    FAMILY_NAME = "family_name", "児童の姓"
    GIVEN_NAME = "given_name", "児童の名"
    KANA = "kana", "ふりがな"
    FAMILY_KANA = "family_kana", "姓のふりがな"
    GIVEN_KANA = "given_kana", "名のふりがな"
    WOMAN_NAME = "woman_name", "妊婦氏名"
    WOMAN_KANA = "woman_kana", "妊婦のふりがな"
    BIRTH_DATE = "birth_date", "生年月日"
    DUE_DATE = "due_date", "出産予定日"
    AGE = "age", "年齢"
    SEX = "sex", "性別"
    SCHOOL = "school", "所属"
    SCHOOL_YEAR = "school_year", "学年"
    DISTRICT = "district", "地区"
    GUARDIAN = "guardian", "保護者"
    RELATION = "relation", "続柄"
    CASE_KIND = "case_kind", "ケース種別"
    ABUSE_KINDS = "abuse_kinds", "虐待種別"
    COUNSELLING_KIND = "counselling_kind", "相談種別"
    SEVERITY = "severity", "重症度"
    REVIEW_RANK = "review_rank", "管理ランク"
    URGENCY = "urgency", "緊急度"
    LEAD_AGENCY = "lead_agency", "主担当機関"
    KEY_WORKER = "key_worker", "主たる援助者"
    AGENCIES = "agencies", "関係機関"
    ACCEPTED_ON = "accepted_on", "受理日"
    NEXT_REVIEW_ON = "next_review_on", "次回見直し日"
    LAST_REVIEW_ON = "last_review_on", "前回審議日"
    LAST_SEEN_ON = "last_seen_on", "最終目視日"
    LAST_SEEN_BY = "last_seen_by", "目視した人"
    ROUTE = "route", "相談経路"
    POLICY = "policy", "支援方針"
    SITUATION = "situation", "現在の状況"
    STRENGTHS = "strengths", "強み・安全"
    TREATMENT = "treatment", "今回の扱い"
    NOTE = "note", "備考"
    INFORMANT = "informant", "通告者（取り込まない）"
    IGNORED = "ignored", "取り込まない"


DATE_FIELDS = frozenset(
    [
        Field.BIRTH_DATE,
        Field.DUE_DATE,
        Field.ACCEPTED_ON,
        Field.NEXT_REVIEW_ON,
        Field.LAST_REVIEW_ON,
        Field.LAST_SEEN_ON,
    ]
)
JOINED_FIELDS = frozenset(
    [Field.AGENCIES, Field.POLICY, Field.SITUATION, Field.STRENGTHS, Field.NOTE, Field.INFORMANT, Field.IGNORED]
)
"""Several columns may mean these; their texts are joined."""


class FindingKind(StrEnum):
    """What is to be looked at; the first ones block a row or would falsify it, the others are questions."""

    IMPOSSIBLE_DATE = "impossible_date"
    MONTH_ONLY = "month_only"
    UNREADABLE_DATE = "unreadable_date"
    UNKNOWN_AGENCY = "unknown_agency"
    LEAD_MISSING = "lead_missing"
    TWO_LEADS = "two_leads"
    DUPLICATE_NUMBER = "duplicate_number"
    GAIJI = "gaiji"
    NAME_MISSING = "name_missing"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    ERROR_VALUE = "error_value"

    GUESSED_DATE = "guessed_date"
    STRANGE_DATE = "strange_date"
    SEVERAL_DATES = "several_dates"
    AGENCY_WRITTEN_OTHERWISE = "agency_written_otherwise"
    MARK_MEANING = "mark_meaning"
    LETTERS_MEANING = "letters_meaning"
    UNKNOWN_WORD = "unknown_word"
    SAME_PERSON = "same_person"
    INFORMANT_LEFT_OUT = "informant_left_out"
    HIDDEN = "hidden"
    GUESSED_COLUMN = "guessed_column"
    GUESSED_HOUSEHOLD = "guessed_household"
    COLUMN_LEFT_OUT = "column_left_out"
    NUMBERS_RESTART = "numbers_restart"
    NO_LEAD_COLUMN = "no_lead_column"
    NAME_UNCLEAR = "name_unclear"
    NOT_READ = "not_read"


@dataclass(frozen=True)
class Finding:
    """One cell (or column, when `row` is its heading's row) that a person has to look at."""

    sheet: str | None
    row: int | None
    column: str | None
    kind: FindingKind
    value: str | None
    why: str


@dataclass(frozen=True)
class PassedOver:
    """A row, or with `row` None a whole sheet, that holds no case."""

    sheet: str | None
    row: int | None
    why: str


@dataclass(frozen=True)
class ColumnMapping:
    """One column's meaning; `option` is the agency or the kind that a column of marks stands for."""

    heading: str
    field: Field
    option: str | None = None
    certain: bool = True
    sheet: str | None = None
    column: int = 0
    sample: str = ""


@dataclass(frozen=True)
class Mapping:
    """A named set of column meanings, kept for the next file of the same office; looked up by heading."""

    name: str
    columns: tuple[ColumnMapping, ...] = ()

    def as_json(self) -> dict[str, object]:
        """A value for json.dumps; `from_json` reads it back."""
        return {
            "name": self.name,
            "columns": [
                {"heading": each.heading, "field": each.field.value, "option": each.option} for each in self.columns
            ],
        }

    @classmethod
    def from_json(cls, value: MappingOf[str, object]) -> "Mapping":
        """The mapping that `as_json` wrote; raises UnknownMapping for anything else."""
        try:
            columns = cast("list[dict[str, str | None]]", value["columns"])
            return cls(
                str(value["name"]),
                tuple(
                    ColumnMapping(str(each["heading"]), Field(each["field"] or ""), each.get("option"))
                    for each in columns
                ),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise UnknownMapping from error


@dataclass(frozen=True)
class Woman:
    """The pregnant woman of a 特定妊婦 row."""

    name: str | None
    kana: str | None


@dataclass(frozen=True)
class CaseRow:
    """One child or one pregnancy as the file has it; what the file does not say is None or empty."""

    sheet: str | None
    row: int
    number: str | None = None
    name: str | None = None
    kana: str | None = None
    pregnant_woman: Woman | None = None
    birth_date: date | None = None
    due_date: date | None = None
    age: str | None = None
    sex: str | None = None
    school: str | None = None
    school_year: str | None = None
    district: str | None = None
    guardian: str | None = None
    relation: str | None = None
    household: str | None = None
    case_kind: str | None = None
    abuse_kinds: tuple[str, ...] = ()
    counselling_kind: str | None = None
    severity: str | None = None
    review_rank: str | None = None
    urgency: str | None = None
    lead_agency: str | None = None
    key_worker: str | None = None
    agencies: tuple[str, ...] = ()
    accepted_on: date | None = None
    next_review_on: date | None = None
    last_review_on: date | None = None
    last_seen_on: date | None = None
    last_seen_by: str | None = None
    route: str | None = None
    policy: str | None = None
    situation: str | None = None
    strengths: str | None = None
    treatment: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class TableRead:
    """One table of the file: where its headings stand, what its columns mean, how many cases it gave."""

    sheet: str | None
    heading_rows: tuple[int, ...]
    columns: tuple[ColumnMapping, ...]
    cases: int


@dataclass(frozen=True)
class CaseListReading:
    """The whole file as it would be taken in."""

    tables: tuple[TableRead, ...]
    cases: tuple[CaseRow, ...]
    problems: tuple[Finding, ...]
    questions: tuple[Finding, ...]
    passed_over: tuple[PassedOver, ...]
    directory: tuple[str, ...] = field(default=())

    @property
    def mapping(self) -> Mapping:
        """The proposed meanings of all columns, to be corrected by hand and kept under a name."""
        seen = {column.heading: column for table in self.tables for column in reversed(table.columns)}
        return Mapping("", tuple(seen.values()))
