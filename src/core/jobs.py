"""Long work: a row with progress that the worker takes up, that anybody with the page open can watch and stop."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, TypeVar
from uuid import UUID, uuid4

from core import rows
from core.database import CouncilId, raw_connection, transaction
from core.errors import DomainError
from core.labels import Labelled
from core.tables import JobTable

LOST_AFTER = timedelta(minutes=2)
REPORT_SECONDS = 1.0
T = TypeVar("T")


class JobState(Labelled):
    """Where a job is."""

    WAITING = "waiting", "順番を待っています"
    RUNNING = "running", "しています"
    DONE = "done", "できました"
    FAILED = "failed", "できませんでした"
    CANCELLED = "cancelled", "とめました"


class JobCancelled(DomainError):
    """Raised inside a job when a person pressed とめる."""

    message = "とめました。ここまでの分も残していません。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of long work. `result` is base64 of a file to download; `facts` are numbers for the page."""

    id: UUID = field(default_factory=uuid4)
    account_id: UUID | None = None
    kind: str
    title: str
    arguments: dict[str, str] = field(default_factory=dict)
    state: JobState = JobState.WAITING
    done: int = 0
    total: int = 0
    unit: str = ""
    cancel: bool = False
    message: str = ""
    result: str | None = None
    result_name: str = ""
    result_href: str = ""
    created_at: datetime
    started_at: datetime | None = None
    heartbeat_at: datetime | None = None
    ended_at: datetime | None = None
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}


async def enqueue(job: Job) -> None:
    """Put a job into the queue of the open transaction."""
    await rows.insert(JobTable, job)


async def enqueue_once(job: Job) -> Job:
    """Put a job into the queue unless the same person's same job waits or runs already: the one that will be done."""
    asked = (JobTable.kind == job.kind, JobTable.account_id == job.account_id)
    going = JobTable.state.is_in([JobState.WAITING.value, JobState.RUNNING.value])
    found = await rows.select(JobTable, Job, *asked, going, order_by=(JobTable.created_at,))
    same = [one for one in found if one.arguments == job.arguments and not one.cancel]
    if not same:
        await enqueue(job)
    return same[0] if same else job


async def job(job_id: UUID, *, account_id: UUID) -> Job:
    """One's own job. Raises NotFound for anybody else's."""
    return await rows.one(JobTable, Job, JobTable.id == job_id, JobTable.account_id == account_id)


async def ask_to_stop(job_id: UUID, *, account_id: UUID) -> None:
    """Stop a job at its next step; one that has not begun ends at once."""
    found = await job(job_id, account_id=account_id)
    values: dict[str, object] = {"cancel": True}
    if found.state is JobState.WAITING:
        values["state"] = JobState.CANCELLED
    await rows.change(JobTable, job_id, values)


async def claim(now: datetime, kinds: Collection[str] = ()) -> tuple[CouncilId, Job] | None:
    """Take the next waiting job, or one whose worker died (a transaction without council is open).

    With `kinds` only a job of one of them.
    """
    with raw_connection() as connection:
        row = await connection.fetchrow(
            """
            UPDATE job SET state = 'running', started_at = $1, heartbeat_at = $1, done = 0
            WHERE id = (
                SELECT id FROM job
                WHERE (kind = ANY($3::text[]) OR cardinality($3::text[]) = 0)
                    AND (state = 'waiting' OR (state = 'running' AND heartbeat_at < $2))
                ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
            )
            RETURNING *
            """,
            now,
            now - LOST_AFTER,
            list(kinds),
        )
    if row is None:
        return None
    return CouncilId(row["council_id"]), rows.as_records(JobTable, [dict(row)], Job)[0]


class Report(Protocol):
    """How a job moves its bar, and says in a sentence how far it is. Raises JobCancelled when asked to stop."""

    async def __call__(self, done: int, total: int, said: str = "", /) -> None:
        """So much of so much is done; an empty sentence leaves the one before."""


async def report(council: CouncilId, job_id: UUID, *, done: int, total: int, now: datetime, said: str = "") -> None:
    """Move the bar and say how far it is. Raises JobCancelled when a person asked to stop."""
    async with transaction(council):
        with raw_connection() as connection:
            stop = await connection.fetchval(
                """
                UPDATE job SET done = $2, total = $3, heartbeat_at = $4,
                    message = CASE WHEN $5::text = '' THEN message ELSE $5::text END
                WHERE id = $1 RETURNING cancel
                """,
                job_id,
                done,
                total,
                now,
                said,
            )
    if stop:
        raise JobCancelled


async def in_thread(piece: Callable[[], T], *, tell: Callable[[], Awaitable[None]], stop: Callable[[], None]) -> T:
    """A long computation beside the worker, told about once a second.

    When telling fails, which とめる is too, `stop` asks the computation to end; it is waited for before the failure
    goes on.
    """
    task = asyncio.create_task(asyncio.to_thread(piece))
    try:
        while not task.done():
            await tell()
            await asyncio.wait({task}, timeout=REPORT_SECONDS)
    except BaseException:
        stop()
        await asyncio.wait({task})
        raise
    return task.result()


async def finish(council: CouncilId, job_id: UUID, **values: object) -> None:
    """Write the end of a job: state, message, result."""
    async with transaction(council):
        await rows.change(JobTable, job_id, values)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobResult:
    """What a job leaves: a file, or the address of the page to go on with, and perhaps a sentence about it."""

    data: bytes = b""
    name: str = ""
    href: str = ""
    said: str = ""


async def recent(*, account_id: UUID, limit: int = 5) -> list[Job]:
    """One's own latest jobs, newest first."""
    found = await rows.select(JobTable, Job, JobTable.account_id == account_id, order_by=(JobTable.created_at,))
    return found[::-1][:limit]


async def done_of_kind(kind: str, *, account_id: UUID) -> list[Job]:
    """One's own finished jobs of a kind, newest first."""
    asked = (JobTable.kind == kind, JobTable.account_id == account_id, JobTable.state == JobState.DONE.value)
    found = await rows.select(JobTable, Job, *asked, order_by=(JobTable.created_at,))
    return found[::-1]
