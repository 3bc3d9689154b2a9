"""The words of an invitation: meeting, window, place, contact, how to answer.

Every field is typed and none holds a case, a child or another agency, so a calendar file cannot say one (K0 only).
"""

from dataclasses import dataclass
from datetime import date, datetime

from core.calendar import as_jst, clock_time, wareki_long
from core.mail_address import Address
from core.text import clean_line
from meetings.agenda.ordering import Window, rounded
from meetings.invitations.calendar_file import Method, Revision


@dataclass(frozen=True, slots=True)
class Office:
    """Whom to ask: the coordinating agency's office and its telephone."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class ReplyHint:
    """Until when an answer is wanted and the ways beside the telephone; a mail is answered by mail rather than FAX."""

    by: date
    by_mail: bool = True
    by_fax: bool = False


@dataclass(frozen=True, slots=True)
class WindowNotice:
    """Everything one agency may read about its window."""

    meeting_name: str
    number: int | None
    place: str
    window: Window
    office: Office
    reply: ReplyHint | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """Which revision of which event is issued."""

    uid: str
    sequence: int
    method: Method
    dtstamp: datetime
    first_dtstamp: datetime


def meeting_title(meeting_name: str, number: int | None) -> str:
    """第4回実務者会議, or the bare name of a meeting without a number."""
    name = clean_line(meeting_name)
    return name if number is None else f"第{number}回{name}"


def window_summary(meeting_name: str, number: int | None) -> str:
    """The one line a calendar shows."""
    return f"{meeting_title(meeting_name, number)} 御出席いただく時間"


def window_description(notice: WindowNotice, *, cancelled: bool = False) -> str:
    """The text of the event, complete without any other paper."""
    title = meeting_title(notice.meeting_name, notice.number)
    office = f"問合せ先　{clean_line(notice.office.name)}　電話 {clean_line(notice.office.phone)}"
    if cancelled:
        return f"{title}の貴機関への御案内を取り消します。\n{office}"
    lines = [
        f"{title}に御出席いただく時間のお知らせです。",
        f"日時　{_span(rounded(notice.window))}",
        f"場所　{clean_line(notice.place)}",
        *([] if notice.reply is None else [_reply(notice.reply)]),
        office,
    ]
    return "\n".join(lines)


def window_revision(notice: WindowNotice, issue: Issue, *, organizer: Address, attendee: Address | None) -> Revision:
    """The revision for an agency's window, rounded outward to 5 minutes."""
    window = rounded(notice.window)
    return Revision(
        uid=issue.uid,
        sequence=issue.sequence,
        method=issue.method,
        dtstamp=issue.dtstamp,
        first_dtstamp=issue.first_dtstamp,
        starts=window.starts,
        ends=window.ends,
        summary=window_summary(notice.meeting_name, notice.number),
        place=notice.place,
        description=window_description(notice, cancelled=issue.method is Method.CANCEL),
        organizer=organizer,
        attendee=attendee,
    )


def _span(window: Window) -> str:
    return f"{wareki_long(as_jst(window.starts).date())}{clock_time(window.starts)}から{clock_time(window.ends)}まで"


def _reply(reply: ReplyHint) -> str:
    way = "このメールへの返信または" if reply.by_mail else "FAXまたは" if reply.by_fax else ""
    return f"回答　{wareki_long(reply.by)}までに、{way}お電話でお知らせください。"
