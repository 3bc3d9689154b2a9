"""Signing in, with everything a person may get wrong."""

import re

from access.accounts import actions as accounts
from access.permissions.model import Role
from tests.conftest import PASSWORD, Cast, ClientAs


async def _card(client_as: ClientAs, cast: Cast) -> tuple[str, list[str]]:
    account, token = await accounts.create(
        cast.council, accounts.NewAccount(login="miura", name="三浦 さやか", role=Role.COORDINATOR), by=None
    )
    async with client_as(None) as client:
        path = f"/welcome/{cast.council}/{token}"
        assert (await client.get(path)).status_code == 200
        page = await client.post(path, data={"password": PASSWORD, "again": PASSWORD, "factor": "card", "secret": ""})
        assert (await client.get(path)).status_code == 404
    return account.login, ["".join(found) for found in re.findall(r"<li>(\d{4}) (\d{4})</li>", page.text)]


async def test_a_card_number_opens_the_door_once(cast: Cast, client_as: ClientAs) -> None:
    login, numbers = await _card(client_as, cast)
    form = {"council": cast.council.hex, "login": login, "password": PASSWORD, "code": numbers[0], "next": "/health"}
    async with client_as(None) as client:
        first = await client.post("/signin", data=form)
        assert (first.status_code, first.headers["location"]) == (303, "/health")
        assert "HttpOnly" in first.headers["set-cookie"]
        client.cookies.clear()
        again = await client.post("/signin", data=form)
        assert again.status_code == 422
        assert "どれかが違います" in again.text


async def test_unknown_name_and_wrong_password_read_the_same(cast: Cast, client_as: ClientAs) -> None:
    login, numbers = await _card(client_as, cast)
    async with client_as(None) as client:
        base = {"council": cast.council.hex, "code": numbers[0], "next": "/"}
        wrong = await client.post("/signin", data={**base, "login": login, "password": "ちがうパスワードですよこれは"})
        unknown = await client.post("/signin", data={**base, "login": "nobody", "password": PASSWORD})
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace(login, "") == unknown.text.replace("nobody", "")


async def test_after_signing_out_the_old_cookie_is_worthless(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        cookie = client.cookies["entaku"]
        assert (await client.get("/dates/echo?text=R8.11.27")).text == "令和8年11月27日（金）"
        assert (await client.send_form("/logout")).status_code == 303
        client.cookies.set("entaku", cookie)
        assert (await client.get("/dates/echo?text=R8.11.27")).status_code == 303


async def test_a_form_without_its_token_changes_nothing(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        assert (await client.post("/logout")).status_code == 403
        assert (await client.get("/dates/echo?text=R8.11.27")).status_code == 200


async def test_next_never_leaves_the_house(cast: Cast, client_as: ClientAs) -> None:
    login, numbers = await _card(client_as, cast)
    form = {"council": cast.council.hex, "login": login, "password": PASSWORD, "code": numbers[0]}
    async with client_as(None) as client:
        answer = await client.post("/signin", data={**form, "next": "//evil.invalid/x"})
    assert answer.headers["location"] == "/"
