import re
from dataclasses import replace
from datetime import date, datetime
from itertools import combinations

import pytest

from core.calendar import JST
from network.agencies.agency_kind import GROUPS, JUSTICE
from network.graph.connections import Connections, connections
from network.graph.documents import ConnectionsPaper, connections_pdf
from network.graph.drawing import Box, wrapped
from network.graph.household_drawing import Guest, household_svg
from network.graph.linkages import HouseholdView, LinkageView, TieState
from network.graph.seats import SeatingPlan, seated
from tests.unit.network.graph.graph_samples import HINATA, MINATO, TAKASE, TODAY, identity
from tests.unit.network.graph.svg_reading import check_fit_for_a_page, facts, lines, root
from tests.unit.pdf_reading import figures_without_words, flat

DAYS = [date(2026, 5, 1), date(2026, 6, 10), date(2026, 10, 1), TODAY, date(2027, 4, 1)]


def said_by_the_table(drawn: Connections) -> str:
    rows = [
        (
            row.agency,
            row.role,
            row.state,
            row.responsible,
            row.since,
            row.until,
            *(str(one.number) for one in row.findings),
        )
        for row in drawn.rows()
    ]
    findings = [(str(one.number), one.case.name, one.finding.words) for one in drawn.findings]
    children = [(case.name, case.age_words(drawn.day)) for case in drawn.cases]
    return re.sub(r"\s", "", " ".join(" ".join(cells) for cells in (*rows, *findings, *children)))


@pytest.mark.parametrize("day", DAYS)
def test_the_drawing_holds_no_fact_that_the_table_lacks(day: date) -> None:
    drawn = connections(TAKASE, day)
    table = said_by_the_table(drawn)
    told = lines(household_svg(drawn))
    assert len(told) > 10
    for line in told:
        for part in re.split(r"・|まで$|から$", line.replace("現在", "")):
            plain = re.sub(r"\s", "", part)
            assert plain in table or plain == f"R{day.year - 2018}.{day.month}.{day.day}"


def test_the_table_holds_every_agency_of_the_drawing_and_more() -> None:
    drawn = connections(TAKASE, TODAY)
    whole = re.sub(r"\s", "", "".join(facts(household_svg(drawn))))
    assert all(re.sub(r"\s", "", row.agency) in whole for row in drawn.rows())
    assert len(drawn.rows()) == len(drawn.seats) + 1 + 1  # 児童相談所 in two roles, one empty seat


def test_well_formed_with_a_title_and_attributes_only() -> None:
    check_fit_for_a_page(household_svg(connections(TAKASE, TODAY)))


def test_names_cannot_break_out_of_the_drawing() -> None:
    hostile = replace(HINATA.linkages[1], agency_name="<script>&\"'")
    case = replace(HINATA, name="<b>花</b>", linkages=(hostile,))
    drawn = connections(HouseholdView(label="</title><script>", cases=(case,)), TODAY)
    check_fit_for_a_page(household_svg(drawn))
    assert "<script>&\"'" in "".join(facts(household_svg(drawn)))


def test_children_share_a_row_where_the_linkage_is_the_same() -> None:
    rows = connections(TAKASE, TODAY).rows()
    assert [row.children for row in rows if row.agency == "こども家庭センター"] == [(True, True)]
    assert [(row.role, row.state, row.until) for row in rows if row.agency == "中央児童相談所"] == [
        ("解除後の訪問", "支援中", ""),
        ("一時保護", "終わった", "R8.7.14"),
    ]


def test_findings_have_one_number_everywhere() -> None:
    drawn = connections(TAKASE, TODAY)
    assert [one.number for one in drawn.findings] == [1, 2, 3, 4]
    rings = [text for text in facts(household_svg(drawn)) if text.isdigit()]
    assert sorted(rings) == ["1", "2", "3", "4"]
    assert [(row.agency, row.findings[0].number) for row in drawn.rows() if row.findings] == [
        ("中央児童相談所", 3),
        ("▲ 次の所属がない", 2),
    ]


def test_no_lead_leaves_an_empty_seat() -> None:
    leaderless = replace(HINATA, linkages=HINATA.linkages[1:])
    drawn = connections(HouseholdView(label="高瀬 陽向", cases=(leaderless,)), TODAY)
    assert [empty.words for empty in drawn.empty_seats] == ["主担当がいない"]
    assert "▲ 主担当がいない" in lines(household_svg(drawn))


def test_a_lead_is_drawn_solid_and_an_end_dotted() -> None:
    svg = root(household_svg(connections(TAKASE, TODAY)))
    ties = [one for one in svg.iter() if str(one.get("class")).startswith("tie-")]
    assert {str(one.get("class")) for one in ties} == {
        "tie-lead", "tie-support", "tie-ahead", "tie-ended", "tie-gap",
    }  # fmt: skip
    assert all(one.get("stroke-dasharray") for one in ties if one.get("class") in {"tie-ended", "tie-gap", "tie-ahead"})


def boxes_by_agency(linkages: tuple[LinkageView, ...]) -> dict[str, Box]:
    drawn = connections(HouseholdView(label="", cases=(replace(MINATO, linkages=linkages),)), TODAY)
    _, boxes = seated([Guest(seat.group, seat.name, seat.since) for seat in drawn.seats])
    return {seat.name: box for seat, box in zip(drawn.seats, boxes, strict=True)}


def test_nobody_moves_when_the_lead_changes_or_another_comes() -> None:
    before = boxes_by_agency(MINATO.linkages)
    changed = tuple(replace(linkage, is_lead=linkage.agency_name == "生活福祉課") for linkage in MINATO.linkages)
    assert boxes_by_agency(changed) == before
    newcomer = replace(MINATO.linkages[2], agency_id=identity(77), agency_name="住宅課", since=TODAY)
    police = replace(newcomer, agency_id=identity(78), agency_name="警察署", kind_group=JUSTICE)
    after = boxes_by_agency((newcomer, police, *MINATO.linkages))
    assert {name: after[name] for name in before} == before
    assert len(after) == len(before) + 2


@pytest.mark.parametrize("guests", [1, 12, 18, 19, 25, 40])
def test_no_two_agencies_sit_on_each_other(guests: int) -> None:
    plan, boxes = seated([Guest(GROUPS[place % 3], f"機関{place}", date.min) for place in range(guests)])
    for one, other in combinations(boxes, 2):
        apart = abs(one.x - other.x) >= one.width or abs(one.y - other.y) >= one.height
        assert apart
    assert all(box.x >= 0 and box.x + box.width <= 710 and 0 <= box.y <= plan.height - box.height for box in boxes)


def test_every_group_has_its_own_place() -> None:
    plan = SeatingPlan(len(GROUPS))
    places = [plan.take(group) for group in GROUPS]
    assert len(set(places)) == len(GROUPS)
    assert [SeatingPlan(30).take(group) for group in GROUPS] == places


def test_long_names_are_broken_at_blanks_and_cut_with_a_sign() -> None:
    assert wrapped("認定こども園 潮騒会 はまなす幼稚園", 10, 3) == [
        "認定こども園 潮騒会",
        "はまなす幼稚園",
    ]
    assert wrapped("社会福祉法人汐見野市潮騒会はまなす保育園分園", 10, 2) == [
        "社会福祉法人汐見野市",
        "潮騒会はまなす保育…",
    ]
    assert wrapped("短い名", 10, 3) == ["短い名"]


def test_the_strongest_tie_is_the_seat() -> None:
    drawn = connections(TAKASE, date(2026, 6, 10))
    guidance = next(seat for seat in drawn.seats if seat.name == "中央児童相談所")
    assert (guidance.state, guidance.words) == (TieState.SUPPORT, "一時保護")


@pytest.fixture(scope="module")
def printed() -> bytes:
    drawn = connections(TAKASE, TODAY)
    as_of = datetime(2026, 11, 20, 9, 30, tzinfo=JST)
    paper = ConnectionsPaper(council_name="汐見野市協議会", case_numbers="R8-019", drawn=drawn, as_of=as_of)
    return connections_pdf(paper)


def test_the_paper_says_what_the_table_says(printed: bytes) -> None:
    whole = flat(printed)
    for part in (
        "同じ内容の表",
        "抜け落ち4件",
        "生活福祉課",
        "解除後の訪問",
        "▲空席",
        "R8.9.30",
        "後任を書く",
        "会議後回収",
    ):
        assert part in whole
    assert "1/1" in whole


def test_the_drawing_on_paper_has_words_for_those_who_cannot_see_it(printed: bytes) -> None:
    assert figures_without_words(printed) == 0
