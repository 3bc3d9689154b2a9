"""Use cases about the 要綱別表 and the designation of members."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, whole_council
from core.database import transaction
from core.errors import NotFound
from core.undoing import Added, V, as_it_was, taken_away
from network.agencies import rules, store
from network.agencies.errors import AlreadyMember, SeatFilled
from network.agencies.model import Agency, CouncilMember, Seat
from network.agencies.undoing import Undo

SEATS_PAGE = "/agencies/seats"


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Seats, designations and agencies, as the pages of the 別表 need them."""

    seats: list[Seat]
    members: list[CouncilMember]
    agencies: list[Agency]

    def agency(self, agency_id: UUID) -> Agency:
        """One agency of the register. Raises NotFound."""
        return _one(self.agencies, agency_id)

    def seat(self, seat_id: UUID | None) -> Seat:
        """One row. Raises NotFound."""
        return _one(self.seats, seat_id)

    def member(self, member_id: UUID) -> CouncilMember:
        """One designation. Raises NotFound."""
        return _one(self.members, member_id)


async def register(scope: Scope) -> Register:
    """The 別表 and everybody in it, ended agencies included."""
    async with transaction(scope.council):
        return await _register(scope)


async def add_seat(actor: Actor, name: str, note: str, *, today: date) -> Undo:
    """Add a row at the end of the 別表."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    async with transaction(actor.council):
        seats = await store.seats(scope=whole_council(actor.council, today=today))
        seat = Seat(id=uuid4(), position=max((one.position for one in seats), default=0) + 1, name=name, note=note)
        await store.add_seats([seat], audit=AuditEvent.of(actor, AuditKind.SEAT_CHANGED, seat.id, change="added"))
    return Undo(said="足した項を取り消しました。", back=SEATS_PAGE, added=(Added(record="seat", id=seat.id),))


async def rename_seat(actor: Actor, seat_id: UUID, name: str, note: str, *, version: int, today: date) -> Undo:
    """Change the words of a row. Raises Conflict, NotFound."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    async with transaction(actor.council):
        known = await _register(whole_council(actor.council, today=today))
        before = replace(known.seat(seat_id), version=version)
        after = replace(before, name=name, note=note)
        await store.save_seat(after, audit=AuditEvent.of(actor, AuditKind.SEAT_CHANGED, seat_id, change="renamed"))
    back = f"{SEATS_PAGE}/{seat_id}"
    return Undo(said="項の名前を元に戻しました。", back=back, before=(as_it_was("seat", before, after),))


async def place_seat(actor: Actor, seat_id: UUID, place: int, *, today: date) -> Undo:
    """Put a row at a place (from 1). Raises NotFound."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    async with transaction(actor.council):
        known = await _register(whole_council(actor.council, today=today))
        known.seat(seat_id)
        before = {seat.id: seat for seat in known.seats}
        changed = rules.shifted(known.seats, seat_id, place)
        for seat in changed:
            await store.save_seat(seat, audit=AuditEvent.of(actor, AuditKind.SEAT_CHANGED, seat.id, change="moved"))
    ways = tuple(as_it_was("seat", before[seat.id], seat) for seat in changed)
    return Undo(said="項の順を元に戻しました。", back=SEATS_PAGE, before=ways)


async def remove_seat(actor: Actor, seat_id: UUID, *, today: date) -> Undo:
    """Take an empty row away. Raises SeatFilled, NotFound."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    async with transaction(actor.council):
        known = await _register(whole_council(actor.council, today=today))
        seat = known.seat(seat_id)
        filled = [m for m in known.members if m.seat_id == seat_id and (m.until is None or today < m.until)]
        if filled:
            raise SeatFilled(seat.name, len(filled))
        await store.remove_seats(
            [seat_id], audit=AuditEvent.of(actor, AuditKind.SEAT_CHANGED, seat_id, change="removed")
        )
    return Undo(said="消した項を元に戻しました。", back=SEATS_PAGE, removed=(taken_away("seat", seat),))


async def fill_seat(
    actor: Actor, seat_id: UUID, agency_ids: Sequence[UUID], new: Sequence[Agency], *, since: date | None, today: date
) -> Undo:
    """Designate agencies for a row; new ones are registered first. Raises AlreadyMember, AgencyNameTaken, NotFound."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    async with transaction(actor.council):
        known = await _register(whole_council(actor.council, today=today))
        known.seat(seat_id)
        for agency in new:
            rules.check_agency(agency, [*known.agencies, *(one for one in new if one is not agency)])
            await store.add_agencies([agency], audit=AuditEvent.of(actor, AuditKind.AGENCY_CREATED, agency.id))
        chosen = [known.agency(agency_id) for agency_id in agency_ids]
        members = [_designated(agency, known, seat_id, since=since, today=today) for agency in [*chosen, *new]]
        for member in members:
            audit = AuditEvent.of(actor, AuditKind.MEMBER_CHANGED, member.agency_id, change="designated")
            await store.add_members([member], audit=audit)
    added = [Added(record="member", id=m.id) for m in members] + [Added(record="agency", id=a.id) for a in new]
    return Undo(said="入れた機関を取り消しました。", back=f"{SEATS_PAGE}/{seat_id}", added=tuple(added))


async def designate_coordinator(actor: Actor, agency_id: UUID, *, today: date) -> None:
    """Make an agency the 調整機関 of a council that has none yet; its row and date are told later. Raises NotFound."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    async with transaction(actor.council):
        known = await _register(whole_council(actor.council, today=today))
        known.agency(agency_id)
        if rules.coordinating(known.members, today) is None:
            member = CouncilMember(id=uuid4(), agency_id=agency_id, coordinates=True)
            audit = AuditEvent.of(actor, AuditKind.MEMBER_CHANGED, agency_id, change="coordination")
            await store.add_members([member], audit=audit)


async def change_member(actor: Actor, member: CouncilMember, *, today: date) -> Undo:
    """Save a designation. Raises Conflict, EndBeforeSince, CoordinatorNeeded, NotFound."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    rules.check_designation(member)
    async with transaction(actor.council):
        known = await _register(whole_council(actor.council, today=today))
        before = replace(known.member(member.id), version=member.version)
        if member.seat_id is not None:
            known.seat(member.seat_id)
        audit = AuditEvent.of(actor, AuditKind.MEMBER_CHANGED, member.agency_id, change="changed")
        await store.save_member(member, audit=audit)
    back = f"/agencies/members/{member.id}"
    return Undo(said="構成員の指定を元に戻しました。", back=back, before=(as_it_was("member", before, member),))


async def let_coordinate(actor: Actor, member_id: UUID, *, on: date, today: date) -> Undo:
    """Make the member the 調整機関 from a day; the one before stays a member. Raises NotFound."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    async with transaction(actor.council):
        known = await _register(whole_council(actor.council, today=today))
        before = {member.id: member for member in known.members}
        changed, added = rules.moved_coordination(known.members, known.member(member_id), on)
        for member in changed:
            audit = AuditEvent.of(actor, AuditKind.MEMBER_CHANGED, member.agency_id, change="coordination")
            await store.save_member(member, audit=audit)
        for member in added:
            audit = AuditEvent.of(actor, AuditKind.MEMBER_CHANGED, member.agency_id, change="coordination")
            await store.add_members([member], audit=audit)
    return Undo(
        said="調整機関を元に戻しました。",
        back=SEATS_PAGE,
        before=tuple(as_it_was("member", before[member.id], member) for member in changed),
        added=tuple(Added(record="member", id=member.id) for member in added),
    )


def _designated(agency: Agency, known: Register, seat_id: UUID, *, since: date | None, today: date) -> CouncilMember:
    from_day = since or today
    if any(
        one.agency_id == agency.id and (one.until is None or from_day < one.until) and one.seat_id == seat_id
        for one in known.members
    ):
        raise AlreadyMember(agency.name)
    return CouncilMember(id=uuid4(), agency_id=agency.id, seat_id=seat_id, since=since)


async def _register(scope: Scope) -> Register:
    return Register(
        seats=await store.seats(scope=scope),
        members=await store.members(scope=scope),
        agencies=await store.agencies(scope=scope, ended=True),
    )


def _one(records: Sequence[V], record_id: UUID | None) -> V:
    for record in records:
        if record.id == record_id:
            return record
    raise NotFound
