"""Cases → rows of the 進行管理台帳: the casebook, entries of past meetings, what an agenda says about a case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from meetings.progress.ledger import (
    SEVERITIES,
    Household,
    LedgerRow,
    PreviousDecision,
    RowKind,
    Severity,
    Sighting,
    Task,
)
from meetings.progress.model import ProgressEntry
from network.agencies.agency_kind import GUIDANCE
from network.cases import model as cases
from network.cases.model import Promise
from network.cases.words import CodeWords
from network.graph.casebook import Casebook, CaseFile
from network.graph.gaps import FindingKind

PROPOSALS = {"closing": "終結", "transfer": "移管"}
IN_OWN_COLUMN = frozenset(
    {
        FindingKind.NEVER_SEEN,
        FindingKind.NOT_SEEN,
        FindingKind.NO_LEAD,
        FindingKind.TWO_LEADS,
        FindingKind.REVIEW_OVERDUE,
    }
)
"""Findings that another column of the row says already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerItem:
    """What a meeting's agenda says about one case: its place, why it is discussed, the proposed next review."""

    kind: RowKind = RowKind.INDIVIDUAL
    order: int | None = None
    reasons: tuple[str, ...] = ()
    next_review_on: date | None = None
    treatment: str = ""


NO_ITEM = LedgerItem()


def ledger_row(
    file: CaseFile, book: Casebook, entries: Sequence[ProgressEntry], item: LedgerItem = NO_ITEM
) -> LedgerRow:
    """One row; `entries` are the case's, newest first."""
    case, day = file.case, book.day
    kinds = {finding.kind for finding in file.findings}
    lead = file.lead_on(day)
    previous = _previous(file, book, entries[0] if entries else None)
    given = set(previous.tasks) if previous else set()
    return LedgerRow(
        household=_household(file.household),
        number=case.number,
        name=case.name,
        kana=case.kana,
        accepted_on=case.accepted_on,
        kind=item.kind,
        order=item.order,
        is_new=case.last_deliberated_on is None and not entries,
        closing_proposed=case.proposal == "closing",
        attention=item.reasons or _attention(file),
        review_rank=book.words.of(case.review_rank),
        severity=ledger_severity(case.severity, book.words),
        previous_severity=ledger_severity(case.previous_severity, book.words),
        birth_date=case.birth_date,
        due_date=case.due_date,
        affiliation=None if FindingKind.NO_SUCCESSOR in kinds else f"{case.affiliation} {case.class_year}".strip(),
        case_kind=book.words.of(case.case_kind),
        abuse_kinds=tuple(book.words.of(kind) for kind in case.abuse_kinds),
        lead_agency=book.agencies[lead.agency_id].short if lead else None,
        lead_disputed=case.lead_disputed or FindingKind.TWO_LEADS in kinds,
        key_worker=case.key_worker,
        key_worker_vacant=lead is not None and _vacant(file, lead.agency_id),
        agencies=_agencies(file, book),
        previous=previous,
        situation=case.situation,
        last_seen=_last_seen(file, book),
        strengths=case.strengths,
        policy=case.policy,
        next_tasks=tuple(task for task in _next_tasks(file, book) if task not in given),
        review_due_on=case.next_review_on if case.open else None,
        next_review_on=item.next_review_on or case.next_review_on,
        treatment=item.treatment or PROPOSALS.get(case.proposal, ""),
        consultation_route=case.route,
        child_guidance=_guidance(file, book),
    )


def by_case(entries: Sequence[ProgressEntry]) -> Mapping[UUID, list[ProgressEntry]]:
    """Entries of each case in the order given."""
    found: dict[UUID, list[ProgressEntry]] = {}
    for entry in entries:
        found.setdefault(entry.case_id, []).append(entry)
    return found


def ledger_severity(severity: cases.Severity | None, words: CodeWords) -> Severity | None:
    """Word and squares of the list (both scales are ordered gravest first); the council's own word where it has one."""
    if severity is None:
        return None
    usual = SEVERITIES[list(cases.Severity).index(severity)]
    return Severity(words.local(severity) or usual.word, usual.filled)


def legend(words: CodeWords) -> list[Severity]:
    """The severities as the list explains them, gravest first."""
    return [found for severity in cases.Severity if (found := ledger_severity(severity, words)) is not None]


def _household(household: cases.Household) -> Household:
    return Household(
        key=str(household.id),
        label=household.label,
        number=household.code,
        guardians=f"{household.guardian_name} {household.guardian_relation}".strip(),
        living_together="、".join(household.members.splitlines()),
        district=household.district,
    )


def _attention(file: CaseFile) -> tuple[str, ...]:
    return tuple(finding.words for finding in file.findings if finding.kind not in IN_OWN_COLUMN)


def _vacant(file: CaseFile, agency_id: UUID) -> bool:
    return any(finding.kind is FindingKind.VACANT and finding.agency_id == agency_id for finding in file.findings)


def _agencies(file: CaseFile, book: Casebook) -> tuple[str, ...]:
    linked = [linkage.agency_id for linkage in file.linkages if linkage.on(book.day)]
    return tuple(dict.fromkeys(book.agencies[agency_id].short for agency_id in linked))


def _guidance(file: CaseFile, book: Casebook) -> str:
    held = [linkage for linkage in file.view.active_on(book.day) if linkage.kind_group == GUIDANCE]
    return "、".join(f"{linkage.agency_name}（{linkage.role}）" for linkage in held)


def _last_seen(file: CaseFile, book: Casebook) -> Sighting | None:
    last = file.last_seen
    if last is None:
        return None
    agency = book.agencies[last.agency_id].short if last.agency_id else ""
    return Sighting(on=last.seen_on, by=f"{agency} {last.seen_by}".strip())


def _previous(file: CaseFile, book: Casebook, entry: ProgressEntry | None) -> PreviousDecision | None:
    """What the last meeting decided, else what an imported list said about it, with the tasks given that day."""
    case = file.case
    if entry is not None:
        given = [promise for promise in file.promises if promise.meeting_id == entry.meeting_id]
        words = "・".join(treatment.label for treatment in entry.treatments) or entry.decision
        return PreviousDecision(
            decided_on=entry.held_on, treatment=words, tasks=tuple(_task(one, book) for one in given)
        )
    if not case.previous_decision and case.last_deliberated_on is None:
        return None
    given = [
        promise
        for promise in file.promises
        if promise.decided_on is not None and promise.decided_on == case.last_deliberated_on
    ]
    words = "、".join(case.previous_decision.splitlines())
    return PreviousDecision(
        decided_on=case.last_deliberated_on, treatment=words, tasks=tuple(_task(one, book) for one in given)
    )


def _next_tasks(file: CaseFile, book: Casebook) -> list[Task]:
    """What is written as next, line by line, then the open tasks."""
    written = [Task(agency="", what=line.strip()) for line in file.case.next_actions.splitlines() if line.strip()]
    return [*written, *(_task(promise, book) for promise in file.open_promises)]


def _task(promise: Promise, book: Casebook) -> Task:
    agency = book.agencies[promise.agency_id].short if promise.agency_id else promise.person
    return Task(agency=agency, what=promise.what, due=promise.due_on, done_on=promise.done_on)
