"""Meetings: one day, one frame, who is invited, who answered what, who came and which copy they held."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from core.labels import Labelled


class MeetingState(Labelled):
    """How far a meeting is in its cycle (model.md §2)."""

    DRAFT = "draft", "準備中"
    CONVENED = "convened", "開催を通知した"
    CONFIRMED = "confirmed", "出席時間を確定した"
    RUNNING = "running", "会議中"
    DECIDED = "decided", "決定した"
    MINUTED = "minuted", "議事録を確定した"
    CANCELLED = "cancelled", "中止"


class Reply(Labelled):
    """The answer to an invitation."""

    NONE = "none", "まだ"
    ATTENDS = "attends", "出席"
    SUBSTITUTE = "substitute", "代理"
    ABSENT = "absent", "欠席"


class Channel(Labelled):
    """How an answer came."""

    FAX = "fax", "FAX"
    PHONE = "phone", "電話"
    WEB = "web", "この画面"
    ONSITE = "onsite", "会場で"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting. `starts` and `ends` are wall-clock times of `held_on` (JST)."""

    id: UUID
    tier_id: UUID
    ordinal: int
    """第n回 of its fiscal year."""
    title: str
    held_on: date
    starts: time
    ends: time
    place: str = ""
    online: str = ""
    state: MeetingState = MeetingState.DRAFT
    notice_number: str = ""
    notice_on: date | None = None
    reply_by: date | None = None
    chair: str = ""
    note: str = ""
    break_at: time | None = None
    break_minutes: int = 0
    confirmed_at: datetime | None = None
    current_item_id: UUID | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """One invited agency: its answer, its attendance, its numbered copy."""

    id: UUID
    meeting_id: UUID
    agency_id: UUID
    standing: bool = False
    reply: Reply = Reply.NONE
    channel: Channel | None = None
    attendee: str = ""
    online: bool = False
    comes_from: time | None = None
    comes_until: time | None = None
    comment: str = ""
    replied_at: datetime | None = None
    noticed_at: datetime | None = None
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    absent: bool = False
    copy_number: int | None = None
    copy_returned: bool = False
    version: int = 1
