"""Beginning, going from item to item, and a server that is started again in the middle."""

import httpx

from meetings.minutes import rules
from meetings.scheduling.model import MeetingState
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.the_day import begun, decision_fields, prepared
from web.application import application


async def test_the_meeting_begins_once(cast: Cast, client_as: ClientAs) -> None:
    day = await prepared(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)
    async with client_as(cast.coordinator) as client:
        assert "会議を始める" in (await client.get(day.base)).text
        assert (await client.send_form(f"{day.base}/start")).status_code == 303
        begun_at = (await day.meeting()).started_at
        assert (await client.send_form(f"{day.base}/start")).status_code == 303
    meeting = await day.meeting()
    assert (meeting.state, meeting.started_at) == (MeetingState.RUNNING, begun_at)
    assert meeting.current_item_id == rules.stops(await day.items())[0].id


async def test_next_walks_through_every_stop_to_the_end(cast: Cast, client_as: ClientAs) -> None:
    day = await begun(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)
    stops = rules.stops(await day.items())
    async with client_as(cast.coordinator) as client:
        for number, item in enumerate(stops, start=1):
            assert (await day.meeting()).current_item_id == item.id
            page = await client.get(day.base)
            version = page.text.partition('name="version" value="')[2].partition('"')[0]
            typed: dict[str, object] = {}
            for case in (day.minato, day.nagi, day.mei):
                typed |= decision_fields(case) if case.id in item.cases else {}
            typed |= {"case": [str(one) for one in item.cases], "version": version, "then": "next"}
            answer = await client.send_form(f"{day.base}/{item.id}", **typed)
            assert answer.headers["location"] == (f"{day.base}/end" if number == len(stops) else day.base)
    kept = await day.record_of(day.minato)
    assert kept.ended_at is not None
    assert {one.case_id for one in kept.decisions} == {day.minato.id, day.nagi.id}


async def test_a_restarted_server_goes_on_where_it_was(cast: Cast, client_as: ClientAs) -> None:
    day = await begun(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)
    item = await day.item_of(day.mei)
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form(f"{day.base}/{item.id}/now")).status_code == 303
        fields = decision_fields(day.mei, policy="朝の迎えを続ける。")
        version = (await day.record_of(day.mei)).version
        assert (await client.send_form(f"{day.base}/{item.id}", version=version, **fields)).status_code == 303
        transport = httpx.ASGITransport(application())  # type: ignore[arg-type]  # another process's application
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", cookies=client.cookies) as again:
            page = await again.get(day.base)
            assert "朝の迎えを続ける。" in page.text
            assert (await again.get(f"{day.base}/ping")).status_code == 204


async def test_an_item_of_another_meeting_is_not_there(cast: Cast, client_as: ClientAs) -> None:
    day = await begun(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)
    async with client_as(cast.coordinator) as client:
        assert (await client.get(f"{day.base}/{day.meeting_id}")).status_code == 404
