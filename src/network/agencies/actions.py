"""Use cases about agencies and kinds of agencies."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, whole_council
from core import clock
from core.database import transaction
from core.text import fold
from core.undo_way import opened_way
from core.undoing import Before, as_it_was, put_back, restored
from network.agencies import rules, store
from network.agencies.agency_kind import AgencyKind
from network.agencies.errors import KindLabelTaken, Overtaken
from network.agencies.kind_choices import kinds_of_council
from network.agencies.model import Agency, CouncilMember, LocalKind, Seat
from network.agencies.undoing import Undo

UNDO_PATH = "/agencies/undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a form about an agency lets people choose from."""

    agencies: list[Agency]
    kinds: tuple[AgencyKind, ...]


async def choices(scope: Scope) -> Choices:
    """The agencies and kinds of the council."""
    async with transaction(scope.council):
        agencies = await store.agencies(scope=scope)
        return Choices(agencies=agencies, kinds=kinds_of_council(await store.local_kinds(scope=scope)))


async def agency_of(scope: Scope, agency_id: UUID) -> Agency:
    """One agency. Raises NotFound."""
    async with transaction(scope.council):
        return await store.agency(agency_id, scope=scope)


async def add_agency(actor: Actor, agency: Agency, *, today: date) -> None:
    """Register an agency. Raises AgencyNameTaken."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    scope = whole_council(actor.council, today=today)
    async with transaction(actor.council):
        rules.check_agency(agency, await store.agencies(scope=scope, ended=True))
        audit = AuditEvent.of(actor, AuditKind.AGENCY_CREATED, agency.id, agency_kind=agency.kind_code)
        await store.add_agencies([agency], audit=audit)


async def change_agency(actor: Actor, agency: Agency, *, today: date) -> Undo:
    """Save an agency as it was read at `agency.version`. Raises Conflict, AgencyNameTaken, OwnAncestor."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    scope = whole_council(actor.council, today=today)
    async with transaction(actor.council):
        before = replace(await store.agency(agency.id, scope=scope), version=agency.version)
        rules.check_agency(agency, await store.agencies(scope=scope, ended=True))
        way = as_it_was("agency", before, agency)
        audit = AuditEvent.of(actor, AuditKind.AGENCY_CHANGED, agency.id, fields=",".join(way.values))
        await store.save_agency(agency, audit=audit)
    return Undo(said="機関を元に戻しました。", back=f"/agencies/{agency.id}", before=(way,))


async def confirm_agency(actor: Actor, agency_id: UUID, *, version: int, today: date) -> Undo:
    """Note that the agency's numbers were confirmed today. Raises Conflict."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    scope = whole_council(actor.council, today=today)
    async with transaction(actor.council):
        before = replace(await store.agency(agency_id, scope=scope), version=version)
        after = replace(before, verified_on=today)
        await store.save_agency(after, audit=AuditEvent.of(actor, AuditKind.AGENCY_CHANGED, agency_id, fields="確認"))
    back = f"/agencies/{agency_id}"
    return Undo(said="「確かめた」を取り消しました。", back=back, before=(as_it_was("agency", before, after),))


async def add_kind(actor: Actor, kind: LocalKind) -> None:
    """Add a kind of the council's own. Raises KindLabelTaken."""
    check_may(actor, Permission.COUNCIL_SETTINGS)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        known = kinds_of_council(await store.local_kinds(scope=scope))
        if any(fold(kind.label) == fold(one.label) for one in known):
            raise KindLabelTaken(kind.label)
        await store.add_local_kind(kind, audit=AuditEvent.of(actor, AuditKind.KIND_CREATED, kind.id, label=kind.label))


async def local_kinds(scope: Scope) -> list[LocalKind]:
    """The kinds the council added."""
    async with transaction(scope.council):
        return await store.local_kinds(scope=scope)


async def take_back(actor: Actor, way: str, *, today: date) -> Undo:
    """Put agencies, seats and designations back as they were. Raises Overtaken, UndoUnreadable, NotFound."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    undo = opened_way(way, Undo, council=actor.council, place=UNDO_PATH)
    scope = whole_council(actor.council, today=today)
    async with transaction(actor.council):
        for before in undo.before:
            await _restore(actor, before, scope)
        await _remove_added(actor, undo, scope)
        await _put_back(actor, undo)
    return undo


async def _restore(actor: Actor, before: Before, scope: Scope) -> None:
    now = await _record(before.record, before.id, scope)
    if now.version != before.version:
        raise Overtaken
    match restored(now, before):
        case Agency() as agency:
            audit = AuditEvent.of(actor, AuditKind.AGENCY_CHANGED, agency.id, undone="yes")
            await store.save_agency(agency, audit=audit)
        case Seat() as seat:
            await store.save_seat(seat, audit=AuditEvent.of(actor, AuditKind.SEAT_CHANGED, seat.id, undone="yes"))
        case CouncilMember() as member:
            audit = AuditEvent.of(actor, AuditKind.MEMBER_CHANGED, member.agency_id, undone="yes")
            await store.save_member(member, audit=audit)


async def _remove_added(actor: Actor, undo: Undo, scope: Scope) -> None:
    for one in undo.added:
        if (await _record(one.record, one.id, scope)).version != one.version:
            raise Overtaken
    seats = [one.id for one in undo.added if one.record == "seat"]
    members = [one.id for one in undo.added if one.record == "member"]
    agencies = [one.id for one in undo.added if one.record == "agency"]
    if members:
        await store.remove_members(members, audit=AuditEvent.of(actor, AuditKind.MEMBER_CHANGED, undone="yes"))
    if seats:
        await store.remove_seats(seats, audit=AuditEvent.of(actor, AuditKind.SEAT_CHANGED, undone="yes"))
    if agencies:
        await store.remove_agencies(agencies, audit=AuditEvent.of(actor, AuditKind.AGENCY_REMOVED, undone="yes"))


async def _put_back(actor: Actor, undo: Undo) -> None:
    seats = [put_back(one, Seat) for one in undo.removed if one.record == "seat"]
    members = [put_back(one, CouncilMember) for one in undo.removed if one.record == "member"]
    if seats:
        await store.add_seats(seats, audit=AuditEvent.of(actor, AuditKind.SEAT_CHANGED, undone="yes"))
    if members:
        await store.add_members(members, audit=AuditEvent.of(actor, AuditKind.MEMBER_CHANGED, undone="yes"))


async def _record(record: str, record_id: UUID, scope: Scope) -> Agency | Seat | CouncilMember:
    if record == "agency":
        return await store.agency(record_id, scope=scope)
    found: list[Seat | CouncilMember] = [*await store.seats(scope=scope), *await store.members(scope=scope)]
    for one in found:
        if one.id == record_id:
            return one
    raise Overtaken
