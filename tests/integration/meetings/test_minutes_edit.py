"""The minutes: composed the same day, edited, asked about, approved, final; later only a new edition."""

from access.audit import store as audit_store
from access.audit.model import AuditKind
from core.database import transaction
from meetings.minutes import actions as running
from meetings.minutes import store as record_store
from meetings.minutes.model import Minutes, MinutesState
from meetings.scheduling.model import MeetingState
from tests.conftest import Cast, Client, ClientAs
from tests.integration.meetings.the_day import Day, begun, decision_fields
from tests.unit.pdf_reading import flat


async def _decided(cast: Cast, client: Client) -> Day:
    day = await begun(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)
    item, version = await day.item_of(day.mei), (await day.record_of(day.mei)).version
    said = {
        "s0_agency": str(cast.school.id), "s0_report": "欠席が週2日", "s0_opinion": "朝の迎えがあれば来られる",
        "child_voice": "「朝がつらい」",
        "p0_agency": str(cast.school.id), "p0_what": "遅刻を知らせる", "p0_due": "R9.1.15",
        "d0_agency": str(cast.clinic.id), "d0_text": "受診が先だ。", "d0_next": "yes",
    }  # fmt: skip
    await client.send_form(f"{day.base}/door/{cast.school.id}", version=1, state="present", attendee="教頭 村瀬 直")
    await client.send_form(f"{day.base}/{item.id}", version=version, **decision_fields(day.mei), **said)
    assert (await client.send_form(f"{day.base}/end", carry_over="yes")).status_code == 303
    return day


async def _latest(day: Day) -> Minutes:
    async with transaction(day.actor.council):
        found = await record_store.minutes(day.meeting_id, scope=running.whole(day.actor))
    assert found is not None
    return found


def _path(day: Day, step: str = "") -> str:
    return f"/meetings/{day.meeting_id}/minutes{step}"


async def test_they_stand_composed_after_the_decision(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        day = await _decided(cast, client)
        page = (await client.get(_path(day))).text
        paper = flat((await client.get(_path(day, "/paper.pdf"))).content)
    for said in ("汐見市立第二小学校：欠席が週2日", "本人の声：「朝がつらい」"):
        assert said in page
    for printed in ("教頭村瀬直", "欠席が週2日", "遅刻を知らせる", "受診が先だ。", "次回", "案"):
        assert printed in paper.replace(" ", "").replace("\u3000", "")


async def test_before_the_decision_there_are_none(cast: Cast, client_as: ClientAs) -> None:
    day = await begun(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)
    async with client_as(cast.coordinator) as client:
        assert "会議の決定をすると" in (await client.get(_path(day))).text
        assert (await client.get(_path(day, "/paper.pdf"))).status_code == 404
        assert (await client.send_form(_path(day, "/ask"), version=1)).status_code == 409


async def test_two_editors_see_both_texts(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as one, client_as(cast.coordinator) as other:
        day = await _decided(cast, one)
        version = (await _latest(day)).version
        assert (await one.send_form(_path(day), version=version, t0="先の文")).status_code == 303
        page = await other.send_form(_path(day), version=version, t0="後の文")
        assert page.status_code == 409
        assert "先の文" in page.text
        assert "後の文" in page.text
        assert (await other.send_form(_path(day), version=(await _latest(day)).version, t0="後の文")).status_code == 303
    assert (await _latest(day)).sections[0].text == "後の文"


async def test_from_draft_to_final_and_a_new_edition(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        day = await _decided(cast, client)
        assert (await client.send_form(_path(day, "/ask"), version=1)).status_code == 303
        early = await client.send_form(_path(day, "/final"), version=2)
        assert (early.status_code, "決裁の文書番号" in early.text) == (422, True)
        blank = await client.send_form(_path(day, "/approve"), version=2, number="", approved_on="")
        assert (blank.status_code, "文書番号を入れてください" in blank.text) == (422, True)
        approval = {"number": "汐こ第41号", "approved_on": "R8.11.20"}
        assert (await client.send_form(_path(day, "/approve"), version=2, **approval)).status_code == 303
        assert (await client.send_form(_path(day, "/final"), version=3)).status_code == 303
        final = await _latest(day)
        assert (final.state, final.document_number) == (MinutesState.FINAL, "汐こ第41号")
        assert (await day.meeting()).state is MeetingState.MINUTED
        assert (await client.send_form(_path(day), version=final.version, t0="あとから")).status_code == 409
        item, version = await day.item_of(day.mei), (await day.record_of(day.mei)).version
        fields = decision_fields(day.mei, policy="あとから")
        assert (await client.send_form(f"{day.base}/{item.id}", version=version, **fields)).status_code == 409
        paper = flat((await client.get(_path(day, "/paper.pdf"))).content)
        assert "汐こ第41号" in paper
        assert (await client.send_form(_path(day, "/edition"))).status_code == 303
        assert (await client.send_form(_path(day, "/edition"))).status_code == 409
    again = await _latest(day)
    assert (again.edition, again.state, again.document_number) == (2, MinutesState.DRAFT, "")
    async with transaction(cast.council):
        written = await audit_store.of_subject(str(final.id), scope=running.whole(cast.coordinator))
        editions = await record_store.editions(day.meeting_id, scope=running.whole(cast.coordinator))
    assert AuditKind.MINUTES_FINALISED in {one.kind for one in written}
    assert [one.state for one in editions] == [MinutesState.FINAL, MinutesState.DRAFT]


async def test_an_approved_text_that_is_edited_needs_a_new_approval(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as client:
        day = await _decided(cast, client)
        approval = {"number": "汐こ第41号", "approved_on": "R8.11.20"}
        await client.send_form(_path(day, "/approve"), version=1, **approval)
        assert (await client.send_form(_path(day), version=2, t0="直した")).status_code == 303
    assert (await _latest(day)).state is MinutesState.DRAFT


async def test_the_minutes_are_the_offices_alone(cast: Cast, client_as: ClientAs) -> None:
    async with client_as(cast.coordinator) as office:
        day = await _decided(cast, office)
    for person in (cast.member, cast.stranger, cast.auditor):
        async with client_as(person) as client:
            assert (await client.get(_path(day))).status_code == 404
            assert (await client.get(_path(day, "/paper.pdf"))).status_code == 404
            assert (await client.send_form(_path(day), version=1, t0="x")).status_code == 404
