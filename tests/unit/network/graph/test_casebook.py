from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from network.cases.model import LinkageRole, Severity
from network.contacts.model import Contact
from network.graph.casebook import in_order_of_concern
from network.graph.findings import case_findings, remedy_href
from network.graph.gaps import Finding, FindingKind, Remedy
from network.graph.presenters import Order, Show, case_rows, chosen, counts, months_before, ordered, shown
from tests.unit.network.cases.case_samples import CASE_ID, CENTER, SCHOOL, TODAY, a_case, a_linkage
from tests.unit.network.graph.casebook_samples import a_casebook, seen

SEEN = [seen(CASE_ID, TODAY - timedelta(days=2))]
LINKED = [a_linkage(1, CENTER, is_lead=True), a_linkage(2, SCHOOL, role=LinkageRole.SCHOOL)]


def test_a_case_that_goes_well_has_no_finding() -> None:
    (file,) = a_casebook([a_case(next_review_on=TODAY)], linkages=LINKED, sightings=SEEN).files
    assert file.findings == ()
    assert file.lead_on(TODAY) == LINKED[0]


def test_a_sighting_after_the_day_looked_at_is_not_known_yet() -> None:
    day = TODAY - timedelta(days=10)
    (file,) = a_casebook([a_case()], linkages=LINKED, sightings=SEEN, day=day).files
    assert file.last_seen is None
    assert file.unseen is not None
    assert file.unseen.kind is FindingKind.NEVER_SEEN


def test_a_closed_case_has_no_findings() -> None:
    (file,) = a_casebook([a_case(closed_on=TODAY)]).files
    assert file.findings == ()
    assert file.managed_on(TODAY - timedelta(days=1))
    assert not file.managed_on(TODAY)


@pytest.mark.parametrize(("name", "until", "vacant"), [("平井", None, False), ("平井", TODAY, True), ("", None, True)])
def test_a_position_of_the_directory_without_a_person_is_vacant(name: str, until: date | None, vacant: bool) -> None:  # noqa: FBT001
    contact = Contact(id=uuid4(), agency_id=SCHOOL, position="教頭", name=name, until=until)
    linkages = [a_linkage(1, SCHOOL, responsible="教頭", is_lead=True)]
    (file,) = a_casebook([a_case()], linkages=linkages, sightings=SEEN, contacts=[contact]).files
    assert file.view.linkages[0].vacant is vacant


def test_a_name_that_is_no_position_is_never_vacant() -> None:
    (file,) = a_casebook([a_case()], linkages=[a_linkage(1, SCHOOL, responsible="大谷 敏江")]).files
    assert not file.view.linkages[0].vacant


def test_concern_comes_first_and_siblings_stay_together() -> None:
    quiet = a_case(id=UUID(int=21), household_id=UUID(int=31), number="A-1")
    unseen = a_case(id=UUID(int=22), household_id=UUID(int=32), number="A-2")
    sibling = a_case(id=UUID(int=23), household_id=UUID(int=32), number="A-3")
    worse = a_case(
        id=UUID(int=24), household_id=UUID(int=33), number="A-4", severity=Severity.SEVERE,
        previous_severity=Severity.MILD,
    )  # fmt: skip
    cases = [quiet, unseen, sibling, worse]
    linkages = [
        a_linkage(place, agency, case_id=case.id, is_lead=agency == CENTER)
        for place, (case, agency) in enumerate((case, agency) for case in cases for agency in (CENTER, SCHOOL))
    ]
    sightings = [seen(case.id, TODAY) for case in cases if case is not unseen]
    files = a_casebook(cases, linkages=linkages, sightings=sightings).files
    assert [file.case.number for file in in_order_of_concern(files)] == ["A-2", "A-3", "A-4", "A-1"]
    assert [file.case.number for file in ordered(files, Order.NUMBER)] == ["A-1", "A-2", "A-3", "A-4"]
    assert dict(counts(files, [Show.ALL, Show.CONCERN, Show.UNSEEN])) == {
        Show.ALL: 4, Show.CONCERN: 2, Show.UNSEEN: 1,
    }  # fmt: skip


def test_the_bar_joins_a_household_and_begins_with_its_first() -> None:
    one, two, other = (
        a_case(id=UUID(int=41), number="B-1"),
        a_case(id=UUID(int=42), number="B-2"),
        a_case(id=UUID(int=43), number="B-3", household_id=UUID(int=44)),
    )
    book = a_casebook([one, two, other])
    rows = case_rows(book.files, book)
    assert [(row.sibling, row.first) for row in rows] == [(True, True), (True, False), (False, True)]


def test_a_row_says_what_is_missing() -> None:
    book = a_casebook([a_case(next_review_on=TODAY - timedelta(days=84))], linkages=[a_linkage(1, SCHOOL)])
    (row,) = case_rows(book.files, book)
    assert (row.never_seen, row.lead, row.review_late) == (True, "", 84)
    assert row.others == ("かかわる機関が一つだけ",)


def test_findings_of_many_cases_are_ordered_by_gravity_then_days() -> None:
    short = a_case(id=UUID(int=51), number="C-1", accepted_on=TODAY - timedelta(days=5))
    long = a_case(id=UUID(int=52), number="C-2", accepted_on=TODAY - timedelta(days=500))
    found = case_findings(a_casebook([short, long]).files)
    assert [(one.number, one.finding.kind) for one in found] == [
        ("C-2", FindingKind.NEVER_SEEN),
        ("C-1", FindingKind.NEVER_SEEN),
        ("C-1", FindingKind.NO_LEAD),
        ("C-2", FindingKind.NO_LEAD),
    ]


@pytest.mark.parametrize("remedy", list(Remedy))
def test_every_remedy_has_a_page(remedy: Remedy) -> None:
    finding = Finding(kind=FindingKind.VACANT, case_id=CASE_ID, sentence="。", remedy=remedy, agency_id=SCHOOL)
    assert remedy_href(finding).startswith("/")


def test_an_unknown_word_in_an_address_is_the_first_tab() -> None:
    assert chosen(Show, "unseen") is Show.UNSEEN
    assert chosen(Show, "'; drop") is Show.ALL


def test_going_back_by_months_ends_in_the_month() -> None:
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(2026, 1, 15), 13) == date(2024, 12, 15)
    assert shown([], Show.ALL) == []
