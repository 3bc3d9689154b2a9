"""A real server on loopback and a real Chromium. Every page a test opens is checked with axe and for console errors."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from re import Pattern

import pytest
import uvicorn
from litestar import Litestar
from playwright.async_api import Browser, ConsoleMessage, Locator, Page, async_playwright

from access.accounts import actions as accounts
from access.permissions.model import Actor
from access.permissions.rules import whole_council
from access.sessions import actions as sessions
from core import clock
from core.settings import Settings
from meetings.scheduling.model import Meeting
from tests.browser import stage
from web import demo_council, demo_cycle, worker
from web.demo_council import DemoCouncil

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
PICTURES = ROOT / "out" / "pictures"
LISTS = ROOT / "tests" / "data" / "case_lists"
DAY = date(2026, 11, 20)
DESK, TABLET = (1366, 768), (820, 1180)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.enable_socket)


@pytest.fixture(scope="module")
async def server(app: Litestar, database: object) -> AsyncIterator[str]:
    """The address of the served application, with a worker beside it.

    Of one module, not of the run: a worker that went on would take the jobs of the tests without a browser.
    """
    assert database is not None
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    uvicorn_server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    over = asyncio.Event()
    serving = asyncio.create_task(uvicorn_server.serve(sockets=[listener]))
    working = asyncio.create_task(worker.work(Settings(data=ROOT / "out"), until=over))
    while not uvicorn_server.started:  # noqa: ASYNC110 - uvicorn offers no event
        await asyncio.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    over.set()
    uvicorn_server.should_exit = True
    await asyncio.gather(serving, working)


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for the run."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--disable-dev-shm-usage"]
        )
        yield browser
        await browser.close()


class Desk:
    """A page of a person; `look` checks it and takes its picture."""

    def __init__(self, page: Page, address: str, *, script: bool = True) -> None:
        self.page, self.address, self.script = page, address, script
        self.said: list[str] = []
        page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        expected = "the server responded with a status of 4"
        if message.type == "error" and expected not in message.text:
            self.said.append(message.text)

    async def open(self, path: str) -> None:
        """Go to a page of the house and check it."""
        await self.page.goto(self.address + path)
        await self.check()

    async def press(self, name: str | Pattern[str], *, within: Locator | None = None) -> None:
        """Press the first button of this name, wait for the page that follows and check it."""
        button = (within or self.page.locator("body")).get_by_role("button", name=name, exact=True).first
        async with self.page.expect_navigation():
            await button.click()
        await self.check()

    async def follow(self, name: str | Pattern[str]) -> None:
        """Follow the first link of this name and check its page."""
        async with self.page.expect_navigation():
            await self.page.get_by_role("link", name=name, exact=True).first.click()
        await self.check()

    async def check(self) -> None:
        """No violation of accessibility rules, no script error, a title of the house.

        Without script axe cannot run; the same pages are looked at with it.
        """
        assert (await self.page.title()).endswith("｜円卓")
        if not self.script:
            return
        await self.page.evaluate(AXE)
        found = await self.page.evaluate(
            "axe.run(document, {resultTypes: ['violations']})"
            ".then(r => r.violations.map(v => v.id + ' ' + v.nodes.map(n => n.target.join(' ')).join(', ')))"
        )
        assert found == [], f"{self.page.url}: {found}"
        assert self.said == [], f"{self.page.url}: {self.said}"

    async def picture(self, name: str, *, whole: bool = False) -> None:
        """Keep a picture for the README."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=PICTURES / f"{name}.png", full_page=whole)


@dataclass(frozen=True, slots=True)
class House:
    """The demonstration council after one meeting cycle, the next meeting in draft; tests read it and change little."""

    demo: DemoCouncil
    held: Meeting
    coming: Meeting

    @property
    def coordinator(self) -> Actor:
        """Who runs the meetings."""
        return self.demo.coordinator


@pytest.fixture(scope="session")
async def house(database: object) -> House:
    """One demonstration council for the run: 150 cases, one cycle behind it, the next meeting ahead."""
    assert database is not None
    with demo_cycle.living_on(DAY, None):
        demo = await demo_council.set_up(demo_council.USUAL_COUNCIL, seed=1, today=DAY)
        await demo_cycle.enter_cases(demo, count=150, seed=1, today=DAY)
        cycle = await demo_cycle.run(demo, seed=1, today=DAY, fixed=DAY)
        return House(demo, cycle.meeting, await demo_cycle.plan_next(demo, cycle, today=DAY))


@pytest.fixture(scope="session")
async def to_order(database: object) -> DemoCouncil:
    """A council with some twenty households to discuss; every journey about the order plans a meeting of its own."""
    assert database is not None
    with demo_cycle.living_on(DAY, None):
        return await stage.council_with_cases(count=36, seed=7)


@pytest.fixture(autouse=True)
def _that_day() -> Iterator[None]:
    """Every journey happens on one working day, so that the invented cases are the same in every run."""
    with demo_cycle.living_on(DAY, None):
        yield


DeskOf = Callable[..., AbstractAsyncContextManager[Desk]]


@pytest.fixture
def desk_of(server: str, chromium: Browser) -> DeskOf:
    """Opens the browser of a signed-in person; None for nobody; `script=False` without JavaScript."""

    @asynccontextmanager
    async def _open(actor: Actor | None, *, size: tuple[int, int] = DESK, script: bool = True) -> AsyncIterator[Desk]:
        context = await chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="ja-JP", java_script_enabled=script
        )
        await context.clock.install(time=clock.now())  # the browser lives on that day too
        if actor is not None:
            scope = whole_council(actor.council, today=clock.today())
            account = next(one for one in await accounts.accounts(scope) if one.id == actor.account_id)
            token = await sessions.open_session(actor.council, account)
            await context.add_cookies([{"name": "entaku", "value": f"{actor.council.hex}.{token}", "url": server}])
        try:
            yield Desk(await context.new_page(), server, script=script)
        finally:
            await context.close()

    return _open
