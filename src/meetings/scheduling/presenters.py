"""Meetings as pages show them: lists by fiscal year, the steps of one meeting, the rows of answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from core import calendar
from meetings.scheduling import rules
from meetings.scheduling.forms import clock, typed_reply
from meetings.scheduling.model import Channel, Invitee, Meeting, MeetingState, Reply
from network.agencies.model import Agency

Step = tuple[str, str | None, str]
DONE_STATES = frozenset({MeetingState.DECIDED, MeetingState.MINUTED, MeetingState.CANCELLED})
STEP_WORDS = ("通知", "返事", "議題と順番", "資料", "当日", "議事録")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """One meeting of the list."""

    href: str
    title: str
    day: str
    time: str
    place: str
    state: str
    replies: str
    days_left: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow:
    """One agency's answer, ready to be typed over."""

    agency_id: UUID
    prefix: str
    agency: str
    standing: bool
    typed: Mapping[str, str]
    version: int
    substitute_allowed: bool
    state: str
    state_words: str
    problems: Mapping[str, str] = field(default_factory=dict)


def time_words(meeting: Meeting) -> str:
    """13:30–15:30."""
    return f"{clock(meeting.starts)}–{clock(meeting.ends)}"


def where_words(meeting: Meeting) -> str:
    """The crumb of every page of a meeting: 第4回 実務者会議　11月27日（金）13:30–15:30."""
    return f"{meeting.title}　{calendar.month_day(meeting.held_on)}{time_words(meeting)}"


def meeting_rows(
    meetings: Sequence[Meeting], invited: Mapping[UUID, Sequence[Invitee]], today: date
) -> list[MeetingRow]:
    """Rows in the order given."""
    return [
        MeetingRow(
            href=f"/meetings/{meeting.id}",
            title=meeting.title,
            day=calendar.month_day(meeting.held_on),
            time=time_words(meeting),
            place=meeting.place,
            state=meeting.state.label,
            replies=replies_words(invited.get(meeting.id, ())),
            days_left=days_left(meeting.held_on, today),
        )
        for meeting in meetings
    ]


def upcoming_and_past(meetings: Sequence[Meeting], year: int, today: date) -> tuple[list[Meeting], list[Meeting]]:
    """Meetings still to come (of any year), and those of one fiscal year that are over, newest first."""
    coming = [m for m in meetings if m.held_on >= today and m.state not in DONE_STATES]
    past = [m for m in meetings if m not in coming and calendar.fiscal_year(m.held_on) == year]
    return coming, past[::-1]


def fiscal_years(meetings: Sequence[Meeting], today: date) -> list[int]:
    """The fiscal years that have meetings, the current one included, newest first."""
    return sorted({calendar.fiscal_year(m.held_on) for m in meetings} | {calendar.fiscal_year(today)}, reverse=True)


def days_left(day: date, today: date) -> str:
    """きょう, あす, あと7日."""
    left = (day - today).days
    if left < 0:
        return ""
    return {0: "きょう", 1: "あす"}.get(left, f"あと{left}日")


def replies_words(invitees: Sequence[Invitee]) -> str:
    """返事 9／14."""
    answered = sum(invitee.reply is not Reply.NONE for invitee in invitees)
    return f"返事 {answered}／{len(invitees)}機関"


def meeting_steps(meeting: Meeting, invitees: Sequence[Invitee], current: str = "") -> list[Step]:
    """The six steps of a meeting with their addresses; `current` is the one on this page."""
    base = f"/meetings/{meeting.id}"
    over = {MeetingState.DECIDED, MeetingState.MINUTED}
    answered = sum(invitee.reply is not Reply.NONE for invitee in invitees)
    states = {
        "通知": "done" if meeting.state in rules.ANNOUNCED else "open",
        "返事": "done" if invitees and answered == len(invitees) else "part" if answered else "open",
        "議題と順番": "done" if meeting.confirmed_at else "open",
        "資料": "done" if any(invitee.copy_number for invitee in invitees) else "open",
        "当日": "done" if meeting.state in over else "part" if meeting.state is MeetingState.RUNNING else "open",
        "議事録": "done" if meeting.state is MeetingState.MINUTED else "open",
    }
    paths = {
        "通知": "notice",
        "返事": "replies",
        "議題と順番": "agenda",
        "資料": "papers",
        "当日": "run",
        "議事録": "minutes",
    }
    return [(word, f"{base}/{paths[word]}", "now" if word == current else states[word]) for word in STEP_WORDS]


def reply_rows(invitees: Sequence[Invitee], agencies: Mapping[UUID, Agency]) -> list[ReplyRow]:
    """The answers, silent agencies first."""
    rows = [reply_row(invitee, agencies[invitee.agency_id]) for invitee in in_order(invitees, agencies)]
    return sorted(rows, key=lambda row: row.state != "open")


def in_order(invitees: Sequence[Invitee], agencies: Mapping[UUID, Agency]) -> list[Invitee]:
    """Standing members first, then by kana."""
    known = [invitee for invitee in invitees if invitee.agency_id in agencies]

    def place(invitee: Invitee) -> tuple[bool, str, str]:
        agency = agencies[invitee.agency_id]
        return not invitee.standing, agency.kana or agency.name, agency.name

    return sorted(known, key=place)


def reply_row(invitee: Invitee, agency: Agency) -> ReplyRow:
    """One answer."""
    return ReplyRow(
        agency_id=agency.id,
        prefix=rules.row_prefix(agency.id),
        agency=agency.short,
        standing=invitee.standing,
        typed=typed_reply(invitee),
        version=invitee.version,
        substitute_allowed=rules.substitute_allowed(agency),
        state="open" if invitee.reply is Reply.NONE else "done",
        state_words=_reply_words(invitee),
    )


def _reply_words(invitee: Invitee) -> str:
    if invitee.reply is Reply.NONE:
        return "まだ"
    how = invitee.channel.label if invitee.channel and invitee.channel is not Channel.WEB else "画面から"
    when = calendar.day_month_short(calendar.as_jst(invitee.replied_at).date()) if invitee.replied_at else ""
    return f"{invitee.reply.label}（{how} {when}）"


def of_row(row: ReplyRow, problems: Mapping[str, str]) -> dict[str, str]:
    """The problems of one row."""
    return {name: text for name, text in problems.items() if name.startswith(row.prefix)}
