"""Which way an agency is told, and that the coordinating agency does not write to itself."""

from core.mail_address import Address
from core.paper_letter import Addressee
from meetings.invitations.presenters import Sum, sum_of
from meetings.invitations.sending import Telling, Way, telling_of
from network.agencies.model import Agency
from tests.unit.meetings.preparation_samples import CENTER, CLINIC, SCHOOL

SENDER = Address("yotaikyo@shiomi.invalid", "こども家庭センター")


def told(agency: Agency, *, sender: Address | None = SENDER, host: bool = False) -> Telling:
    """The way to an agency where somebody is named."""
    return telling_of(agency, sender, addressee=Addressee(agency=agency.name), reachable=True, host=host)


def test_by_mail_where_there_is_an_address_and_a_sender_else_by_fax() -> None:
    assert told(SCHOOL).way is Way.MAIL
    assert told(CLINIC).way is Way.FAX
    assert told(CLINIC).recipient is None


def test_the_coordinating_agency_is_named_and_gets_nothing() -> None:
    own = told(CENTER, host=True)
    assert (own.way, own.recipient, own.way.label) == (Way.OWN, None, "調整機関（自分）")
    assert sum_of([own, told(SCHOOL), told(CLINIC)]) == Sum(agencies=2, mails=1, papers=1)
