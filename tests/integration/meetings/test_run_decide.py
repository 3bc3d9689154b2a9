"""The end of the day: everything takes effect once, and not before all is there."""

from datetime import date

from access.audit import store as audit_store
from access.audit.model import AuditKind
from core.database import transaction
from meetings.minutes import actions as running
from meetings.minutes import store as record_store
from meetings.minutes.model import MinutesState
from meetings.progress import store as progress_store
from meetings.scheduling.model import MeetingState
from network.cases import store as case_store
from network.cases.model import Case, ClosingReason, Severity
from tests.conftest import Cast, Client, ClientAs
from tests.integration.meetings.the_day import Day, begun, decision_fields
from tests.unit.pdf_reading import flat


async def _day(cast: Cast) -> Day:
    return await begun(cast.coordinator, school=cast.school.id, clinic=cast.clinic.id, center=cast.center.id)


async def _type(client: Client, day: Day, child: Case, **fields: object) -> None:
    item, version = await day.item_of(child), (await day.record_of(child)).version
    answer = await client.send_form(f"{day.base}/{item.id}", version=version, **fields)
    assert answer.status_code == 303


async def _type_all(client: Client, day: Day, **mei: object) -> None:
    siblings = {**decision_fields(day.minato, policy="祖母と話す。"), **decision_fields(day.nagi)}
    siblings["case"] = [str(day.minato.id), str(day.nagi.id)]
    await _type(client, day, day.minato, **siblings)
    await _type(client, day, day.mei, **decision_fields(day.mei), **mei)
    await client.send_form(f"{day.base}/block")


async def test_the_decision_reaches_cases_list_and_tasks(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    async with client_as(cast.coordinator) as client:
        siblings = {
            **decision_fields(
                day.minato, policy="祖母と話す。", severity="moderate", rank="A", lead=str(cast.school.id)
            ),
            **decision_fields(day.nagi, treatment="close", closing="improved"),
            "case": [str(day.minato.id), str(day.nagi.id)],
        }
        tasks = {"p0_agency": str(cast.clinic.id), "p0_what": "健診の結果を知らせる", "p0_due": "R9.1.15"}
        await _type(client, day, day.minato, **siblings, **tasks)
        await _type(client, day, day.mei, **decision_fields(day.mei))
        assert (await client.send_form(f"{day.base}/block")).status_code == 303
        assert "今回の扱いが決まっていません" not in (await client.get(f"{day.base}/end")).text
        assert (await client.send_form(f"{day.base}/end")).status_code == 303
        pdf = await client.get(f"{day.base}/decisions.pdf")
    minato, nagi = await day.case(day.minato), await day.case(day.nagi)
    assert (minato.policy, minato.severity, minato.next_review_on) == (
        "祖母と話す。",
        Severity.MODERATE,
        date(2027, 3, 1),
    )
    assert (nagi.open, nagi.closing_reason) == (False, ClosingReason.IMPROVED)
    assert [task.what for task in await day.promises(day.nagi)] == ["健診の結果を知らせる"]
    assert (await day.case(day.quiet[0])).last_deliberated_on == (await day.meeting()).held_on
    async with transaction(cast.council):
        scope = running.whole(cast.coordinator)
        held = await case_store.linkages(scope=scope, case_ids=[day.minato.id])
        entries = await progress_store.entries(scope=scope, meeting_id=day.meeting_id)
        minutes = await record_store.minutes(day.meeting_id, scope=scope)
        written = await audit_store.of_subject(str(day.meeting_id), scope=scope)
    leads = [one.agency_id for one in held if one.is_lead and one.on((await day.meeting()).held_on)]
    assert leads == [cast.school.id]
    assert len(entries) == 5
    assert minutes is not None
    assert minutes.state is MinutesState.DRAFT
    assert AuditKind.DECISIONS_APPLIED in {entry.kind for entry in written}
    assert "健診の結果を知らせる" in flat(pdf.content)
    assert "湊" not in flat(pdf.content)


async def test_pressing_twice_decides_once(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    tasks = {"p0_agency": str(cast.school.id), "p0_what": "欠席を知らせる"}
    async with client_as(cast.coordinator) as client:
        await _type_all(client, day, **tasks)
        for _ in range(2):
            assert (await client.send_form(f"{day.base}/end")).status_code == 303
    assert [task.what for task in await day.promises(day.mei)] == ["欠席を知らせる"]
    async with transaction(cast.council):
        scope = running.whole(cast.coordinator)
        assert len(await progress_store.entries(scope=scope, case_ids=[day.mei.id])) == 1
        assert len(await record_store.editions(day.meeting_id, scope=scope)) == 1


async def test_undecided_cases_wait_only_when_somebody_says_so(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    before = await day.case(day.mei)
    async with client_as(cast.coordinator) as client:
        refused = await client.send_form(f"{day.base}/end")
        assert (refused.status_code, "次回に持ちこす" in refused.text) == (422, True)
        assert (await day.meeting()).state is MeetingState.RUNNING
        assert (await client.send_form(f"{day.base}/end", carry_over="yes")).status_code == 303
    assert (await day.meeting()).state is MeetingState.DECIDED
    assert await day.case(day.mei) == before


async def test_a_task_needs_an_agency(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    async with client_as(cast.coordinator) as client:
        await _type_all(client, day, p0_what="だれかが確かめる")
        refused = await client.send_form(f"{day.base}/end", carry_over="yes")
    assert (refused.status_code, "担当の機関がない役割分担が1件" in refused.text) == (422, True)


async def test_a_missing_copy_needs_a_reason(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    async with client_as(cast.coordinator) as client:
        await _type_all(client, day)
        row = {"version": 1, "state": "present", "attendee": "教頭 村瀬 直", "copy_number": "７"}
        assert (await client.send_form(f"{day.base}/door/{cast.school.id}", **row)).status_code == 303
        refused = await client.send_form(f"{day.base}/end")
        assert (refused.status_code, "第07号" in refused.text) == (422, True)
        assert (await client.send_form(f"{day.base}/end", reason="あす届けに来る")).status_code == 303
    assert "あす届けに来る" in (await day.meeting()).note


async def test_the_office_alone_decides(cast: Cast, client_as: ClientAs) -> None:
    day = await _day(cast)
    for person in (cast.member, cast.stranger, cast.auditor):
        async with client_as(person) as client:
            assert (await client.send_form(f"{day.base}/end", carry_over="yes")).status_code == 404
    assert (await day.meeting()).state is MeetingState.RUNNING
