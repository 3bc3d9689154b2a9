"""Cases laid open together: each with its household, linkages, sightings, promises and what is missing (抜け落ち).

Pure; `store` fills it. Lists, drawings, きょう and the 進行管理台帳 all read cases from here, so they cannot differ.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from network.agencies.kinds import KINDS
from network.agencies.model import Agency, LocalKind
from network.cases.model import Case, Household, Linkage, Promise, Severity, Sighting
from network.cases.words import STANDARD, CodeWords
from network.contacts.model import Contact
from network.graph.gaps import Finding, FindingKind, GapSettings, findings
from network.graph.linkages import CaseView, HouseholdView, LinkageView

SEVERITIES = tuple(Severity)
OTHER_GROUP = "その他"
R = TypeVar("R", Linkage, Sighting, Promise)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """One case with everything recorded about it; sightings newest first, promises by due date."""

    case: Case
    household: Household
    linkages: tuple[Linkage, ...]
    sightings: tuple[Sighting, ...]
    promises: tuple[Promise, ...]
    view: CaseView
    findings: tuple[Finding, ...]

    @property
    def last_seen(self) -> Sighting | None:
        """The latest sighting."""
        return self.sightings[0] if self.sightings else None

    @property
    def unseen(self) -> Finding | None:
        """The finding that nobody has seen the child, ever or lately."""
        kinds = {FindingKind.NEVER_SEEN, FindingKind.NOT_SEEN}
        return next((finding for finding in self.findings if finding.kind in kinds), None)

    @property
    def open_promises(self) -> tuple[Promise, ...]:
        """Promises that are not done."""
        return tuple(promise for promise in self.promises if promise.done_on is None)

    @property
    def severity_up(self) -> bool:
        """Whether the severity is graver than before."""
        now, before = self.case.severity, self.case.previous_severity
        return now is not None and before is not None and SEVERITIES.index(now) < SEVERITIES.index(before)

    def managed_on(self, day: date) -> bool:
        """Whether the case was taken on by the day and not closed by then."""
        begun = self.case.accepted_on is None or self.case.accepted_on <= day
        return begun and (self.case.closed_on is None or self.case.closed_on > day)

    def lead_on(self, day: date) -> Linkage | None:
        """The linkage that leads on the day (the first of two)."""
        return next((linkage for linkage in self.linkages if linkage.is_lead and linkage.on(day)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Casebook:
    """Cases of one council as they stand on `day`, by number; agencies by id, ended ones included."""

    day: date
    files: tuple[CaseFile, ...]
    agencies: Mapping[UUID, Agency]
    words: CodeWords = STANDARD

    def household_view(self, household_id: UUID) -> HouseholdView:
        """The cases of one household, for the つながり図."""
        siblings = [file for file in self.files if file.household.id == household_id]
        label = siblings[0].household.label if siblings else ""
        return HouseholdView(label=label, cases=tuple(file.view for file in siblings))

    def agency_name(self, agency_id: UUID | None) -> str:
        """The name of an agency; empty for none."""
        return self.agencies[agency_id].name if agency_id is not None and agency_id in self.agencies else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The rows a casebook is made from."""

    cases: Sequence[Case]
    households: Sequence[Household]
    linkages: Sequence[Linkage]
    sightings: Sequence[Sighting]
    promises: Sequence[Promise]
    agencies: Sequence[Agency]
    contacts: Sequence[Contact]
    local_kinds: Sequence[LocalKind]
    words: CodeWords = STANDARD


def casebook(records: Records, day: date, settings: GapSettings) -> Casebook:
    """Rows joined into cases, with their findings on the day."""
    agencies = {agency.id: agency for agency in records.agencies}
    households = {household.id: household for household in records.households}
    linkages, sightings = _by_case(records.linkages), _by_case(records.sightings)
    promises = _by_case(records.promises)
    seats = Seats(agencies, records.local_kinds, records.contacts, day)
    files = []
    for case in records.cases:
        own = tuple(linkages.get(case.id, ()))
        seen = tuple(one for one in sightings.get(case.id, ()) if one.seen_on <= day)
        view = _view(case, [seats.view(linkage) for linkage in own], seen)
        files.append(
            CaseFile(
                case=case,
                household=households[case.household_id],
                linkages=own,
                sightings=seen,
                promises=tuple(promises.get(case.id, ())),
                view=view,
                findings=tuple(findings(view, day, settings)) if case.open else (),
            )
        )
    return Casebook(day=day, files=tuple(files), agencies=agencies, words=records.words)


def in_order_of_concern(files: Iterable[CaseFile]) -> list[CaseFile]:
    """気になる順: gravest finding, then severity up, then number; siblings stay together behind the gravest of them."""
    households: dict[UUID, list[CaseFile]] = {}
    for file in sorted(files, key=concern):
        households.setdefault(file.household.id, []).append(file)
    return [file for siblings in households.values() for file in siblings]


def concern(file: CaseFile) -> tuple[int, bool, str]:
    """What 気になる順 sorts by; smaller is more urgent."""
    kinds = list(FindingKind)
    gravest = min((kinds.index(finding.kind) for finding in file.findings), default=len(kinds))
    return gravest, not file.severity_up, file.case.number


class Seats:
    """Linkages as the drawing wants them: with names, kinds, and whether the responsible position is held."""

    def __init__(
        self, agencies: Mapping[UUID, Agency], kinds: Iterable[LocalKind], contacts: Iterable[Contact], day: date
    ) -> None:
        self._agencies, self._day = agencies, day
        self._groups = {kind.code: kind.group for kind in KINDS} | {kind.code: kind.group for kind in kinds}
        self._positions: dict[tuple[UUID, str], list[Contact]] = {}
        for contact in contacts:
            self._positions.setdefault((contact.agency_id, contact.position), []).append(contact)

    def view(self, linkage: Linkage) -> LinkageView:
        """One linkage."""
        agency = self._agencies[linkage.agency_id]
        return LinkageView(
            agency_id=linkage.agency_id,
            agency_name=agency.name,
            kind_code=agency.kind_code,
            kind_group=self._groups.get(agency.kind_code, OTHER_GROUP),
            role=linkage.role.label,
            is_lead=linkage.is_lead,
            since=linkage.since,
            until=linkage.until,
            responsible=linkage.responsible,
            vacant=self._vacant(linkage),
        )

    def _vacant(self, linkage: Linkage) -> bool:
        """Whether the position is one of the directory and nobody holds it on the day."""
        holders = self._positions.get((linkage.agency_id, linkage.responsible), [])
        return bool(holders) and not any(contact.on(self._day) and contact.name for contact in holders)


def _by_case(rows: Iterable[R]) -> dict[UUID, list[R]]:
    """Rows by the case they belong to, in the order given."""
    found: dict[UUID, list[R]] = {}
    for row in rows:
        found.setdefault(row.case_id, []).append(row)
    return found


def _view(case: Case, linkages: list[LinkageView], seen: tuple[Sighting, ...]) -> CaseView:
    return CaseView(
        case_id=case.id,
        name=case.name,
        accepted_on=case.accepted_on,
        birth_date=case.birth_date,
        due_date=case.due_date,
        linkages=tuple(linkages),
        last_seen_on=seen[0].seen_on if seen else None,
        next_review_on=case.next_review_on,
    )
