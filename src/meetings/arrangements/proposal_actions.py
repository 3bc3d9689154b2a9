"""Proposals of an order inside a transaction, whether found before the announcement or after it (`repairs`)."""

from collections.abc import Sequence
from uuid import UUID

from access.audit.model import AuditEvent
from access.permissions.model import Scope
from core.database import transaction
from meetings.agenda.actions import agenda_facts
from meetings.agenda.day_plan import AgendaFacts
from meetings.arrangements import rules, store
from meetings.arrangements.errors import AgendaChanged, NoSuchArrangement
from meetings.arrangements.model import Arrangement, ArrangementWay
from meetings.scheduling import store as meeting_store
from meetings.scheduling.rules import check_may_prepare


async def propose(facts: AgendaFacts, made: Sequence[Arrangement], *, scope: Scope, audit: AuditEvent) -> None:
    """Save the proposals unless the agenda changed during the search. Raises AgendaChanged."""
    meeting_id = facts.meeting.id
    async with transaction(scope.council):
        check_may_prepare(await meeting_store.locked_meeting(meeting_id, scope=scope))
        if rules.seen(await agenda_facts(meeting_id, scope=scope)) != rules.seen(facts):
            raise AgendaChanged
        await store.propose(meeting_id, made, scope=scope, audit=audit)


async def held(
    meeting_id: UUID, arrangement_id: UUID, scope: Scope, *, repair: bool
) -> tuple[AgendaFacts, Arrangement]:
    """Agenda and proposal of a meeting that is still prepared, held until the transaction ends.

    Raises NoSuchArrangement, also for the step of a repair where a whole search is asked for, and the other way round.
    """
    check_may_prepare(await meeting_store.locked_meeting(meeting_id, scope=scope))
    found = await store.arrangement(arrangement_id, scope=scope)
    if found.meeting_id != meeting_id or (found.way is not ArrangementWay.SEARCH) is not repair:
        raise NoSuchArrangement
    return await agenda_facts(meeting_id, scope=scope), found
