"""What ends, ends at once: linkages, memberships, agencies, accounts. What others may not touch, does not exist."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from access.accounts import store as account_store
from access.accounts.model import Account
from access.audit.model import AuditEvent, AuditKind
from access.councils import actions as councils
from access.permissions.model import Role
from access.permissions.rules import whole_council
from core import clock
from core.database import transaction
from network.agencies import store as agency_store
from network.agencies.model import Agency
from network.cases import linkage_actions as links
from network.cases import store as case_store
from network.memberships import store as membership_store
from tests.conftest import Cast, Client, ClientAs, person
from tests.integration.web.canary_scan import marks_of_answer
from tests.integration.web.planted import Planted, planted
from web.demo_cycle import living_on

AUDIT = AuditEvent.of_operator(AuditKind.ACCOUNT_CHANGED)


async def test_an_ended_linkage_takes_child_and_roles_away_but_leaves_the_own_tasks(
    cast: Cast, client_as: ClientAs
) -> None:
    world = await planted(cast, client_as)
    case, link = world.children["a"], world.linkages["school"]
    async with client_as(cast.member) as client:
        assert (await client.get(f"/my/cases/{case.id}")).status_code == 200
        await links.end_linkage(cast.coordinator, case.id, link.id, version=link.version, on=clock.today())
        assert (await client.get(f"/my/cases/{case.id}")).status_code == 404
        seen = await _seen(client, world, "/my")
    assert not seen & {"a.name", "a.kana", "a.affiliation", "a.class_year", "link_school.responsible", "p_center.what"}
    assert "own_open.what" in seen


async def test_a_linkage_that_begins_tomorrow_shows_nothing_today(cast: Cast, client_as: ClientAs) -> None:
    world = await planted(cast, client_as)
    link = replace(world.linkages["school"], since=clock.today() + timedelta(days=1))
    async with transaction(cast.council):
        await case_store.save_linkage(link, audit=AUDIT)
    async with client_as(cast.member) as client:
        assert (await client.get(f"/my/cases/{world.children['a'].id}")).status_code == 404
        assert "a.name" not in await _seen(client, world, "/my")


async def test_a_closed_case_is_gone_from_the_members_pages(cast: Cast, client_as: ClientAs) -> None:
    world = await planted(cast, client_as)
    async with transaction(cast.council):
        case = await case_store.case(world.children["a"].id, scope=world.scope)
        await case_store.save_case(replace(case, closed_on=clock.today()), audit=AUDIT)
    async with client_as(cast.member) as client:
        assert (await client.get(f"/my/cases/{case.id}")).status_code == 404
        assert "a.name" not in await _seen(client, world, "/my")


async def test_who_leaves_an_agency_and_whose_agency_ends_sees_nothing_more(cast: Cast, client_as: ClientAs) -> None:
    world = await planted(cast, client_as)
    case = world.children["a"]
    async with client_as(cast.member) as client:
        async with transaction(cast.council):
            school = await agency_store.agency(cast.school.id, scope=world.scope)
            await agency_store.save_agency(replace(school, ended_on=clock.today()), audit=AUDIT)
        assert (await client.get(f"/my/cases/{case.id}")).status_code == 404
        assert not await _seen(client, world, "/my")
        async with transaction(cast.council):
            school = await agency_store.agency(cast.school.id, scope=world.scope)
            await agency_store.save_agency(replace(school, ended_on=None), audit=AUDIT)
            (held,) = [
                one
                for one in await membership_store.memberships(scope=world.scope)
                if one.account_id == cast.member.account_id
            ]
        assert (await client.get(f"/my/cases/{case.id}")).status_code == 200
        async with transaction(cast.council):
            await membership_store.end(held.id, on=clock.today(), audit=AUDIT)
        assert (await client.get(f"/my/cases/{case.id}")).status_code == 404
        assert not await _seen(client, world, "/my")


@pytest.mark.parametrize("change", ["stopped", "expired", "new link"])
async def test_a_session_ends_with_its_account_and_does_not_wake_up(
    change: str, cast: Cast, client_as: ClientAs
) -> None:
    """Also when nobody asked anything in between: the browser that was left open must not come alive again."""
    accounts = f"/settings/accounts/{cast.member.account_id}"
    async with client_as(cast.member) as client, client_as(cast.coordinator) as office:
        assert (await client.get("/my")).status_code == 200
        before = await _account(cast)
        if change == "expired":
            await _save(cast, replace(before, expires_on=clock.today() - timedelta(days=1)))
            assert (await client.get("/my")).status_code == 303
        elif change == "stopped":
            assert (await office.send_form(f"{accounts}/stop")).status_code == 303
        else:
            assert (await office.send_form(f"{accounts}/link")).status_code == 200
        now = await _account(cast)
        whole = replace(before, version=now.version, disabled=False)
        await _save(cast, whole)
        answer = await client.get("/my")
        assert (answer.status_code, answer.headers["location"]) == (303, "/signin?next=/my")


async def test_a_members_account_ends_on_31_march(cast: Cast, client_as: ClientAs) -> None:
    expires = (await _account(cast)).expires_on
    assert expires is not None
    for day, status in ((expires, 200), (expires + timedelta(days=1), 303)):
        with living_on(day, None):
            async with client_as(cast.member) as client:
                assert (await client.get("/my")).status_code == status


async def test_tasks_of_other_agencies_cannot_be_done_nor_taken_back(cast: Cast, client_as: ClientAs) -> None:
    world = await planted(cast, client_as)
    async with transaction(cast.council):
        before = await case_store.promises(scope=world.scope)
    people = ((cast.member, cast.school.id), (world.sibling_only, world.nursery.id), (cast.stranger, None))
    for who, own in people:
        async with client_as(who) as client:
            for one in before:
                if one.agency_id == own:
                    continue
                for path in (f"{one.id}/done", *(f"{one.id}/undo/{version}" for version in (0, 1, 2, 99))):
                    answer = await client.send_form(f"/my/promises/{path}", version=one.version, note="x")
                    assert (answer.status_code, marks_of_answer(answer, world.everything)) == (404, set())
    async with transaction(cast.council):
        assert await case_store.promises(scope=world.scope) == before


async def test_another_version_of_an_own_task_is_a_conflict_and_shows_nothing(cast: Cast, client_as: ClientAs) -> None:
    world = await planted(cast, client_as)
    own = world.promises["own_open"]
    async with client_as(cast.member) as client:
        for path, version in ((f"{own.id}/done", 9), (f"{own.id}/undo/9", 9)):
            answer = await client.send_form(f"/my/promises/{path}", version=version)
            assert (answer.status_code, marks_of_answer(answer, world.everything)) == (409, set())


async def test_answers_are_given_for_the_own_agency_alone(cast: Cast, client_as: ClientAs) -> None:
    world = await planted(cast, client_as)
    async with client_as(cast.member) as client:
        for agency in (world.nursery, world.guidance, cast.center, cast.clinic):
            path = f"/my/meetings/{world.coming.id}/reply/{agency.id}"
            answer = await client.send_form(path, reply="absent", version=1)
            assert (answer.status_code, marks_of_answer(answer, world.everything)) == (404, set())
            calendar = f"/my/meetings/{world.coming.id}/calendar/{agency.id}"
            assert (await client.get(calendar)).status_code == 404


async def test_nothing_of_one_council_exists_in_another(cast: Cast, client_as: ClientAs, other: Cast) -> None:
    """Even the coordinating agency of the next town, with every real id."""
    world = await planted(cast, client_as)
    case, meeting, promise = world.children["a"].id, world.coming.id, world.promises["own_open"].id
    pages = (
        f"/cases/{case}", f"/cases/{case}/edit", f"/cases/{case}/household", f"/cases/{case}/graph",
        f"/cases/{case}/readers", f"/cases/{case}/address", f"/ledger/rows/{case}", f"/meetings/{meeting}",
        f"/meetings/{meeting}/agenda", f"/meetings/{meeting}/papers/ledger.pdf", f"/meetings/{meeting}/minutes",
        f"/meetings/{meeting}/run/{world.items[0]}", f"/imports/{world.import_id}", f"/agencies/{cast.school.id}",
        f"/meetings/{meeting}/windows/{cast.school.id}/meeting.ics",
    )  # fmt: skip
    async with client_as(other.coordinator) as client:
        for path in pages:
            answer = await client.get(path)
            assert (answer.status_code, marks_of_answer(answer, world.everything)) == (404, set()), path
        for path in (f"/cases/{case}/address", f"/cases/{case}/promises/{promise}/done", f"/cases/{case}/lead"):
            answer = await client.send_form(path, reason="見たい", version=1, agency=str(other.center.id))
            assert answer.status_code in {404, 422}, path
            assert not marks_of_answer(answer, world.everything)
        search = await client.send_form("/search", q=world.marks["a.name"])
        assert world.named(marks_of_answer(search, world.everything)) == {"a.name"}  # only what was asked
        assert str(case) not in search.text
    async with client_as(other.member) as client:
        for path in (f"/my/cases/{case}", f"/my/meetings/{meeting}/list"):
            assert (await client.get(path)).status_code == 404
    async with client_as(cast.coordinator) as client:
        token = client.cookies["entaku"].partition(".")[2]
        client.cookies.set("entaku", f"{other.council.hex}.{token}")
        assert (await client.get("/cases")).status_code == 303


@pytest.fixture
async def other(cast: Cast) -> Cast:
    """A second council with people of its own."""
    made = await councils.create("となり町要保護児童対策地域協議会")
    center = Agency(id=UUID(int=made.id.int ^ 1), kind_code="child_and_family_center", name="となり町センター")
    async with transaction(made.id):
        await agency_store.add_agencies([center], audit=AUDIT)
    coordinator = await person(made.id, "tonari", "隣 町子", Role.COORDINATOR)
    member = await person(made.id, "tonari2", "隣 町男", Role.MEMBER, agency=center)
    return replace(cast, council=made.id, coordinator=coordinator, member=member, center=center)


async def _seen(client: Client, world: Planted, path: str) -> set[str]:
    return world.named(marks_of_answer(await client.get(path), world.everything))


async def _account(cast: Cast) -> Account:
    async with transaction(cast.council):
        scope = whole_council(cast.council, today=clock.today())
        return await account_store.account(cast.member.account_id, scope=scope)


async def _save(cast: Cast, account: Account) -> None:
    async with transaction(cast.council):
        await account_store.save(account, audit=AUDIT)
