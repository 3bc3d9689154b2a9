"""The only queries about meetings and who is invited.

The coordinating agency sees all. A member sees meetings it is invited to, once the invitation has left the house, and
of the invited agencies only its own.
"""

from collections.abc import Sequence
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent
from access.permissions.model import Scope
from core import rows
from core.database import current_council, raw_connection
from meetings.scheduling.errors import NoSuchMeeting
from meetings.scheduling.model import Invitee, Meeting, MeetingState
from meetings.scheduling.tables import InviteeTable, MeetingTable


async def meetings(*, scope: Scope, tier_id: UUID | None = None) -> list[Meeting]:
    """Meetings by day and beginning, the earliest first."""
    conditions = () if tier_id is None else (MeetingTable.tier_id == tier_id,)
    found = await rows.select(MeetingTable, Meeting, *conditions, order_by=(MeetingTable.held_on, MeetingTable.starts))
    if scope.everything:
        return found
    invited = {invitee.meeting_id for invitee in await _own_invitees(scope)}
    return [meeting for meeting in found if meeting.id in invited and meeting.state is not MeetingState.DRAFT]


async def meeting(meeting_id: UUID, *, scope: Scope) -> Meeting:
    """One meeting. Raises NoSuchMeeting, also when it exists but not for this scope."""
    found = await rows.select(MeetingTable, Meeting, MeetingTable.id == meeting_id)
    if found and scope.everything:
        return found[0]
    invited = {invitee.meeting_id for invitee in await _own_invitees(scope)} if found else set()
    if not found or meeting_id not in invited or found[0].state is MeetingState.DRAFT:
        raise NoSuchMeeting
    return found[0]


async def locked_meeting(meeting_id: UUID, *, scope: Scope) -> Meeting:
    """One meeting, held until the transaction ends, so that two people do not reorder or announce at once."""
    with raw_connection() as connection:
        await connection.execute(
            "SELECT 1 FROM meeting WHERE id = $1 AND council_id = $2 FOR UPDATE", meeting_id, current_council()
        )
    return await meeting(meeting_id, scope=scope)


async def invitees(meeting_id: UUID, *, scope: Scope) -> list[Invitee]:
    """The invited agencies; a member sees its own only."""
    found = await rows.select(InviteeTable, Invitee, InviteeTable.meeting_id == meeting_id)
    return [invitee for invitee in found if scope.agencies is None or invitee.agency_id in scope.agencies]


async def all_invitees(*, scope: Scope) -> list[Invitee]:
    """The invited agencies of every meeting; a member sees its own only."""
    found = await rows.select(InviteeTable, Invitee)
    return [invitee for invitee in found if scope.agencies is None or invitee.agency_id in scope.agencies]


async def invitee(meeting_id: UUID, agency_id: UUID, *, scope: Scope) -> Invitee:
    """One invited agency. Raises NoSuchMeeting."""
    for found in await invitees(meeting_id, scope=scope):
        if found.agency_id == agency_id:
            return found
    raise NoSuchMeeting


async def add_meeting(added: Meeting, invited: Sequence[Invitee], *, audit: AuditEvent) -> None:
    """Add a meeting with its invited agencies."""
    await rows.insert(MeetingTable, added)
    await rows.insert(InviteeTable, *invited)
    await audit_store.append(audit)


async def save_meeting(
    changed: Meeting,
    *,
    invitees_changed: Sequence[Invitee] = (),
    invitees_added: Sequence[Invitee] = (),
    invitees_removed: Sequence[UUID] = (),
    audit: AuditEvent,
) -> None:
    """Save a changed meeting, and what changed with it about who is invited. Raises Conflict."""
    await rows.replace(MeetingTable, changed, read_version=changed.version)
    for one in invitees_changed:
        await rows.replace(InviteeTable, one, read_version=one.version)
    await rows.insert(InviteeTable, *invitees_added)
    await rows.remove(InviteeTable, *invitees_removed)
    await audit_store.append(audit)


async def add_invitees(added: Sequence[Invitee], *, audit: AuditEvent) -> None:
    """Invite further agencies."""
    await rows.insert(InviteeTable, *added)
    await audit_store.append(audit)


async def save_invitee(changed: Invitee, *, audit: AuditEvent) -> None:
    """Save what changed about an invited agency. Raises Conflict."""
    await rows.replace(InviteeTable, changed, read_version=changed.version)
    await audit_store.append(audit)


async def save_invitees(changed: Sequence[Invitee], *, audit: AuditEvent) -> None:
    """Save what changed about several invited agencies. Raises Conflict."""
    for one in changed:
        await rows.replace(InviteeTable, one, read_version=one.version)
    await audit_store.append(audit)


async def remove_invitees(invitee_ids: Sequence[UUID], *, audit: AuditEvent) -> None:
    """Agencies are not invited after all."""
    await rows.remove(InviteeTable, *invitee_ids)
    await audit_store.append(audit)


async def _own_invitees(scope: Scope) -> list[Invitee]:
    own = list(scope.agencies or ())
    return await rows.select(InviteeTable, Invitee, InviteeTable.agency_id.is_in(own)) if own else []
