"""The list of cases, the search, and who looked."""

import re
from datetime import timedelta

from access.audit.model import AuditKind
from core import clock
from tests.conftest import Cast, ClientAs
from tests.integration.network.case_samples import audit_kinds, audit_rows, case, link_school, register


def numbers(page: str) -> list[str]:
    return re.findall(r'<td class="stick"><a href="/cases/[^"]+">([^<]+)</a>', page)


async def test_tabs_count_and_show(cast: Cast, client_as: ClientAs) -> None:
    today = clock.today()
    await register(cast)
    await register(cast, number="R8-044", name="井出 颯太", lead_agency_id=None)
    await register(cast, number="R7-012", name="西岡 悠真", next_review_on=today - timedelta(days=84))
    async with client_as(cast.coordinator) as client:
        page = (await client.get("/cases")).text
        assert re.search(r"主担当なし\s*<span>1</span>", page)
        assert re.search(r"見直し超過\s*<span>1</span>", page)
        assert re.search(r"見ていない\s*<span>3</span>", page)
        assert numbers((await client.get("/cases?show=no_lead")).text) == ["R8-044"]
        assert numbers((await client.get("/cases?show=overdue")).text) == ["R7-012"]
        assert numbers((await client.get("/cases?sort=number")).text) == ["R7-012", "R8-019", "R8-044"]
    assert AuditKind.CASES_LISTED in await audit_kinds(cast)


async def test_siblings_stand_together_behind_the_first(cast: Cast, client_as: ClientAs) -> None:
    first = await case(cast, await register(cast, number="A-3"))
    await register(cast, number="A-2", name="井出 颯太")
    await register(cast, number="A-1", name="高瀬 湊", household_id=first.household_id)
    async with client_as(cast.coordinator) as client:
        page = (await client.get("/cases?sort=number")).text
    assert numbers(page) == ["A-1", "A-3", "A-2"]
    assert len(re.findall(r'<tr class="sibling', page)) == 2


async def test_fifty_a_page(cast: Cast, client_as: ClientAs) -> None:
    for place in range(52):
        await register(cast, number=f"B-{place:03}", name=f"神尾 樹{place}")
    async with client_as(cast.coordinator) as client:
        assert len(numbers((await client.get("/cases?sort=number")).text)) == 50
        assert numbers((await client.get("/cases?sort=number&page=2")).text) == ["B-050", "B-051"]
        assert len(numbers((await client.get("/cases?sort=number&page=99")).text)) == 2


async def test_search_finds_names_readings_numbers_and_agencies(cast: Cast, client_as: ClientAs) -> None:
    await register(cast, name="髙瀨 陽向", kana="たかせ ひなた")
    async with client_as(cast.coordinator) as client:
        for asked in ("高瀬", "タカセ", "たかせ　ひなた", "ｒ８－０１９"):
            assert "R8-019" in (await client.send_form("/search", q=asked)).text, asked
        assert "汐見市立第二小学校" in (await client.send_form("/search", q="第二小")).text
        nothing = await client.send_form("/search", q="いない人")
        assert "見つかりませんでした" in nothing.text
        assert (await client.send_form("/search", q="")).status_code == 200
    assert "高瀬" not in str([entry.detail for entry in await audit_rows(cast)])


async def test_opening_a_case_is_recorded_and_shown(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    async with client_as(cast.coordinator) as client:
        await client.get(f"/cases/{case_id}")
        page = await client.get(f"/cases/{case_id}/readers")
    assert AuditKind.CASE_SEEN in await audit_kinds(cast, case_id)
    assert "佐伯 真理" in page.text
    assert "あらまし" in page.text


async def test_others_find_no_staff_page(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    await link_school(cast, case_id)
    for actor in (cast.member, cast.stranger, cast.auditor):
        async with client_as(actor) as client:
            for path in ("/cases", f"/cases/{case_id}", f"/cases/{case_id}/graph", "/graph", "/ledger"):
                page = await client.get(path)
                assert page.status_code == 404
                assert "高瀬" not in page.text
            assert (await client.send_form("/search", q="高瀬")).status_code == 404


async def test_a_case_of_another_council_does_not_exist(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        assert (await client.get("/cases/00000000-0000-4000-8000-000000000000")).status_code == 404
