"""Use cases about a case and its household: register, correct, close, reopen, birth, showing a hidden address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.councils import store as councils
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, whole_council
from core import clock
from core.database import transaction
from core.undoing import Added, as_it_was
from network.agencies import store as agency_store
from network.agencies.model import Agency
from network.cases import rules, store
from network.cases.commands import Birth, Closing, NewCase
from network.cases.model import Case, Household
from network.cases.undoing import Undo
from network.cases.words import CodeWords


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseToEdit:
    """A case with its household and the council's words."""

    case: Case
    household: Household
    words: CodeWords


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the form of a new case offers: households that have open cases, and agencies."""

    households: Sequence[Household]
    agencies: Sequence[Agency]
    words: CodeWords


async def case_to_edit(scope: Scope, case_id: UUID, *, opened_by: Actor | None = None) -> CaseToEdit:
    """The case and its household as they stand; a form opened by a person is recorded. Raises NotFound."""
    async with transaction(scope.council):
        case = await store.case(case_id, scope=scope)
        if opened_by is not None:
            await audit_store.append(AuditEvent.of(opened_by, AuditKind.CASE_SEEN, case_id, page="form"))
        household = await store.household(case.household_id, scope=scope)
        council = await councils.council(scope=scope)
    return CaseToEdit(case=case, household=household, words=CodeWords(council.codes))


async def choices(scope: Scope) -> Choices:
    """Households by label and agencies by name."""
    async with transaction(scope.council):
        cases = await store.cases(scope=scope)
        found = await store.households(scope=scope, household_ids=list({case.household_id for case in cases}))
        agencies = await agency_store.agencies(scope=scope)
        council = await councils.council(scope=scope)
    in_order = sorted(found, key=lambda household: household.label)
    return Choices(households=in_order, agencies=agencies, words=CodeWords(council.codes))


async def register(actor: Actor, new: NewCase) -> Undo:
    """Register a child or a pregnancy; the id of the case is in the answer. Raises NumberTaken, NotFound."""
    check_may(actor, Permission.CASE_EDIT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        rules.check_number_free(new.number, await store.cases(scope=scope, closed=True))
        if new.household_id is not None:
            await store.household(new.household_id, scope=scope)
        if new.lead_agency_id is not None:
            await agency_store.agency(new.lead_agency_id, scope=scope)
        household, case, lead = rules.registered(new)
        audit = AuditEvent.of(actor, AuditKind.CASE_CREATED, case.id)
        if household is not None:
            await store.add_households([household], audit=audit)
        await store.add_cases([case], audit=audit)
        if lead is not None:
            await store.add_linkages([lead], audit=AuditEvent.of(actor, AuditKind.LINKAGE_CHANGED, case.id))
    added = [Added(record="linkage", id=lead.id)] if lead else []
    added.append(Added(record="case", id=case.id))
    if household is not None:
        added.append(Added(record="household", id=household.id))
    return Undo(case_id=case.id, said="登録を取り消しました。", back="/cases", added=tuple(added))


async def save_case(actor: Actor, typed: Case) -> Undo:
    """Save a case as typed, over the version it was read at. Raises Conflict, NumberTaken, NotFound."""
    check_may(actor, Permission.CASE_EDIT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        before = await store.case(typed.id, scope=scope)
        rules.check_number_free(typed.number, await store.cases(scope=scope, closed=True), own_id=typed.id)
        await _save(actor, typed, changed="fields")
    return _undo(before, typed, "ケースを前の内容に戻しました。")


async def save_household(actor: Actor, typed: Household, *, case_id: UUID) -> Undo:
    """Save a household as typed. Raises Conflict, NotFound."""
    check_may(actor, Permission.CASE_EDIT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        await store.case(case_id, scope=scope)
        before = await store.household(typed.id, scope=scope)
        await store.save_household(
            typed, audit=AuditEvent.of(actor, AuditKind.CASE_CHANGED, case_id, changed="household")
        )
    back = (as_it_was("household", before, typed),)
    return Undo(case_id=case_id, said="世帯を前の内容に戻しました。", back=f"/cases/{case_id}", before=back)


async def close(actor: Actor, case_id: UUID, closing: Closing, *, version: int) -> Undo:
    """End a case with a reason. Raises AlreadyClosed, Conflict, Invalid, NotFound."""
    check_may(actor, Permission.CASE_EDIT)
    async with transaction(actor.council):
        before = replace(await _case(actor, case_id), version=version)
        after = rules.closed(before, closing)
        await _save(actor, after, changed="closed", reason=closing.reason.value)
    return _undo(before, after, "ケースを続けることにしました。")


async def reopen(actor: Actor, case_id: UUID, *, version: int) -> Undo:
    """Take a closed case up again. Raises StillOpen, Conflict, NotFound."""
    check_may(actor, Permission.CASE_EDIT)
    async with transaction(actor.council):
        before = replace(await _case(actor, case_id), version=version)
        after = rules.reopened(before)
        await _save(actor, after, changed="reopened")
    return _undo(before, after, "ケースを終わった状態に戻しました。")


async def record_birth(actor: Actor, case_id: UUID, birth: Birth, *, version: int) -> Undo:
    """A pregnancy becomes a child's case. Raises NotAPregnancy, Conflict, NotFound."""
    check_may(actor, Permission.CASE_EDIT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        before = replace(await _case(actor, case_id), version=version)
        household = await store.household(before.household_id, scope=scope)
        after, with_mother = rules.born(before, household, birth)
        await _save(actor, after, changed="born")
        if with_mother != household:
            audit = AuditEvent.of(actor, AuditKind.CASE_CHANGED, case_id, changed="household")
            await store.save_household(with_mother, audit=audit)
    undo = _undo(before, after, "妊婦のケースに戻しました。")
    if with_mother == household:
        return undo
    return replace(undo, before=(*undo.before, as_it_was("household", household, with_mother)))


async def reveal_address(actor: Actor, case_id: UUID, *, reason: str) -> Household:
    """The household with its hidden address, for one screen; who asked and why is recorded. Raises NotFound."""
    check_may(actor, Permission.CASE_SEE)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        case = await store.case(case_id, scope=scope)
        household = await store.household(case.household_id, scope=scope)
        await audit_store.append(AuditEvent.of(actor, AuditKind.ADDRESS_REVEALED, case_id, reason=reason))
    return household


async def _case(actor: Actor, case_id: UUID) -> Case:
    return await store.case(case_id, scope=whole_council(actor.council, today=clock.today()))


async def _save(actor: Actor, case: Case, **detail: str) -> None:
    await store.save_case(case, audit=AuditEvent.of(actor, AuditKind.CASE_CHANGED, case.id, **detail))


def _undo(before: Case, after: Case, said: str) -> Undo:
    return Undo(case_id=after.id, said=said, back=f"/cases/{after.id}", before=(as_it_was("case", before, after),))
