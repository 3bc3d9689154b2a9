"""After the decision: what was corrected by hand on paper is typed in, until the minutes are final."""

from dataclasses import replace
from datetime import date

import pytest

from core import clock
from core.database import transaction
from meetings.minutes import actions as running
from meetings.minutes import minutes_actions
from meetings.minutes import store as record_store
from meetings.minutes.model import Minutes
from meetings.progress import store as progress_store
from meetings.progress.model import Treatment
from network.cases import actions as cases
from network.cases import store as case_store
from network.cases.model import Severity
from tests.conftest import Cast, Client, ClientAs
from tests.integration.meetings.the_day import Day, begun, decision_fields
from tests.unit.pdf_reading import flat


async def _decided(cast: Cast, client: Client, **mei: str) -> Day:
    day = await begun(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)
    await _type(day, client, policy="朝に迎えに行く。", **mei)
    assert (await client.send_form(f"{day.base}/end", carry_over="yes")).status_code == 303
    return day


async def _type(day: Day, client: Client, tasks: dict[str, str] | None = None, /, **mei: str) -> int:
    item, version = await day.item_of(day.mei), (await day.record_of(day.mei)).version
    fields = {**decision_fields(day.mei, **mei), **(tasks or {})}
    return (await client.send_form(f"{day.base}/{item.id}", version=version, **fields)).status_code


async def _minutes(day: Day) -> Minutes:
    async with transaction(day.actor.council):
        found = await record_store.minutes(day.meeting_id, scope=running.whole(day.actor))
    assert found is not None
    return found


async def test_only_what_the_correction_names_changes(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        day = await _decided(cast, client, severity="moderate")
        now = await day.case(day.mei)
        await cases.save_case(cast.coordinator, replace(now, note="決定のあとに書いたこと"))
        assert await _type(day, client, policy="朝と夕に迎えに行く。", severity="mild", review="R9.4.1") == 303
    after = await day.case(day.mei)
    assert (after.policy, after.severity, after.previous_severity) == ("朝と夕に迎えに行く。", Severity.MILD, None)
    assert (after.next_review_on, after.note) == (date(2027, 4, 1), "決定のあとに書いたこと")
    async with transaction(cast.council):
        entries = await progress_store.entries(scope=running.whole(cast.coordinator), case_ids=[day.mei.id])
    assert [entry.policy for entry in entries] == ["朝と夕に迎えに行く。"]


async def test_a_closing_taken_back_opens_the_case(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        day = await _decided(cast, client, treatment="close", closing="improved")
        assert not (await day.case(day.mei)).open
        assert await _type(day, client, treatment="continue") == 303
    again = await day.case(day.mei)
    assert (again.open, again.closing_reason) == (True, None)
    assert (await day.record_of(day.mei)).decisions[0].treatments == (Treatment.CONTINUE,)


async def test_tasks_are_added_and_removed_but_done_ones_stay(cast: Cast, client_as: ClientAs) -> None:
    first = {"p0_agency": str(cast.school.id), "p0_what": "欠席を知らせる"}
    second = {"p1_agency": str(cast.clinic.id), "p1_what": "受診日を知らせる"}
    async with client_as(cast.coordinator) as client, client_as(cast.member) as school:
        day = await begun(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)
        await _type(day, client, first | second)
        await client.send_form(f"{day.base}/end", carry_over="yes")
        own = next(one for one in await day.promises(day.mei) if one.agency_id == cast.school.id)
        await school.send_form(f"/my/promises/{own.id}/done", version=own.version)
        third = {"p2_agency": str(cast.center.id), "p2_what": "家庭を訪ねる"}
        assert await _type(day, client, third) == 303
    assert {one.what for one in await day.promises(day.mei)} == {"欠席を知らせる", "家庭を訪ねる"}


async def test_a_lead_taken_back_goes_to_who_led_before(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        day = await _decided(cast, client, lead=str(cast.school.id))
        assert await _type(day, client) == 303
    async with transaction(cast.council):
        held = await case_store.linkages(scope=running.whole(cast.coordinator), case_ids=[day.mei.id])
    assert {one.agency_id for one in held if one.is_lead and one.on(clock.today())} == {cast.center.id}


async def test_text_of_the_minutes_follows_unless_somebody_edited_it(cast: Cast, client_as: ClientAs) -> None:
    said = {"s0_agency": str(cast.school.id), "s0_report": "欠席が週2日"}
    async with client_as(cast.coordinator) as client:
        day = await begun(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)
        await _type(day, client, said)
        await client.send_form(f"{day.base}/end", carry_over="yes")
        assert await _type(day, client, {**said, "s0_report": "欠席が週3日"}) == 303
        before = await _minutes(day)
        place = next(n for n, one in enumerate(before.sections) if "欠席が週3日" in one.text)
        await minutes_actions.edit(
            cast.coordinator, day.meeting_id, {place: "人が直した文"}, next_meeting="", read_version=before.version
        )
        assert await _type(day, client, {**said, "s0_report": "欠席が週4日"}) == 303
    assert (await _minutes(day)).sections[place].text == "人が直した文"


@pytest.mark.parametrize("path", ["letters", "letters.pdf", "decisions.pdf"])
async def test_papers_of_the_day_are_the_offices_alone(cast: Cast, client_as: ClientAs, path: str) -> None:
    day = await begun(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)
    for person in (cast.member, cast.stranger, cast.auditor):
        async with client_as(person) as client:
            assert (await client.get(f"{day.base}/{path}")).status_code == 404


async def test_an_absent_agency_is_rung_up_and_gets_a_letter(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        day = await begun(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)
        task = {"p0_agency": str(cast.clinic.id), "p0_what": "受診日を知らせる", "p0_due": "R9.1.15"}
        await client.send_form(f"{day.base}/door/{cast.clinic.id}", version=1, state="absent")
        assert await _type(day, client, task) == 303
        item = await day.item_of(day.mei)
        assert "電話で頼み、依頼文を渡します" in (await client.get(f"{day.base}/{item.id}")).text
        assert "まだ電話していない" in (await client.get(f"{day.base}/letters")).text
        wrong = await client.send_form(f"{day.base}/letters/{cast.clinic.id}", at="30:00")
        assert wrong.status_code == 422
        assert (await client.send_form(f"{day.base}/letters/{cast.clinic.id}", at="15:40")).status_code == 303
        assert "15:40に電話で伝えた" in (await client.get(f"{day.base}/letters")).text
        assert "電話で頼み、依頼文を渡します" not in (await client.get(f"{day.base}/{item.id}")).text
        assert await _type(day, client, task, policy="書き足した。") == 303
        assert "15:40に電話で伝えた" in (await client.get(f"{day.base}/letters")).text
        letter = flat((await client.get(f"{day.base}/letters.pdf?agency={cast.clinic.id}")).content)
        assert (await client.get(f"{day.base}/letters.pdf?agency={cast.school.id}")).status_code == 404
    assert "受診日を知らせる" in letter
    assert "田所" not in letter
