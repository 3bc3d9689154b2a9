from dataclasses import replace
from datetime import date

from network.cases import presenters
from network.cases.model import AbuseKind, CaseKind, Severity
from network.cases.words import CodeWords
from tests.unit.network.cases.case_samples import TODAY, a_case, a_household


def test_one_line_about_the_child() -> None:
    case = a_case(sex="女", affiliation="第二小学校", class_year="2年")
    assert presenters.who_words(case, TODAY) == "8歳・女・第二小学校 2年"
    assert presenters.age_words(a_case(birth_date=None, age_written=6), TODAY) == "6歳（名簿の記載）"


def test_a_pregnancy_reads_in_weeks() -> None:
    woman = a_case(is_pregnancy=True, birth_date=None, due_date=date(2027, 1, 29))
    assert presenters.age_words(woman, TODAY) == "妊娠30週・予定日 R9.1.29"


def test_severity_says_where_it_came_from() -> None:
    case = a_case(severity=Severity.MODERATE, previous_severity=Severity.SEVERE)
    assert presenters.severity_words(case) == "中度（前は重度 ↓）"
    assert presenters.severity_arrow(replace(case, severity=Severity.FATAL)) == "↑"
    assert presenters.severity_words(replace(case, previous_severity=None)) == "中度"


def test_kinds_are_never_mixed_in_one_word() -> None:
    case = a_case(case_kind=CaseKind.PROTECTION, abuse_kinds=(AbuseKind.NEGLECT, AbuseKind.EMOTIONAL))
    assert presenters.kind_words(case) == "要保護児童　ネグレクト・心理的"


def test_differences_show_both_versions() -> None:
    mine, theirs = a_case(situation="私の文", checkup_missed=True), a_case(situation="先の文", version=2)
    shown = [(one.label, one.theirs, one.mine) for one in presenters.case_differences(mine, theirs)]
    assert shown == [("健診未受診", "いいえ", "はい"), ("現在の状況・変化", "先の文", "私の文")]


def test_a_hidden_address_is_in_no_difference() -> None:
    mine = a_household(address="新しい住所", address_hidden=True)
    theirs = a_household(address="秘密の住所", address_hidden=True, district="浜手")
    assert [one.label for one in presenters.household_differences(mine, theirs)] == ["地区"]


def test_the_council_has_its_own_words() -> None:
    words = CodeWords({"severity": {"moderate": "2 中ぐらい"}})
    case = a_case(severity=Severity.MODERATE, previous_severity=Severity.SEVERE)
    assert presenters.severity_words(case, words) == "2 中ぐらい（前は重度 ↓）"
    assert words.of(None) == ""
    assert words.options(Severity)[:3] == [("fatal", "最重度"), ("severe", "重度"), ("moderate", "2 中ぐらい")]
