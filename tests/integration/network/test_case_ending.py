"""終える, もう一度はじめる, 生まれた."""

from core import clock
from core.calendar import wareki_short
from network.cases.model import CaseKind, ClosingReason
from tests.conftest import Cast, ClientAs
from tests.integration.network.case_samples import (
    case,
    household,
    link_school,
    linkages,
    register,
    register_pregnancy,
)
from tests.integration.network.test_case_register import undo_address


async def test_a_case_ends_for_a_reason(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    today = wareki_short(clock.today())
    async with client_as(cast.coordinator) as client:
        without = await client.send_form(f"/cases/{case_id}/close", closed_on=today, version=1)
        assert without.status_code == 422
        assert "終結の理由を選んでください。" in without.text
        early = await client.send_form(
            f"/cases/{case_id}/close", closed_on="R1.5.1", closing_reason="improved", version=1
        )
        assert early.status_code == 422
        assert (await case(cast, case_id)).open
        answer = await client.send_form(
            f"/cases/{case_id}/close", closed_on=today, closing_reason="improved", version=1
        )
        page = await client.get(answer.headers["location"])
        assert "終わったケース" in page.text
        assert "R8-019" not in (await client.get("/cases")).text
        assert "R8-019" in (await client.get("/cases?show=closed")).text
        await client.send_form(undo_address(page.text))
    assert (await case(cast, case_id)).open


async def test_a_closed_case_is_taken_up_again(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    fields = {"closed_on": wareki_short(clock.today()), "closing_reason": "moved"}
    async with client_as(cast.coordinator) as client:
        await client.send_form(f"/cases/{case_id}/close", **fields, version=1)
        closed = await case(cast, case_id)
        assert closed.closing_reason is ClosingReason.MOVED
        stale = await client.send_form(f"/cases/{case_id}/reopen", version=1)
        assert stale.status_code == 409
        again = await client.send_form(f"/cases/{case_id}/reopen", version=closed.version)
        assert again.status_code == 303
        twice = await client.send_form(f"/cases/{case_id}/reopen", version=closed.version + 1)
        assert twice.status_code == 409
    assert (await case(cast, case_id)).open


async def test_birth_keeps_the_history(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register_pregnancy(cast)
    await link_school(cast, case_id)
    fields = {
        "name": "野口 蓮",
        "kana": "のぐち れん",
        "sex": "男",
        "birth_date": wareki_short(clock.today()),
        "case_kind": "support",
        "version": 1,
    }
    async with client_as(cast.coordinator) as client:
        assert "生まれたことを記録する" in (await client.get(f"/cases/{case_id}")).text
        answer = await client.send_form(f"/cases/{case_id}/birth", **fields)
        assert answer.status_code == 303
        child = await case(cast, case_id)
        assert (child.name, child.is_pregnancy, child.case_kind) == ("野口 蓮", False, CaseKind.SUPPORT)
        assert child.due_date is not None
        assert (await household(cast, case_id)).guardian_name == "野口 樹里"
        assert len(await linkages(cast, case_id)) == 2
        page = await client.get(answer.headers["location"])
        assert "一度も見ていない" in page.text
        await client.send_form(undo_address(page.text))
    assert (await case(cast, case_id)).name == "野口 樹里"
    assert (await household(cast, case_id)).guardian_name == ""


async def test_only_a_pregnancy_is_born(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    fields = {"name": "高瀬 凛", "birth_date": wareki_short(clock.today()), "case_kind": "support", "version": 1}
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form(f"/cases/{case_id}/birth", **fields)).status_code == 422
    assert (await case(cast, case_id)).name == "高瀬 陽向"
