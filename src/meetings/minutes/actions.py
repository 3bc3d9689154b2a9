"""Use cases of the meeting itself: begin, type, go on, who came, copies, an item that came up, the block."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.councils import store as council_store
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, whole_council
from core import clock
from core.database import transaction
from core.errors import Conflict
from meetings.agenda import proposal
from meetings.agenda import rules as agenda_rules
from meetings.agenda import store as agenda_store
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.minutes import composing, effect_actions, rules, store
from meetings.minutes.commands import TypedItem
from meetings.minutes.errors import AlreadyOnAgenda, NoSuchItem
from meetings.minutes.model import CaseDecision, Deliberation
from meetings.minutes.record import Record
from meetings.minutes.record_actions import one_item, record
from meetings.progress.model import Treatment
from meetings.scheduling import store as meeting_store
from meetings.scheduling.model import Meeting, MeetingState
from network.cases import store as case_store
from network.cases.model import Case, Household


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What was saved; `tasks_added` counts the days that became tasks."""

    deliberation: Deliberation
    tasks_added: int = 0


def whole(actor: Actor) -> Scope:
    """The scope of those who run meetings."""
    return whole_council(actor.council, today=clock.today())


async def room(actor: Actor, meeting_id: UUID, item_id: UUID | None = None) -> tuple[Record, AgendaItem | None]:
    """The meeting and the item on the screen (the current one unless another is asked for); who looked is recorded."""
    check_may(actor, Permission.MEETING_RUN)
    async with transaction(actor.council):
        found = await record(meeting_id, scope=whole(actor))
        wanted = item_id or found.meeting.current_item_id
        item = found.item(wanted) if wanted else None
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASES_LISTED, meeting_id, page="run"))
        for case_id in item.cases if item else ():
            await audit_store.append(AuditEvent.of(actor, AuditKind.CASE_SEEN, case_id, meeting=str(meeting_id)))
    return found, item


async def held_on(actor: Actor, meeting_id: UUID) -> date:
    """The day of the meeting, for reading dates near it."""
    check_may(actor, Permission.MEETING_RUN)
    async with transaction(actor.council):
        return (await meeting_store.meeting(meeting_id, scope=whole(actor))).held_on


async def start(actor: Actor, meeting_id: UUID) -> None:
    """The meeting begins at its first item; pressing again changes nothing. Raises CannotStart."""
    check_may(actor, Permission.MEETING_RUN)
    now = clock.now()
    async with transaction(actor.council):
        meeting = await meeting_store.locked_meeting(meeting_id, scope=whole(actor))
        rules.check_may_start(meeting)
        if meeting.state in {MeetingState.RUNNING, *rules.DECIDED}:
            return
        items = await agenda_store.items(meeting_id, scope=whole(actor))
        first = rules.stop_after(items, None)
        fresh = [
            rules.begun(one, now) if first is not None and one.item_id == first.id else one
            for one in rules.fresh(meeting_id, items)
        ]
        begun = replace(
            meeting, state=MeetingState.RUNNING, started_at=now, current_item_id=first.id if first else None
        )
        audit = AuditEvent.of(actor, AuditKind.MEETING_CHANGED, meeting_id, state=MeetingState.RUNNING.value)
        await meeting_store.save_meeting(begun, audit=audit)
        await store.add_deliberations(fresh, audit=AuditEvent.of(actor, AuditKind.DELIBERATION_SAVED, meeting_id))


async def save_item(actor: Actor, meeting_id: UUID, item_id: UUID, typed: TypedItem) -> Saved:
    """Keep what was typed; after the decision it is a correction that takes effect at once.

    Raises Conflict when somebody saved something else since the form was opened, NotRunning, MinutesLocked.
    """
    check_may(actor, Permission.MEETING_RUN)
    async with transaction(actor.council):
        meeting = await meeting_store.locked_meeting(meeting_id, scope=whole(actor))
        rules.check_may_write(meeting, await store.minutes(meeting_id, scope=whole(actor)))
        item, before = await one_item(meeting_id, item_id, scope=whole(actor))
        if {one.case_id for one in typed.decisions} - set(item.cases):
            raise NoSuchItem
        after = typed.over(before, meeting.held_on)
        added = len(after.promises) - len(typed.promises)
        if after == before:
            return Saved(deliberation=before, tasks_added=added)
        if before.version != typed.version:
            raise Conflict
        if meeting.state in rules.DECIDED:
            was = await record(meeting_id, scope=whole(actor))
            after = await effect_actions.correct(actor, meeting, item, before=before, after=after)
            await _keep(actor, before, after)
            await _follow(actor, was)
        else:
            await _keep(actor, before, after)
    return Saved(deliberation=replace(after, version=after.version + 1), tasks_added=added)


async def go_on(actor: Actor, meeting_id: UUID, item_id: UUID) -> AgendaItem | None:
    """つぎの議題へ: the item is through, the next one begins. None at the end of the agenda. Raises NotRunning."""
    check_may(actor, Permission.MEETING_RUN)
    async with transaction(actor.council):
        meeting = await meeting_store.locked_meeting(meeting_id, scope=whole(actor))
        rules.check_running(meeting)
        items = await agenda_store.items(meeting_id, scope=whole(actor))
        _, through = await one_item(meeting_id, item_id, scope=whole(actor))
        invitees = await meeting_store.invitees(meeting_id, scope=whole(actor))
        await _keep(actor, through, rules.finished(through, invitees, clock.now()))
        following = rules.stop_after(items, item_id)
        if following is not None:
            await _take_up(actor, meeting, following)
    return following


async def take_up(actor: Actor, meeting_id: UUID, item_id: UUID) -> None:
    """Make an item the current one. Raises NotRunning, NoSuchItem."""
    check_may(actor, Permission.MEETING_RUN)
    async with transaction(actor.council):
        meeting = await meeting_store.locked_meeting(meeting_id, scope=whole(actor))
        rules.check_running(meeting)
        item, _ = await one_item(meeting_id, item_id, scope=whole(actor))
        await _take_up(actor, meeting, item)


async def confirm_block(actor: Actor, meeting_id: UUID, reviews: Mapping[UUID, date]) -> int:
    """変わりなし・継続 for every case of the block that has no decision yet. Returns how many. Raises NotRunning."""
    check_may(actor, Permission.MEETING_RUN)
    scope = whole(actor)
    async with transaction(actor.council):
        rules.check_running(await meeting_store.locked_meeting(meeting_id, scope=scope))
        found = await record(meeting_id, scope=scope)
        count = 0
        for item in found.items:
            if item.kind is not ItemKind.BLOCK:
                continue
            before = found.deliberation(item) or rules.fresh(meeting_id, [item])[0]
            decided = tuple(_continued(before, found, case_id, reviews) for case_id in item.cases)
            if decided != before.decisions:
                count += len(item.cases)
                after = rules.finished(replace(before, decisions=decided), found.invitees, clock.now())
                await _keep(actor, before, after)
    return count


async def unconfirm_block(actor: Actor, meeting_id: UUID) -> None:
    """Take 変わりなし・継続 of the block back. Raises NotRunning."""
    check_may(actor, Permission.MEETING_RUN)
    scope = whole(actor)
    async with transaction(actor.council):
        rules.check_running(await meeting_store.locked_meeting(meeting_id, scope=scope))
        block = {item.id for item in await agenda_store.items(meeting_id, scope=scope) if item.kind is ItemKind.BLOCK}
        for before in await store.deliberations(meeting_id, scope=scope):
            left = tuple(one for one in before.decisions if one.treatments != (Treatment.CONTINUE,))
            if before.item_id in block and left != before.decisions:
                await _keep(actor, before, replace(before, decisions=left, ended_at=None))


async def remove_item(actor: Actor, meeting_id: UUID, item_id: UUID) -> None:
    """Take an item off the agenda that came up on the day, while nothing is typed. Raises Conflict, NotRunning."""
    check_may(actor, Permission.MEETING_RUN)
    scope = whole(actor)
    async with transaction(actor.council):
        meeting = await meeting_store.locked_meeting(meeting_id, scope=scope)
        rules.check_running(meeting)
        item, typed = await one_item(meeting_id, item_id, scope=scope)
        if rules.SPOKEN_STEP not in item.reasons or not rules.untouched(typed) or meeting.current_item_id == item_id:
            raise Conflict
        items = await agenda_store.items(meeting_id, scope=scope)
        after = proposal.numbered([one for one in items if one.id != item_id])
        audit = AuditEvent.of(actor, AuditKind.AGENDA_CHANGED, meeting_id, removed=str(item_id))
        await agenda_store.keep(items, after, audit=audit)


def _continued(before: Deliberation, found: Record, case_id: UUID, reviews: Mapping[UUID, date]) -> CaseDecision:
    decision = rules.decision_of(before, case_id)
    if decision.treatments:
        return decision
    review = reviews.get(case_id) or found.proposed_review(case_id)
    return replace(decision, treatments=(Treatment.CONTINUE,), next_review_on=review)


async def change_side(actor: Actor, meeting_id: UUID, item_id: UUID, kind: ItemKind) -> None:
    """Pull a household out of the block to be discussed, or put it back. Raises NotRunning, NoSuchItem."""
    check_may(actor, Permission.MEETING_RUN)
    scope = whole(actor)
    async with transaction(actor.council):
        rules.check_running(await meeting_store.locked_meeting(meeting_id, scope=scope))
        numbers = (await council_store.council(scope=scope)).numbers
        items = await agenda_store.items(meeting_id, scope=scope)
        after = agenda_rules.on_side(
            items, item_id, kind, minutes=numbers.minutes_individual, block_minutes=numbers.minutes_block
        )
        await agenda_store.keep(items, after, audit=AuditEvent.of(actor, AuditKind.AGENDA_CHANGED, meeting_id))


async def add_item(actor: Actor, meeting_id: UUID, household_id: UUID) -> AgendaItem:
    """An item that came up on the day. Raises AlreadyOnAgenda, NotRunning, NotFound."""
    check_may(actor, Permission.MEETING_RUN)
    scope = whole(actor)
    async with transaction(actor.council):
        rules.check_running(await meeting_store.locked_meeting(meeting_id, scope=scope))
        await case_store.household(household_id, scope=scope)
        items = await agenda_store.items(meeting_id, scope=scope)
        if any(item.household_id == household_id for item in items):
            raise AlreadyOnAgenda
        cases = [one for one in await case_store.cases(scope=scope) if one.household_id == household_id]
        if not cases:
            raise NoSuchItem
        minutes = (await council_store.council(scope=scope)).numbers.minutes_new
        item = AgendaItem(
            id=uuid4(), meeting_id=meeting_id, position=len(items), kind=ItemKind.INDIVIDUAL, manual=True,
            household_id=household_id, cases=tuple(one.id for one in cases), minutes=minutes,
            reasons=(rules.SPOKEN_STEP,),
        )  # fmt: skip
        put_off = await agenda_store.put_off(meeting_id, scope=scope)
        still_off = [one for one in put_off if one.household_id != household_id]
        after = proposal.numbered([*items, item, *still_off])
        audit = AuditEvent.of(actor, AuditKind.AGENDA_CHANGED, meeting_id, added=str(item.id))
        await agenda_store.keep([*items, *put_off], after, audit=audit)
        await store.add_deliberations(
            rules.fresh(meeting_id, [item]), audit=AuditEvent.of(actor, AuditKind.DELIBERATION_SAVED, item.id)
        )
    return item


async def households_to_add(actor: Actor, meeting_id: UUID) -> list[tuple[Household, list[Case]]]:
    """Households with open cases that are not on the agenda yet."""
    check_may(actor, Permission.MEETING_RUN)
    scope = whole(actor)
    async with transaction(actor.council):
        await meeting_store.meeting(meeting_id, scope=scope)
        held = {item.household_id for item in await agenda_store.items(meeting_id, scope=scope)}
        cases = [one for one in await case_store.cases(scope=scope) if one.household_id not in held]
        found = await case_store.households(scope=scope, household_ids=list({one.household_id for one in cases}))
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASES_LISTED, meeting_id, page="new_item"))
    grouped = [(household, [one for one in cases if one.household_id == household.id]) for household in found]
    return sorted(grouped, key=lambda pair: pair[1][0].number)


async def _take_up(actor: Actor, meeting: Meeting, item: AgendaItem) -> None:
    audit = AuditEvent.of(actor, AuditKind.MEETING_CHANGED, meeting.id, current=str(item.id))
    await meeting_store.save_meeting(replace(meeting, current_item_id=item.id), audit=audit)
    _, before = await one_item(meeting.id, item.id, scope=whole(actor))
    await _keep(actor, before, rules.begun(before, clock.now()))


async def _keep(actor: Actor, before: Deliberation, after: Deliberation) -> None:
    """Save a record; one of an item that came onto the agenda later is stored first."""
    audit = AuditEvent.of(actor, AuditKind.DELIBERATION_SAVED, after.item_id)
    if await store.deliberation(before.item_id, scope=whole(actor)) is None:
        await store.add_deliberations([before], audit=audit)
    await store.save_deliberation(after, audit=audit)


async def _follow(actor: Actor, was: Record) -> None:
    """Sections of the minutes that nobody edited follow a correction."""
    if was.minutes is None:
        return
    now = await record(was.meeting.id, scope=whole(actor))
    sections = composing.recomposed(was.minutes.sections, composing.sections_of(was), composing.sections_of(now))
    audit = AuditEvent.of(actor, AuditKind.MINUTES_CHANGED, was.minutes.id, step="決定を直した")
    await store.save_minutes(rules.as_draft(replace(was.minutes, sections=sections)), audit=audit)
