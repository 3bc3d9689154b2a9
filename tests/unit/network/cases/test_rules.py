from datetime import date, timedelta

import pytest

from core.errors import Invalid
from network.cases import rules
from network.cases.commands import Birth, Closing, NewCase, NewLinkage, SeenChild
from network.cases.errors import AlreadyClosed, AlreadyLinked, NotAPregnancy, NumberTaken, StillOpen
from network.cases.model import CaseKind, ClosingReason, Linkage, LinkageRole
from network.cases.rules import HandOver, hand_over_lead
from tests.unit.network.cases.case_samples import (
    CASE_ID,
    CENTER,
    CLINIC,
    SCHOOL,
    TODAY,
    a_case,
    a_household,
    a_linkage,
)


def after(linkages: list[Linkage], moved: HandOver, day: date) -> set[tuple[object, bool]]:
    changed = {one.id: one for one in moved.changed}
    now = [changed.get(one.id, one) for one in linkages] + list(moved.added)
    return {(one.agency_id, one.is_lead) for one in now if one.on(day)}


def test_the_old_lead_stays_as_support() -> None:
    held = [a_linkage(1, CENTER, is_lead=True, responsible="児童福祉係"), a_linkage(2, SCHOOL, role=LinkageRole.SCHOOL)]
    moved = hand_over_lead(held, SCHOOL, case_id=CASE_ID, on=TODAY)
    assert after(held, moved, TODAY) == {(CENTER, False), (SCHOOL, True)}
    assert after(held, moved, TODAY - timedelta(days=1)) == {(CENTER, True), (SCHOOL, False)}
    support = next(one for one in moved.added if one.agency_id == CENTER)
    assert (support.responsible, support.version) == ("児童福祉係", 1)


def test_an_agency_from_outside_becomes_the_lead() -> None:
    held = [a_linkage(1, CENTER, is_lead=True)]
    moved = hand_over_lead(held, CLINIC, case_id=CASE_ID, on=TODAY)
    assert after(held, moved, TODAY) == {(CENTER, False), (CLINIC, True)}


def test_an_old_lead_that_supports_already_is_not_doubled() -> None:
    held = [a_linkage(1, CENTER, is_lead=True), a_linkage(2, CENTER, role=LinkageRole.SERVICE)]
    moved = hand_over_lead(held, SCHOOL, case_id=CASE_ID, on=TODAY)
    assert [one.agency_id for one in moved.added] == [SCHOOL]
    assert after(held, moved, TODAY) == {(CENTER, False), (SCHOOL, True)}


def test_two_leads_become_one() -> None:
    held = [a_linkage(1, CENTER, is_lead=True), a_linkage(2, SCHOOL, is_lead=True)]
    moved = hand_over_lead(held, SCHOOL, case_id=CASE_ID, on=TODAY)
    assert after(held, moved, TODAY) == {(CENTER, False), (SCHOOL, True)}


def test_a_lead_of_today_changes_in_place() -> None:
    held = [a_linkage(1, CENTER, is_lead=True, since=TODAY)]
    moved = hand_over_lead(held, SCHOOL, case_id=CASE_ID, on=TODAY)
    assert [(one.id, one.is_lead, one.until) for one in moved.changed] == [(held[0].id, False, None)]


def test_nothing_moves_when_it_leads_already() -> None:
    held = [a_linkage(1, CENTER, is_lead=True)]
    assert hand_over_lead(held, CENTER, case_id=CASE_ID, on=TODAY) == HandOver((), ())


def test_an_ended_linkage_does_not_hinder_a_new_one() -> None:
    new = NewLinkage(agency_id=SCHOOL, role=LinkageRole.SCHOOL, since=TODAY)
    ended = a_linkage(1, SCHOOL, role=LinkageRole.SCHOOL, until=TODAY)
    assert rules.linked(new, [ended], case_id=CASE_ID).since == TODAY
    with pytest.raises(AlreadyLinked):
        rules.linked(new, [a_linkage(1, SCHOOL, role=LinkageRole.SCHOOL)], case_id=CASE_ID)


def test_a_number_is_given_once() -> None:
    rules.check_number_free("R8-019", [a_case()], own_id=CASE_ID)
    with pytest.raises(NumberTaken):
        rules.check_number_free("R8-019", [a_case()])


def test_a_registration_makes_its_household() -> None:
    new = NewCase(number="R8-019", name="高瀬　陽向", accepted_on=TODAY, lead_agency_id=CENTER)
    household, case, lead = rules.registered(new)
    assert household is not None
    assert (household.label, case.household_id) == ("高瀬 世帯", household.id)
    assert lead is not None
    assert (lead.is_lead, lead.since, lead.case_id) == (True, TODAY, case.id)


def test_nobody_sees_a_child_tomorrow_or_before_its_birth() -> None:
    for day in (TODAY + timedelta(days=1), date(2018, 6, 2)):
        with pytest.raises(Invalid):
            rules.sighting(SeenChild(seen_on=day, seen_by="担任"), a_case(), today=TODAY)
    assert rules.sighting(SeenChild(seen_on=TODAY, seen_by="担任"), a_case(), today=TODAY).seen_on == TODAY


def test_a_case_ends_once_and_begins_again() -> None:
    closing = Closing(on=TODAY, reason=ClosingReason.IMPROVED)
    ended = rules.closed(a_case(), closing)
    assert not ended.open
    with pytest.raises(AlreadyClosed):
        rules.closed(ended, closing)
    assert rules.reopened(ended) == a_case()
    with pytest.raises(StillOpen):
        rules.reopened(a_case())


def test_a_birth_moves_the_woman_to_the_household() -> None:
    woman = a_case(name="野口 樹里", is_pregnancy=True, birth_date=None, due_date=TODAY, case_kind=CaseKind.PREGNANCY)
    birth = Birth(name="野口 蓮", birth_date=TODAY, case_kind=CaseKind.SUPPORT)
    child, household = rules.born(woman, a_household(), birth)
    assert (child.id, child.name, child.is_pregnancy, child.due_date) == (woman.id, "野口 蓮", False, TODAY)
    assert (household.guardian_name, household.guardian_relation) == ("野口 樹里", "母")
    known = a_household(guardian_name="野口 明")
    assert rules.born(woman, known, birth)[1] == known
    with pytest.raises(NotAPregnancy):
        rules.born(a_case(), known, birth)
