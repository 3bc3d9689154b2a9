"""Reads of the directory as a whole, the 委員名簿, and ending an agency."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEntry, AuditEvent, AuditKind
from access.councils import store as council_store
from access.councils.model import Council
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, whole_council
from core.database import transaction
from core.undoing import as_it_was
from network.agencies import rules as agency_rules
from network.agencies import store as agency_store
from network.agencies.agency_kind import AgencyKind
from network.agencies.documents import MemberRegister
from network.agencies.kind_choices import kinds_of_council
from network.agencies.model import Agency, CouncilMember, Seat
from network.agencies.undoing import Undo
from network.cases import store as case_store
from network.cases.model import Case, Linkage
from network.contacts import store as contact_store
from network.contacts.model import Contact
from network.directory.errors import StillCoordinates, StillLeads
from network.directory.register import member_register_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Everything the pages of the directory show, read at once."""

    council: Council
    closed: frozenset[date]
    agencies: list[Agency]
    kinds: tuple[AgencyKind, ...]
    seats: list[Seat]
    members: list[CouncilMember]
    contacts: Mapping[UUID, list[Contact]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """What open cases ask of one agency."""

    cases: int = 0
    led: int = 0
    responsible: Mapping[str, int]


async def directory(scope: Scope) -> Directory:
    """Agencies (ended ones included), kinds, seats, members and contacts."""
    async with transaction(scope.council):
        contacts: defaultdict[UUID, list[Contact]] = defaultdict(list)
        for contact in await contact_store.contacts(scope=scope):
            contacts[contact.agency_id].append(contact)
        return Directory(
            council=await council_store.council(scope=scope),
            closed=await council_store.closed_dates(scope=scope),
            agencies=await agency_store.agencies(scope=scope, ended=True),
            kinds=kinds_of_council(await agency_store.local_kinds(scope=scope)),
            seats=await agency_store.seats(scope=scope),
            members=await agency_store.members(scope=scope),
            contacts=contacts,
        )


async def ties(scope: Scope, agency_ids: Iterable[UUID]) -> dict[UUID, Ties]:
    """How many open cases each of the agencies is linked to today, leads, and asks which position for."""
    wanted = set(agency_ids)
    async with transaction(scope.council):
        current = [one for one in await case_store.linkages(scope=scope) if one.on(scope.day)]
        held = [linkage for linkage in current if linkage.agency_id in wanted]
        open_cases = await case_store.cases(scope=scope, case_ids=list({one.case_id for one in held}))
    alive = {case.id for case in open_cases}
    return {
        agency_id: _ties([o for o in held if o.agency_id == agency_id and o.case_id in alive]) for agency_id in wanted
    }


async def history(scope: Scope, agency_id: UUID, *, limit: int = 200) -> list[AuditEntry]:
    """What was done with the agency's entry, newest first. Raises NotFound."""
    async with transaction(scope.council):
        await agency_store.agency(agency_id, scope=scope)
        return await audit_store.of_subject(str(agency_id), scope=scope, limit=limit)


async def member_register(scope: Scope, on: date) -> MemberRegister:
    """The 委員名簿 as of a day, in the order of the 別表."""
    known = await directory(scope)
    return member_register_of(
        council=known.council.name,
        seats=known.seats,
        members=agency_rules.members_on(known.members, on),
        agencies={agency.id: agency for agency in known.agencies},
        contacts=known.contacts,
        on=on,
    )


async def register_printed(actor: Actor, what: str) -> None:
    """Note that the 委員名簿 left as a file."""
    check_may(actor, Permission.DIRECTORY_SEE)
    async with transaction(actor.council):
        await audit_store.append(AuditEvent.of(actor, AuditKind.PAPER_MADE, paper="委員名簿", format=what))


async def led_cases(scope: Scope, agency_id: UUID) -> list[Case]:
    """The open cases the agency leads today."""
    async with transaction(scope.council):
        return await _led(scope, agency_id)


async def end_agency(actor: Actor, agency_id: UUID, *, on: date, version: int, today: date) -> Undo:
    """Let an agency end on a day. Raises StillLeads, StillCoordinates, Conflict, NotFound."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    scope = whole_council(actor.council, today=today)
    async with transaction(actor.council):
        before = replace(await agency_store.agency(agency_id, scope=scope), version=version)
        led = await _led(scope, agency_id)
        if led:
            raise StillLeads(before.name, [case.number for case in led])
        own = [one for one in await agency_store.members(scope=scope) if one.agency_id == agency_id]
        open_ended = [member for member in own if member.until is None or on < member.until]
        if any(member.coordinates for member in open_ended):
            raise StillCoordinates(before.name)
        ended = replace(before, ended_on=on)
        await agency_store.save_agency(ended, audit=_changed(actor, agency_id))
        ways = [as_it_was("agency", before, ended)]
        for member in open_ended:
            left = replace(member, until=on)
            await agency_store.save_member(left, audit=AuditEvent.of(actor, AuditKind.MEMBER_CHANGED, agency_id))
            ways.append(as_it_was("member", member, left))
    return Undo(said="機関を終えたことを取り消しました。", back=f"/agencies/{agency_id}", before=tuple(ways))


def _changed(actor: Actor, agency_id: UUID) -> AuditEvent:
    return AuditEvent.of(actor, AuditKind.AGENCY_CHANGED, agency_id, fields="ended_on")


async def _led(scope: Scope, agency_id: UUID) -> list[Case]:
    led = [
        one.case_id
        for one in await case_store.linkages(scope=scope)
        if one.agency_id == agency_id and one.is_lead and one.on(scope.day)
    ]
    return await case_store.cases(scope=scope, case_ids=led)


def _ties(linkages: Sequence[Linkage]) -> Ties:
    named = Counter(name for name, _case in {(one.responsible, one.case_id) for one in linkages} if name)
    return Ties(
        cases=len({linkage.case_id for linkage in linkages}),
        led=len({linkage.case_id for linkage in linkages if linkage.is_lead}),
        responsible=named,
    )
