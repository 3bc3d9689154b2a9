"""J3, the order: searched as long work, looked at, taken, moved by hand; after the letters changed where it must be."""

import re
from collections import Counter
from collections.abc import Sequence

import pytest
from playwright.async_api import Locator, expect

from tests.browser.conftest import TABLET, Desk, DeskOf
from tests.browser.orders import agenda_of, cases, comes_from, numbers, result, schools, search, watched_search
from web.demo_council import DemoCouncil


@pytest.fixture(autouse=True)
def _with_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTAKU_SMTP_URL", "smtp://127.0.0.1:9")


async def test_the_order_from_the_search_to_the_changed_letters(desk_of: DeskOf, to_order: DemoCouncil) -> None:
    base = await agenda_of(to_order)
    async with desk_of(to_order.coordinator) as desk:
        before = await numbers(desk, base)
        await watched_search(desk, base)
        await look_at_the_proposal(desk)
        await take(desk, before)
        await move_by_hand(desk)
        pinned = await pin_one(desk)
        await search_again_keeps_the_pin(desk, base, pinned)
        await announce(desk, base)
        school = await a_school_calls(desk, base)
        await mend(desk, base, school)


async def test_the_same_without_script(desk_of: DeskOf, to_order: DemoCouncil) -> None:
    base = await agenda_of(to_order)
    async with desk_of(to_order.coordinator, script=False, size=TABLET) as desk:
        before = await numbers(desk, base)
        await search(desk, base)
        await take(desk, before)
        await desk.press("2番を下へ")
        await expect(desk.page.get_by_text("2番の議題を動かしました")).to_be_visible()
        await desk.press("元に戻す")
        await announce(desk, base)
        school = await a_school_calls(desk, base)
        await mend(desk, base, school)


async def look_at_the_proposal(desk: Desk) -> None:
    """Plain words first, then every agency's time; who is there when, and the figures, are second views."""
    page = desk.page
    outcome = page.locator(".outcome")
    await expect(outcome.get_by_text(re.compile("いちばん待つのは"))).to_be_visible()
    await expect(outcome.get_by_text("この順にしても、確定するまで機関には何も届きません。")).to_be_visible()
    agencies = page.get_by_role("table", name="機関ごとの知らせる時間と待ち")
    assert await agencies.locator("tbody tr").count() > 1
    await desk.picture("arrangement")
    await desk.follow("だれがいつ居るか")
    tables = page.get_by_role("table", name=re.compile("で機関がいる時間"))
    await expect(tables).to_have_count(2)
    await desk.follow("くわしい数字")
    await expect(page.get_by_role("rowheader", name="これより短くはできない値")).to_be_visible()
    await expect(page.get_by_role("rowheader", name="地区と学校の順にした待ち")).to_be_visible()
    await desk.follow("順番")


async def take(desk: Desk, before: Sequence[str]) -> None:
    """The agenda has the proposed order, its figure is the proposed one; undone, and taken after all."""
    page = desk.page
    proposed = await page.locator(".outcome-figure .figure-one").inner_text()
    order = await cases(page.get_by_role("table", name=re.compile("^議題の順")))
    await desk.press("この順にする")
    await expect(page.get_by_text("案の順にしました。")).to_be_visible()
    assert await cases(page.get_by_role("table", name="議題の順番")) == order
    assert await waiting(desk) == proposed
    if desk.script:
        await expect(page.get_by_text(re.compile("に整えたものです"))).to_be_visible()
        await desk.check()
    await desk.press("元に戻す")
    await expect(page.get_by_text("元に戻しました。案はここに残っています。")).to_be_visible()
    await desk.open(page.url.removeprefix(desk.address).replace("/arrangement", "/agenda"))
    assert await cases(page.get_by_role("table", name="議題の順番")) == before
    await desk.open(page.url.removeprefix(desk.address).replace("/agenda", "/arrangement"))
    await desk.press("この順にする")
    assert await cases(page.get_by_role("table", name="議題の順番")) == order


async def move_by_hand(desk: Desk) -> None:
    """Dragged, then moved with Alt and the arrow: the figure is there with the order, and Ctrl+Z takes both back."""
    page = desk.page
    rows = page.locator("tr[data-id]")
    order, arranged = await cases(page.get_by_role("table", name="議題の順番")), await waiting(desk)
    last = await rows.count() - 1
    await rows.nth(0).locator(".grip").hover()
    await page.mouse.down()
    await rows.nth(last).scroll_into_view_if_needed()
    box = await rows.nth(last).bounding_box()
    assert box is not None
    await page.mouse.move(box["x"] + 60, box["y"] + box["height"] - 3, steps=4)
    await page.mouse.up()
    await expect(page.get_by_text("1番の議題を動かしました")).to_be_visible()
    moved = await cases(page.get_by_role("table", name="議題の順番"))
    assert moved == [*order[1:], order[0]]
    assert await waiting(desk) != arranged
    await desk.check()
    await page.keyboard.press("Control+z")
    await expect(page.get_by_text("元の順に戻しました")).to_be_visible()
    assert await cases(page.get_by_role("table", name="議題の順番")) == order
    assert await waiting(desk) == arranged
    await stand_on(rows.nth(1))
    await page.keyboard.press("Alt+ArrowDown")
    await expect(page.get_by_text("2番の議題を動かしました")).to_be_visible()
    assert await cases(page.get_by_role("table", name="議題の順番")) == [order[0], order[2], order[1], *order[3:]]
    await page.keyboard.press("Control+z")
    await expect(page.get_by_text("元の順に戻しました")).to_be_visible()
    assert await waiting(desk) == arranged


async def pin_one(desk: Desk) -> tuple[str, str]:
    """P pins the row and lets it go again; pinned, it says so. Its cases and its time."""
    page = desk.page
    row = page.locator("tr[data-id]").nth(3)
    await stand_on(row)
    await page.keyboard.press("p")
    await expect(row.get_by_text("固定", exact=True)).to_be_visible()
    await stand_on(row)
    await page.keyboard.press("p")
    await expect(row.get_by_role("button", name="4番を固定する")).to_be_visible()
    await stand_on(row)
    await page.keyboard.press("p")
    await expect(row.get_by_role("button", name="4番の固定をはずす")).to_be_visible()
    await desk.check()
    return await row.locator("th").inner_text(), await row.locator("td").nth(2).inner_text()


async def search_again_keeps_the_pin(desk: Desk, base: str, pinned: tuple[str, str]) -> None:
    """Items behind the pin are typed elsewhere; the pinned one keeps its time in the new order, which is undone."""
    page = desk.page
    for place, wanted in (("7", "20"), ("11", "23")):
        await page.get_by_label(f"いま{place}番の議題の番", exact=True).fill(wanted)
    await desk.press("番と分のとおりに並べ直す")
    before = await numbers(desk, base)
    await search(desk, base)
    row = page.get_by_role("table", name=re.compile("^議題の順")).get_by_role("row").filter(has_text="固定")
    await expect(row).to_have_count(1)
    number = pinned[0].split()[0]
    await expect(row).to_contain_text(number)
    assert abs(minutes(await row.locator("td").nth(2).inner_text()) - minutes(pinned[1])) <= 5
    await desk.press("この順にする")
    await expect(page.locator("tr[data-id]").filter(has_text=number).get_by_text("固定", exact=True)).to_be_visible()
    await desk.press("元に戻す")
    assert await numbers(desk, base) == before


async def announce(desk: Desk, base: str) -> None:
    """Obstacles have a button each; then everybody is told once."""
    page = desk.page
    await desk.open(f"{base}/confirm")
    while await page.get_by_role("heading", name="まだ確定できません").count():
        await desk.press(re.compile("."), within=page.get_by_role("main").get_by_role("listitem"))
        await desk.open(f"{base}/confirm")
    await desk.press(re.compile("^確定して"))
    await desk.open(f"{base}/repair")
    await expect(page.get_by_text("変わったことはありません。")).to_be_visible()
    assert set((await sequences(desk, base)).values()) == {0}


async def a_school_calls(desk: Desk, base: str) -> str:
    """A school with a single case, an early one, can come from 15:30 only; the agenda says that something changed."""
    page = desk.page
    await desk.open(f"{base}/agenda")
    called = [await schools(row) for row in await page.locator("tr[data-id]").all()]
    cases_of = Counter(name for names in called for name in names)
    school = next(name for names in called for name in names if cases_of[name] == 1)
    await comes_from(desk, base, school, "15:30")
    await desk.open(f"{base}/agenda")
    await expect(page.get_by_text(re.compile("お知らせのあとで[0-9]+件変わりました。"))).to_be_visible()
    return school


async def mend(desk: Desk, base: str, school: str) -> None:
    """The steps with their price; the chosen one moves the agenda, and as many are told again as it said."""
    page = desk.page
    before = await sequences(desk, base)
    await desk.open(f"{base}/agenda")
    await desk.follow("順番を直す")
    await expect(page.get_by_text(f"{school}から、来られるのは15:30からという返事")).to_be_visible()
    await desk.press("直し方をさがす")
    await result(desk)
    steps = page.get_by_role("table", name=re.compile("^直し方ごとの"))
    chosen = steps.locator("tbody tr").filter(has=page.locator("input:checked"))
    await expect(chosen).to_have_count(1)
    promised = int((await chosen.locator("td").nth(2).locator("b").inner_text()).removesuffix("機関"))
    told = [str(await one.text_content()).split()[0] for one in await chosen.locator("td").nth(2).locator("li").all()]
    assert len(told) == promised > 0
    if desk.script:
        await chosen.get_by_role("radio").focus()
        await desk.picture("repair")
    await desk.press("この順にする")
    await expect(page.get_by_text(f"{promised}機関に変更のお知らせが要ります。").first).to_be_visible()
    assert await sequences(desk, base) == before, "nothing is sent before it is confirmed"
    await desk.open(f"{base}/confirm")
    await desk.press(f"{promised}機関に変更のお知らせを送る")
    after = await sequences(desk, base)
    changed = [agency for agency in after if after[agency] != before.get(agency)]
    assert {after[agency] for agency in changed} == {1}
    assert len(changed) == promised
    assert all(any(name in agency for name in told) for agency in changed), (changed, told)
    await desk.open(f"{base}/confirm")
    await expect(page.get_by_text("知らせることはありません")).to_be_visible()
    await desk.open(f"{base}/repair")
    await expect(page.get_by_text("変わったことはありません。")).to_be_visible()


async def sequences(desk: Desk, base: str) -> dict[str, int]:
    """The SEQUENCE of every agency's calendar file, as the page of the meeting offers them."""
    page = desk.page
    await desk.open(base)
    found = {}
    for link in await page.get_by_role("link", name=re.compile("の予定ファイル$")).all():
        answer = await page.request.get(desk.address + str(await link.get_attribute("href")))
        written = re.search(r"^SEQUENCE:(\d+)\r?$", await answer.text(), re.MULTILINE)
        assert written is not None
        found[str(await link.get_attribute("aria-label"))] = int(written[1])
    return found


async def waiting(desk: Desk) -> str:
    """The waiting of this order, as it stands beside the list."""
    return await desk.page.locator(".waiting-figure b").last.inner_text()


async def stand_on(row: Locator) -> None:
    """The keyboard's place is this row."""
    await row.evaluate("row => { row.tabIndex = -1; row.focus(); }")


def minutes(on_clock: str) -> int:
    hours, rest = on_clock.split(":")
    return int(hours) * 60 + int(rest)
