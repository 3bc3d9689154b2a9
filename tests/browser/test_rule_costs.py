"""決まりの重さ: from the proposal to the number to ring, with a mouse on the desk and without script on the tablet."""

import re

from playwright.async_api import expect

from tests.browser.conftest import TABLET, Desk, DeskOf
from tests.browser.orders import agenda_of, comes_from, numbers, result, schools, search
from web.demo_council import DemoCouncil

WEIGH = "決まりの重さをしらべる"


async def test_from_the_proposal_to_the_number_to_ring(desk_of: DeskOf, to_order: DemoCouncil) -> None:
    base = await agenda_of(to_order)
    async with desk_of(to_order.coordinator) as desk:
        school = await a_school_comes_late(desk, base)
        await search(desk, base)
        await weigh(desk)
        await the_costs_are_read(desk, school)
        await desk.picture("rule_costs")
        await desk.follow("順番の案へ戻る")
        await desk.press("この順にする")
        await desk.open(f"{base}/rule-costs")
        await the_costs_are_read(desk, school)
        await expect(desk.page.get_by_text(re.compile("^いまの順の待ち "))).to_be_visible()
        await desk.open(f"{base}/agenda")
        await desk.press("1番を固定する")
        await desk.open(f"{base}/rule-costs")
        await expect(desk.page.get_by_text("しらべたあとで、議題か案が変わりました。")).to_be_visible()
        await expect(desk.page.get_by_role("table")).to_have_count(0)
        await desk.press("もう一度しらべる")
        await result(desk)
        await the_costs_are_read(desk, school)


async def test_the_same_without_script(desk_of: DeskOf, to_order: DemoCouncil) -> None:
    base = await agenda_of(to_order)
    async with desk_of(to_order.coordinator, script=False, size=TABLET) as desk:
        school = await a_school_comes_late(desk, base)
        before = await numbers(desk, base)
        await search(desk, base)
        await desk.follow("しらべた結果を見る")
        await expect(desk.page.get_by_text("まだしらべていません。")).to_be_visible()
        await weigh(desk)
        await the_costs_are_read(desk, school)
        assert await numbers(desk, base) == before, "nothing moved"


async def a_school_comes_late(desk: Desk, base: str) -> str:
    """The school that is called last by the list comes only an hour after the beginning."""
    await desk.open(f"{base}/agenda")
    rows = desk.page.locator("tr[data-id]")
    called = [name for row in await rows.all() for name in await schools(row)]
    await comes_from(desk, base, called[-1], "14:00")
    return called[-1]


async def weigh(desk: Desk) -> None:
    """Press the button, see what is tried, open what was found."""
    await desk.press(WEIGH)
    await result(desk)


async def the_costs_are_read(desk: Desk, school: str) -> None:
    """Sorted by minutes; only hours are a reason to ring; what changes nothing is one sentence."""
    page = desk.page
    await expect(page.get_by_text(re.compile("しらべた範囲では"))).to_be_visible()
    costs = page.get_by_role("table", name=re.compile("^決まりの重さ"))
    rows = costs.locator("tbody tr")
    saved = [minutes(text) for text in await costs.locator(".cost-figure").all_inner_texts()]
    assert saved
    assert saved == sorted(saved, reverse=True)
    hours = page.get_by_text(re.compile("来られれば、待ちは合わせて")).or_(
        page.get_by_text(re.compile("の来られる時間"))
    )
    await expect(hours.filter(has_text=school).first).to_be_visible()
    for row in await rows.all():
        rings = await row.get_by_role("link", name="連絡先").count()
        assert rings == await row.get_by_text(re.compile("来られれば|居られれば")).count()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def minutes(text: str) -> int:
    """1時間05分 as 65."""
    hours, _, rest = text.rpartition("時間")
    return 60 * int(hours or 0) + int(rest.removesuffix("分") or 0)
