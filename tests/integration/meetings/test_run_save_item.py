"""Typing an item's form while the meeting runs."""

from access.audit import store as audit_store
from access.audit.model import AuditKind
from core.database import transaction
from meetings.minutes import actions as running
from meetings.progress.model import Treatment
from tests.conftest import Cast, Client, ClientAs
from tests.integration.meetings.the_day import Day, begun, decision_fields


async def _day(cast: Cast) -> Day:
    return await begun(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)


async def _send(client: Client, day: Day, **typed: object) -> tuple[int, str]:
    item = await day.item_of(day.mei)
    version = (await day.record_of(day.mei)).version
    fields = {**decision_fields(day.mei), "version": version, **typed}
    answer = await client.send_form(f"{day.base}/{item.id}", **fields)
    return answer.status_code, answer.text


async def test_everything_typed_is_kept(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    async with client_as(cast.coordinator) as client:
        item = await day.item_of(day.mei)
        page = await client.get(f"{day.base}/{item.id}")
        assert "田所" in page.text
        assert "まだだれも子どもを見ていません" in page.text
        fields = decision_fields(day.mei, treatment=["change_plan", "conference"], policy="登校の朝に迎えに行く。")
        task = {"p0_agency": str(cast.clinic.id), "p0_what": "受診日を知らせる", "p0_due": "R9.1.15"}
        said = {"s0_agency": str(cast.school.id), "s0_report": "欠席が週2日", "child_voice": "「朝がつらい」"}
        status, _ = await _send(client, day, **fields, **task, **said, p0_fallback="電話で知らせる")
    assert status == 303
    kept = await day.record_of(day.mei)
    decision, planned = kept.decisions[0], kept.promises[0]
    assert decision.treatments == (Treatment.CHANGE_PLAN, Treatment.CONFERENCE)
    assert decision.policy == "登校の朝に迎えに行く。"
    assert (planned.agency_id, planned.fallback) == (cast.clinic.id, "電話で知らせる")
    assert (kept.child_voice, kept.reports[0].text) == ("「朝がつらい」", "欠席が週2日")
    async with transaction(cast.council):
        seen = await audit_store.of_subject(str(day.mei.id), scope=running.whole(cast.coordinator))
        saved = await audit_store.of_subject(str(item.id), scope=running.whole(cast.coordinator))
    assert AuditKind.CASE_SEEN in {entry.kind for entry in seen}
    assert AuditKind.DELIBERATION_SAVED in {entry.kind for entry in saved}


async def test_a_dissent_needs_a_day_or_next_time(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    async with client_as(cast.coordinator) as client:
        status, text = await _send(client, day, d0_agency=str(cast.school.id), d0_text="待てない。")
        assert status == 422
        assert "いつ見直すかを入れてください" in text
        assert "待てない。" in text
        assert (await day.record_of(day.mei)).dissents == ()
        assert (await _send(client, day, d0_agency=str(cast.school.id), d0_text="待てない。", d0_next="yes"))[0] == 303
    assert (await day.record_of(day.mei)).dissents[0].revisit_next


async def test_a_day_in_a_reply_becomes_a_task(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    async with client_as(cast.coordinator) as client:
        await _send(
            client, day, d0_agency=str(cast.school.id), d0_text="待てない。", d0_next="yes",
            d0_reply="令和９年１月１２日に空きを確かめる。",
        )  # fmt: skip
        tasks = (await day.record_of(day.mei)).promises
        assert [(task.due_on.isoformat() if task.due_on else "", task.agency_id) for task in tasks] == [
            ("2027-01-12", None)
        ]


async def test_closing_needs_its_reason(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    async with client_as(cast.coordinator) as client:
        status, text = await _send(client, day, **decision_fields(day.mei, treatment="close"))
        assert (status, "終結の理由を選んでください" in text) == (422, True)
        closing = decision_fields(day.mei, treatment="close", closing="improved")
        assert (await _send(client, day, **closing))[0] == 303
    assert (await day.record_of(day.mei)).decisions[0].next_review_on is None


async def test_an_impossible_day_is_said_and_nothing_is_lost(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    async with client_as(cast.coordinator) as client:
        fields = decision_fields(day.mei, review="11/31", policy="長く書いた方針")
        status, text = await _send(client, day, **fields)
    assert status == 422
    assert "11月31日はありません" in text
    assert "長く書いた方針" in text
    assert (await day.record_of(day.mei)).decisions == ()


async def test_the_form_saves_itself_and_hands_back_its_version(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    async with client_as(cast.coordinator) as client:
        client.headers["hx-request"] = "true"
        status, text = await _send(client, day)
        assert status == 200
        assert "に保存しました" in text
        assert f'value="{(await day.record_of(day.mei)).version}"' in text
        status, text = await _send(client, day, **decision_fields(day.mei, review="13/1"))
        assert (status, "まだ保存していません" in text) == (422, True)


async def test_two_typists_see_both_texts(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    item = await day.item_of(day.mei)
    first = decision_fields(day.mei, policy="先に書いた方針")
    second = decision_fields(day.mei, policy="後から書いた方針")
    version = (await day.record_of(day.mei)).version
    async with client_as(cast.coordinator) as one, client_as(cast.coordinator) as other:
        path = f"{day.base}/{item.id}"
        assert (await one.send_form(path, version=version, **first)).status_code == 303
        page = await other.send_form(path, version=version, **second)
        assert page.status_code == 409
        assert "先に書いた方針" in page.text
        assert "後から書いた方針" in page.text
        assert str(day.mei.id) not in page.text.partition('<form class="form"')[0]
        assert (await day.record_of(day.mei)).decisions[0].policy == "先に書いた方針"
        now = (await day.record_of(day.mei)).version
        assert (await other.send_form(path, version=now, **second)).status_code == 303
    assert (await day.record_of(day.mei)).decisions[0].policy == "後から書いた方針"


async def test_the_same_text_twice_is_no_conflict(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    item = await day.item_of(day.mei)
    version = (await day.record_of(day.mei)).version
    async with client_as(cast.coordinator) as client:
        for _ in range(2):
            answer = await client.send_form(f"{day.base}/{item.id}", version=version, **decision_fields(day.mei))
            assert answer.status_code == 303
    assert (await day.record_of(day.mei)).version == version + 1


async def test_nobody_but_the_office_sees_the_meeting(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    item = await day.item_of(day.mei)
    pages = [day.base, f"{day.base}/{item.id}", f"{day.base}/door", f"{day.base}/end", f"{day.base}/new"]
    for person in (cast.member, cast.stranger, cast.auditor):
        async with client_as(person) as client:
            assert {(await client.get(page)).status_code for page in pages} == {404}
            answer = await client.send_form(f"{day.base}/{item.id}", version=1, **decision_fields(day.mei))
            assert answer.status_code == 404
    assert (await day.record_of(day.mei)).decisions == ()


async def test_a_case_of_another_item_is_refused(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    item = await day.item_of(day.mei)
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form(f"{day.base}/{item.id}", version=1, **decision_fields(day.minato))
    assert answer.status_code == 404
