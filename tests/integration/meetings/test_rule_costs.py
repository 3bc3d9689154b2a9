"""決まりの重さ: the worker tries every rule, the page says what was found, for whom, and when it holds no longer."""

import json
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

import pytest

from access.audit.model import AuditEvent, AuditKind
from core import clock, jobs
from core.calendar import as_jst, clock_time
from core.database import transaction
from core.errors import NotAllowed
from core.jobs import Job, JobState
from meetings.agenda import actions as agenda
from meetings.agenda import rules as agenda_rules
from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.arrangements import actions as arrangements
from meetings.arrangements.errors import AgendaChanged, AlreadyAnnounced
from meetings.arrangements.model import USUAL_RULES, Arrangement, OrderRule
from meetings.rule_costs import actions
from meetings.rule_costs.errors import NothingBinds, NothingProposed
from meetings.rule_costs.model import BindingRule, RuleKind
from meetings.scheduling import store as meeting_store
from network.agencies import store as agency_store
from tests.conftest import Cast, Client, ClientAs
from tests.integration.meetings.preparing import (
    NAMES,
    Prepared,
    audited,
    confirm,
    order,
    prepared,
    with_agenda,
    work_off,
)
from web import worker

STEPS = 300
FOUND = "待ちは合わせて5分減ります。"
NUMBER = "0999-11-0009"


async def clinic_in_the_middle(cast: Cast, *, pinned: bool = False) -> tuple[Prepared, Arrangement]:
    """The school has the first and the last item; the clinic can come only for the one between, or it is pinned."""
    stage = await prepared(cast)
    found = await with_agenda(stage)
    item = next(one for one in found if stage.cases[3].id in one.cases)
    await agenda.move(cast.coordinator, stage.meeting.id, item.id, 2)
    await in_minutes(stage, {one: 9 for one in await order(stage) if one != item.id})
    if pinned:
        await agenda.pin(cast.coordinator, stage.meeting.id, item.id, fixed=True)
    else:
        await comes_only_for(stage, item.id)
    return stage, await arrangements.arrange(cast.coordinator, stage.meeting.id, steps=STEPS)


async def in_minutes(stage: Prepared, minutes: Mapping[UUID, int]) -> None:
    """A person types how long items take."""
    seen = agenda_rules.seen((await facts_of(stage)).items)
    actor = stage.cast.coordinator
    await agenda.rearrange(actor, stage.meeting.id, places={}, minutes=minutes, seen=seen)


async def comes_only_for(stage: Prepared, item_id: UUID) -> None:
    """The clinic's answer has exactly the hours of this item; its number stands in the directory."""
    clinic = stage.cast.clinic
    placed = day_plan(await facts_of(stage)).place(item_id)
    audit = AuditEvent.of_operator(AuditKind.REPLY_RECORDED)
    async with transaction(stage.cast.council):
        row = await meeting_store.invitee(stage.meeting.id, clinic.id, scope=stage.scope)
        since, until = (as_jst(moment).time() for moment in (placed.starts, placed.ends))
        await meeting_store.save_invitee(replace(row, comes_from=since, comes_until=until), audit=audit)
        known = await agency_store.agency(clinic.id, scope=stage.scope)
        await agency_store.save_agency(replace(known, phone=NUMBER), audit=audit)


async def facts_of(stage: Prepared) -> AgendaFacts:
    async with transaction(stage.cast.council):
        return await agenda.agenda_facts(stage.meeting.id, scope=stage.scope)


async def weighed(stage: Prepared) -> Job:
    """Let the worker try everything; the job as it ended."""
    job = await actions.weigh(stage.cast.coordinator, stage.meeting.id, steps=STEPS)
    await work_off()
    return await job_of(stage, job)


async def job_of(stage: Prepared, job: Job) -> Job:
    async with transaction(stage.cast.council):
        return await jobs.job(job.id, account_id=stage.cast.coordinator.account_id)


async def shown(client: Client, stage: Prepared) -> str:
    answer = await client.get(f"{stage.path}/rule-costs")
    assert answer.status_code == 200
    return answer.text


async def test_the_worker_tries_each_rule_and_the_page_says_whom_to_ring(cast: Cast, client_as: ClientAs) -> None:
    stage, _made = await clinic_in_the_middle(cast)
    before = await order(stage)
    placed = day_plan(await facts_of(stage)).place(before[1])
    async with client_as(cast.coordinator) as client:
        assert "まだしらべていません" in await shown(client, stage)
        assert "決まりの重さをしらべる" in (await client.get(f"{stage.path}/arrangement")).text
        answer = await client.send_form(f"{stage.path}/rule-costs")
        assert answer.headers["location"].startswith("/jobs/")
        await work_off()
        ended = (await client.get(answer.headers["location"])).text
        assert f"{stage.path}/rule-costs" in ended
        page = await shown(client, stage)
    hours = f"{clock_time(placed.starts)}より前に来られるか、{clock_time(placed.ends)}より後まで居られれば"
    assert f"{cast.clinic.short}が{hours}、{FOUND}" in page
    assert NUMBER in page
    assert f"/agencies/{cast.clinic.id}" in page
    assert "しらべた範囲では、次の1つをはずすと" in page
    assert "待ちは短くなりませんでした：" in page
    assert await order(stage) == before, "nothing moved"


async def test_a_pin_costs_and_is_no_reason_to_ring(cast: Cast, client_as: ClientAs) -> None:
    stage, _made = await clinic_in_the_middle(cast, pinned=True)
    done = await weighed(stage)
    assert (done.state, done.done, done.total) == (JobState.DONE, done.total, done.total), done.message
    async with client_as(cast.coordinator) as client:
        page = await shown(client, stage)
    assert f"いまの2番（{stage.cases[3].number}）の固定で、待ちは合わせて5分増えています。" in page
    assert "知るための数字です" in page
    assert f"/agencies/{cast.clinic.id}" not in page
    found = await actions.weighing_of(cast.coordinator, stage.meeting.id)
    assert found.costs is not None
    assert {one.rule for one in found.costs.costs} == set(found.binding)
    assert OrderRule.FAIR not in found.rules, "fairness yielded to the pin and is not tried"


async def test_what_the_job_keeps_names_nobody(cast: Cast) -> None:
    stage, made = await clinic_in_the_middle(cast)
    done = await weighed(stage)
    kept = json.dumps(done.arguments) + b64decode(done.result or "").decode()
    assert str(made.id) in kept
    names = {cast.clinic.name, cast.school.name, *NAMES, *(case.number for case in stage.cases)}
    assert not [name for name in names if name in kept or name in json.dumps(kept)]


async def test_opening_the_page_is_recorded(cast: Cast, client_as: ClientAs) -> None:
    stage, _made = await clinic_in_the_middle(cast)
    async with client_as(cast.coordinator) as client:
        await shown(client, stage)
    entry = (await audited(stage, AuditKind.CASES_LISTED))[0]
    assert (entry.subject, entry.detail["page"]) == (str(stage.meeting.id), "rule_costs")


async def test_figures_of_another_agenda_are_not_shown(cast: Cast, client_as: ClientAs) -> None:
    stage, made = await clinic_in_the_middle(cast)
    await weighed(stage)
    async with client_as(cast.coordinator) as client:
        await arrangements.accept(cast.coordinator, stage.meeting.id, made.id)
        assert FOUND in await shown(client, stage), "taking the proposal changes nothing about it"
        first = (await order(stage))[0]
        await agenda.pin(cast.coordinator, stage.meeting.id, first, fixed=True)
        page = await shown(client, stage)
        assert FOUND not in page
        assert "しらべたあとで、議題か案が変わりました。" in page
        assert "もう一度しらべる" in page
        await weighed(stage)
        assert FOUND in await shown(client, stage)
        await arrangements.arrange(cast.coordinator, stage.meeting.id, steps=STEPS)
        assert "議題か案が変わりました" in await shown(client, stage), "another proposal"
        await weighed(stage)
        await in_minutes(stage, {first: 8})
        page = await shown(client, stage)
        assert FOUND not in page
        assert "先に順番を整え直すと" in page


async def test_an_agenda_that_changed_while_it_waited_ends_with_a_sentence(cast: Cast) -> None:
    stage, _made = await clinic_in_the_middle(cast)
    await work_off()
    job = await actions.weigh(cast.coordinator, stage.meeting.id, steps=STEPS)
    await agenda.move(cast.coordinator, stage.meeting.id, (await order(stage))[0], 3)
    await work_off()
    ended = await job_of(stage, job)
    assert (ended.state, ended.message, ended.result) == (JobState.FAILED, AgendaChanged.message, None)


async def test_stopped_it_leaves_nothing(cast: Cast, client_as: ClientAs) -> None:
    stage, _made = await clinic_in_the_middle(cast)
    await work_off()
    job = await actions.weigh(cast.coordinator, stage.meeting.id, steps=STEPS)
    async with transaction(None):
        claimed = await jobs.claim(clock.now())
    assert claimed is not None
    async with transaction(cast.council):
        await jobs.ask_to_stop(job.id, account_id=cast.coordinator.account_id)
    await worker._do(*claimed)
    ended = await job_of(stage, job)
    assert (ended.state, ended.done, ended.result) == (JobState.CANCELLED, 0, None)
    async with client_as(cast.coordinator) as client:
        assert "まだしらべていません" in await shown(client, stage)


async def test_pressed_twice_it_is_done_once(cast: Cast) -> None:
    stage, _made = await clinic_in_the_middle(cast)
    first = await actions.weigh(cast.coordinator, stage.meeting.id)
    assert (await actions.weigh(cast.coordinator, stage.meeting.id)).id == first.id


async def test_without_a_proposal_there_is_nothing_to_weigh(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    async with client_as(cast.coordinator) as client:
        assert "順番の案がまだありません。" in await shown(client, stage)
        refused = await client.send_form(f"{stage.path}/rule-costs")
        assert refused.status_code == 422
        assert NothingProposed.message in refused.text


async def test_where_no_rule_binds_it_is_said(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    await arrangements.arrange(cast.coordinator, stage.meeting.id, (OrderRule.STANDING,), steps=STEPS)
    async with client_as(cast.coordinator) as client:
        page = await shown(client, stage)
        assert "はずしてみる決まりがありません。" in page
        assert f'action="{stage.path}/rule-costs"' not in page
    with pytest.raises(NothingBinds):
        await actions.weigh(cast.coordinator, stage.meeting.id)


async def test_after_announcing_nothing_is_tried_any_more(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    made = await arrangements.arrange(cast.coordinator, stage.meeting.id, USUAL_RULES, steps=STEPS)
    await arrangements.accept(cast.coordinator, stage.meeting.id, made.id)
    await confirm(stage)
    async with client_as(cast.coordinator) as client:
        page = await shown(client, stage)
        assert "出席時間を知らせたあとは、しらべられません。" in page
        assert f'action="{stage.path}/rule-costs"' not in page
        refused = await client.send_form(f"{stage.path}/rule-costs")
    assert refused.status_code == 422
    assert AlreadyAnnounced.message in refused.text


async def test_only_the_office_sees_and_starts_it(cast: Cast, client_as: ClientAs) -> None:
    stage, _made = await clinic_in_the_middle(cast)
    await weighed(stage)
    for actor in (cast.member, cast.stranger, cast.auditor):
        async with client_as(actor) as client:
            assert (await client.get(f"{stage.path}/rule-costs")).status_code == 404
            assert (await client.send_form(f"{stage.path}/rule-costs")).status_code == 404
        for use in (actions.weigh, actions.weighing_of):
            with pytest.raises(NotAllowed):
                await use(actor, stage.meeting.id)


async def test_the_rules_of_everybody_are_tried_too(cast: Cast) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    await arrangements.arrange(cast.coordinator, stage.meeting.id, steps=STEPS)
    found = await actions.weighing_of(cast.coordinator, stage.meeting.id)
    kinds = (RuleKind.HEAVY, RuleKind.BLOCKS, RuleKind.FAIR)
    assert list(found.binding) == [BindingRule(kind=kind) for kind in kinds]
