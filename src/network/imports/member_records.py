"""The records that a checked list of 構成機関 becomes: rows of the 別表, agencies, designations, contacts. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from network.agencies.member_list_rows import MemberRow
from network.agencies.model import Agency, CouncilMember, Seat, SecrecyClass
from network.contacts.model import Contact, ContactRole
from network.imports.corrections import MemberEntry
from network.imports.member_check import CheckedMember, MemberCheck

_NO_POSITION = "代表者"
_COORDINATES = "調整機関"
_LONGEST = {"phone": 40, "fax": 40, "mail": 254}


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRecords:
    """Everything one import of members makes."""

    seats: Sequence[Seat] = ()
    agencies: Sequence[Agency] = ()
    members: Sequence[CouncilMember] = ()
    contacts: Sequence[Contact] = ()


def member_records(check: MemberCheck, import_id: UUID, *, since: date | None, first_position: int) -> MemberRecords:
    """The records of the rows that are ready, in the order of the list; `since` is the day of designation."""
    seats: list[Seat] = []
    agencies: list[Agency] = []
    members: list[CouncilMember] = []
    contacts: list[Contact] = []
    for place, row in enumerate(check.ready):
        seat = Seat(
            id=uuid4(), position=first_position + place, name=row.row.name, note=_note(row.row), import_id=import_id
        )
        seats.append(seat)
        if row.entry is not MemberEntry.BOTH:
            continue
        agency = row.existing or _agency(row, import_id)
        if row.existing is None:
            agencies.append(agency)
            contacts.extend(_contacts(row.row, agency, import_id, since))
        members.append(
            CouncilMember(
                id=uuid4(),
                agency_id=agency.id,
                seat_id=seat.id,
                since=since,
                coordinates=check.coordinating == row.place,
                import_id=import_id,
            )
        )
    return MemberRecords(seats=seats, agencies=agencies, members=members, contacts=contacts)


def _agency(row: CheckedMember, import_id: UUID) -> Agency:
    fields = row.row.fields
    return Agency(
        id=uuid4(),
        kind_code=row.kind.code if row.kind else "other",
        name=row.agency_name,
        secrecy_class=SecrecyClass(row.secrecy_class) if row.secrecy_class else None,
        phone=_first(fields, "phone"),
        fax=_first(fields, "fax"),
        mail=_first(fields, "mail"),
        address=fields.get("address", ""),
        note="\n".join(text for text in (fields.get("note", ""), *_longer(fields)) if text),
        import_id=import_id,
    )


def _contacts(row: MemberRow, agency: Agency, import_id: UUID, since: date | None) -> list[Contact]:
    """The representative, when the list names a position or a person."""
    position = "" if _COORDINATES in (row.role or "") else (row.role or "")
    name = row.fields.get("representative", "")
    if not (position or name):
        return []
    return [
        Contact(
            id=uuid4(),
            agency_id=agency.id,
            position=position or _NO_POSITION,
            name=name,
            roles=(ContactRole.REPRESENTATIVE,),
            since=since,
            import_id=import_id,
        )
    ]


def _first(fields: Mapping[str, str], name: str) -> str:
    """The first line of a cell, when it can be a number or an address."""
    line = fields.get(name, "").split("\n")[0].strip()
    return line if len(line) <= _LONGEST[name] else ""


def _longer(fields: Mapping[str, str]) -> list[str]:
    """What a cell says beyond its first line goes to the remarks."""
    return [
        f"{label}: {fields[name]}"
        for name, label in (("phone", "電話"), ("fax", "FAX"), ("mail", "メール"))
        if fields.get(name, "").strip() != _first(fields, name)
    ]


def _note(row: MemberRow) -> str:
    """The 区分 and the 項 that the list writes."""
    return "　".join(text for text in (row.fields.get("seat"), row.group) if text)
