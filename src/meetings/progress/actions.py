"""Use cases of the 進行管理台帳: its rows, editing a cell, the file, and the same as long work."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.councils import store as councils
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, whole_council
from core import clock, jobs
from core.database import CouncilId, transaction
from core.jobs import Job, JobResult
from core.undoing import as_it_was
from meetings.progress import store
from meetings.progress.documents import progress_list_pdf, progress_list_xlsx
from meetings.progress.ledger import LedgerRow
from meetings.progress.ledger_columns import DEFAULT_COLUMNS, LedgerColumn, columns_named
from meetings.progress.ledger_paper import ProgressListPaper
from meetings.progress.ledger_rows import NO_ITEM, LedgerItem, by_case, ledger_row, legend
from network.cases import store as case_store
from network.cases.model import Case
from network.cases.undoing import Undo
from network.graph import store as graph_store
from network.graph.casebook import Casebook, CaseFile, in_order_of_concern
from network.graph.presenters import Show, chosen, shown

Format = Literal["pdf", "xlsx"]
JOB_KIND = "progress_list"
ROWS_AT_ONCE = 60
"""A longer list is made by the worker."""
ALL_CASES = "全ケース"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Rows with the cases they stand for, in order, and the whole casebook for counting."""

    rows: list[tuple[CaseFile, LedgerRow]]
    book: Casebook
    unseen_days: int


async def ledger(actor: Actor, scope: Scope, *, show: Show = Show.ALL) -> Ledger:
    """The rows a tab shows, 気になる順; opening the list is recorded."""
    check_may(actor, Permission.CASE_SEE)
    async with transaction(scope.council):
        found = await _ledger(scope, show=show)
        audit = AuditEvent.of(actor, AuditKind.LEDGER_SEEN, "", show=show.value, count=str(len(found.rows)))
        await audit_store.append(audit)
    return found


async def ledger_row_of(scope: Scope, case_id: UUID, *, opened_by: Actor | None = None) -> tuple[CaseFile, LedgerRow]:
    """One row as it stands; opening its form is recorded. Raises NotFound."""
    async with transaction(scope.council):
        await case_store.case(case_id, scope=scope)
        if opened_by is not None:
            await audit_store.append(AuditEvent.of(opened_by, AuditKind.CASE_SEEN, case_id, page="ledger"))
        found = await _ledger(scope, case_ids=[case_id])
    return found.rows[0]


async def ledger_rows(
    scope: Scope, *, case_ids: Sequence[UUID] | None = None, items: Mapping[UUID, LedgerItem] | None = None
) -> list[LedgerRow]:
    """Rows of these cases in the order given, or of all open ones 気になる順; `items`: what an agenda says."""
    async with transaction(scope.council):
        found = await _ledger(scope, case_ids=case_ids, items=items)
    return [row for _, row in found.rows]


async def save_cells(actor: Actor, typed: Case) -> Undo:
    """Save the cells of one row, over the version they were read at. Raises Conflict, NotFound."""
    check_may(actor, Permission.CASE_EDIT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        before = await case_store.case(typed.id, scope=scope)
        audit = AuditEvent.of(actor, AuditKind.CASE_CHANGED, typed.id, changed="ledger")
        await case_store.save_case(typed, audit=audit)
    back = (as_it_was("case", before, typed),)
    return Undo(case_id=typed.id, said="台帳を前の内容に戻しました。", back="/ledger", before=back)


async def progress_list_file(
    scope: Scope, file_format: Format, *, show: Show = Show.ALL, columns: Sequence[LedgerColumn] = DEFAULT_COLUMNS
) -> bytes:
    """The list as PDF or spreadsheet. Raises PaperTooLong, PaperFailed."""
    async with transaction(scope.council):
        found = await _ledger(scope, show=show)
        council = await councils.council(scope=scope)
    paper = ProgressListPaper(
        council_name=council.name,
        meeting_title=ALL_CASES if show is Show.ALL else f"{ALL_CASES}のうち「{show.label}」",
        held_on=scope.day,
        as_of=clock.now(),
        rows=[row for _, row in found.rows],
        columns=columns,
        sighting_limit_days=found.unseen_days,
        severities=legend(found.book.words),
    )
    return await asyncio.to_thread(progress_list_pdf if file_format == "pdf" else progress_list_xlsx, paper)


async def order_file(
    actor: Actor, scope: Scope, file_format: Format, *, show: Show, columns: Sequence[LedgerColumn]
) -> bytes | Job:
    """The file at once, or for a long list a job that makes it. The making is recorded."""
    check_may(actor, Permission.CASE_SEE)
    async with transaction(scope.council):
        count = len((await _ledger(scope, show=show)).rows)
        audit = AuditEvent.of(
            actor, AuditKind.PAPER_MADE, "", paper="progress_list", format=file_format, count=str(count)
        )
        await audit_store.append(audit)
        if count > ROWS_AT_ONCE:
            job = _job(actor, file_format, show=show, columns=columns, total=count)
            await jobs.enqueue(job)
            return job
    return await progress_list_file(scope, file_format, show=show, columns=columns)


async def run_progress_list(council: CouncilId, job: Job, report: Callable[[int, int], Awaitable[None]]) -> JobResult:
    """The worker's part: make the file and leave it with the job. Raises JobCancelled when stopped before."""
    await report(0, job.total)
    scope = whole_council(council, today=clock.today())
    file_format: Format = "pdf" if job.arguments["format"] == "pdf" else "xlsx"
    columns = columns_named(job.arguments["columns"].split(","))
    data = await progress_list_file(scope, file_format, show=chosen(Show, job.arguments["show"]), columns=columns)
    await report(job.total, job.total)
    return JobResult(data=data, name=file_name(file_format))


JOBS = {JOB_KIND: run_progress_list}


def file_name(file_format: Format) -> str:
    """daichou-20261120.pdf: no person and no child in it."""
    return f"daichou-{clock.today():%Y%m%d}.{file_format}"


def _job(actor: Actor, file_format: Format, *, show: Show, columns: Sequence[LedgerColumn], total: int) -> Job:
    return Job(
        account_id=actor.account_id,
        kind=JOB_KIND,
        title=f"進行管理台帳 {'PDF' if file_format == 'pdf' else 'Excel'}",
        arguments={
            "format": file_format,
            "show": show.value,
            "columns": ",".join(column.id for column in columns),
        },
        total=total,
        unit="人",
        created_at=clock.now(),
    )


async def _ledger(
    scope: Scope,
    *,
    show: Show = Show.ALL,
    case_ids: Sequence[UUID] | None = None,
    items: Mapping[UUID, LedgerItem] | None = None,
) -> Ledger:
    """Inside a transaction: named cases (open or closed) in their order, else the tab's 気になる順."""
    named = case_ids is not None
    book = await graph_store.whole_casebook(scope=scope, closed=named, case_ids=case_ids)
    council = await councils.council(scope=scope)
    files = _in_order(book.files, case_ids) if named else in_order_of_concern(shown(book.files, show))
    entries = by_case(await store.entries(scope=scope, case_ids=[file.case.id for file in files]))
    told = items or {}
    rows = [
        (file, ledger_row(file, book, entries.get(file.case.id, []), told.get(file.case.id, NO_ITEM))) for file in files
    ]
    return Ledger(rows=rows, book=book, unseen_days=council.numbers.unseen_days)


def _in_order(files: Sequence[CaseFile], case_ids: Sequence[UUID] | None) -> list[CaseFile]:
    by_id = {file.case.id: file for file in files}
    return [by_id[case_id] for case_id in case_ids or () if case_id in by_id]
