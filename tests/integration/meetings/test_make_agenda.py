"""The agenda proposed from due cases, and the two sides."""

from dataclasses import replace

import pytest

from access.audit.model import AuditEvent, AuditKind
from core.database import transaction
from core.errors import Invalid
from meetings.agenda import actions
from meetings.agenda.model import ItemKind
from meetings.agenda.proposal import BLOCK
from meetings.scheduling import actions as meetings
from meetings.tiers import actions as tiers
from meetings.tiers.model import Layer
from network.cases import store as case_store
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.preparing import audited, items, plan, prepared, with_agenda


async def test_due_cases_are_divided_with_reasons_heavy_first(cast: Cast) -> None:
    stage = await prepared(cast)
    found = await with_agenda(stage)
    individual = [item for item in found if item.kind is ItemKind.INDIVIDUAL]
    block = [item for item in found if item.kind is ItemKind.BLOCK]
    assert [item.heavy for item in individual] == [True, False, False]
    assert individual[0].reasons == ("重症度が重度です。",)
    assert "見直しの予定日を9日すぎています。" in individual[1].reasons
    assert [item.cases for item in block] == [(stage.cases[1].id,)]
    assert BLOCK in {item.title for item in found}
    assert len(await audited(stage, AuditKind.AGENDA_CHANGED)) == 1


async def test_the_page_shows_names_and_records_that_it_was_opened(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    async with client_as(cast.coordinator) as client:
        assert "議題はまだありません" in (await client.get(f"{stage.path}/agenda")).text
        answer = await client.send_form(f"{stage.path}/agenda/propose")
        assert answer.headers["location"] == f"{stage.path}/agenda/split"
        split = (await client.get(f"{stage.path}/agenda/split")).text
        page = (await client.get(f"{stage.path}/agenda")).text
    assert "高瀬 湊" in split
    assert "個別 3世帯3人、一括 1世帯1人" in page
    assert "枠の120分まで" in page
    assert "高瀬" not in page.split("</title>")[0]
    assert len(await audited(stage, AuditKind.CASES_LISTED)) == 3


async def test_a_household_changes_sides_and_comes_back(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    found = await with_agenda(stage)
    heavy = next(item for item in found if item.heavy)
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form(f"{stage.path}/agenda/side", item=str(heavy.id), to="block")
        assert answer.status_code == 303
        page = (await client.get(f"{stage.path}/agenda/split")).text
        undo = page.split('action="')[1:]
        address = next(part.split('"')[0] for part in undo if "/side/undo" in part).replace("&amp;", "&")
        moved = next(item for item in await items(stage) if item.id == heavy.id)
        assert (moved.kind, moved.warned, moved.manual) == (ItemKind.BLOCK, True, True)
        assert (await client.send_form(address)).status_code == 303
    back = next(item for item in await items(stage) if item.id == heavy.id)
    assert (back.kind, back.minutes) == (ItemKind.INDIVIDUAL, heavy.minutes)


async def test_a_new_look_keeps_choices_and_takes_in_new_cases(cast: Cast) -> None:
    stage = await prepared(cast)
    found = await with_agenda(stage)
    heavy = next(item for item in found if item.heavy)
    await actions.change_side(cast.coordinator, stage.meeting.id, heavy.id, ItemKind.BLOCK)
    audit = AuditEvent.of_operator(AuditKind.CASE_CHANGED)
    async with transaction(cast.council):
        await case_store.save_case(replace(stage.cases[1], absence_days=8), audit=audit)
    await with_agenda(stage)
    kinds = {item.cases[0]: item.kind for item in await items(stage) if item.cases}
    assert kinds[stage.cases[0].id] is ItemKind.BLOCK
    assert kinds[stage.cases[1].id] is ItemKind.INDIVIDUAL


async def test_a_case_that_is_not_due_is_added_by_its_number(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    async with client_as(cast.coordinator) as client:
        refused = await client.send_form(f"{stage.path}/agenda/cases", number="R9-999")
        assert refused.status_code == 422
        assert "この整理番号の、続いているケースはありません" in refused.text
        assert (await client.send_form(f"{stage.path}/agenda/cases", number="ｒ8-002")).status_code == 303
    (item,) = await items(stage)
    assert (item.cases, item.manual) == ((stage.cases[1].id,), True)


async def test_a_meeting_of_heads_begins_with_formal_steps_and_no_child(cast: Cast) -> None:
    stage = await prepared(cast)
    heads = next(one for one in await tiers.ensure_default_tiers(stage.scope) if one.layer is Layer.REPRESENTATIVES)
    meeting = await meetings.create_meeting(cast.coordinator, plan(heads, cast.school))
    assert await actions.propose(cast.coordinator, meeting.id) == 0
    assert all(item.kind is ItemKind.FORMAL for item in await items(replace(stage, meeting=meeting)))


async def test_members_and_auditors_see_no_agenda(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    for actor in (cast.member, cast.stranger, cast.auditor):
        async with client_as(actor) as client:
            for path in ("agenda", "agenda/split", "confirm", "papers", "papers/agenda.pdf"):
                assert (await client.get(f"{stage.path}/{path}")).status_code == 404
            assert (await client.send_form(f"{stage.path}/agenda/propose")).status_code == 404


async def test_an_unknown_number_changes_nothing(cast: Cast) -> None:
    stage = await prepared(cast)
    with pytest.raises(Invalid):
        await actions.add_case(cast.coordinator, stage.meeting.id, "R9-999")
    assert await items(stage) == []
