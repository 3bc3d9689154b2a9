"""The only queries about agenda items. A member sees none: an agenda names cases of other agencies."""

from collections.abc import Sequence
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent
from access.permissions.model import Scope
from core import rows
from meetings.agenda.errors import NoSuchItem
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.tables import AgendaItemTable


async def items(meeting_id: UUID, *, scope: Scope) -> list[AgendaItem]:
    """The agenda in order, without the households put off to the next meeting."""
    return [one for one in await _all(meeting_id, scope) if one.kind is not ItemKind.NEXT]


async def put_off(meeting_id: UUID, *, scope: Scope) -> list[AgendaItem]:
    """The households a person put off to the next meeting."""
    return [one for one in await _all(meeting_id, scope) if one.kind is ItemKind.NEXT]


async def planned_minutes(item_ids: Sequence[UUID], *, scope: Scope) -> dict[UUID, int]:
    """The planned minutes of those items, of any meeting, that were discussed one by one."""
    if not scope.everything or not item_ids:
        return {}
    table = AgendaItemTable
    found = await table.select(table.id, table.minutes).where(
        table.council_id == scope.council,
        table.kind == ItemKind.INDIVIDUAL.value,
        table.id.is_in(list(item_ids)),
    )
    return {row["id"]: row["minutes"] for row in found}


async def item(item_id: UUID, *, scope: Scope) -> AgendaItem:
    """One item. Raises NoSuchItem."""
    found = await rows.select(AgendaItemTable, AgendaItem, AgendaItemTable.id == item_id) if scope.everything else []
    if not found:
        raise NoSuchItem
    return found[0]


async def add_items(added: Sequence[AgendaItem], *, audit: AuditEvent) -> None:
    """Add items."""
    await rows.insert(AgendaItemTable, *added)
    await audit_store.append(audit)


async def save_items(changed: Sequence[AgendaItem], *, audit: AuditEvent) -> None:
    """Save changed items. Raises Conflict."""
    for one in changed:
        await rows.replace(AgendaItemTable, one, read_version=one.version)
    await audit_store.append(audit)


async def keep(before: Sequence[AgendaItem], after: Sequence[AgendaItem], *, audit: AuditEvent) -> None:
    """Make the stored agenda `after`, which was made from `before`: add, change and remove what differs."""
    known = {one.id: one for one in before}
    kept = {one.id for one in after}
    await rows.insert(AgendaItemTable, *(one for one in after if one.id not in known))
    for one in after:
        if one.id in known and one != known[one.id]:
            await rows.replace(AgendaItemTable, one, read_version=one.version)
    await rows.remove(AgendaItemTable, *(one.id for one in before if one.id not in kept))
    await audit_store.append(audit)


async def on_an_agenda(case_ids: Sequence[UUID], *, scope: Scope) -> frozenset[UUID]:
    """Which of these cases stand on an agenda (the undo of an import asks)."""
    asked = set(case_ids)
    found = await rows.select(AgendaItemTable, AgendaItem) if scope.everything else []
    return frozenset(case_id for item in found for case_id in item.cases if case_id in asked)


async def _all(meeting_id: UUID, scope: Scope) -> list[AgendaItem]:
    if not scope.everything:
        return []
    return await rows.select(
        AgendaItemTable, AgendaItem, AgendaItemTable.meeting_id == meeting_id, order_by=(AgendaItemTable.position,)
    )
