"""What may happen to a case and what follows from it. Pure: today is an argument, nothing is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from core.errors import Invalid
from network.cases.commands import Birth, Closing, NewCase, NewLinkage, NewPromise, SeenChild
from network.cases.errors import AlreadyClosed, AlreadyLinked, NotAPregnancy, NumberTaken, StillOpen
from network.cases.model import Case, Household, Linkage, Promise, Sighting

MOTHER = "母"


@dataclass(frozen=True, slots=True)
class HandOver:
    """Linkages that change and linkages that begin when the lead moves."""

    changed: tuple[Linkage, ...]
    added: tuple[Linkage, ...]


def check_number_free(number: str, cases: Iterable[Case], *, own_id: UUID | None = None) -> None:
    """A number is given once in a council. Raises NumberTaken."""
    if any(case.number == number and case.id != own_id for case in cases):
        raise NumberTaken(number)


def household_label(name: str) -> str:
    """「高瀬 世帯」 from 「高瀬 陽向」."""
    return f"{name.replace('　', ' ').split(' ')[0]} 世帯"


def registered(new: NewCase) -> tuple[Household | None, Case, Linkage | None]:
    """The new case, its household unless it joins one, and its lead linkage unless the lead is 未定."""
    household = None if new.household_id else Household(id=uuid4(), label=household_label(new.name))
    case = Case(
        id=uuid4(),
        household_id=household.id if household else new.household_id or uuid4(),
        number=new.number,
        name=new.name,
        kana=new.kana,
        is_pregnancy=new.is_pregnancy,
        sex=new.sex,
        birth_date=new.birth_date,
        due_date=new.due_date,
        affiliation=new.affiliation,
        class_year=new.class_year,
        accepted_on=new.accepted_on,
        route=new.route,
        case_kind=new.case_kind,
        next_review_on=new.next_review_on,
    )
    if new.lead_agency_id is None:
        return household, case, None
    lead = Linkage(id=uuid4(), case_id=case.id, agency_id=new.lead_agency_id, is_lead=True, since=new.accepted_on)
    return household, case, lead


def hand_over_lead(linkages: Sequence[Linkage], agency_id: UUID, *, case_id: UUID, on: date) -> HandOver:
    """The agency leads from the day on; whoever led before stays as support. Empty when it leads alone already."""
    held = [linkage for linkage in linkages if linkage.on(on)]
    leads = [linkage for linkage in held if linkage.is_lead]
    if [lead.agency_id for lead in leads] == [agency_id]:
        return HandOver((), ())
    changed: list[Linkage] = []
    added: list[Linkage] = []
    supported = {linkage.agency_id for linkage in held if not linkage.is_lead}
    for lead in leads:
        if lead.agency_id == agency_id:
            continue
        _from_then(lead, on, changed, added, is_lead=False, drop=lead.agency_id in supported)
    if agency_id not in {lead.agency_id for lead in leads}:
        before = next((linkage for linkage in held if linkage.agency_id == agency_id), None)
        if before is None:
            added.append(Linkage(id=uuid4(), case_id=case_id, agency_id=agency_id, is_lead=True, since=on))
        else:
            _from_then(before, on, changed, added, is_lead=True, drop=False)
    return HandOver(tuple(changed), tuple(added))


def linked(new: NewLinkage, linkages: Sequence[Linkage], *, case_id: UUID) -> Linkage:
    """The new linkage. Raises AlreadyLinked when the agency has it already."""
    for linkage in linkages:
        same = linkage.agency_id == new.agency_id and linkage.on(new.since)
        if same and (linkage.is_lead if new.is_lead else linkage.role is new.role):
            raise AlreadyLinked
    return Linkage(
        id=uuid4(),
        case_id=case_id,
        agency_id=new.agency_id,
        role=new.role,
        responsible=new.responsible,
        is_lead=new.is_lead,
        since=new.since,
    )


def sighting(seen: SeenChild, case: Case, *, today: date) -> Sighting:
    """The sighting to keep. Raises Invalid for a day that cannot be."""
    if seen.seen_on > today:
        raise Invalid(problems={"seen_on": "これからの日です。見た日を入れてください。"})
    if case.birth_date is not None and seen.seen_on < case.birth_date:
        raise Invalid(problems={"seen_on": "生まれる前の日です。見た日を確かめてください。"})
    return Sighting(
        id=uuid4(),
        case_id=case.id,
        seen_on=seen.seen_on,
        agency_id=seen.agency_id,
        seen_by=seen.seen_by,
        place=seen.place,
        note=seen.note,
    )


def promise(new: NewPromise, case_id: UUID, *, today: date) -> Promise:
    """The promise to keep, decided today."""
    return Promise(
        id=uuid4(),
        case_id=case_id,
        agency_id=new.agency_id,
        person=new.person,
        what=new.what,
        due_on=new.due_on,
        fallback=new.fallback,
        decided_in=new.decided_in,
        decided_on=today,
    )


def closed(case: Case, closing: Closing) -> Case:
    """The case ended. Raises AlreadyClosed, Invalid."""
    if not case.open:
        raise AlreadyClosed
    if case.accepted_on is not None and closing.on < case.accepted_on:
        raise Invalid(problems={"closed_on": "受理した日より前です。終わった日を確かめてください。"})
    return replace(case, closed_on=closing.on, closing_reason=closing.reason)


def reopened(case: Case) -> Case:
    """The case open again. Raises StillOpen."""
    if case.open:
        raise StillOpen
    return replace(case, closed_on=None, closing_reason=None)


def born(case: Case, household: Household, birth: Birth) -> tuple[Case, Household]:
    """A pregnancy becomes the child's case with its history; the woman's name moves to the household.

    Raises NotAPregnancy.
    """
    if not case.is_pregnancy:
        raise NotAPregnancy
    child = replace(
        case,
        is_pregnancy=False,
        name=birth.name,
        kana=birth.kana,
        sex=birth.sex,
        birth_date=birth.birth_date,
        case_kind=birth.case_kind,
    )
    if household.guardian_name:
        return child, household
    return child, replace(household, guardian_name=case.name, guardian_relation=MOTHER)


def _from_then(  # the two halves of one linkage, before and after the lead moves
    linkage: Linkage, on: date, changed: list[Linkage], added: list[Linkage], *, is_lead: bool, drop: bool
) -> None:
    """Ends a linkage on the day and lets it go on with the other lead flag; one begun that day is changed in place."""
    if linkage.since == on and not drop:
        changed.append(replace(linkage, is_lead=is_lead))
        return
    changed.append(replace(linkage, until=on))
    if not drop:
        added.append(replace(linkage, id=uuid4(), is_lead=is_lead, since=on, import_id=None, version=1))
