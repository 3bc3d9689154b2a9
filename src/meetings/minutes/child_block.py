"""One child on the typist's page: who it is, what was agreed last, when it was seen. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core import calendar
from meetings.agenda.model import AgendaItem
from meetings.minutes import decisions, rules
from meetings.minutes.forms import case_prefix, day_text
from meetings.minutes.record import Record
from network.cases.model import Case, Promise

Option = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task of an earlier meeting: done, open or overdue."""

    words: str
    due: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildBlock:
    """One child of the item: who it is, what was agreed last, when it was seen, the names of its fields."""

    case_id: UUID
    prefix: str
    number: str
    name: str
    kana: str
    about: str
    kinds: str
    severity: str
    rank: str
    lead: str
    previous_on: str
    previous: str
    policy: str
    tasks: Sequence[TaskRow]
    seen: str
    seen_by: str
    unseen: str
    review_buttons: Sequence[Option]


def about(case: Case, today: date) -> str:
    """8歳・第二小学校 2年, or 出産予定 1月10日."""
    if case.is_pregnancy:
        return f"出産予定 {calendar.month_day(case.due_date)}" if case.due_date else "妊婦"
    age = calendar.age_on(case.birth_date, today) if case.birth_date else case.age_written
    place = " ".join(filter(None, (case.affiliation, case.class_year)))
    return "・".join(filter(None, (f"{age}歳" if age is not None else "", place)))


def as_it_stood(record: Record, item: AgendaItem, case_id: UUID) -> Case:
    """The case before this meeting's decision took effect."""
    before = rules.decision_of(record.deliberation(item), case_id).before
    return decisions.restored(record.cases[case_id], before) if before else record.cases[case_id]


def child_block(record: Record, item: AgendaItem, case_id: UUID, today: date) -> ChildBlock:
    """One child of an item, as it stood before the meeting."""
    case = as_it_stood(record, item, case_id)
    seen = next((one for one in record.sightings if one.case_id == case.id), None)
    who = record.short_names.get(seen.agency_id, "") if seen and seen.agency_id else ""
    lead = record.lead_of(case.id)
    kinds = [case.case_kind.label if case.case_kind else "", *(one.label for one in case.abuse_kinds)]
    return ChildBlock(
        case_id=case.id,
        prefix=case_prefix(case.id),
        number=case.number,
        name=case.name,
        kana=case.kana,
        about=about(case, today),
        kinds="・".join(filter(None, kinds)),
        severity=case.severity.label if case.severity else "未記入",
        rank=case.review_rank.label if case.review_rank else "なし",
        lead=record.short_names.get(lead, "") if lead else "",
        previous_on=calendar.month_day(case.last_deliberated_on) if case.last_deliberated_on else "",
        previous=case.previous_decision,
        policy="" if case.policy in case.previous_decision else case.policy,
        tasks=_previous_tasks(record, case, today),
        seen=f"{calendar.month_day(seen.seen_on)}　{(today - seen.seen_on).days}日前" if seen else "",
        seen_by=" ".join(filter(None, (who, seen.seen_by, seen.place))) if seen else "",
        unseen=_unseen(record, case, seen.seen_on if seen else None, today),
        review_buttons=_review_buttons(record, case),
    )


def _unseen(record: Record, case: Case, seen_on: date | None, today: date) -> str:
    if case.is_pregnancy:
        return ""
    if seen_on is None or (case.accepted_on is not None and seen_on < case.accepted_on):
        return "受理してから、まだだれも子どもを見ていません"
    days = (today - seen_on).days
    return f"{days}日 子どもを見ていません" if days > record.council.numbers.unseen_days else ""


def _previous_tasks(record: Record, case: Case, today: date) -> list[TaskRow]:
    own = [one for one in record.promises if one.case_id == case.id and one.meeting_id != record.meeting.id]
    latest = max((one.decided_on for one in own if one.decided_on), default=None)
    shown = [one for one in own if one.done_on is None or one.decided_on == latest]
    return [_task(record, one, today) for one in sorted(shown, key=lambda one: one.due_on or date.max)]


def _task(record: Record, promise: Promise, today: date) -> TaskRow:
    who = record.short_names.get(promise.agency_id, "") if promise.agency_id else ""
    overdue = promise.due_on is not None and promise.due_on < today
    return TaskRow(
        words=" ".join(filter(None, (who, promise.person, promise.what))),
        due=calendar.day_month_short(promise.due_on) if promise.due_on else "継続",
        state="done" if promise.done_on else "overdue" if overdue else "open",
    )


def _review_buttons(record: Record, case: Case) -> list[Option]:
    proposed = record.proposed_review(case.id)
    buttons = [] if record.next_meeting is None else [("次の会議", day_text(record.next_meeting.held_on))]
    if record.next_meeting is None or proposed != record.next_meeting.held_on:
        buttons.append((f"ランク{case.review_rank.label if case.review_rank else 'B'}の周期", day_text(proposed)))
    return buttons
