"""Holding an agenda in two meetings: what goes together, what fits, who comes twice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import time
from random import Random
from uuid import UUID

import pytest

from meetings.agenda.day_plan import AgendaFacts, day_plan, needed
from meetings.agenda.model import AgendaItem
from meetings.agenda.rules import individual
from meetings.arrangements.searching import Effort
from meetings.divisions import division
from meetings.divisions.division import Division, DivisionWay, HalfDay
from meetings.divisions.presenters import division_view, verdict
from network.cases.model import Case, Household, Linkage
from tests.unit.meetings import preparation_samples as samples

EFFORT = Effort(seconds=5, steps=2_000)
DISTRICTS = ("一中学区", "二中学区", "三中学区")


def council(seed: int, count: int = 18, districts: Sequence[str] = DISTRICTS) -> AgendaFacts:
    """Invented households of some districts; each district has an agency of its own, and one agency serves all."""
    chance = Random(seed)
    items, cases, households, links = list[AgendaItem](), list[Case](), dict[UUID, Household](), list[Linkage]()
    own = dict(zip(districts, (samples.SCHOOL, samples.COMMISSIONER, samples.SCHOOL), strict=False))
    for number in range(count):
        case = samples.child(f"見本 {number}", f"R8-{number:03}", household=f"h{number}")
        where = chance.choice(districts)
        cases.append(replace(case, affiliation=""))
        households[case.household_id] = Household(id=case.household_id, label="見本 世帯", district=where)
        links.append(samples.link(case, own[where], lead=True))
        if chance.random() < 0.4:
            links.append(samples.link(case, samples.CLINIC))
        items.append(samples.item(f"i{number}", case, minutes=chance.randint(4, 9)))
    ordered = (samples.OPENING, *items, samples.END)
    facts = samples.facts(
        items=[replace(one, position=place) for place, one in enumerate(ordered)],
        invitees=[samples.invitee(agency) for agency in (samples.SCHOOL, samples.CLINIC, samples.COMMISSIONER)],
        linkages=links,
    )
    return replace(facts, cases={case.id: case for case in cases}, households=households)


def ways(facts: AgendaFacts) -> Mapping[DivisionWay, Division]:
    """All ways that there are."""
    made = {
        DivisionWay.ONCE: division.once(facts, EFFORT),
        DivisionWay.HALVES: division.free_halves(facts, EFFORT),
        DivisionWay.DISTRICTS: division.district_halves(facts, EFFORT),
    }
    return {way: division.division(facts, way, parts) for way, parts in made.items() if parts}


def ids(day: HalfDay) -> set[UUID]:
    """The individual items of one meeting."""
    return {item.id for item in individual(day.facts.items)}


@pytest.mark.parametrize("seed", range(4))
def test_every_household_stands_in_exactly_one_meeting(seed: int) -> None:
    facts = council(seed)
    for way, divided in ways(facts).items():
        parts = [ids(day) for day in divided.days]
        assert len(parts) == (1 if way is DivisionWay.ONCE else 2)
        assert set().union(*parts) == {item.id for item in individual(facts.items)}
        assert sum(map(len, parts)) == len(individual(facts.items))


@pytest.mark.parametrize("seed", range(4))
def test_free_halves_fit_the_frame_and_wait_no_longer_than_one_meeting(seed: int) -> None:
    found = ways(council(seed))
    assert found[DivisionWay.HALVES].fits
    assert found[DivisionWay.HALVES].waiting <= found[DivisionWay.ONCE].waiting


@pytest.mark.parametrize("seed", range(4))
def test_districts_stay_together_in_about_equal_halves(seed: int) -> None:
    facts = council(seed)
    one, other = ways(facts)[DivisionWay.DISTRICTS].days
    assert not set(one.districts) & set(other.districts)
    assert set(one.districts) | set(other.districts) == set(DISTRICTS)
    minutes = [sum(item.minutes for item in individual(day.facts.items)) for day in (one, other)]
    by_district = dict.fromkeys(DISTRICTS, 0)
    for item in individual(facts.items):
        by_district[division.district(facts, item)] += item.minutes
    nearest = min(abs(sum(by_district.values()) - 2 * minutes) for minutes in by_district.values())
    assert abs(minutes[0] - minutes[1]) <= max(division.EVEN_WITHIN_MINUTES, nearest)


def test_who_comes_twice_is_counted_from_the_linkages() -> None:
    divided = ways(council(1))[DivisionWay.DISTRICTS]
    one, other = (
        {agency for item in individual(day.facts.items) for agency in needed(day.facts, item)} for day in divided.days
    )
    assert divided.twice == one & other
    assert samples.CLINIC.id in divided.twice
    assert all(len(divided.waits(agency)) == 2 for agency in divided.twice)


def test_waiting_is_that_of_the_plans() -> None:
    for divided in ways(council(2)).values():
        assert divided.waiting == sum(day_plan(day.facts).waiting for day in divided.days)
        assert divided.waiting == sum(wait for day in divided.days for agency in day.called for wait in [
            day.plan.windows[str(agency)].waiting_minutes
        ])  # fmt: skip


def test_no_district_no_halves() -> None:
    assert division.district_halves(council(1, districts=DISTRICTS[:1]), EFFORT) is None


def test_too_much_for_two_meetings_has_no_free_halves() -> None:
    facts = council(1)
    short = replace(facts, meeting=replace(facts.meeting, ends=time(14, 0)))
    assert division.free_halves(short, EFFORT) is None
    view = division_view(
        short, {DivisionWay.ONCE: division.division(short, DivisionWay.ONCE, division.once(short, EFFORT))}
    )
    assert any("分けかたは見つかりません" in sentence for sentence in view.missing)
    assert "枠を" in view.verdicts[0]


def test_the_hours_of_an_agency_hold_in_both_halves() -> None:
    facts = council(3)
    late = [
        replace(one, comes_from=time(14, 10)) if one.agency_id == samples.CLINIC.id else one for one in facts.invitees
    ]
    divided = ways(replace(facts, invitees=late)).get(DivisionWay.HALVES)
    assert divided is not None
    assert not [one for day in divided.days for one in day.plan.violations]


def test_many_districts_are_still_divided() -> None:
    names = [f"{number}地区" for number in range(20)]
    facts = council(1, count=40, districts=DISTRICTS)
    spread = {
        key: replace(household, district=names[place % 20])
        for place, (key, household) in enumerate(facts.households.items())
    }
    halves = division.district_halves(replace(facts, households=spread), EFFORT)
    assert halves is not None
    assert sum(map(len, halves)) == 40


def test_the_verdict_says_whether_it_pays() -> None:
    facts = council(1)
    found = ways(facts)
    once, halves = found[DivisionWay.ONCE], found[DivisionWay.DISTRICTS]
    words = verdict(facts, once, halves)
    assert words.startswith("地区別に分け")
    assert f"{len(halves.twice)}機関が2回来" in words
    assert verdict(facts, halves, replace(halves)).startswith("地区別に分けても、待ちは変わりません。")
