"""Registering, correcting, confirming and ending an agency."""

from uuid import uuid4

from access.audit.model import AuditEvent, AuditKind
from core import clock
from core.database import transaction
from network.agencies.model import SecrecyClass
from network.cases import store as cases
from network.cases.model import Case, Household, Linkage
from tests.conftest import Cast, ClientAs
from tests.integration.network.directory_steps import (
    AGENCY_FORM,
    agency_named,
    audited,
    stored,
    take_back,
    undo_of,
)


async def test_a_new_agency_stands_in_the_tree_and_in_the_audit(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form("/agencies/new", **AGENCY_FORM)
        page = await client.get(answer.headers["location"])
    agency = await agency_named(cast, "ひばり保育園")
    assert agency is not None
    assert (answer.status_code, page.status_code) == (303, 200)
    assert (agency.kana, agency.phone, agency.aliases) == (
        "ひばりほいくえん",
        "0999-22-3333",
        ("ひばり園", "雲雀保育園"),
    )
    assert agency.secrecy_class is SecrecyClass.CORPORATION
    assert 'class="figure-one phone">0999-22-3333' in page.text
    assert await audited(cast, agency.id) == [AuditKind.AGENCY_CREATED]


async def test_bad_input_stands_beside_its_field_and_nothing_is_saved(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        form = {**AGENCY_FORM, "mail": "a,b@x", "phone": "でんわ", "closes": "7:00"}
        page = await client.send_form("/agencies/new", **form)
    assert page.status_code == 422
    for name in ("mail", "phone", "closes"):
        assert f'id="f-{name}-error"' in page.text
    assert 'value="a,b@x"' in page.text
    assert await agency_named(cast, "ひばり保育園") is None


async def test_a_missing_kind_is_proposed_with_its_reason_not_guessed(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        known = await client.send_form("/agencies/new", name="汐見市立ひがし保育園")
        unknown = await client.send_form("/agencies/new", name="なぞの集まり")
        fragment = await client.get("/agencies/proposal", params={"name": "汐見市立ひがし保育園"})
    assert '<option value="nursery" selected>' in known.text
    assert "公立なので1号" in known.text
    assert "名称からは決められない" in unknown.text
    assert '<option value="nursery" selected>' in fragment.text
    assert await agency_named(cast, "汐見市立ひがし保育園") is None


async def test_the_same_name_twice_is_refused(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        page = await client.send_form("/agencies/new", **{**AGENCY_FORM, "name": "汐見市立　第二小学校"})
    assert page.status_code == 422
    assert "もう登録されています" in page.text


async def test_a_change_can_be_taken_back_unless_somebody_went_on(cast: Cast, client_as: ClientAs) -> None:
    path = f"/agencies/{cast.school.id}/edit"
    form = {"name": cast.school.name, "kind_code": "elementary_school", "fax": "0999-22-1235", "version": "1"}
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form(path, **form)
        assert (await stored(cast, cast.school.id)).fax == "0999-22-1235"
        page = await client.get(answer.headers["location"])
        assert (await client.send_form(undo_of(page))).status_code == 303
        assert (await stored(cast, cast.school.id)).fax == ""
        assert (await client.send_form(undo_of(page))).status_code == 409
    assert await audited(cast, cast.school.id) == [AuditKind.AGENCY_CHANGED, AuditKind.AGENCY_CHANGED]


async def test_two_editors_see_both_versions_and_nothing_is_lost(cast: Cast, client_as: ClientAs) -> None:
    path = f"/agencies/{cast.school.id}/edit"
    form = {"name": cast.school.name, "kind_code": "elementary_school", "version": "1"}
    async with client_as(cast.coordinator) as first, client_as(cast.coordinator) as second:
        assert (await first.send_form(path, **form, phone="0999-22-0001")).status_code == 303
        page = await second.send_form(path, **form, phone="0999-22-0002")
        assert page.status_code == 409
        assert "0999-22-0001" in page.text
        assert '<input type="hidden" name="phone" value="0999-22-0002">' in page.text
        assert '<input type="hidden" name="version" value="2">' in page.text
        assert (await second.send_form(path, **{**form, "version": "2"}, phone="0999-22-0002")).status_code == 303
    assert (await stored(cast, cast.school.id)).phone == "0999-22-0002"


async def test_confirming_today_and_taking_it_back(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form(f"/agencies/{cast.school.id}/confirm", version="1")
        assert (await stored(cast, cast.school.id)).verified_on == clock.today()
        await take_back(client, answer)
    assert (await stored(cast, cast.school.id)).verified_on is None


async def test_an_agency_that_leads_an_open_case_does_not_end(cast: Cast, client_as: ClientAs) -> None:
    household = Household(id=uuid4(), label="汀 世帯")
    case = Case(id=uuid4(), household_id=household.id, number="R8-101", name="汀 凪")
    linkage = Linkage(id=uuid4(), case_id=case.id, agency_id=cast.center.id, is_lead=True)
    event = AuditEvent.of(cast.coordinator, AuditKind.CASE_CREATED, case.id)
    async with transaction(cast.council):
        await cases.add_households([household], audit=event)
        await cases.add_cases([case], audit=event)
        await cases.add_linkages([linkage], audit=event)
    async with client_as(cast.coordinator) as client:
        page = await client.send_form(f"/agencies/{cast.center.id}/end", on="R8.12.1", version="1")
    assert page.status_code == 422
    assert "ケース 1件 の主担当機関" in page.text
    assert f'<a href="/cases/{case.id}">R8-101</a>' in page.text
    assert (await stored(cast, cast.center.id)).ended_on is None


async def test_an_ended_agency_leaves_the_tree_and_can_come_back(cast: Cast, client_as: ClientAs) -> None:
    day = clock.today().isoformat()
    async with client_as(cast.coordinator) as client:
        refused = await client.send_form(f"/agencies/{cast.clinic.id}/end", on="2月30日", version="1")
        answer = await client.send_form(f"/agencies/{cast.clinic.id}/end", on=day, version="1")
        page = await client.get("/agencies")
        with_ended = await client.get("/agencies?ended=yes")
        await take_back(client, answer)
        again = await client.get("/agencies")
    assert refused.status_code == 422
    assert f'href="/agencies/{cast.clinic.id}"' not in page.text
    assert f'href="/agencies/{cast.clinic.id}?ended=yes"' in with_ended.text
    assert f'href="/agencies/{cast.clinic.id}"' in again.text


async def test_nobody_but_the_coordinator_sees_the_directory(cast: Cast, client_as: ClientAs) -> None:
    paths = ("/agencies", f"/agencies/{cast.school.id}", "/agencies/seats", "/agencies/register/members.pdf")
    for actor in (cast.member, cast.stranger, cast.auditor):
        async with client_as(actor) as client:
            assert {(await client.get(path)).status_code for path in paths} == {404}
            assert (await client.send_form("/agencies/new", **AGENCY_FORM)).status_code == 404
    assert await agency_named(cast, "ひばり保育園") is None


async def test_another_councils_agency_does_not_exist(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        assert (await client.get(f"/agencies/{uuid4()}")).status_code == 404
