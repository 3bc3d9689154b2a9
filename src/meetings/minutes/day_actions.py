"""Use cases around the decisions: who came, copies, the end of the day, the telephone to absent agencies."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission
from access.permissions.rules import check_may
from core import clock
from core.database import transaction
from meetings.minutes import composing, door, effect_actions, rules, store
from meetings.minutes.actions import whole
from meetings.minutes.commands import Attendance, Ending, TypedAttendance
from meetings.minutes.errors import CopiesMissing, Undecided, Unowned
from meetings.minutes.model import Minutes
from meetings.minutes.record import Record
from meetings.minutes.record_actions import record
from meetings.scheduling import store as meeting_store
from meetings.scheduling.model import Channel, Invitee, MeetingState, Reply
from network.agencies import store as agency_store


async def seen_record(actor: Actor, meeting_id: UUID, page: str) -> Record:
    """Everything about the meeting, for pages that list its cases; who looked is recorded."""
    check_may(actor, Permission.MEETING_RUN)
    async with transaction(actor.council):
        found = await record(meeting_id, scope=whole(actor))
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASES_LISTED, meeting_id, page=page))
    return found


async def people(actor: Actor, meeting_id: UUID) -> Record:
    """The meeting with its people; no case is shown."""
    check_may(actor, Permission.MEETING_RUN)
    async with transaction(actor.council):
        return await record(meeting_id, scope=whole(actor))


async def mark_attendance(actor: Actor, meeting_id: UUID, typed: TypedAttendance) -> Invitee:
    """Who came and which numbered copy they hold. Raises Conflict, NotRunning, NoSuchMeeting."""
    check_may(actor, Permission.MEETING_RUN)
    scope = whole(actor)
    async with transaction(actor.council):
        rules.check_may_write(
            await meeting_store.meeting(meeting_id, scope=scope), await store.minutes(meeting_id, scope=scope)
        )
        before = await meeting_store.invitee(meeting_id, typed.agency_id, scope=scope)
        after = attended(before, typed, clock.now())
        if after == before:
            return before
        audit = AuditEvent.of(
            actor, AuditKind.ATTENDANCE_RECORDED, meeting_id, agency=str(typed.agency_id), state=typed.state.value
        )
        await meeting_store.save_invitee(replace(after, version=typed.version), audit=audit)
    return replace(after, version=typed.version + 1)


def attended(before: Invitee, typed: TypedAttendance, now: datetime) -> Invitee:
    """The invitation with what happened at the door."""
    came = typed.state in {Attendance.PRESENT, Attendance.LEFT}
    return replace(
        before,
        arrived_at=(before.arrived_at or now) if came else None,
        left_at=(before.left_at or now) if typed.state is Attendance.LEFT else None,
        absent=typed.state is Attendance.ABSENT,
        attendee=typed.attendee,
        copy_number=typed.copy_number,
        copy_returned=typed.copy_returned and typed.copy_number is not None,
    )


async def add_attendee(actor: Actor, meeting_id: UUID, agency_id: UUID) -> None:
    """An agency that came without being invited; adding it twice changes nothing. Raises NotRunning, NotFound."""
    check_may(actor, Permission.MEETING_RUN)
    scope = whole(actor)
    async with transaction(actor.council):
        rules.check_running(await meeting_store.locked_meeting(meeting_id, scope=scope))
        await agency_store.agency(agency_id, scope=scope)
        if any(one.agency_id == agency_id for one in await meeting_store.invitees(meeting_id, scope=scope)):
            return
        came = Invitee(
            id=uuid4(), meeting_id=meeting_id, agency_id=agency_id, reply=Reply.ATTENDS, channel=Channel.ONSITE,
            arrived_at=clock.now(),
        )  # fmt: skip
        audit = AuditEvent.of(actor, AuditKind.ATTENDANCE_RECORDED, meeting_id, agency=str(agency_id), state="onsite")
        await meeting_store.add_invitees([came], audit=audit)


async def decide(actor: Actor, meeting_id: UUID, ending: Ending) -> None:
    """決定する: every decision takes effect in one transaction; pressing again changes nothing.

    Raises CopiesMissing, Undecided, Unowned, NotRunning.
    """
    check_may(actor, Permission.MEETING_RUN)
    scope, now = whole(actor), clock.now()
    async with transaction(actor.council):
        meeting = await meeting_store.locked_meeting(meeting_id, scope=scope)
        if meeting.state in rules.DECIDED:
            return
        rules.check_running(meeting)
        found = await record(meeting_id, scope=scope)
        check_may_end(found, ending)
        applied = await effect_actions.apply_all(actor, found)
        audit = AuditEvent.of(actor, AuditKind.DECISIONS_APPLIED, meeting_id, items=str(len(applied)))
        await store.save_deliberations(applied, audit=audit)
        ended = replace(meeting, state=MeetingState.DECIDED, ended_at=now, note=_note(meeting.note, ending, found))
        await meeting_store.save_meeting(ended, audit=AuditEvent.of(actor, AuditKind.MEETING_CHANGED, meeting_id))
        await _compose(actor, meeting_id)


async def _compose(actor: Actor, meeting_id: UUID) -> None:
    """The minutes stand as a draft the same day."""
    found = await record(meeting_id, scope=whole(actor))
    draft = Minutes(id=uuid4(), meeting_id=meeting_id, sections=composing.sections_of(found), composed_at=clock.now())
    audit = AuditEvent.of(actor, AuditKind.MINUTES_CHANGED, draft.id, step="記録から組み立てた", edition="1")
    await store.add_minutes(draft, audit=audit)


def check_may_end(found: Record, ending: Ending) -> None:
    """Raise CopiesMissing, Unowned or Undecided."""
    if rules.copies_missing(found.invitees) and not ending.reason:
        raise CopiesMissing(door.copies_words(found))
    lacking = rules.missing(found.items, found.deliberations)
    if unowned := [one for one in lacking if one.case_id is None]:
        raise Unowned(len(unowned))
    if lacking and not ending.carry_over:
        raise Undecided(len(lacking))


def _note(before: str, ending: Ending, found: Record) -> str:
    if not (ending.reason and rules.copies_missing(found.invitees)):
        return before
    return "\n".join(filter(None, (before, f"未回収 {door.copies_words(found)}：{ending.reason}")))


async def tell(actor: Actor, meeting_id: UUID, agency_id: UUID, at: datetime) -> int:
    """Record that an absent agency was rung up about its tasks. Returns how many tasks."""
    check_may(actor, Permission.MEETING_RUN)
    scope = whole(actor)
    async with transaction(actor.council):
        meeting = await meeting_store.locked_meeting(meeting_id, scope=scope)
        rules.check_may_write(meeting, await store.minutes(meeting_id, scope=scope))
        typed = await store.deliberations(meeting_id, scope=scope)
        changed, count = [], 0
        for one in typed:
            own = [task for task in one.promises if task.agency_id == agency_id]
            if own:
                count += len(own)
                tasks = tuple(replace(task, told_at=at) if task in own else task for task in one.promises)
                changed.append(replace(one, promises=tasks))
        audit = AuditEvent.of(actor, AuditKind.DELIBERATION_SAVED, meeting_id, told=str(agency_id))
        await store.save_deliberations(changed, audit=audit)
    return count


def absent_with_tasks(found: Record) -> Sequence[UUID]:
    """Agencies that have a task and were not in the room at the end or never came."""
    came = {one.agency_id for one in found.invitees if one.arrived_at is not None}
    tasks = [task for one in found.deliberations.values() for task in one.promises]
    return tuple(dict.fromkeys(task.agency_id for task in tasks if task.agency_id and task.agency_id not in came))
