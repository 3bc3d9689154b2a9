"""From seats, designations and contacts to the rows of the 委員名簿. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from network.agencies.documents import MemberRegister, RegisteredMember, RegisteredSeat
from network.agencies.model import Agency, CouncilMember, Seat
from network.contacts.model import Contact, ContactRole

WITHOUT_SEAT = "別表の項なし"


def member_register_of(
    *,
    council: str,
    seats: Sequence[Seat],
    members: Sequence[CouncilMember],
    agencies: Mapping[UUID, Agency],
    contacts: Mapping[UUID, Sequence[Contact]],
    on: date,
) -> MemberRegister:
    """The register of the members given, seats in their order; members without a seat stand at the end."""
    known = {seat.id for seat in seats}
    rows = [
        RegisteredSeat(
            number=str(number),
            name=seat.name,
            members=_members([m for m in members if m.seat_id == seat.id], agencies, contacts, on),
        )
        for number, seat in enumerate(seats, start=1)
    ]
    left = _members([m for m in members if m.seat_id not in known], agencies, contacts, on)
    if left:
        rows.append(RegisteredSeat(number="－", name=WITHOUT_SEAT, members=left))
    return MemberRegister(council=council, as_of=on, seats=rows)


def _members(
    members: Sequence[CouncilMember],
    agencies: Mapping[UUID, Agency],
    contacts: Mapping[UUID, Sequence[Contact]],
    on: date,
) -> list[RegisteredMember]:
    named = [(member, agencies[member.agency_id]) for member in members if member.agency_id in agencies]
    named.sort(key=lambda pair: (pair[1].kana or pair[1].name, pair[1].name))
    return [_member(member, agency, contacts.get(agency.id, ()), on) for member, agency in named]


def _member(member: CouncilMember, agency: Agency, contacts: Sequence[Contact], on: date) -> RegisteredMember:
    head = _holder(contacts, ContactRole.REPRESENTATIVE, on)
    practitioner = _holder(contacts, ContactRole.PRACTITIONER, on) or _holder(contacts, ContactRole.DESK, on)
    return RegisteredMember(
        agency=agency.name,
        secrecy_class=agency.secrecy_class.value if agency.secrecy_class else None,
        head_title=head.position if head else "",
        head_name=head.name if head else "",
        practitioner_title=practitioner.position if practitioner else "",
        practitioner_name=practitioner.name if practitioner else "",
        telephone=agency.phone,
        coordinating=member.coordinates,
    )


def _holder(contacts: Sequence[Contact], role: ContactRole, on: date) -> Contact | None:
    return next((contact for contact in contacts if role in contact.roles and contact.on(on)), None)
