"""Use cases of 決まりの重さ: the same search without one rule after another, as long work; and what came of it.

Nothing about the agenda, the proposal or the agencies changes here.
"""

import base64
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import ceil
from threading import Event
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, may, scope_of, whole_council
from core import clock, jobs
from core.database import CouncilId, transaction
from core.jobs import Job, JobResult, Report
from meetings.agenda.actions import agenda_facts
from meetings.agenda.day_plan import AgendaFacts
from meetings.agenda.rules import individual
from meetings.arrangements import rules as arranging
from meetings.arrangements import store
from meetings.arrangements.errors import AgendaChanged
from meetings.arrangements.model import Arrangement, ArrangementWay, OrderRule
from meetings.arrangements.searching import Effort, usual_seconds
from meetings.rule_costs import rule_words, weighing
from meetings.rule_costs.errors import NothingBinds, NothingProposed
from meetings.rule_costs.model import BindingRule, RuleCosts, RuleKind
from meetings.scheduling import store as meeting_store
from meetings.scheduling.rules import check_may_prepare

JOB_KIND = "rule_costs"
JOB_TITLE = "決まりの重さ"
SHARE_OF_SEARCH = 1 / 8
"""How long each rule is tried, of the time that a whole search gets, in a meeting of so many items."""
USUAL_ITEMS = 40
AS_LONG_AS = 3
"""The search that keeps every rule takes as long as so many others: what it missed would pass for a cost."""
Tell = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """An agenda with the proposal that fits it, if one does: the rules it keeps, those that bind it, and their costs.

    `costs` is None when nobody looked, or when the agenda or the proposal is another one since (`changed`). `may_ring`:
    whether this person may see telephone numbers.
    """

    facts: AgendaFacts
    proposal: Arrangement | None = None
    rules: frozenset[OrderRule] = frozenset()
    binding: Sequence[BindingRule] = ()
    costs: RuleCosts | None = None
    changed: bool = False
    may_ring: bool = False

    @property
    def seconds_each(self) -> float:
        """How long each rule is tried: a share of a whole search, longer in a large meeting."""
        return usual_seconds() * SHARE_OF_SEARCH * max(1.0, len(individual(self.facts.items)) / USUAL_ITEMS)

    @property
    def seconds(self) -> int:
        """How long it takes to try all of them."""
        return ceil(self.seconds_each * (AS_LONG_AS + len(self.binding)))


async def weighing_of(actor: Actor, meeting_id: UUID) -> Weighing:
    """What the page shows, with one's own latest figures. Opening it is recorded."""
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        found = await _weighing(meeting_id, scope=scope)
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASES_LISTED, meeting_id, page="rule_costs"))
        done = await jobs.done_of_kind(JOB_KIND, account_id=actor.account_id)
    latest = next((job for job in done if job.arguments["meeting"] == str(meeting_id)), None)
    return replace(_read(found, latest), may_ring=may(actor, Permission.DIRECTORY_SEE))


async def weigh(actor: Actor, meeting_id: UUID, *, steps: int | None = None) -> Job:
    """Have the worker try it without each rule.

    Raises AlreadyAnnounced, NothingToArrange, NothingProposed, NothingBinds.
    """
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        check_may_prepare(await meeting_store.locked_meeting(meeting_id, scope=scope))
        found = await _weighing(meeting_id, scope=scope)
        arranging.check_may_arrange(found.facts)
        if found.proposal is None:
            raise NothingProposed
        if not found.binding:
            raise NothingBinds
        job = Job(
            account_id=actor.account_id,
            kind=JOB_KIND,
            title=JOB_TITLE,
            arguments={
                "meeting": str(meeting_id),
                "arrangement": str(found.proposal.id),
                "seen": arranging.seen(found.facts),
                "steps": str(steps or ""),
            },
            total=len(found.binding),
            unit="件",
            created_at=clock.now(),
        )
        return await jobs.enqueue_once(job)


async def run_weighing(council: CouncilId, job: Job, report: Report) -> JobResult:
    """The worker's part. Raises AgendaChanged; JobCancelled when stopped, and then nothing is left."""
    scope, meeting_id = whole_council(council, today=clock.today()), UUID(job.arguments["meeting"])
    async with transaction(council):
        asked = await _weighing(meeting_id, scope=scope)
    if asked.proposal is None or str(asked.proposal.id) != job.arguments["arrangement"]:
        raise AgendaChanged
    total = len(asked.binding)
    steps = int(job.arguments["steps"]) if job.arguments["steps"] else None
    effort = Effort(seconds=asked.seconds_each, steps=steps, seed=asked.proposal.seed, start=asked.proposal.order)
    found: dict[BindingRule | None, tuple[UUID, ...]] = {}
    for done, rule in enumerate((None, *asked.binding)):
        tell = partial(report, max(0, done - 1), total, rule_words.trying(asked.facts, asked.rules, rule))
        part = effort if rule else replace(effort, seconds=AS_LONG_AS * effort.seconds)
        found[rule] = await _tried(asked, rule, part, tell)
    await report(total, total)
    left = {"arrangement": str(asked.proposal.id), "found": [_written(rule, order) for rule, order in found.items()]}
    return JobResult(data=json.dumps(left).encode(), name="rule-costs.json", href=f"/meetings/{meeting_id}/rule-costs")


JOBS = {JOB_KIND: run_weighing}


async def _weighing(meeting_id: UUID, *, scope: Scope) -> Weighing:
    """The agenda, and the latest proposal of a search as far as it is about this agenda."""
    facts = await agenda_facts(meeting_id, scope=scope)
    searched = [one for one in await store.arrangements(meeting_id, scope=scope) if one.way is ArrangementWay.SEARCH]
    proposal = searched[0] if searched else None
    if proposal is None or not proposal.order or not arranging.fits(proposal, facts):
        return Weighing(facts=facts)
    rules = weighing.kept_rules(facts, proposal.rules, proposal.order)
    if rules is None:
        return Weighing(facts=facts)
    return Weighing(facts=facts, proposal=proposal, rules=rules, binding=weighing.binding_rules(facts, rules))


async def _tried(asked: Weighing, rule: BindingRule | None, effort: Effort, tell: Tell) -> tuple[UUID, ...]:
    """One search in a thread while the bar is kept alive; とめる ends it too."""
    stop = Event()
    search = partial(weighing.best_without, asked.facts, asked.rules, rule, replace(effort, stop=stop.is_set))
    return await jobs.in_thread(search, tell=tell, stop=stop.set)


def _written(rule: BindingRule | None, order: Sequence[UUID]) -> dict[str, object]:
    kind, subject = (rule.kind.value, rule.subject) if rule else ("", None)
    return {"kind": kind, "subject": str(subject or ""), "order": [str(item) for item in order]}


def _read(asked: Weighing, job: Job | None) -> Weighing:
    """The same with what a job left, when it is about this very proposal and these rules."""
    if job is None:
        return asked
    if asked.proposal is None:
        return replace(asked, changed=True)
    left = json.loads(base64.b64decode(job.result or ""))
    found = {_rule(one["kind"], one["subject"]): tuple(map(UUID, one["order"])) for one in left["found"]}
    if left["arrangement"] != str(asked.proposal.id) or found.keys() != {None, *asked.binding}:
        return replace(asked, changed=True)
    return replace(asked, costs=weighing.weighed(asked.facts, asked.rules, asked.proposal.order, found))


def _rule(kind: str, subject: str) -> BindingRule | None:
    return BindingRule(kind=RuleKind(kind), subject=UUID(subject) if subject else None) if kind else None
