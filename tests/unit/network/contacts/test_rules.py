"""Positions over time."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from network.contacts import rules
from network.contacts.errors import EndBeforeSince, SuccessorTooEarly
from network.contacts.model import Contact

TODAY = date(2027, 3, 24)
APRIL = date(2027, 4, 1)
AGENCY = uuid4()


def contact(position: str, name: str, since: date | None, until: date | None = None) -> Contact:
    """One person in a position."""
    return Contact(id=uuid4(), agency_id=AGENCY, position=position, name=name, since=since, until=until)


def test_a_leaving_without_successor_is_vacant_from_that_day_and_counts_its_cases() -> None:
    nurse = contact("養護教諭", "平井 友香", date(2022, 4, 1), APRIL)
    (position,) = rules.positions([nurse], {"養護教諭": 6}, TODAY)
    assert (position.holders, position.vacant_from, position.cases) == ((nurse,), APRIL, 6)
    assert rules.vacancies([position], TODAY) == [position]


def test_a_successor_on_the_same_day_fills_the_position() -> None:
    leaving = contact("教頭", "岸本 直子", date(2025, 4, 1), APRIL)
    coming = contact("教頭", "小野田 健", APRIL)
    (position,) = rules.positions([leaving, coming], {}, TODAY)
    assert (position.vacant_from, position.coming) == (None, (coming,))


def test_a_gap_before_the_successor_is_a_vacancy() -> None:
    leaving = contact("教頭", "岸本 直子", date(2025, 4, 1), APRIL)
    (position,) = rules.positions([leaving, contact("教頭", "小野田 健", date(2027, 4, 5))], {}, TODAY)
    assert position.vacant_from == APRIL


def test_a_position_named_by_a_linkage_without_anybody_is_vacant_now() -> None:
    (position,) = rules.positions([], {"担任": 2}, TODAY)
    assert (position.name, position.vacant_from) == ("担任", TODAY)


def test_a_position_without_a_name_is_vacant() -> None:
    (position,) = rules.positions([contact("園長", "", date(2020, 4, 1))], {}, TODAY)
    assert position.vacant_from == TODAY


def test_a_leaving_far_ahead_is_not_said_yet() -> None:
    positions = rules.positions([contact("園長", "川端 律子", None, date(2028, 4, 1))], {}, TODAY)
    assert rules.vacancies(positions, TODAY) == []


def test_succession_ends_the_one_before_on_the_day_the_other_comes() -> None:
    leaving = contact("教頭", "岸本 直子", date(2025, 4, 1))
    assert rules.succession(leaving, contact("教頭", "小野田 健", APRIL)).until == APRIL
    with pytest.raises(SuccessorTooEarly):
        rules.succession(leaving, contact("教頭", "小野田 健", date(2025, 4, 1)))


def test_nobody_leaves_before_coming() -> None:
    with pytest.raises(EndBeforeSince):
        rules.check_term(contact("教頭", "岸本 直子", APRIL, APRIL))


def test_confirmed_exactly_a_year_ago_still_counts() -> None:
    seen = replace(contact("教頭", "岸本 直子", None), verified_on=date(2026, 3, 24))
    assert rules.verified(seen, TODAY, 365)
    assert not rules.verified(seen, date(2027, 3, 25), 365)
