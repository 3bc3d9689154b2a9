"""Reading an uploaded file: at once in a thread, or for a long list by the worker. Nothing of the council changes."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from uuid import UUID, uuid4

from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Scope
from access.permissions.rules import whole_council
from core import clock, jobs
from core.database import CouncilId, transaction
from core.errors import Invalid
from core.jobs import Job, JobResult
from network.agencies import store as agency_store
from network.imports import store
from network.imports.corrections import Corrections
from network.imports.errors import TakesTooLong
from network.imports.imported_by import account_of, event
from network.imports.list_reading import ListReading, mapping_of, read_list
from network.imports.received_file import Import, ImportKind, ImportState, SourceFile, Summary

READING = "import_reading"
LONG_BYTES = 120_000
"""About 400 rows; more takes longer than a page should."""
MOST_SECONDS = 60.0
Report = Callable[[int, int], Awaitable[None]]


def source_of(data: bytes, filename: str) -> SourceFile:
    """Which file it is."""
    return SourceFile(name=filename, digest=hashlib.sha256(data).hexdigest(), size=len(data))


def is_long(imported: SourceFile) -> bool:
    """Whether the worker should read it."""
    return imported.size > LONG_BYTES


async def read(
    scope: Scope, data: bytes, filename: str, *, before: Import | None = None, kind: ImportKind | None = None
) -> ListReading:
    """What the file says, with the answers of the import so far. Raises TakesTooLong and what `read_list` raises."""
    async with transaction(scope.council):
        names = [agency.name for agency in await agency_store.agencies(scope=scope)]
    answers = before.corrections if before else Corrections()
    case_list = before.summary.case_list if before else None
    work = partial(
        read_list,
        data,
        filename,
        directory=names or None,
        today=scope.day,
        kind=before.kind if before and case_list else kind,
        mapping=mapping_of(case_list, answers.columns) if case_list else None,
        cells=answers.cells,
    )
    try:
        return await asyncio.wait_for(asyncio.to_thread(work), MOST_SECONDS)
    except TimeoutError as late:
        raise TakesTooLong from late


def with_reading(imported: Import, found: ListReading) -> Import:
    """The import with what was read, ready for checking."""
    summary = replace(imported.summary, case_list=found.case_list, member_lists=found.member_lists, job_id=None)
    return replace(imported, kind=found.kind, summary=summary, state=ImportState.CHECKING)


async def read_later(actor: Actor, source: SourceFile, data: bytes) -> Import:
    """Keep the file and let the worker read it."""
    now = clock.now()
    new = Import(
        id=uuid4(),
        kind=ImportKind.CASES,
        filename=source,
        state=ImportState.READING,
        account_id=account_of(actor),
        created_at=now,
    )
    job = _job(actor, new.id)
    new = replace(new, summary=Summary(job_id=job.id))
    async with transaction(actor.council):
        await store.add(new, data, audit=event(actor, AuditKind.IMPORT_READ, new.id))
        await jobs.enqueue(job)
    return new


async def read_again_later(actor: Actor, imported: Import) -> None:
    """Let the worker read the file with the new answers. Raises Conflict."""
    job = _job(actor, imported.id)
    waiting = replace(imported, state=ImportState.READING, summary=replace(imported.summary, job_id=job.id))
    async with transaction(actor.council):
        await store.save(waiting, audit=None)
        await jobs.enqueue(job)


async def run_reading(council: CouncilId, job: Job, report: Report) -> JobResult:
    """The worker's part. A first reading that fails leaves no import; a later one leaves what was read before."""
    import_id, scope = UUID(job.arguments["import"]), whole_council(council, today=clock.today())
    await report(0, 0)
    async with transaction(council):
        imported = await store.one_import(import_id, scope=scope)
        data = await store.file_of(import_id, scope=scope)
    try:
        found = await read(scope, data, imported.filename.name, before=imported)
    except Invalid:
        await _give_up(council, imported)
        raise
    async with transaction(council):
        await store.save(with_reading(imported, found), audit=None)
    rows = len(found.case_list.cases) if found.case_list else sum(len(each.rows) for each in found.member_lists)
    await report(rows, rows)
    return JobResult(href=f"/imports/{import_id}")


async def _give_up(council: CouncilId, imported: Import) -> None:
    nothing_yet = imported.summary.case_list is None and not imported.summary.member_lists
    async with transaction(council):
        if nothing_yet:
            audit = AuditEvent.of_operator(AuditKind.IMPORT_READ, imported.id, outcome="unreadable")
            await store.remove(imported.id, audit=audit)
        else:
            await store.save(replace(imported, state=ImportState.CHECKING), audit=None)


def _job(actor: Actor, import_id: UUID) -> Job:
    return Job(
        account_id=account_of(actor),
        kind=READING,
        title="一覧を読む",
        arguments={"import": str(import_id)},
        unit="行",
        created_at=clock.now(),
    )
