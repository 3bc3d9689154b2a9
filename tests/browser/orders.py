"""What the journeys about the order do again and again: search, open the result, read the list, type an hour."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from playwright.async_api import Locator, expect

from core import clock
from core.calendar import working_day_after
from meetings.agenda import actions as agenda
from tests.browser.conftest import Desk
from tests.browser.stage import everybody_comes, planned_meeting
from web.demo_council import DemoCouncil

SEARCH_MILLISECONDS = 90_000
SHORTER = re.compile(r"待ち .+ → .+（さがしています）")


async def agenda_of(demo: DemoCouncil) -> str:
    """A meeting in three weeks whose agenda stands as it was proposed; its address."""
    meeting = await planned_meeting(demo, held_on=meeting_day())
    await agenda.propose(demo.coordinator, meeting.id)
    await everybody_comes(demo, meeting)
    return f"/meetings/{meeting.id}"


def meeting_day() -> date:
    """A working day in three weeks."""
    return working_day_after(clock.today() + timedelta(days=21), 1)


async def search(desk: Desk, base: str) -> None:
    """順番を整える; the result opens by a link."""
    await desk.open(f"{base}/agenda")
    await desk.press("順番を整える")
    await result(desk)


async def watched_search(desk: Desk, base: str) -> None:
    """順番を整える, watched: the figure gets better while the search goes on, unless it is proven before one looks."""
    page = desk.page
    await desk.open(f"{base}/agenda")
    async with page.expect_navigation():
        await page.get_by_role("button", name="順番を整える", exact=True).click()
    ended = page.get_by_role("link", name="開く", exact=True)
    await expect(page.get_by_text(SHORTER).or_(ended).first).to_be_visible(timeout=SEARCH_MILLISECONDS)
    await result(desk)


async def result(desk: Desk) -> None:
    """From the page of the job to what it found."""
    await desk.page.get_by_role("link", name="開く", exact=True).wait_for(timeout=SEARCH_MILLISECONDS)
    await desk.check()
    await desk.follow("開く")


async def numbers(desk: Desk, base: str) -> list[str]:
    """The cases of the agenda in order."""
    await desk.open(f"{base}/agenda")
    return await cases(desk.page.get_by_role("table", name="議題の順番"))


async def cases(table: Locator) -> list[str]:
    """The first case number of every item of a list of items."""
    rows = table.locator("tbody tr").filter(has=table.page.locator(".agenda-case"))
    return [await row.locator(".agenda-case a").first.inner_text() for row in await rows.all()]


async def comes_from(desk: Desk, base: str, agency: str, since: str) -> None:
    """The answer of an agency gets the hour from which it can come."""
    page = desk.page
    await desk.open(f"{base}/replies")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=re.compile(f"{agency}$|{agency} ")))
    await row.get_by_role("textbox", name=re.compile("、から$")).fill(since)
    await desk.press("全部の行を保存する")
    await expect(page.get_by_text(re.compile("返事を保存しました")).first).to_be_visible()


async def schools(row: Locator) -> list[str]:
    """The schools and nurseries among the agencies that are called for this item."""
    return re.findall(r"[^\s、]+(?:小学校|中学校|保育園)", await row.locator("td").nth(3).inner_text())


async def nothing_moved(desk: Desk, base: str, before: Sequence[str]) -> None:
    """The order is the one before."""
    assert await numbers(desk, base) == before
