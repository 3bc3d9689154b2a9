"""The forms of a meeting and of the answers that come by FAX and telephone."""

from collections.abc import Mapping, Sequence
from datetime import time

from core.calendar import wareki
from core.errors import Invalid
from core.forms import Fields
from meetings.scheduling.model import Channel, Invitee, Meeting, Reply
from meetings.scheduling.plan import MeetingPlan, OfficeDays, plan_problems
from meetings.scheduling.rules import ReplyGiven, TypedReply, row_prefix

LABELS = {
    "tier_id": "会議の種類", "ordinal": "回", "held_on": "日", "starts": "始まり", "ends": "終わり", "place": "場所",
    "online": "オンライン", "break_at": "休憩", "break_minutes": "休憩の長さ", "reply_by": "返事の期限",
    "chair": "座長", "agencies": "招集する機関",
}  # fmt: skip
REPLY_FIELDS = ("reply", "attendee", "comes_from", "comes_until", "online", "comment")


def read_plan(fields: Fields, days: OfficeDays) -> MeetingPlan:
    """The plan as posted. Raises Invalid with every problem, closed days included."""
    tier_id = fields.identity("tier_id", required="会議の種類を選んでください。")
    ordinal = fields.number("ordinal", least=1, most=400, required="第何回かを入れてください。")
    held_on = fields.day("held_on", near=days.today, expects="future", required="会議の日を入れてください。")
    starts = fields.hour("starts", required="始まりの時刻を入れてください。")
    ends = fields.hour("ends", required="終わりの時刻を入れてください。")
    place = fields.line("place", required="場所を入れてください。オンラインだけのときは「オンライン」とします。")
    break_at = fields.hour("break_at")
    break_minutes = fields.number("break_minutes", least=1, most=120)
    reply_by = fields.day("reply_by", near=days.today, expects="future")
    agencies = fields.identities("agencies")
    if break_at is not None and break_minutes is None:
        fields.problem("break_minutes", "休憩の長さを分で入れてください。")
    if tier_id is None or ordinal is None or held_on is None or starts is None or ends is None:
        if not agencies:
            fields.problem("agencies", "招集する機関を選んでください。")
        raise Invalid(problems=fields.problems)
    plan = MeetingPlan(
        tier_id=tier_id, ordinal=ordinal, held_on=held_on, starts=starts, ends=ends, place=place,
        online=fields.line("online"), break_at=break_at, break_minutes=break_minutes or 0, reply_by=reply_by,
        chair=fields.line("chair"), agencies=agencies,
    )  # fmt: skip
    problems = plan_problems(plan, days, closed_day_meant=fields.flag("closed_day_meant"))
    for name, message in problems.items():
        fields.problem(name, message)
    fields.check()
    return plan


def typed_plan(plan: MeetingPlan) -> dict[str, object]:
    """The values of a form that nobody has typed in yet."""
    return {
        "tier_id": str(plan.tier_id),
        "ordinal": plan.ordinal,
        "held_on": wareki(plan.held_on),
        "starts": clock(plan.starts),
        "ends": clock(plan.ends),
        "place": plan.place,
        "online": plan.online,
        "break_at": clock(plan.break_at),
        "break_minutes": plan.break_minutes or "",
        "reply_by": wareki(plan.reply_by) if plan.reply_by else "",
        "chair": plan.chair,
        "agencies": tuple(map(str, plan.agencies)),
    }


def plan_of(meeting: Meeting, invitees: Sequence[Invitee]) -> MeetingPlan:
    """The plan that made the meeting what it is."""
    return MeetingPlan(
        tier_id=meeting.tier_id, ordinal=meeting.ordinal, held_on=meeting.held_on, starts=meeting.starts,
        ends=meeting.ends, place=meeting.place, online=meeting.online, break_at=meeting.break_at,
        break_minutes=meeting.break_minutes, reply_by=meeting.reply_by, chair=meeting.chair,
        agencies=tuple(invitee.agency_id for invitee in invitees),
    )  # fmt: skip


def retyped_plan(fields: Fields) -> dict[str, object]:
    """What was typed, to be shown again beside the problems."""
    return {**fields.typed, "agencies": fields.many("agencies")}


def read_reply(fields: Fields, prefix: str = "") -> ReplyGiven:
    """One answer; the fields of a row of the table carry the agency's id as prefix. Problems stay in `fields`."""
    return ReplyGiven(
        reply=fields.choice(f"{prefix}reply", Reply) or Reply.NONE,
        attendee=fields.line(f"{prefix}attendee", longest=100),
        online=fields.flag(f"{prefix}online"),
        comes_from=fields.hour(f"{prefix}comes_from"),
        comes_until=fields.hour(f"{prefix}comes_until"),
        comment=fields.text(f"{prefix}comment", longest=400),
    )


def read_replies(fields: Fields, invitees: Sequence[Invitee]) -> list[TypedReply]:
    """The rows of the table; problems stay in `fields`."""
    typed = []
    for invitee in invitees:
        prefix = row_prefix(invitee.agency_id)
        version = fields.number(f"{prefix}version", least=1)
        if version is not None:
            given = read_reply(fields, prefix)
            typed.append(TypedReply(agency_id=invitee.agency_id, read_version=version, given=given))
    return typed


def read_channel(fields: Fields) -> Channel:
    """How the answers came that are typed in here."""
    return fields.choice("channel", Channel) or Channel.FAX


def typed_reply(invitee: Invitee) -> Mapping[str, str]:
    """The fields of a row before anybody typed."""
    return {
        "reply": invitee.reply.value,
        "attendee": invitee.attendee,
        "online": "yes" if invitee.online else "",
        "comes_from": clock(invitee.comes_from),
        "comes_until": clock(invitee.comes_until),
        "comment": invitee.comment,
    }


def retyped_reply(fields: Fields, prefix: str) -> Mapping[str, str]:
    """The fields of a row as typed."""
    return {name: fields.typed.get(f"{prefix}{name}", "") for name in REPLY_FIELDS}


def clock(moment: time | None) -> str:
    """13:30; nothing when open."""
    return "" if moment is None else f"{moment.hour}:{moment.minute:02}"
