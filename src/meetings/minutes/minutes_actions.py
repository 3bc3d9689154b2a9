"""Use cases of the minutes: they are composed with the decision, edited, asked about, approved, made final."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission
from access.permissions.rules import check_may
from core import clock
from core.database import transaction
from core.errors import Conflict
from meetings.minutes import rules, store
from meetings.minutes.actions import whole
from meetings.minutes.errors import NotApproved, NotDecided
from meetings.minutes.model import Minutes, MinutesState
from meetings.minutes.record import Record
from meetings.minutes.record_actions import record
from meetings.scheduling import store as meeting_store
from meetings.scheduling.model import MeetingState


async def minutes_page(actor: Actor, meeting_id: UUID) -> tuple[Record, Sequence[Minutes]]:
    """The record with every edition of its minutes; who looked is recorded."""
    check_may(actor, Permission.MEETING_RUN)
    async with transaction(actor.council):
        found = await record(meeting_id, scope=whole(actor))
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASES_LISTED, meeting_id, page="minutes"))
        return found, await store.editions(meeting_id, scope=whole(actor))


async def edit(
    actor: Actor, meeting_id: UUID, texts: Mapping[int, str], *, next_meeting: str, read_version: int
) -> None:
    """Save edited sections; an approved text becomes a draft again. Raises Conflict, MinutesLocked, NotDecided."""
    check_may(actor, Permission.MEETING_RUN)
    async with transaction(actor.council):
        before = await _open(actor, meeting_id, read_version)
        sections = tuple(
            replace(section, text=texts.get(place, section.text)) for place, section in enumerate(before.sections)
        )
        if sections == before.sections and next_meeting == before.next_meeting:
            return
        after = rules.as_draft(replace(before, sections=sections, next_meeting=next_meeting))
        await _save(actor, after, "本文を直した")


async def ask(actor: Actor, meeting_id: UUID, *, read_version: int) -> None:
    """照会: the draft goes to those who spoke. Raises Conflict, MinutesLocked, NotDecided."""
    check_may(actor, Permission.MEETING_RUN)
    async with transaction(actor.council):
        before = await _open(actor, meeting_id, read_version)
        await _save(actor, replace(before, state=MinutesState.INQUIRY), "照会に出した")


async def approve(actor: Actor, meeting_id: UUID, *, number: str, on: date, read_version: int) -> None:
    """決裁: number and day of the approved document. Raises Conflict, MinutesLocked, NotDecided."""
    check_may(actor, Permission.MEETING_RUN)
    async with transaction(actor.council):
        before = await _open(actor, meeting_id, read_version)
        after = replace(before, state=MinutesState.APPROVED, document_number=number, approved_on=on)
        await _save(actor, after, "決裁を受けた")


async def take_back(actor: Actor, meeting_id: UUID, *, read_version: int) -> None:
    """Back to a draft. Raises Conflict, MinutesLocked, NotDecided."""
    check_may(actor, Permission.MEETING_RUN)
    async with transaction(actor.council):
        before = await _open(actor, meeting_id, read_version)
        await _save(actor, rules.as_draft(before), "案にもどした")


async def finalise(actor: Actor, meeting_id: UUID, *, read_version: int) -> None:
    """確定: text and decisions are locked. Raises NotApproved, Conflict, MinutesLocked, NotDecided."""
    check_may(actor, Permission.MEETING_RUN)
    async with transaction(actor.council):
        before = await _open(actor, meeting_id, read_version)
        if before.state is not MinutesState.APPROVED:
            raise NotApproved
        final = replace(before, state=MinutesState.FINAL, finalised_at=clock.now())
        audit = AuditEvent.of(actor, AuditKind.MINUTES_FINALISED, final.id, edition=str(final.edition))
        await store.save_minutes(final, audit=audit)
        await _mark_meeting(actor, meeting_id, MeetingState.MINUTED)


async def new_edition(actor: Actor, meeting_id: UUID) -> None:
    """A new edition of final minutes; the old one stays as it is. Raises NotDecided when none is final."""
    check_may(actor, Permission.MEETING_RUN)
    async with transaction(actor.council):
        await meeting_store.locked_meeting(meeting_id, scope=whole(actor))
        last = await store.minutes(meeting_id, scope=whole(actor))
        if last is None or last.state is not MinutesState.FINAL:
            raise NotDecided
        fresh = replace(rules.as_draft(last), id=uuid4(), edition=last.edition + 1, finalised_at=None, version=1)
        audit = AuditEvent.of(
            actor, AuditKind.MINUTES_CHANGED, fresh.id, step="新しい版をつくった", edition=str(fresh.edition)
        )
        await store.add_minutes(fresh, audit=audit)
        await _mark_meeting(actor, meeting_id, MeetingState.DECIDED)


async def _open(actor: Actor, meeting_id: UUID, read_version: int) -> Minutes:
    """The latest edition, held and not final."""
    meeting = await meeting_store.locked_meeting(meeting_id, scope=whole(actor))
    rules.check_decided(meeting)
    found = await store.minutes(meeting_id, scope=whole(actor))
    if found is None:
        raise NotDecided
    rules.check_unlocked(found)
    if found.version != read_version:
        raise Conflict
    return found


async def _save(actor: Actor, after: Minutes, step: str) -> None:
    audit = AuditEvent.of(actor, AuditKind.MINUTES_CHANGED, after.id, step=step, edition=str(after.edition))
    await store.save_minutes(after, audit=audit)


async def _mark_meeting(actor: Actor, meeting_id: UUID, state: MeetingState) -> None:
    meeting = await meeting_store.meeting(meeting_id, scope=whole(actor))
    audit = AuditEvent.of(actor, AuditKind.MEETING_CHANGED, meeting_id, state=state.value)
    await meeting_store.save_meeting(replace(meeting, state=state), audit=audit)
