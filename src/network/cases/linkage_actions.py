"""Use cases about who is linked to a case: link, correct, end, hand over the lead."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, whole_council
from core import clock
from core.database import transaction
from core.errors import NotFound
from core.undoing import Added, as_it_was
from network.agencies import store as agency_store
from network.cases import rules, store
from network.cases.commands import NewLinkage
from network.cases.model import Case, Linkage
from network.cases.rules import HandOver
from network.cases.undoing import Undo


async def linkage(scope: Scope, case_id: UUID, linkage_id: UUID) -> Linkage:
    """One linkage of a case. Raises NotFound."""
    async with transaction(scope.council):
        await store.case(case_id, scope=scope)
        return _one(await store.linkages(scope=scope, case_ids=[case_id]), linkage_id)


async def link(actor: Actor, case_id: UUID, new: NewLinkage) -> Undo:
    """Link an agency; as lead it takes over from whoever led. Raises AlreadyLinked, NotFound."""
    check_may(actor, Permission.CASE_EDIT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        await store.case(case_id, scope=scope)
        agency = await agency_store.agency(new.agency_id, scope=scope)
        held = await store.linkages(scope=scope, case_ids=[case_id])
        fresh = rules.linked(new, held, case_id=case_id)
        moved = rules.hand_over_lead([*held, fresh], new.agency_id, case_id=case_id, on=new.since)
        moved = HandOver(moved.changed, (*moved.added, fresh)) if new.is_lead else HandOver((), (fresh,))
        await _save(actor, case_id, moved, agency=str(agency.id))
    return _undo(case_id, held, moved, f"{agency.name}とのつながりを取り消しました。")


async def make_lead(actor: Actor, case_id: UUID, agency_id: UUID, *, on: date) -> Undo:
    """Hand the lead over; the agency that led stays as support. Also ends a dispute about it. Raises NotFound."""
    check_may(actor, Permission.CASE_EDIT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        case = await store.case(case_id, scope=scope)
        await agency_store.agency(agency_id, scope=scope)
        held = await store.linkages(scope=scope, case_ids=[case_id])
        moved = rules.hand_over_lead(held, agency_id, case_id=case_id, on=on)
        await _save(actor, case_id, moved, lead=str(agency_id))
        settled = await _settle_dispute(actor, case)
    undo = _undo(case_id, held, moved, "主担当を前の機関に戻しました。")
    return undo if settled is None else replace(undo, before=(*undo.before, as_it_was("case", case, settled)))


async def save_linkage(actor: Actor, typed: Linkage) -> Undo:
    """Save role, person and period as typed. Raises Conflict, NotFound."""
    check_may(actor, Permission.CASE_EDIT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        held = await store.linkages(scope=scope, case_ids=[typed.case_id])
        _one(held, typed.id)
        moved = HandOver((typed,), ())
        await _save(actor, typed.case_id, moved, agency=str(typed.agency_id))
    return _undo(typed.case_id, held, moved, "つながりを前の内容に戻しました。")


async def end_linkage(actor: Actor, case_id: UUID, linkage_id: UUID, *, version: int, on: date) -> Undo:
    """End a linkage: from the day on the agency is not linked any more. Raises Conflict, NotFound."""
    check_may(actor, Permission.CASE_EDIT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        held = await store.linkages(scope=scope, case_ids=[case_id])
        ended = replace(_one(held, linkage_id), until=on, version=version)
        moved = HandOver((ended,), ())
        await _save(actor, case_id, moved, ended=str(ended.agency_id))
    return _undo(case_id, held, moved, "つながりを元に戻しました。")


async def _save(actor: Actor, case_id: UUID, moved: HandOver, **detail: str) -> None:
    audit = AuditEvent.of(actor, AuditKind.LINKAGE_CHANGED, case_id, **detail)
    for changed in moved.changed:
        await store.save_linkage(changed, audit=audit)
    if moved.added:
        await store.add_linkages(moved.added, audit=audit)


async def _settle_dispute(actor: Actor, case: Case) -> Case | None:
    if not case.lead_disputed:
        return None
    settled = replace(case, lead_disputed=False)
    await store.save_case(settled, audit=AuditEvent.of(actor, AuditKind.CASE_CHANGED, case.id, changed="lead_settled"))
    return settled


def _one(held: Sequence[Linkage], linkage_id: UUID) -> Linkage:
    for one in held:
        if one.id == linkage_id:
            return one
    raise NotFound


def _undo(case_id: UUID, held: Sequence[Linkage], moved: HandOver, said: str) -> Undo:
    old = {one.id: one for one in held}
    before = tuple(as_it_was("linkage", old[one.id], one) for one in moved.changed)
    added = tuple(Added(record="linkage", id=one.id) for one in moved.added)
    return Undo(case_id=case_id, said=said, back=f"/cases/{case_id}/linkages", before=before, added=added)
