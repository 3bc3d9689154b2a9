"""順番を直す: after the announcement only what must change changes, and only who must be told is told, once."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from email import message_from_bytes
from uuid import UUID, uuid4

import pytest
from icalendar import Calendar

from access.audit.model import AuditEvent, AuditKind
from core import clock, jobs, outbox
from core.database import transaction
from core.jobs import JobCancelled, JobState
from core.outbox import MailState
from meetings.agenda import actions as agenda
from meetings.agenda import rules as agenda_rules
from meetings.agenda.actions import agenda_facts
from meetings.agenda.day_plan import day_plan
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.arrangements.errors import AgendaChanged, AlreadyAnnounced, NothingToTakeBack
from meetings.arrangements.model import ArrangementState, ArrangementWay
from meetings.invitations.actions import Told
from meetings.repairs import actions as repairs
from meetings.repairs import repairing
from meetings.scheduling import actions as meetings
from meetings.scheduling.model import Channel, Reply
from meetings.scheduling.rules import ReplyGiven
from network.agencies import store as agency_store
from network.agencies.model import Agency
from network.cases import store as case_store
from network.cases.model import Case, Household, Linkage, LinkageRole, Sighting
from tests.conftest import Cast, ClientAs
from tests.integration.meetings.preparing import (
    Prepared,
    audited,
    confirm,
    items,
    order,
    prepared,
    with_mailbox,
    work_off,
)

STEPS = 400
NAMES = ("岬小", "浜小", "丘小", "港小", "林小")


@pytest.fixture(autouse=True)
def _mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTAKU_SMTP_URL", "smtp://127.0.0.1:9")


@dataclass(frozen=True, slots=True)
class Stage:
    """Five schools with a mailbox, one child each, in the order of NAMES; everybody knows its time."""

    prepared: Prepared
    schools: Sequence[Agency]

    @property
    def path(self) -> str:
        """The address of the meeting."""
        return self.prepared.path

    async def item_of(self, school: int) -> AgendaItem:
        """The item of a school's child."""
        async with transaction(self.prepared.cast.council):
            facts = await agenda_facts(self.prepared.meeting.id, scope=self.prepared.scope)
        return next(
            item
            for item in agenda_rules.individual(facts.items)
            if self.schools[school].id in {link.agency_id for link in facts.linked(item)}
        )

    async def starts(self, school: int) -> time:
        """When the item of a school's child begins."""
        async with transaction(self.prepared.cast.council):
            facts = await agenda_facts(self.prepared.meeting.id, scope=self.prepared.scope)
        item = await self.item_of(school)
        return day_plan(facts).place(item.id).starts.astimezone(clock.JST).time()

    async def events(self) -> set[tuple[str, str, int]]:
        """Agency, method and sequence of every calendar that waits in the outbox; what waited counts as sent then."""
        names = {school.id: school.name for school in self.schools}
        found = set()
        async with transaction(self.prepared.cast.council):
            for mail in await outbox.mails(meeting_id=self.prepared.meeting.id):
                if mail.mime and mail.state is MailState.PENDING and mail.agency_id in names:
                    found.add((names[mail.agency_id], *_event(mail.mime)))
                    await outbox.mark(mail.id, MailState.SENT, now=clock.now())
        return found


async def _told(cast: Cast) -> Stage:
    stage = await prepared(cast)
    await with_mailbox(stage)
    schools = await _schools(cast)
    await meetings.uninvite(cast.coordinator, stage.meeting.id, cast.school.id)
    await meetings.uninvite(cast.coordinator, stage.meeting.id, cast.clinic.id)
    for school in schools:
        await meetings.invite(cast.coordinator, stage.meeting.id, school.id)
    await agenda.propose(cast.coordinator, stage.meeting.id)
    known = {case.id for case in stage.cases}
    for item in await items(stage):
        if item.kind is ItemKind.INDIVIDUAL and known & set(item.cases):
            await agenda.change_side(cast.coordinator, stage.meeting.id, item.id, ItemKind.NEXT)
        elif item.kind is ItemKind.BLOCK and not known & set(item.cases):
            await agenda.change_side(cast.coordinator, stage.meeting.id, item.id, ItemKind.INDIVIDUAL)
    ready = Stage(stage, schools)
    for place in range(len(NAMES)):
        await agenda.move(cast.coordinator, stage.meeting.id, (await ready.item_of(place)).id, place + 1)
    await confirm(stage)
    assert await ready.events() == {(name, "REQUEST", 0) for name in NAMES}
    return ready


async def _schools(cast: Cast) -> list[Agency]:
    """The schools, each with one child whose review is late."""
    today, since = clock.today(), clock.today() - timedelta(days=100)
    schools = [
        Agency(id=uuid4(), kind_code="elementary_school", name=name, mail=f"school{number}@umi.invalid")
        for number, name in enumerate(NAMES)
    ]
    households = [Household(id=uuid4(), label=f"{name} 世帯") for name in NAMES]
    cases = [
        Case(
            id=uuid4(), household_id=household.id, number=f"R8-1{number:02}", name="川端 凛", affiliation=NAMES[number],
            birth_date=date(today.year - 9, 6, 1), accepted_on=today - timedelta(days=200),
            last_deliberated_on=today - timedelta(days=80), next_review_on=today - timedelta(days=9),
        )
        for number, household in enumerate(households)
    ]  # fmt: skip
    links = [
        link
        for case, school in zip(cases, schools, strict=True)
        for link in (
            Linkage(id=uuid4(), case_id=case.id, agency_id=cast.center.id, is_lead=True, since=since),
            Linkage(id=uuid4(), case_id=case.id, agency_id=school.id, role=LinkageRole.SCHOOL, since=since),
        )
    ]
    seen = [Sighting(id=uuid4(), case_id=case.id, seen_on=today - timedelta(days=3)) for case in cases]
    audit = AuditEvent.of_operator(AuditKind.CASE_CREATED)
    async with transaction(cast.council):
        await agency_store.add_agencies(schools, audit=audit)
        await case_store.add_households(households, audit=audit)
        await case_store.add_cases(cases, audit=audit)
        await case_store.add_linkages(links, audit=audit)
        await case_store.add_sightings(seen, audit=audit)
    return schools


def _event(mime: str) -> tuple[str, int]:
    parts = list(message_from_bytes(base64.b64decode(mime)).walk())
    payload = next(part for part in parts if part.get_content_type() == "text/calendar").get_payload(decode=True)
    assert isinstance(payload, bytes)
    calendar = Calendar.from_ical(payload)
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), int(str(event["SEQUENCE"]))


async def _answer(stage: Stage, school: int, given: ReplyGiven) -> None:
    coordinator, meeting_id = stage.prepared.cast.coordinator, stage.prepared.meeting.id
    await meetings.answer(coordinator, meeting_id, stage.schools[school].id, given, channel=Channel.PHONE)


async def _search(stage: Stage, *, afresh: bool = False) -> None:
    actor = stage.prepared.cast.coordinator
    job = await repairs.start_repair(actor, stage.prepared.meeting.id, afresh=afresh, steps=STEPS)
    await work_off()
    async with transaction(actor.council):
        done = await jobs.job(job.id, account_id=actor.account_id)
    assert (done.state, done.result_href) == (JobState.DONE, f"{stage.path}/repair"), done.message


async def _late_school(cast: Cast) -> Stage:
    """岬小 calls: it cannot come before 浜小's item has begun."""
    stage = await _told(cast)
    await _answer(stage, 0, ReplyGiven(reply=Reply.ATTENDS, comes_from=await stage.starts(1)))
    return stage


async def test_a_school_calls_and_exactly_the_agencies_that_must_know_are_told_once(
    cast: Cast, client_as: ClientAs
) -> None:
    stage = await _late_school(cast)
    was = await order(stage.prepared)
    async with client_as(cast.coordinator) as client:
        page = (await client.get(f"{stage.path}/agenda")).text
        assert "お知らせのあとで1件変わりました。" in page
        assert f'href="{stage.path}/repair"' in page
        page = (await client.get(f"{stage.path}/repair")).text
        assert "岬小から、来られるのは" in page
        assert "直し方をさがす" in page
        await _search(stage)
        page = (await client.get(f"{stage.path}/repair")).text
        checked = re.findall(r'value="([0-9a-f-]{36})" checked', page)
        assert len(checked) == 1
        answer = await client.send_form(f"{stage.path}/repair/take", arrangement=checked[0])
        assert answer.headers["location"] == f"{stage.path}/confirm"
        assert await stage.events() == set(), "nothing leaves before it is confirmed"
        page = (await client.get(f"{stage.path}/confirm")).text
        assert "まだ何も送っていません。2機関に変更のお知らせが要ります。" in page
        assert "2機関に変更のお知らせを送る" in page
        again = (await client.get(f"{stage.path}/repair")).text
        assert "直した順は、まだ機関に知らせていません。" in again
        first, second, *others = was
        assert await order(stage.prepared) == [second, first, *others]
        seen = page.split('name="seen" value="')[1].split('"')[0]
        for _ in range(2):
            assert (await client.send_form(f"{stage.path}/confirm", seen=seen)).status_code == 303
        assert await stage.events() == {("岬小", "REQUEST", 1), ("浜小", "REQUEST", 1)}
        assert await confirm(stage.prepared) == Told()
        assert await stage.events() == set()
        assert "変わったことはありません" in (await client.get(f"{stage.path}/repair")).text
        assert "お知らせのあとで" not in (await client.get(f"{stage.path}/agenda")).text


async def test_the_price_shown_is_what_confirming_sends(cast: Cast) -> None:
    stage = await _late_school(cast)
    await _search(stage, afresh=True)
    found = await repairs.repair(cast.coordinator, stage.prepared.meeting.id)
    steps = {one.way: one for one in found.proposed}
    assert set(steps) == {*repairs.SMALL_WAYS, ArrangementWay.AFRESH}
    chosen = steps[ArrangementWay.AFRESH]
    told = repairing.price(found.facts, found.live, chosen.order).told
    assert await repairs.take(cast.coordinator, stage.prepared.meeting.id, chosen.id) == len(told)
    await confirm(stage.prepared)
    names = {school.id: school.name for school in stage.schools}
    assert await stage.events() == {(names[agency], "REQUEST", 1) for agency in told}


async def test_an_agency_that_cancels_is_taken_back_and_the_order_stays(cast: Cast, client_as: ClientAs) -> None:
    stage = await _told(cast)
    before = await order(stage.prepared)
    await _answer(stage, 2, ReplyGiven(reply=Reply.ABSENT))
    async with client_as(cast.coordinator) as client:
        assert "丘小から、欠席の返事" in (await client.get(f"{stage.path}/repair")).text
        assert "1機関に変更のお知らせを送る" in (await client.get(f"{stage.path}/confirm")).text
    await confirm(stage.prepared)
    assert await stage.events() == {("丘小", "CANCEL", 1)}
    assert await order(stage.prepared) == before


async def test_a_step_for_another_order_is_refused_on_the_page_itself(cast: Cast, client_as: ClientAs) -> None:
    stage = await _late_school(cast)
    await _search(stage)
    step = (await repairs.repair(cast.coordinator, stage.prepared.meeting.id)).proposed[-1]
    await agenda.move(cast.coordinator, stage.prepared.meeting.id, (await order(stage.prepared))[0], 3)
    moved = await order(stage.prepared)
    async with client_as(cast.coordinator) as client:
        answer = await client.send_form(f"{stage.path}/repair/take", arrangement=str(step.id))
        assert answer.headers["location"] == f"{stage.path}/repair"
        assert "案をつくったあとで議題が変わりました。" in (await client.get(f"{stage.path}/repair")).text
    assert await order(stage.prepared) == moved


async def test_a_taken_step_can_be_taken_back_until_the_order_changes_again(cast: Cast, client_as: ClientAs) -> None:
    stage = await _late_school(cast)
    was = await items(stage.prepared)
    await _search(stage)
    found = await repairs.repair(cast.coordinator, stage.prepared.meeting.id)
    step = next(one for one in found.proposed if one.way is ArrangementWay.INSERT)
    meeting_id = stage.prepared.meeting.id
    async with client_as(cast.coordinator) as client:
        await client.send_form(f"{stage.path}/repair/take", arrangement=str(step.id))
        undo = f"{stage.path}/repair/{step.id}/undo"
        assert undo in (await client.get(f"{stage.path}/confirm")).text
        assert (await client.send_form(undo)).headers["location"] == f"{stage.path}/repair"
        assert (await client.send_form(undo)).status_code == 303, "pressed twice"
    again = await items(stage.prepared)
    assert [replace(item, version=0) for item in again] == [replace(item, version=0) for item in was]
    told = await repairs.take(cast.coordinator, meeting_id, step.id)
    assert await repairs.take(cast.coordinator, meeting_id, step.id) == told, "pressed twice"
    await agenda.move(cast.coordinator, meeting_id, (await order(stage.prepared))[0], 3)
    with pytest.raises(NothingToTakeBack):
        await repairs.take_back(cast.coordinator, meeting_id, step.id)


async def test_a_step_that_was_told_is_not_taken_back(cast: Cast) -> None:
    stage = await _late_school(cast)
    await _search(stage)
    meeting_id = stage.prepared.meeting.id
    found = await repairs.repair(cast.coordinator, meeting_id)
    step = next(one for one in found.proposed if one.way is ArrangementWay.INSERT)
    await repairs.take(cast.coordinator, meeting_id, step.id)
    told = await order(stage.prepared)
    await confirm(stage.prepared)
    with pytest.raises(AlreadyAnnounced):
        await repairs.take_back(cast.coordinator, meeting_id, step.id)
    assert await order(stage.prepared) == told


async def test_steps_for_another_agenda_are_not_shown_and_not_taken(cast: Cast, client_as: ClientAs) -> None:
    stage = await _late_school(cast)
    await _search(stage)
    meeting_id = stage.prepared.meeting.id
    step = (await repairs.repair(cast.coordinator, meeting_id)).proposed[0]
    await agenda.move(cast.coordinator, meeting_id, (await order(stage.prepared))[4], 4)
    assert step.state is ArrangementState.PROPOSED
    with pytest.raises(AgendaChanged):
        await repairs.take(cast.coordinator, meeting_id, step.id)
    async with client_as(cast.coordinator) as client:
        page = (await client.get(f"{stage.path}/repair")).text
        assert "直し方をさがす" in page
        assert "この順にする" not in page
        assert "順を動かした議題が1件" in page


async def test_new_items_and_other_minutes_are_named_and_withdrawn_ones_counted(cast: Cast) -> None:
    stage = await _told(cast)
    coordinator, meeting_id = cast.coordinator, stage.prepared.meeting.id
    await agenda.change_side(coordinator, meeting_id, (await stage.item_of(4)).id, ItemKind.BLOCK)
    await agenda.add_case(coordinator, meeting_id, stage.prepared.cases[0].number)
    longer = await stage.item_of(1)
    found = await items(stage.prepared)
    await agenda.rearrange(coordinator, meeting_id, places={}, minutes={longer.id: 9}, seen=agenda_rules.seen(found))
    since = (await repairs.repair(coordinator, meeting_id)).since
    assert [item.cases for item in since.added] == [(stage.prepared.cases[0].id,)]
    assert (since.withdrawn, [item.id for item in since.retimed], since.moved) == (1, [longer.id], [])
    assert since.count == 3


async def test_stopped_it_leaves_the_steps_so_far(cast: Cast) -> None:
    stage = await _late_school(cast)
    meeting_id = stage.prepared.meeting.id
    job = await repairs.start_repair(cast.coordinator, meeting_id, steps=STEPS)

    async with transaction(cast.council):
        await jobs.ask_to_stop(job.id, account_id=cast.coordinator.account_id)

    async def stop(_done: int, _total: int, _said: str = "", /) -> None:
        raise JobCancelled

    result = await repairs.JOBS[job.kind](cast.council, job, stop)
    assert result.said.startswith("とめました。")
    found = await repairs.repair(cast.coordinator, meeting_id)
    assert [one.way for one in found.proposed] == [ArrangementWay.KEEP]


async def test_before_the_announcement_there_is_nothing_to_repair(cast: Cast, client_as: ClientAs) -> None:
    stage = await prepared(cast)
    async with client_as(cast.coordinator) as client:
        assert "まだ知らせていません" in (await client.get(f"{stage.path}/repair")).text
        await client.send_form(f"{stage.path}/repair")
        assert "「順番を整える」で変えてください" in (await client.get(f"{stage.path}/repair")).text


async def test_nothing_to_repair_is_said_and_nothing_is_searched(cast: Cast, client_as: ClientAs) -> None:
    stage = await _told(cast)
    async with client_as(cast.coordinator) as client:
        assert "変わったことはありません" in (await client.get(f"{stage.path}/repair")).text
        answer = await client.send_form(f"{stage.path}/repair")
        assert answer.headers["location"] == f"{stage.path}/repair"
        assert "直さなくて大丈夫です" in (await client.get(f"{stage.path}/repair")).text
        assert (await client.send_form(f"{stage.path}/repair/take", arrangement=str(uuid4()))).status_code == 404
        assert (await client.send_form(f"{stage.path}/repair/take")).status_code == 422


async def test_nobody_but_the_office_repairs(cast: Cast, client_as: ClientAs) -> None:
    stage = await _late_school(cast)
    await _search(stage)
    step: UUID = (await repairs.repair(cast.coordinator, stage.prepared.meeting.id)).proposed[0].id
    before = await items(stage.prepared)
    for actor in (cast.member, cast.stranger, cast.auditor):
        async with client_as(actor) as client:
            assert (await client.get(f"{stage.path}/repair")).status_code in {403, 404}
            for path in ("repair", f"repair/{step}/undo"):
                assert (await client.send_form(f"{stage.path}/{path}")).status_code in {403, 404}
            answer = await client.send_form(f"{stage.path}/repair/take", arrangement=str(step))
            assert answer.status_code in {403, 404}
    assert await items(stage.prepared) == before
    whats = [one.detail.get("what") for one in await audited(stage.prepared, AuditKind.AGENDA_CHANGED)]
    assert {"repair searched", "repair proposed"} <= set(whats)
