"""What follows from a decision: the changed case, the tasks, the entry of the list. Pure.

A correction is the difference between what followed before and what follows now; nothing else of the case is touched.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec

from access.councils.model import Numbers
from core.calendar import day_month_short, is_working_day, wareki_short, working_day_after
from core.text import narrow_ascii
from core.written_dates import read_date
from meetings.agenda.model import AgendaItem
from meetings.minutes.model import CaseDecision, Deliberation, Dissent, PlannedPromise
from meetings.progress.model import ProgressEntry, Treatment
from meetings.scheduling.model import Meeting
from network.cases.model import Case, Linkage, Promise, ReviewRank

KEPT = (
    "severity", "previous_severity", "review_rank", "policy", "situation", "strengths", "next_review_on",
    "last_deliberated_on", "previous_decision", "next_actions", "proposal", "lead_disputed", "closed_on",
    "closing_reason",
)  # fmt: skip
"""The fields of a case that a decision may change."""
_DAY_IN_TEXT = re.compile(r"(?:(?:令和|R)\s*(?:元|\d{1,2})\s*[年./]\s*)?\d{1,2}\s*(?:月|[/.])\s*\d{1,2}日?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a decision is taken: the meeting, its item, the names of agencies."""

    meeting: Meeting
    item: AgendaItem
    names: Mapping[UUID, str]


def default_review(
    case: Case, held_on: date, numbers: Numbers, next_meeting: date | None, *, closed: Collection[date] = ()
) -> date:
    """The next meeting's day if there is one within the rank's interval, else the last working day of that interval."""
    days = {ReviewRank.A: numbers.rank_a_days, ReviewRank.B: numbers.rank_b_days, ReviewRank.C: numbers.rank_c_days}
    limit = held_on + timedelta(days=days[case.review_rank or ReviewRank.B])
    if next_meeting is not None and next_meeting <= limit:
        return next_meeting
    return limit if is_working_day(limit, closed) else working_day_after(limit, -1, closed)


def decision_words(decision: CaseDecision) -> str:
    """方針変更・個別ケース検討会議."""
    return "・".join(treatment.label for treatment in decision.treatments)


def task_words(task: PlannedPromise, names: Mapping[UUID, str]) -> str:
    """健康推進課 入園の日を決める（12.11）."""
    who = names.get(task.agency_id, "") if task.agency_id else ""
    due = f"（{day_month_short(task.due_on)}）" if task.due_on else "（継続）"
    return " ".join(filter(None, (who, task.person, task.what))) + due


def tasks_of(deliberation: Deliberation, case_id: UUID) -> list[PlannedPromise]:
    """The tasks about one child, those about the whole household included."""
    return [task for task in deliberation.promises if task.case_id in {None, case_id}]


def decided(case: Case, deliberation: Deliberation, setting: Setting) -> Case:
    """The case after the decision; a case without one is as it was."""
    decision = next((one for one in deliberation.decisions if one.case_id == case.id and one.treatments), None)
    if decision is None:
        return case
    tasks = [task_words(task, setting.names) for task in tasks_of(deliberation, case.id)]
    closing = Treatment.CLOSE in decision.treatments
    return replace(
        case,
        previous_severity=case.severity,
        severity=decision.severity or case.severity,
        review_rank=decision.review_rank or case.review_rank,
        policy=decision.policy or case.policy,
        situation=decision.situation or case.situation,
        strengths=decision.strengths or case.strengths,
        next_review_on=None if closing else decision.next_review_on,
        last_deliberated_on=setting.meeting.held_on,
        previous_decision=previous_decision(decision, tasks),
        next_actions="\n".join(tasks) or case.next_actions,
        proposal="",
        lead_disputed=case.lead_disputed and not (decision.lead_confirmed or decision.lead_agency_id),
        closed_on=setting.meeting.held_on if closing else case.closed_on,
        closing_reason=decision.closing_reason if closing else case.closing_reason,
    )


def previous_decision(decision: CaseDecision, tasks: Sequence[str]) -> str:
    """The sentence that stands on the next list: 扱い, 方針 and tasks."""
    return "\n".join(filter(None, (decision_words(decision), decision.policy, *tasks)))


def as_before(case: Case) -> dict[str, Any]:
    """The fields a decision may change, to be kept with it."""
    return {name: msgspec.to_builtins(getattr(case, name)) for name in KEPT}


def restored(case: Case, before: Mapping[str, Any]) -> Case:
    """The case with the fields it had before the decision."""
    return msgspec.convert({**msgspec.to_builtins(case), **before}, Case)


def corrected(case: Case, old: Deliberation, new: Deliberation, setting: Setting) -> Case:
    """The case after a correction: only what the correction changed is written over what it is now."""
    before = next((one.before for one in old.decisions if one.case_id == case.id), {})
    base = restored(case, before) if before else case
    was, becomes = decided(base, old, setting), decided(base, new, setting)
    changed = {
        one.name: getattr(becomes, one.name)
        for one in fields(Case)
        if getattr(was, one.name) != getattr(becomes, one.name)
    }
    return replace(case, **changed)


def entry(case_id: UUID, deliberation: Deliberation, setting: Setting) -> ProgressEntry | None:
    """What the list keeps about the case in this meeting; None without a decision."""
    decision = next((one for one in deliberation.decisions if one.case_id == case_id and one.treatments), None)
    if decision is None:
        return None
    tasks = [task_words(task, setting.names) for task in tasks_of(deliberation, case_id)]
    return ProgressEntry(
        id=uuid4(),
        case_id=case_id,
        meeting_id=setting.meeting.id,
        held_on=setting.meeting.held_on,
        treatments=decision.treatments,
        situation=decision.situation,
        strengths=decision.strengths,
        policy=decision.policy,
        decision=previous_decision(replace(decision, policy=""), tasks),
        next_review_on=decision.next_review_on,
    )


def promise(task: PlannedPromise, setting: Setting, linkages: Iterable[Linkage], now: datetime) -> Promise:
    """The task as a promise. One about the household hangs on the first child the agency is linked to."""
    linked = {one.case_id for one in linkages if one.agency_id == task.agency_id and one.on(setting.meeting.held_on)}
    own = task.case_id or next((one for one in setting.item.cases if one in linked), setting.item.cases[0])
    return Promise(
        id=uuid4(),
        case_id=own,
        agency_id=task.agency_id,
        person=task.person,
        what=task.what,
        due_on=task.due_on,
        fallback=task.fallback,
        meeting_id=setting.meeting.id,
        decided_in=setting.meeting.title,
        decided_on=setting.meeting.held_on,
        recorded_at=now,
    )


def same_task(task: PlannedPromise, kept: Promise) -> bool:
    """Whether a promise is this task (the child may have been chosen by the rule above)."""
    return (task.agency_id, task.person, task.what, task.due_on, task.fallback) == (
        kept.agency_id, kept.person, kept.what, kept.due_on, kept.fallback,
    ) and task.case_id in {None, kept.case_id}  # fmt: skip


def promised_in_replies(
    dissents: Sequence[Dissent], tasks: Sequence[PlannedPromise], held_on: date
) -> list[PlannedPromise]:
    """Tasks that replies to dissents name with a date and that are not in the list yet; their owner is still open."""
    known, found = {task.due_on for task in tasks}, list[PlannedPromise]()
    for dissent in dissents:
        for day in days_in(dissent.reply, held_on):
            if day not in known:
                known.add(day)
                found.append(PlannedPromise(agency_id=None, what=dissent.reply, due_on=day))
    return found


def days_in(text: str, near: date) -> list[date]:
    """The dates a sentence mentions."""
    readings = (read_date(found[0], near=near, expects="future") for found in _DAY_IN_TEXT.finditer(narrow_ascii(text)))
    return [reading.value for reading in readings if reading.value is not None]


def told(tasks: Sequence[PlannedPromise], before: Sequence[PlannedPromise]) -> tuple[PlannedPromise, ...]:
    """The tasks with the time of the call kept where agency and text are as before."""
    calls = {(task.agency_id, task.what): task.told_at for task in before}
    return tuple(replace(task, told_at=calls.get((task.agency_id, task.what))) for task in tasks)


def review_words(decision: CaseDecision) -> str:
    """R9.2.26, or 終結."""
    if Treatment.CLOSE in decision.treatments:
        return "終結"
    return wareki_short(decision.next_review_on) if decision.next_review_on else "未定"
