"""Making, stopping and moving accounts, and handing over the one-time link."""

import re
from uuid import UUID

from access.accounts import actions as accounts
from access.accounts.model import Account
from access.audit.model import AuditKind
from access.permissions.rules import whole_council
from core import clock
from core.database import transaction
from network.memberships import store as memberships
from tests.conftest import Cast, ClientAs
from tests.integration.network.directory_steps import audited, take_back


async def _account(cast: Cast, login: str) -> Account:
    found = await accounts.accounts(whole_council(cast.council, today=clock.today()))
    return next(account for account in found if account.login == login)


async def _agencies(cast: Cast, account_id: UUID) -> frozenset[UUID]:
    async with transaction(cast.council):
        return await memberships.agencies_of(account_id, scope=whole_council(cast.council, today=clock.today()))


async def test_a_member_gets_an_agency_and_a_link_that_opens_once(cast: Cast, client_as: ClientAs) -> None:
    form = {"name": "岸本 直子", "login": "Kishimoto", "role": "member", "agency_id": str(cast.school.id)}
    async with client_as(cast.coordinator) as client:
        page = await client.send_form("/settings/accounts", **form)
        listed = await client.get("/settings/accounts")
    link = re.search(r'value="(http://[^"]+/welcome/[^"]+)"', page.text)
    assert link is not None
    assert link[1] not in listed.text
    async with client_as(None) as client:
        assert "岸本 直子" in (await client.get(link[1])).text
    account = await _account(cast, "kishimoto")
    assert await _agencies(cast, account.id) == {cast.school.id}
    kinds = await audited(cast, account.id)
    assert set(kinds) == {AuditKind.ACCOUNT_CREATED, AuditKind.SETUP_LINK_MADE, AuditKind.ACCOUNT_CHANGED}


async def test_bad_input_makes_no_account(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        without = await client.send_form("/settings/accounts", name="岸本 直子", login="kishimoto", role="member")
        taken = await client.send_form("/settings/accounts", name="x", login="saeki", role="coordinator")
        unreadable = await client.send_form("/settings/accounts", name="", login="岸本", role="")
    assert 'id="f-agency_id-error"' in without.text
    assert "もう使われています" in taken.text
    assert {without.status_code, taken.status_code, unreadable.status_code} == {422}
    assert unreadable.text.count('class="error"') >= 3
    assert len(await accounts.accounts(whole_council(cast.council, today=clock.today()))) == 4


async def test_a_stopped_account_is_out_at_once_and_may_come_back(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.member) as theirs, client_as(cast.coordinator) as client:
        assert (await theirs.get("/settings/me")).status_code == 200
        answer = await client.send_form(f"/settings/accounts/{cast.member.account_id}/stop")
        assert (await theirs.get("/settings/me")).status_code == 303
        assert (await audited(cast, cast.member.account_id))[0] is AuditKind.ACCOUNT_DISABLED
        await take_back(client, answer)
    assert not (await _account(cast, "murase")).disabled


async def test_nobody_stops_themselves(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        await client.send_form(f"/settings/accounts/{cast.coordinator.account_id}/stop")
        page = await client.get("/settings/accounts")
    assert "自分のアカウントはとめられません" in page.text
    assert not (await _account(cast, "saeki")).disabled


async def test_a_new_link_ends_the_old_password(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.member) as theirs, client_as(cast.coordinator) as client:
        page = await client.send_form(f"/settings/accounts/{cast.member.account_id}/link")
        assert (await theirs.get("/settings/me")).status_code == 303
    assert "/welcome/" in page.text
    assert not (await _account(cast, "murase")).ready


async def test_a_member_moves_to_another_agency_today(cast: Cast, client_as: ClientAs) -> None:
    path = f"/settings/accounts/{cast.member.account_id}/agency"
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form(path, agency_id=str(cast.clinic.id))).status_code == 303
        assert (await client.send_form(path, agency_id="")).status_code == 404
    assert await _agencies(cast, cast.member.account_id) == {cast.clinic.id}


async def test_only_the_coordinator_makes_accounts(cast: Cast, client_as: ClientAs) -> None:
    form = {"name": "x", "login": "intruder", "role": "coordinator"}
    for actor in (cast.member, cast.auditor):
        async with client_as(actor) as client:
            assert (await client.send_form("/settings/accounts", **form)).status_code == 404
    assert len(await accounts.accounts(whole_council(cast.council, today=clock.today()))) == 4
