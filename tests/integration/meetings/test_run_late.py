"""The running meeting says how late it is, when it will end, and whose told time holds no longer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta

import pytest

from access.audit.model import AuditEvent, AuditKind
from core import clock
from core.database import transaction
from meetings.invitations import actions as invitations
from meetings.invitations import notice_actions as notices
from meetings.invitations import rules as windows
from meetings.minutes import actions as running
from meetings.scheduling import store as meeting_store
from network.agencies import store as agency_store
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.the_day import Day, prepared

PHONE = "0999-22-0001"


@pytest.fixture(autouse=True)
def _wall_clock() -> Iterator[None]:
    """The clock stands at half past one until a test moves it."""
    _at(13, 30)
    yield
    clock.fix_today(None)


def _at(hour: int, minute: int) -> None:
    clock.fix_now(clock.today(), time(hour, minute))


async def _told(cast: Cast) -> Day:
    """The meeting of today, agencies told, begun on time."""
    async with transaction(cast.council):
        audit = AuditEvent.of_operator(AuditKind.AGENCY_CHANGED)
        await agency_store.save_agency(replace(cast.school, phone=PHONE), audit=audit)
    day = await prepared(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)
    await notices.convene(cast.coordinator, day.meeting_id)
    found = await invitations.confirmation(cast.coordinator, day.meeting_id)
    await invitations.confirm(cast.coordinator, day.meeting_id, seen=windows.seen(found.changes))
    await running.start(cast.coordinator, day.meeting_id)
    return day


async def test_on_time_the_page_says_only_when_it_will_end(cast: Cast, client_as: ClientAs) -> None:
    day = await _told(cast)
    async with client_as(cast.coordinator) as client:
        page = (await client.get(day.base)).text
        assert "終わる見込み" in page
        assert "予定より" not in page
        assert "時間がずれる機関" not in page
        late = (await client.get(f"{day.base}/late")).text
    assert "時間を伝え直す機関はありません。" in late
    assert "ほぼ予定どおり" in late


async def test_late_the_page_leads_to_whom_to_ring_and_what_to_say(cast: Cast, client_as: ClientAs) -> None:
    day = await _told(cast)
    async with client_as(cast.coordinator) as client:
        planned = (await client.get(day.base)).text.partition("終わる見込み <b>")[2].partition("<")[0]
    _at(14, 20)
    async with client_as(cast.coordinator) as client:
        page = (await client.get(day.base)).text
        ends = page.partition("終わる見込み <b>")[2].partition("<")[0]
        assert "分 遅れ" in page
        assert _minutes(ends) > _minutes(planned)
        assert f'href="{day.base}/late">時間がずれる機関' in page
        late = (await client.get(f"{day.base}/late")).text
    assert f"終わる見込み <b>{ends}</b>（予定 {planned}）" in late
    row = late.partition(f'<th scope="row">{cast.school.short}</th>')[2].partition("</tr>")[0]
    assert PHONE in row
    assert "と伝えてください。" in row


async def test_early_the_page_says_so(cast: Cast, client_as: ClientAs) -> None:
    day = await _told(cast)
    async with client_as(cast.coordinator) as client:
        for _ in range(3):
            now = (await day.meeting()).current_item_id
            assert now is not None
            await running.go_on(cast.coordinator, day.meeting_id, now)
        page = (await client.get(day.base)).text
    assert "分 早い" in page
    assert "分 遅れ" not in page


async def test_an_agency_that_stays_away_is_not_rung_up(cast: Cast, client_as: ClientAs) -> None:
    day = await _told(cast)
    _at(14, 20)
    async with transaction(cast.council):
        school = await meeting_store.invitee(day.meeting_id, cast.school.id, scope=running.whole(cast.coordinator))
    async with client_as(cast.coordinator) as client:
        assert f'<th scope="row">{cast.school.short}</th>' in (await client.get(f"{day.base}/late")).text
        fields = {"version": school.version, "state": "absent", "attendee": ""}
        answer = await client.send_form(f"{day.base}/door/{cast.school.id}", **fields)
        assert answer.status_code == 303, answer.text
        assert f'<th scope="row">{cast.school.short}</th>' not in (await client.get(f"{day.base}/late")).text


async def test_the_next_day_and_before_the_beginning_nothing_is_foretold(cast: Cast, client_as: ClientAs) -> None:
    day = await prepared(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)
    async with client_as(cast.coordinator) as client:
        assert "終わる見込み" not in (await client.get(day.base)).text
        await running.start(cast.coordinator, day.meeting_id)
        assert "終わる見込み" in (await client.get(day.base)).text
    clock.fix_now(clock.today() + timedelta(days=2), time(9))
    async with client_as(cast.coordinator) as client:
        assert "終わる見込み" not in (await client.get(day.base)).text
        assert "会議の当日、会議中にだけ" in (await client.get(f"{day.base}/late")).text


async def test_nobody_but_the_office_sees_it(cast: Cast, client_as: ClientAs) -> None:
    day = await _told(cast)
    for person in (cast.member, cast.stranger, cast.auditor):
        async with client_as(person) as client:
            assert (await client.get(f"{day.base}/late")).status_code == 404


def _minutes(clock_words: str) -> int:
    hour, minute = clock_words.split(":")
    return int(hour) * 60 + int(minute)
