"""順番を整える before announcing: the job, before and after, taking, undo, and what is refused."""

import asyncio
from dataclasses import replace
from datetime import time

import pytest

from access.audit.model import AuditEvent, AuditKind
from core import clock, jobs
from core.database import transaction
from core.jobs import JobCancelled, JobState
from meetings.agenda import actions as agenda
from meetings.agenda import rules as agenda_rules
from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.agenda.model import AgendaItem
from meetings.agenda.rules import individual
from meetings.arrangements import actions, rules, store
from meetings.arrangements.errors import AgendaChanged, AlreadyAnnounced, NoSuchArrangement, NothingToArrange
from meetings.arrangements.model import USUAL_RULES, Arrangement, ArrangementState, OrderRule
from meetings.invitations import actions as invitations
from meetings.scheduling import actions as scheduling
from meetings.scheduling import store as meeting_store
from meetings.scheduling.errors import MeetingOver
from meetings.scheduling.model import Channel, MeetingState, Reply
from meetings.scheduling.rules import ReplyGiven
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.preparing import Prepared, audited, items, order, plan, prepared, with_agenda, work_off

STEPS = 3_000


async def _facts(stage: Prepared) -> AgendaFacts:
    async with transaction(stage.cast.council):
        return await agenda.agenda_facts(stage.meeting.id, scope=stage.scope)


async def _latest(stage: Prepared) -> Arrangement:
    async with transaction(stage.cast.council):
        return (await store.arrangements(stage.meeting.id, scope=stage.scope))[0]


async def test_the_order_is_searched_by_the_worker_shown_and_taken(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    first = await order(stage)
    async with client_as(cast.coordinator) as client:
        assert "順番を整える" in (await client.get(f"{stage.path}/agenda")).text
        answer = await client.send_form(f"{stage.path}/arrangement")
        assert answer.headers["location"].startswith("/jobs/")
        await work_off()
        assert await order(stage) == first  # nothing moves before it is taken
        job = (await client.get(answer.headers["location"])).text
        assert f"{stage.path}/arrangement" in job
        pages = [
            (await client.get(f"{stage.path}/arrangement?view={view}")).text for view in ("order", "who", "figures")
        ]
    assert "案の時間" in pages[0]
    assert pages[1].count('<table class="matrix">') == 2
    assert "地区と学校の順にした待ち" in pages[2]
    found = await _latest(stage)
    assert set(found.order) == set(first)
    assert found.rules == USUAL_RULES
    assert found.proven
    facts = await _facts(stage)
    taken = replace(facts, items=rules.taken(facts, found))
    assert day_plan(taken).waiting == found.waiting <= day_plan(facts).waiting
    assert not [one for one in day_plan(taken).violations if "重いケース" in one.sentence]


async def test_taking_moves_and_undo_restores_order_and_headings_exactly(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    before = await items(stage)
    made = await _mirrored(stage)
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form(f"{stage.path}/arrangement/accept", arrangement=str(made.id))
        assert answer.headers["location"] == f"{stage.path}/agenda"
        assert await order(stage) == list(made.order)
        page = (await client.get(f"{stage.path}/agenda")).text
        undo = f"{stage.path}/arrangement/undo?arrangement={made.id}"
        assert undo in page
        line = (await client.get(f"{stage.path}/arrangement/line")).text
        assert "に整えたものです" in line
        assert "整える前の順に戻す" in (await client.get(f"{stage.path}/arrangement")).text
        assert (await client.send_form(undo)).status_code == 303
    assert [_without_version(one) for one in await items(stage)] == [_without_version(one) for one in before]
    assert (await _latest(stage)).state is ArrangementState.PROPOSED
    said = [entry.detail.get("what") for entry in await audited(stage, AuditKind.AGENDA_CHANGED)]
    assert {"order proposed", "arranged", "order accepted", "arrangement undone"} <= set(said)


async def test_every_button_pressed_twice_does_its_work_once(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    before = await order(stage)
    made = await _mirrored(stage)
    async with client_as(cast.coordinator) as client:
        for path, after in (
            ("discard", before), (f"undo?arrangement={made.id}", before),
            ("accept", list(made.order)), (f"undo?arrangement={made.id}", before),
        ):  # fmt: skip
            for _ in range(2):
                answer = await client.send_form(f"{stage.path}/arrangement/{path}", arrangement=str(made.id))
                assert answer.status_code == 303, (path, answer.text)
                assert await order(stage) == after
    said = [entry.detail.get("what") for entry in await audited(stage, AuditKind.AGENDA_CHANGED)]
    for what in ("order discarded", "order accepted", "arranged", "arrangement undone"):
        assert said.count(what) == 1, what


async def test_a_search_that_waits_is_not_queued_twice_but_one_for_another_agenda_is(cast: Cast) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    first = await actions.start_search(cast.coordinator, stage.meeting.id, None)
    assert (await actions.start_search(cast.coordinator, stage.meeting.id, None)).id == first.id
    other = await actions.start_search(cast.coordinator, stage.meeting.id, (OrderRule.HEAVY_EARLY,))
    await agenda.move(cast.coordinator, stage.meeting.id, (await order(stage))[0], 2)
    moved = await actions.start_search(cast.coordinator, stage.meeting.id, None)
    async with transaction(cast.council):
        await jobs.ask_to_stop(moved.id, account_id=cast.coordinator.account_id)
    again = await actions.start_search(cast.coordinator, stage.meeting.id, None)
    assert len({first.id, other.id, moved.id, again.id}) == 4


async def test_a_search_whose_worker_died_is_done_by_the_next_one_and_proposes_once(cast: Cast) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    await work_off()
    job = await actions.start_search(cast.coordinator, stage.meeting.id, None)
    async with transaction(None):
        claimed = await jobs.claim(clock.now() - 2 * jobs.LOST_AFTER)
    assert claimed is not None
    assert claimed[1].id == job.id
    await work_off()
    async with transaction(cast.council):
        done = await jobs.job(job.id, account_id=cast.coordinator.account_id)
        made = await store.arrangements(stage.meeting.id, scope=stage.scope)
    assert (done.state, len(made)) == (JobState.DONE, 1)


async def test_a_search_for_a_meeting_that_was_called_off_ends_with_a_sentence_and_no_proposal(cast: Cast) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    job = await actions.start_search(cast.coordinator, stage.meeting.id, None)
    await invitations.call_off(cast.coordinator, stage.meeting.id)
    await work_off()
    async with transaction(cast.council):
        ended = await jobs.job(job.id, account_id=cast.coordinator.account_id)
        assert await store.arrangements(stage.meeting.id, scope=stage.scope) == []
    assert (ended.state, ended.message) == (JobState.FAILED, MeetingOver.message)


async def test_a_proposal_replaced_by_a_newer_one_is_refused_beside_the_newer(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    old = await actions.arrange(cast.coordinator, stage.meeting.id, steps=STEPS)
    await actions.arrange(cast.coordinator, stage.meeting.id, steps=STEPS, seed=2)
    now = await order(stage)
    async with client_as(cast.coordinator) as client:
        for path in ("accept", "discard"):
            refused = await client.send_form(f"{stage.path}/arrangement/{path}", arrangement=str(old.id))
            assert refused.status_code == 404
            assert "この案は、もうありません" in refused.text
            assert "守ること" in refused.text, "the page with the newer one"
    assert await order(stage) == now


async def test_an_order_is_not_taken_back_by_the_way_once_it_is_announced(cast: Cast) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    made = await _mirrored(stage)
    await actions.accept(cast.coordinator, stage.meeting.id, made.id)
    await _change_meeting(stage, confirmed=True)
    with pytest.raises(AlreadyAnnounced):
        await actions.take_back(cast.coordinator, stage.meeting.id, made.id)
    assert await order(stage) == list(made.order)


async def test_after_a_move_by_hand_the_line_goes_and_undo_refuses_in_place(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    made = await _mirrored(stage)
    await actions.accept(cast.coordinator, stage.meeting.id, made.id)
    await agenda.move(cast.coordinator, stage.meeting.id, made.order[0], 2)
    moved = await order(stage)
    async with client_as(cast.coordinator) as client:
        assert "に整えたものです" not in (await client.get(f"{stage.path}/arrangement/line")).text
        refused = await client.send_form(f"{stage.path}/arrangement/undo?arrangement={made.id}")
    assert refused.status_code == 409
    assert "そのあとで順番が変わった" in refused.text
    assert await order(stage) == moved


async def test_a_proposal_for_another_agenda_is_refused_in_place(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    made = await actions.arrange(cast.coordinator, stage.meeting.id, steps=STEPS)
    item = (await order(stage))[0]
    facts = await _facts(stage)
    minutes = {item: 20}
    await agenda.rearrange(
        cast.coordinator, stage.meeting.id, places={}, minutes=minutes, seen=agenda_rules.seen(facts.items)
    )
    now = await items(stage)
    async with client_as(cast.coordinator) as client:
        assert "議題が変わりました" in (await client.get(f"{stage.path}/arrangement")).text
        refused = await client.send_form(f"{stage.path}/arrangement/accept", arrangement=str(made.id))
    assert refused.status_code == 409
    assert "案をつくったあとで議題が変わりました" in refused.text
    assert await items(stage) == now


async def test_an_answer_of_an_agency_makes_a_proposal_stale(cast: Cast) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    made = await actions.arrange(cast.coordinator, stage.meeting.id, steps=STEPS)
    given = ReplyGiven(reply=Reply.ATTENDS, attendee="教頭", comes_from=time(14, 0))
    await scheduling.answer(cast.coordinator, stage.meeting.id, cast.school.id, given, channel=Channel.PHONE)
    with pytest.raises(AgendaChanged):
        await actions.accept(cast.coordinator, stage.meeting.id, made.id)


async def test_hours_and_pins_that_contradict_are_named_and_nothing_changes(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    given = ReplyGiven(reply=Reply.ATTENDS, attendee="教頭", comes_from=time(15, 25))
    await scheduling.answer(cast.coordinator, stage.meeting.id, cast.school.id, given, channel=Channel.PHONE)
    now = await order(stage)
    made = await actions.arrange(cast.coordinator, stage.meeting.id, steps=STEPS)
    assert made.order == ()
    assert any("15:25から" in sentence for sentence in made.not_kept)
    assert not any(name in "".join(made.not_kept) for name in ("高瀬", "野口", "井出"))
    async with client_as(cast.coordinator) as client:
        page = (await client.get(f"{stage.path}/arrangement")).text
        assert "守れない決まりがあります" in page or "決まりどうしがぶつかって" in page
        assert "15:25から" in page
        refused = await client.send_form(f"{stage.path}/arrangement/accept", arrangement=str(made.id))
    assert refused.status_code == 404
    assert await order(stage) == now


async def test_the_switches_are_remembered(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    async with client_as(cast.coordinator) as client:
        await client.send_form(f"{stage.path}/arrangement", chosen="yes", rule="heavy_early")
        await work_off()
        assert (await _latest(stage)).rules == (OrderRule.HEAVY_EARLY,)
        await client.send_form(f"{stage.path}/arrangement")
        await work_off()
        assert (await _latest(stage)).rules == (OrderRule.HEAVY_EARLY,)
        wrong = await client.send_form(f"{stage.path}/arrangement", chosen="yes", rule="nonsense")
    assert wrong.status_code == 422
    assert "決まりを選びなおしてください" in wrong.text


async def test_leaving_a_proposal_can_be_undone(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    now = await order(stage)
    made = await actions.arrange(cast.coordinator, stage.meeting.id, steps=STEPS)
    async with client_as(cast.coordinator) as client:
        await client.send_form(f"{stage.path}/arrangement/discard", arrangement=str(made.id))
        assert (await _latest(stage)).state is ArrangementState.DISCARDED
        assert "いまの順の待ち" in (await client.get(f"{stage.path}/arrangement")).text
        await client.send_form(f"{stage.path}/arrangement/undo?arrangement={made.id}")
    assert (await _latest(stage)).state is ArrangementState.PROPOSED
    assert await order(stage) == now


async def test_one_item_or_none_cannot_be_arranged(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    async with client_as(cast.coordinator) as client:
        empty = await client.send_form(f"{stage.path}/arrangement")
        assert empty.status_code == 422
        assert "議題が2つ以上あるとき" in empty.text
        await with_agenda(stage)
        for item in (await order(stage))[1:]:
            await agenda.pin(cast.coordinator, stage.meeting.id, item, fixed=True)
        assert (await client.send_form(f"{stage.path}/arrangement")).status_code == 422
    with pytest.raises(NothingToArrange):
        await actions.arrange(cast.coordinator, stage.meeting.id, steps=STEPS)


async def test_a_held_meeting_and_an_announced_one_are_not_arranged(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    made = await actions.arrange(cast.coordinator, stage.meeting.id, steps=STEPS)
    await _change_meeting(stage, confirmed=True)
    with pytest.raises(AlreadyAnnounced):
        await actions.start_search(cast.coordinator, stage.meeting.id, None)
    with pytest.raises(AlreadyAnnounced):
        await actions.accept(cast.coordinator, stage.meeting.id, made.id)
    async with client_as(cast.coordinator) as client:
        refused = await client.send_form(f"{stage.path}/arrangement")
        assert refused.status_code == 422
        assert "順番を直す" in refused.text
    await _change_meeting(stage, state=MeetingState.DECIDED)
    with pytest.raises(MeetingOver):
        await actions.accept(cast.coordinator, stage.meeting.id, made.id)


async def test_a_proposal_of_another_meeting_is_not_found(cast: Cast) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    made = await actions.arrange(cast.coordinator, stage.meeting.id, steps=STEPS)
    other = await scheduling.create_meeting(cast.coordinator, replace(plan(stage.tier, cast.school), ordinal=5))
    with pytest.raises(NoSuchArrangement):
        await actions.accept(cast.coordinator, other.id, made.id)


async def test_members_strangers_and_auditors_find_nothing(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    made = await actions.arrange(cast.coordinator, stage.meeting.id, steps=STEPS)
    for actor in (cast.member, cast.stranger, cast.auditor):
        async with client_as(actor) as client:
            for path in ("", "/line", "?view=who"):
                assert (await client.get(f"{stage.path}/arrangement{path}")).status_code == 404
            for path in ("", "/accept", "/discard", f"/undo?arrangement={made.id}"):
                answer = await client.send_form(f"{stage.path}/arrangement{path}", arrangement=str(made.id))
                assert answer.status_code == 404


async def test_a_stopped_search_keeps_the_best_so_far_and_says_so(cast: Cast) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    job = await actions.start_search(cast.coordinator, stage.meeting.id, None)
    said: list[str] = []

    async def report(_done: int, _total: int, sentence: str = "", /) -> None:
        said.append(sentence)
        await asyncio.sleep(0.2)
        if len(said) > 1:
            raise JobCancelled

    result = await actions.run_order(cast.council, job, report)
    assert (await _latest(stage)).order
    assert result.said in {"", actions.STOPPED}
    assert all(sentence.startswith("待ち ") for sentence in said)
    assert job.state is JobState.WAITING


async def _mirrored(stage: Prepared) -> Arrangement:
    """A proposal that moves something: the present order the other way round, as if it had been found."""
    facts = await _facts(stage)
    before = [item.id for item in individual(facts.items)]
    made = await actions.arrange(stage.cast.coordinator, stage.meeting.id, (), steps=STEPS)
    turned = replace(made, order=tuple(reversed(before)))
    async with transaction(stage.cast.council):
        await store.save_arrangement(turned, audit=AuditEvent.of_operator(AuditKind.AGENDA_CHANGED))
    return turned


def _without_version(item: AgendaItem) -> AgendaItem:
    return replace(item, version=1)


async def _change_meeting(stage: Prepared, *, confirmed: bool = False, state: MeetingState | None = None) -> None:
    async with transaction(stage.cast.council):
        meeting = await meeting_store.meeting(stage.meeting.id, scope=stage.scope)
        changed = replace(
            meeting,
            confirmed_at=clock.now() if confirmed else meeting.confirmed_at,
            state=state or meeting.state,
        )
        await meeting_store.save_meeting(changed, audit=AuditEvent.of_operator(AuditKind.MEETING_CHANGED))


async def test_the_job_page_says_how_far_the_search_is_also_without_script(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    await with_agenda(stage)
    job = await actions.start_search(cast.coordinator, stage.meeting.id, None)
    await jobs.report(
        cast.council, job.id, done=1, total=5, now=clock.now(), said="待ち 2時間 → 1時間（さがしています）"
    )
    await jobs.report(cast.council, job.id, done=2, total=5, now=clock.now())
    async with client_as(cast.coordinator) as client:
        page = (await client.get(f"/jobs/{job.id}")).text
    assert "待ち 2時間 → 1時間（さがしています）" in page
    assert "5秒のうち 2秒" in page
    assert '<meta http-equiv="refresh"' in page
