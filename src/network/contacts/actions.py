"""Use cases about contacts. Their audit rows name the agency, so that its page can tell its history."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, whole_council
from core.database import transaction
from core.errors import NotFound
from core.undo_way import opened_way
from core.undoing import Added, as_it_was, restored
from network.agencies import store as agency_store
from network.agencies.errors import Overtaken
from network.agencies.undoing import Undo
from network.contacts import rules, store
from network.contacts.model import Contact

UNDO_PATH = "/agencies/contacts/undo"


async def contact_of(scope: Scope, agency_id: UUID, contact_id: UUID) -> Contact:
    """One contact of that agency. Raises NotFound."""
    async with transaction(scope.council):
        found = await store.contact(contact_id, scope=scope)
    if found.agency_id != agency_id:
        raise NotFound
    return found


async def add_contact(actor: Actor, contact: Contact, *, today: date) -> Undo:
    """Add a position with its holder. Raises EndBeforeSince, NotFound."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    rules.check_term(contact)
    async with transaction(actor.council):
        await agency_store.agency(contact.agency_id, scope=whole_council(actor.council, today=today))
        await store.add_contacts([contact], audit=_event(actor, contact, "added"))
    added = (Added(record="contact", id=contact.id),)
    return Undo(said="足した連絡先を取り消しました。", back=f"/agencies/{contact.agency_id}", added=added)


async def change_contact(actor: Actor, contact: Contact, *, today: date) -> Undo:
    """Save a contact as it was read at `contact.version`. Raises Conflict, EndBeforeSince, NotFound."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    rules.check_term(contact)
    return await _save(actor, contact, "changed", said="連絡先を元に戻しました。", today=today)


async def succeed(actor: Actor, leaving: Contact, coming: Contact, *, today: date) -> Undo:
    """Let somebody follow; the one before leaves that day. Raises Conflict, SuccessorTooEarly, EndBeforeSince."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    rules.check_term(coming)
    ended = rules.succession(leaving, coming)
    async with transaction(actor.council):
        before = await store.contact(leaving.id, scope=whole_council(actor.council, today=today))
        await store.save_contact(ended, audit=_event(actor, ended, "succeeded"))
        await store.add_contacts([coming], audit=_event(actor, coming, "added"))
    return Undo(
        said="後任の登録を取り消しました。",
        back=f"/agencies/{leaving.agency_id}",
        before=(as_it_was("contact", replace(before, version=leaving.version), ended),),
        added=(Added(record="contact", id=coming.id),),
    )


async def confirm(actor: Actor, agency_id: UUID, contact_id: UUID, *, version: int, today: date) -> Undo:
    """Note that the contact was confirmed today. Raises Conflict, NotFound."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    scope = whole_council(actor.council, today=today)
    before = replace(await contact_of(scope, agency_id, contact_id), version=version)
    said = "「確かめた」を取り消しました。"
    return await _save(actor, replace(before, verified_on=today), "verified", said=said, today=today)


async def take_back(actor: Actor, way: str, *, today: date) -> Undo:
    """Put contacts back as they were. Raises Overtaken, UndoUnreadable, NotFound."""
    check_may(actor, Permission.DIRECTORY_EDIT)
    undo = opened_way(way, Undo, council=actor.council, place=UNDO_PATH)
    scope = whole_council(actor.council, today=today)
    async with transaction(actor.council):
        for before in undo.before:
            now = await store.contact(before.id, scope=scope)
            if now.version != before.version:
                raise Overtaken
            await store.save_contact(restored(now, before), audit=_event(actor, now, "undone"))
        for one in undo.added:
            now = await store.contact(one.id, scope=scope)
            if now.version != one.version:
                raise Overtaken
            await store.remove_contacts([one.id], audit=_event(actor, now, "undone"))
    return undo


async def _save(actor: Actor, contact: Contact, change: str, *, said: str, today: date) -> Undo:
    async with transaction(actor.council):
        stored = await store.contact(contact.id, scope=whole_council(actor.council, today=today))
        before = replace(stored, version=contact.version)
        await store.save_contact(contact, audit=_event(actor, contact, change))
    ways = (as_it_was("contact", before, contact),)
    return Undo(said=said, back=f"/agencies/{contact.agency_id}", before=ways)


def _event(actor: Actor, contact: Contact, change: str) -> AuditEvent:
    return AuditEvent.of(actor, AuditKind.CONTACT_CHANGED, contact.agency_id, change=change, position=contact.position)
