"""The records that the ready rows of a case list become: households, cases, linkages, sightings, agencies. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID, uuid4

from core.text import clean, clean_line, fold
from network.agencies.agency_kind import EDUCATION, NURSERIES
from network.agencies.model import Agency, SecrecyClass
from network.cases.model import Case, CaseKind, Household, Linkage, LinkageRole, Sighting
from network.cases.rules import household_label
from network.imports.agency_resolution import NamedAgency, known_names
from network.imports.case_check import CaseCheck, CheckedRow, KnownCases
from network.imports.case_notes import leaves_note_out
from network.imports.case_people import person_of
from network.imports.case_words import abuse_kinds_of_labels, case_kind_of_label, counselling_of
from network.imports.corrections import AgencyChoice, PersonChoice
from network.imports.model import CaseListReading, CaseRow, Field

_ROLES = {
    "medical_institution": LinkageRole.MEDICAL,
    "hospital": LinkageRole.MEDICAL,
    "municipal_health_center": LinkageRole.HEALTH,
    "public_health_center": LinkageRole.HEALTH,
    "welfare_commissioner": LinkageRole.WATCH,
    "commissioners_council": LinkageRole.WATCH,
    "chief_child_commissioner": LinkageRole.WATCH,
}
_NO_SCHOOLS = frozenset({"board_of_education", "principals_association", "parent_teacher_association"})
_LONGEST_WORD = 20
_LONGEST_SEX = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecords:
    """Everything one import of cases makes; `updated` are cases that were there before, with what they were."""

    agencies: Sequence[Agency] = ()
    households: Sequence[Household] = ()
    cases: Sequence[Case] = ()
    linkages: Sequence[Linkage] = ()
    sightings: Sequence[Sighting] = ()
    updated: Sequence[tuple[Case, Case]] = ()
    """(before, after)."""
    left: int = 0


@dataclass
class _Made:
    """What has been made so far."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    households: dict[str, Household] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)
    linkages: list[Linkage] = field(default_factory=list)
    sightings: list[Sighting] = field(default_factory=list)
    updated: list[tuple[Case, Case]] = field(default_factory=list)


class RecordMaker:
    """Makes the records of one import; `linkages` and `sightings` are those that cases to be updated have."""

    def __init__(
        self,
        reading: CaseListReading,
        known: KnownCases,
        import_id: UUID,
        *,
        linkages: Sequence[Linkage] = (),
        sightings: Sequence[Sighting] = (),
    ) -> None:
        self._known, self._import_id = known, import_id
        self._linkages, self._sightings = linkages, sightings
        self._by_name = known_names(known.agencies)
        self._by_id = {agency.id: agency for agency in known.agencies}
        self._kinds = {kind.code: kind for kind in known.kinds}
        self._no_notes = leaves_note_out(reading)
        self._numbered = any(column.field is Field.HOUSEHOLD for table in reading.tables for column in table.columns)
        self._made = _Made()
        self._joined: dict[str, UUID] = {}

    def records(self, check: CaseCheck) -> CaseRecords:
        """The records of all rows that are ready."""
        ready = check.ready
        self._join_known_households(ready)
        for row in ready:
            if row.person is not None and row.choice is PersonChoice.UPDATE:
                self._update(row, row.person.case, check.agencies)
            else:
                self._create(row, check.agencies)
        made = self._made
        return CaseRecords(
            agencies=list(made.agencies.values()),
            households=list(made.households.values()),
            cases=made.cases,
            linkages=made.linkages,
            sightings=made.sightings,
            updated=made.updated,
            left=len(check.rows) - len(ready),
        )

    def _join_known_households(self, ready: Sequence[CheckedRow]) -> None:
        """A new sibling of a child that is known already joins its household."""
        for row in ready:
            if row.person is not None and row.choice is PersonChoice.UPDATE and row.row.household:
                self._joined[row.row.household] = row.person.case.household_id

    def _create(self, checked: CheckedRow, agencies: Mapping[str, NamedAgency]) -> None:
        linked = self._linked(checked, agencies)
        lead = self._lead(checked, agencies)
        case = self._case(checked, self._household_of(checked))
        case = replace(case, lead_disputed=checked.lead is None and any(note.disputed for note in checked.notes))
        self._made.cases.append(case)
        self._link(case, linked, lead, since=case.accepted_on, held=())
        self._see(case, checked.row, agencies, held=())

    def _update(self, checked: CheckedRow, before: Case, agencies: Mapping[str, NamedAgency]) -> None:
        fresh = self._case(checked, before.household_id)
        after = _with_news(before, fresh)
        if after != before:
            self._made.updated.append((before, after))
        held = [each for each in self._linkages if each.case_id == before.id and each.on(self._known.today)]
        led = any(each.is_lead for each in held)
        lead = None if led else self._lead(checked, agencies)
        self._link(before, self._linked(checked, agencies), lead, since=self._known.today, held=held)
        self._see(before, checked.row, agencies, held=[s for s in self._sightings if s.case_id == before.id])

    def _case(self, checked: CheckedRow, household_id: UUID) -> Case:
        row = checked.row
        woman = row.pregnant_woman
        kana = woman.kana if woman else row.kana
        counselling = counselling_of(row.counselling_kind)
        return Case(
            id=uuid4(),
            household_id=household_id,
            number=checked.number,
            name=clean_line(person_of(row)),
            kana=clean_line(kana or ""),
            is_pregnancy=woman is not None,
            sex=clean_line(row.sex or "")[:_LONGEST_SEX],
            birth_date=row.birth_date,
            age_written=_years(row.age) if row.birth_date is None else None,
            due_date=row.due_date,
            affiliation=clean_line(row.school or ""),
            class_year=clean_line(row.school_year or ""),
            accepted_on=row.accepted_on,
            route=clean_line(row.route or ""),
            case_kind=CaseKind.PREGNANCY if woman else case_kind_of_label(row.case_kind),
            abuse_kinds=abuse_kinds_of_labels(row.abuse_kinds),
            counselling_kind=counselling,
            severity=checked.severity,
            review_rank=checked.review_rank,
            urgency=clean_line(row.urgency or "")[:_LONGEST_WORD],
            key_worker=clean_line(row.key_worker or ""),
            next_review_on=row.next_review_on,
            last_deliberated_on=row.last_review_on,
            previous_decision=clean(row.treatment or ""),
            situation=clean(row.situation or ""),
            strengths=clean(row.strengths or ""),
            policy=clean(row.policy or ""),
            note=self._note(checked),
            import_id=self._import_id,
        )

    def _note(self, checked: CheckedRow) -> str:
        row = checked.row
        lines = [] if checked.key in self._no_notes else [clean(row.note or "")]
        if row.counselling_kind and counselling_of(row.counselling_kind) is None:
            lines.append(f"相談種別: {clean_line(row.counselling_kind)}")
        return "\n".join(line for line in lines if line)

    def _household_of(self, checked: CheckedRow) -> UUID:
        row = checked.row
        key = row.household or checked.key
        if key in self._joined:
            return self._joined[key]
        made = self._made.households.setdefault(
            key,
            Household(
                id=uuid4(),
                code=clean_line(row.household or "") if self._numbered else "",
                label=household_label(clean_line(person_of(row))),
                guardian_name=clean_line(row.guardian or ""),
                guardian_relation=clean_line(row.relation or ""),
                district=clean_line(row.district or ""),
                import_id=self._import_id,
            ),
        )
        return made.id

    def _linked(self, checked: CheckedRow, agencies: Mapping[str, NamedAgency]) -> list[Agency]:
        """The agencies of a row, the lead too, each once."""
        names = dict.fromkeys([*checked.row.agencies, *([checked.lead] if checked.lead else [])])
        found = [self._agency(agencies[name]) for name in names if name in agencies]
        return list({agency.id: agency for agency in found if agency is not None}.values())

    def _lead(self, checked: CheckedRow, agencies: Mapping[str, NamedAgency]) -> Agency | None:
        return self._agency(agencies[checked.lead]) if checked.lead and checked.lead in agencies else None

    def _agency(self, named: NamedAgency) -> Agency | None:
        """The agency a name means: registered, made now, or none when the name is left out."""
        if named.agency_id is not None:
            return self._by_id[named.agency_id]
        if named.answer is None or named.answer.choice is not AgencyChoice.ADD or named.kind is None:
            return None
        key = fold(named.name)
        if key not in self._made.agencies:
            self._made.agencies[key] = Agency(
                id=uuid4(),
                kind_code=named.kind.code,
                name=clean_line(named.name),
                secrecy_class=SecrecyClass(named.secrecy_class) if named.secrecy_class else None,
                import_id=self._import_id,
            )
        return self._made.agencies[key]

    def _link(
        self,
        case: Case,
        agencies: Sequence[Agency],
        lead: Agency | None,
        *,
        since: date | None,
        held: Sequence[Linkage],
    ) -> None:
        linked = {each.agency_id for each in held}
        for agency in agencies:
            is_lead = lead is not None and agency.id == lead.id
            if agency.id in linked and not is_lead:
                continue
            linkage = Linkage(
                id=uuid4(),
                case_id=case.id,
                agency_id=agency.id,
                role=self._role(agency),
                is_lead=is_lead,
                since=since,
                import_id=self._import_id,
            )
            self._made.linkages.append(linkage)

    def _role(self, agency: Agency) -> LinkageRole:
        kind = self._kinds.get(agency.kind_code)
        if kind is not None and kind.group in (EDUCATION, NURSERIES) and kind.code not in _NO_SCHOOLS:
            return LinkageRole.SCHOOL
        return _ROLES.get(agency.kind_code, LinkageRole.SUPPORT)

    def _see(self, case: Case, row: CaseRow, agencies: Mapping[str, NamedAgency], *, held: Sequence[Sighting]) -> None:
        """The last sighting, unless the case has one of that day or later."""
        seen_on, seen_by = row.last_seen_on, clean_line(row.last_seen_by or "")
        if seen_on is None or any(each.seen_on >= seen_on for each in held):
            return
        named = agencies.get(seen_by)
        agency = self._agency(named) if named else self._by_name.get(fold(seen_by)) if seen_by else None
        self._made.sightings.append(
            Sighting(
                id=uuid4(),
                case_id=case.id,
                seen_on=seen_on,
                agency_id=agency.id if agency else None,
                seen_by=seen_by,
                import_id=self._import_id,
            )
        )


def _with_news(before: Case, fresh: Case) -> Case:
    """The case with what the list says; what the list does not say stays, and a closed case goes on."""
    kept = ("id", "household_id", "number", "import_id", "version", "is_pregnancy")
    news = {
        name: value
        for name in fresh.__dataclass_fields__
        if name not in kept and (value := getattr(fresh, name)) not in (None, "", (), False, 0)
    }
    if fresh.severity is not None and fresh.severity is not before.severity:
        news["previous_severity"] = before.severity
    return replace(before, **news, closed_on=None, closing_reason=None)


def _years(age: str | None) -> int | None:
    """10 of 10歳; 0 of 3か月."""
    if age is None:
        return None
    years = re.match(r"\s*(\d{1,2})\s*(?:歳|才|さい|$)", age)
    if years:
        return int(years[1])
    return 0 if re.search(r"月|週|日", age) else None
