"""進行管理台帳 on screen: rows, cells edited in place, columns, files."""

import io
import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from openpyxl import load_workbook

from access.audit.model import AuditEvent, AuditKind
from core import clock, jobs
from core.database import transaction
from meetings.progress import actions, store
from meetings.progress.ledger import RowKind
from meetings.progress.ledger_rows import LedgerItem
from meetings.progress.model import ProgressEntry, Treatment
from network.cases import care_actions
from network.cases.commands import NewPromise
from network.graph.presenters import Show
from tests.conftest import Cast, ClientAs
from tests.integration.network.case_samples import audit_kinds, case, link_school, register, scope_of
from tests.integration.network.test_case_register import undo_address

BY_SCRIPT = {"hx-request": "true"}


async def test_rows_show_what_is_recorded(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    await link_school(cast, case_id)
    async with client_as(cast.coordinator) as client:
        page = (await client.get("/ledger")).text
    for text in ("R8-019", "第二小学校 2年", "こども家庭センター", "▲ 未目視", "受理から100日 見ていない", "（初回）"):
        assert text in page, text
    assert "<title>進行管理台帳｜円卓</title>" in page
    assert AuditKind.LEDGER_SEEN in await audit_kinds(cast)


async def test_tabs_narrow_the_rows(cast: Cast, client_as: ClientAs) -> None:
    await register(cast)
    await register(cast, number="R8-044", name="井出 颯太", lead_agency_id=None)
    async with client_as(cast.coordinator) as client:
        page = (await client.get("/ledger?show=no_lead")).text
        empty = (await client.get("/ledger?show=overdue")).text
    assert "R8-044" in page
    assert "R8-019" not in page
    assert "「見直し超過」のケースはありません。" in empty


async def test_a_cell_is_edited_where_it_stands(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    path = f"/ledger/rows/{case_id}"
    async with client_as(cast.coordinator) as client:
        editor = await client.get(f"{path}?cell=situation", headers=BY_SCRIPT)
        assert '<textarea class="cell-input"' in editor.text
        assert "<html" not in editor.text
        client.headers.update(BY_SCRIPT)
        saved = await client.send_form(path, situation="登校が続いている。", version=1)
        assert saved.status_code == 200
        assert "登校が続いている。" in saved.text
        assert 'hx-swap-oob="true"' in saved.text
        cancelled = await client.get(f"{path}?cell=situation&done=yes")
        assert 'class="cell-edit"' in cancelled.text
        back = await client.send_form(undo_address(saved.text))
    assert (back.status_code, back.headers["location"]) == (303, "/ledger")
    kept = await case(cast, case_id)
    assert (kept.situation, kept.version) == ("", 3)


async def test_a_row_is_edited_without_script(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    path = f"/ledger/rows/{case_id}"
    fields = {
        "situation": "登校が続いている。",
        "strengths": "祖母が週末に来る。",
        "policy": "学校で見守る。",
        "next_actions": "冬休みの予定を聞く。",
        "next_review_on": "R8.12.25",
    }
    async with client_as(cast.coordinator) as client:
        assert "現在の状況・変化" in (await client.get(f"{path}?cell=situation")).text
        wrong = await client.send_form(path, **(fields | {"next_review_on": "11/31"}), version=1)
        assert wrong.status_code == 422
        assert "登校が続いている。" in wrong.text
        assert (await case(cast, case_id)).situation == ""
        answer = await client.send_form(path, **fields, version=1)
        assert (answer.status_code, answer.headers["location"]) == (303, "/ledger")
        page = await client.get("/ledger")
    assert "R8.12.25" in page.text
    kept = await case(cast, case_id)
    assert (kept.strengths, kept.next_actions) == ("祖母が週末に来る。", "冬休みの予定を聞く。")


@pytest.mark.parametrize("headers", [{}, BY_SCRIPT])
async def test_two_editors_of_one_cell(cast: Cast, client_as: ClientAs, headers: dict[str, str]) -> None:
    case_id = await register(cast)
    path = f"/ledger/rows/{case_id}"
    async with client_as(cast.coordinator) as client:
        client.headers.update(headers)
        await client.send_form(path, policy="先の人の方針", version=1)
        second = await client.send_form(path, policy="あとの人の方針", version=1)
        assert second.status_code == 409
        assert "先の人の方針" in second.text
        assert "あとの人の方針" in second.text
        assert 'name="version" value="2"' in second.text
        await client.send_form(path, policy="あとの人の方針", version=2)
    assert (await case(cast, case_id)).policy == "あとの人の方針"


async def test_columns_are_chosen_and_kept(cast: Cast, client_as: ClientAs) -> None:
    await register(cast)
    async with client_as(cast.coordinator) as client:
        assert "強み・安全" in (await client.get("/ledger/columns")).text
        answer = await client.send_form(
            "/ledger/columns", column=["lead", "district"], place_lead="2", place_district="1"
        )
        assert answer.status_code == 303
        client.cookies.set("entaku-columns", "district.lead")
        heads = re.findall(r'<th scope="col"[^>]*>([^<]+)', (await client.get("/ledger")).text)
        none = await client.send_form("/ledger/columns", place_lead="x", column="lead")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert heads == ["整理番号", "ふりがな", "地区", "主担当"]
    assert none.status_code == 422


async def test_a_short_list_is_a_file_at_once(cast: Cast, client_as: ClientAs) -> None:
    await register(cast)
    async with client_as(cast.coordinator) as client:
        pdf = await client.send_form("/ledger/paper", format="pdf", show="all")
        xlsx = await client.send_form("/ledger/paper", format="xlsx", show="all")
    assert pdf.content.startswith(b"%PDF")
    assert re.search(r'filename="daichou-\d{8}\.pdf"', pdf.headers["content-disposition"])
    sheet = load_workbook(io.BytesIO(xlsx.content)).worksheets[0]
    assert any("高瀬 陽向" in str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert AuditKind.PAPER_MADE in await audit_kinds(cast)


async def test_a_long_list_becomes_work_of_its_own(
    cast: Cast, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "ROWS_AT_ONCE", 1)
    await register(cast)
    await register(cast, number="R8-044", name="井出 颯太")
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form("/ledger/paper", format="xlsx", show="all")
    job_id = UUID(answer.headers["location"].removeprefix("/jobs/"))
    async with transaction(cast.council):
        job = await jobs.job(job_id, account_id=cast.coordinator.account_id)
    assert (job.kind, job.total) == ("progress_list", 2)
    reported: list[tuple[int, int]] = []

    async def report(done: int, total: int) -> None:
        reported.append((done, total))

    made = await actions.JOBS[job.kind](cast.council, job, report)
    assert made.name.endswith(".xlsx")
    assert load_workbook(io.BytesIO(made.data)).worksheets[0].max_row >= 5
    assert reported[-1] == (2, 2)


async def test_the_file_for_the_command_line(cast: Cast) -> None:
    await register(cast)
    data = await actions.progress_list_file(scope_of(cast), "pdf", show=Show.ALL)
    assert data.startswith(b"%PDF")


async def test_a_meeting_asks_for_its_own_rows_in_its_own_order(cast: Cast) -> None:
    first, second = await register(cast), await register(cast, number="R8-044", name="井出 颯太")
    review = clock.today() + timedelta(days=90)
    items = {
        second: LedgerItem(order=1, reasons=("受理してから、まだ子どもを見ていません。",), next_review_on=review),
        first: LedgerItem(kind=RowKind.BLOCK),
    }
    rows = await actions.ledger_rows(scope_of(cast), case_ids=[second, first], items=items)
    assert [(row.number, row.order, row.kind) for row in rows] == [
        ("R8-044", 1, RowKind.INDIVIDUAL),
        ("R8-019", None, RowKind.BLOCK),
    ]
    assert (rows[0].next_review_on, rows[0].attention) == (review, items[second].reasons)


async def test_what_the_last_meeting_decided_stands_with_its_tasks(cast: Cast, client_as: ClientAs) -> None:
    case_id, meeting_id, today = await register(cast), uuid4(), clock.today()
    entry = ProgressEntry(
        id=uuid4(), case_id=case_id, meeting_id=meeting_id, held_on=today - timedelta(days=60),
        treatments=(Treatment.CONTINUE,), situation="欠席が3日", decision="見守りを続ける",
    )  # fmt: skip
    audit = AuditEvent.of(cast.coordinator, AuditKind.DECISIONS_APPLIED, case_id)
    async with transaction(cast.council):
        await store.add_entries([entry], audit=audit)
    new = NewPromise(agency_id=cast.school.id, what="面談する", due_on=today + timedelta(days=5))
    await care_actions.make_promise(cast.coordinator, case_id, new, today=today)
    (row,) = await actions.ledger_rows(scope_of(cast))
    assert row.previous is not None
    assert (row.previous.treatment, row.previous.decided_on) == ("継続", entry.held_on)
    assert [task.what for task in row.next_tasks] == ["面談する"]
    assert row.is_new is False
    async with client_as(cast.coordinator) as client:
        page = (await client.get(f"/cases/{case_id}/meetings")).text
    assert "欠席が3日" in page
    async with transaction(cast.council):
        assert await store.entries(scope=scope_of(cast), meeting_id=uuid4()) == []


async def test_others_find_no_ledger(cast: Cast, client_as: ClientAs) -> None:
    case_id = await register(cast)
    await link_school(cast, case_id)
    for actor in (cast.member, cast.stranger, cast.auditor):
        async with client_as(actor) as client:
            assert (await client.get("/ledger")).status_code == 404
            assert (await client.send_form(f"/ledger/rows/{case_id}", policy="x", version=1)).status_code == 404
            assert (await client.send_form("/ledger/paper", format="pdf")).status_code == 404
