"""Taking an action back: the way travels sealed in the address of the button, bound to council and case."""

import base64
import binascii
from collections.abc import Sequence
from uuid import UUID

import msgspec

from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, whole_council
from core import clock
from core.database import CouncilId, sealer, transaction
from core.errors import NotFound
from core.sealing import Place, SealBroken
from network.cases import store
from network.cases.errors import Overtaken, UndoUnreadable
from network.cases.model import Case, Household, Linkage, Promise
from network.cases.undoing import Added, Before, Undo, restored

LONGEST_WAY = 1400
"""The message with its way back travels in one cookie; a browser keeps 4096 bytes of it."""


def undo_href(actor: Actor, undo: Undo, *, longest: int = LONGEST_WAY) -> str | None:
    """The address of the button; None where the old texts are too long to travel (the old page still has them)."""
    sealed = sealer().seal(msgspec.to_builtins(undo), _place(actor.council, undo.case_id)) or b""
    way = base64.urlsafe_b64encode(sealed).decode()
    return f"/cases/{undo.case_id}/undo?way={way}" if len(way) <= longest else None


async def take_back(actor: Actor, case_id: UUID, way: str) -> Undo:
    """Put everything back as it was. Raises Overtaken when somebody went on since, UndoUnreadable, NotFound."""
    check_may(actor, Permission.CASE_EDIT)
    undo = _opened(actor.council, case_id, way)
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


def _place(council: CouncilId, case_id: UUID) -> Place:
    return Place(str(council), "undo", "way", str(case_id))


def _opened(council: CouncilId, case_id: UUID, way: str) -> Undo:
    try:
        return msgspec.convert(sealer().open(base64.urlsafe_b64decode(way), _place(council, case_id)), Undo)
    except (SealBroken, binascii.Error, ValueError) as problem:
        raise UndoUnreadable from problem
