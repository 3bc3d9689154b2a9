"""What a 開催通知 says about one agency."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from meetings.invitations.model import Window, WindowRevision
from meetings.invitations.notice_facts import NoticeFacts, addressee_of, full_title, notice, window_notice
from meetings.scheduling.plan import OfficeDays
from meetings.scheduling.rules import ends_at, starts_at
from network.agencies.model import Agency, CouncilMember
from network.contacts.model import Contact, ContactRole
from tests.unit.meetings.preparation_samples import (
    AGENCIES,
    CENTER,
    CLINIC,
    COMMISSIONER,
    COUNCIL,
    INVITEES,
    MEETING,
    SCHOOL,
    TIER,
    invitee,
)

TODAY = date(2026, 10, 30)
HEAD = Contact(id=uuid4(), agency_id=SCHOOL.id, position="校長", name="汐田 栄", roles=(ContactRole.REPRESENTATIVE,))
MEMBER_IN_PERSON = replace(HEAD, id=uuid4(), agency_id=COMMISSIONER.id, position="主任児童委員", name="浜野 みち")


def told(
    *, members: tuple[Agency, ...] = AGENCIES, contacts: tuple[Contact, ...] = (HEAD, MEMBER_IN_PERSON)
) -> NoticeFacts:
    """The facts of the sample meeting's notice."""
    return NoticeFacts(
        council=COUNCIL, meeting=MEETING, tier=TIER, invitees=INVITEES,
        agencies={agency.id: agency for agency in AGENCIES}, contacts=contacts,
        members=[CouncilMember(id=uuid4(), agency_id=agency.id) for agency in members], items=(),
        days=OfficeDays(today=TODAY),
    )  # fmt: skip


def test_the_title_carries_the_fiscal_year() -> None:
    assert full_title(MEETING) == "令和8年度 第4回 実務者会議"


def test_a_school_is_addressed_to_its_head_and_a_3go_member_in_person() -> None:
    assert addressee_of(SCHOOL, (HEAD,), TODAY).line == "汐見市立第二小学校長"
    person = addressee_of(COMMISSIONER, (MEMBER_IN_PERSON,), TODAY)
    assert (person.line, person.honorific) == ("主任児童委員 浜野 みち", "様")
    assert addressee_of(CLINIC, (), TODAY).honorific == "御中"


def test_the_head_who_left_is_not_addressed() -> None:
    gone = replace(HEAD, until=date(2026, 4, 1))
    assert addressee_of(SCHOOL, (gone,), TODAY).head == ""


def test_the_secrecy_sentence_is_true_for_members_only() -> None:
    assert notice(told(), invitee(SCHOOL), 2).secrecy_class == "1"
    assert notice(told(members=()), invitee(SCHOOL), 2).secrecy_class is None
    assert notice(told(), invitee(COMMISSIONER), 3).substitute_possible is False


@pytest.mark.parametrize(("agency", "nature"), [(CENTER, "通知"), (SCHOOL, "通知"), (CLINIC, "依頼")])
def test_inside_the_municipality_it_is_a_notice_elsewhere_a_request(agency: Agency, nature: str) -> None:
    assert notice(told(), invitee(agency), 1).nature == nature


def test_windows_are_promised_a_week_before_and_the_slip_has_a_number() -> None:
    made = notice(told(), invitee(SCHOOL), 2)
    assert (made.window_told_on, made.reply_by) == (date(2026, 11, 20), date(2026, 11, 13))
    assert made.reply_number == "8-04-02"
    assert made.inquiry_enclosed is False


def test_a_window_bears_the_day_it_was_told_however_late_it_is_printed() -> None:
    starts, ends = starts_at(MEETING), ends_at(MEETING)
    window = Window(
        id=uuid4(), meeting_id=MEETING.id, agency_id=SCHOOL.id, uid="u", starts=starts, ends=ends, exact_starts=starts,
        exact_ends=ends,
    )  # fmt: skip
    stamped = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    revision = WindowRevision(
        id=uuid4(), window_id=window.id, meeting_id=MEETING.id, agency_id=SCHOOL.id, sequence=0, method="REQUEST",
        stamped_at=stamped, first_stamped_at=stamped, starts=starts, ends=ends, summary="", place="", description="",
    )  # fmt: skip
    printed = date(2026, 12, 1)
    assert window_notice(told(), window, [revision], printed).issued_on == date(2026, 11, 20)
    assert window_notice(told(), window, [], printed).issued_on == printed
