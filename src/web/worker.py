"""The worker: does long jobs and sends mails until told to end. Several may run beside each other.

It has two lanes: nobody who wants a paper waits behind a search of half a minute, nor a mail behind either.
"""

import asyncio
import base64
import logging
import signal
import sys
from collections.abc import Awaitable, Callable, Collection
from uuid import UUID

from core import clock, jobs, outbox, runtime, smtp
from core.database import CouncilId, DatabaseUnreachable, transaction
from core.errors import DomainError
from core.jobs import Job, JobCancelled, JobState
from core.outbox import MailState, OutboxMail
from core.settings import Settings, from_environment
from web.job_kinds import JOBS, PAPERS, JobFunction

REST_SECONDS = 0.5
TROUBLE_SECONDS = 2.0
log = logging.getLogger("entaku.worker")


async def work(settings: Settings, *, until: asyncio.Event) -> None:
    """Take up what is waiting in both lanes; rest when there is nothing. A stopped database is waited for."""

    async def quick() -> bool:
        return await send_one_mail(settings) or await do_one_job(PAPERS)

    await asyncio.gather(_lane(quick, until), _lane(do_one_job, until))


async def _lane(piece: Callable[[], Awaitable[bool]], until: asyncio.Event) -> None:
    while not until.is_set():
        try:
            busy = await piece()
        except DatabaseUnreachable:
            await _rest(until, TROUBLE_SECONDS)
            continue
        if not busy:
            await _rest(until, REST_SECONDS)


async def do_one_job(kinds: Collection[str] = ()) -> bool:
    """Do the next waiting job, with `kinds` one of these; False when there is none."""
    async with transaction(None):
        claimed = await jobs.claim(clock.now(), kinds)
    if claimed is None:
        return False
    council, job = claimed
    await _do(council, job)
    return True


async def send_one_mail(settings: Settings) -> bool:
    """Send the next due mail; False when there is none or no mail server is set."""
    if settings.smtp_url is None:
        return False
    async with transaction(None):
        claimed = await outbox.claim(clock.now())
    if claimed is None:
        return False
    _council, mail = claimed
    outcome = await smtp.send(
        base64.b64decode(mail.mime), sender=mail.sender, recipient=mail.recipient, url=settings.smtp_url
    )
    await _mark(mail, outcome)
    return True


async def _mark(mail: OutboxMail, outcome: smtp.Outcome) -> None:
    now = clock.now()
    async with transaction(None):
        match outcome:
            case smtp.Sent():
                await outbox.mark(mail.id, MailState.SENT, now=now)
            case smtp.TemporaryFailure():
                again = smtp.next_attempt(mail.attempts, now)
                state = MailState.PENDING if again is not None else MailState.FAILED
                await outbox.mark(mail.id, state, now=now, next_at=again, error=outcome.reason)
            case smtp.PermanentFailure():
                await outbox.mark(mail.id, MailState.FAILED, now=now, error=outcome.reason)


async def _do(council: CouncilId, job: Job) -> None:
    async def report(done: int, total: int, said: str = "", /) -> None:
        await jobs.report(council, job.id, done=done, total=total, now=clock.now(), said=said)

    try:
        result = await _function(job.kind)(council, job, report)
    except JobCancelled as stopped:
        await _finish(council, job.id, JobState.CANCELLED, stopped.message)
    except DatabaseUnreachable:
        raise  # the job is taken up again when its heartbeat is old
    except DomainError as refused:
        await _finish(council, job.id, JobState.FAILED, refused.message)
    except Exception as problem:  # noqa: BLE001 - a job must never end the worker
        log.error("job %s failed: %s", job.kind, type(problem).__name__)  # noqa: TRY400 - no message: it may hold what people typed
        await _finish(council, job.id, JobState.FAILED, DomainError.message)
    else:
        values: dict[str, object] = {}
        if result is not None:
            values = (
                {"result": base64.b64encode(result.data).decode(), "result_name": result.name} if result.data else {}
            )
            values |= {"result_href": result.href}
        await _finish(council, job.id, JobState.DONE, result.said if result is not None else "", **values)


def _function(kind: str) -> JobFunction:
    if kind not in JOBS:
        raise UnknownJob(kind)
    return JOBS[kind]


async def _finish(council: CouncilId, job_id: UUID, state: JobState, message: str, **values: object) -> None:
    await jobs.finish(council, job_id, state=state, message=message, ended_at=clock.now(), **values)


async def _rest(until: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(until.wait(), seconds)
    except TimeoutError:
        return


class UnknownJob(DomainError):
    """A job of a kind this version does not know."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"この版の円卓では、{kind} というしごとはできません。")


async def run_worker() -> None:
    """The process: open the database, work until SIGTERM."""
    until = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, until.set)
    settings = from_environment()
    async with runtime.opened(settings, pool_size=5):
        await work(settings, until=until)


if __name__ == "__main__":
    try:
        asyncio.run(run_worker())
    except DomainError as refused:  # the parent starts us again
        print(refused.message, file=sys.stderr)  # noqa: T201 - one line for the log
        raise SystemExit(1) from None
