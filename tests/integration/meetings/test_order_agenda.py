"""Ordering by hand: buttons, drag, typed numbers, pins, undo, two people at once."""

from dataclasses import replace

import pytest

from access.audit.model import AuditEvent, AuditKind
from core.database import transaction
from meetings.agenda import actions, rules
from meetings.agenda.errors import FixedItem
from meetings.scheduling import store as meeting_store
from meetings.scheduling.errors import MeetingOver
from meetings.scheduling.model import MeetingState
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.preparing import items, order, prepared, with_agenda


async def test_a_button_moves_an_item_and_the_way_back_is_offered(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    first, second, third = await order(stage)
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form(f"{stage.path}/agenda/order", down=str(first))).status_code == 303
        assert await order(stage) == [second, first, third]
        page = (await client.get(f"{stage.path}/agenda")).text
        undo = f"{stage.path}/agenda/order/undo?item={first}&place=1"
        assert undo.replace("&", "&amp;") in page
        await client.send_form(undo)
    assert await order(stage) == [first, second, third]


async def test_a_drag_posts_id_and_place_and_gets_the_list_and_the_figures_back(
    cast: Cast, client_as: ClientAs
) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    first, second, third = await order(stage)
    async with client_as(cast.coordinator) as client:
        client.headers["HX-Request"] = "true"
        await client.send_form(f"{stage.path}/agenda/order", id=str(third), place="1")
        page = (await client.get(f"{stage.path}/agenda")).text
    assert await order(stage) == [third, first, second]
    assert 'id="figures" hx-swap-oob="true"' in page
    assert "3番の議題を動かしました" in page


async def test_typed_numbers_and_minutes_are_taken_together(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    found = await with_agenda(stage)
    first, second, third = await order(stage)
    form = {f"place-{third}": "1", f"place-{first}": "1", f"place-{second}": "2", f"minutes-{first}": "１２"}
    async with client_as(cast.coordinator) as client:
        await client.send_form(f"{stage.path}/agenda/order", seen=rules.seen(found), **form)
        assert await order(stage) == [third, first, second]
        page = (await client.get(f"{stage.path}/agenda")).text
        assert "put-back?places=3-1-2" in page
        await client.send_form(f"{stage.path}/agenda/order/put-back?places=3-1-2")
        assert await order(stage) == [first, second, third]
        assert (await client.send_form(f"{stage.path}/agenda/order/put-back?places=1-1-2")).status_code == 409
        assert (await client.send_form(f"{stage.path}/agenda/order/put-back?places=a")).status_code == 422
        await client.send_form(f"{stage.path}/agenda/order", seen=rules.seen(found), **form)
        stale = await client.send_form(f"{stage.path}/agenda/order", seen=rules.seen(found), **form)
        assert stale.status_code == 409
        wrong = await client.send_form(
            f"{stage.path}/agenda/order", seen=rules.seen(await items(stage)), **{f"minutes-{first}": "たくさん"}
        )
    assert wrong.status_code == 422
    assert "2番の分：数字で入れてください" in wrong.text
    assert f'href="#f-minutes-{first}"' in wrong.text
    assert 'value="たくさん"' in wrong.text, "what was typed stays"
    assert next(item for item in await items(stage) if item.id == first).minutes == 12


async def test_a_pinned_item_stays_where_it_is(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    first, second, third = await order(stage)
    async with client_as(cast.coordinator) as client:
        await client.send_form(f"{stage.path}/agenda/order", pin=str(second))
        await client.send_form(f"{stage.path}/agenda/order", up=str(third))
        refused = await client.send_form(f"{stage.path}/agenda/order", id=str(second), place="1")
        assert refused.status_code == 422
        assert "固定した議題は動かせません" in refused.text
    assert await order(stage) == [first, second, third]
    with pytest.raises(FixedItem):
        await actions.move(cast.coordinator, stage.meeting.id, second, 1)


async def test_an_agenda_of_a_running_meeting_is_not_ordered_here(cast: Cast) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    running = replace(stage.meeting, state=MeetingState.RUNNING)
    async with transaction(cast.council):
        await meeting_store.save_meeting(running, audit=AuditEvent.of_operator(AuditKind.MEETING_CHANGED))
    first, *_ = await order(stage)
    with pytest.raises(MeetingOver):
        await actions.move(cast.coordinator, stage.meeting.id, first, 2)


async def test_the_matrix_says_the_same_as_the_list(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    async with client_as(cast.coordinator) as client:
        page = (await client.get(f"{stage.path}/agenda?view=matrix")).text
    assert page.count('<td class="at">') == 3
    assert "常任（はじめから終わりまで）：汐見市こども家庭センター" in page
