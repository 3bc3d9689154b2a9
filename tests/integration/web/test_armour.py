"""Doors, forms and files against somebody who means harm: cookies, guessing, tokens, redirects, sizes, injections."""

import asyncio
import csv
import io
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import httpx
import openpyxl
import pyotp
import pytest
from litestar import Litestar
from tests.conftest import PASSWORD, Cast, Client, ClientAs
from tests.integration.meetings.preparing import prepared, with_agenda
from tests.integration.network import case_samples
from tests.integration.network.import_steps import upload
from tests.unit.pdf_reading import flat

from access.accounts import actions as accounts
from access.accounts.model import SecondFactor
from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Role
from access.sessions import actions as sessions
from access.sessions import pages as session_pages
from core import clock
from core.database import transaction
from core.pages import FLASH_COOKIE
from meetings.invitations import paper_actions
from meetings.invitations.paper_actions import PaperKind
from network.cases import care_actions
from network.cases import store as case_store
from network.cases.commands import SeenChild
from network.cases.model import Case
from web.application import LARGEST_BODY
from web.failures import UNEXPECTED
from web.headers import HEADERS
from web.identity import form_token
from web.route_list import routes

XSS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "</textarea><svg onload=alert(1)>",
    "javascript:alert(1)", "{{ 7*7 }}{% raw %}", "&lt;b&gt;", "]]><x>",
)  # fmt: skip
LIVE = re.compile(r"<script>alert|<img src=x|<svg onload|['\"] onmouseover='alert|href=\"javascript:|]]><x>")
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
        first = await asyncio.gather(*(client.post("/signin", data=_form(cast, made.login, code)) for _ in range(4)))
        assert sorted(one.status_code for one in first) == [303, 422, 422, 422]
        for again in (
            code,
            f" {code}",
            f"{code[:3]} {code[3:]}",
            code.translate({48 + n: 0xFF10 + n for n in range(10)}),
        ):
            client.cookies.clear()
            assert (await client.post("/signin", data=_form(cast, made.login, again))).status_code == 422


async def test_guessing_gets_slower_and_never_locks_for_good(
    app: Litestar, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    login, numbers = await _card(cast)
    start = clock.now().replace(microsecond=0)
    lived = [start]
    monkeypatch.setattr(accounts.clock, "now", lambda: lived[0])
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
        "//evil.invalid", "/\\evil.invalid", "https://evil.invalid", "/\t/evil.invalid", "/\n/evil.invalid", "\t//evil.invalid",
        "javascript:alert(1)", "/％2F/evil.invalid", "http:evil.invalid", "/x\r\nSet-Cookie: a=b", "///evil.invalid", "evil.invalid", "",
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
        assert not LIVE.search(answer.text)
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


async def test_what_people_type_is_shown_as_text(cast: Cast, client_as: ClientAs) -> None:
    for place, text in enumerate(XSS):
        case_id = await case_samples.register(cast, number=f"R8-{place}", name=text, kana=text, affiliation=text)
        seen = SeenChild(seen_on=clock.today(), agency_id=cast.school.id, seen_by=text, place=text, note=text)
        await care_actions.record_sighting(cast.coordinator, case_id, seen, today=clock.today())
        found = await case_samples.case(cast, case_id)
        link = await case_samples.link_school(cast, case_id, responsible=text)
        assert (found.name, link.responsible) == (text, text)
        async with client_as(cast.coordinator) as client, client_as(cast.member) as member:
            tabs = ("", "/linkages", "/promises", "/edit", "/household", "/graph", "/sightings/new")
            for path in (*(f"/cases/{case_id}{tab}" for tab in tabs), f"/ledger/rows/{case_id}"):
                answer = await client.get(path)
                assert answer.status_code == 200
                assert not LIVE.search(answer.text), (path, text)
            own = await member.get(f"/my/cases/{case_id}")
            assert not LIVE.search(own.text)
    async with client_as(cast.coordinator) as client:
        for path in ("/cases", "/ledger", "/graph", "/"):
            answer = await client.get(path)
            assert not LIVE.search(answer.text), path
        search = await client.send_form("/search", q=XSS[1])
        assert not LIVE.search(search.text)
        assert "&lt;img src=x" in search.text or "&#34;&gt;&lt;img" in search.text


async def test_cells_of_an_imported_list_are_shown_as_text(cast: Cast, client_as: ClientAs) -> None:
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["整理番号", "受理日", "氏名", "ふりがな", "生年月日", "主担当機関", "現在の状況", XSS[0]])
    for place, text in enumerate(XSS):
        writer.writerow([f"R8-{place}", "R8.4.1", text, text, text, text, text, text])
    async with client_as(cast.coordinator) as client:
        answer = await upload(client, f"{XSS[1]}.csv", table.getvalue().encode())
        assert answer.status_code in {303, 422}
        page = answer if answer.status_code == 422 else await client.get(answer.headers["location"])
        assert "img src=x" in page.text
        assert not LIVE.search(page.text)
        assert not LIVE.search((await client.get("/imports")).text)


async def test_no_cell_of_a_workbook_becomes_a_formula(cast: Cast) -> None:
    stage = await prepared(cast)
    async with transaction(cast.council):
        for case, text in zip(stage.cases, ("=1+1", "+1+1", "-2+3", "@SUM(A1)"), strict=True):
            changed = await case_store.case(case.id, scope=stage.scope)
            audit = AuditEvent.of_operator(AuditKind.CASE_CHANGED)
            await case_store.save_case(_with(changed, text), audit=audit)
    await with_agenda(stage)
    data = await paper_actions.make_paper(stage.scope, stage.meeting.id, PaperKind.LEDGER_SHEET)
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    dangerous = [cell for cell in cells if str(cell.value).lstrip().startswith(("=", "+", "-", "@"))]
    assert {str(cell.value).strip()[0] for cell in dangerous} >= {"="}
    assert all(cell.quotePrefix for cell in dangerous), [cell.value for cell in dangerous]


async def test_what_people_type_is_no_template_and_fetches_nothing_on_paper(cast: Cast) -> None:
    stage = await prepared(cast)
    typed = '{{7*7}} {% include "/etc/passwd" %} <img src="file:///etc/passwd"> <link rel=attachment href="file:///etc/hostname">'
    async with transaction(cast.council):
        case = await case_store.case(stage.cases[0].id, scope=stage.scope)
        audit = AuditEvent.of_operator(AuditKind.CASE_CHANGED)
        await case_store.save_case(_with(case, typed), audit=audit)
    await with_agenda(stage)
    for kind in (PaperKind.LEDGER, PaperKind.AGENDA):
        data = await paper_actions.make_paper(stage.scope, stage.meeting.id, kind)
        assert "root:" not in flat(data)
        assert b"/EmbeddedFile" not in data
        assert b"/Launch" not in data
    ledger = flat(await paper_actions.make_paper(stage.scope, stage.meeting.id, PaperKind.LEDGER))
    assert "{{7*7}}" in ledger


async def test_an_unforeseen_error_says_nothing_of_what_was_typed(
    cast: Cast, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    mark = "高瀬qx000zq"

    monkeypatch.setattr(session_pages, "actor_of", lambda _request: _raise(mark))
    async with client_as(cast.coordinator) as client:
        with caplog.at_level(logging.DEBUG):
            page = await client.send_form("/logout")
            program = await client.post(
                "/logout", data={"_csrf_token": client.form_token}, headers={"accept": "application/json"}
            )
    assert (page.status_code, program.status_code) == (500, 500)
    assert UNEXPECTED in page.text
    assert mark not in page.text + program.text + caplog.text
    assert "ValueError" in caplog.text
    assert {name: page.headers[name] for name in HEADERS} == HEADERS


async def test_error_pages_repeat_nothing_that_was_sent(cast: Cast, client_as: ClientAs) -> None:
    mark = "qx000zq"
    async with client_as(cast.coordinator) as client:
        answers = [
            await client.get(f"/cases?page={mark}"),
            await client.get(f"/{mark}"),
            await client.put("/cases", content=mark.encode()),
            await client.post("/imports", data={"x": mark}),
            await client.get(f"/cases/{uuid4()}?view={mark}"),
            await client.post("/imports", content=mark.encode(), headers={"content-type": "multipart/form-data"}),
        ]
    assert [one.status_code for one in answers][:5] == [400, 404, 405, 403, 404]
    for one in answers:
        assert one.status_code < 500
        assert mark not in one.text
        assert {name: one.headers[name] for name in HEADERS} == HEADERS


def _raise(text: str) -> None:
    raise ValueError(text)


def _with(case: Case, text: str) -> Case:
    return replace(case, situation=text, strengths=text, policy=text, key_worker=text[:100])


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
