"""The end of the day as pages show it: the block, all decisions with what is missing, the absent agencies. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core import calendar
from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.rules import reasons_of
from meetings.minutes import decisions, door, requests, rules
from meetings.minutes.child_block import about
from meetings.minutes.forms import Typed, case_prefix, cell_day
from meetings.minutes.presenters import item_name
from meetings.minutes.record import Record
from meetings.scheduling.model import MeetingState


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRow:
    """One case that is confirmed together."""

    case_id: UUID
    item_id: UUID
    first: bool
    number: str
    name: str
    about: str
    lead: str
    warned: str
    review_name: str
    review: str
    decided: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """One case of the summary."""

    href: str
    order: str
    number: str
    name: str
    treatment: str
    lead: str
    severity: str
    review: str
    tasks: Sequence[str]
    lacking: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndView:
    """The page at the end of the day."""

    base: str
    meeting_href: str
    title: str
    chair: str
    running: bool
    decided: bool
    rows: Sequence[DecisionRow]
    block_count: int
    undecided: int
    unowned: int
    copies: str
    copies_missing: str
    absent: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """An absent agency with tasks."""

    agency_id: UUID
    agency: str
    phone: str
    tasks: Sequence[str]
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersView:
    """The page of the absent agencies."""

    base: str
    title: str
    now: str
    rows: Sequence[LetterRow]


def block_rows(record: Record, today: date, typed: Typed) -> list[BlockRow]:
    """The cases of the block with their proposed next reviews."""
    return [
        _block_row(record, item, case_id, today=today, typed=typed)
        for item in record.items
        if item.kind is ItemKind.BLOCK
        for case_id in item.cases
    ]


def end_view(record: Record, absent: Sequence[UUID]) -> EndView:
    """Every decision; cases of the block only where something is missing."""
    lacking = rules.missing(record.items, record.deliberations)
    held = rules.discussed(record.items)
    rows = [_decision_row(record, item, case_id) for item in held for case_id in item.cases]
    block = {one for item in held if item.kind is ItemKind.BLOCK for one in item.cases}
    numbers = {record.cases[one].number for one in block}
    return EndView(
        base=f"/meetings/{record.meeting.id}/run",
        meeting_href=f"/meetings/{record.meeting.id}",
        title=record.meeting.title,
        chair=record.meeting.chair,
        running=record.meeting.state is MeetingState.RUNNING,
        decided=record.meeting.state in rules.DECIDED,
        rows=[row for row in rows if row.number not in numbers or row.lacking],
        block_count=len(block),
        undecided=sum(one.case_id is not None for one in lacking),
        unowned=sum(one.case_id is None for one in lacking),
        copies=door.copies_counted(record.invitees),
        copies_missing=door.copies_words(record),
        absent=[record.short_names[one] for one in absent],
    )


def letters_view(record: Record, absent: Sequence[UUID], now: str) -> LettersView:
    """Whom to ring about what."""
    return LettersView(
        base=f"/meetings/{record.meeting.id}/run",
        title=record.meeting.title,
        now=now,
        rows=[_letter_row(record, one) for one in absent],
    )


def _block_row(record: Record, item: AgendaItem, case_id: UUID, *, today: date, typed: Typed) -> BlockRow:
    case, decision = record.cases[case_id], rules.decision_of(record.deliberation(item), case_id)
    lead, name = record.lead_of(case_id), f"{case_prefix(case_id)}review"
    siblings = [record.cases[one].number for one in item.cases if one != case_id and one in record.cases]
    review = decision.next_review_on or record.proposed_review(case_id)
    return BlockRow(
        case_id=case_id,
        item_id=item.id,
        first=item.cases[0] == case_id,
        number=case.number,
        name=case.name,
        about=about(case, today),
        lead=record.short_names.get(lead, "") if lead else "",
        warned="".join(reasons_of(item, case.number, siblings)) if item.warned else "",
        review_name=name,
        review=str(typed.get(name, cell_day(review))),
        decided=decisions.decision_words(decision),
    )


def _decision_row(record: Record, item: AgendaItem, case_id: UUID) -> DecisionRow:
    case, typed = record.cases[case_id], record.deliberation(item)
    decision = rules.decision_of(typed, case_id)
    lead = decision.lead_agency_id or record.lead_of(case_id)
    severity = decision.severity or case.severity
    own = rules.missing([item], record.deliberations)
    return DecisionRow(
        href=f"/meetings/{record.meeting.id}/run/{item.id}",
        order=str(rules.numbers_of(record.items).get(item.id, "一括")),
        number=case.number,
        name=case.name if len(item.cases) > 1 else item_name(record, item),
        treatment=decisions.decision_words(decision),
        lead=record.short_names.get(lead, "") if lead else "未定",
        severity=severity.label if severity else "",
        review=decisions.review_words(decision),
        tasks=[
            decisions.task_words(task, record.short_names)
            for task in (decisions.tasks_of(typed, case_id) if typed else ())
        ],
        lacking=[one.sentence for one in own if one.case_id in {None, case_id}],
    )


def _letter_row(record: Record, agency_id: UUID) -> LetterRow:
    agency = record.agencies[agency_id]
    tasks = [task for _, task in requests.all_tasks(record) if task.agency_id == agency_id]
    calls = [task.told_at for task in tasks if task.told_at is not None]
    return LetterRow(
        agency_id=agency_id,
        agency=agency.name,
        phone=agency.phone,
        tasks=[decisions.task_words(task, {}) for task in tasks],
        told=f"{calendar.clock_time(min(calls))}に電話で伝えた" if len(calls) == len(tasks) else "",
    )
