"""The plan of a meeting before it is kept: what is proposed from last time's, and what speaks against it.

Pure; whether an agency may be invited at all is not decided here.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from core import calendar
from meetings.scheduling.model import Meeting, MeetingState
from meetings.tiers.model import MeetingTier

USUAL_START = time(13, 30)
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlan:
    """What a person decides about a meeting: day, frame, place, who is invited."""

    tier_id: UUID
    ordinal: int
    held_on: date
    starts: time
    ends: time
    place: str = ""
    online: str = ""
    break_at: time | None = None
    break_minutes: int = 0
    reply_by: date | None = None
    chair: str = ""
    agencies: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeDays:
    """What counts as a working day here, and how many days before the meeting an answer is wanted."""

    today: date
    closed: Collection[date] = ()
    closed_names: Mapping[date, str] | None = None
    reply_lead_days: int = 14
    notice_lead_days: int = 28

    def works(self, day: date) -> bool:
        """Whether the office is open."""
        return calendar.is_working_day(day, self.closed)

    def on_or_before(self, day: date) -> date:
        """The day itself or the last working day before it."""
        return day if self.works(day) else calendar.working_day_after(day, -1, self.closed)

    def on_or_after(self, day: date) -> date:
        """The day itself or the next working day."""
        return day if self.works(day) else calendar.working_day_after(day, 1, self.closed)

    def why_closed(self, day: date) -> str:
        """文化の日です, 土曜日です …; nothing on a working day."""
        if self.works(day):
            return ""
        name = calendar.holiday_name(day) or (self.closed_names or {}).get(day)
        if name is None:
            name = f"{calendar.weekday_name(day)}曜日" if day.weekday() >= calendar.SATURDAY else "年末年始の閉庁日"
        return f"{calendar.month_day(day)}は{name}です。"


def title_of(tier: MeetingTier, ordinal: int) -> str:
    """第4回 実務者会議."""
    return f"第{ordinal}回 {tier.name}"


def next_ordinal(tier: MeetingTier, meetings: Collection[Meeting], day: date) -> int:
    """The number of a further meeting of the tier in the fiscal year of the day; called-off ones keep theirs free."""
    year = calendar.fiscal_year(day)
    taken = [
        meeting.ordinal
        for meeting in meetings
        if meeting.tier_id == tier.id
        and calendar.fiscal_year(meeting.held_on) == year
        and meeting.state is not MeetingState.CANCELLED
    ]
    return max(taken, default=0) + 1


def proposed_plan(
    tier: MeetingTier, meetings: Sequence[Meeting], invited_last: Collection[UUID], days: OfficeDays
) -> MeetingPlan:
    """A plan from the tier's last meeting: the same weekday a cycle later, the same room, frame and agencies."""
    held = [m for m in meetings if m.tier_id == tier.id and m.state is not MeetingState.CANCELLED]
    last = max(held, key=lambda meeting: (meeting.held_on, meeting.starts), default=None)
    held_on = _next_day(tier, last, days)
    starts = last.starts if last else USUAL_START
    return MeetingPlan(
        tier_id=tier.id,
        ordinal=next_ordinal(tier, meetings, held_on),
        held_on=held_on,
        starts=starts,
        ends=last.ends if last else _later(starts, tier.length_minutes),
        place=last.place if last else "",
        online=last.online if last else "",
        break_at=last.break_at if last else None,
        break_minutes=last.break_minutes if last else 0,
        reply_by=proposed_reply_by(held_on, days),
        chair=last.chair if last else "",
        agencies=tuple(dict.fromkeys([*tier.standing_agencies, *invited_last])),
    )


def proposed_reply_by(held_on: date, days: OfficeDays) -> date:
    """The working day two weeks before the meeting, or the one before that."""
    return max(days.on_or_before(held_on - timedelta(days=days.reply_lead_days)), days.on_or_after(days.today))


def plan_problems(plan: MeetingPlan, days: OfficeDays, *, closed_day_meant: bool = False) -> dict[str, str]:
    """What speaks against the plan, by field."""
    found: dict[str, str] = dict(frame_problems(plan))
    if plan.held_on < days.today:
        found["held_on"] = "過ぎた日です。これからの日を入れてください。"
    elif not closed_day_meant and (why := days.why_closed(plan.held_on)):
        found["held_on"] = f"{why}この日に開くときは、下の「閉庁日でも開く」に印をつけてください。"
    if plan.reply_by is not None and plan.reply_by >= plan.held_on:
        found["reply_by"] = "会議の日より前にしてください。"
    elif plan.reply_by is not None and (why := days.why_closed(plan.reply_by)):
        found["reply_by"] = f"{why}開庁日にしてください。"
    if not plan.agencies:
        found["agencies"] = "招集する機関を選んでください。"
    return found


def frame_problems(plan: MeetingPlan) -> dict[str, str]:
    """What is wrong with beginning, end and break."""
    if plan.ends <= plan.starts:
        return {"ends": "終わりは、始まりより後の時刻にしてください。"}
    if plan.break_at is not None and not plan.starts < plan.break_at < plan.ends:
        return {"break_at": "休憩は、会議の時間の中にしてください。"}
    return {}


def _next_day(tier: MeetingTier, last: Meeting | None, days: OfficeDays) -> date:
    soonest = days.on_or_after(days.today + timedelta(days=days.notice_lead_days))
    if last is None or tier.cycle_months is None:
        return soonest
    same_weekday = months_later(last.held_on, tier.cycle_months)
    return days.on_or_after(same_weekday) if same_weekday > days.today else soonest


def months_later(day: date, months: int) -> date:
    """The same weekday of the month (第4金曜日) some months later; the last one where there are fewer."""
    week = (day.day - 1) // DAYS_OF_A_WEEK
    month = day.month - 1 + months
    first = date(day.year + month // 12, month % 12 + 1, 1)
    found = first + timedelta(days=(day.weekday() - first.weekday()) % DAYS_OF_A_WEEK + week * DAYS_OF_A_WEEK)
    return found if found.month == first.month else found - timedelta(days=DAYS_OF_A_WEEK)


def _later(start: time, minutes: int) -> time:
    return (datetime.combine(date.min, start) + timedelta(minutes=minutes)).time()
