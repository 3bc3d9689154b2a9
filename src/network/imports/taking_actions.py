"""The last button of an import: everything that is ready becomes records, in one transaction."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Role, Scope
from access.permissions.rules import check_may, whole_council
from core import clock, jobs
from core.database import CouncilId, transaction
from core.errors import DomainError
from core.jobs import Job, JobResult
from core.undoing import as_it_was
from network.agencies import store as agency_store
from network.cases import store as case_store
from network.contacts import store as contact_store
from network.imports import store
from network.imports.case_check import CheckedRow
from network.imports.case_notes import Level
from network.imports.case_records import CaseRecords, RecordMaker
from network.imports.corrections import LastButton
from network.imports.errors import AlreadyTaken, NothingToTake, NumbersTaken
from network.imports.imported_by import account_of, event
from network.imports.in_hand import InHand, known_cases, load
from network.imports.member_records import MemberRecords, member_records
from network.imports.received_file import Import, ImportState, LeftRow, Summary, Taken
from network.imports.row_state import RowState

TAKING = "import_taking"
MOST_AT_ONCE = 400
"""More rows are taken in by the worker."""
_ROWS_A_STATEMENT = 250
"""A statement of PostgreSQL holds 32,767 values."""
T = TypeVar("T")
Report = Callable[[int, int], Awaitable[None]]


async def take(actor: Actor, import_id: UUID, pressed: LastButton) -> Import:
    """Take in every row that is ready. Raises AlreadyTaken, Conflict, NumbersTaken, NothingToTake, NotFound."""
    check_may(actor, Permission.IMPORT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        imported = replace(await store.one_import(import_id, scope=scope), version=pressed.version)
        if imported.state not in {ImportState.CHECKING, ImportState.TAKING}:
            raise AlreadyTaken
        hand = await load(scope, replace(imported, state=ImportState.CHECKING))
        check = hand.cases or hand.members
        if check is None or not check.ready:
            raise NothingToTake
        if pressed.expected is not None and len(check.ready) != pressed.expected:
            raise NumbersTaken
        summary = await (_take_cases(actor, scope, hand) if hand.cases else _take_members(actor, scope, hand, pressed))
        taken = replace(imported, state=ImportState.TAKEN, summary=summary, confirmed_at=clock.now())
        await store.save(taken, audit=event(actor, AuditKind.IMPORT_CONFIRMED, import_id, **_figures(summary.taken)))
    return taken


async def take_later(actor: Actor, import_id: UUID, pressed: LastButton) -> None:
    """Let the worker take in a long list. Raises AlreadyTaken, Conflict, NotFound."""
    check_may(actor, Permission.IMPORT)
    scope = whole_council(actor.council, today=clock.today())
    facts = {"import": str(import_id), "name": actor.name, "version": str(pressed.version + 1)}
    facts |= {"expected": str(pressed.expected or ""), "since": pressed.since.isoformat() if pressed.since else ""}
    job = Job(
        account_id=account_of(actor),
        kind=TAKING,
        title="一覧を取り込む",
        arguments=facts,
        total=pressed.expected or 0,
        unit="行",
        created_at=clock.now(),
    )
    async with transaction(actor.council):
        imported = await store.one_import(import_id, scope=scope)
        if imported.state is not ImportState.CHECKING:
            raise AlreadyTaken
        summary = replace(imported.summary, job_id=job.id)
        await store.save(
            replace(imported, version=pressed.version, state=ImportState.TAKING, summary=summary), audit=None
        )
        await jobs.enqueue(job)


async def run_taking(council: CouncilId, job: Job, report: Report) -> JobResult:
    """The worker's part of `take_later`; when it is refused the import is open for checking again."""
    facts, import_id = job.arguments, UUID(job.arguments["import"])
    actor = Actor(council=council, account_id=job.account_id or UUID(int=0), name=facts["name"], role=Role.COORDINATOR)
    since = date.fromisoformat(facts["since"]) if facts["since"] else None
    expected = int(facts["expected"]) if facts["expected"] else None
    pressed = LastButton(version=int(facts["version"]), expected=expected, since=since)
    await report(0, job.total)
    try:
        await take(actor, import_id, pressed)
    except DomainError:
        await _open_again(council, import_id)
        raise
    await report(job.total, job.total)
    return JobResult(href=f"/imports/{import_id}")


async def _open_again(council: CouncilId, import_id: UUID) -> None:
    scope = whole_council(council, today=clock.today())
    async with transaction(council):
        imported = await store.one_import(import_id, scope=scope)
        if imported.state is ImportState.TAKING:
            await store.save(replace(imported, state=ImportState.CHECKING), audit=None)


async def _take_cases(actor: Actor, scope: Scope, hand: InHand) -> Summary:
    imported, reading, check = hand.imported, hand.imported.summary.case_list, hand.cases
    if reading is None or check is None:
        raise NothingToTake
    known = await known_cases(scope, hand.agencies, hand.kinds)
    updated = [row.person.case.id for row in check.ready if row.person is not None]
    maker = RecordMaker(
        reading,
        known,
        imported.id,
        linkages=await case_store.linkages(scope=scope, case_ids=updated),
        sightings=await case_store.sightings(scope=scope, case_ids=updated),
    )
    records = maker.records(check)
    await _save_cases(actor, imported, records)
    left = tuple(_left(row) for row in check.rows if row not in check.ready)
    return replace(
        imported.summary,
        job_id=None,
        taken=Taken(
            cases=len(records.cases),
            updated=len(records.updated),
            households=len(records.households),
            linkages=len(records.linkages),
            agencies=len(records.agencies),
            left=len(left),
        ),
        left=left,
        before=tuple(as_it_was("case", before, after) for before, after in records.updated),
    )


async def _save_cases(actor: Actor, imported: Import, records: CaseRecords) -> None:
    for agencies in _parts(records.agencies):
        await agency_store.add_agencies(agencies, audit=_event(actor, imported, AuditKind.AGENCY_CREATED, agencies))
    for households in _parts(records.households):
        audit = _event(actor, imported, AuditKind.CASE_CREATED, households, of="households")
        await case_store.add_households(households, audit=audit)
    for cases in _parts(records.cases):
        await case_store.add_cases(cases, audit=_event(actor, imported, AuditKind.CASE_CREATED, cases))
    for linkages in _parts(records.linkages):
        await case_store.add_linkages(linkages, audit=_event(actor, imported, AuditKind.LINKAGE_CHANGED, linkages))
    for sightings in _parts(records.sightings):
        audit = _event(actor, imported, AuditKind.SIGHTING_RECORDED, sightings)
        await case_store.add_sightings(sightings, audit=audit)
    for _before, after in records.updated:
        audit = event(actor, AuditKind.CASE_CHANGED, after.id, imported=str(imported.id))
        await case_store.save_case(after, audit=audit)


async def _take_members(actor: Actor, scope: Scope, hand: InHand, pressed: LastButton) -> Summary:
    imported, check = hand.imported, hand.members
    if check is None:
        raise NothingToTake
    seats = await agency_store.seats(scope=scope)
    first = max((seat.position for seat in seats), default=0) + 1
    records = member_records(check, imported.id, since=pressed.since, first_position=first)
    await _save_members(actor, imported, records)
    left = tuple(
        LeftRow(key=str(row.place), number=row.row.name, why="".join(row.says) or row.state.label)
        for row in check.rows
        if row.state is not RowState.READY
    )
    taken = Taken(
        agencies=len(records.agencies),
        seats=len(records.seats),
        members=len(records.members),
        contacts=len(records.contacts),
        left=len(left),
    )
    return replace(imported.summary, job_id=None, taken=taken, left=left)


async def _save_members(actor: Actor, imported: Import, records: MemberRecords) -> None:
    for agencies in _parts(records.agencies):
        await agency_store.add_agencies(agencies, audit=_event(actor, imported, AuditKind.AGENCY_CREATED, agencies))
    for seats in _parts(records.seats):
        await agency_store.add_seats(seats, audit=_event(actor, imported, AuditKind.SEAT_CHANGED, seats))
    for members in _parts(records.members):
        await agency_store.add_members(members, audit=_event(actor, imported, AuditKind.MEMBER_CHANGED, members))
    for contacts in _parts(records.contacts):
        await contact_store.add_contacts(contacts, audit=_event(actor, imported, AuditKind.CONTACT_CHANGED, contacts))


def _event(actor: Actor, imported: Import, kind: AuditKind, records: Sequence[object], **detail: str) -> AuditEvent:
    return event(actor, kind, imported.id, count=str(len(records)), **detail)


def _left(row: CheckedRow) -> LeftRow:
    why = [note.text for note in row.notes if note.level in {Level.PROBLEM, Level.PERSON}]
    return LeftRow(key=row.key, number=row.number, why="".join(why) or row.state.label)


def _figures(taken: Taken | None) -> dict[str, str]:
    """The numbers of the outcome for the audit record."""
    if taken is None:
        return {}
    return {name: str(getattr(taken, name)) for name in Taken.__dataclass_fields__ if getattr(taken, name)}


def _parts(records: Sequence[T]) -> list[list[T]]:
    return [list(records[start : start + _ROWS_A_STATEMENT]) for start in range(0, len(records), _ROWS_A_STATEMENT)]
