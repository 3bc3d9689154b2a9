"""The demonstration's families are such as could be: schools by 学年, siblings apart, numbers of the year."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID, uuid5

from core.calendar import fiscal_year, school_year
from network.agencies.model import Agency
from web.demo_cases import DemoCases, invented
from web.demo_people import staff_member

PREPARED, HELD = date(2026, 11, 13), date(2026, 11, 20)
NAMES = {
    "children_department": ("子ども支援課",),
    "child_guidance_center": ("児童相談所",),
    "municipal_health_center": ("健康増進センター",),
    "board_of_education": ("学校教育課",),
    "elementary_school": ("はなみずき小学校", "あけぼの小学校", "みなもと小学校"),
    "junior_high_school": ("ひばり中学校", "あさかぜ中学校"),
    "nursery": ("つばめ保育園", "わかば保育園", "ひなた保育園"),
    "welfare_commissioner": ("民生委員・児童委員（はなみずき地区）", "主任児童委員"),
    "after_school_club": ("学童クラブ ひだまり",),
}


def agencies() -> Mapping[str, Sequence[Agency]]:
    """One agency for each name."""
    return {
        kind: [Agency(id=uuid5(UUID(int=1), name), kind_code=kind, name=name) for name in names]
        for kind, names in NAMES.items()
    }


def made() -> DemoCases:
    """The cases of the usual demonstration."""
    return invented(agencies(), count=150, seed=1, today=PREPARED, held_on=HELD)


def test_every_child_goes_where_its_school_year_goes() -> None:
    stages = {"小": "小学校", "中": "中学校", "年": "保育園"}
    for case in made().cases:
        if case.birth_date is None:
            assert case.is_pregnancy
            assert not case.affiliation
            continue
        stage = school_year(case.birth_date, HELD)
        assert case.affiliation.endswith(stages[stage[0]] if stage else "保育園"), case


def test_siblings_are_a_year_apart_share_no_name_and_go_to_one_primary_school() -> None:
    found = made()
    for household in found.households:
        children = [case for case in found.cases if case.household_id == household.id and case.birth_date]
        births = sorted(case.birth_date for case in children if case.birth_date)
        assert all(later - before >= timedelta(days=365) for before, later in pairwise(births))
        assert len({case.name for case in children}) == len(children)
        assert len({case.affiliation for case in children if "小学校" in case.affiliation}) <= 1


def test_a_number_bears_the_year_of_acceptance_and_a_new_case_no_earlier_task() -> None:
    found = made()
    new = {case.id for case in found.cases if case.last_deliberated_on is None}
    assert new
    assert all(case.accepted_on for case in found.cases)
    for case in found.cases:
        if case.accepted_on:
            assert case.number.startswith(f"R{fiscal_year(case.accepted_on) - 2018}-")
    assert not [promise for promise in found.promises if promise.case_id in new]


def test_positions_fit_their_agencies() -> None:
    kinds = {agency.id: kind for kind, group in agencies().items() for agency in group}
    positions = {(kinds[one.agency_id], one.responsible) for one in made().linkages if one.responsible}
    assert positions == {
        ("elementary_school", "教頭"),
        ("junior_high_school", "教頭"),
        ("nursery", "主任保育士"),
    }


def test_a_commissioner_of_one_district_watches_only_that_district() -> None:
    found = made()
    own = uuid5(UUID(int=1), "民生委員・児童委員（はなみずき地区）")
    homes = {household.id: household.district for household in found.households}
    districts = {case.id: homes[case.household_id] for case in found.cases if case.household_id in homes}
    assert {districts[one.case_id] for one in found.linkages if one.agency_id == own} == {"はなみずき地区"}


def test_a_thousand_members_of_staff_differ() -> None:
    assert len({staff_member(number) for number in range(1000)}) == 1000


def test_few_cases_are_heavy() -> None:
    found = made()
    seen = {sighting.case_id for sighting in found.sightings}
    heavy = [case for case in found.cases if case.id not in seen or (case.severity and case.severity.heavy)]
    assert 3 <= len(heavy) <= 8
