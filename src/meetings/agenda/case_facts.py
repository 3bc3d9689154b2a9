"""What the split of a meeting is told about a case, from the records of the network.

Pure. Answers on inquiry sheets (照会票) are not asked for yet, so none are told.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from access.councils.model import Numbers
from core.calendar import school_year
from core.text import fold
from meetings.agenda.split_case import CaseForMeeting, Proposal, SplitSettings
from network.agencies.model import Agency
from network.cases.model import Case, Linkage, Severity, Sighting
from network.contacts.model import Contact

DEGREES = {
    Severity.CONCERN: 1,
    Severity.MILD: 2,
    Severity.MODERATE: 3,
    Severity.SEVERE: 4,
    Severity.FATAL: 5,
}


def split_settings(numbers: Numbers) -> SplitSettings:
    """The council's numbers as the split counts with them."""
    return SplitSettings(
        review_interval_days={"A": numbers.rank_a_days, "B": numbers.rank_b_days, "C": numbers.rank_c_days},
        review_interval_days_without_rank=numbers.rank_b_days,
        unseen_days=numbers.unseen_days,
        absence_days=numbers.absence_days,
        birth_within_days=numbers.due_date_days,
        protection_within_days=numbers.protection_days,
        minutes_new=numbers.minutes_new,
        minutes_individual=numbers.minutes_individual,
        minutes_block=numbers.minutes_block,
    )


def place_names(agencies: Iterable[Agency]) -> dict[str, str]:
    """The directory's short name of every school and nursery, by what people write for it (folded).

    Where a child belongs is stored sealed; a heading or a sentence is not. So only names of the directory stand there.
    """
    listed = list(agencies)
    found = {fold(written): one.short for one in listed for written in (*one.aliases, one.short)}
    return found | {fold(one.name): one.short for one in listed}


def case_for_meeting(
    case: Case,
    *,
    linkages: Iterable[Linkage],
    sightings: Iterable[Sighting],
    contacts: Collection[Contact],
    today: date,
    put_off: bool = False,
) -> CaseForMeeting:
    """The facts of one case; `linkages` and `sightings` are its own."""
    held = [linkage for linkage in linkages if linkage.on(today)]
    leads = {linkage.agency_id for linkage in held if linkage.is_lead}
    seen = [sighting.seen_on for sighting in sightings if sighting.seen_on <= today]
    return CaseForMeeting(
        case_id=str(case.id),
        household_id=str(case.household_id),
        accepted_on=case.accepted_on,
        is_open=case.open,
        moved_in_on=case.moved_in_on,
        next_review_on=case.next_review_on,
        last_deliberated_on=case.last_deliberated_on,
        review_rank=case.review_rank.value if case.review_rank else None,
        severity=degree(case.severity),
        previous_severity=degree(case.previous_severity),
        last_seen_on=max(seen, default=None),
        lead_agency_id=str(min(leads, key=str)) if leads else None,
        lead_disputed=case.lead_disputed or len(leads) > 1,
        vacant_position=any(_vacant(linkage, contacts, today) for linkage in held),
        consecutive_absence_days=case.absence_days,
        birth_date=case.birth_date,
        due_date=case.due_date,
        checkup_missed=case.checkup_missed,
        protection_ended_on=case.protection_ended_on,
        proposal=_PROPOSALS.get(case.proposal),
        school_stage=school_year(case.birth_date, today) if case.birth_date else None,
        put_off=put_off,
    )


def degree(severity: Severity | None) -> int | None:
    """重症度 as a number, the gravest largest."""
    return None if severity is None else DEGREES[severity]


def grouped(records: Iterable[Linkage]) -> Mapping[UUID, list[Linkage]]:
    """Linkages by case."""
    found: dict[UUID, list[Linkage]] = {}
    for record in records:
        found.setdefault(record.case_id, []).append(record)
    return found


def sightings_by_case(records: Iterable[Sighting]) -> Mapping[UUID, list[Sighting]]:
    """Sightings by case."""
    found: dict[UUID, list[Sighting]] = {}
    for record in records:
        found.setdefault(record.case_id, []).append(record)
    return found


def _vacant(linkage: Linkage, contacts: Collection[Contact], today: date) -> bool:
    """The responsible position is known among the agency's contacts, and nobody holds it today."""
    held = [
        contact
        for contact in contacts
        if contact.agency_id == linkage.agency_id and contact.position and contact.position == linkage.responsible
    ]
    return bool(held) and not any(contact.on(today) and contact.name for contact in held)


_PROPOSALS = {proposal.value: proposal for proposal in Proposal}
