"""A case list in the browser: upload, corrections, the last button, the list, undo."""

import json
import re
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from tests.conftest import Cast, Client, ClientAs

from access.audit.model import AuditEvent, AuditKind
from access.permissions.rules import whole_council
from core import clock
from core.database import transaction
from network.agencies import store as agency_store
from network.agencies.model import Agency
from network.cases import store as case_store
from network.cases.model import Case

LISTS = Path(__file__).parents[2] / "data" / "case_lists"


async def upload(client: Client, name: str, data: bytes | None = None, **fields: str) -> httpx.Response:
    content = data if data is not None else (LISTS / name).read_bytes()
    return await client.post(
        "/imports", data={"_csrf_token": client.form_token, **fields}, files={"file": (name, content)}
    )


def version_of(page: httpx.Response) -> str:
    found = re.search(r'name="version" value="(\d+)"', page.text)
    assert found is not None
    return found[1]


def expected_of(page: httpx.Response) -> str:
    found = re.search(r'name="expected" value="(\d+)"', page.text)
    assert found is not None, "no row is ready"
    return found[1]


async def with_directory(cast: Cast, name: str) -> None:
    """Register the agencies of a sample list."""
    names = json.loads((LISTS / name).with_suffix(".expected.json").read_text())["directory"]
    agencies = [Agency(id=uuid4(), kind_code="other", name=each) for each in names]
    async with transaction(cast.council):
        await agency_store.add_agencies(agencies, audit=AuditEvent.of_operator(AuditKind.AGENCY_CREATED))


async def cases_of(cast: Cast) -> list[Case]:
    async with transaction(cast.council):
        return await case_store.cases(scope=whole_council(cast.council, today=clock.today()))


async def take(client: Client, path: str) -> httpx.Response:
    page = await client.get(path)
    return await client.send_form(f"{path}/take", version=version_of(page), expected=expected_of(page))


@pytest.mark.parametrize(
    ("name", "rows", "ready"),
    [("simple.xlsx", 25, 20), ("system_export_cp932.csv", 120, 119), ("by_school_district.xlsx", 60, 59)],
)
async def test_a_list_comes_in_and_goes_out_again(
    name: str, rows: int, ready: int, *, cast: Cast, client_as: ClientAs
) -> None:
    await with_directory(cast, name)
    async with client_as(cast.coordinator) as client:
        answer = await upload(client, name)
        assert answer.status_code == 303, answer.text
        path = answer.headers["location"]
        page = await client.get(path)
        assert "まだ何も変わっていません" in page.text
        assert f"すべて {rows}" in page.text
        assert await cases_of(cast) == []
        assert (await take(client, path)).status_code == 303
        found = await cases_of(cast)
        assert len(found) == ready
        page = await client.get(path)
        assert (await client.send_form(f"{path}/undo?version={version_of_undo(page)}")).status_code == 303
        assert await cases_of(cast) == []


def version_of_undo(page: httpx.Response) -> str:
    found = re.search(r"/undo\?version=(\d+)", page.text)
    assert found is not None
    return found[1]
