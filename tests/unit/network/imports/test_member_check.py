"""Which rows of a 要綱別表 name one agency and which several, and what is asked about them."""

from datetime import date
from uuid import uuid4

import pytest

from network.agencies.member_list import proposals
from network.agencies.member_list_rows import MemberList, MemberRow
from network.agencies.model import Agency, CouncilMember
from network.imports.corrections import Corrections, MemberAnswer, MemberEntry
from network.imports.general_names import agency_named, is_general
from network.imports.member_check import KnownAgencies, check_members
from network.imports.member_records import member_records
from network.imports.row_state import RowState

DAY = date(2026, 11, 20)


def member_list(*names: str, coordinating: str | None = None, municipality: str = "汐見市") -> MemberList:
    """A list of names."""
    rows = tuple(MemberRow(name, row=place) for place, name in enumerate(names, start=2))
    return MemberList(municipality, None, coordinating, rows)


@pytest.mark.parametrize(
    ("name", "general"),
    [
        ("町内各保育所", True),
        ("町内小中学校", True),
        ("村立小学校", True),
        ("幼稚園", True),
        ("医療機関", True),
        ("南北小学校長及び中学校長", True),
        ("その他村長が必要と認める機関", True),
        ("汐見市立第二小学校", False),
        ("つばめ保育園", False),
        ("教育委員会", False),
        ("飯田児童相談所長", False),
        ("民生委員・児童委員", False),
        ("小学校校長会", False),
    ],
)
def test_a_name_for_several_agencies_is_told(name: str, *, general: bool) -> None:
    proposal = proposals(member_list(name))[0]
    assert is_general(name, proposal.recognition.kind) is general


@pytest.mark.parametrize(
    ("written", "agency"),
    [
        ("飯田児童相談所長", "飯田児童相談所"),
        ("民生児童委員協議会長", "民生児童委員協議会"),
        ("子ども課長", "子ども課"),
        ("村長", "村長"),
        ("こども家庭センター", "こども家庭センター"),
    ],
)
def test_the_agency_of_a_position(written: str, agency: str) -> None:
    assert agency_named(written) == agency


def test_a_second_spelling_is_asked_and_may_be_another_agency() -> None:
    found = member_list("汐見市医師会", "医師会", "むらさき会")
    check = check_members(found, Corrections(), KnownAgencies(day=DAY))
    assert [row.state for row in check.rows] == [RowState.READY, RowState.ASKED, RowState.BLOCKED]
    answer = MemberAnswer(
        entry=MemberEntry.BOTH, agency_name="医師会", kind_code="medical_association", other_agency=True
    )
    again = check_members(found, Corrections(members={"1": answer}), KnownAgencies(day=DAY))
    assert again.rows[1].state is RowState.READY


def test_registered_agencies_are_found_with_and_without_the_place() -> None:
    doctors = Agency(id=uuid4(), kind_code="medical_association", name="医師会")
    police = Agency(id=uuid4(), kind_code="police", name="汐見警察署", aliases=("警察",))
    designated = CouncilMember(id=uuid4(), agency_id=doctors.id, coordinates=True)
    known = KnownAgencies(agencies=[doctors, police], members=[designated], day=DAY)
    check = check_members(member_list("汐見市医師会", "警察"), Corrections(), known)
    assert [row.state for row in check.rows] == [RowState.LEFT, RowState.READY]
    assert check.coordinator_known == doctors
    made = member_records(check, uuid4(), since=None, first_position=7)
    assert ([seat.position for seat in made.seats], made.agencies) == ([7], [])
    assert [member.agency_id for member in made.members] == [police.id]


def test_the_coordinating_agency_is_found_by_its_name_or_missed_aloud() -> None:
    found = member_list("医師会", "福祉課", coordinating="汐見市福祉課")
    check = check_members(found, Corrections(), KnownAgencies(day=DAY))
    assert (check.coordinating, check.coordinator_missing) == (1, "")
    made = member_records(check, uuid4(), since=DAY, first_position=1)
    assert [member.coordinates for member in made.members] == [False, True]
    missed = check_members(member_list("医師会", coordinating="福祉課"), Corrections(), KnownAgencies(day=DAY))
    assert (missed.coordinating, missed.coordinator_missing) == (None, "福祉課")


def test_more_than_one_number_in_a_cell_stays_in_the_remarks() -> None:
    fields = {"phone": "0999-22-1111\n内線 21", "fax": "0999-" * 12, "note": "午前だけ"}
    found = MemberList("汐見市", None, None, (MemberRow("福祉課", fields=fields, row=2),))
    check = check_members(found, Corrections(), KnownAgencies(day=DAY))
    agency = member_records(check, uuid4(), since=None, first_position=1).agencies[0]
    assert (agency.phone, agency.fax) == ("0999-22-1111", "")
    assert agency.note.startswith("午前だけ\n電話: 0999-22-1111\n内線 21\nFAX: 0999-0999-")
