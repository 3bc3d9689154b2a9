"""依頼文: what absent agencies are asked to do, from the record. Pure."""

from collections.abc import Sequence
from uuid import UUID

from core.paper_letter import Addressee, Sender
from meetings.agenda.model import AgendaItem
from meetings.invitations.notice_facts import contact_of, full_title
from meetings.minutes import rules
from meetings.minutes.documents import RequestedTask, RequestLetter
from meetings.minutes.model import PlannedPromise
from meetings.minutes.record import Record


def request_letters(record: Record, absent: Sequence[UUID]) -> list[RequestLetter]:
    """依頼文 to absent agencies with tasks; each gets its own 文書番号, written by hand."""
    return [_letter(record, agency_id) for agency_id in absent]


def all_tasks(record: Record) -> list[tuple[AgendaItem, PlannedPromise]]:
    """Every task with the item it belongs to, in the order of the agenda."""
    typed = [(item, record.deliberation(item)) for item in rules.discussed(record.items)]
    return [(item, task) for item, one in typed if one is not None for task in one.promises]


def _letter(record: Record, agency_id: UUID) -> RequestLetter:
    profile, agency = record.council.profile, record.agencies[agency_id]
    tasks = [(item, task) for item, task in all_tasks(record) if task.agency_id == agency_id]
    calls = [task.told_at for _, task in tasks if task.told_at is not None]
    return RequestLetter(
        meeting_title=full_title(record.meeting),
        held_on=record.meeting.held_on,
        addressee=Addressee(agency=agency.name),
        sender=Sender(
            council=record.council.name,
            body=record.council.name,
            title=profile.sender_practitioners or profile.word_head,
            name="",
            seal_note=profile.seal_note,
        ),
        contact=contact_of(profile),
        document_number="",
        issued_on=record.meeting.held_on,
        tasks=[
            RequestedTask(
                case_number=record.cases[task.case_id or item.cases[0]].number,
                what=task.what,
                due=task.due_on,
                if_impossible=task.fallback,
            )
            for item, task in tasks
        ],
        told_by_telephone=min(calls) if calls else None,
    )
