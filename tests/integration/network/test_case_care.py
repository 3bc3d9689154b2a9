"""目視を記録, 役割分担."""

from datetime import timedelta

import pytest

from access.audit.model import AuditKind
from core import clock
from core.calendar import wareki_short
from core.database import transaction
from network.cases import store
from network.cases.model import Promise, Sighting
from tests.conftest import Cast, ClientAs
from tests.integration.network.case_samples import audit_kinds, register, scope_of
from tests.integration.network.test_case_register import undo_address


async def _sightings(cast: Cast) -> list[Sighting]:
    async with transaction(cast.council):
        return await store.sightings(scope=scope_of(cast))


async def _promises(cast: Cast) -> list[Promise]:
    async with transaction(cast.council):
        return await store.promises(scope=scope_of(cast))


async def test_a_sighting_ends_the_loudest_mark(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    yesterday = clock.today() - timedelta(days=1)
    fields = {
        "seen_on": wareki_short(yesterday),
        "agency_id": str(cast.school.id),
        "seen_by": "担任",
        "place": "登校時",
    }
    async with client_as(cast.coordinator) as client:
        assert "一度も見ていない" in (await client.get(f"/cases/{case_id}")).text
        answer = await client.send_form(f"/cases/{case_id}/sightings/new", **fields)
        page = await client.get(answer.headers["location"])
        assert "一度も見ていない" not in page.text
        assert "1日前" in page.text
        await client.send_form(undo_address(page.text))
        assert "一度も見ていない" in (await client.get(f"/cases/{case_id}")).text
    assert await _sightings(cast) == []
    assert AuditKind.SIGHTING_RECORDED in await audit_kinds(cast, case_id)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"seen_on": ""}, "見た日を入れてください。"),
        ({"seen_on": "R99.1.1"}, "これからの日です"),
        ({"seen_on": "H1.5.1"}, "生まれる前の日です"),
        ({"seen_by": ""}, "だれが見たかを、機関か名前で入れてください。"),
    ],
)
async def test_an_impossible_sighting_is_refused(
    cast: Cast, client_as: ClientAs, wrong: dict[str, str], message: str
) -> None:
    case_id = await register(cast)
    fields = {"seen_on": wareki_short(clock.today()), "seen_by": "保健師"} | wrong
    async with client_as(cast.coordinator) as client:
        refused = await client.send_form(f"/cases/{case_id}/sightings/new", **fields)
    assert refused.status_code == 422
    assert message in refused.text
    assert await _sightings(cast) == []


async def test_a_promise_is_made_kept_and_unkept(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    fields = {
        "agency_id": str(cast.school.id),
        "what": "面談の結果を知らせる",
        "due_on": wareki_short(clock.today() + timedelta(days=3)),
        "fallback": "電話で知らせる",
    }
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form(f"/cases/{case_id}/promises/new", **fields)).status_code == 303
        (promise,) = await _promises(cast)
        assert (promise.fallback, promise.decided_on, promise.done_on) == ("電話で知らせる", clock.today(), None)
        done = await client.send_form(f"/cases/{case_id}/promises/{promise.id}/done", version=promise.version)
        assert done.headers["location"] == f"/cases/{case_id}/promises"
        page = await client.get(done.headers["location"])
        (kept,) = await _promises(cast)
        assert kept.done_on == clock.today()
        twice = await client.send_form(f"/cases/{case_id}/promises/{promise.id}/done", version=promise.version)
        assert twice.status_code == 409
        await client.send_form(undo_address(page.text))
    (again,) = await _promises(cast)
    assert again.done_on is None
    assert AuditKind.PROMISE_CHANGED in await audit_kinds(cast, case_id)


async def test_a_promise_needs_an_agency_and_a_task(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    async with client_as(cast.coordinator) as client:
        refused = await client.send_form(f"/cases/{case_id}/promises/new", due_on="11/31")
    assert refused.status_code == 422
    for message in ("機関を選んでください。", "することを入れてください。", "11月"):
        assert message in refused.text
    assert await _promises(cast) == []


async def test_members_have_pages_of_their_own(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    async with client_as(cast.member) as client:
        for path in ("sightings/new", "promises/new"):
            assert (await client.get(f"/cases/{case_id}/{path}")).status_code == 404
            assert (await client.send_form(f"/cases/{case_id}/{path}", what="x")).status_code == 404
    assert (await _sightings(cast), await _promises(cast)) == ([], [])
