"""What a member agency sees on /my, and what does not exist for it."""

from dataclasses import replace
from datetime import timedelta

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from core import clock
from core.database import transaction
from meetings.invitations import actions as invitations
from meetings.invitations import notice_actions as notices
from meetings.invitations import rules as windows
from meetings.minutes import actions as running
from meetings.scheduling import store as meeting_store
from meetings.scheduling.model import Meeting, MeetingState, Reply
from network.cases import linkage_actions as links
from network.cases import store as case_store
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.the_day import Day, begun, decision_fields, prepared


async def _prepared(cast: Cast, *, days: int = 0) -> Day:
    held_on = clock.today() + timedelta(days=days)
    return await prepared(
        cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id, held_on=held_on
    )


async def _begun(cast: Cast) -> Day:
    return await begun(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)


async def _confirm(day: Day) -> None:
    await notices.convene(day.actor, day.meeting_id)
    found = await invitations.confirmation(day.actor, day.meeting_id)
    await invitations.confirm(day.actor, day.meeting_id, seen=windows.seen(found.changes))


async def _change(day: Day, **values: object) -> None:
    meeting: Meeting = await day.meeting()
    audit = AuditEvent.of(day.actor, AuditKind.MEETING_CHANGED, day.meeting_id)
    async with transaction(day.actor.council):
        await meeting_store.save_meeting(replace(meeting, **values), audit=audit)  # type: ignore[arg-type]  # by name


async def test_only_its_own_children_and_nothing_about_the_others(cast: Cast, client_as: ClientAs) -> None:
    day = await _prepared(cast)
    async with client_as(cast.member) as client:
        assert (await client.get("/")).headers["location"] == "/my"
        page = (await client.get("/my")).text
        assert ">湊<" in page
        assert "田所" in page
        assert "遅刻の数を知らせる" in page
        for hidden in ("凪", "沢口", "松井", "R8-117", "重症度"):
            assert hidden not in page
        own = (await client.get(f"/my/cases/{day.minato.id}")).text
        assert "こども家庭センター" in own
        assert "凪" not in own
        assert (await client.get(f"/my/cases/{day.nagi.id}")).status_code == 404
        assert (await client.get(f"/cases/{day.minato.id}")).status_code == 404
    async with transaction(cast.council):
        scope = running.whole(cast.coordinator)
        seen = await audit_store.of_subject(str(day.minato.id), scope=scope)
        listed = await audit_store.newest(scope=scope, limit=20)
    assert str(cast.member.account_id) in {one.actor_id for one in seen if one.kind is AuditKind.CASE_SEEN}
    assert any(one.actor_id == str(cast.member.account_id) and one.kind is AuditKind.CASES_LISTED for one in listed)


async def test_unknown_and_unlinked_read_the_same(cast: Cast, client_as: ClientAs) -> None:
    day = await _prepared(cast)
    async with client_as(cast.member) as client:
        unlinked = await client.get(f"/my/cases/{day.nagi.id}")
        unknown = await client.get(f"/my/cases/{cast.school.id}")
    assert (unlinked.status_code, unlinked.text) == (unknown.status_code, unknown.text)


async def test_an_ended_linkage_closes_the_page_at_once(cast: Cast, client_as: ClientAs) -> None:
    day = await _prepared(cast)
    async with transaction(cast.council):
        held = await case_store.linkages(scope=running.whole(cast.coordinator), case_ids=[day.mei.id])
    own = next(one for one in held if one.agency_id == cast.school.id)
    async with client_as(cast.member) as client:
        assert (await client.get(f"/my/cases/{day.mei.id}")).status_code == 200
        await links.end_linkage(cast.coordinator, day.mei.id, own.id, version=own.version, on=clock.today())
        assert (await client.get(f"/my/cases/{day.mei.id}")).status_code == 404
        assert "田所" not in (await client.get("/my")).text


async def test_office_and_auditor_have_no_member_pages(cast: Cast, client_as: ClientAs) -> None:
    for person in (cast.coordinator, cast.auditor):
        async with client_as(person) as client:
            assert (await client.get("/my")).status_code == 404


async def test_roles_of_a_meeting_are_seen_by_those_who_sat_in_it(cast: Cast, client_as: ClientAs) -> None:
    day = await _begun(cast)
    item = await day.item_of(day.mei)
    task = {"p0_agency": str(cast.center.id), "p0_what": "家庭を訪ねる", "p0_due": "R9.1.15"}
    report = {"s0_agency": str(cast.center.id), "s0_report": "見せない報告"}
    fields = {**decision_fields(day.mei, severity="moderate", policy="見せない方針"), **task, **report}
    async with client_as(cast.coordinator) as office, client_as(cast.member) as school:
        version = (await day.record_of(day.mei)).version
        assert (await office.send_form(f"{day.base}/{item.id}", version=version, **fields)).status_code == 303
        assert (await office.send_form(f"{day.base}/end", carry_over="yes")).status_code == 303
        assert "家庭を訪ねる" not in (await school.get(f"/my/cases/{day.mei.id}")).text
        await office.send_form(f"{day.base}/door/{cast.school.id}", version=1, state="present", attendee="村瀬")
        page = (await school.get(f"/my/cases/{day.mei.id}")).text
    assert "家庭を訪ねる" in page
    for hidden in ("見せない方針", "見せない報告", "中度"):
        assert hidden not in page


async def test_before_the_windows_are_fixed_the_whole_frame_stands(cast: Cast, client_as: ClientAs) -> None:
    day = await _prepared(cast, days=30)
    async with client_as(cast.member) as client:
        assert "13:30–15:30" not in (await client.get("/my")).text
        await notices.convene(cast.coordinator, day.meeting_id)
        page = (await client.get("/my")).text
        assert "13:30–15:30" in page
        assert "1週間ほど前にお知らせします" in page
        path = f"/my/meetings/{day.meeting_id}/calendar"
        assert (await client.get(f"{path}/{cast.school.id}")).status_code == 404


async def test_the_own_window_and_its_file_alone(cast: Cast, client_as: ClientAs) -> None:
    day = await _prepared(cast, days=7)
    await _confirm(day)
    path = f"/my/meetings/{day.meeting_id}/calendar"
    async with client_as(cast.member) as client:
        assert "に来てください" in (await client.get("/my")).text
        file = await client.get(f"{path}/{cast.school.id}")
        assert "METHOD:PUBLISH" in file.text
        assert file.text.count("BEGIN:VEVENT") == 1
        assert "湊" not in file.text
        assert (await client.get(f"{path}/{cast.clinic.id}")).status_code == 404


async def test_an_answer_is_kept_and_can_be_changed(cast: Cast, client_as: ClientAs) -> None:
    day = await _prepared(cast, days=30)
    await notices.convene(cast.coordinator, day.meeting_id)
    path = f"/my/meetings/{day.meeting_id}/reply/{cast.school.id}"

    async def _invitee() -> tuple[Reply, str, int]:
        async with transaction(cast.council):
            scope = running.whole(cast.coordinator)
            found = await meeting_store.invitee(day.meeting_id, cast.school.id, scope=scope)
        return found.reply, found.attendee, found.version

    async with client_as(cast.member) as client:
        first = {
            "reply": "attends",
            "attendee": "教頭 村瀬 直",
            "comes_from": "14:00",
            "version": (await _invitee())[2],
        }
        assert (await client.send_form(path, **first)).status_code == 303
        assert (await _invitee())[:2] == (Reply.ATTENDS, "教頭 村瀬 直")
        late = await client.send_form(path, **first)
        assert late.status_code == 409
        wrong = await client.send_form(path, reply="attends", comes_from="25:99", version=(await _invitee())[2])
        assert (wrong.status_code, "時刻として読めません" in wrong.text) == (422, True)
        none = await client.send_form(path, version=(await _invitee())[2])
        assert (none.status_code, "どちらかを選んでください" in none.text) == (422, True)
        other = f"/my/meetings/{day.meeting_id}/reply/{cast.clinic.id}"
        assert (await client.send_form(other, reply="absent", version=1)).status_code == 404
    assert (await _invitee())[0] is Reply.ATTENDS


async def test_after_the_day_of_reply_the_page_asks_for_a_call(cast: Cast, client_as: ClientAs) -> None:
    day = await _prepared(cast, days=10)
    await _change(day, state=MeetingState.CONVENED, reply_by=clock.today() - timedelta(days=1))
    path = f"/my/meetings/{day.meeting_id}/reply/{cast.school.id}"
    async with client_as(cast.member) as client:
        assert "期限" in (await client.get("/my")).text
        late = await client.send_form(path, reply="attends")
        assert (late.status_code, "電話してください" in late.text) == (422, True)


async def test_a_task_is_done_and_taken_back(cast: Cast, client_as: ClientAs) -> None:
    day = await _prepared(cast)
    task = (await day.promises(day.minato))[0]
    async with client_as(cast.stranger) as stranger:
        answer = await stranger.send_form(f"/my/promises/{task.id}/done", version=task.version)
        assert answer.status_code == 404
    async with client_as(cast.member) as client:
        await client.send_form(f"/my/promises/{task.id}/done", version=task.version, note="表にして渡した")
        done = (await day.promises(day.minato))[0]
        assert (done.done_on, done.done_note) == (clock.today(), "表にして渡した")
        assert "取り消す" in (await client.get("/my")).text
        again = await client.send_form(f"/my/promises/{task.id}/done", version=task.version)
        assert again.status_code == 409
        await client.send_form(f"/my/promises/{task.id}/undo/{done.version}")
    assert (await day.promises(day.minato))[0].done_on is None


async def test_the_list_is_for_standing_members_and_for_a_time(cast: Cast, client_as: ClientAs) -> None:
    day = await _prepared(cast)
    path = f"/my/meetings/{day.meeting_id}/list"
    await _change(day, state=MeetingState.CONFIRMED)
    async with client_as(cast.member) as client:
        assert (await client.get(path)).status_code == 404
        async with transaction(cast.council):
            scope = running.whole(cast.coordinator)
            own = await meeting_store.invitee(day.meeting_id, cast.school.id, scope=scope)
            audit = AuditEvent.of(cast.coordinator, AuditKind.MEETING_CHANGED, day.meeting_id)
            await meeting_store.save_invitee(replace(own, standing=True), audit=audit)
        page = await client.get(path)
        assert page.status_code == 200
        assert "沢口" in page.text
        await _change(day, state=MeetingState.CONVENED)
        assert (await client.get(path)).status_code == 404
        await _change(day, state=MeetingState.MINUTED, held_on=clock.today() - timedelta(days=14))
        assert (await client.get(path)).status_code == 200
        await _change(day, held_on=clock.today() - timedelta(days=15))
        assert (await client.get(path)).status_code == 404
