"""What the split is told about a case."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from access.councils.model import Numbers
from meetings.agenda.case_facts import case_for_meeting, degree, split_settings
from meetings.agenda.split_case import CaseForMeeting, Proposal
from network.cases.model import Case, Linkage, ReviewRank, Severity, Sighting
from network.contacts.model import Contact
from tests.unit.meetings.preparation_samples import CENTER, CLINIC, ELDER, link

TODAY = date(2026, 11, 20)


def told(
    case: Case = ELDER, *linkages: Linkage, contacts: tuple[Contact, ...] = (), seen: tuple[date, ...] = ()
) -> CaseForMeeting:
    """The facts of a case."""
    sightings = [Sighting(id=uuid4(), case_id=case.id, seen_on=day) for day in seen]
    return case_for_meeting(case, linkages=linkages, sightings=sightings, contacts=contacts, today=TODAY)


@pytest.mark.parametrize(
    ("severity", "expected"), [(None, None), (Severity.CONCERN, 1), (Severity.MODERATE, 3), (Severity.FATAL, 5)]
)
def test_the_gravest_severity_is_the_largest_degree(severity: Severity | None, expected: int | None) -> None:
    assert degree(severity) == expected


def test_two_leads_are_a_dispute() -> None:
    assert told(ELDER, link(ELDER, CENTER, lead=True)).lead_disputed is False
    assert told(ELDER, link(ELDER, CENTER, lead=True), link(ELDER, CLINIC, lead=True)).lead_disputed is True


def test_an_ended_linkage_leads_no_more() -> None:
    ended = replace(link(ELDER, CENTER, lead=True), until=TODAY)
    assert told(ELDER, ended).lead_agency_id is None


def test_the_last_sighting_up_to_today_counts() -> None:
    days = (date(2026, 10, 1), date(2026, 11, 2), date(2026, 12, 1))
    assert told(seen=days).last_seen_on == date(2026, 11, 2)


def test_a_responsible_position_that_nobody_holds_is_vacant() -> None:
    linked = replace(link(ELDER, CENTER), responsible="相談員")
    gone = Contact(id=uuid4(), agency_id=CENTER.id, position="相談員", name="三浦 さやか", until=date(2026, 11, 1))
    assert told(ELDER, linked, contacts=(gone,)).vacant_position is True
    follower = replace(gone, id=uuid4(), name="真壁 透", since=date(2026, 11, 1), until=None)
    assert told(ELDER, linked, contacts=(gone, follower)).vacant_position is False
    assert told(ELDER, linked).vacant_position is False


def test_rank_and_proposal_are_taken_over() -> None:
    facts = told(replace(ELDER, review_rank=ReviewRank.B, proposal="closing"))
    assert (facts.review_rank, facts.proposal) == ("B", Proposal.CLOSING)


def test_the_councils_numbers_rule_the_split() -> None:
    settings = split_settings(Numbers(unseen_days=14, rank_a_days=20, minutes_individual=6))
    assert (settings.unseen_days, settings.interval_of("A"), settings.minutes_individual) == (14, 20, 6)
