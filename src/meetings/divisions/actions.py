"""Use cases about holding the agenda in two meetings: comparing the ways is long work for the worker."""

import base64
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from threading import Event
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission
from access.permissions.rules import check_may, scope_of, whole_council
from core import clock, jobs
from core.database import CouncilId, transaction
from core.jobs import Job, JobResult, Report
from meetings.agenda import actions as agenda
from meetings.agenda import rules
from meetings.agenda.day_plan import AgendaFacts
from meetings.arrangements import rules as arranging
from meetings.arrangements.errors import NothingToArrange
from meetings.arrangements.searching import Effort, usual_seconds
from meetings.divisions import division
from meetings.divisions.division import Division, DivisionWay, Halves
from meetings.scheduling import store as meeting_store
from meetings.scheduling.rules import check_may_prepare

JOB_KIND = "division"
LEAST_ITEMS = 2
Tell = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What was compared last: the ways by name; `changed` when the agenda is another one since."""

    ways: dict[DivisionWay, Division]
    changed: bool


async def compared(actor: Actor, meeting_id: UUID) -> tuple[AgendaFacts, Compared | None]:
    """The agenda, and one's own latest comparison of it. Opening it is recorded."""
    check_may(actor, Permission.MEETING_SEE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        facts = await agenda.agenda_facts(meeting_id, scope=scope)
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASES_LISTED, meeting_id, page="division"))
        done = await jobs.done_of_kind(JOB_KIND, account_id=actor.account_id)
    latest = next((job for job in done if job.arguments["meeting"] == str(meeting_id)), None)
    return facts, None if latest is None else _read(facts, latest)


async def compare(actor: Actor, meeting_id: UUID, *, steps: int | None = None) -> Job:
    """Enqueue the comparison. Raises NothingToArrange when there is nothing to divide."""
    check_may(actor, Permission.MEETING_PREPARE)
    scope = scope_of(actor, today=clock.today())
    async with transaction(actor.council):
        check_may_prepare(await meeting_store.locked_meeting(meeting_id, scope=scope))
        facts = await agenda.agenda_facts(meeting_id, scope=scope)
        if len(rules.individual(facts.items)) < LEAST_ITEMS:
            raise NothingToArrange
        job = Job(
            account_id=actor.account_id,
            kind=JOB_KIND,
            title="2回に分けた場合の比較",
            arguments={"meeting": str(meeting_id), "seen": arranging.seen(facts)}
            | ({"steps": str(steps)} if steps else {}),
            total=len(_PARTS),
            unit="とおり",
            created_at=clock.now(),
        )
        return await jobs.enqueue_once(job)


async def run_comparison(council: CouncilId, job: Job, report: Report) -> JobResult:
    """The worker's part. Raises JobCancelled when stopped."""
    scope = whole_council(council, today=clock.today())
    meeting_id = UUID(job.arguments["meeting"])
    async with transaction(council):
        facts = await agenda.agenda_facts(meeting_id, scope=scope)
    steps = int(job.arguments["steps"]) if "steps" in job.arguments else None
    found: dict[str, Halves] = {}
    for done, (way, parts) in enumerate(_PARTS.items()):
        halves = await _beside(
            partial(parts, facts), steps, partial(report, done, len(_PARTS), f"「{way.label}」の順をさがしています。")
        )
        if halves is not None:
            found[way.value] = halves
    await report(len(_PARTS), len(_PARTS))
    left = {
        "seen": _seen(facts),
        "ways": {way: [[str(item) for item in part] for part in parts] for way, parts in found.items()},
    }
    return JobResult(data=json.dumps(left).encode(), name="division.json", href=f"/meetings/{meeting_id}/division")


JOBS = {JOB_KIND: run_comparison}


_PARTS: Mapping[DivisionWay, Callable[[AgendaFacts, Effort], Halves | None]] = {
    DivisionWay.ONCE: division.once,
    DivisionWay.HALVES: division.free_halves,
    DivisionWay.DISTRICTS: division.district_halves,
}


async def _beside(search: Callable[[Effort], Halves | None], steps: int | None, tell: Tell) -> Halves | None:
    """One way, found in a thread while the bar is kept alive; とめる ends the search too."""
    stop = Event()
    effort = Effort(seconds=usual_seconds(), steps=steps, stop=stop.is_set)
    return await jobs.in_thread(lambda: search(effort), tell=tell, stop=stop.set)


def _read(facts: AgendaFacts, job: Job) -> Compared:
    left = json.loads(base64.b64decode(job.result or ""))
    if left["seen"] != _seen(facts):
        return Compared(ways={}, changed=True)
    parts = division.as_parts(left["ways"])
    return Compared(ways={way: division.division(facts, way, parts[way]) for way in parts}, changed=False)


def _seen(facts: AgendaFacts) -> str:
    """A sign of which items there are, in whatever order."""
    return rules.seen(sorted(facts.items, key=lambda item: item.id))
