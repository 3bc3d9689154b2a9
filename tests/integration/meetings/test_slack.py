"""The slack of told times: in windows, pages, papers and calendar files alike; learned from what was recorded."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from uuid import uuid4

from access.audit.model import AuditEvent, AuditKind
from access.councils import actions as councils
from access.councils.model import Numbers
from core import clock
from core.database import raw_connection, transaction
from meetings.agenda import store as agenda_store
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.invitations import actions as invitations
from meetings.invitations import paper_actions
from meetings.invitations import store as window_store
from meetings.invitations.model import Window
from meetings.invitations.paper_actions import PaperKind
from meetings.invitations.rules import to_tell
from meetings.minutes import store as record_store
from meetings.minutes.model import Deliberation
from meetings.pace.recorded_pace import LEAST_ITEMS
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.preparing import Prepared, audited, confirm, prepared, with_agenda
from tests.unit.pdf_reading import text as text_of

SLACK = "/settings/slack"


async def _stage(cast: Cast) -> Prepared:
    stage = await prepared(cast)
    await with_agenda(stage)
    return stage


async def _window(stage: Prepared) -> Window:
    async with transaction(stage.cast.council):
        found = await window_store.windows(scope=stage.scope, meeting_id=stage.meeting.id)
    return next(one for one in found if one.agency_id == stage.cast.school.id)


async def _numbers(stage: Prepared) -> Numbers:
    return (await councils.council_of(stage.scope)).numbers


async def _with_numbers(stage: Prepared, numbers: Numbers) -> None:
    council = await councils.council_of(stage.scope)
    await councils.change(stage.cast.coordinator, replace(council, numbers=numbers))


async def _record(stage: Prepared, *lasted: float, planned: int = 5) -> None:
    """Items of a meeting that took so many minutes; the first of them was never left."""
    items = [
        AgendaItem(id=uuid4(), meeting_id=stage.meeting.id, position=place, kind=ItemKind.INDIVIDUAL, minutes=planned)
        for place in range(len(lasted) + 1)
    ]
    ends = [None, *(clock.now() + timedelta(minutes=one) for one in lasted)]
    records = [
        Deliberation(id=uuid4(), meeting_id=item.meeting_id, item_id=item.id, started_at=clock.now(), ended_at=end)
        for item, end in zip(items, ends, strict=True)
    ]
    audit = AuditEvent.of_operator(AuditKind.AGENDA_CHANGED)
    async with transaction(stage.cast.council):
        await agenda_store.add_items(items, audit=audit)
        await record_store.add_deliberations(records, audit=audit)


async def test_pages_papers_and_calendar_files_tell_the_same_time(cast: Cast, client_as: ClientAs) -> None:
    stage = await _stage(cast)
    async with client_as(cast.coordinator) as client:
        asked = (await client.get(f"{stage.path}/confirm")).text
        agenda = (await client.get(f"{stage.path}/agenda")).text
        matrix = (await client.get(f"{stage.path}/agenda?view=matrix")).text
    await confirm(stage)
    window = await _window(stage)
    span = f"{window.starts.astimezone(clock.JST):%H:%M}–{window.ends.astimezone(clock.JST):%H:%M}"
    assert window.starts <= window.exact_starts
    assert window.ends - window.exact_ends >= timedelta(minutes=5)
    assert span in asked
    assert span in matrix
    assert "分を含む" in asked
    assert "うちゆとり" in matrix
    for page in (asked, agenda):
        assert "時間が延び縮みしても、機関の" in page
        assert "（ゆとりなしでは" in page
    ics = await invitations.calendar_file(stage.scope, stage.meeting.id, cast.school.id)
    assert f"DTEND;TZID=Asia/Tokyo:{window.ends.astimezone(clock.JST):%Y%m%dT%H%M%S}".encode() in ics
    async with client_as(cast.member) as client:
        mine = (await client.get("/my")).text
    assert f"{window.ends.astimezone(clock.JST):%H:%M}" in mine
    assert "ゆとり" not in mine
    paper = text_of(await paper_actions.make_paper(stage.scope, stage.meeting.id, PaperKind.WINDOWS))
    assert all(clock_time in paper for clock_time in span.split("–"))
    assert "ゆとり" not in paper


async def test_without_spread_times_are_only_rounded_and_nothing_is_said_of_slack(
    cast: Cast, client_as: ClientAs
) -> None:
    stage = await _stage(cast)
    await _with_numbers(stage, Numbers(minutes_spread_percent=0))
    async with client_as(cast.coordinator) as client:
        asked = (await client.get(f"{stage.path}/confirm")).text
    await confirm(stage)
    window = await _window(stage)
    assert window.ends - window.exact_ends < timedelta(minutes=5)
    assert "延び縮み" not in asked
    assert "ゆとり" not in asked


async def test_only_agencies_whose_told_time_changes_are_told_again_when_the_slack_changes(cast: Cast) -> None:
    stage = await _stage(cast)
    await confirm(stage)
    before = await _window(stage)
    await _with_numbers(stage, Numbers(minutes_spread_percent=36))
    await confirm(stage)
    assert (await _window(stage)).sequence == before.sequence == 0
    await _with_numbers(stage, Numbers(minutes_spread_percent=100))
    await confirm(stage)
    after = await _window(stage)
    assert (after.sequence, after.exact_ends) == (1, before.exact_ends)
    assert after.ends > before.ends


async def test_an_update_to_slack_tells_nobody_again_who_was_told_before(cast: Cast) -> None:
    stage = await _stage(cast)
    await _with_numbers(stage, Numbers(minutes_spread_percent=0))
    await confirm(stage)
    async with transaction(cast.council):
        with raw_connection() as connection:  # as an earlier version stored it
            await connection.execute("UPDATE council SET numbers = numbers - 'minutes_spread_percent'")
    assert to_tell((await invitations.confirmation(cast.coordinator, stage.meeting.id)).changes)
    migration = import_module("migrations.meetings.meetings_2026_11_22t03_20_00_999999_rules")
    async with transaction(cast.council):
        with raw_connection() as connection:
            await connection.execute(migration.STATEMENT)
    assert not to_tell((await invitations.confirmation(cast.coordinator, stage.meeting.id)).changes)
    await _with_numbers(stage, Numbers())
    async with transaction(cast.council):
        with raw_connection() as connection:
            await connection.execute(migration.STATEMENT)
    assert await _numbers(stage) == Numbers(), "what was saved since is left alone"


async def test_recorded_times_are_offered_taken_and_put_back(cast: Cast, client_as: ClientAs) -> None:
    stage = await _stage(cast)
    await _record(stage, *[4.0, 7.0] * (LEAST_ITEMS // 2))
    async with client_as(cast.coordinator) as client:
        page = (await client.get(SLACK)).text
        assert "記録された20件では、予定の1.1倍、ばらつき28%です。" in page
        seen = page.split('name="seen" value="')[1].split('"')[0]
        assert (await client.send_form(SLACK, seen=seen)).status_code == 303
        numbers = await _numbers(stage)
        assert (numbers.minutes_ratio_percent, numbers.minutes_spread_percent) == (110, 28)
        page = (await client.get(SLACK)).text
        assert "いまの値と同じです" in page
        undo = f"{SLACK}/undo?ratio=100&spread=35&taken=110-28"
        assert undo.replace("&", "&amp;") in page
        assert (await client.send_form(undo)).status_code == 303
    assert await _numbers(stage) == Numbers()
    told = [dict(one.detail)["pace"] for one in await audited(stage, AuditKind.COUNCIL_CHANGED)]
    assert told[:2] == ["100-35", "110-28"]


async def test_undo_leaves_what_somebody_typed_after_taking(cast: Cast, client_as: ClientAs) -> None:
    stage = await _stage(cast)
    await _record(stage, *[4.0, 7.0] * (LEAST_ITEMS // 2))
    typed = Numbers(minutes_spread_percent=20)
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form(SLACK, seen="110-28")).status_code == 303
        await _with_numbers(stage, typed)
        refused = await client.send_form(f"{SLACK}/undo?ratio=100&spread=35&taken=110-28")
    assert refused.status_code == 409
    assert "元に戻しません" in refused.text
    assert await _numbers(stage) == typed


async def test_too_few_recorded_items_offer_nothing(cast: Cast, client_as: ClientAs) -> None:
    stage = await _stage(cast)
    await _record(stage, *[4.0, 7.0, 300.0, 0.2] * 5)
    async with client_as(cast.coordinator) as client:
        page = (await client.get(SLACK)).text
        assert "まだ10件です" in page
        assert "この値を使う" not in page
        assert (await client.send_form(SLACK, seen="110-28")).status_code == 422
    assert await _numbers(stage) == Numbers()


async def test_what_is_taken_is_what_was_seen(cast: Cast, client_as: ClientAs) -> None:
    stage = await _stage(cast)
    await _record(stage, *[4.0, 7.0] * LEAST_ITEMS)
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form(SLACK, seen="150-90")).status_code == 409
        assert (await client.send_form(f"{SLACK}/undo?ratio=900&spread=35&taken=110-28")).status_code == 422
    assert await _numbers(stage) == Numbers()


async def test_recorded_times_of_other_councils_and_for_members_do_not_exist(cast: Cast, client_as: ClientAs) -> None:
    stage = await _stage(cast)
    await _record(stage, *[4.0, 7.0] * LEAST_ITEMS)
    for actor in (cast.member, cast.stranger, cast.auditor):
        async with client_as(actor) as client:
            assert (await client.get(SLACK)).status_code == 404
            assert (await client.send_form(SLACK, seen="110-28")).status_code == 404
    async with transaction(cast.council):
        own = replace(stage.scope, agencies=frozenset({cast.school.id}))
        assert await record_store.recorded_times(scope=own) == []
        assert await agenda_store.planned_minutes([uuid4()], scope=own) == {}


async def test_numbers_take_zero_only_where_it_means_something(cast: Cast, client_as: ClientAs) -> None:
    stage = await _stage(cast)
    async with client_as(cast.coordinator) as client:
        shown = (await client.get("/settings/numbers")).text
        form = {
            name: shown.split(f'name="{name}" value="')[1].split('"')[0]
            for name in [*Numbers.__dataclass_fields__, "version"]
        }
        refused = await client.send_form("/settings/numbers", **form | {"unseen_days": "0"})
        zero = {"minutes_spread_percent": "0", "longest_wait_minutes": "0"}
        assert (await client.send_form("/settings/numbers", **form | zero)).status_code == 303
    assert refused.status_code == 422
    assert (await _numbers(stage)).minutes_spread_percent == 0
