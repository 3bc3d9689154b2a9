"""ケースを登録する: child, pregnancy, sibling; what is refused; who may not."""

import re

import pytest

from access.audit.model import AuditKind
from network.cases.model import CaseKind
from tests.conftest import Cast, ClientAs
from tests.integration.network.case_samples import audit_kinds, case, cases, household, linkages, register

FORM = {
    "what": "child",
    "number": "R8-019",
    "name": "高瀬 陽向",
    "kana": "たかせ ひなた",
    "birth_date": "H30.6.3",
    "affiliation": "第二小学校",
    "accepted_on": "R8.1.5",
    "case_kind": "protection",
}


def undo_address(page: str) -> str:
    found = re.search(r'action="([^"]*/undo\?way=[^"]*)"', page)
    assert found is not None, "no way back on the page"
    return found[1].replace("&amp;", "&")


async def test_a_child_gets_a_case_a_household_and_a_lead(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form("/cases/new", **FORM, lead_agency_id=str(cast.center.id))
        assert answer.status_code == 303
        page = await client.get(answer.headers["location"])
    (kept,) = await cases(cast)
    assert answer.headers["location"] == f"/cases/{kept.id}"
    assert (kept.name, kept.case_kind, kept.is_pregnancy) == ("高瀬 陽向", CaseKind.PROTECTION, False)
    assert (await household(cast, kept.id)).label == "高瀬 世帯"
    assert [(one.agency_id, one.is_lead) for one in await linkages(cast, kept.id)] == [(cast.center.id, True)]
    assert "一度も見ていない" in page.text
    assert AuditKind.CASE_CREATED in await audit_kinds(cast, kept.id)


async def test_the_name_stands_in_no_address_and_no_title(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form("/cases/new", **FORM)
        page = await client.get(answer.headers["location"])
    title = re.search(r"<title>(.*?)</title>", page.text)
    assert title is not None
    assert title[1] == "ケース（あらまし）｜円卓"
    assert "高瀬" not in answer.headers["location"]


async def test_a_pregnancy_needs_its_due_date(cast: Cast, client_as: ClientAs) -> None:
    form = FORM | {"what": "pregnancy", "name": "野口 樹里", "birth_date": ""}
    async with client_as(cast.coordinator) as client:
        refused = await client.send_form("/cases/new", **form)
        assert refused.status_code == 422
        assert "出産予定日を入れてください。" in refused.text
        assert "野口 樹里" in refused.text
        assert await cases(cast) == []
        assert (await client.send_form("/cases/new", **form, due_date="12/25")).status_code == 303
    (kept,) = await cases(cast)
    assert (kept.is_pregnancy, kept.case_kind) == (True, CaseKind.PREGNANCY)
    assert kept.due_date is not None


async def test_a_sibling_joins_the_household(cast: Cast, client_as: ClientAs) -> None:
    first = await case(cast, await register(cast))
    async with client_as(cast.coordinator) as client:
        form = await client.get(f"/cases/new?household={first.household_id}")
        assert f'value="{first.household_id}" selected' in form.text
        fields = FORM | {"number": "R8-020", "name": "高瀬 湊", "household_id": str(first.household_id)}
        answer = await client.send_form("/cases/new", **fields)
        page = await client.get(answer.headers["location"])
    assert {one.household_id for one in await cases(cast)} == {first.household_id}
    assert f'href="/cases/{first.id}">高瀬 陽向' in page.text


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"number": ""}, "整理番号を入れてください。"),
        ({"name": ""}, "氏名を入れてください。"),
        ({"birth_date": "R8.2.30"}, "2月"),
        ({"accepted_on": ""}, "受理した日を入れてください。"),
        ({"case_kind": "odd"}, "一覧から選んでください。"),
        ({"number": "R7-001"}, "整理番号 R7-001 は、ほかのケースが使っています。"),
    ],
)
async def test_what_cannot_be_is_said_beside_its_field(
    cast: Cast, client_as: ClientAs, wrong: dict[str, str], message: str
) -> None:
    await register(cast, number="R7-001", name="井出 颯太")
    async with client_as(cast.coordinator) as client:
        refused = await client.send_form("/cases/new", **(FORM | wrong))
    assert refused.status_code == 422
    assert message in refused.text
    assert f'id="f-{next(iter(wrong))}-error"' in refused.text
    assert len(await cases(cast)) == 1


async def test_a_registration_is_taken_back(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form("/cases/new", **FORM, lead_agency_id=str(cast.center.id))
        page = await client.get(answer.headers["location"])
        back = await client.send_form(undo_address(page.text))
    assert (back.status_code, back.headers["location"]) == (303, "/cases")
    assert await cases(cast) == []


async def test_a_registration_with_later_work_is_not_taken_back(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form("/cases/new", **FORM)
        path = answer.headers["location"]
        page = await client.get(path)
        await client.send_form(f"{path}/edit", **FORM, version="1")
        back = await client.send_form(undo_address(page.text))
    assert back.status_code == 409
    assert len(await cases(cast)) == 1


async def test_only_the_coordinating_agency_registers(cast: Cast, client_as: ClientAs) -> None:
    for actor in (cast.member, cast.stranger, cast.auditor):
        async with client_as(actor) as client:
            assert (await client.get("/cases/new")).status_code == 404
            assert (await client.send_form("/cases/new", **FORM)).status_code == 404
    async with client_as(None) as client:
        assert (await client.get("/cases/new")).status_code == 303
    assert await cases(cast) == []
