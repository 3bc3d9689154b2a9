"""Steps of an import in the browser, shared by its tests."""

import json
import re
from pathlib import Path
from uuid import uuid4

import httpx

from access.audit import store as audit_store
from access.audit.model import AuditEntry, AuditEvent, AuditKind
from access.permissions.model import Scope
from access.permissions.rules import whole_council
from core import clock
from core.database import transaction
from network.agencies import store as agency_store
from network.agencies.model import Agency
from network.cases import store as case_store
from network.cases.model import Case, Linkage, Sighting
from tests.conftest import Cast, Client

DATA = Path(__file__).parents[2] / "data"
LISTS = DATA / "case_lists"


async def upload(client: Client, name: str, data: bytes | None = None, **fields: str) -> httpx.Response:
    """Bring a file; by name one of the sample lists."""
    content = data if data is not None else (LISTS / name).read_bytes()
    return await client.post(
        "/imports", data={"_csrf_token": client.form_token, **fields}, files={"file": (name, content)}
    )


async def uploaded(client: Client, name: str, data: bytes | None = None) -> str:
    """The address of the import of a file that can be read."""
    answer = await upload(client, name, data)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def send(client: Client, path: str, step: str, **fields: object) -> httpx.Response:
    """Answer on the page of an import as it stands."""
    page = await client.get(path)
    return await client.send_form(f"{path}/{step}", version=version_of(page), **fields)


async def take(client: Client, path: str) -> httpx.Response:
    """Press the last button."""
    page = await client.get(path)
    return await client.send_form(f"{path}/take", version=version_of(page), expected=ready(page))


async def undo(client: Client, path: str) -> httpx.Response:
    """Press 元に戻す on the page of the outcome."""
    found = re.search(r"/undo\?version=(\d+)", (await client.get(path)).text)
    assert found is not None
    return await client.send_form(f"{path}/undo?version={found[1]}")


def version_of(page: httpx.Response) -> str:
    """The version that the forms of a page carry."""
    found = re.search(r'name="version" value="(\d+)"', page.text)
    assert found is not None
    return found[1]


def ready(page: httpx.Response) -> int:
    """How many rows the last button promises; 0 when it is absent."""
    found = re.search(r'name="expected" value="(\d+)"', page.text)
    return int(found[1]) if found else 0


async def with_directory(cast: Cast, name: str, *, without: tuple[str, ...] = ()) -> None:
    """Register the agencies of a sample list."""
    names = json.loads((LISTS / name).with_suffix(".expected.json").read_text())["directory"]
    agencies = [Agency(id=uuid4(), kind_code="other", name=each) for each in names if each not in without]
    async with transaction(cast.council):
        await agency_store.add_agencies(agencies, audit=AuditEvent.of_operator(AuditKind.AGENCY_CREATED))


def scope_of(cast: Cast) -> Scope:
    """The whole council."""
    return whole_council(cast.council, today=clock.today())


async def cases_of(cast: Cast) -> dict[str, Case]:
    """Every case by number."""
    async with transaction(cast.council):
        found = await case_store.cases(scope=scope_of(cast), closed=True)
    assert len({case.number for case in found}) == len(found)
    return {case.number: case for case in found}


async def linkages_of(cast: Cast, case: Case) -> dict[str, Linkage]:
    """The linkages of a case by the agency's name."""
    async with transaction(cast.council):
        found = await case_store.linkages(scope=scope_of(cast), case_ids=[case.id])
        names = await agency_store.agency_names(scope=scope_of(cast))
    return {names[linkage.agency_id]: linkage for linkage in found}


async def sightings_of(cast: Cast, case: Case) -> list[Sighting]:
    """The sightings of a case."""
    async with transaction(cast.council):
        return await case_store.sightings(scope=scope_of(cast), case_ids=[case.id])


async def audit_of(cast: Cast, kind: AuditKind) -> list[AuditEntry]:
    """The audit rows of a kind."""
    async with transaction(cast.council):
        found = await audit_store.newest(scope=scope_of(cast), limit=500)
    return [entry for entry in found if entry.kind is kind]
