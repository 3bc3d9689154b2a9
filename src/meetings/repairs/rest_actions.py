"""Use cases of 残りの議題の順番: the ways to go on in a running meeting, take one, take it back. Nothing is sent."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, whole_council
from core import clock
from core.database import transaction
from meetings.agenda import rules as agenda_rules
from meetings.agenda import store as agenda_store
from meetings.agenda.day_plan import AgendaFacts
from meetings.agenda.errors import OrderChanged
from meetings.arrangements.wishes import reordered
from meetings.minutes import rules as running
from meetings.minutes.delay_actions import standing_of
from meetings.repairs.repairing import Step, shown
from meetings.repairs.rest import Rest
from meetings.scheduling import store as meeting_store

SIGN_LENGTH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class RestOfDay:
    """What is left of a meeting and the ways to go on; nothing is left when it does not run today."""

    facts: AgendaFacts
    rest: Rest | None
    steps: Sequence[Step] = ()

    @property
    def seen(self) -> str:
        """A short sign of what is left, and in which order."""
        return sign(self.rest) if self.rest else ""


def sign(rest: Rest) -> str:
    """A short sign of these cases in this order."""
    return hashlib.sha256("".join(item.id.hex for item in rest.items).encode()).hexdigest()[:SIGN_LENGTH]


async def rest_of_day(actor: Actor, meeting_id: UUID) -> RestOfDay:
    """The ways to go on from now; that names of cases were seen is recorded."""
    check_may(actor, Permission.MEETING_RUN)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        facts, rest = await _rest(meeting_id, scope)
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASES_LISTED, meeting_id, page="rest"))
    steps = await asyncio.to_thread(lambda: shown(list(rest.steps()))) if rest else []
    return RestOfDay(facts=facts, rest=rest, steps=steps)


async def take(actor: Actor, meeting_id: UUID, order: Sequence[int], *, seen: str) -> tuple[int, list[int]]:
    """この順で進める: only what is left changes its place. Raises OrderChanged, NotRunning.

    Returns how many agencies must be rung up, and for each case in its new order the place where it stood before.
    """
    check_may(actor, Permission.MEETING_RUN)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        running.check_running(await meeting_store.locked_meeting(meeting_id, scope=scope))
        facts, rest = await _rest(meeting_id, scope)
        if rest is None or sign(rest) != seen or sorted(order) != list(range(len(rest.items))):
            raise OrderChanged
        after = rest.agenda(order)
        before = [agenda_rules.place_of(facts.items, item.id) for item in agenda_rules.individual(after)]
        audit = AuditEvent.of(actor, AuditKind.AGENDA_CHANGED, meeting_id, what="rest of the day ordered")
        await agenda_store.keep(facts.items, after, audit=audit)
    return len(rest.price(order).told), before


async def take_back(actor: Actor, meeting_id: UUID, places: Sequence[int]) -> None:
    """Undo: every case to the place named for it. Raises OrderChanged when cases came or went, NotRunning."""
    check_may(actor, Permission.MEETING_RUN)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        running.check_running(await meeting_store.locked_meeting(meeting_id, scope=scope))
        items = await agenda_store.items(meeting_id, scope=scope)
        order = agenda_rules.individual(items)
        if sorted(places) != list(range(1, len(order) + 1)):
            raise OrderChanged
        was = sorted(zip(places, (item.id for item in order), strict=True))
        after = reordered(items, [item for _, item in was])
        audit = AuditEvent.of(actor, AuditKind.AGENDA_CHANGED, meeting_id, what="rest of the day put back")
        await agenda_store.keep(items, after, audit=audit)


async def _rest(meeting_id: UUID, scope: Scope) -> tuple[AgendaFacts, Rest | None]:
    now = await standing_of(meeting_id, scope=scope)
    rest = Rest(now.facts, now.outlook, now.live) if now.outlook else None
    return now.facts, rest if rest and rest.items else None
