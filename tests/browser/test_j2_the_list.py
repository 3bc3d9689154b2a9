"""J2: last month's Excel comes in, is found to be the wrong month's, goes out, and the right one comes in."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.conftest import LISTS, Desk, DeskOf
from tests.conftest import Cast

SEVERITIES = {"A": "重度", "B": "中度", "C": "軽度"}


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
async def test_the_list_comes_in(desk_of: DeskOf, cast: Cast, *, script: bool) -> None:
    async with desk_of(cast.coordinator, script=script) as desk:
        await drop(desk, "ledger_a3.xlsx")
        await answer_once(desk)
        await take_in(desk, 42)
        await the_ledger_shows(desk, 42)
        await take_it_out_again(desk)
        await drop(desk, "simple.xlsx")
        await answer_for_agencies(desk)
        await mend_a_cell(desk)
        await send_the_rest_back(desk)
        await take_in(desk)
        await desk.open("/")
        await expect(desk.page.get_by_role("heading", name="抜け落ち点検")).to_be_visible()


async def drop(desk: Desk, name: str) -> None:
    """Read only: the page says that nothing has changed."""
    await desk.open("/imports")
    await desk.page.get_by_label("一覧のファイル").set_input_files(LISTS / name)
    await desk.press("ファイルを読む")
    await expect(desk.page.get_by_text("まだ何も変わっていません").first).to_be_visible()


async def answer_for_agencies(desk: Desk) -> None:
    """Names that are not in the directory are asked once for the whole list; kinds are not guessed."""
    page = desk.page
    for kind in await page.get_by_role("combobox", name=re.compile(" の種別$")).all():
        if not await kind.input_value():
            await kind.select_option(label="その他")
    await desk.press("残りは、すべて名簿に足す")


async def answer_once(desk: Desk) -> None:
    """A/B/C is asked once: which column it is, and what each letter says."""
    page = desk.page
    await expect(page.get_by_text("先に、一覧ぜんたいのことに答えてください。")).to_be_visible()
    if desk.script:
        await desk.picture("import")
    await answer_for_agencies(desk)
    await page.get_by_label("この列は").select_option(label="重症度")
    for letter, meaning in SEVERITIES.items():
        await page.get_by_label(f"{letter} の意味").select_option(label=meaning)
    await desk.press("この意味にする")


async def take_in(desk: Desk, rows: int | None = None) -> None:
    """The last button says how many rows go in."""
    await desk.press(f"{rows}行を取り込む" if rows else re.compile("^[0-9]+行を取り込む$"))
    await expect(desk.page.get_by_role("heading", name="取り込みました")).to_be_visible()


async def the_ledger_shows(desk: Desk, rows: int) -> None:
    """The list on screen holds everybody, and its paper opens."""
    await desk.open("/ledger")
    await expect(
        desk.page.get_by_text(f"すべて {rows}").or_(desk.page.get_by_text(f"全{rows}人")).first
    ).to_be_visible()


async def take_it_out_again(desk: Desk) -> None:
    """It was October's: one button takes everything back."""
    await desk.open("/imports")
    await desk.follow("ledger_a3.xlsx")
    await desk.press("この取込を元に戻す")
    await expect(desk.page.get_by_text(re.compile("元に戻しました")).first).to_be_visible()
    await desk.open("/ledger")
    await expect(desk.page.get_by_text("台帳に載るケースはまだありません。")).to_be_visible()


async def mend_a_cell(desk: Desk) -> None:
    """2月30日 stands in its cell; 13月 is refused with its reason; what is right makes one more row ready."""
    page = desk.page
    await expect(page.get_by_text(re.compile("2月30日はありません")).first).to_be_visible()
    before = await ready(desk)
    for typed in ("R5.13.1", "R5.2.28"):
        cell = page.get_by_role("cell").filter(has_text=re.compile("2月30日|13月")).first
        await cell.locator("summary").click()
        await cell.locator("input[name=value]").fill(typed)
        await desk.press("直す", within=cell)
        if typed == "R5.13.1":
            await expect(page.get_by_text(re.compile("13月")).first).to_be_visible()
            assert await ready(desk) == before
    assert await ready(desk) == before + 1


async def ready(desk: Desk) -> int:
    """How many rows the last button would take in."""
    label = await desk.page.get_by_role("button", name=re.compile("行を取り込む$")).inner_text()
    return int(label.removesuffix("行を取り込む"))


async def send_the_rest_back(desk: Desk) -> None:
    """The rows that are not right go back as Excel."""
    link = desk.page.get_by_role("link", name="気になる行だけExcelに出す")
    answer = await desk.page.request.get(desk.address + str(await link.get_attribute("href")))
    assert (await answer.body())[:4] == b"PK\x03\x04"
