"""The papers of a meeting: what stands on them, who gets which number, what nobody gets."""

import pytest

from access.audit.model import AuditKind
from core.jobs import Job
from core.pages import PDF
from meetings.invitations import paper_actions
from meetings.invitations.errors import NoItems
from meetings.invitations.paper_actions import PaperKind
from meetings.scheduling import actions as meetings
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.preparing import audited, confirm, prepared, with_agenda
from tests.unit.pdf_reading import text as text_of


async def test_papers_before_the_meeting_carry_no_child(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    await confirm(stage)
    async with client_as(cast.coordinator) as client:
        for name in ("notices.pdf", "windows.pdf", "agenda-advance.pdf"):
            answer = await client.get(f"{stage.path}/papers/{name}")
            assert (answer.status_code, answer.headers["content-type"]) == (200, PDF)
            text = text_of(answer.content)
            assert not any(case.name.replace(" ", "") in text.replace(" ", "") for case in stage.cases), name
    assert len(await audited(stage, AuditKind.PAPER_MADE)) == 3


async def test_numbers_run_in_one_series_standing_members_first(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form(f"{stage.path}/papers/numbers")).status_code == 303
        page = (await client.get(f"{stage.path}/papers")).text
        assert "第3号まで番号をふりました" in page
        assert (await client.send_form(f"{stage.path}/papers/numbers")).status_code == 303
    found = await meetings.invitations(stage.scope, stage.meeting.id)
    numbers = {one.agency_id: one.copy_number for one in found.invitees}
    assert numbers[cast.center.id] == 1
    assert sorted(number for number in numbers.values() if number) == [1, 2, 3]
    await paper_actions.take_numbers_back(cast.coordinator, stage.meeting.id)
    found = await meetings.invitations(stage.scope, stage.meeting.id)
    assert {one.copy_number for one in found.invitees} == {None}


async def test_an_excerpt_has_only_the_agencys_own_children(cast: Cast) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    await paper_actions.number_copies(cast.coordinator, stage.meeting.id)
    copies = await paper_actions.make_paper(stage.scope, stage.meeting.id, PaperKind.AGENDA_COPIES)
    found = await meetings.invitations(stage.scope, stage.meeting.id)
    number = next(one.copy_number for one in found.invitees if one.agency_id == cast.clinic.id)
    pages = [page for page in text_of(copies).split("\f") if f"第{number:02}号" in page]
    assert pages
    assert not any(stage.cases[0].number in page for page in pages)
    assert any(stage.cases[3].number in page for page in pages)


async def test_a_paper_for_many_receivers_is_a_job(
    cast: Cast, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    await paper_actions.number_copies(cast.coordinator, stage.meeting.id)
    monkeypatch.setitem(paper_actions.MOST_AT_ONCE, "copies", 2)
    made = await paper_actions.order_paper(cast.coordinator, stage.meeting.id, PaperKind.AGENDA_COPIES)
    assert isinstance(made, Job)
    reported: list[tuple[int, int]] = []

    async def report(done: int, total: int) -> None:
        reported.append((done, total))

    result = await paper_actions.run_meeting_paper(cast.council, made, report)
    assert result.data.startswith(b"%PDF")
    assert reported == [(0, 3), (1, 3), (2, 3), (3, 3)]
    async with client_as(cast.coordinator) as client:
        answer = await client.get(f"{stage.path}/papers/agenda-copies.pdf")
    assert answer.headers["location"].startswith("/jobs/")


async def test_papers_that_need_an_agenda_say_so(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    with pytest.raises(NoItems):
        await paper_actions.make_paper(stage.scope, stage.meeting.id, PaperKind.AGENDA)
    async with client_as(cast.coordinator) as client:
        assert "議題をつくるとできます" in (await client.get(f"{stage.path}/papers")).text
        assert (await client.get(f"{stage.path}/papers/windows.pdf")).status_code == 422
        assert (await client.get(f"{stage.path}/papers/nothing.pdf")).status_code == 404
