"""Use cases of the days between meetings: seeing the child, promises made and kept (役割分担・対応事項)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission
from access.permissions.rules import check_may, whole_council
from core import clock
from core.calendar import month_day
from core.database import transaction
from core.undoing import Added, as_it_was
from network.agencies import store as agency_store
from network.cases import rules, store
from network.cases.commands import NewPromise, SeenChild
from network.cases.undoing import Undo


async def record_sighting(actor: Actor, case_id: UUID, seen: SeenChild, *, today: date) -> Undo:
    """Record that somebody saw the child. Raises Invalid, NotFound."""
    check_may(actor, Permission.CASE_EDIT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        case = await store.case(case_id, scope=scope)
        if seen.agency_id is not None:
            await agency_store.agency(seen.agency_id, scope=scope)
        kept = rules.sighting(seen, case, today=today)
        await store.add_sightings([kept], audit=AuditEvent.of(actor, AuditKind.SIGHTING_RECORDED, case_id))
    said = f"{month_day(kept.seen_on)}の目視を取り消しました。"
    added = (Added(record="sighting", id=kept.id, version=0),)
    return Undo(case_id=case_id, said=said, back=f"/cases/{case_id}", added=added)


async def make_promise(actor: Actor, case_id: UUID, new: NewPromise, *, today: date) -> Undo:
    """Give an agency a task. Raises NotFound."""
    check_may(actor, Permission.CASE_EDIT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        await store.case(case_id, scope=scope)
        if new.agency_id is not None:
            await agency_store.agency(new.agency_id, scope=scope)
        kept = replace(rules.promise(new, case_id, today=today), recorded_at=clock.now())
        await store.add_promises(
            [kept], audit=AuditEvent.of(actor, AuditKind.PROMISE_CHANGED, case_id, promise="added")
        )
    back = f"/cases/{case_id}/promises"
    return Undo(
        case_id=case_id, said="役割分担を取り消しました。", back=back, added=(Added(record="promise", id=kept.id),)
    )


async def keep_promise(
    actor: Actor, case_id: UUID, promise_id: UUID, *, version: int, on: date, summary: bool = False
) -> Undo:
    """The task is done; with `summary` the person comes back to the first tab. Raises Conflict, NotFound."""
    check_may(actor, Permission.CASE_EDIT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        await store.case(case_id, scope=scope)
        before = replace(await store.promise(promise_id, scope=scope), version=version)
        after = replace(before, done_on=on)
        await store.save_promise(after, audit=AuditEvent.of(actor, AuditKind.PROMISE_CHANGED, case_id, promise="done"))
    return Undo(
        case_id=case_id,
        said="「できた」を取り消しました。",
        back=f"/cases/{case_id}" if summary else f"/cases/{case_id}/promises",
        before=(as_it_was("promise", before, after),),
    )
