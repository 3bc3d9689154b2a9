from dataclasses import replace
from datetime import date, timedelta

import pytest

from network.agencies.kinds import KINDS
from network.graph.gaps import FindingKind, GapSettings, findings
from network.graph.linkages import AFFILIATION_KINDS, CaseView, LinkageView, TieState
from tests.unit.network.graph.graph_samples import CENTER, KINDERGARTEN, SCHOOL, identity, linkage

TODAY = date(2026, 11, 20)
LEAD = linkage(1, "こども家庭センター", CENTER, "支援", since=date(2026, 5, 1), is_lead=True)
PUPIL = linkage(2, "潮風小学校", SCHOOL, "在籍", since=date(2025, 4, 1))
CALM = CaseView(
    case_id=identity(9),
    name="見本 花",
    accepted_on=date(2026, 5, 1),
    birth_date=date(2018, 4, 9),
    last_seen_on=TODAY,
    next_review_on=TODAY,
    linkages=(LEAD, PUPIL),
)


def kinds(case: CaseView, today: date = TODAY) -> list[FindingKind]:
    return [finding.kind for finding in findings(case, today)]


def linked(*linkages: LinkageView) -> CaseView:
    return replace(CALM, linkages=linkages)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_a_covered_case_has_no_finding() -> None:
    assert kinds(CALM) == []


@pytest.mark.parametrize(("days", "expected"), [(29, []), (30, []), (31, [FindingKind.NOT_SEEN])])
def test_not_seen_longer_than_the_limit(days: int, expected: list[FindingKind]) -> None:
    assert kinds(replace(CALM, last_seen_on=ago(days))) == expected


def test_the_limit_is_a_setting_and_stands_in_the_sentence() -> None:
    (finding,) = findings(replace(CALM, last_seen_on=ago(11)), TODAY, GapSettings(not_seen_days=10))
    assert finding.sentence == "最後に見た日は11月9日（月）です。決まりは10日以内です。"
    assert finding.words == "子どもを見ていない（11日）"


def test_never_seen_since_acceptance_comes_first() -> None:
    for seen in (None, date(2026, 4, 30)):
        case = replace(CALM, last_seen_on=seen, next_review_on=ago(1))
        assert kinds(case) == [FindingKind.NEVER_SEEN, FindingKind.REVIEW_OVERDUE]
    assert kinds(replace(CALM, last_seen_on=date(2026, 5, 1))) == [FindingKind.NOT_SEEN]


def test_an_unborn_child_need_not_be_seen() -> None:
    case = replace(CALM, birth_date=None, due_date=date(2027, 1, 5), last_seen_on=None, linkages=(LEAD, PUPIL))
    assert kinds(case) == []


def test_no_lead_two_leads_and_a_lead_that_has_ended() -> None:
    assert kinds(linked(replace(LEAD, is_lead=False), PUPIL)) == [FindingKind.NO_LEAD]
    two = findings(linked(LEAD, replace(PUPIL, is_lead=True)), TODAY)
    assert [finding.kind for finding in two] == [FindingKind.TWO_LEADS]
    assert two[0].sentence == "こども家庭センターと潮風小学校が、どちらも主担当になっています。"
    other = linkage(3, "保健センター", CENTER, "健診", since=date(2025, 4, 1))
    assert kinds(linked(replace(LEAD, until=TODAY), PUPIL, other)) == [FindingKind.NO_LEAD]
    assert kinds(linked(replace(LEAD, until=TODAY + timedelta(days=1)), PUPIL)) == []


@pytest.mark.parametrize(("until", "gap"), [(TODAY, True), (TODAY + timedelta(days=1), False)])
def test_an_affiliation_that_ends_without_a_successor(until: date, gap: bool) -> None:  # noqa: FBT001 - a table of cases
    other = linkage(4, "主任児童委員", ("chief_child_commissioner", "民生委員・児童委員"), "見守り", since=ago(90))
    case = linked(LEAD, other, replace(PUPIL, until=until))
    assert (FindingKind.NO_SUCCESSOR in kinds(case)) is gap


def test_the_gap_counts_from_the_last_day_and_names_it() -> None:
    nursery = linkage(5, "はまなす幼稚園", KINDERGARTEN, "在籍", since=date(2025, 4, 1), until=date(2026, 10, 1))
    other = linkage(4, "生活福祉課", CENTER, "相談", since=ago(90))
    (finding,) = findings(linked(LEAD, other, nursery), TODAY)
    assert finding.words == "所属が切れて、次がない（51日）"
    assert finding.sentence == "はまなす幼稚園が9月30日（水）で終わり、次の所属が始まっていません。"
    assert finding.remedy.label == "次の所属を書く"
    planned = replace(PUPIL, since=date(2027, 4, 1))
    assert kinds(linked(LEAD, other, nursery, planned)) == []
    assert kinds(replace(linked(LEAD, other, nursery), birth_date=date(2008, 11, 20))) == []


def test_a_vacant_post_counts_while_the_agency_is_linked() -> None:
    assert kinds(linked(LEAD, replace(PUPIL, vacant=True))) == [FindingKind.VACANT]
    gone = linkage(6, "児童相談所", CENTER, "訪問", since=ago(90), until=ago(3), vacant=True)
    assert kinds(linked(LEAD, PUPIL, gone)) == []


@pytest.mark.parametrize(("days", "expected"), [(1, [FindingKind.REVIEW_OVERDUE]), (0, []), (-1, [])])
def test_a_review_is_overdue_after_its_day(days: int, expected: list[FindingKind]) -> None:
    assert kinds(replace(CALM, next_review_on=ago(days))) == expected


def test_a_lone_agency() -> None:
    assert kinds(linked(LEAD)) == [FindingKind.LONE_AGENCY]
    assert kinds(linked(LEAD, replace(LEAD, role="見守り"))) == [FindingKind.LONE_AGENCY]


def test_every_finding_says_why_in_one_sentence_and_names_a_remedy() -> None:
    case = replace(
        CALM, last_seen_on=None, next_review_on=ago(1), linkages=(replace(PUPIL, until=ago(1), vacant=True),)
    )
    found = findings(case, TODAY)
    assert len(found) == 4
    assert all(finding.sentence.count("。") == 1 and finding.remedy.label for finding in found)


def test_states_at_the_ends_of_a_linkage() -> None:
    known = replace(PUPIL, since=date(2026, 4, 1), until=date(2026, 10, 1))
    days = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 9, 30), date(2026, 10, 1)]
    states = [TieState.AHEAD, TieState.SUPPORT, TieState.SUPPORT, TieState.ENDED]
    assert [known.state_on(day) for day in days] == states


def test_kinds_where_children_are_enrolled_exist() -> None:
    assert {kind.code for kind in KINDS} >= AFFILIATION_KINDS
