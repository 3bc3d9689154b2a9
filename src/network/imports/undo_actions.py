"""Taking back a whole import: everything it made, or nothing and the names of what has changed since."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from access.audit.model import AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, whole_council
from core import clock
from core.database import transaction
from core.undoing import Before, restored
from network.agencies import store as agency_store
from network.agencies.model import Agency, CouncilMember, Seat
from network.cases import store as case_store
from network.cases.model import Case, Household, Linkage, Sighting
from network.contacts import store as contact_store
from network.contacts.model import Contact
from network.imports import store
from network.imports.errors import EditedSince, NotTaken
from network.imports.imported_by import event
from network.imports.other_uses import used_elsewhere
from network.imports.received_file import Import, ImportState
from network.memberships import store as membership_store

_IDS_A_STATEMENT = 5_000
"""A statement of PostgreSQL holds 32,767 values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What an import made and what has grown on it since; `changed` names what stands in the way."""

    agencies: Sequence[Agency]
    seats: Sequence[Seat]
    members: Sequence[CouncilMember]
    contacts: Sequence[Contact]
    households: Sequence[Household]
    cases: Sequence[Case]
    linkages: Sequence[Linkage]
    sightings: Sequence[Sighting]
    changed: Sequence[str]


async def undo(actor: Actor, import_id: UUID, *, version: int) -> Import:
    """Take everything back. Raises EditedSince (nothing changes then), NotTaken, Conflict, NotFound."""
    check_may(actor, Permission.IMPORT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        imported = await store.one_import(import_id, scope=scope)
        if imported.state is not ImportState.TAKEN:
            raise NotTaken
        made = await _made(scope, imported)
        if made.changed:
            raise EditedSince(made.changed)
        await _remove(actor, imported, made)
        await _put_back(actor, scope, imported.summary.before)
        undone = replace(imported, version=version, state=ImportState.UNDONE, undone_at=clock.now())
        await store.save(undone, audit=event(actor, AuditKind.IMPORT_UNDONE, import_id))
    return undone


async def open_again(actor: Actor, import_id: UUID, *, version: int) -> None:
    """Let an import that was taken back be checked and taken in once more. Raises NotTaken, Conflict, NotFound."""
    check_may(actor, Permission.IMPORT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        imported = await store.one_import(import_id, scope=scope)
        if imported.state is not ImportState.UNDONE:
            raise NotTaken
        summary = replace(imported.summary, taken=None, left=(), before=())
        opened = replace(
            imported,
            version=version,
            state=ImportState.CHECKING,
            summary=summary,
            confirmed_at=None,
            undone_at=None,
        )
        await store.save(opened, audit=event(actor, AuditKind.IMPORT_READ, import_id, again="yes"))


async def _made(scope: Scope, imported: Import) -> Made:
    cases = await case_store.cases(scope=scope, closed=True)
    linkages = await case_store.linkages(scope=scope)
    sightings = await case_store.sightings(scope=scope)
    own = [case for case in cases if case.import_id == imported.id]
    households = [each for each in await case_store.households(scope=scope) if each.import_id == imported.id]
    agencies = [each for each in await agency_store.agencies(scope=scope, ended=True) if each.import_id == imported.id]
    seats = [each for each in await agency_store.seats(scope=scope) if each.import_id == imported.id]
    foreign = {each.case_id for each in sightings if each.import_id != imported.id}
    changed = [
        *await _changed_cases(scope, imported, cases, foreign | _grown(linkages, imported)),
        *_changed_households(households, cases, imported),
        *await _changed_agencies(scope, imported, agencies, linkages),
        *await _changed_seats(scope, imported, seats),
    ]
    return Made(
        agencies=agencies,
        seats=seats,
        members=[each for each in await agency_store.members(scope=scope) if each.import_id == imported.id],
        contacts=[each for each in await contact_store.contacts(scope=scope) if each.import_id == imported.id],
        households=households,
        cases=own,
        linkages=[each for each in linkages if each.import_id == imported.id],
        sightings=[each for each in sightings if each.import_id == imported.id],
        changed=list(dict.fromkeys(changed)),
    )


async def _changed_cases(scope: Scope, imported: Import, cases: Sequence[Case], touched: set[UUID]) -> list[str]:
    """Numbers of cases that were edited, linked, seen, given tasks or put on an agenda since."""
    own = {case.id for case in cases if case.import_id == imported.id}
    promised = {promise.case_id for promise in await case_store.promises(scope=scope, case_ids=list(own))}
    touched = touched | promised | await used_elsewhere(scope, list(own))
    written = {before.id: before.version for before in imported.summary.before}
    return [
        case.number
        for case in cases
        if (case.id in own and (case.version > 1 or case.id in touched))
        or case.version != written.get(case.id, case.version)
    ]


def _grown(linkages: Sequence[Linkage], imported: Import) -> set[UUID]:
    """The cases with linkages of another origin, or with linkages of the import that were edited."""
    return {each.case_id for each in linkages if each.import_id != imported.id or each.version > 1}


def _changed_households(households: Sequence[Household], cases: Sequence[Case], imported: Import) -> Iterable[str]:
    """Numbers of the cases whose household was edited, or joined by a case of another origin."""
    edited = {each.id for each in households if each.version > 1}
    ids = {each.id for each in households}
    return [
        case.number
        for case in cases
        if case.household_id in edited or (case.household_id in ids and case.import_id != imported.id)
    ]


async def _changed_agencies(
    scope: Scope, imported: Import, agencies: Sequence[Agency], linkages: Sequence[Linkage]
) -> Iterable[str]:
    """Names of agencies that were edited, or that something else stands on."""
    used = {each.agency_id for each in linkages if each.import_id != imported.id}
    used |= {each.agency_id for each in await membership_store.memberships(scope=scope)}
    members, contacts = await agency_store.members(scope=scope), await contact_store.contacts(scope=scope)
    used |= {each.agency_id for each in members if each.import_id != imported.id or each.version > 1}
    used |= {each.agency_id for each in contacts if each.import_id != imported.id or each.version > 1}
    used |= {each.parent_id for each in await agency_store.agencies(scope=scope, ended=True) if each.parent_id}
    return [agency.name for agency in agencies if agency.version > 1 or agency.id in used]


async def _changed_seats(scope: Scope, imported: Import, seats: Sequence[Seat]) -> Iterable[str]:
    """Names of rows of the 別表 that were edited or filled since."""
    filled = {each.seat_id for each in await agency_store.members(scope=scope) if each.import_id != imported.id}
    return [seat.name for seat in seats if seat.version > 1 or seat.id in filled]


async def _remove(actor: Actor, imported: Import, made: Made) -> None:
    audit = event(actor, AuditKind.IMPORT_UNDONE, imported.id, cases=str(len(made.cases)))
    for ids in _parts(made.sightings):
        await case_store.remove(sightings_removed=ids, audit=audit)
    for ids in _parts(made.linkages):
        await case_store.remove(linkages_removed=ids, audit=audit)
    for ids in _parts(made.cases):
        await case_store.remove(cases_removed=ids, audit=audit)
    for ids in _parts(made.households):
        await case_store.remove(households_removed=ids, audit=audit)
    for ids in _parts(made.contacts):
        await contact_store.remove_contacts(ids, audit=audit)
    for ids in _parts(made.members):
        await agency_store.remove_members(ids, audit=audit)
    for ids in _parts(made.seats):
        await agency_store.remove_seats(ids, audit=audit)
    for ids in _parts(made.agencies):
        await agency_store.remove_agencies(ids, audit=audit)


async def _put_back(actor: Actor, scope: Scope, before: Sequence[Before]) -> None:
    """Give updated cases their old contents."""
    for each in before:
        now = await case_store.case(each.id, scope=scope)
        audit = event(actor, AuditKind.CASE_CHANGED, each.id, undone="case")
        await case_store.save_case(restored(now, each), audit=audit)


def _parts(
    records: Sequence[Agency | Seat | CouncilMember | Contact | Household | Case | Linkage | Sighting],
) -> list[list[UUID]]:
    ids = [record.id for record in records]
    return [ids[start : start + _IDS_A_STATEMENT] for start in range(0, len(ids), _IDS_A_STATEMENT)]
