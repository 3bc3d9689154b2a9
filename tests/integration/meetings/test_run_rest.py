"""残りの議題の順番: while the meeting runs, what is left is put in another order, and nothing leaves the house."""

import re
from collections.abc import Iterator
from datetime import time, timedelta

import pytest

from core import clock, outbox
from core.database import transaction
from meetings.agenda import rules as agenda_rules
from meetings.minutes import actions as running
from meetings.minutes import rules
from network.cases.model import Case
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.the_day import Day, begun


@pytest.fixture(autouse=True)
def _wall_clock() -> Iterator[None]:
    """The clock stands at half past one."""
    clock.fix_now(clock.today(), time(13, 30))
    yield
    clock.fix_today(None)


async def _day(cast: Cast) -> Day:
    return await begun(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)


async def _order(day: Day) -> list[str]:
    numbers = {case.id: case.number for case in (day.minato, day.nagi, day.mei)}
    return [numbers[item.cases[0]] for item in agenda_rules.individual(await day.items())]


async def _take_up(day: Day, case: Case) -> None:
    await running.take_up(day.actor, day.meeting_id, (await day.item_of(case)).id)


def _field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found[1]


async def test_what_is_left_is_put_in_another_order_and_back_and_nothing_is_sent(
    cast: Cast, client_as: ClientAs
) -> None:
    day = await _day(cast)
    before = await _order(day)
    async with client_as(cast.coordinator) as client:
        page = (await client.get(f"{day.base}/rest")).text
        assert "いまの順のまま" in page
        assert _field(page, "order") == "0-1"
        answer = await client.send_form(f"{day.base}/rest", seen=_field(page, "seen"), order="1-0")
        assert answer.headers["location"] == f"{day.base}/late"
        assert await _order(day) == before[::-1]
        late = (await client.get(f"{day.base}/late")).text
        assert "残りの順番を直しました。" in late
        undo = re.search(r'action="([^"]*rest/undo[^"]*)"', late)
        assert undo is not None
        assert (await client.send_form(undo[1])).status_code == 303
        assert await _order(day) == before
    async with transaction(cast.council):
        assert await outbox.mails(meeting_id=day.meeting_id) == []


async def test_the_current_case_stays_in_front_and_the_next_one_follows_the_new_order(
    cast: Cast, client_as: ClientAs
) -> None:
    day = await _day(cast)
    await _take_up(day, day.mei)
    async with client_as(cast.coordinator) as client:
        page = (await client.get(f"{day.base}/rest")).text
        assert _field(page, "order") == "0"
        answer = await client.send_form(f"{day.base}/rest", seen=_field(page, "seen"), order="0")
        assert answer.status_code == 303
    assert await _order(day) == [day.mei.number, day.minato.number]
    following = rules.stop_after(await day.items(), (await day.item_of(day.mei)).id)
    assert following == await day.item_of(day.minato)


async def test_a_page_that_is_older_than_the_meeting_changes_nothing(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    async with client_as(cast.coordinator) as client:
        seen = _field((await client.get(f"{day.base}/rest")).text, "seen")
        await _take_up(day, day.mei)
        before = await _order(day)
        for order, sign in (("1-0", seen), ("0-0", seen), ("5", "")):
            answer = await client.send_form(f"{day.base}/rest", seen=sign, order=order)
            assert answer.headers["location"] == f"{day.base}/rest"
            assert await _order(day) == before
        assert "議題が進みました" in (await client.get(f"{day.base}/rest")).text
        assert (await client.send_form(f"{day.base}/rest/undo?places=1-1")).status_code == 409
        assert (await client.send_form(f"{day.base}/rest/undo?places=x")).status_code == 422
    assert await _order(day) == before


async def test_another_day_there_is_nothing_to_order(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    clock.fix_now(clock.today() + timedelta(days=2), time(9))
    async with client_as(cast.coordinator) as client:
        assert "並べ直す議題は残っていません。" in (await client.get(f"{day.base}/rest")).text


async def test_nobody_but_the_office_orders_the_rest(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    before = await _order(day)
    for person in (cast.member, cast.stranger, cast.auditor):
        async with client_as(person) as client:
            assert (await client.get(f"{day.base}/rest")).status_code == 404
            assert (await client.send_form(f"{day.base}/rest", seen="", order="1-0")).status_code == 404
            assert (await client.send_form(f"{day.base}/rest/undo?places=2-1")).status_code == 404
    assert await _order(day) == before
