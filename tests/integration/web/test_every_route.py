"""Every route × every kind of person: who may not open a page learns nothing of it, and every answer is armoured."""

import re
from uuid import uuid4

import httpx

from access.permissions.model import Actor, Permission
from access.permissions.rules import ROLE_PERMISSIONS
from tests.conftest import Cast, Client, ClientAs
from web.headers import HEADERS
from web.route_list import Route, routes

SKIPPED = ("/static", "/jobs/{job_id:uuid}/events")
CLOSED = {404, 303}


def _path(route: Route) -> str:
    filled = re.sub(r"{\w+:uuid}", lambda _: str(uuid4()), route.path)
    return re.sub(r"{\w+(:\w+)?}", "x", re.sub(r"{\w+:int}", "1", filled))


def _pages() -> list[tuple[Route, str]]:
    return [
        (route, method)
        for route in routes()
        for method in route.methods
        if method in {"GET", "POST"} and not route.path.startswith(SKIPPED)
    ]


async def _ask(client: Client, route: Route, method: str) -> httpx.Response:
    if method == "GET":
        return await client.get(_path(route))
    return await client.send_form(_path(route))


async def test_nobody_signed_in_is_sent_to_the_door(cast: Cast, client_as: ClientAs) -> None:
    del cast  # it only has to exist
    async with client_as(None) as client:
        for route, method in _pages():
            if route.permission is Permission.PUBLIC:
                continue
            answer = await _ask(client, route, method)
            assert answer.status_code == 303, (method, route.path)
            assert answer.headers["location"].startswith("/signin"), route.path


async def test_a_role_finds_only_its_own_pages(cast: Cast, client_as: ClientAs) -> None:
    checked = 0
    for actor in (cast.member, cast.stranger, cast.auditor, cast.coordinator):
        async with client_as(actor) as client:
            for route, method in _pages():
                if route.permission is None or route.permission in _may(actor):
                    continue
                answer = await _ask(client, route, method)
                assert answer.status_code == 404, (actor.role, method, route.path, answer.status_code)
                checked += 1
    assert checked > 300


async def test_no_page_breaks_on_ids_that_do_not_exist(cast: Cast, client_as: ClientAs) -> None:
    for actor in (cast.member, cast.auditor, cast.coordinator):
        async with client_as(actor) as client:
            for route, method in _pages():
                if route.path == "/logout":
                    continue
                answer = await _ask(client, route, method)
                assert answer.status_code < 500, (actor.role, method, route.path, answer.status_code)
                for name, value in HEADERS.items():
                    assert answer.headers[name] == value, (name, route.path)
                assert answer.headers["cache-control"] == "no-store", route.path


async def test_a_missing_record_and_a_foreign_one_answer_alike(cast: Cast, client_as: ClientAs) -> None:
    """The page of not found is one page with one wording."""
    async with client_as(cast.stranger) as client:
        texts = {
            (await client.get(path)).text
            for path in (f"/cases/{uuid4()}", "/cases", "/nowhere", f"/my/cases/{uuid4()}")
        }
    assert len(texts) == 1


def _may(actor: Actor) -> frozenset[Permission]:
    return ROLE_PERMISSIONS[actor.role] | {Permission.PUBLIC}
