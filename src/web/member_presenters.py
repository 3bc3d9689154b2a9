"""A member agency's pages: sentences about when to come, what to answer, what was given. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core import calendar
from core.calendar import as_jst, clock_time
from meetings.minutes.child_block import about
from meetings.minutes.own_actions import OwnCase, OwnCasePage, OwnMeeting, OwnPage
from meetings.progress.ledger import LedgerRow, LedgerView
from meetings.progress.ledger_cells import Line
from meetings.progress.ledger_columns import DEFAULT_COLUMNS
from meetings.scheduling.forms import typed_reply
from meetings.scheduling.model import MeetingState, Reply
from meetings.scheduling.rules import ends_at, starts_at, substitute_allowed
from network.cases.model import Promise

BAR_WIDTH = 230
Shown = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The window drawn in the frame of the meeting."""

    opens: str
    closes: str
    left: float
    width: float
    minutes: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One meeting: when to come, and the answer."""

    meeting_id: UUID
    agency_id: UUID
    agency: str
    title: str
    cancelled: bool
    over: bool
    day: str
    comes: str
    leaves: str
    frame: str
    place: str
    online: str
    confirmed: bool
    whole: bool
    bar: Bar | None
    typed: Mapping[str, str]
    version: int
    choices: Sequence[Shown]
    third_class: bool
    may_answer: bool
    until: str
    answered: str
    calendar_href: str
    list_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One own task."""

    id: UUID
    version: int
    child: str
    what: str
    fallback: str
    due: str
    overdue: bool
    done: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """One child of the own list."""

    href: str
    name: str
    kana: str
    about: str
    lead: str
    own: str
    tasks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MyPage:
    """The first page."""

    day: str
    count: int
    several: bool
    agencies: str
    comings: Sequence[Coming]
    tasks: Sequence[Task]
    done: Sequence[Task]
    children: Sequence[Child]
    office: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MyCase:
    """The page of one child."""

    child: Child
    since: str
    tasks: Sequence[Task]
    done: Sequence[Task]
    meetings: Sequence[tuple[str, Sequence[tuple[str, str, str, str]]]]


def my_page(page: OwnPage, today: date) -> MyPage:
    """The first page."""
    names = {one.case.id: one.case.name for one in page.cases}
    tasks = [_task(one, names, page.numbers, today) for one in page.promises]
    profile = page.council.profile
    return MyPage(
        day=calendar.month_day(today),
        count=len(page.cases),
        several=len(page.agencies) > 1,
        agencies="・".join(one.name for one in page.agencies.values()),
        comings=[_coming(one, today) for one in page.meetings],
        tasks=[one for one in tasks if not one.done],
        done=[one for one in tasks if one.done],
        children=[_child(one, page, today) for one in page.cases],
        office=profile.office_name or profile.coordinating_agency or page.council.name,
        phone=profile.phone,
    )


def my_case(page: OwnCasePage, today: date) -> MyCase:
    """One child."""
    own = page.own
    names, numbers = {own.case.id: own.case.name}, {own.case.id: own.case.number}
    tasks = [_task(one, names, numbers, today) for one in own.promises]
    first = min((one.since for one in own.linkages if one.since), default=None)
    return MyCase(
        child=_child(own, page, today),
        since=f"{calendar.wareki(first)}から" if first else "",
        tasks=[one for one in tasks if not one.done],
        done=[one for one in tasks if one.done],
        meetings=[
            (f"{one.meeting.title}　{calendar.month_day(one.meeting.held_on)}", [_role(page, p) for p in one.promises])
            for one in page.roles
        ],
    )


def list_rows(rows: Sequence[LedgerRow], today: date) -> tuple[list[str], list[list[tuple[Line, ...]]]]:
    """The list for standing members: headings and cells, without the column to write in by hand."""
    columns = [one for one in DEFAULT_COLUMNS if not one.written_by_hand]
    view = LedgerView(today=today)
    return [one.label for one in columns], [[column.format(row, view) for column in columns] for row in rows]


def _coming(own: OwnMeeting, today: date) -> Coming:
    meeting, invitee, window = own.meeting, own.invitee, own.window
    opens, closes = starts_at(meeting), ends_at(meeting)
    starts, ends = (window.starts, window.ends) if window else (opens, closes)
    substitute = substitute_allowed(own.agency)
    over = meeting.state not in {MeetingState.CONVENED, MeetingState.CONFIRMED, MeetingState.RUNNING}
    asked = meeting.reply_by is None or today <= meeting.reply_by
    base = f"/my/meetings/{meeting.id}"
    return Coming(
        meeting_id=meeting.id,
        agency_id=own.agency.id,
        agency=own.agency.name,
        title=meeting.title,
        cancelled=meeting.state is MeetingState.CANCELLED,
        over=over,
        day=calendar.month_day(meeting.held_on),
        comes=clock_time(starts),
        leaves=clock_time(ends),
        frame=f"{clock_time(opens)}–{clock_time(closes)}",
        place=meeting.place,
        online=meeting.online,
        confirmed=meeting.state is not MeetingState.CONVENED,
        whole=window is None or (as_jst(starts) <= opens and as_jst(ends) >= closes),
        bar=_bar(opens, closes, starts, ends) if window else None,
        typed=typed_reply(invitee),
        version=invitee.version,
        choices=[(one.value, REPLY_WORDS[one]) for one in REPLY_WORDS if substitute or one is not Reply.SUBSTITUTE],
        third_class=not substitute,
        may_answer=asked and meeting.state in {MeetingState.CONVENED, MeetingState.CONFIRMED},
        until=calendar.month_day(meeting.reply_by) if meeting.reply_by else calendar.month_day(meeting.held_on),
        answered="" if invitee.reply is Reply.NONE else invitee.reply.label,
        calendar_href=f"{base}/calendar/{own.agency.id}" if window else "",
        list_href=f"{base}/list" if own.list_given else "",
    )


REPLY_WORDS = {Reply.ATTENDS: "出席する", Reply.SUBSTITUTE: "代わりの人が出る", Reply.ABSENT: "欠席する"}


def _bar(opens: datetime, closes: datetime, starts: datetime, ends: datetime) -> Bar:
    whole = (closes - opens).total_seconds()
    minutes = int((ends - starts).total_seconds()) // 60
    frame = f"全体 {clock_time(opens)}から{clock_time(closes)}のうち"
    words = f"{frame}、{clock_time(starts)}から{clock_time(ends)}までの{minutes}分"
    return Bar(
        opens=clock_time(opens),
        closes=clock_time(closes),
        left=round(BAR_WIDTH * (starts - opens).total_seconds() / whole, 1),
        width=round(BAR_WIDTH * (ends - starts).total_seconds() / whole, 1),
        minutes=minutes,
        words=words,
    )


def _task(promise: Promise, names: Mapping[UUID, str], numbers: Mapping[UUID, str], today: date) -> Task:
    """A child is named only while the agency is linked to it; otherwise the number stands for it."""
    linked = promise.case_id in names
    return Task(
        id=promise.id,
        version=promise.version,
        child=f"{names[promise.case_id]} さん" if linked else numbers.get(promise.case_id, ""),
        what=promise.what,
        fallback=promise.fallback,
        due=calendar.month_day(promise.due_on) if promise.due_on else "継続",
        overdue=promise.due_on is not None and promise.due_on < today,
        done=f"{calendar.month_day(promise.done_on)}　{promise.done_note}".strip() if promise.done_on else "",
        href=f"/my/cases/{promise.case_id}" if linked else "",
    )


def _child(own: OwnCase, page: OwnPage | OwnCasePage, today: date) -> Child:
    several = len(page.agencies) > 1
    ties = []
    for one in own.linkages:
        agency = f"{page.agencies[one.agency_id].name} " if several and one.agency_id in page.agencies else ""
        ties.append(" ".join(filter(None, (f"{agency}{'主担当' if one.is_lead else one.role.label}", one.responsible))))
    waiting = sum(one.done_on is None for one in own.promises)
    return Child(
        href=f"/my/cases/{own.case.id}",
        name=own.case.name,
        kana=own.case.kana,
        about=about(own.case, today),
        lead=own.lead or "未定",
        own="、".join(ties),
        tasks=f"役割分担 {waiting}件" if waiting else "",
    )


def _role(page: OwnCasePage, promise: Promise) -> tuple[str, str, str, str]:
    due = calendar.month_day(promise.due_on) if promise.due_on else "継続"
    who = page.names.get(promise.agency_id, "") if promise.agency_id else ""
    return who, promise.what, due, "済" if promise.done_on else ""
