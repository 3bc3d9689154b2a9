"""Members, the coordinating agency, the order of the 別表, and what a public notice lacks."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from network.agencies import rules
from network.agencies.errors import AgencyNameTaken, CoordinatorNeeded, EndBeforeSince, OwnAncestor
from network.agencies.model import Agency, CouncilMember, Seat, SecrecyClass

TODAY = date(2027, 3, 24)
OLD, APRIL = date(2005, 4, 1), date(2027, 4, 1)
CENTER = Agency(id=uuid4(), kind_code="x", name="こども家庭センター", secrecy_class=SecrecyClass.PUBLIC_BODY)
SCHOOL = Agency(id=uuid4(), kind_code="x", name="第二小学校", secrecy_class=SecrecyClass.PUBLIC_BODY)
SEATS = [Seat(id=uuid4(), position=number, name=f"項{number}") for number in (1, 2, 3)]


def member(agency: Agency, *, coordinates: bool = False, since: date | None = OLD) -> CouncilMember:
    """A designation in the first row."""
    return CouncilMember(id=uuid4(), agency_id=agency.id, seat_id=SEATS[0].id, since=since, coordinates=coordinates)


def test_moving_the_coordination_is_dated_and_both_stay_members() -> None:
    before, after = member(CENTER, coordinates=True), member(SCHOOL)
    changed, added = rules.moved_coordination([before, after], after, APRIL)
    members = [*changed, *added]
    on_the_eve, on_the_day = rules.coordinating(members, date(2027, 3, 31)), rules.coordinating(members, APRIL)
    assert on_the_eve is not None
    assert on_the_day is not None
    assert (on_the_eve.agency_id, on_the_day.agency_id) == (CENTER.id, SCHOOL.id)
    assert {one.agency_id for one in rules.members_on(members, APRIL)} == {CENTER.id, SCHOOL.id}
    assert rules.member_since(members, CENTER.id, APRIL) == OLD


def test_a_break_in_membership_begins_a_new_one() -> None:
    first = replace(member(SCHOOL), until=date(2010, 4, 1))
    assert rules.member_since([first, member(SCHOOL, since=date(2015, 4, 1))], SCHOOL.id, TODAY) == date(2015, 4, 1)


def test_a_designation_ends_after_it_began_and_the_coordinator_hands_over_first() -> None:
    with pytest.raises(EndBeforeSince):
        rules.check_designation(replace(member(SCHOOL), until=OLD))
    with pytest.raises(CoordinatorNeeded):
        rules.check_designation(replace(member(CENTER, coordinates=True), until=TODAY))


def test_a_seat_moves_and_only_changed_positions_are_saved() -> None:
    moved = rules.shifted(SEATS, SEATS[1].id, 1)
    assert [(seat.name, seat.position) for seat in moved] == [("項2", 1), ("項1", 2)]
    assert rules.shifted(SEATS, SEATS[0].id, 0) == []
    assert rules.shifted(SEATS, SEATS[2].id, 99) == []


def test_what_a_notice_lacks_is_said_in_sentences() -> None:
    nameless = replace(SCHOOL, secrecy_class=None)
    agencies = {CENTER.id: CENTER, nameless.id: nameless}
    members = [member(CENTER), replace(member(nameless), seat_id=None, since=None)]
    said = [lack.sentence for lack in rules.lacking_for_notice(SEATS, members, agencies, TODAY)]
    assert len(said) == 5
    assert said[0].startswith("調整機関が決まっていません")
    assert any("守秘の区分" in one and "第二小学校" in one for one in said)
    assert any("機関の入っていない項が 2つ" in one for one in said)


def test_a_whole_register_lacks_nothing() -> None:
    found = rules.lacking_for_notice(SEATS[:1], [member(CENTER, coordinates=True)], {CENTER.id: CENTER}, TODAY)
    assert found == []


def test_a_third_class_member_comes_in_person() -> None:
    person = replace(SCHOOL, secrecy_class=SecrecyClass.PERSON)
    assert not rules.substitutes_allowed(person, replace(member(person), substitute_allowed=True))
    assert rules.substitutes_allowed(SCHOOL, member(SCHOOL))
    assert not rules.substitutes_allowed(SCHOOL, replace(member(SCHOOL), substitute_allowed=False))


def test_the_same_name_in_another_width_is_taken_but_not_after_the_end() -> None:
    twin = Agency(id=uuid4(), kind_code="x", name="第二 小学校")
    with pytest.raises(AgencyNameTaken):
        rules.check_agency(twin, [SCHOOL])
    rules.check_agency(twin, [replace(SCHOOL, ended_on=TODAY)])


def test_nobody_stands_above_itself() -> None:
    child = replace(SCHOOL, parent_id=CENTER.id)
    with pytest.raises(OwnAncestor):
        rules.check_agency(replace(CENTER, parent_id=SCHOOL.id), [CENTER, child])
