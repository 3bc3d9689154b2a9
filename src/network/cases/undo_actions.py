"""Taking an action back: the way travels sealed in the address of the button, bound to council and case."""

from collections.abc import Sequence
from uuid import UUID

from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, whole_council
from core import clock
from core.database import transaction
from core.errors import NotFound
from core.undo_way import LONGEST_WAY, opened_way, sealed_way
from core.undoing import Added, Before, restored
from network.cases import store
from network.cases.errors import Overtaken
from network.cases.model import Case, Household, Linkage, Promise
from network.cases.undoing import Undo


def undo_href(actor: Actor, undo: Undo, *, longest: int = LONGEST_WAY) -> str | None:
    """The address of the button; None where the old texts are too long to travel (the old page still has them)."""
    way = sealed_way(undo, council=actor.council, place=str(undo.case_id), longest=longest)
    return f"/cases/{undo.case_id}/undo?way={way}" if way else None


async def take_back(actor: Actor, case_id: UUID, way: str) -> Undo:
    """Put everything back as it was. Raises Overtaken when somebody went on since, UndoUnreadable, NotFound."""
    check_may(actor, Permission.CASE_EDIT)
    undo = opened_way(way, Undo, council=actor.council, place=str(case_id))
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        await store.case(case_id, scope=scope)
        for before in undo.before:
            await _restore(actor, scope, case_id, before)
        if undo.added:
            await _remove(actor, scope, case_id, undo.added)
    return undo


async def _restore(actor: Actor, scope: Scope, case_id: UUID, before: Before) -> None:
    audit = AuditEvent.of(actor, AuditKind.CASE_CHANGED, case_id, undone=before.record)
    now = await _record(scope, case_id, before)
    if now.version != before.version:
        raise Overtaken
    match restored(now, before):
        case Case() as case:
            await store.save_case(case, audit=audit)
        case Household() as household:
            await store.save_household(household, audit=audit)
        case Linkage() as linkage:
            await store.save_linkage(linkage, audit=audit)
        case Promise() as promise:
            await store.save_promise(promise, audit=audit)


async def _record(scope: Scope, case_id: UUID, wanted: Before | Added) -> Case | Household | Linkage | Promise:
    if wanted.record == "case":
        return await store.case(wanted.id, scope=scope)
    if wanted.record == "household":
        return await store.household(wanted.id, scope=scope)
    if wanted.record == "promise":
        return await store.promise(wanted.id, scope=scope)
    found = await store.linkages(scope=scope, case_ids=[case_id])
    for linkage in found:
        if linkage.id == wanted.id:
            return linkage
    raise NotFound


async def _remove(actor: Actor, scope: Scope, case_id: UUID, added: Sequence[Added]) -> None:
    for one in added:
        if one.record != "sighting" and (await _record(scope, case_id, one)).version != one.version:
            raise Overtaken
    await store.remove(
        cases_removed=[one.id for one in added if one.record == "case"],
        households_removed=[one.id for one in added if one.record == "household"],
        linkages_removed=[one.id for one in added if one.record == "linkage"],
        sightings_removed=[one.id for one in added if one.record == "sighting"],
        promises_removed=[one.id for one in added if one.record == "promise"],
        audit=AuditEvent.of(actor, AuditKind.CASE_CHANGED, case_id, undone="added"),
    )
