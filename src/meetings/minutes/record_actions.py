"""Reading the record of a meeting: it asks the stores of other features inside the caller's transaction."""

from uuid import UUID

from access.councils import store as council_store
from access.permissions.model import Scope
from meetings.agenda import store as agenda_store
from meetings.agenda.model import AgendaItem
from meetings.minutes import rules, store
from meetings.minutes.errors import NoSuchItem
from meetings.minutes.model import Deliberation
from meetings.minutes.record import Record
from meetings.scheduling import store as meeting_store
from meetings.scheduling.model import Meeting, MeetingState
from network.agencies import store as agency_store
from network.cases import store as case_store


async def record(meeting_id: UUID, *, scope: Scope) -> Record:
    """The record of a meeting (a transaction is open). Raises NoSuchMeeting."""
    meeting = await meeting_store.meeting(meeting_id, scope=scope)
    items = await agenda_store.items(meeting_id, scope=scope)
    case_ids = [case_id for item in items for case_id in item.cases]
    households = [item.household_id for item in items if item.household_id is not None]
    typed = await store.deliberations(meeting_id, scope=scope)
    return Record(
        council=await council_store.council(scope=scope),
        meeting=meeting,
        next_meeting=await _following(meeting, scope=scope),
        items=items,
        invitees=await meeting_store.invitees(meeting_id, scope=scope),
        agencies={one.id: one for one in await agency_store.agencies(scope=scope, ended=True)},
        cases={one.id: one for one in await case_store.cases(scope=scope, closed=True, case_ids=case_ids)},
        households={one.id: one for one in await case_store.households(scope=scope, household_ids=households)},
        linkages=await case_store.linkages(scope=scope, case_ids=case_ids),
        sightings=await case_store.sightings(scope=scope, case_ids=case_ids),
        promises=await case_store.promises(scope=scope, case_ids=case_ids),
        deliberations={one.item_id: one for one in typed},
        minutes=await store.minutes(meeting_id, scope=scope),
        closed=await council_store.closed_dates(scope=scope),
    )


async def one_item(meeting_id: UUID, item_id: UUID, *, scope: Scope) -> tuple[AgendaItem, Deliberation]:
    """One item of the meeting with its record, begun if need be. Raises NoSuchItem."""
    item = next((one for one in await agenda_store.items(meeting_id, scope=scope) if one.id == item_id), None)
    if item is None:
        raise NoSuchItem
    found = await store.deliberation(item_id, scope=scope)
    return item, found or rules.fresh(meeting_id, [item])[0]


async def _following(meeting: Meeting, *, scope: Scope) -> Meeting | None:
    later = [
        one
        for one in await meeting_store.meetings(scope=scope, tier_id=meeting.tier_id)
        if one.held_on > meeting.held_on and one.state is not MeetingState.CANCELLED
    ]
    return later[0] if later else None
