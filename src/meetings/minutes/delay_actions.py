"""Reading how a running meeting stands beside its plan. No case is shown, so nobody's look is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may
from core import clock
from core.database import transaction
from meetings.agenda.actions import agenda_facts
from meetings.agenda.day_plan import AgendaFacts
from meetings.invitations import store as window_store
from meetings.invitations.model import Window
from meetings.minutes import delay, store
from meetings.minutes.actions import whole
from meetings.minutes.delay import Called, Outlook


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A meeting and how it stands now; no outlook unless it runs today."""

    facts: AgendaFacts
    outlook: Outlook | None
    live: Sequence[Window]
    off: Sequence[Called]
    """The agencies whose told time holds no longer."""


async def standing(actor: Actor, meeting_id: UUID) -> Standing:
    """How the meeting stands now. Raises NoSuchMeeting."""
    check_may(actor, Permission.MEETING_RUN)
    async with transaction(actor.council):
        return await standing_of(meeting_id, scope=whole(actor))


async def standing_of(meeting_id: UUID, *, scope: Scope) -> Standing:
    """The same, read in the open transaction."""
    facts = await agenda_facts(meeting_id, scope=scope)
    typed = {one.item_id: one for one in await store.deliberations(meeting_id, scope=scope)}
    found = delay.outlook(facts, typed, clock.now())
    live = await window_store.windows(scope=scope, meeting_id=meeting_id)
    called = delay.still_called(facts, found, live) if found else []
    return Standing(facts=facts, outlook=found, live=live, off=[one for one in called if not one.holds])
