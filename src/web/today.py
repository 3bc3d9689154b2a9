"""きょう: what must be done now and why, gathered from every feature. Nothing is decided here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.councils import store as councils
from access.councils.model import Council
from access.permissions.model import Actor, Scope
from core import jobs
from core.calendar import holiday_name, is_working_day, working_days_between
from core.database import transaction
from core.jobs import Job
from meetings.scheduling import store as meetings
from meetings.scheduling.model import Invitee, Meeting, MeetingState, Reply
from network.graph import store as graph
from network.graph.casebook import Casebook, CaseFile
from network.graph.findings import CaseFinding, case_findings
from network.graph.gaps import FindingKind

WEEK = timedelta(days=7)
DIARY_DAYS = 14
SHOWN = 5
UNSEEN = frozenset({FindingKind.NEVER_SEEN, FindingKind.NOT_SEEN})
OVER = frozenset({MeetingState.DECIDED, MeetingState.MINUTED, MeetingState.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One promise that falls due within the week, or has."""

    due_on: date
    case_id: UUID
    number: str
    name: str
    what: str
    who: str
    decided_in: str

    def days_over(self, today: date) -> int:
        """How many days late (negative: days left)."""
        return (today - self.due_on).days


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMeeting:
    """The meeting that comes next, and how far it is prepared."""

    meeting: Meeting
    invitees: Sequence[Invitee]
    days_left: int
    working_days_left: int

    @property
    def answered(self) -> int:
        """How many agencies have answered."""
        return sum(invitee.reply is not Reply.NONE for invitee in self.invitees)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryDay:
    """One day of the spread."""

    day: date
    today: bool
    past: bool
    off: bool
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The whole page."""

    council: Council
    day: date
    diary: tuple[DiaryDay, ...]
    unseen: Sequence[CaseFinding]
    absent: Sequence[CaseFile]
    tasks: Sequence[Task]
    later: int
    gaps: Sequence[CaseFinding]
    case_count: int
    agency_count: int
    next_meeting: NextMeeting | None
    waiting_for_minutes: Sequence[Meeting]
    replies: Sequence[tuple[Invitee, str, str]]
    jobs: Sequence[Job]

    @property
    def fresh(self) -> bool:
        """Whether nothing has been entered yet."""
        return not self.case_count


async def read(actor: Actor, scope: Scope) -> Today:
    """Everything the page shows, in one look."""
    today = scope.day
    async with transaction(scope.council):
        council = await councils.council(scope=scope)
        closed = await councils.closed_dates(scope=scope)
        book = await graph.whole_casebook(scope=scope, closed=False)
        coming = await meetings.meetings(scope=scope)
        invited = await meetings.all_invitees(scope=scope)
        recent = await jobs.recent(account_id=actor.account_id)
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASES_LISTED, "", list="today"))
    found = case_findings(book.files)
    tasks = _tasks(book)
    within = [task for task in tasks if task.due_on <= today + WEEK]
    return Today(
        council=council,
        day=today,
        diary=_diary(today, closed, coming, tasks),
        unseen=[finding for finding in found if finding.finding.kind in UNSEEN],
        absent=[file for file in book.files if file.case.absence_days >= council.numbers.absence_days],
        tasks=within,
        later=len(tasks) - len(within),
        gaps=[finding for finding in found if finding.finding.kind not in UNSEEN],
        case_count=len(book.files),
        agency_count=len(book.agencies),
        next_meeting=_next(today, closed, coming, invited),
        waiting_for_minutes=[meeting for meeting in coming if meeting.state is MeetingState.DECIDED],
        replies=_replies(coming, invited, book),
        jobs=recent,
    )


def _tasks(book: Casebook) -> list[Task]:
    found = [
        Task(
            due_on=promise.due_on,
            case_id=file.case.id,
            number=file.case.number,
            name=file.case.name,
            what=promise.what,
            who="・".join(part for part in (_agency(book, promise.agency_id), promise.person) if part),
            decided_in=promise.decided_in,
        )
        for file in book.files
        for promise in file.open_promises
        if promise.due_on is not None
    ]
    return sorted(found, key=lambda task: (task.due_on, task.number))


def _diary(
    today: date, closed: frozenset[date], coming: Sequence[Meeting], tasks: Sequence[Task]
) -> tuple[DiaryDay, ...]:
    monday = today - timedelta(days=today.weekday())
    days = (monday + timedelta(days=number) for number in range(DIARY_DAYS))
    return tuple(
        DiaryDay(
            day=day,
            today=day == today,
            past=day < today,
            off=not is_working_day(day, closed),
            events=_events(day, coming, tasks),
        )
        for day in days
    )


def _events(day: date, coming: Sequence[Meeting], tasks: Sequence[Task]) -> tuple[str, ...]:
    due = sum(task.due_on == day for task in tasks)
    return tuple(
        [name for name in (holiday_name(day),) if name]
        + [
            f"{meeting.starts:%-H:%M} {meeting.title}"
            for meeting in coming
            if meeting.held_on == day and meeting.state is not MeetingState.CANCELLED
        ]
        + [f"返事の締切 {meeting.title}" for meeting in coming if meeting.reply_by == day and meeting.state not in OVER]
        + ([f"期限 {due}件"] if due else [])
    )


def _next(
    today: date, closed: frozenset[date], coming: Sequence[Meeting], invited: Sequence[Invitee]
) -> NextMeeting | None:
    ahead = sorted(
        (meeting for meeting in coming if meeting.held_on >= today and meeting.state not in OVER),
        key=lambda meeting: (meeting.held_on, meeting.starts),
    )
    if not ahead:
        return None
    meeting = ahead[0]
    return NextMeeting(
        meeting=meeting,
        invitees=[invitee for invitee in invited if invitee.meeting_id == meeting.id],
        days_left=(meeting.held_on - today).days,
        working_days_left=working_days_between(today, meeting.held_on, closed),
    )


def _replies(coming: Sequence[Meeting], invited: Sequence[Invitee], book: Casebook) -> list[tuple[Invitee, str, str]]:
    titles: Mapping[UUID, str] = {meeting.id: meeting.title for meeting in coming if meeting.state not in OVER}
    answered = [one for one in invited if one.replied_at is not None and one.meeting_id in titles]
    newest = sorted(answered, key=lambda one: str(one.replied_at), reverse=True)[:SHOWN]
    return [(one, _agency(book, one.agency_id), titles[one.meeting_id]) for one in newest]


def _agency(book: Casebook, agency_id: UUID | None) -> str:
    agency = book.agencies.get(agency_id) if agency_id is not None else None
    return agency.short if agency is not None else ""
