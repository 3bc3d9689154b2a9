"""Use cases of 順番を直す after agencies were told their times: what changed, the steps as long work, take, take back.

Nothing is sent here. What a taken step changes is sent from the page where the times are confirmed.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
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
from meetings.agenda.rules import individual
from meetings.agenda.told import SinceTold, since_told
from meetings.arrangements import rules, store
from meetings.arrangements.model import USUAL_RULES, Arrangement, ArrangementState, ArrangementWay, OrderRule
from meetings.arrangements.proposal_actions import held, propose
from meetings.arrangements.searching import Effort, usual_seconds
from meetings.invitations import store as window_store
from meetings.invitations.model import Window
from meetings.invitations.rules import WindowChange, changes, planned_windows, to_tell
from meetings.repairs import repairing
from meetings.repairs.errors import NotAnnouncedYet, NothingToRepair
from meetings.repairs.repairing import Step
from meetings.scheduling import store as meeting_store
from meetings.scheduling.rules import check_may_prepare

JOB_KIND = "repair"
JOB_TITLE = "順番を直す"
SMALL_WAYS = (ArrangementWay.KEEP, ArrangementWay.INSERT, ArrangementWay.ONE_MOVE, ArrangementWay.QUIET)
STOPPED = "とめました。それまでに見つけた直し方です。"
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """An announced agenda: what changed since, whom the present order makes to be told again, and the steps."""

    facts: AgendaFacts
    live: Sequence[Window]
    since: SinceTold
    changes: Sequence[WindowChange]
    proposed: Sequence[Arrangement]
    """The steps that were worked out for the agenda as it is now; empty when there are none, or when it changed."""
    is_taken: bool
    """Whether a step was taken, and agencies were not told yet."""

    @property
    def is_needed(self) -> bool:
        """Whether anything changed that somebody should look at."""
        return bool(self.since.count or self.since.moved or self.changes)


async def repair(actor: Actor, meeting_id: UUID) -> Repair:
    """What the page shows; that names of cases were seen is recorded."""
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        found = await _repair(meeting_id, scope=scope)
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASES_LISTED, meeting_id, page="repair"))
    return found


async def start_repair(actor: Actor, meeting_id: UUID, *, afresh: bool = False, steps: int | None = None) -> Job:
    """Have the worker find the steps, with `afresh` 全部を組み直す too. Raises NotAnnouncedYet, NothingToRepair.

    With so many `steps` of search the same agenda gives the same answer every time.
    """
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        check_may_prepare(await meeting_store.locked_meeting(meeting_id, scope=scope))
        found = await _repair(meeting_id, scope=scope)
        if found.facts.meeting.confirmed_at is None or not found.live:
            raise NotAnnouncedYet
        if not individual(found.facts.items) or not (found.is_needed or afresh):
            raise NothingToRepair
        job = Job(
            account_id=actor.account_id,
            kind=JOB_KIND,
            title="順番の全部を組み直す" if afresh else JOB_TITLE,
            arguments={
                "meeting": str(meeting_id),
                "afresh": "yes" if afresh else "",
                "steps": str(steps or ""),
                "seen": rules.seen(found.facts),
            },
            total=len(SMALL_WAYS) + afresh,
            unit="とおり",
            created_at=clock.now(),
        )
        job = await jobs.enqueue_once(job)
        await audit_store.append(_audit(actor, meeting_id, "repair searched"))
    return job


async def run_repair(council: CouncilId, job: Job, report: Report) -> JobResult:
    """The worker's part; stopped, it leaves the steps so far. Raises JobCancelled when there is none yet."""
    scope, meeting_id = whole_council(council, today=clock.today()), UUID(job.arguments["meeting"])
    async with transaction(council):
        found = await _repair(meeting_id, scope=scope)
        wished = await _rules(meeting_id, scope=scope)
    work = _Work(found, wished, report, job)
    made = await work.done(afresh=bool(job.arguments["afresh"]))
    if not made:
        raise JobCancelled
    audit = AuditEvent.of_operator(AuditKind.AGENDA_CHANGED, meeting_id, what="repair proposed")
    await propose(found.facts, made, scope=scope, audit=audit)
    return JobResult(href=f"/meetings/{meeting_id}/repair", said=STOPPED if work.stopping else "")


JOBS = {JOB_KIND: run_repair}


async def take(actor: Actor, meeting_id: UUID, arrangement_id: UUID) -> int:
    """この順にする, once: how many agencies must be told again; nothing is sent.

    Raises AgendaChanged, NoSuchArrangement.
    """
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        facts, found = await held(meeting_id, arrangement_id, scope, repair=True)
        live = await window_store.windows(scope=scope, meeting_id=meeting_id)
        if rules.is_taken(found, facts):
            return len(repairing.price(facts, live, found.order).told)
        rules.check_may_take(found, facts)
        if found.order != found.before:
            await agenda_store.keep(facts.items, rules.taken(facts, found), audit=_audit(actor, meeting_id, "repaired"))
        taken = replace(found, state=ArrangementState.ACCEPTED)
        await store.save_arrangement(taken, audit=_audit(actor, meeting_id, "repair accepted"))
    return len(repairing.price(facts, live, found.order).told)


async def take_back(actor: Actor, meeting_id: UUID, arrangement_id: UUID) -> None:
    """Undo until it is told: the order and headings as they were. Raises NothingToTakeBack, AlreadyAnnounced."""
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        facts, found = await held(meeting_id, arrangement_id, scope, repair=True)
        if rules.is_back(found, facts):
            return
        rules.check_not_told_since(found, facts)
        rules.check_may_take_back(found, facts)
        after = rules.taken_back(facts, found)
        await agenda_store.keep(facts.items, after, audit=_audit(actor, meeting_id, "repair undone"))
        again = replace(found, state=ArrangementState.PROPOSED)
        await store.save_arrangement(again, audit=_audit(actor, meeting_id, "repair proposed again"))


class _Work:
    """The steps being worked out in a thread, reported one by one, and once a second whether to stop."""

    def __init__(self, found: Repair, wished: Sequence[OrderRule], report: Report, job: Job) -> None:
        self.found, self.wished, self.report, self.total = found, wished, report, job.total
        self.stopping = False
        self.made: list[Arrangement] = []
        steps = int(job.arguments["steps"]) if job.arguments["steps"] else None
        self.effort = Effort(seconds=usual_seconds(), steps=steps, stop=lambda: self.stopping)

    async def done(self, *, afresh: bool) -> list[Arrangement]:
        """All steps, or those that were there when a person pressed とめる; earlier ones still hold."""
        self.made = [one for one in self.found.proposed if one.way in SMALL_WAYS] if afresh else []
        if not self.made:
            await self._small_steps()
        if afresh and not self.stopping:
            self.made.append(await self._watched(self._afresh))
        return self.made

    async def _small_steps(self) -> None:
        facts, live = self.found.facts, self.found.live
        steps: Iterator[Step] = repairing.small_steps(facts, live, self.effort)
        while not self.stopping and (step := await self._watched(lambda: next(steps, None))) is not None:
            self.made.append(self._arrangement(step.way, step))

    def _afresh(self) -> Arrangement:
        facts, live = self.found.facts, self.found.live
        step, searched = repairing.whole_step(facts, live, self.wished, self.effort)
        return self._arrangement(ArrangementWay.AFRESH, step, searched.conflicts)

    async def _watched(self, piece: Callable[[], T]) -> T:
        return await jobs.in_thread(piece, tell=self._tell, stop=self._stop)

    async def _tell(self) -> None:
        try:
            await self.report(len(self.made), self.total)
        except JobCancelled:
            self._stop()  # the steps so far are kept

    def _stop(self) -> None:
        self.stopping = True

    def _arrangement(self, way: ArrangementWay, step: Step | None, conflicts: Sequence[str] = ()) -> Arrangement:
        items = individual(self.found.facts.items)
        return Arrangement(
            id=uuid4(),
            meeting_id=self.found.facts.meeting.id,
            way=way,
            rules=tuple(self.wished),
            before=tuple(item.id for item in items),
            order=step.order if step else (),
            headings=tuple(item.block for item in items),
            seen=rules.seen(self.found.facts),
            waiting=step.price.waiting if step else 0,
            not_kept=step.price.broken if step else tuple(conflicts),
            made_at=clock.now(),
        )


async def _repair(meeting_id: UUID, *, scope: Scope) -> Repair:
    facts = await agenda_facts(meeting_id, scope=scope)
    live = await window_store.windows(scope=scope, meeting_id=meeting_id)
    sign = rules.seen(facts)
    steps = [one for one in await store.arrangements(meeting_id, scope=scope) if one.way is not ArrangementWay.SEARCH]
    proposed = [one for one in steps if one.state is ArrangementState.PROPOSED and one.seen == sign]
    changed = to_tell(changes(planned_windows(facts), live)) if live else []
    ways = list(ArrangementWay)
    return Repair(
        facts=facts,
        live=live,
        since=since_told(facts),
        changes=changed,
        proposed=sorted(proposed, key=lambda one: ways.index(one.way)),
        is_taken=bool(changed)
        and any(one.state is ArrangementState.ACCEPTED and rules.stands(one, facts) for one in steps),
    )


async def _rules(meeting_id: UUID, *, scope: Scope) -> Sequence[OrderRule]:
    """The rules the announced order was arranged by, or the usual ones."""
    found = await store.arrangements(meeting_id, scope=scope)
    return next((one.rules for one in found if one.way is ArrangementWay.SEARCH), USUAL_RULES)


def _audit(actor: Actor, meeting_id: UUID, what: str) -> AuditEvent:
    return AuditEvent.of(actor, AuditKind.AGENDA_CHANGED, meeting_id, what=what)
