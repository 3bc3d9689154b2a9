"""Use cases of 順番を整える before anything is announced: search as long work, look, take, take back, leave.

A search moves nothing. What it found lies beside the agenda until the coordinator takes it.
"""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, scope_of, whole_council
from core import clock, jobs
from core.database import CouncilId, transaction
from core.jobs import Job, JobCancelled, JobResult, Report
from meetings.agenda import store as agenda_store
from meetings.agenda.actions import agenda_facts
from meetings.agenda.day_plan import AgendaFacts
from meetings.agenda.presenters import duration
from meetings.agenda.rules import individual
from meetings.arrangements import rules, store
from meetings.arrangements.comparing import comparison, not_kept
from meetings.arrangements.errors import NoSuchArrangement
from meetings.arrangements.model import USUAL_RULES, Arrangement, ArrangementState, ArrangementWay, OrderRule
from meetings.arrangements.proposal_actions import held, propose
from meetings.arrangements.searching import Effort, Found, search, usual_seconds
from meetings.arrangements.watching import Watch
from meetings.scheduling import store as meeting_store
from meetings.scheduling.rules import check_may_prepare

JOB_KIND = "order"
JOB_TITLE = "順番を整える"
STOPPED = "とめました。それまでに見つけた中で、待ちのいちばん少ない順です。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The agenda and the latest proposal for it, if there is one."""

    facts: AgendaFacts
    found: Arrangement | None


async def proposal(actor: Actor, meeting_id: UUID) -> Proposal:
    """What the page shows; that names were seen is recorded."""
    check_may(actor, Permission.MEETING_SEE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        found = Proposal(
            facts=await agenda_facts(meeting_id, scope=scope), found=await _latest(meeting_id, scope=scope)
        )
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASES_LISTED, meeting_id, page="arrangement"))
    return found


async def accepted(actor: Actor, meeting_id: UUID) -> Proposal:
    """Agenda and latest proposal for the line on the agenda's page; no name is shown there."""
    check_may(actor, Permission.MEETING_SEE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        return Proposal(facts=await agenda_facts(meeting_id, scope=scope), found=await _latest(meeting_id, scope=scope))


async def start_search(actor: Actor, meeting_id: UUID, chosen: Collection[OrderRule] | None) -> Job:
    """Have the worker search; None: the rules of the last proposal, or the usual ones.

    Raises AlreadyAnnounced, NothingToArrange.
    """
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        check_may_prepare(await meeting_store.locked_meeting(meeting_id, scope=scope))
        facts = await agenda_facts(meeting_id, scope=scope)
        rules.check_may_arrange(facts)
        wanted = rules_of(await _latest(meeting_id, scope=scope)) if chosen is None else tuple(chosen)
        job = Job(
            account_id=actor.account_id,
            kind=JOB_KIND,
            title=JOB_TITLE,
            arguments={
                "meeting": str(meeting_id),
                "rules": ",".join(rule.value for rule in wanted),
                "seen": rules.seen(facts),
            },
            total=usual_seconds(),
            unit="秒",
            created_at=clock.now(),
        )
        job = await jobs.enqueue_once(job)
        await audit_store.append(AuditEvent.of(actor, AuditKind.AGENDA_CHANGED, meeting_id, what="order searched"))
    return job


async def run_order(council: CouncilId, job: Job, report: Report) -> JobResult:
    """The worker's part. Stopped, it keeps the best order so far. Raises JobCancelled when there is none yet."""
    scope = whole_council(council, today=clock.today())
    meeting_id = UUID(job.arguments["meeting"])
    wanted = [OrderRule(value) for value in job.arguments["rules"].split(",") if value]
    async with transaction(council):
        facts = await agenda_facts(meeting_id, scope=scope)
    rules.check_may_arrange(facts)
    watch = Watch(total=job.total, waiting=_waiting(facts, wanted))
    found = await _watched(facts, wanted, watch, report)
    if watch.stopping and not found.order:
        raise JobCancelled
    audit = AuditEvent.of_operator(AuditKind.AGENDA_CHANGED, meeting_id, what="order proposed")
    await propose(facts, [_arrangement(facts, wanted, found)], scope=scope, audit=audit)
    return JobResult(href=f"/meetings/{meeting_id}/arrangement", said=STOPPED if watch.stopping else "")


JOBS = {JOB_KIND: run_order}


async def arrange(
    actor: Actor, meeting_id: UUID, chosen: Collection[OrderRule] = USUAL_RULES, *, steps: int, seed: int = 1
) -> Arrangement:
    """A proposal at once, with so many steps: the same agenda gives the same order every time."""
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        facts = await agenda_facts(meeting_id, scope=scope)
    rules.check_may_arrange(facts)
    effort = Effort(seconds=usual_seconds(), steps=steps, seed=seed)
    found = await asyncio.to_thread(search, facts, chosen, effort)
    made = _arrangement(facts, chosen, found)
    audit = AuditEvent.of(actor, AuditKind.AGENDA_CHANGED, meeting_id, what="order proposed")
    await propose(facts, [made], scope=scope, audit=audit)
    return made


async def accept(actor: Actor, meeting_id: UUID, arrangement_id: UUID) -> None:
    """この順にする; pressed twice it is taken once. Raises AgendaChanged, NoSuchArrangement, AlreadyAnnounced."""
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        facts, found = await held(meeting_id, arrangement_id, scope, repair=False)
        if rules.is_taken(found, facts):
            return
        rules.check_may_arrange(facts)
        rules.check_may_take(found, facts)
        await agenda_store.keep(facts.items, rules.taken(facts, found), audit=_audit(actor, meeting_id, "arranged"))
        taken = replace(
            found,
            state=ArrangementState.ACCEPTED,
            headings=tuple(item.block for item in individual(facts.items)),
        )
        await store.save_arrangement(taken, audit=_audit(actor, meeting_id, "order accepted"))


async def take_back(actor: Actor, meeting_id: UUID, arrangement_id: UUID) -> None:
    """Undo: the order and headings as they were, or a proposal that was left.

    Raises NothingToTakeBack, AlreadyAnnounced.
    """
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        facts, found = await held(meeting_id, arrangement_id, scope, repair=False)
        if rules.is_back(found, facts):
            return
        if found.state is not ArrangementState.DISCARDED:
            rules.check_not_announced(facts)
            rules.check_may_take_back(found, facts)
            after = rules.taken_back(facts, found)
            await agenda_store.keep(facts.items, after, audit=_audit(actor, meeting_id, "arrangement undone"))
        again = replace(found, state=ArrangementState.PROPOSED)
        await store.save_arrangement(again, audit=_audit(actor, meeting_id, "order proposed again"))


async def discard(actor: Actor, meeting_id: UUID, arrangement_id: UUID) -> None:
    """使わない: the agenda stays as it is. Raises NoSuchArrangement."""
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        _facts, found = await held(meeting_id, arrangement_id, scope, repair=False)
        if found.state is ArrangementState.DISCARDED:
            return
        if found.state is not ArrangementState.PROPOSED:
            raise NoSuchArrangement
        left = replace(found, state=ArrangementState.DISCARDED)
        await store.save_arrangement(left, audit=_audit(actor, meeting_id, "order discarded"))


def rules_of(found: Arrangement | None) -> tuple[OrderRule, ...]:
    """The rules of a proposal, or the usual ones."""
    return USUAL_RULES if found is None else found.rules


async def _watched(facts: AgendaFacts, wanted: Sequence[OrderRule], watch: Watch, report: Report) -> Found:
    """The search in a thread, reported once a second; it ends early when stopped or when reporting fails."""
    effort = Effort(seconds=watch.total, stop=watch.asked_to_stop, heard=watch.hear)

    async def tell() -> None:
        try:
            await report(watch.seconds, watch.total, watch.sentence())
        except JobCancelled:
            watch.stop()  # the best so far is kept

    return await jobs.in_thread(lambda: search(facts, wanted, effort), tell=tell, stop=watch.stop)


def _arrangement(facts: AgendaFacts, wanted: Collection[OrderRule], found: Found) -> Arrangement:
    return Arrangement(
        id=uuid4(),
        meeting_id=facts.meeting.id,
        way=ArrangementWay.SEARCH,
        rules=tuple(wanted),
        before=tuple(item.id for item in individual(facts.items)),
        order=found.order,
        headings=tuple(item.block for item in individual(facts.items)),
        seen=rules.seen(facts),
        waiting=found.waiting,
        bound=found.bound,
        proven=found.proven,
        not_kept=not_kept(facts, found.order, wanted, found.kept) if found.order else found.conflicts,
        seconds=round(found.seconds),
        seed=found.seed,
        made_at=clock.now(),
    )


def _waiting(facts: AgendaFacts, wanted: Collection[OrderRule]) -> str:
    order = [item.id for item in individual(facts.items)]
    return duration(comparison(facts, order, order, wanted).waiting_before)


async def _latest(meeting_id: UUID, *, scope: Scope) -> Arrangement | None:
    """The newest proposal of a search that was not left."""
    return next(
        (one for one in await store.arrangements(meeting_id, scope=scope) if one.way is ArrangementWay.SEARCH), None
    )


def _audit(actor: Actor, meeting_id: UUID, what: str) -> AuditEvent:
    return AuditEvent.of(actor, AuditKind.AGENDA_CHANGED, meeting_id, what=what)
