"""What wants attention in the directory."""

from datetime import date
from uuid import uuid4

from network.agencies.model import Agency
from network.contacts import rules as contact_rules
from network.contacts.model import Contact
from network.directory.rules import Gravity, checks

TODAY = date(2027, 3, 24)


def found(agency: Agency, *contacts: Contact, cases: int = 0, member: bool = False) -> list[tuple[Gravity, str]]:
    """Gravity and sentence of every check; the cases name the first contact's position."""
    responsible = {contacts[0].position: cases} if cases else {}
    positions = contact_rules.positions(contacts, responsible, TODAY)
    result = checks(agency, contacts, positions, member=member, today=TODAY, days=365)
    return [(check.gravity, check.sentence) for check in result]


def test_a_vacancy_states_its_cost_and_comes_first() -> None:
    agency = Agency(id=uuid4(), kind_code="x", name="第二小学校")
    nurse = Contact(
        id=uuid4(), agency_id=agency.id, position="養護教諭", name="平井 友香", phone="内線 21", until=date(2027, 4, 1)
    )
    said = found(agency, nurse, cases=6)
    assert said[0] == (
        Gravity.LEAVING, "養護教諭の後任が未登録です。4月1日（木）に、6件の担当者がいなくなります。"
    )  # fmt: skip
    assert [gravity for gravity, _ in said] == [Gravity.LEAVING, Gravity.OLD]


def test_no_number_no_people_no_class() -> None:
    agency = Agency(id=uuid4(), kind_code="x", name="第二小学校")
    assert [gravity for gravity, _ in found(agency, member=True)] == [Gravity.NO_NUMBER, Gravity.UNCLASSED]


def test_a_fresh_entry_with_a_number_is_quiet() -> None:
    agency = Agency(id=uuid4(), kind_code="x", name="第二小学校", phone="0999-22-1234")
    head = Contact(id=uuid4(), agency_id=agency.id, position="校長", name="長谷部 修", verified_on=TODAY)
    assert found(agency, head) == []
