import pytest

from network.agencies.agency_kind import GROUPS
from network.graph.council_drawing import council_svg
from network.graph.council_map import CouncilMap, council_map
from tests.unit.network.graph.graph_samples import TODAY, council_cases
from tests.unit.network.graph.svg_reading import check_fit_for_a_page, lines, root


def drawn(cases: int, agencies: int) -> CouncilMap:
    return council_map(council_cases(cases, agencies), TODAY)


def test_counts_are_those_of_the_cases() -> None:
    cases = council_cases(60, 22)
    made = council_map(cases, TODAY)
    for row in made.rows():
        own = [case for case in cases if row.agency in {linkage.agency_name for linkage in case.active_on(TODAY)}]
        assert row.cases == len(own) == row.leads + row.supports
        for _, partner, common in row.shared_with:
            both = [case for case in own if partner in {linkage.agency_name for linkage in case.active_on(TODAY)}]
            assert common == len(both) > 0
    assert made.cases == 60


def test_ended_linkages_do_not_count() -> None:
    assert council_map(council_cases(10, 5), TODAY.replace(year=2020)).agencies == ()


def test_agencies_stand_by_group_then_by_cases() -> None:
    made = drawn(150, 60)
    keys = [(GROUPS.index(load.group), -load.cases, load.name) for load in made.agencies]
    assert keys == sorted(keys)
    assert [load.number for load in made.agencies] == list(range(1, 61))


@pytest.mark.parametrize(("cases", "agencies"), [(1, 2), (60, 22), (150, 60)])
def test_the_drawing_holds_no_fact_that_the_table_lacks(cases: int, agencies: int) -> None:
    made = drawn(cases, agencies)
    svg = council_svg(made)
    check_fit_for_a_page(svg)
    known = {row.agency for row in made.rows()}
    for row in made.rows():
        known |= {str(row.number), str(row.cases), *(str(common) for _, _, common in row.shared_with)}
    assert [line for line in lines(svg) if line not in known and line.rstrip("…") not in "".join(known)] == []


def test_every_pair_that_shares_cases_has_a_square() -> None:
    made = drawn(150, 60)
    squares = [one for one in root(council_svg(made)).iter() if one.get("class") == "shared"]
    assert len(squares) == len(made.shared) > 100
    assert sum(len(row.shared_with) for row in made.rows()) == 2 * len(squares)


def test_no_agency_at_all_is_an_empty_map() -> None:
    check_fit_for_a_page(council_svg(council_map([], TODAY)))
