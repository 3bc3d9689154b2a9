"""What people type stays text: on pages, in imported lists, in workbooks, on paper, and in errors not at all."""

import csv
import io
import logging
import re
from dataclasses import replace
from uuid import uuid4

import openpyxl
import pytest

from access.audit.model import AuditEvent, AuditKind
from access.sessions import pages as session_pages
from core import clock
from core.database import transaction
from meetings.invitations import paper_actions
from meetings.invitations.paper_actions import PaperKind
from network.cases import care_actions
from network.cases import store as case_store
from network.cases.commands import SeenChild
from network.cases.model import Case
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.preparing import prepared, with_agenda
from tests.integration.network import case_samples
from tests.integration.network.import_steps import upload
from tests.unit.pdf_reading import flat
from web.failures import UNEXPECTED
from web.headers import HEADERS

XSS = (
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)",
    "</textarea><svg onload=alert(1)>", "javascript:alert(1)", "{{ 7*7 }}{% raw %}", "&lt;b&gt;", "]]><x>",
)  # fmt: skip
LIVE = re.compile(r"<script>alert|<img src=x|<svg onload|['\"] onmouseover='alert|href=\"javascript:|]]><x>")


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
