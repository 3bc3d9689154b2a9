"""`make bench`: ratios of one run on this machine. No figure is compared with a time of another day or machine."""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx
from litestar import Litestar, get

from access.accounts import actions as accounts
from access.permissions.rules import scope_of, whole_council
from access.sessions import actions as sessions
from core import clock, runtime
from core.cluster import Cluster
from core.settings import Settings
from meetings.invitations import actions as invitations
from tests.bench import bench_ledger
from web import demo_council, demo_cycle
from web.application import application

REQUESTS, ROUNDS = 20, 5


@get("/", opt={})
async def bare() -> str:
    """The least a framework can answer."""
    return "ok"


async def cpu_seconds(call: Callable[[], Awaitable[object]], requests: int = REQUESTS) -> float:
    """CPU of this process for one call: the median of the rounds."""
    found = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(requests):
            await call()
        found.append((time.process_time() - began) / requests)
    return statistics.median(found)


async def page_figures(folder: Path) -> list[str]:
    """Pages of a council of 150 cases against a bare answer of the framework."""
    async with runtime.opened(Settings(data=folder), durable=False):
        today = clock.today()
        demo = await demo_council.set_up(demo_council.USUAL_COUNCIL, seed=1, today=today)
        await demo_cycle.enter_cases(demo, count=150, seed=1, today=today)
        cycle = await demo_cycle.run(demo, seed=1, today=today, fixed=None)
        scope = whole_council(demo.council.id, today=today)
        account = next(one for one in await accounts.accounts(scope) if one.login == "saeki")
        token = await sessions.open_session(demo.council.id, account)
        windows = await invitations.announced(scope_of(demo.coordinator, today=today), cycle.meeting.id)
        agency = windows[0][0].agency_id
        paths = {
            "議題のページ": f"/meetings/{cycle.meeting.id}/agenda",
            "50行の一覧（ケース）": "/cases",
            "お知らせの .ics": f"/meetings/{cycle.meeting.id}/windows/{agency}/meeting.ics",
        }
        cookies = {"entaku": f"{demo.council.id.hex}.{token}"}
        plain = Litestar([bare], logging_config=None)
        async with (
            httpx.AsyncClient(transport=httpx.ASGITransport(plain), base_url="http://127.0.0.1") as least,  # type: ignore[arg-type]
            httpx.AsyncClient(
                transport=httpx.ASGITransport(application()),  # type: ignore[arg-type]
                base_url="http://127.0.0.1",
                cookies=cookies,
            ) as client,
        ):
            unit = await cpu_seconds(lambda: least.get("/"), 200)
            lines = []
            for name, path in paths.items():
                answer = await client.get(path)
                assert answer.status_code == 200, (name, answer.status_code)
                cost = await cpu_seconds(lambda path=path: client.get(path))  # type: ignore[misc]
                lines.append(f"{name}: 何もしない応答の {cost / unit:.0f} 倍（CPU {cost * 1000:.1f} ms）")
            return lines


def cluster_figures(folder: Path) -> list[str]:
    """Starting the embedded database again against making it."""
    began = time.perf_counter()
    with Cluster(folder, durable=False):
        made = time.perf_counter() - began
    began = time.perf_counter()
    with Cluster(folder, durable=False):
        started = time.perf_counter() - began
    return [f"組込みデータベースの起動: つくるときの {started / made:.2f} 倍（{started:.2f} 秒）"]


def main() -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory(prefix="entaku-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        for lines in (
            cluster_figures(folder / "cluster"),
            asyncio.run(page_figures(folder / "pages")),
            bench_ledger.figures(),
        ):
            print("\n".join(lines), flush=True)


if __name__ == "__main__":
    main()
