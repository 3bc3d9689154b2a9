"""J5: the day of the meeting, typed with the keyboard, and the papers and minutes after it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from playwright.async_api import Locator, expect

from core import clock
from core.calendar import wareki, working_day_after
from tests.browser.conftest import Desk, DeskOf
from tests.browser.stage import council_with_cases, meeting_of_today
from web.demo_council import DemoCouncil

CASES = 24


@pytest.fixture
async def demo(database: object) -> DemoCouncil:
    assert database is not None
    return await council_with_cases(count=CASES, seed=5)


async def test_the_day(desk_of: DeskOf, demo: DemoCouncil) -> None:
    meeting = await meeting_of_today(demo)
    base = f"/meetings/{meeting.id}"
    async with desk_of(demo.coordinator) as desk:
        await begin(desk, base)
        await at_the_door(desk)
        await first_child(desk)
        await a_task_for_an_absent_agency(desk)
        async with desk_of(demo.coordinator) as second:
            await two_people_at_one_item(desk, second)
        await the_block_and_the_rest(desk, base)
        await end_the_meeting(desk, base)
        await papers_of_the_day(desk, base)
        await the_minutes(desk, base)
        await desk.open("/")
        await expect(desk.page.get_by_text("家庭訪問で本人に会う").first).to_be_visible()


def later(days: int) -> str:
    return wareki(working_day_after(clock.today() + timedelta(days=days), 1))


@asynccontextmanager
async def saving(desk: Desk) -> AsyncIterator[None]:
    """What is typed inside is on the server afterwards."""
    async with desk.page.expect_response(lambda answer: answer.request.method == "POST" and "/run/" in answer.url):
        yield
    await expect(desk.page.locator("#saved")).to_contain_text("保存しました")


async def begin(desk: Desk, base: str) -> None:
    page = desk.page
    await desk.open(base)
    await desk.follow("会議の進行へ")
    await desk.press("会議を始める")
    await expect(page.get_by_role("button", name=re.compile("^つぎの議題へ"))).to_be_visible()
    await desk.check()


async def at_the_door(desk: Desk) -> None:
    """D opens the door's page; a choice is saved where it stands; one agency stays away, one copy is out."""
    page = desk.page
    await page.keyboard.press("d")
    await expect(page.get_by_role("heading", name="出席と資料")).to_be_visible()
    await desk.check()
    rows = await page.locator("tbody tr").all()
    for number, row in enumerate(rows, start=1):
        await row.get_by_label(re.compile("資料番号")).fill(str(number))
        await row.get_by_label(re.compile("資料番号")).press("Tab")
        await row.get_by_role("radio", name="欠席" if number == len(rows) else "来た").check(force=True)
    await expect(page.get_by_text(f"席にいる {len(rows) - 1}")).to_be_visible()
    await page.reload()
    await expect(page.locator("tbody tr").nth(0).get_by_label(re.compile("資料番号"))).to_have_value("1")
    await desk.check()
    await page.keyboard.press("n")


async def to_the_first_child(desk: Desk) -> None:
    """N goes through the formal items."""
    page = desk.page
    while await page.get_by_role("group", name="今回の扱い").count() == 0:
        heading = await page.locator(".run-now").inner_text()
        await page.keyboard.press("n")
        await expect(page.locator(".run-now")).not_to_have_text(heading)


async def type_into(field: Locator, text: str) -> None:
    await field.focus()
    await field.page.keyboard.type(text)
    await field.page.keyboard.press("Tab")


async def first_child(desk: Desk) -> None:
    """Decision, policy and review are typed and saved as they stand; an impossible day is told beside its field."""
    page = desk.page
    await to_the_first_child(desk)
    await desk.check()
    await page.get_by_role("checkbox", name="継続").first.focus()
    async with saving(desk):
        await page.keyboard.press("Space")
    async with saving(desk):
        await type_into(page.get_by_label("方針（1〜2行）").first, "学校の見守りを続け、欠席3日で連絡する。")
    review = page.get_by_label("次回の見直し").first
    await review.fill("R8.13.1")
    await review.press("Tab")
    await expect(page.get_by_role("alert").or_(page.locator("[data-echo].error")).first).to_be_visible()
    await desk.check()
    async with saving(desk):
        await review.fill(later(80))
        await review.press("Tab")
    await page.reload()
    await desk.picture("run")
    await expect(page.get_by_label("方針（1〜2行）").first).to_have_value("学校の見守りを続け、欠席3日で連絡する。")
    await expect(page.get_by_role("checkbox", name="継続").first).to_be_checked()


async def a_task_for_an_absent_agency(desk: Desk) -> None:
    """A adds a row; the agency that is not here is named with its telephone; a dissent keeps the day of its review."""
    page = desk.page
    await page.keyboard.press("a")
    absent = await page.get_by_label("役割分担1　機関").locator("option").last.inner_text()
    await page.get_by_label("役割分担1　機関").select_option(label=absent)
    await type_into(page.get_by_label("役割分担1　すること"), "家庭訪問で本人に会う")
    async with saving(desk):
        await type_into(page.get_by_label("役割分担1　期限"), later(2))
    await page.get_by_label("異なる意見1　機関").select_option(index=1)
    await type_into(page.get_by_label("異なる意見1　意見"), "在宅での見守りでは足りないと考える。")
    async with saving(desk):
        await page.get_by_label("異なる意見1　次回に見直す").check()
    await page.reload()
    await expect(page.get_by_text(f"{absent} がいません。")).to_be_visible()
    await expect(page.get_by_text("電話 0999-").first).to_be_visible()
    await expect(page.get_by_label("異なる意見1　意見")).to_have_value("在宅での見守りでは足りないと考える。")
    await desk.check()


async def two_people_at_one_item(desk: Desk, second: Desk) -> None:
    """Both texts are shown; the one that is chosen stays."""
    where = desk.page.url.removeprefix(desk.address)
    await second.open(where)
    async with saving(desk):
        await type_into(desk.page.get_by_label("強み・安全").first, "祖母が近くにいる。")
    await second.page.get_by_label("強み・安全").first.fill("担任に話せる。")
    await second.press("保存する")
    await expect(second.page.get_by_text("ほかの人が先に保存しました").first).to_be_visible()
    await expect(second.page.get_by_text("祖母が近くにいる。").first).to_be_visible()
    await expect(second.page.get_by_text("担任に話せる。").first).to_be_visible()
    await second.press(re.compile("(自分|わたし)の内容で保存する"))
    await second.open(where)
    await expect(second.page.get_by_label("強み・安全").first).to_have_value("担任に話せる。")


async def the_block_and_the_rest(desk: Desk, base: str) -> None:
    """One press for the block; every other child gets 継続 with the keyboard."""
    page = desk.page
    await desk.follow(re.compile("一括確認"))
    await desk.press(re.compile("^変わりなし・継続"))
    await expect(page.get_by_text(re.compile("「変わりなし・継続」にしました"))).to_be_visible()
    await desk.open(f"{base}/run/end")
    while await (open_case := page.get_by_role("row").filter(has_text="▲").get_by_role("link")).count():
        await open_case.first.click()
        for group in await page.get_by_role("group", name="今回の扱い").all():
            await group.get_by_role("checkbox", name="継続").check()
        for review in await page.get_by_label("次回の見直し").all():
            await review.fill(later(80))
        for lead in await page.get_by_role("checkbox", name=re.compile("を確認した$")).all():
            await lead.check()
        await desk.press("保存する")
        await page.goto(f"{desk.address}{base}/run/end")


async def end_the_meeting(desk: Desk, base: str) -> None:
    """A copy that is missing needs a reason; then everything takes effect at once."""
    page = desk.page
    await desk.open(f"{base}/run/end")
    await desk.press("決定する")
    await expect(page.get_by_role("alert")).to_be_visible()
    await page.get_by_label("戻らない理由").fill("持ち帰ったことを電話で確かめた。")
    await desk.press("決定する")
    await expect(page.get_by_text("決定しました").first).to_be_visible()
    await desk.check()


async def papers_of_the_day(desk: Desk, base: str) -> None:
    """The list for those present; a call and a letter for the one that was not here."""
    page = desk.page
    answer = await page.request.get(f"{desk.address}{base}/run/decisions.pdf")
    assert (await answer.body())[:4] == b"%PDF"
    await desk.follow("いない機関への電話と依頼文")
    await desk.press("電話で伝えた")
    await expect(page.get_by_text("まだ電話していない")).to_have_count(0)
    answer = await page.request.get(f"{desk.address}{base}/run/letters.pdf")
    assert (await answer.body())[:4] == b"%PDF"


async def the_minutes(desk: Desk, base: str) -> None:
    """Composed already; one sentence is edited, then 照会, 決裁, 確定."""
    page = desk.page
    await desk.open(f"{base}/minutes")
    text = page.get_by_role("main").get_by_role("textbox").first
    await text.fill("座長あいさつ。")
    await desk.press("保存する")
    await expect(page.get_by_role("main").get_by_role("textbox").first).to_have_value("座長あいさつ。")
    await desk.press("照会に出した")
    await desk.press("決裁を記録する")
    await expect(page.get_by_role("alert")).to_be_visible()
    await page.get_by_label("文書番号").fill("こ支第131号")
    await page.get_by_label("決裁日").fill(wareki(clock.today()))
    await desk.press("決裁を記録する")
    await desk.press("確定する")
    await expect(page.get_by_text("確定しています。")).to_be_visible()
    await desk.check()
    answer = await page.request.get(f"{desk.address}{base}/minutes/paper.pdf")
    assert (await answer.body())[:4] == b"%PDF"
