"""Pure decisions about meetings: their frame on the clock, which changes are still possible, which answers fit."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, time
from uuid import UUID, uuid4

from core.calendar import JST
from core.errors import Invalid
from meetings.scheduling.errors import MeetingOver, ReplyTooLate, SubstituteRefused
from meetings.scheduling.model import Channel, Invitee, Meeting, MeetingState, Reply
from meetings.scheduling.plan import MeetingPlan, frame_problems
from network.agencies.model import Agency, SecrecyClass

PREPARED = frozenset({MeetingState.DRAFT, MeetingState.CONVENED, MeetingState.CONFIRMED})
"""States in which the frame, the invited agencies and the agenda may still change."""
ANNOUNCED = frozenset(
    {MeetingState.CONVENED, MeetingState.CONFIRMED, MeetingState.RUNNING, MeetingState.DECIDED, MeetingState.MINUTED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyGiven:
    """What an agency answered: whether it comes, who, between which times."""

    reply: Reply
    attendee: str = ""
    online: bool = False
    comes_from: time | None = None
    comes_until: time | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedReply:
    """One row of the table of answers, as read at `read_version`."""

    agency_id: UUID
    read_version: int
    given: ReplyGiven


def row_prefix(agency_id: UUID) -> str:
    """What the names of the fields of an agency's row begin with."""
    return f"{agency_id.hex}-"


def starts_at(meeting: Meeting) -> datetime:
    """The instant it begins."""
    return datetime.combine(meeting.held_on, meeting.starts, JST)


def ends_at(meeting: Meeting) -> datetime:
    """The instant it ends."""
    return datetime.combine(meeting.held_on, meeting.ends, JST)


def frame_minutes(meeting: Meeting) -> int:
    """Its length."""
    return int((ends_at(meeting) - starts_at(meeting)).total_seconds()) // 60


def check_may_prepare(meeting: Meeting) -> None:
    """Raise MeetingOver unless the meeting is still being prepared."""
    if meeting.state not in PREPARED:
        raise MeetingOver


def check_frame(plan: MeetingPlan) -> None:
    """Raise Invalid when beginning, end and break do not fit together."""
    if problems := frame_problems(plan):
        raise Invalid(problems=problems)


def planned(meeting: Meeting, plan: MeetingPlan, title: str) -> Meeting:
    """The meeting with what the plan says."""
    return replace(
        meeting,
        tier_id=plan.tier_id,
        ordinal=plan.ordinal,
        title=title,
        held_on=plan.held_on,
        starts=plan.starts,
        ends=plan.ends,
        place=plan.place,
        online=plan.online,
        break_at=plan.break_at,
        break_minutes=plan.break_minutes if plan.break_at else 0,
        reply_by=plan.reply_by,
        chair=plan.chair,
    )


def must_be_told_again(before: Meeting, after: Meeting) -> bool:
    """Whether agencies that have only the 開催通知 know a day, time or place that holds no more.

    Once windows are confirmed, confirming again tells them instead.
    """
    frames = [(one.held_on, one.starts, one.ends, one.place, one.online) for one in (before, after)]
    return before.state is MeetingState.CONVENED and frames[0] != frames[1]


def invited(meeting_id: UUID, agencies: Collection[UUID], standing: Collection[UUID]) -> list[Invitee]:
    """Fresh invitations."""
    return [
        Invitee(id=uuid4(), meeting_id=meeting_id, agency_id=agency, standing=agency in standing)
        for agency in dict.fromkeys(agencies)
    ]


def check_may_answer(meeting: Meeting, *, channel: Channel) -> None:
    """Raise ReplyTooLate for a called-off meeting, and for an answer by web after the beginning."""
    if meeting.state is MeetingState.CANCELLED or (channel is Channel.WEB and meeting.state not in PREPARED):
        raise ReplyTooLate


def substitute_allowed(agency: Agency) -> bool:
    """A 3号 member is bound to secrecy in person; nobody can stand in."""
    return agency.secrecy_class is not SecrecyClass.PERSON


def check_reply(meeting: Meeting, agency: Agency, given: ReplyGiven) -> None:
    """Raise SubstituteRefused, or Invalid for times that do not fit the meeting."""
    if given.reply is Reply.SUBSTITUTE and not substitute_allowed(agency):
        raise SubstituteRefused(agency.short)
    problems: dict[str, str] = {}
    if given.comes_from is not None and given.comes_from >= meeting.ends:
        problems["comes_from"] = f"会議は{meeting.ends:%H:%M}までです。"
    if given.comes_until is not None and given.comes_until <= meeting.starts:
        problems["comes_until"] = f"会議は{meeting.starts:%H:%M}からです。"
    if given.comes_from and given.comes_until and given.comes_until <= given.comes_from:
        problems["comes_until"] = "「まで」は「から」より後にしてください。"
    if problems:
        raise Invalid(problems=problems)


def answered(invitee: Invitee, given: ReplyGiven, *, channel: Channel, now: datetime) -> Invitee:
    """The invitation with its answer; taking an answer back clears channel and time."""
    absent = given.reply is Reply.ABSENT
    return replace(
        invitee,
        reply=given.reply,
        channel=None if given.reply is Reply.NONE else channel,
        attendee=given.attendee,
        online=given.online and not absent,
        comes_from=None if absent else given.comes_from,
        comes_until=None if absent else given.comes_until,
        comment=given.comment,
        replied_at=None if given.reply is Reply.NONE else now,
    )


def reply_of(invitee: Invitee) -> ReplyGiven:
    """The answer as it is known."""
    return ReplyGiven(
        reply=invitee.reply, attendee=invitee.attendee, online=invitee.online, comes_from=invitee.comes_from,
        comes_until=invitee.comes_until, comment=invitee.comment,
    )  # fmt: skip
