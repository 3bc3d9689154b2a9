"""A search that takes long does not keep a paper waiting."""

import asyncio
from datetime import timedelta

import pytest

from core import clock, jobs
from core.database import CouncilId, transaction
from core.jobs import Job, JobResult, JobState, Report
from core.settings import Settings
from meetings.progress import actions as progress
from network.graph.presenters import Show
from tests.conftest import TEST_FOLDER, Cast
from tests.integration.meetings.preparing import work_off
from web import job_kinds
from web.worker import work

PATIENCE = 60.0


async def test_a_paper_is_printed_while_a_search_goes_on(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    await work_off()
    begun, released = asyncio.Event(), asyncio.Event()

    async def search(_council: CouncilId, _job: Job, _report: Report) -> JobResult:
        begun.set()
        await released.wait()
        return JobResult()

    monkeypatch.setitem(job_kinds.JOBS, "long_search", search)
    long = _job(cast, "long_search", 0, {})
    paper = _job(cast, progress.JOB_KIND, 1, {"format": "xlsx", "show": Show.ALL.value, "columns": "number"})
    async with transaction(cast.council):
        await jobs.enqueue(long)
        await jobs.enqueue(paper)
    over = asyncio.Event()
    working = asyncio.create_task(work(Settings(data=TEST_FOLDER), until=over))
    try:
        async with asyncio.timeout(PATIENCE):
            await begun.wait()
            while not (await _seen(cast, paper)).ended:  # noqa: ASYNC110 - it ends in another transaction
                await asyncio.sleep(0.05)
        assert (await _seen(cast, long)).state is JobState.RUNNING
        assert (await _seen(cast, paper)).state is JobState.DONE
    finally:
        over.set()
        released.set()
        await working
    assert (await _seen(cast, long)).state is JobState.DONE


def _job(cast: Cast, kind: str, later: int, arguments: dict[str, str]) -> Job:
    at = clock.now() + timedelta(seconds=later)
    return Job(account_id=cast.coordinator.account_id, kind=kind, title=kind, arguments=arguments, created_at=at)


async def _seen(cast: Cast, job: Job) -> Job:
    async with transaction(cast.council):
        return await jobs.job(job.id, account_id=cast.coordinator.account_id)
