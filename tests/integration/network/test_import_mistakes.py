"""What people bring by mistake: each ends in a sentence that helps, and in nothing changed."""

import openpyxl
import pytest

from tests.conftest import Cast, ClientAs
from tests.integration.network.import_steps import cases_of, ready, send, take, undo, upload, uploaded
from tests.unit.network.imports.lists import saved, text, xlsx

HEADINGS = ["番号", "氏名", "生年月日", "種別", "主担当機関", "受理日"]
CHILD = ["1", "汐入 凪", "H28.4.2", "要支援", "汐見市民病院", "R8.6.2"]
OTHER = ["2", "夕凪 律", "H30.1.9", "要保護", "汐見市民病院", "R8.6.3"]
ENCRYPTED = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600


def with_empty_rows() -> bytes:
    """A list with 10,000 rows that have a format and nothing else."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in (HEADINGS, CHILD, OTHER):
        sheet.append(line)
    for number in range(4, 10_004):
        sheet.cell(number, 1).number_format = "0000"
    return saved(book)


def with_formulas() -> bytes:
    """A list whose dates were never computed."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in (HEADINGS, CHILD, [*OTHER[:5], "=TODAY()-1"]):
        sheet.append(line)
    return saved(book)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("ledger.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 1 0 obj", "PDFファイルです"),
        ("ledger.xlsx", ENCRYPTED, "パスワードのかかったファイルです"),
        ("ledger.xlsx", b"PK\x03\x04 broken", "こわれていて読めません"),
        ("empty.csv", b"\r\n\r\n", "ファイルが空です"),
        ("menu.csv", "献立,日\r\nカレー,月\r\nうどん,火\r\n".encode(), "構成機関の一覧としても読めません"),
        ("members.json", b"[1, 2", "構成機関の一覧として読めないJSONです"),
    ],
)
async def test_what_is_no_list_is_refused_in_words(
    name: str, data: bytes, said: str, *, cast: Cast, client_as: ClientAs
) -> None:
    async with client_as(cast.coordinator) as client:
        answer = await upload(client, name, data)
        assert answer.status_code == 422
        assert said in answer.text
        assert "まだ何も取り込んでいません" in answer.text


async def test_no_file_and_too_much_are_refused(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        nothing = await client.send_form("/imports")
        assert nothing.status_code == 422
        assert "ファイルを選んでください" in nothing.text
        huge = await upload(client, "huge.csv", b"a,b\r\n" * 2_500_000)
        assert huge.status_code == 413
        many = [HEADINGS, *([str(number), f"汐入 {number}", *CHILD[2:]] for number in range(6_100))]
        assert (await upload(client, "many.csv", text(many))).status_code == 303


async def test_the_same_file_twice_offers_the_first(cast: Cast, client_as: ClientAs) -> None:
    data = xlsx([HEADINGS, CHILD, OTHER])
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "r8-11.xlsx", data)
        on_the_way = await upload(client, "copy.xlsx", data)
        assert on_the_way.status_code == 422
        assert "いま取り込む途中です" in on_the_way.text
        assert f'href="{path}"' in on_the_way.text
        await take(client, path)
        again = await upload(client, "r8-11.xlsx", data)
        assert "に取り込んでいます" in again.text
        anew = await upload(client, "r8-11.xlsx", data, again="yes")
        page = await client.get(anew.headers["location"])
        assert page.text.count("もう登録されています") == 2
        assert ready(page) == 0
        await send(client, anew.headers["location"], "people-all", choice="skip")
        assert ready(await client.get(anew.headers["location"])) == 0
        await undo(client, path)
        assert (await upload(client, "r8-11.xlsx", data, again="yes")).status_code == 303
    assert await cases_of(cast) == {}


async def test_closing_the_browser_loses_nothing(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "list.xlsx", xlsx([HEADINGS, CHILD, OTHER]))
        await send(client, path, "people", row="2@一覧", choice="skip")
    async with client_as(cast.coordinator) as client:
        page = await client.get("/imports")
        assert path in page.text
        assert "たしかめている途中" in page.text
        assert ready(await client.get(path)) == 1


async def test_ten_thousand_empty_rows_are_no_rows(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "list.xlsx", with_empty_rows())
        assert "すべて 2" in (await client.get(path)).text


async def test_a_formula_without_a_value_stops_its_row(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "list.xlsx", with_formulas())
        page = await client.get(path)
        assert ready(page) == 1
        assert "空のまま入れる" in page.text


async def test_thirteen_months_and_signs_of_markup_stay_text(cast: Cast, client_as: ClientAs) -> None:
    evil = ["3", "<script>alert(1)</script> 凪", "R8.13.2", "要支援", "汐見市民病院", "R8.6.2"]
    async with client_as(cast.coordinator) as client:
        path = await uploaded(client, "<b>list</b>.xlsx", xlsx([HEADINGS, CHILD, evil]))
        page = await client.get(path)
    assert "<script>alert" not in page.text
    assert "<b>list" not in page.text
    assert "13月はありません" in page.text


async def test_a_list_open_in_excel_leaves_its_lock_file(cast: Cast, client_as: ClientAs) -> None:
    lock = b"\x05saeki" + b"\x20" * 49 + b"\x05\x00s\x00a\x00e\x00k\x00i\x00" + b"\x20\x00" * 44
    async with client_as(cast.coordinator) as client:
        answer = await upload(client, "~$ledger.xlsx", lock)
    assert answer.status_code == 422
    assert "読め" in answer.text
