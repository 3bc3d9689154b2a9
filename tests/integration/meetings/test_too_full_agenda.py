"""An agenda that does not fit: a household waits for the next meeting, and two meetings are compared."""

import re
from dataclasses import replace
from datetime import time, timedelta

from access.audit.model import AuditEvent, AuditKind
from core import jobs
from core.database import transaction
from core.jobs import JobState
from meetings.agenda import actions as agenda
from meetings.agenda import store as agenda_store
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.divisions import actions as division_actions
from meetings.divisions.division import DivisionWay
from meetings.invitations import actions as invitations
from meetings.invitations.paper_actions import papers
from meetings.invitations.rules import ChangeKind
from meetings.minutes import actions as day
from meetings.minutes.record_actions import record
from meetings.scheduling import actions as scheduling
from meetings.scheduling import store as meeting_store
from meetings.scheduling.rules import frame_minutes
from meetings.suggestions import actions
from network.cases import store as case_store
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.preparing import (
    Prepared,
    audited,
    confirm,
    items,
    meeting_day,
    order,
    plan,
    prepared,
    with_agenda,
    work_off,
)


async def put_off(stage: Prepared) -> list[AgendaItem]:
    """What waits for the next meeting."""
    async with transaction(stage.cast.council):
        return await agenda_store.put_off(stage.meeting.id, scope=stage.scope)


async def shortened(stage: Prepared, ends: time) -> None:
    """The meeting has a shorter frame."""
    async with transaction(stage.cast.council):
        meeting = await meeting_store.meeting(stage.meeting.id, scope=stage.scope)
        audit = AuditEvent.of_operator(AuditKind.MEETING_CHANGED)
        await meeting_store.save_meeting(replace(meeting, ends=ends), audit=audit)


def late(stage: Prepared, found: list[AgendaItem]) -> AgendaItem:
    """The household whose review is late: 井出."""
    return next(item for item in found if stage.cases[2].id in item.cases)


def address(page: str, part: str) -> str:
    """The undo address on a page."""
    found = [match.group(1) for match in re.finditer(r'action="([^"]+)"', page) if part in match.group(1)]
    return str(found[0]).replace("&amp;", "&")


async def test_the_full_agenda_leads_to_suggestions_that_fit_and_can_be_undone(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    await shortened(stage, time(14, 0))
    before = await order(stage)
    async with client_as(cast.coordinator) as client:
        assert "減らす案を見る" in (await client.get(f"{stage.path}/agenda")).text
        assert "減らす案を見る" in (await client.get(f"{stage.path}/agenda/split")).text
        page = (await client.get(f"{stage.path}/suggestions")).text
        assert "とりあげる理由は「見直しの遅れ」だけです。" in page
        assert "高瀬 湊" not in page, "a heavy case cannot wait"
        item = late(stage, await items(stage))
        answer = await client.send_form(f"{stage.path}/suggestions", item=str(item.id), to="next")
        assert answer.headers["location"] == f"{stage.path}/suggestions"
        assert [one.id for one in await put_off(stage)] == [item.id]
        assert item.id not in await order(stage)
        undo = address((await client.get(f"{stage.path}/suggestions")).text, "/suggestions/undo")
        again = await client.send_form(f"{stage.path}/suggestions", item=str(item.id), to="next")
        assert again.status_code == 303, "pressed twice"
        page = (await client.get(f"{stage.path}/suggestions")).text
        assert "もうそのようにしてあります" in page
        assert (await client.send_form(undo)).status_code == 303
        assert await order(stage) == before
        await client.send_form(f"{stage.path}/suggestions", item=str(item.id), to="next")
        page = (await client.get(f"{stage.path}/suggestions")).text
        assert "1世帯を次回にまわしました。" in page
        assert (await client.send_form(address(page, "/suggestions/undo"))).status_code == 303
    assert await order(stage) == before
    assert await put_off(stage) == []


async def test_undo_leaves_what_somebody_brought_back_meanwhile(cast: Cast) -> None:
    stage = await prepared(cast)
    item = late(stage, await with_agenda(stage))
    stood = await actions.set_aside(cast.coordinator, stage.meeting.id, [item.id], ItemKind.NEXT)
    await agenda.change_side(cast.coordinator, stage.meeting.id, item.id, ItemKind.INDIVIDUAL, minutes=9, place=1)
    now = await order(stage)
    await actions.bring_back(cast.coordinator, stage.meeting.id, stood)
    assert await order(stage) == now
    assert next(one for one in await items(stage) if one.id == item.id).minutes == 9


async def test_the_proposed_set_makes_the_sum_fit(cast: Cast) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    facts, found = await actions.suggested(cast.coordinator, stage.meeting.id)
    over = found.over + frame_minutes(facts.meeting)
    await shortened(stage, time(13 + (30 + over - 3) // 60, (30 + over - 3) % 60))
    _, found = await actions.suggested(cast.coordinator, stage.meeting.id)
    assert found.over == 3
    await actions.set_aside(cast.coordinator, stage.meeting.id, [row.item.id for row in found.proposed], ItemKind.NEXT)
    _, after = await actions.suggested(cast.coordinator, stage.meeting.id)
    assert after.over == found.left_over <= 0
    assert len(await audited(stage, AuditKind.AGENDA_CHANGED)) == 2


async def test_what_waits_is_in_no_window_paper_or_record_and_does_not_come_back(cast: Cast) -> None:
    stage = await prepared(cast)
    found = await with_agenda(stage)
    clinic_only = next(item for item in found if stage.cases[3].id in item.cases)
    await agenda.change_side(cast.coordinator, stage.meeting.id, clinic_only.id, ItemKind.NEXT)
    await with_agenda(stage)
    assert [one.id for one in await put_off(stage)] == [clinic_only.id], "議題を見直す does not bring it back"
    confirmation = await invitations.confirmation(cast.coordinator, stage.meeting.id)
    told = {change.agency_id for change in confirmation.changes}
    assert cast.clinic.id not in told, "its only agency is not called"
    paper = await papers(stage.scope, stage.meeting.id)
    assert stage.cases[3].id not in paper.case_ids
    async with transaction(cast.council):
        minutes = await record(stage.meeting.id, scope=stage.scope)
        case = await case_store.case(stage.cases[3].id, scope=stage.scope)
    assert stage.cases[3].id not in minutes.cases
    assert case.next_review_on is not None
    assert case.next_review_on <= stage.meeting.held_on, "it stays due"


async def test_what_waits_comes_to_the_next_meeting_even_when_it_would_not_be_due(cast: Cast) -> None:
    stage = await prepared(cast)
    item = late(stage, await with_agenda(stage))
    case, other = stage.cases[2], stage.cases[1]
    next_plan = replace(
        plan(stage.tier, cast.school, cast.center), held_on=meeting_day() + timedelta(days=28), ordinal=5
    )
    following = await scheduling.create_meeting(cast.coordinator, next_plan)
    await agenda.change_side(cast.coordinator, stage.meeting.id, item.id, ItemKind.NEXT)
    far = next_plan.held_on + timedelta(days=300)
    async with transaction(cast.council):
        for one in (case, other):
            settled = replace(one, next_review_on=far, review_rank=None, last_deliberated_on=next_plan.held_on)
            await case_store.save_case(settled, audit=AuditEvent.of_operator(AuditKind.CASE_CHANGED))
    await agenda.propose(cast.coordinator, following.id)
    facts, suggested = await actions.suggested(cast.coordinator, following.id)
    found = {one.cases[0]: one for one in facts.items if one.household_id}
    assert other.id not in found
    assert found[case.id].kind is ItemKind.INDIVIDUAL
    assert "前の会議で、次回にまわしました。" in found[case.id].reasons
    assert found[case.id].id not in {row.item.id for row in suggested.rows}, "it does not wait twice"


async def test_a_household_that_waits_can_still_come_up_on_the_day(cast: Cast) -> None:
    stage = await prepared(cast)
    item = late(stage, await with_agenda(stage))
    await agenda.change_side(cast.coordinator, stage.meeting.id, item.id, ItemKind.NEXT)
    clinic = next(one for one in await items(stage) if stage.cases[3].id in one.cases)
    await agenda.change_side(cast.coordinator, stage.meeting.id, clinic.id, ItemKind.INDIVIDUAL)
    await confirm(stage)
    await day.start(cast.coordinator, stage.meeting.id)
    assert item.household_id is not None
    await day.add_item(cast.coordinator, stage.meeting.id, item.household_id)
    assert await put_off(stage) == []
    held = [one for one in await items(stage) if one.household_id == item.household_id]
    assert [one.kind for one in held] == [ItemKind.INDIVIDUAL]


async def test_the_dividing_page_has_a_third_group(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    item = late(stage, await with_agenda(stage))
    async with client_as(cast.coordinator) as client:
        await client.send_form(f"{stage.path}/agenda/side", item=str(item.id), to="next")
        page = (await client.get(f"{stage.path}/agenda/split")).text
        assert "次回へ 1世帯1人" in page
        assert "次回にまわす" in page.split("<h2")[3]
        assert (await client.send_form(f"{stage.path}/agenda/side", item=str(item.id), to="block")).status_code == 303
        assert (await client.send_form(f"{stage.path}/agenda/side", item=str(item.id), to="formal")).status_code == 422
    moved = next(one for one in await items(stage) if one.id == item.id)
    assert (moved.kind, moved.warned) == (ItemKind.BLOCK, True)


async def test_its_number_brings_it_back(cast: Cast) -> None:
    stage = await prepared(cast)
    item = late(stage, await with_agenda(stage))
    await agenda.change_side(cast.coordinator, stage.meeting.id, item.id, ItemKind.NEXT)
    await agenda.add_case(cast.coordinator, stage.meeting.id, stage.cases[2].number)
    assert await put_off(stage) == []
    back = next(one for one in await items(stage) if one.id == item.id)
    assert (back.kind, back.minutes) == (ItemKind.INDIVIDUAL, item.minutes)


async def test_strange_posts_change_nothing(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    found = await with_agenda(stage)
    formal = next(item for item in found if item.kind is ItemKind.FORMAL)
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form(f"{stage.path}/suggestions", item=str(formal.id), to="next")).status_code == 404
        assert (await client.send_form(f"{stage.path}/suggestions", item="", to="next")).status_code == 422
        assert (await client.send_form(f"{stage.path}/suggestions/undo?stood=00000000-1-5")).status_code == 404
        item = late(stage, found)
        for strange in ("9" * 30, "9" * 5000):
            undo = f"{stage.path}/suggestions/undo?stood={item.id.hex[:8]}-{strange}-5"
            assert (await client.send_form(undo)).status_code == 422
            undo = f"{stage.path}/agenda/side/undo?item={item.id}&to=individual&minutes={strange[:30]}"
            assert (await client.send_form(undo)).status_code == 422
        undo = f"{stage.path}/agenda/side/undo?item={item.id}&to=individual&minutes=-5"
        assert (await client.send_form(undo)).status_code == 422
    assert await items(stage) == found


async def test_the_comparison_is_made_by_the_worker_and_read_back(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    await shortened(stage, time(14, 5))
    async with client_as(cast.coordinator) as client:
        assert "まだ比べていません" in (await client.get(f"{stage.path}/division")).text
        job = await division_actions.compare(cast.coordinator, stage.meeting.id, steps=500)
        await work_off()
        async with transaction(cast.council):
            done = await jobs.job(job.id, account_id=job.account_id or cast.coordinator.account_id)
        assert (done.state, done.result_href) == (JobState.DONE, f"{stage.path}/division"), done.message
        page = (await client.get(f"{stage.path}/division")).text
        assert "待ちが少ないように2回" in page
        assert "地区が1つだけ" in page, "all four live in one district"
    _, compared = await division_actions.compared(cast.coordinator, stage.meeting.id)
    assert compared is not None
    assert set(compared.ways) == {DivisionWay.ONCE, DivisionWay.HALVES}
    item = late(stage, await items(stage))
    await agenda.change_side(cast.coordinator, stage.meeting.id, item.id, ItemKind.NEXT)
    async with client_as(cast.coordinator) as client:
        assert "比べたあとで議題が変わりました" in (await client.get(f"{stage.path}/division")).text


async def test_nothing_to_divide_is_said(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form(f"{stage.path}/division")).status_code == 422


async def test_only_the_office_sees_these_pages(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    item = late(stage, await with_agenda(stage))
    for actor in (cast.member, cast.stranger, cast.auditor):
        async with client_as(actor) as client:
            for page in ("suggestions", "division"):
                assert (await client.get(f"{stage.path}/{page}")).status_code == 404
            answer = await client.send_form(f"{stage.path}/suggestions", item=str(item.id), to="next")
            assert answer.status_code in {403, 404}
    assert await put_off(stage) == []


async def test_who_waits_is_taken_back_when_it_was_announced_and_forgotten_as_told(cast: Cast) -> None:
    stage = await prepared(cast)
    found = await with_agenda(stage)
    clinic = next(item for item in found if stage.cases[3].id in item.cases)
    await confirm(stage)
    await agenda.change_side(cast.coordinator, stage.meeting.id, clinic.id, ItemKind.NEXT)
    confirmation = await invitations.confirmation(cast.coordinator, stage.meeting.id)
    changed = {change.agency_id: change.kind for change in confirmation.changes}
    assert changed[cast.clinic.id] is ChangeKind.CANCELLED
    await scheduling.uninvite(cast.coordinator, stage.meeting.id, cast.clinic.id)
    await confirm(stage)
    assert [one.told_place for one in await put_off(stage)] == [None]
