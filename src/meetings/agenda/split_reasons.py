"""Why a case is discussed individually: one function per group of facts, each reason with its sentence.

A day that has passed (sighting, review date) is counted up to today, a day to come (birth, birthday, new school) from
the meeting. Which cases come at all, and the minutes, are decided in `split`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.calendar import age_on, wareki
from core.labels import Labelled
from meetings.agenda.split_case import (
    HEAVY_SEVERITY,
    SEVERITY_LABELS,
    Answer,
    CaseForMeeting,
    MeetingDays,
    SplitSettings,
)


class ReasonKind(Labelled):
    """A reason to discuss a case individually."""

    NEVER_SEEN = "never_seen", "未目視"
    UNSEEN = "unseen", "目視が古い"
    ABSENT = "absent", "連続欠席"
    NEW = "new", "新規"
    MOVED_IN = "moved_in", "転入"
    SEVERE = "severe", "最重度・重度"
    SEVERITY_UP = "severity_up", "重症度が上がった"
    CHANGE_REPORTED = "change_reported", "変化あり"
    WANTED = "wanted", "話し合いたい"
    LEAD_MISSING = "lead_missing", "主担当なし"
    LEAD_DISPUTED = "lead_disputed", "主担当の食い違い"
    POSITION_VACANT = "position_vacant", "担当者の空席"
    REVIEW_OVERDUE = "review_overdue", "見直しの遅れ"
    PUT_OFF = "put_off", "前の会議からの持ちこし"
    INFANT = "infant", "0歳"
    CHECKUP_MISSED = "checkup_missed", "健診未受診"
    BIRTH_EXPECTED = "birth_expected", "出産予定"
    TURNING_ADULT = "turning_adult", "18歳到達"
    SCHOOL_CHANGE = "school_change", "就学・進学・卒業"
    PROTECTION_ENDED = "protection_ended", "一時保護・措置の解除"
    CLOSING = "closing", "終結の案"
    TRANSFER = "transfer", "移管の案"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for one case, with the sentence people read."""

    case_id: str
    kind: ReasonKind
    sentence: str


Finding = tuple[ReasonKind, str]


def reasons(case: CaseForMeeting, days: MeetingDays, settings: SplitSettings) -> tuple[Reason, ...]:
    """Every reason to discuss the case individually, the loudest first."""
    found = (
        *_safety(case, days, settings),
        *_novelty(case),
        *_severity(case),
        *_answers(case),
        *_responsibility(case),
        *_review(case, days),
        *_small_child(case, days, settings),
        *_growing_up(case, days, settings),
        *_ending(case, days, settings),
    )
    return tuple(Reason(case.case_id, kind, sentence) for kind, sentence in found)


def _safety(case: CaseForMeeting, days: MeetingDays, settings: SplitSettings) -> Iterator[Finding]:
    unseen = days_unseen(case, days.today)
    unborn = case.birth_date is None and case.due_date is not None
    if unseen is None and not unborn:
        yield ReasonKind.NEVER_SEEN, "受理してから、まだ子どもを見ていません。"
    if unseen is not None and unseen > settings.unseen_days:
        yield ReasonKind.UNSEEN, f"最後に見た日から{unseen}日たっています。"
    if case.consecutive_absence_days >= settings.absence_days:
        yield ReasonKind.ABSENT, f"{case.consecutive_absence_days}日続けて欠席しています。"


def _novelty(case: CaseForMeeting) -> Iterator[Finding]:
    if has_moved_in(case) and case.moved_in_on is not None:
        yield ReasonKind.MOVED_IN, f"{wareki(case.moved_in_on)}に転入しました。"
    elif case.is_new and case.accepted_on is not None:
        yield ReasonKind.NEW, f"{wareki(case.accepted_on)}に受理した新しいケースです。"
    elif case.is_new:
        yield ReasonKind.NEW, "まだ会議で話し合っていない、新しいケースです。"


def _severity(case: CaseForMeeting) -> Iterator[Finding]:
    now, before = case.severity, case.previous_severity
    if now is not None and now >= HEAVY_SEVERITY:
        yield ReasonKind.SEVERE, f"重症度が{SEVERITY_LABELS[now]}です。"
    if now is not None and before is not None and now > before:
        yield ReasonKind.SEVERITY_UP, f"重症度が{SEVERITY_LABELS[before]}から{SEVERITY_LABELS[now]}に上がりました。"


def _answers(case: CaseForMeeting) -> Iterator[Finding]:
    answers = list(case.answers.values())
    if changed := answers.count(Answer.CHANGE):
        yield ReasonKind.CHANGE_REPORTED, f"{changed}機関が「変化あり」と答えています。"
    if wanted := answers.count(Answer.DISCUSS):
        yield ReasonKind.WANTED, f"{wanted}機関が「話し合いたい」と答えています。"


def _responsibility(case: CaseForMeeting) -> Iterator[Finding]:
    if case.lead_disputed:
        yield ReasonKind.LEAD_DISPUTED, "主担当機関の考えが機関の間で食い違っています。"
    elif case.lead_agency_id is None:
        yield ReasonKind.LEAD_MISSING, "主担当機関が決まっていません。"
    if case.vacant_position:
        yield ReasonKind.POSITION_VACANT, "担当する職が空席です。"


def _review(case: CaseForMeeting, days: MeetingDays) -> Iterator[Finding]:
    if case.next_review_on is not None and case.next_review_on < days.today:
        late = (days.today - case.next_review_on).days
        yield ReasonKind.REVIEW_OVERDUE, f"見直しの予定日を{late}日すぎています。"
    if case.put_off:
        yield ReasonKind.PUT_OFF, "前の会議で、次回にまわしました。"


def _small_child(case: CaseForMeeting, days: MeetingDays, settings: SplitSettings) -> Iterator[Finding]:
    if case.birth_date is not None and age_on(case.birth_date, days.meeting_on) <= 0:
        yield ReasonKind.INFANT, "0歳です。"
    if case.checkup_missed:
        yield ReasonKind.CHECKUP_MISSED, "健診を受けていません。"
    if case.birth_date is None and case.due_date is not None:
        yield from _birth(case.due_date, days, settings)


def _growing_up(case: CaseForMeeting, days: MeetingDays, settings: SplitSettings) -> Iterator[Finding]:
    if case.birth_date is not None:
        adult_on = _birthday(case.birth_date, settings.adult_age)
        if days.today <= adult_on < days.next_meeting_on:
            yield ReasonKind.TURNING_ADULT, f"{wareki(adult_on)}に{settings.adult_age}歳になります。"
    new_year = _next_school_year(days.today)
    if case.school_stage in settings.last_school_years and new_year < days.next_meeting_on:
        yield ReasonKind.SCHOOL_CHANGE, f"いま{case.school_stage}で、{wareki(new_year)}から所属が変わります。"


def _birth(due_date: date, days: MeetingDays, settings: SplitSettings) -> Iterator[Finding]:
    ahead = (due_date - days.meeting_on).days
    if ahead < 0:
        yield ReasonKind.BIRTH_EXPECTED, f"出産予定日は{wareki(due_date)}です。会議の日にはすぎています。"
    elif ahead <= settings.birth_within_days:
        yield ReasonKind.BIRTH_EXPECTED, f"会議の日から{ahead}日で出産予定日（{wareki(due_date)}）です。"


def _ending(case: CaseForMeeting, days: MeetingDays, settings: SplitSettings) -> Iterator[Finding]:
    ended = case.protection_ended_on
    if ended is not None and (since := (days.today - ended).days) <= settings.protection_within_days:
        when = f"されてから{since}日です。" if since >= 0 else f"される予定です（{wareki(ended)}）。"
        yield ReasonKind.PROTECTION_ENDED, f"一時保護または措置が解除{when}"
    if case.proposal is not None:
        yield ReasonKind(case.proposal.value), f"{case.proposal.label}の案が出ています。"


def days_unseen(case: CaseForMeeting, day: date) -> int | None:
    """Days from the last sighting to the day; None if nobody has seen the child since acceptance."""
    seen, accepted = case.last_seen_on, case.accepted_on
    if seen is None or (accepted is not None and seen < accepted):
        return None
    return (day - seen).days


def has_moved_in(case: CaseForMeeting) -> bool:
    """Whether the case moved in after it was last deliberated here."""
    last = case.last_deliberated_on
    return case.moved_in_on is not None and (last is None or case.moved_in_on > last)


def _birthday(birth: date, age: int) -> date:
    """The day on which the age is reached; 1 March for those born on 29 February, as `age_on` counts."""
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:
        return date(birth.year + age, 3, 1)


def _next_school_year(day: date) -> date:
    """The first 1 April after the day; on 1 April itself the school stage is already the new one."""
    this_year = date(day.year, 4, 1)
    return this_year if day < this_year else date(day.year + 1, 4, 1)
