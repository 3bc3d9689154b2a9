"""つながり: link, hand over the lead, correct, end, and take back."""

from datetime import timedelta
from uuid import uuid4

from access.audit.model import AuditKind
from core import clock
from network.cases.model import LinkageRole
from network.cases.presenters import case_fields
from tests.conftest import Cast, ClientAs
from tests.integration.network.case_samples import audit_kinds, case, link_school, linkages, register
from tests.integration.network.test_case_register import undo_address


async def test_an_agency_is_linked(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    fields = {"agency_id": str(cast.school.id), "role": "school", "responsible": "教頭", "since": "R8.4.1"}
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form(f"/cases/{case_id}/linkages/new", **fields)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/cases/{case_id}/linkages")
        page = await client.get(answer.headers["location"])
        twice = await client.send_form(f"/cases/{case_id}/linkages/new", **fields)
    assert "汐見市立第二小学校" in page.text
    assert twice.status_code == 422
    assert "もう同じかかわりでつながっています" in twice.text
    assert len(await linkages(cast, case_id)) == 2
    assert AuditKind.LINKAGE_CHANGED in await audit_kinds(cast, case_id)


async def test_an_agency_must_be_chosen_from_the_directory(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    async with client_as(cast.coordinator) as client:
        empty = await client.send_form(f"/cases/{case_id}/linkages/new", agency_id="", role="support")
        unknown = await client.send_form(f"/cases/{case_id}/linkages/new", agency_id=str(uuid4()), role="support")
    assert empty.status_code == 422
    assert "機関を選んでください。" in empty.text
    assert unknown.status_code == 404
    assert len(await linkages(cast, case_id)) == 1


async def test_the_lead_is_handed_over_and_the_old_one_stays_as_support(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    await link_school(cast, case_id)
    today = clock.today()
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form(f"/cases/{case_id}/lead", agency_id=str(cast.school.id))
        page = await client.get(answer.headers["location"])
        now = [one for one in await linkages(cast, case_id) if one.on(today)]
        assert {(one.agency_id, one.is_lead) for one in now} == {(cast.school.id, True), (cast.center.id, False)}
        before = [one for one in await linkages(cast, case_id) if one.on(today - timedelta(days=1))]
        assert {(one.agency_id, one.is_lead) for one in before} == {(cast.school.id, False), (cast.center.id, True)}
        back = await client.send_form(undo_address(page.text))
    assert back.status_code == 303
    now = [one for one in await linkages(cast, case_id) if one.on(today)]
    assert {(one.agency_id, one.is_lead) for one in now} == {(cast.school.id, False), (cast.center.id, True)}
    assert len(await linkages(cast, case_id)) == 2


async def test_choosing_the_lead_ends_the_dispute(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    fields = case_fields(await case(cast, case_id)) | {"lead_disputed": "yes"}
    async with client_as(cast.coordinator) as client:
        await client.send_form(f"/cases/{case_id}/edit", **fields)
        await client.send_form(f"/cases/{case_id}/lead", agency_id=str(cast.school.id))
    assert (await case(cast, case_id)).lead_disputed is False


async def test_a_new_agency_may_come_as_the_lead(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    today = clock.today()
    async with client_as(cast.coordinator) as client:
        fields = {"agency_id": str(cast.clinic.id), "role": "medical", "is_lead": "yes"}
        assert (await client.send_form(f"/cases/{case_id}/linkages/new", **fields)).status_code == 303
    now = {(one.agency_id, one.is_lead, one.role) for one in await linkages(cast, case_id) if one.on(today)}
    assert now == {(cast.clinic.id, True, LinkageRole.MEDICAL), (cast.center.id, False, LinkageRole.SUPPORT)}


async def test_an_ended_linkage_ends_at_once_and_comes_back(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    school = await link_school(cast, case_id)
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form(f"/cases/{case_id}/linkages/{school.id}/end", version=school.version)
        ended = next(one for one in await linkages(cast, case_id) if one.id == school.id)
        assert not ended.on(clock.today())
        page = await client.get(answer.headers["location"])
        await client.send_form(undo_address(page.text))
    again = next(one for one in await linkages(cast, case_id) if one.id == school.id)
    assert (again.until, again.on(clock.today())) == (None, True)


async def test_the_form_asks_for_the_last_day(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    school = await link_school(cast, case_id)
    path = f"/cases/{case_id}/linkages/{school.id}"
    fields = {"role": "school", "responsible": "養護教諭", "since": "R8.4.1", "version": school.version}
    async with client_as(cast.coordinator) as client:
        assert 'value="教頭"' in (await client.get(path)).text
        wrong = await client.send_form(path, **fields, last_day="R8.3.31")
        assert wrong.status_code == 422
        assert "始まりより前の日です。" in wrong.text
        assert (await client.send_form(path, **fields, last_day="R8.9.30")).status_code == 303
        stale = await client.send_form(path, **fields, last_day="")
    kept = next(one for one in await linkages(cast, case_id) if one.id == school.id)
    assert (kept.responsible, str(kept.until)) == ("養護教諭", "2026-10-01")
    assert stale.status_code == 409
    assert "ほかの人が先に保存しました" in stale.text


async def test_undo_refuses_when_somebody_went_on(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    school = await link_school(cast, case_id)
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form(f"/cases/{case_id}/linkages/{school.id}/end", version=school.version)
        address = undo_address((await client.get(answer.headers["location"])).text)
        fields = {"role": "school", "responsible": "校長", "since": "", "last_day": "", "version": school.version + 1}
        await client.send_form(f"/cases/{case_id}/linkages/{school.id}", **fields)
        refused = await client.send_form(address)
        assert refused.status_code == 409
        assert "元に戻せません" in refused.text
        forged = await client.send_form(address[:-8] + "AAAAAAAA")
    assert forged.status_code == 404


async def test_the_way_back_of_one_case_does_not_open_another(cast: Cast, client_as: ClientAs) -> None:
    case_id, other = await register(cast), await register(cast, number="R8-044", name="井出 颯太")
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form(f"/cases/{case_id}/lead", agency_id=str(cast.school.id))
        address = undo_address((await client.get(answer.headers["location"])).text)
        moved = address.replace(str(case_id), str(other))
        assert (await client.send_form(moved)).status_code == 404


async def test_members_never_change_linkages(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    school = await link_school(cast, case_id)
    async with client_as(cast.member) as client:
        assert (await client.get(f"/cases/{case_id}/linkages")).status_code == 404
        ended = await client.send_form(f"/cases/{case_id}/linkages/{school.id}/end", version=1)
        assert ended.status_code == 404
    assert all(one.until is None for one in await linkages(cast, case_id))
