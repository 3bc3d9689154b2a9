"""J3: three sittings before the 実務者会議: the notice, the answers, the agenda with everybody's time."""

import re
from datetime import date, timedelta

import pytest
from playwright.async_api import Page, expect

from core import clock
from core.calendar import wareki, working_day_after
from tests.browser.conftest import Desk, DeskOf
from tests.browser.stage import council_with_cases
from web.demo_council import DemoCouncil

CASES = 24
COPIES_MILLISECONDS = 300_000
"""Sixteen numbered copies are thirty prints: half a minute on an idle machine, some minutes on a loaded one."""


@pytest.fixture
async def demo(database: object, monkeypatch: pytest.MonkeyPatch) -> DemoCouncil:
    assert database is not None
    monkeypatch.setenv("ENTAKU_SMTP_URL", "smtp://127.0.0.1:9")
    return await council_with_cases(count=CASES, seed=3)


def meeting_day() -> date:
    return working_day_after(clock.today() + timedelta(days=35), 1)


async def test_three_sittings(desk_of: DeskOf, demo: DemoCouncil) -> None:
    async with desk_of(demo.coordinator) as desk:
        await plan_the_meeting(desk)
        await send_the_notice(desk)
        await type_the_answers(desk)
        await make_the_agenda(desk)
        await confirm_the_times(desk)
        await a_school_calls(desk)
        await print_the_papers(desk)


async def plan_the_meeting(desk: Desk) -> None:
    """−4 weeks: a day on which the office is closed is refused in words, and nothing that was typed is lost."""
    page, day = desk.page, meeting_day()
    sunday = day + timedelta(days=6 - day.weekday())
    await desk.open("/")
    await desk.follow("会議")
    await desk.follow("会議をつくる")
    await page.get_by_role("textbox", name="会議の日").fill(wareki(sunday))
    await page.get_by_role("textbox", name="場所").fill("市役所3階 301会議室")
    for box in await page.get_by_role("group", name=re.compile("招集する機関")).get_by_role("checkbox").all():
        await box.check()
    await desk.press("会議をつくる")
    await expect(page.get_by_role("alert")).to_contain_text("日曜日です")
    await expect(page.get_by_role("textbox", name="場所")).to_have_value("市役所3階 301会議室")
    await page.get_by_role("textbox", name="会議の日").fill(wareki(day))
    await desk.press("会議をつくる")
    await expect(page.get_by_text("まだ何も送っていません").first).to_be_visible()


async def send_the_notice(desk: Desk) -> None:
    """What will leave stands in numbers before it leaves; a second press sends nothing."""
    page = desk.page
    await desk.follow("開催通知へ")
    await page.get_by_label("文書番号", exact=True).fill("こ支第214号")
    await desk.press("保存する")
    await expect(page.get_by_label("文書番号", exact=True)).to_have_value("こ支第214号")
    await page.get_by_role("link", name="通知する…").click()
    await expect(page.get_by_role("dialog").get_by_text(re.compile(r"メール.*紙・FAX"))).to_be_visible()
    await desk.check()
    await desk.press(re.compile("機関へ送る$"), within=page.get_by_role("dialog"))
    await expect(page.get_by_role("heading", name="送ったもの・送るもの")).to_be_visible()
    await page.goto(re.sub("/mails$", "/notice", page.url))
    await expect(page.get_by_text("全部の機関に知らせました").first).to_be_visible()
    await expect(page.get_by_role("link", name="通知する…")).to_have_count(0)
    await desk.check()


async def type_the_answers(desk: Desk) -> None:
    """−2 weeks: a FAX is typed in where it stands and saved at once; an impossible hour is told beside its row."""
    page = desk.page
    await desk.follow("返事")
    rows = page.get_by_role("row")
    first = rows.nth(1)
    await first.get_by_role("radio", name=re.compile("：出席$")).check()
    await expect(first.get_by_role("status")).to_contain_text("出席")
    await first.get_by_role("textbox", name=re.compile("、から$")).fill("25:00")
    await first.get_by_role("textbox", name=re.compile("、まで$")).focus()
    await expect(first.get_by_role("status")).to_contain_text("▲")
    await desk.check()
    await first.get_by_role("textbox", name=re.compile("、から$")).fill("13:00")
    for row in (await rows.all())[2:]:
        await row.get_by_role("radio", name=re.compile("：出席$")).check()
    await desk.press("全部の行を保存する")
    await expect(page.get_by_text(re.compile("返事を保存しました")).first).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("row").nth(2).get_by_role("radio", name=re.compile("：出席$"))).to_be_checked()


async def make_the_agenda(desk: Desk) -> None:
    """−1 week: proposed, split with reasons, ordered with the keyboard; every step can be taken back."""
    page = desk.page
    await desk.follow("議題と順番")
    await desk.press("議題の案をつくる")
    await expect(page.get_by_role("heading", name="個別と一括に分ける")).to_be_visible()
    before = await page.get_by_role("heading", name="個別に話し合う").locator("..").inner_text()
    await desk.press(re.compile("を一括へ$"))
    assert await page.get_by_role("heading", name="個別に話し合う").locator("..").inner_text() != before
    await desk.press("元に戻す")
    assert await page.get_by_role("heading", name="個別に話し合う").locator("..").inner_text() == before
    await desk.follow("順番へ進む")
    await desk.picture("agenda")
    rows = page.locator("tr[data-id]")
    first = await rows.nth(0).locator("th a").first.inner_text()
    second = await rows.nth(1).locator("th a").first.inner_text()
    await page.keyboard.press("ArrowDown")
    while await page.locator("tr[data-id]:focus").count() == 0:
        await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Alt+ArrowDown")
    await expect(rows.nth(1).locator("th a").first).to_have_text(first)
    await expect(rows.nth(0).locator("th a").first).to_have_text(second)
    await expect(page.get_by_text("議題を動かしました")).to_be_visible()
    await desk.check()
    await page.keyboard.press("Control+z")
    await expect(page.get_by_text("元の順に戻しました")).to_be_visible()
    await expect(rows.nth(0).locator("th a").first).to_have_text(first)
    await page.get_by_label("1番の議題の分", exact=True).fill("90")
    await desk.press("番と分のとおりに並べ直す")
    await expect(page.get_by_text(re.compile("合計.*枠")).first).to_be_visible()
    await desk.follow("だれがいつ居るか")


async def confirm_the_times(desk: Desk) -> None:
    """What stands against it has a button each; then one press tells every agency its own time."""
    page = desk.page
    await desk.follow("確定へ進む")
    while await page.get_by_role("heading", name="まだ確定できません").count():
        await desk.press(re.compile("."), within=page.get_by_role("main").get_by_role("listitem"))
        if "/confirm" not in page.url:
            await page.goto(re.sub(r"/agenda.*", "/confirm", page.url))
    await desk.check()
    await desk.press(re.compile("^確定して"))
    await expect(page.get_by_text(re.compile("確定しました")).first).to_be_visible()


async def a_school_calls(desk: Desk) -> None:
    """The order is changed for it; only those whose time moved are told again, and only once."""
    page = desk.page
    base = re.sub(r"(/meetings/[^/]+).*", r"\1", page.url)
    await page.goto(f"{base}/agenda")
    rows = page.locator("tr[data-id]")
    await desk.press(re.compile("を上へ$"), within=rows.nth(2))
    await expect(page.get_by_text("議題を動かしました")).to_be_visible()
    await desk.follow("変わった時間を知らせる")
    await expect(page.get_by_role("heading", name="出席時間を確定する")).to_be_visible()
    await desk.check()
    table = page.get_by_role("table", name="機関ごとの時間")
    moved = await table.get_by_role("row").filter(has_text="変わる").filter(has_not_text="変わりません").count()
    await expect(table.get_by_text("変わりません").first).to_be_visible()
    button = page.get_by_role("button", name=re.compile("変更のお知らせを送る$"))
    assert moved > 0
    assert f"{moved}機関" in await button.inner_text()
    await desk.press(re.compile("変更のお知らせを送る$"))
    await page.goto(f"{base}/confirm")
    await expect(page.get_by_text("知らせることはありません")).to_be_visible()
    await expect(button).to_have_count(0)


async def print_the_papers(desk: Desk) -> None:
    """The papers open; the numbered copies are long work, done beside while the page shows how far it is."""
    page = desk.page
    await desk.follow("資料")
    await desk.press("番号をふる")
    papers = page.get_by_role("main").get_by_role("link", name=re.compile(" (PDF|Excel)$"))
    addresses = [desk.address + str(await link.get_attribute("href")) for link in await papers.all()]
    assert len(addresses) > 8
    for address in (one for one in addresses if one.endswith(("windows.pdf", "ledger.xlsx", "agenda-copies.pdf"))):
        assert await paper(page, address) in {b"%PDF", b"PK\x03\x04"}
    await desk.follow(re.compile("^第1回 実務者会議"))


async def paper(page: Page, address: str) -> bytes:
    """How the paper begins; a long one is a job, whose page offers it when it is done."""
    answer = await page.request.get(address)
    assert answer.ok
    if "/jobs/" in answer.url:
        await page.goto(answer.url)
        result = page.locator("a[href$='/result']")
        failed = page.get_by_role("main").get_by_text("▲")
        await result.or_(failed).wait_for(timeout=COPIES_MILLISECONDS)
        assert await failed.count() == 0
        answer = await page.request.get(answer.url + "/result")
        await page.go_back()
    return (await answer.body())[:4]
