"""The auditor reads the record, fifty rows a page, and nothing else."""

import re
from dataclasses import replace
from uuid import uuid4

from access.audit import store
from access.audit.model import AuditEvent, AuditKind
from access.audit.tables import AuditTable
from access.permissions.rules import whole_council
from core import clock, rows
from core.database import transaction
from tests.conftest import Cast, ClientAs


async def test_newest_first_fifty_a_page_and_reading_is_recorded(cast: Cast, client_as: ClientAs) -> None:
    async with transaction(cast.council):
        for number in range(60):
            event = AuditEvent.of(cast.coordinator, AuditKind.CASE_SEEN, f"subject-{number}")
            await store.append(event)
    async with client_as(cast.auditor) as client:
        first = await client.get("/audit")
        second = await client.get("/audit?page=2")
        beyond = await client.get("/audit?page=99")
        again = await client.get("/audit")
    numbers = [int(found) for found in re.findall(r'<tr><td class="num">(\d+)</td>', first.text)]
    assert len(numbers) == 50
    assert numbers == sorted(numbers, reverse=True)
    assert "書きかえ・抜き取りはありません" in first.text
    assert "ケースを開いた" in second.text
    assert beyond.text.count('<tr><td class="num">') < 50
    assert again.text.count("監査記録を開いた") == 3


async def test_a_row_slipped_in_is_told(cast: Cast, client_as: ClientAs) -> None:
    async with transaction(cast.council):
        scope = whole_council(cast.council, today=clock.today())
        (last,) = await store.newest(scope=scope, limit=1)
    async with transaction(cast.council):
        await rows.insert(AuditTable, replace(last, id=uuid4(), sequence=last.sequence + 1, actor_name="だれか"))
    async with client_as(cast.auditor) as client:
        page = await client.get("/audit")
    assert f"{last.sequence + 1}件目が" in page.text
    assert "疑いがあります" in page.text


async def test_nobody_else_reads_it(cast: Cast, client_as: ClientAs) -> None:
    for actor in (cast.coordinator, cast.member, cast.stranger):
        async with client_as(actor) as client:
            assert (await client.get("/audit")).status_code == 404
    async with client_as(cast.auditor) as client:
        paths = ("/cases", "/agencies", "/settings", "/meetings", "/ledger", "/graph")
        assert {(await client.get(path)).status_code for path in paths} == {404}
