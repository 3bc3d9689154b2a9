"""Lists of many rows: read and taken in by the worker, watched on the page of the import."""

import pytest

from core import clock, jobs
from core.database import transaction
from core.errors import Invalid
from core.jobs import Job, JobResult
from core.spreadsheet_errors import TooManyRows
from core.tables import JobTable
from network.imports.actions import JOBS
from tests.conftest import Cast, ClientAs
from tests.integration.network.import_steps import cases_of, ready, send, undo, upload, version_of
from tests.unit.network.imports.lists import text

HEADINGS = ["番号", "氏名", "生年月日", "種別", "主担当機関", "受理日", "支援方針"]
POLICY = "学校と家庭訪問をつづけ、月に一度は目で見て確かめる。" * 3


def children(count: int) -> bytes:
    """A list of invented children."""
    rows = [
        [f"R8-{number:04}", f"汐入 凪{number}", "H28.4.2", "要支援", "汐見市民病院", "R8.6.2", POLICY]
        for number in range(count)
    ]
    return text([HEADINGS, *rows])


async def work(cast: Cast) -> JobResult | None:
    """Do the newest job as the worker does."""
    async with transaction(cast.council):
        newest = await JobTable.select(JobTable.id).order_by(JobTable.created_at, ascending=False).limit(1)
        job: Job = await jobs.job(newest[0]["id"], account_id=cast.coordinator.account_id)

    async def report(done: int, total: int) -> None:
        await jobs.report(cast.council, job.id, done=done, total=total, now=clock.now())

    return await JOBS[job.kind](cast.council, job, report)


async def test_a_long_list_is_read_and_taken_in_by_the_worker(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        answer = await upload(client, "long.csv", children(700))
        path = answer.headers["location"]
        page = await client.get(path)
        assert "うらで進めています" in page.text
        assert await work(cast) == JobResult(href=path)
        page = await client.get(path)
        assert ready(page) == 700
        assert "page=2" in page.text
        await send(client, path, "cells", cell="2@2@", value="夕凪 律")
        await work(cast)
        page = await client.get(path)
        await client.send_form(f"{path}/take", version=version_of(page), expected=ready(page))
        assert "取り込んでいます" in (await client.get(path)).text
        assert await work(cast) == JobResult(href=path)
        cases = await cases_of(cast)
        assert len(cases) == 700
        assert cases["R8-0000"].name == "夕凪 律"
        assert (await undo(client, path)).status_code == 303
    assert await cases_of(cast) == {}


async def test_more_rows_than_one_list_may_have_leave_nothing(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        path = (await upload(client, "endless.csv", children(5_600))).headers["location"]
        with pytest.raises(TooManyRows) as refused:
            await work(cast)
        assert isinstance(refused.value, Invalid)
        assert (await client.get(path)).status_code == 404
