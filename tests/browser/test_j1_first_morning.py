"""J1: from the one-time link to the 名簿: two people, an Excel of agencies in their own layout, nothing else."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from openpyxl import Workbook
from playwright.async_api import expect

from access.accounts import actions as accounts
from access.councils import actions as councils
from access.permissions.model import Role
from core.database import CouncilId
from tests.browser.conftest import Desk, DeskOf
from tests.conftest import PASSWORD

LISTED = (
    ("1", "県東児童相談所", "県機関"),
    ("2", "汐風町教育委員会 学校教育課", "町機関"),
    ("3", "町内各保育所", "児童福祉関係"),
    ("4", "汐風町立第一小学校", "教育関係"),
    ("5", "汐風警察署", "警察"),
    ("6", "汐風町民生委員児童委員協議会", "その他"),
    ("7", "ふれあい工房ゆうなぎ", "その他"),
)
NURSERIES = "かもめ保育園\nいるか保育園\nひとで保育園\nくらげ保育園"


@pytest.fixture
async def link(database: object) -> str:
    """The one-time link that `entaku init` prints."""
    assert database is not None
    council = await councils.create("（名称未設定）")
    new = accounts.NewAccount(login=f"saeki{uuid4().hex[:4]}", name="佐伯 真理", role=Role.COORDINATOR)
    _account, token = await accounts.create(CouncilId(council.id), new, by=None)
    return f"/welcome/{council.id}/{token}"


@pytest.fixture
def own_layout(tmp_path: Path) -> Path:
    """Their Excel: a title, two empty rows, and columns in their own order."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["汐風町要保護児童対策地域協議会　構成機関一覧"])
    sheet.append([])
    sheet.append(["番号", "機関・団体名", "区分"])
    for row in LISTED:
        sheet.append(list(row))
    book.save(tmp_path / "構成機関.xlsx")
    return tmp_path / "構成機関.xlsx"


async def test_the_first_morning(desk_of: DeskOf, link: str, own_layout: Path, tmp_path: Path) -> None:
    async with desk_of(None) as desk:
        await set_up_the_account(desk, link)
        await answer_three_things(desk)
        await the_wrong_file(desk, tmp_path)
        await drop_the_list(desk, own_layout)
        await fill_the_slot(desk)
        await hold_it_beside_the_paper(desk)


async def set_up_the_account(desk: Desk, link: str) -> None:
    """Too short a password is refused; the card of numbers opens the door."""
    page = desk.page
    await desk.open(link)
    login = await page.locator("form b").first.inner_text()
    await page.get_by_label("パスワード", exact=True).fill("みじかい")
    await page.get_by_label("もう一度").fill("みじかい")
    await desk.press("決める")
    await expect(page.get_by_role("alert")).to_be_visible()
    await page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    await page.get_by_label("もう一度").fill(PASSWORD)
    await desk.press("決める")
    code = await page.locator(".card-codes li").first.inner_text()
    await desk.follow("しまいました。サインインへ")
    if await page.get_by_label("協議会").count():
        await page.get_by_label("協議会").select_option(label="（名称未設定）")
    await page.get_by_label("サインイン名").fill(login)
    await page.get_by_label("パスワード").fill(PASSWORD)
    await page.get_by_label("番号", exact=True).fill(code)
    await desk.press("入る")


async def answer_three_things(desk: Desk) -> None:
    """Asked once: the name, the 調整機関, what the meetings are called."""
    page = desk.page
    await expect(page.get_by_role("heading", name="はじめに")).to_be_visible()
    await desk.press("これで始める")
    await expect(page.get_by_role("alert")).to_be_visible()
    await page.get_by_label("協議会の名称").fill("汐風町要保護児童対策地域協議会")
    await page.get_by_label("市町村の名前").fill("汐風町")
    await page.get_by_label("調整機関の名前").fill("汐風町こども家庭センター")
    await page.get_by_label("実務者会議").fill("実務者部会")
    await desk.press("これで始める")
    await expect(page.get_by_text("用意ができました").first).to_be_visible()


async def the_wrong_file(desk: Desk, folder: Path) -> None:
    """A PDF renamed .xlsx is told in one sentence."""
    wrong = folder / "名簿.xlsx"
    wrong.write_bytes(b"%PDF-1.7\n%wrong\n")
    await desk.open("/imports")
    await desk.page.get_by_label("一覧のファイル").set_input_files(wrong)
    await desk.press("ファイルを読む")
    await expect(desk.page.get_by_role("alert")).to_be_visible()


async def drop_the_list(desk: Desk, own_layout: Path) -> None:
    """Kinds are proposed with reasons, what is unknown is asked; the same file twice is told."""
    page = desk.page
    await page.get_by_label("一覧のファイル").set_input_files(own_layout)
    await desk.press("ファイルを読む")
    await expect(page.get_by_role("heading", name="取り込む前のたしかめ")).to_be_visible()
    await expect(page.get_by_label("県東児童相談所 の種別")).not_to_have_value("")
    unknown = page.get_by_label("ふれあい工房ゆうなぎ の種別")
    await expect(unknown).to_have_value("")
    await unknown.select_option(label="その他")
    await desk.press("この答えで たしかめなおす")
    await desk.press(re.compile("^取り込む（"))
    await expect(page.get_by_text("取り込みました").first).to_be_visible()
    await desk.open("/imports")
    await page.get_by_label("一覧のファイル").set_input_files(own_layout)
    await desk.press("ファイルを読む")
    await expect(page.get_by_role("link", name="前に読んだものを見る")).to_be_visible()


async def fill_the_slot(desk: Desk) -> None:
    """「町内各保育所」 is a row of the 別表 that four nurseries fill."""
    page = desk.page
    await desk.open("/agencies/seats")
    await desk.follow("町内各保育所")
    await page.get_by_label("新しい機関の名前").fill(NURSERIES)
    await desk.press("この項に入れる")
    for name in NURSERIES.splitlines():
        await expect(page.get_by_role("link", name=name).first).to_be_visible()


async def hold_it_beside_the_paper(desk: Desk) -> None:
    """The 委員名簿 opens as PDF and Excel; the number to ring is one click away."""
    for name in ("members.pdf", "members.xlsx"):
        answer = await desk.page.request.get(f"{desk.address}/agencies/register/{name}")
        assert (await answer.body())[:4] in {b"%PDF", b"PK\x03\x04"}
    await desk.open("/agencies")
    await desk.follow("かもめ保育園")
    await expect(desk.page.get_by_text("いま、かける番号").first).to_be_visible()
