"""Use cases about the papers of a meeting: which there are, making one, numbering the copies.

A paper for many receivers is made by the worker as a job; each making is recorded.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, scope_of, whole_council
from core import clock, jobs, paper
from core.database import CouncilId, transaction
from core.jobs import Job, JobResult
from core.labels import Labelled
from core.paper_copies import Copy
from meetings.agenda import rules as agenda_rules
from meetings.agenda.actions import agenda_facts
from meetings.agenda.agenda_paper import agenda_paper, excerpt
from meetings.agenda.day_plan import AgendaFacts, DayPlan, day_plan
from meetings.agenda.documents import agenda_pdf, for_advance
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.invitations import rules, store
from meetings.invitations.documents import ConveningNotice, notices_pdf, window_notices_pdf
from meetings.invitations.errors import NoItems, NoReceivers, NotConfirmed
from meetings.invitations.notice_actions import notice_facts
from meetings.invitations.notice_facts import NoticeFacts, full_title, notice, window_notice
from meetings.progress import actions as progress
from meetings.progress.documents import progress_list_pdf, progress_list_xlsx
from meetings.progress.ledger import RowKind
from meetings.progress.ledger_paper import ProgressListPaper
from meetings.progress.ledger_rows import LedgerItem
from meetings.scheduling import store as meeting_store
from meetings.scheduling.model import Invitee
from meetings.scheduling.presenters import in_order
from meetings.scheduling.rules import check_may_prepare, starts_at

JOB_KIND = "meeting_paper"
MOST_AT_ONCE = {"copies": 1, "ledger": 20, "letters": 3}
Report = Callable[[int, int], Awaitable[None]]


class PaperKind(Labelled):
    """A paper of a meeting; the value is the end of its address."""

    NOTICES = "notices.pdf", "開催通知（FAX返信票つき）"
    WINDOWS = "windows.pdf", "出席時間のお知らせ"
    AGENDA_ADVANCE = "agenda-advance.pdf", "次第（事前送付用）"
    AGENDA = "agenda.pdf", "次第（当日用）"
    LEDGER = "ledger.pdf", "進行管理台帳（A3）"
    LEDGER_SHEET = "ledger.xlsx", "進行管理台帳（Excel）"
    AGENDA_COPIES = "agenda-copies.pdf", "番号つきの次第"
    LEDGER_COPIES = "ledger-copies.pdf", "番号つきの台帳"


@dataclass(frozen=True, kw_only=True)
class Papers:
    """What papers of a meeting are made from."""

    notice: NoticeFacts
    agenda: AgendaFacts
    next_meeting: datetime | None

    @property
    def plan(self) -> DayPlan:
        """The day as the agenda makes it."""
        return day_plan(self.agenda)

    @property
    def numbered(self) -> list[Invitee]:
        """Who holds a numbered copy, by number."""
        return sorted((one for one in self.agenda.invitees if one.copy_number), key=lambda one: one.copy_number or 0)

    @property
    def case_ids(self) -> list[UUID]:
        """The cases on the agenda: individual ones in order, then those confirmed together."""
        individual = agenda_rules.individual(self.agenda.items)
        block = [item for item in self.agenda.items if item.kind is ItemKind.BLOCK]
        return [case for item in [*individual, *block] for case in item.cases]


async def papers(scope: Scope, meeting_id: UUID) -> Papers:
    """Everything the papers page shows."""
    async with transaction(scope.council):
        return await _papers(scope, meeting_id)


async def order_paper(actor: Actor, meeting_id: UUID, kind: PaperKind) -> bytes | Job:
    """A paper at once, or for many receivers a job that makes it. The making is recorded."""
    check_may(actor, Permission.MEETING_SEE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        found = await _papers(scope, meeting_id)
        await audit_store.append(AuditEvent.of(actor, AuditKind.PAPER_MADE, meeting_id, paper=kind.name.lower()))
        if _size(found, kind) > _limit(kind):
            job = _job(actor, meeting_id, kind, _size(found, kind))
            await jobs.enqueue(job)
            return job
    return await make_paper(scope, meeting_id, kind)


async def make_paper(scope: Scope, meeting_id: UUID, kind: PaperKind, report: Report | None = None) -> bytes:
    """The bytes of a paper; copies are reported one by one. Raises NoItems, NotConfirmed, PaperFailed."""
    found = await papers(scope, meeting_id)
    match kind:
        case PaperKind.NOTICES:
            return await asyncio.to_thread(notices_pdf, _notices(found.notice))
        case PaperKind.WINDOWS:
            return await _windows_pdf(scope, found)
        case PaperKind.AGENDA | PaperKind.AGENDA_ADVANCE:
            whole = agenda_paper(_with_items(found), found.plan, next_meeting=found.next_meeting)
            return await asyncio.to_thread(agenda_pdf, whole if kind is PaperKind.AGENDA else for_advance(whole))
        case PaperKind.AGENDA_COPIES:
            return await _agenda_copies(found, report)
        case PaperKind.LEDGER | PaperKind.LEDGER_SHEET:
            maker = progress_list_pdf if kind is PaperKind.LEDGER else progress_list_xlsx
            return await asyncio.to_thread(maker, await _progress_list(scope, found))
        case PaperKind.LEDGER_COPIES:
            whole_list = await asyncio.to_thread(progress_list_pdf, await _progress_list(scope, found))
            standing = [one for one in found.numbered if one.standing]
            return await asyncio.to_thread(_stamped, whole_list, _copies(found, standing), len(found.numbered))


async def number_copies(actor: Actor, meeting_id: UUID) -> int:
    """Give every agency that comes a number of one series, standing members first; numbers given before stay."""
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        check_may_prepare(await meeting_store.locked_meeting(meeting_id, scope=scope))
        found = await _papers(scope, meeting_id)
        last = max((one.copy_number or 0 for one in found.agenda.invitees), default=0)
        waiting = [one for one in _receivers(found.agenda) if one.copy_number is None]
        given = [replace(one, copy_number=last + place) for place, one in enumerate(waiting, start=1)]
        audit = AuditEvent.of(actor, AuditKind.ATTENDANCE_RECORDED, meeting_id, numbered=str(len(given)))
        await meeting_store.save_invitees(given, audit=audit)
    return last + len(given)


async def take_numbers_back(actor: Actor, meeting_id: UUID) -> None:
    """No copy has a number any more (undo of numbering before anything was handed out)."""
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        check_may_prepare(await meeting_store.locked_meeting(meeting_id, scope=scope))
        numbered = [one for one in await meeting_store.invitees(meeting_id, scope=scope) if one.copy_number]
        audit = AuditEvent.of(actor, AuditKind.ATTENDANCE_RECORDED, meeting_id, numbered="0")
        await meeting_store.save_invitees([replace(one, copy_number=None) for one in numbered], audit=audit)


async def run_meeting_paper(council: CouncilId, job: Job, report: Report) -> JobResult:
    """The worker's part: make the paper and leave it with the job."""
    await report(0, job.total)
    scope, kind = whole_council(council, today=clock.today()), PaperKind(job.arguments["paper"])
    data = await make_paper(scope, UUID(job.arguments["meeting"]), kind, report)
    await report(job.total, job.total)
    return JobResult(data=data, name=kind.value)


JOBS = {JOB_KIND: run_meeting_paper}


async def _papers(scope: Scope, meeting_id: UUID) -> Papers:
    facts = await agenda_facts(meeting_id, scope=scope)
    later = [
        one
        for one in await meeting_store.meetings(scope=scope, tier_id=facts.tier.id)
        if one.held_on > facts.meeting.held_on
    ]
    return Papers(
        notice=await notice_facts(meeting_id, scope=scope),
        agenda=facts,
        next_meeting=starts_at(later[0]) if later else None,
    )


def _notices(facts: NoticeFacts) -> list[ConveningNotice]:
    others = [one for one in in_order(facts.invitees, facts.agencies) if one.agency_id not in facts.hosts]
    if not others:
        raise NoReceivers
    return [notice(facts, one, row) for row, one in enumerate(others, start=1)]


async def _windows_pdf(scope: Scope, found: Papers) -> bytes:
    meeting_id = found.agenda.meeting.id
    async with transaction(scope.council):
        windows = await store.windows(scope=scope, meeting_id=meeting_id)
        revisions = await store.revisions(scope=scope, meeting_id=meeting_id)
    if not windows:
        raise NotConfirmed
    told = [
        window_notice(found.notice, one, [r for r in revisions if r.window_id == one.id], scope.day)
        for one in windows
        if one.agency_id not in found.notice.hosts
    ]
    if not told:
        raise NoReceivers
    return await asyncio.to_thread(window_notices_pdf, told)


async def _progress_list(scope: Scope, found: Papers) -> ProgressListPaper:
    facts = _with_items(found)
    places = {item.id: place for place, item in enumerate(agenda_rules.individual(facts.items), start=1)}
    items = {
        case: LedgerItem(
            kind=RowKind.INDIVIDUAL if item.kind is ItemKind.INDIVIDUAL else RowKind.BLOCK,
            order=places.get(item.id),
            reasons=_reasons(facts, item, case),
        )
        for item in facts.items
        for case in item.cases
    }
    rows = await progress.ledger_rows(scope, case_ids=found.case_ids, items=items)
    return ProgressListPaper(
        council_name=facts.council.name,
        meeting_title=full_title(facts.meeting),
        held_on=facts.meeting.held_on,
        as_of=clock.now(),
        rows=rows,
        sighting_limit_days=facts.council.numbers.unseen_days,
    )


def _reasons(facts: AgendaFacts, item: AgendaItem, case_id: UUID) -> tuple[str, ...]:
    siblings = [case.number for case in facts.cases_of(item) if case.id != case_id]
    return agenda_rules.reasons_of(item, facts.cases[case_id].number, siblings)


async def _agenda_copies(found: Papers, report: Report | None) -> bytes:
    """One PDF of numbered copies: the whole for standing members, excerpts for the others."""
    total, parts = len(found.numbered), []
    standing = [one for one in found.numbered if one.standing]
    if standing:
        parts.append(await asyncio.to_thread(_whole_copies, found, standing))
    for done, one in enumerate((one for one in found.numbered if not one.standing), start=len(standing)):
        if report is not None:
            await report(done, total)
        parts.append(await asyncio.to_thread(_excerpt_copy, found, one))
    return paper.merge(parts)


def _whole_copies(found: Papers, standing: Sequence[Invitee]) -> bytes:
    whole = agenda_pdf(agenda_paper(_with_items(found), found.plan, next_meeting=found.next_meeting))
    return _stamped(whole, _copies(found, standing), len(found.numbered))


def _excerpt_copy(found: Papers, invitee: Invitee) -> bytes:
    own = excerpt(_with_items(found), found.plan, invitee.agency_id, next_meeting=found.next_meeting)
    return _stamped(agenda_pdf(own), _copies(found, [invitee]), len(found.numbered))


def _stamped(pdf: bytes, copies: Sequence[Copy], total: int) -> bytes:
    if not copies:
        raise NoItems
    return paper.stamp(pdf, copies, of=total)


def _copies(found: Papers, invitees: Sequence[Invitee]) -> list[Copy]:
    return [Copy(number=one.copy_number or 0, receiver=found.agenda.agencies[one.agency_id].name) for one in invitees]


def _receivers(facts: AgendaFacts) -> list[Invitee]:
    """Who gets a copy: standing members, then agencies in the order in which they come; none for those in writing."""
    coming = [facts.coming[planned.agency_id] for planned in rules.planned_windows(facts)]
    return sorted(coming, key=lambda invitee: not invitee.standing)


def _with_items(found: Papers) -> AgendaFacts:
    if not found.agenda.items:
        raise NoItems
    return found.agenda


def _size(found: Papers, kind: PaperKind) -> int:
    if kind is PaperKind.AGENDA_COPIES:
        return len(found.numbered)
    if kind in {PaperKind.LEDGER, PaperKind.LEDGER_COPIES, PaperKind.LEDGER_SHEET}:
        return len(found.case_ids)
    return len(found.agenda.invitees)


def _limit(kind: PaperKind) -> int:
    if kind is PaperKind.AGENDA_COPIES:
        return MOST_AT_ONCE["copies"]
    return MOST_AT_ONCE["ledger" if kind.name.startswith("LEDGER") else "letters"]


def _job(actor: Actor, meeting_id: UUID, kind: PaperKind, total: int) -> Job:
    return Job(
        account_id=actor.account_id,
        kind=JOB_KIND,
        title=kind.label,
        arguments={"meeting": str(meeting_id), "paper": kind.value},
        total=total,
        unit="部" if kind is PaperKind.AGENDA_COPIES else "人" if kind.name.startswith("LEDGER") else "枚",
        created_at=clock.now(),
    )
