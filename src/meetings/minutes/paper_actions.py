"""Printing the papers after a meeting: who printed what is recorded, the PDF is made in a thread of its own."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEntry, AuditEvent, AuditKind
from access.permissions.model import Actor, Permission
from access.permissions.rules import check_may
from core.database import transaction
from core.errors import NotFound
from meetings.minutes import composing, documents, requests
from meetings.minutes.actions import whole
from meetings.minutes.day_actions import absent_with_tasks
from meetings.minutes.record import Record
from meetings.minutes.record_actions import record


async def decision_list(actor: Actor, meeting_id: UUID) -> bytes:
    """決定事項・役割分担一覧."""
    found, _ = await _record(actor, meeting_id, "decisions")
    return await asyncio.to_thread(documents.decisions_pdf, composing.minutes_paper(found, None))


async def minutes(actor: Actor, meeting_id: UUID) -> bytes:
    """議事録, a draft until it is final. Raises NotFound before it is composed."""
    found, history = await _record(actor, meeting_id, "minutes")
    if found.minutes is None:
        raise NotFound
    return await asyncio.to_thread(documents.minutes_pdf, composing.minutes_paper(found, found.minutes, history))


async def letters(actor: Actor, meeting_id: UUID, agency_id: UUID | None = None) -> bytes:
    """依頼文 to one absent agency with tasks, or to all. Raises NotFound when there is none."""
    found, _ = await _record(actor, meeting_id, "letters")
    absent = [one for one in absent_with_tasks(found) if agency_id in {None, one}]
    if not absent:
        raise NotFound
    return await asyncio.to_thread(documents.request_letters_pdf, requests.request_letters(found, absent))


async def _record(actor: Actor, meeting_id: UUID, paper: str) -> tuple[Record, Sequence[AuditEntry]]:
    check_may(actor, Permission.MEETING_RUN)
    async with transaction(actor.council):
        found = await record(meeting_id, scope=whole(actor))
        await audit_store.append(AuditEvent.of(actor, AuditKind.PAPER_MADE, meeting_id, paper=paper))
        subject = str(found.minutes.id) if found.minutes else ""
        return found, await audit_store.of_subject(subject, scope=whole(actor)) if subject else []
