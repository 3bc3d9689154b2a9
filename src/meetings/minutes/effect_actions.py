"""Writing what decisions change: cases, the lead, tasks, entries of the list. Runs inside the caller's transaction.

What follows from a decision is decided in `decisions`; this module only carries it out.
"""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Scope
from access.permissions.rules import whole_council
from core import clock
from meetings.agenda.model import AgendaItem
from meetings.minutes import decisions, rules
from meetings.minutes.decisions import Setting
from meetings.minutes.model import CaseDecision, Deliberation, PlannedPromise
from meetings.minutes.record import Record
from meetings.progress import store as progress_store
from meetings.scheduling.model import Meeting
from network.agencies import store as agency_store
from network.cases import rules as case_rules
from network.cases import store as case_store
from network.cases.model import Case, Linkage, Promise


async def apply_all(actor: Actor, found: Record) -> list[Deliberation]:
    """All decisions take effect; returns the records with what their cases were before.

    Everything is read already: at the end of a day of 150 cases nobody should wait.
    """
    open_records = [
        (Setting(meeting=found.meeting, item=item, names=found.short_names), typed)
        for item in rules.discussed(found.items)
        if (typed := found.deliberation(item)) is not None and typed.applied_at is None
    ]
    now = clock.now()
    applied = [
        replace(typed, decisions=tuple([await _apply(actor, found, setting, one) for one in typed.decisions]))
        for setting, typed in open_records
    ]
    promises = [
        decisions.promise(task, setting, found.linkages, now)
        for setting, typed in open_records
        for task in typed.promises
    ]
    entries = [
        entry
        for setting, typed in open_records
        for case_id in setting.item.cases
        if (entry := decisions.entry(case_id, typed, setting)) is not None
    ]
    await _add_promises(actor, found.meeting, promises)
    audit = AuditEvent.of(actor, AuditKind.DECISIONS_APPLIED, found.meeting.id, cases=str(len(entries)))
    await progress_store.add_entries(entries, audit=audit)
    return [replace(one, applied_at=now) for one in applied]


async def _apply(actor: Actor, found: Record, setting: Setting, decision: CaseDecision) -> CaseDecision:
    """One child's decision; returns it with what the case was before."""
    typed = found.deliberation(setting.item)
    if typed is None or not decision.treatments:
        return decision
    case = found.cases[decision.case_id]
    held = [one for one in found.linkages if one.case_id == case.id]
    await _save_case(actor, case, decisions.decided(case, typed, setting), setting)
    await _hand_over(actor, setting, held, decision.lead_agency_id, case_id=case.id)
    return replace(decision, before={**decisions.as_before(case), "lead": _lead(held, setting)})


async def correct(
    actor: Actor, meeting: Meeting, item: AgendaItem, *, before: Deliberation, after: Deliberation
) -> Deliberation:
    """Only what the correction changed is written over; tasks that were done already stay."""
    setting = Setting(meeting=meeting, item=item, names=await _names(actor))
    cases = await _cases(actor, item)
    kept = []
    for decision in after.decisions:
        case = cases[decision.case_id]
        held = await _linkages(actor, case.id)
        await _save_case(actor, case, decisions.corrected(case, before, after, setting), setting)
        await _correct_lead(actor, setting, held, old=_old(before, case.id), new=decision)
        fresh = {**decisions.as_before(case), "lead": _lead(held, setting)} if decision.treatments else {}
        kept.append(replace(decision, before=decision.before or fresh))
    await _correct_tasks(actor, setting, before, after)
    await _write_entries(actor, setting, after)
    return replace(after, decisions=tuple(kept), applied_at=clock.now())


async def _names(actor: Actor) -> dict[UUID, str]:
    return {one.id: one.short for one in await agency_store.agencies(scope=_whole(actor), ended=True)}


async def _save_case(actor: Actor, before: Case, after: Case, setting: Setting) -> None:
    if after == before:
        return
    audit = AuditEvent.of(actor, AuditKind.CASE_CHANGED, before.id, changed="decision", meeting=str(setting.meeting.id))
    await case_store.save_case(after, audit=audit)


async def _hand_over(
    actor: Actor, setting: Setting, held: Sequence[Linkage], agency_id: UUID | None, *, case_id: UUID
) -> None:
    if agency_id is None:
        return
    moved = case_rules.hand_over_lead(held, agency_id, case_id=case_id, on=setting.meeting.held_on)
    audit = AuditEvent.of(actor, AuditKind.LINKAGE_CHANGED, case_id, lead=str(agency_id))
    for changed in moved.changed:
        await case_store.save_linkage(changed, audit=audit)
    if moved.added:
        await case_store.add_linkages(moved.added, audit=audit)


async def _correct_lead(
    actor: Actor, setting: Setting, held: Sequence[Linkage], *, old: CaseDecision | None, new: CaseDecision
) -> None:
    """A lead that the correction names takes over; one it takes back goes to who led before the meeting."""
    was = old.lead_agency_id if old is not None else None
    if new.lead_agency_id == was:
        return
    before = new.before.get("lead")
    lead = new.lead_agency_id or (UUID(before) if before else None)
    await _hand_over(actor, setting, held, lead, case_id=new.case_id)


async def _add_tasks(actor: Actor, setting: Setting, tasks: Sequence[PlannedPromise]) -> None:
    held = await case_store.linkages(scope=_whole(actor), case_ids=list(setting.item.cases))
    await _add_promises(actor, setting.meeting, [decisions.promise(task, setting, held, clock.now()) for task in tasks])


async def _add_promises(actor: Actor, meeting: Meeting, added: Sequence[Promise]) -> None:
    if added:
        audit = AuditEvent.of(actor, AuditKind.PROMISE_CHANGED, meeting.id, added=str(len(added)))
        await case_store.add_promises(added, audit=audit)


async def _correct_tasks(actor: Actor, setting: Setting, before: Deliberation, after: Deliberation) -> None:
    gone = [task for task in before.promises if task not in after.promises]
    kept = await case_store.promises(
        scope=_whole(actor), case_ids=list(setting.item.cases), meeting_id=setting.meeting.id
    )
    removed = [one.id for one in kept if one.done_on is None and any(decisions.same_task(task, one) for task in gone)]
    if removed:
        audit = AuditEvent.of(actor, AuditKind.PROMISE_CHANGED, setting.meeting.id, removed=str(len(removed)))
        await case_store.remove(promises_removed=removed, audit=audit)
    await _add_tasks(actor, setting, [task for task in after.promises if task not in before.promises])


async def _write_entries(actor: Actor, setting: Setting, deliberation: Deliberation) -> None:
    ids = list(setting.item.cases)
    old = await progress_store.entries(scope=_whole(actor), case_ids=ids, meeting_id=setting.meeting.id)
    audit = AuditEvent.of(actor, AuditKind.DECISIONS_APPLIED, setting.meeting.id, item=str(setting.item.id))
    if old:
        await progress_store.remove_entries([one.id for one in old], audit=audit)
    written = [decisions.entry(case_id, deliberation, setting) for case_id in ids]
    await progress_store.add_entries([one for one in written if one is not None], audit=audit)


async def _cases(actor: Actor, item: AgendaItem) -> dict[UUID, Case]:
    found = await case_store.cases(scope=_whole(actor), closed=True, case_ids=list(item.cases))
    return {one.id: one for one in found}


async def _linkages(actor: Actor, case_id: UUID) -> list[Linkage]:
    return await case_store.linkages(scope=_whole(actor), case_ids=[case_id])


def _lead(held: Sequence[Linkage], setting: Setting) -> str | None:
    lead = next((one for one in held if one.is_lead and one.on(setting.meeting.held_on)), None)
    return str(lead.agency_id) if lead else None


def _old(deliberation: Deliberation, case_id: UUID) -> CaseDecision | None:
    return next((one for one in deliberation.decisions if one.case_id == case_id), None)


def _whole(actor: Actor) -> Scope:
    return whole_council(actor.council, today=clock.today())
