"""会議をつくる: from last time's, with every mistake a person may make."""

from access.audit.model import AuditKind
from core import clock
from core.calendar import wareki
from meetings.scheduling import actions
from meetings.scheduling.model import MeetingState
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.preparing import audited, meeting_day, plan, prepared


def _form(stage_tier: object, **changes: object) -> dict[str, object]:
    return {
        "tier_id": str(stage_tier), "ordinal": "5", "held_on": wareki(meeting_day()), "starts": "13:30", "ends": "1530",
        "place": "市役所 301会議室", "reply_by": "", **changes,
    }  # fmt: skip


async def test_the_form_comes_filled_in_from_last_time(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    async with client_as(cast.coordinator) as client:
        page = (await client.get(f"/meetings/new?tier={stage.tier.id}")).text
    assert 'value="市役所 301会議室"' in page
    assert 'name="ordinal" value="5"' in page or 'name="ordinal" value="1"' in page
    assert page.count(" checked") == 3


async def test_a_meeting_is_made_and_nothing_is_sent(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form("/meetings/new", **_form(stage.tier.id, agencies=[str(cast.school.id)]))
        assert answer.status_code == 303
        page = await client.get(answer.headers["location"])
        assert "第5回 実務者会議" in page.text
        assert "まだ何も送っていません" in page.text
        mails = await client.get(f"{answer.headers['location']}/mails")
    assert "まだ何も送っていません。" in mails.text
    assert len(await audited(stage, AuditKind.MEETING_CREATED)) == 2


async def test_every_problem_is_said_at_once_and_what_was_typed_stays(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    wrong = _form(stage.tier.id, held_on="11月31日", starts="25:00", place="", chair="こども家庭センター所長")
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form("/meetings/new", **wrong)
    assert answer.status_code == 422
    for words in (
        "11月31日",
        "時刻として読めません",
        "場所を入れてください",
        "招集する機関を選んでください",
        "こども家庭センター所長",
    ):
        assert words in answer.text
    assert len((await actions.planning(stage.scope)).meetings) == 1


async def test_a_closed_day_is_named_and_may_be_meant(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    year = clock.today().year + 1
    form = _form(stage.tier.id, held_on=f"{year}/5/3", agencies=[str(cast.school.id)])
    async with client_as(cast.coordinator) as client:
        refused = await client.send_form("/meetings/new", **form)
        assert refused.status_code == 422
        assert "憲法記念日" in refused.text
        assert "閉庁日でも開く" in refused.text
        assert (await client.send_form("/meetings/new", closed_day_meant="yes", **form)).status_code == 303


async def test_changing_keeps_the_answers_of_agencies_that_stay(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    form = _form(stage.tier.id, ordinal="4", version="1", place="302会議室", agencies=[str(cast.school.id)])
    async with client_as(cast.coordinator) as client:
        assert (await client.send_form(f"{stage.path}/edit", **form)).status_code == 303
        assert (await client.send_form(f"{stage.path}/edit", **form)).status_code == 409
    found = await actions.invitations(stage.scope, stage.meeting.id)
    assert (found.meeting.place, [one.agency_id for one in found.invitees]) == ("302会議室", [cast.school.id])


async def test_inviting_twice_invites_once(cast: Cast) -> None:
    stage = await prepared(cast)
    for _ in range(2):
        await actions.invite(cast.coordinator, stage.meeting.id, stage.commissioner.id)
    assert len((await actions.invitations(stage.scope, stage.meeting.id)).invitees) == 4
    await actions.uninvite(cast.coordinator, stage.meeting.id, stage.commissioner.id)
    assert len((await actions.invitations(stage.scope, stage.meeting.id)).invitees) == 3


async def test_members_see_no_staff_page_and_no_draft(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    for actor in (cast.member, cast.stranger, cast.auditor):
        async with client_as(actor) as client:
            for path in ("/meetings", "/meetings/new", stage.path, f"{stage.path}/edit", f"{stage.path}/replies"):
                assert (await client.get(path)).status_code == 404, path
    assert stage.meeting.state is MeetingState.DRAFT
    assert plan(stage.tier, cast.school).agencies == (cast.school.id,)
