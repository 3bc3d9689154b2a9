"""Contacts: adding, succeeding, confirming, and what a vacancy costs."""

from datetime import timedelta
from uuid import uuid4

from access.audit.model import AuditEvent, AuditKind
from core import clock
from core.calendar import month_day
from core.database import transaction
from network.cases import store as cases
from network.cases.model import Case, Household, Linkage
from network.contacts.model import ContactRole
from tests.conftest import Cast, Client, ClientAs
from tests.integration.network.directory_steps import audited, contacts_of, take_back

NURSE = {"position": "養護教諭", "name": "平井 友香", "kana": "ヒライ ユカ", "phone": "内線 21"}


async def _add(client: Client, cast: Cast, **fields: object) -> None:
    answer = await client.send_form(f"/agencies/{cast.school.id}/contacts/new", **fields)
    assert answer.status_code == 303


async def test_a_contact_is_added_shown_and_taken_back(cast: Cast, client_as: ClientAs) -> None:
    path = f"/agencies/{cast.school.id}/contacts/new"
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form(path, **NURSE, roles=["practitioner", "desk"])
        page = await client.get(f"/agencies/{cast.school.id}")
        (kept,) = await contacts_of(cast, cast.school.id)
        assert (kept.kana, kept.roles) == ("ひらい ゆか", (ContactRole.PRACTITIONER, ContactRole.DESK))
        assert "<ruby>平井<rt" in page.text
        await take_back(client, answer)
    assert await contacts_of(cast, cast.school.id) == []
    assert await audited(cast, cast.school.id) == [AuditKind.CONTACT_CHANGED, AuditKind.CONTACT_CHANGED]


async def test_bad_input_keeps_what_was_typed(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        form = {"position": "", "name": "平井 友香", "roles": ["desk"], "since": "11月31日"}
        page = await client.send_form(f"/agencies/{cast.school.id}/contacts/new", **form)
    assert page.status_code == 422
    assert 'value="11月31日"' in page.text
    assert 'value="desk" checked' in page.text
    assert "11月は30日まで" in page.text
    assert await contacts_of(cast, cast.school.id) == []


async def test_a_successor_ends_the_one_before_and_undo_restores_both(cast: Cast, client_as: ClientAs) -> None:
    day = clock.today() + timedelta(days=10)
    async with client_as(cast.coordinator) as client:
        await _add(client, cast, **NURSE)
        (leaving,) = await contacts_of(cast, cast.school.id)
        path = f"/agencies/{cast.school.id}/contacts/{leaving.id}/succeed"
        empty = await client.send_form(path, position="養護教諭", name="", since="")
        answer = await client.send_form(path, position="養護教諭", name="東 千里", since=day.isoformat())
        page = await client.get(f"/agencies/{cast.school.id}")
        before, after = sorted(await contacts_of(cast, cast.school.id), key=lambda one: one.since or day - timedelta(1))
        await take_back(client, answer)
    assert empty.status_code == 422
    assert 'id="f-since-error"' in empty.text
    assert (before.until, after.since, after.name) == (day, day, "東 千里")
    assert f"└ {day.month}月{day.day}日から" in page.text
    (restored,) = await contacts_of(cast, cast.school.id)
    assert (restored.name, restored.until) == ("平井 友香", None)


async def test_a_vacancy_states_how_many_cases_lose_their_person(cast: Cast, client_as: ClientAs) -> None:
    day = clock.today() + timedelta(days=8)
    household = Household(id=uuid4(), label="汀 世帯")
    children = [Case(id=uuid4(), household_id=household.id, number=f"R8-{n}", name=f"汀 {n}") for n in range(3)]
    links = [
        Linkage(id=uuid4(), case_id=child.id, agency_id=cast.school.id, responsible="養護教諭") for child in children
    ]
    event = AuditEvent.of(cast.coordinator, AuditKind.CASE_CREATED)
    async with transaction(cast.council):
        await cases.add_households([household], audit=event)
        await cases.add_cases(children, audit=event)
        await cases.add_linkages(links, audit=event)
    async with client_as(cast.coordinator) as client:
        await _add(client, cast, **NURSE, until=day.isoformat())
        page = await client.get(f"/agencies/{cast.school.id}")
        overview = await client.get("/agencies")
    assert "後任 未登録" in page.text
    assert f"このままだと {month_day(day)}に <b>3件</b> の担当者がいなくなります" in page.text
    assert f"{month_day(day)}に、3件の担当者がいなくなります" in overview.text


async def test_an_old_confirmation_is_renewed_by_one_press(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        await _add(client, cast, **NURSE)
        (contact,) = await contacts_of(cast, cast.school.id)
        path = f"/agencies/{cast.school.id}/contacts/{contact.id}/confirm"
        assert f'action="{path}"' in (await client.get(f"/agencies/{cast.school.id}")).text
        answer = await client.send_form(path, version="1")
        assert (await contacts_of(cast, cast.school.id))[0].verified_on == clock.today()
        assert f'action="{path}"' not in (await client.get(f"/agencies/{cast.school.id}")).text
        await take_back(client, answer)
    assert (await contacts_of(cast, cast.school.id))[0].verified_on is None


async def test_a_person_is_found_without_standing_in_an_address(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        await _add(client, cast, **NURSE)
        one = await client.send_form("/agencies/find", q="ひらい")
        several = await client.send_form("/agencies/find", q="汐見")
        none = await client.send_form("/agencies/find", q="いない")
    assert one.headers["location"] == f"/agencies/{cast.school.id}"
    assert "「汐見」に合う機関" in several.text
    assert "あてはまる機関はありません" in none.text


async def test_a_contact_under_another_agency_does_not_exist(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        await _add(client, cast, **NURSE)
        (contact,) = await contacts_of(cast, cast.school.id)
        assert (await client.get(f"/agencies/{cast.clinic.id}/contacts/{contact.id}")).status_code == 404
    async with client_as(cast.member) as client:
        assert (await client.get(f"/agencies/{cast.school.id}/contacts/{contact.id}")).status_code == 404


async def test_two_editors_of_a_contact_see_both_versions(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        await _add(client, cast, **NURSE)
        (contact,) = await contacts_of(cast, cast.school.id)
        path = f"/agencies/{cast.school.id}/contacts/{contact.id}"
        assert (await client.send_form(path, **{**NURSE, "phone": "内線 22"}, version="1")).status_code == 303
        page = await client.send_form(path, **{**NURSE, "phone": "内線 23"}, version="1")
    assert page.status_code == 409
    assert "内線 22" in page.text
    assert "内線 23" in page.text
