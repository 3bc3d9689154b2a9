"""Doors, forms and files against somebody who means harm: cookies, guessing, tokens, redirects, sizes, injections."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import uuid4

import httpx
import pyotp
import pytest
from litestar import Litestar

from access.accounts import actions as accounts
from access.accounts.model import SecondFactor
from access.permissions.model import Role
from access.sessions import actions as sessions
from core import clock
from core.pages import FLASH_COOKIE
from tests.conftest import PASSWORD, Cast, Client, ClientAs
from tests.integration.network import case_samples
from tests.integration.network.import_steps import upload
from web.application import LARGEST_BODY
from web.headers import HEADERS
from web.identity import form_token
from web.route_list import routes

WRONG = "ちがうパスワードですよこれは"


async def test_the_session_cookie_is_kept_from_scripts_sites_and_plain_http(app: Litestar, cast: Cast) -> None:
    login, numbers = await _card(cast)
    for scheme, name in (("http", "entaku"), ("https", "__Host-entaku")):
        async with _browser(app, scheme) as client:
            answer = await client.post("/signin", data=_form(cast, login, numbers.pop()))
            (cookie,) = answer.headers.get_list("set-cookie")
            flags = {part.strip().lower() for part in cookie.split(";")[1:]}
            assert cookie.startswith(f"{name}={cast.council.hex}.")
            assert {"httponly", "samesite=strict", "path=/"} <= flags
            assert ("secure" in flags) == (scheme == "https")
            assert not any(flag.startswith(("domain", "max-age", "expires")) for flag in flags)


async def test_every_cookie_of_https_is_secure_and_leaving_clears_them(app: Litestar, cast: Cast) -> None:
    account = next(one for one in await accounts.accounts(case_samples.scope_of(cast)) if one.role is Role.COORDINATOR)
    token = await sessions.open_session(cast.council, account)
    async with _browser(app, "https") as client:
        client.cookies.set("__Host-entaku", f"{cast.council.hex}.{token}", domain="127.0.0.1", path="/")
        client.form_token = form_token(token)
        kept = await client.send_form("/settings/me", keys_off="yes")
        shown = await client.get("/settings/me")
        left = await client.send_form("/logout")
    cookies = [one for answer in (kept, shown, left) for one in answer.headers.get_list("set-cookie")]
    assert {one.partition("=")[0] for one in cookies} == {FLASH_COOKIE, "__Host-entaku"}
    assert all("; secure" in one.lower() and "httponly" in one.lower() for one in cookies), cookies
    gone = [one.lower() for one in left.headers.get_list("set-cookie")]
    assert len(gone) == 2
    assert all("max-age=0" in one for one in gone)
    assert '"cookies"' in left.headers["clear-site-data"]
    assert left.headers["strict-transport-security"].startswith("max-age=")


async def test_a_planted_token_is_never_taken_over(app: Litestar, cast: Cast) -> None:
    """Session fixation: what stood in the cookie before signing in does not become the session."""
    login, numbers = await _card(cast)
    planted = f"{cast.council.hex}.{'A' * 43}"
    async with _browser(app) as client:
        client.cookies.set("entaku", planted)
        answer = await client.post("/signin", data=_form(cast, login, numbers[0]))
        assert answer.headers["set-cookie"].split(";")[0] != f"entaku={planted}"
        client.cookies.clear()
        client.cookies.set("entaku", planted)
        assert (await client.get("/")).status_code == 303


async def test_one_number_of_the_app_opens_once_also_padded_and_at_once(app: Litestar, cast: Cast) -> None:
    made, token = await accounts.create(
        cast.council, accounts.NewAccount(login="totp", name="三浦", role=Role.COORDINATOR), by=None
    )
    secret, now = pyotp.random_base32(), clock.now()
    await accounts.set_up(
        cast.council, token, password=PASSWORD, factor=SecondFactor.TOTP, secret=secret,
        code=pyotp.TOTP(secret).at(now - timedelta(seconds=30)),
    )  # fmt: skip
    code = pyotp.TOTP(secret).at(clock.now() + timedelta(seconds=30))
    async with _browser(app) as client:
        first = await asyncio.gather(*(client.post("/signin", data=_form(cast, made.login, code)) for _ in range(3)))
        assert sorted(one.status_code for one in first) == [303, 422, 422]
        for again in (f" {code[:3]} {code[3:]}", code.translate({48 + n: 0xFF10 + n for n in range(10)})):
            client.cookies.clear()
            assert (await client.post("/signin", data=_form(cast, made.login, again))).status_code == 422


async def test_guessing_gets_slower_and_never_locks_for_good(
    app: Litestar, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    login, numbers = await _card(cast)
    start = clock.now().replace(microsecond=0)
    lived = [start]
    monkeypatch.setattr(clock, "now", lambda: lived[0])
    async with _browser(app) as client:

        async def _try(password: str, code: str = "00000000") -> int:
            client.cookies.clear()
            return (await client.post("/signin", data=_form(cast, login, code, password=password))).status_code

        assert [await _try(WRONG) for _ in range(5)] == [422] * 5
        wait = 2
        for _ in range(3):
            assert await _try(PASSWORD, numbers[0]) == 429  # the right one neither, and no number is used up
            lived[0] += timedelta(seconds=wait - 1)
            assert await _try(PASSWORD, numbers[0]) == 429
            lived[0] += timedelta(seconds=1)
            assert await _try(WRONG) == 422
            wait *= 2
        lived[0] += timedelta(minutes=15)
        assert await _try(PASSWORD, numbers[0]) == 303
        assert await _try(PASSWORD, numbers[1]) == 303  # a right sign-in forgets the failures


async def test_guesses_at_the_same_moment_are_counted_one_by_one(app: Litestar, cast: Cast) -> None:
    login, _ = await _card(cast)
    async with _browser(app) as client:
        form = _form(cast, login, "00000000", password=WRONG)
        answers = await asyncio.gather(*(client.post("/signin", data=form) for _ in range(12)))
    codes = sorted(one.status_code for one in answers)
    assert codes.count(422) == 5
    assert codes.count(429) == 7


async def test_every_form_asks_for_the_token_of_its_own_session(cast: Cast, client_as: ClientAs) -> None:
    """Also sent as multipart, as another session's token, and from another site."""
    before = await case_samples.audit_rows(cast)
    async with client_as(cast.coordinator) as client, client_as(cast.coordinator) as second:
        for route in routes():
            if "POST" not in route.methods or "static" in route.path or route.permission is None:
                continue
            path = re.sub(r"{\w+:\w+}", lambda found: "1" if ":int" in found[0] else str(uuid4()), route.path)
            if route.path.startswith(("/my", "/signin", "/welcome")):
                continue
            other = {"_csrf_token": second.form_token}
            bad = [
                await client.post(path, data={}),
                await client.post(path, data=other),
                await client.post(path, data=other, files={"file": ("a.csv", b"a")}),
                await client.post(
                    path, data={"_csrf_token": client.form_token}, headers={"sec-fetch-site": "cross-site"}
                ),
                await client.post(
                    path, data={"_csrf_token": client.form_token}, headers={"sec-fetch-site": "same-site"}
                ),
            ]
            assert [one.status_code for one in bad] == [403] * 5, path
        assert (await client.get("/settings/me")).status_code == 200
    opened = len(await case_samples.audit_rows(cast)) - len(before)
    assert opened <= 2  # two sign-ins


@pytest.mark.parametrize(
    "target",
    [
        "//evil.invalid", "///evil.invalid", "/\\evil.invalid", "https://evil.invalid", "http:evil.invalid",
        "evil.invalid", "/\t/evil.invalid", "/\n/evil.invalid", "\t//evil.invalid", "/％2F/evil.invalid",
        "javascript:alert(1)", "/x\r\nSet-Cookie: a=b", "",
    ],
)  # fmt: skip
async def test_after_signing_in_nobody_leaves_the_house(target: str, app: Litestar, cast: Cast) -> None:
    login, numbers = await _card(cast)
    async with _browser(app) as client:
        page = await client.get("/signin", params={"next": target})
        answer = await client.post("/signin", data=_form(cast, login, numbers[0]) | {"next": target})
        landed = httpx.URL("http://127.0.0.1/").join(answer.headers["location"])
    assert landed.host == "127.0.0.1"
    assert re.fullmatch(r"/(?![/\\])[\x21-\x7e]*", answer.headers["location"]), answer.headers["location"]
    assert len(answer.headers.get_list("set-cookie")) == 1
    assert 'value="//' not in page.text


async def test_a_foreign_host_name_goes_into_no_address(app: Litestar, cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        host = {"host": 'evil.invalid"><script>alert(1)</script>'}
        answer = await client.get("/settings/accounts", headers=host)
        assert "<script>alert" not in answer.text
        moved = await client.post(
            "/settings/me", data={"_csrf_token": client.form_token}, headers={"host": "evil.invalid"}
        )
        assert moved.headers["location"] == "/settings/me"
    async with _browser(app) as stranger:
        answer = await stranger.get("/cases", headers={"host": "evil.invalid", "x-forwarded-host": "evil.invalid"})
        assert answer.headers["location"] == "/signin?next=/cases"


async def test_a_file_that_is_too_large_gets_a_page_in_plain_words(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        answer = await upload(client, "big.csv", b"x" * (LARGEST_BODY + 1))
        assert (answer.status_code, "ファイルが大きすぎます" in answer.text) == (413, True)

        async def _endless() -> AsyncIterator[bytes]:
            for _ in range(LARGEST_BODY // 65536 + 2):
                yield b"x" * 65536

        kind = {"content-type": "application/x-www-form-urlencoded"}
        unannounced = await client.post("/imports", content=_endless(), headers=kind)
    assert unannounced.status_code == 413
    assert {name: unannounced.headers[name] for name in HEADERS} == HEADERS


def _browser(app: Litestar, scheme: str = "http") -> Client:
    transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
    return Client(transport=transport, base_url=f"{scheme}://127.0.0.1")


def _form(cast: Cast, login: str, code: str, *, password: str = PASSWORD) -> dict[str, str]:
    return {"council": cast.council.hex, "login": login, "password": password, "code": code, "next": "/health"}


async def _card(cast: Cast) -> tuple[str, list[str]]:
    """A coordinator with a card; its numbers."""
    account, token = await accounts.create(
        cast.council, accounts.NewAccount(login="miura", name="三浦 さやか", role=Role.COORDINATOR), by=None
    )
    numbers = await accounts.set_up(
        cast.council, token, password=PASSWORD, factor=SecondFactor.CARD, secret="", code=""
    )
    return account.login, numbers
