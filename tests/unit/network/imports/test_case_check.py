"""What stops a row, what is asked and what it becomes, without a database."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from network.agencies.model import Agency
from network.cases.model import Case, LinkageRole, ReviewRank, Severity
from network.imports.case_check import CaseCheck, KnownCases, check_cases
from network.imports.case_notes import Level
from network.imports.case_records import CaseRecords, RecordMaker
from network.imports.case_words import counselling_of, rank_of, severity_of
from network.imports.concern_cells import concern_table
from network.imports.corrections import AgencyAnswer, AgencyChoice, Corrections, PersonChoice
from network.imports.model import CaseListReading, Field
from network.imports.row_state import RowState
from tests.unit.network.imports.lists import TODAY, read, xlsx

HEADINGS = ["番号", "氏名", "生年月日", "種別", "重症度", "主担当機関", "関係機関", "受理日", "最終目視日", "相談種別"]
CENTER = Agency(id=uuid4(), kind_code="child_family_center", name="こども家庭センター", aliases=("こ家",))
SCHOOL = Agency(id=uuid4(), kind_code="elementary_school", name="第二小学校")
AGENCIES = (CENTER, SCHOOL)


def line(number: str, name: str, **more: str) -> list[str]:
    """A row of invented values."""
    given = {"born": "H28.4.2", "degree": "中度", "lead": "こども家庭センター", "others": "第二小学校"} | more
    seen, sort = given.get("seen", ""), given.get("sort", "")
    return [
        number,
        name,
        given["born"],
        "要支援",
        given["degree"],
        given["lead"],
        given["others"],
        "R8.6.2",
        seen,
        sort,
    ]


def reading_of(*rows: list[str]) -> CaseListReading:
    """The reading of a list against the registered agencies."""
    return read(xlsx([HEADINGS, *rows]), directory=[agency.name for agency in AGENCIES])


def known(*cases: Case) -> KnownCases:
    """What the council has."""
    return KnownCases(agencies=AGENCIES, cases=cases, today=TODAY)


def checked(reading: CaseListReading, corrections: Corrections | None = None, *cases: Case) -> CaseCheck:
    """The check of a list."""
    return check_cases(reading, corrections or Corrections(), known(*cases))


def case(number: str, name: str, born: date | None, **more: object) -> Case:
    """A case of the council."""
    found = Case(id=uuid4(), household_id=uuid4(), number=number, name=name, birth_date=born)
    return replace(found, **more)  # type: ignore[arg-type]  # any field of the case


def records(reading: CaseListReading, corrections: Corrections, *cases: Case) -> CaseRecords:
    """What the ready rows become."""
    maker = RecordMaker(reading, known(*cases), uuid4())
    return maker.records(checked(reading, corrections, *cases))


def test_rows_without_problems_are_ready() -> None:
    check = checked(reading_of(line("1", "汐入 凪"), line("2", "夕凪 律", lead="こ家")))
    assert [row.state for row in check.rows] == [RowState.READY, RowState.READY]
    assert not check.unknown_agencies


def test_a_letter_waits_for_its_meaning_and_may_be_left_out() -> None:
    reading = reading_of(line("1", "汐入 凪", degree="A"), line("2", "夕凪 律", degree="B"))
    assert [row.state for row in checked(reading).rows] == [RowState.BLOCKED] * 2
    answered = Corrections(letters={"severity:A": "severe", "severity:B": ""})
    check = checked(reading, answered)
    assert [(row.state, row.severity) for row in check.rows] == [
        (RowState.READY, Severity.SEVERE),
        (RowState.READY, None),
    ]
    assert [(each.letter, each.rows, each.answer) for each in check.letters] == [("A", 1, "severe"), ("B", 1, "")]


def test_the_council_s_own_words_need_no_answer() -> None:
    reading = reading_of(line("1", "汐入 凪", degree="A"), line("2", "夕凪 律"))
    own = replace(known(), own_severities={"severe": "A"})
    assert check_cases(reading, Corrections(), own).rows[0].severity is Severity.SEVERE


def test_an_unknown_agency_stops_every_row_that_names_it() -> None:
    reading = reading_of(line("1", "汐入 凪", others="きりせクラブ"), line("2", "夕凪 律", others="きりせクラブ"))
    check = checked(reading)
    assert [row.state for row in check.rows] == [RowState.BLOCKED] * 2
    assert [(each.name, each.rows, each.unknown) for each in check.unknown_agencies] == [("きりせクラブ", 2, True)]
    without_kind = Corrections(agencies={"きりせクラブ": AgencyAnswer(choice=AgencyChoice.ADD)})
    assert checked(reading, without_kind).count(RowState.BLOCKED) == 2
    added = Corrections(agencies={"きりせクラブ": AgencyAnswer(choice=AgencyChoice.ADD, kind_code="after_school_club")})
    made = records(reading, added)
    assert [agency.name for agency in made.agencies] == ["きりせクラブ"]
    assert len([each for each in made.linkages if each.agency_id == made.agencies[0].id]) == 2


@pytest.mark.parametrize(
    ("number", "name", "born", "state", "question"),
    [
        ("1", "汐入 凪", date(2016, 4, 2), RowState.ASKED, "もう登録されています。"),
        ("1", "夕凪 律", date(2016, 4, 2), RowState.BLOCKED, "夕凪 律 さんの番号です。"),
        ("9", "汐入　凪", date(2016, 4, 2), RowState.ASKED, "9 汐入　凪と同じ人ですか。"),
        ("9", "汐入 凪", None, RowState.ASKED, "9 汐入 凪と同じ人ですか。"),
        ("9", "汐入 凪", date(2016, 4, 3), RowState.READY, ""),
    ],
)
def test_somebody_known_is_asked_about(
    number: str, name: str, born: date | None, *, state: RowState, question: str
) -> None:
    reading = reading_of(line("1", "汐入 凪"), line("2", "虹川 蓮"))
    row = checked(reading, None, case(number, name, born)).rows[0]
    assert (row.state, row.person.question if row.person else "") == (state, question)


def test_an_update_keeps_what_the_list_does_not_say_and_reopens() -> None:
    reading = reading_of(line("1", "汐入 凪", seen="R8.10.1"), line("2", "虹川 蓮"))
    before = case(
        "1", "汐入 凪", date(2016, 4, 2), policy="見守り", closed_on=date(2026, 3, 31), severity=Severity.MILD
    )
    made = records(reading, Corrections(people={"2@一覧": PersonChoice.UPDATE}), before)
    (_old, after) = made.updated[0]
    assert (after.policy, after.closed_on, after.accepted_on) == ("見守り", None, date(2026, 6, 2))
    assert (after.severity, after.previous_severity) == (Severity.MODERATE, Severity.MILD)
    assert [each.number for each in made.cases] == ["2"]
    assert [each.case_id for each in made.sightings] == [before.id]


def test_linkages_begin_with_acceptance_and_carry_lead_and_role() -> None:
    made = records(reading_of(line("1", "汐入 凪"), line("2", "虹川 蓮", lead="")), Corrections())
    first, second = made.cases
    found = {(each.case_id, each.agency_id): each for each in made.linkages}
    assert found[first.id, CENTER.id].is_lead
    assert found[first.id, SCHOOL.id].role is LinkageRole.SCHOOL
    assert {each.since for each in made.linkages} == {date(2026, 6, 2)}
    assert not found[second.id, SCHOOL.id].is_lead


def test_a_counselling_word_that_is_not_known_goes_to_the_remarks() -> None:
    made = records(
        reading_of(line("1", "汐入 凪", sort="不登校"), line("2", "虹川 蓮", sort="けいかん")), Corrections()
    )
    assert [(each.counselling_kind is not None, each.note) for each in made.cases] == [
        (True, ""),
        (False, "相談種別: けいかん"),
    ]


def test_a_number_that_is_too_long_stops_its_row() -> None:
    check = checked(reading_of(line("1" * 61, "汐入 凪"), line("2", "虹川 蓮")))
    assert [row.state for row in check.rows] == [RowState.BLOCKED, RowState.READY]


def test_rows_without_a_number_get_a_provisional_one() -> None:
    reading = reading_of(line("", "汐入 凪"), line("2", "虹川 蓮"))
    check = checked(reading, None, case("仮-1", "夕凪 律", None))
    assert [row.number for row in check.rows] == ["仮-2", "2"]
    assert [note.level for note in check.rows[0].notes] == [Level.SAID]


def test_the_table_of_concerns_says_what_the_file_says() -> None:
    check = checked(reading_of(line("1", "汐入 凪", born="H28.13.2"), line("2", "虹川 蓮")))
    headings, first = concern_table(check.concerns)
    told = dict(zip(headings, first, strict=True))
    assert (told[Field.NUMBER.label], told[Field.BIRTH_DATE.label]) == ("1", "H28.13.2")
    assert told[Field.ACCEPTED_ON.label] == "R8.6.2"
    assert "13月はありません" in told["直すところ"]


@pytest.mark.parametrize(
    ("word", "severity"),
    [
        ("最重度", Severity.FATAL),
        ("重", Severity.SEVERE),
        ("中等度", Severity.MODERATE),
        ("軽微", Severity.MILD),
        ("虐待の危惧", Severity.CONCERN),
        ("A", None),
        ("体重", None),
    ],
)
def test_words_of_severity(word: str, severity: Severity | None) -> None:
    assert severity_of(word, {}) is severity


def test_words_of_rank_and_counselling() -> None:
    assert [rank_of(word) for word in ("A", "ｂ", "Ｃランク", "AA", "1")] == [
        ReviewRank.A,
        ReviewRank.B,
        ReviewRank.C,
        None,
        None,
    ]
    assert counselling_of(None) is None
