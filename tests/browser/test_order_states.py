"""順番を整える where it is not plain: who waits longer, what contradicts, what changed meanwhile, nothing to order."""

import re
from uuid import UUID

from playwright.async_api import expect

from access.permissions.rules import whole_council
from core import clock
from core.database import transaction
from meetings.agenda import actions as agenda
from meetings.agenda.model import ItemKind
from meetings.agenda.rules import individual
from meetings.scheduling.model import Meeting
from tests.browser.conftest import TABLET, Desk, DeskOf, House
from tests.browser.orders import agenda_of, comes_from, meeting_day, nothing_moved, numbers, result, schools, search
from tests.browser.stage import planned_meeting
from web.demo_council import DemoCouncil

TOO_FEW = "動かせる議題が2つ以上あるときに、順番を整えられます。"


async def test_who_waits_longer_is_named_on_the_button(desk_of: DeskOf, to_order: DemoCouncil) -> None:
    """With whole districts in a row, somebody waits longer than in list order; only a press that says so takes it."""
    base = await agenda_of(to_order)
    async with desk_of(to_order.coordinator) as desk:
        page = desk.page
        await desk.open(f"{base}/arrangement")
        await page.get_by_role("checkbox", name="台帳の順より長く待つ機関をつくらない").uncheck()
        await page.get_by_role("checkbox", name="同じ地区のケースを続ける").check()
        await desk.press("順番を整える", within=page.get_by_role("complementary"))
        await result(desk)
        await expect(page.get_by_text(re.compile("^◇台帳の順より長く待つ機関があります："))).to_be_visible()
        longer = page.get_by_role("row").filter(has_text=re.compile("台帳の順より[0-9]+分長い"))
        assert await longer.count() > 0
        button = page.get_by_role("button", name=re.compile("が長く待つことを認めて、この順にする$"))
        named = (await button.inner_text()).partition("が長く待つことを認めて")[0].partition("ほか")[0]
        await expect(longer.filter(has_text=named)).to_have_count(1)
        await expect(page.get_by_role("button", name="この順にする", exact=True)).to_have_count(0)
        await desk.press(re.compile("^使わない$"))
        await expect(page.get_by_text("案を使いませんでした。順番はそのままです。")).to_be_visible()
        await desk.press("元に戻す")
        await desk.press(re.compile("が長く待つことを認めて、この順にする$"))
        await expect(page.get_by_text("台帳の順より長く待つ機関：")).to_be_visible()


async def test_what_cannot_be_kept_is_said_and_nothing_changes(desk_of: DeskOf, to_order: DemoCouncil) -> None:
    """A pin against an agency's hours, then an agency that comes for too short a time: words, and the order stays."""
    base = await agenda_of(to_order)
    async with desk_of(to_order.coordinator) as desk:
        page = desk.page
        await desk.open(f"{base}/agenda")
        school = (await schools(page.locator("tr[data-id]").nth(2)))[0]
        await desk.press("3番を固定する")
        before = await numbers(desk, base)
        await comes_from(desk, base, school, "15:00")
        await search(desk, base)
        await expect(page.get_by_text(re.compile("守れない決まりがあります|決まりどうしがぶつかって"))).to_be_visible()
        reasons = page.get_by_role("main").get_by_role("listitem")
        await expect(reasons.filter(has_text="固定した議題（いまの3番）")).to_be_visible()
        await expect(reasons.filter(has_text="15:00から")).to_be_visible()
        await expect(page.get_by_role("button", name="この順にする")).to_have_count(0)
        await nothing_moved(desk, base, before)
        await desk.press("3番の固定をはずす")
        await comes_from(desk, base, school, "15:55")
        await search(desk, base)
        await expect(page.get_by_text("どう並べても守れない決まりがあります。")).to_be_visible()
        await expect(page.get_by_role("main").get_by_role("listitem").filter(has_text="15:55から")).to_be_visible()
        await nothing_moved(desk, base, before)


async def test_a_proposal_for_another_agenda_is_refused_in_place(desk_of: DeskOf, to_order: DemoCouncil) -> None:
    """Somebody moved an item meanwhile: words, the order stays, and one press searches again."""
    base = await agenda_of(to_order)
    async with desk_of(to_order.coordinator) as desk, desk_of(to_order.coordinator) as second:
        await search(desk, base)
        await second.open(f"{base}/agenda")
        await second.press("1番を下へ")
        moved = await numbers(second, base)
        await desk.press("この順にする")
        await expect(desk.page.get_by_role("alert")).to_contain_text("案をつくったあとで議題が変わりました。")
        await nothing_moved(second, base, moved)
        await desk.press("この決まりでさがし直す")
        await result(desk)
        await desk.press("この順にする")
        await expect(desk.page.get_by_text("案の順にしました。")).to_be_visible()


async def test_where_nothing_can_be_ordered_the_pages_say_so(desk_of: DeskOf, to_order: DemoCouncil) -> None:
    """No agenda yet, one household left, everything confirmed together: no button that leads nowhere."""
    bare = await planned_meeting(to_order, held_on=meeting_day())
    one_left = await planned_meeting(to_order, held_on=meeting_day())
    await agenda.propose(to_order.coordinator, one_left.id)
    async with desk_of(to_order.coordinator, size=TABLET) as desk:
        await says(desk, f"/meetings/{bare.id}/arrangement", "議題はまだありません。")
        await says(desk, f"/meetings/{bare.id}/repair", "出席時間をまだ知らせていません。")
        await says(desk, f"/meetings/{bare.id}/suggestions", "個別に話し合う世帯はありません。")
        await says(desk, f"/meetings/{bare.id}/division", "個別に話し合う議題が2つ以上あるときに、比べられます。")
        ids = await item_ids(to_order, one_left)
        for item in ids[1:]:
            await agenda.change_side(to_order.coordinator, one_left.id, item, ItemKind.BLOCK)
        await says(desk, f"/meetings/{one_left.id}/arrangement", TOO_FEW)
        await agenda.change_side(to_order.coordinator, one_left.id, ids[0], ItemKind.BLOCK)
        await says(desk, f"/meetings/{one_left.id}/arrangement", TOO_FEW)
        await says(desk, f"/meetings/{one_left.id}/suggestions", "個別に話し合う世帯はありません。")


async def test_after_the_meeting_nothing_is_ordered(desk_of: DeskOf, house: House) -> None:
    """The pages of a meeting that was held can be read and change nothing."""
    base = f"/meetings/{house.held.id}"
    async with desk_of(house.coordinator) as desk:
        await says(desk, f"{base}/repair", "この会議の順番は、もう直せません。")
        await says(desk, f"{base}/suggestions", "この会議の議題は、もう変えられません。")
        await says(desk, f"{base}/division", "この会議は、もう分けられません。")
        await desk.open(f"{base}/arrangement")
        await expect(desk.page.locator(".outcome-figure")).to_be_visible()
        await expect(desk.page.get_by_role("main").get_by_role("button")).to_have_count(0)


async def says(desk: Desk, path: str, sentence: str) -> None:
    """A page with nothing to press says why."""
    await desk.open(path)
    await expect(desk.page.get_by_text(sentence, exact=True)).to_be_visible()
    await expect(desk.page.get_by_role("main").get_by_role("button")).to_have_count(0)
    assert await desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def item_ids(to_order: DemoCouncil, meeting: Meeting) -> list[UUID]:
    """The individually discussed items."""
    async with transaction(to_order.council.id):
        facts = await agenda.agenda_facts(meeting.id, scope=whole_council(to_order.council.id, today=clock.today()))
    return [item.id for item in individual(facts.items)]
