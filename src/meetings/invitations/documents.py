"""Paper that invites: 開催通知 with its FAX reply slip, and 出席時間のお知らせ.

Neither carries a child, a case or a number of cases; the notice carries the whole meeting, the second paper one window.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core import paper
from core.paper_letter import Addressee, Contact, Sender
from core.paper_time import TimeBar

SECRECY_SENTENCES = {
    "1": "出席される方は、国又は地方公共団体の機関の職員として、児童福祉法第25条の5第1号による守秘義務を負います。",
    "2": "出席される方は、法人の役員又は職員として、児童福祉法第25条の5第2号による守秘義務を負います。",
    "3": "出席される方は、協議会の構成員御本人として、児童福祉法第25条の5第3号による守秘義務を負います。"
    "このため、代理の方の出席はお受けできません。",
}
REQUEST_SENTENCE = (
    "児童福祉法第25条の3により、御協力をお願いするものです。会議で知ったことは、ほかに話さないようお願いします。"
)


@dataclass(frozen=True, kw_only=True)
class MeetingFrame:
    """The meeting as an invitation tells it: title with number, beginning and end (aware), room."""

    title: str
    starts: datetime
    ends: datetime
    place: str


@dataclass(frozen=True, kw_only=True)
class ConveningNotice:
    """開催通知 for one agency: a letter and the slip it sends back. `nature` is 通知 or 依頼."""

    meeting: MeetingFrame
    addressee: Addressee
    agency_short_name: str
    secrecy_class: str | None
    sender: Sender
    contact: Contact
    document_number: str
    issued_on: date
    nature: str
    agenda: Sequence[str]
    window_told_on: date
    reply_by: date
    reply_number: str
    online_possible: bool = True
    inquiry_enclosed: bool = True

    @property
    def substitute_possible(self) -> bool:
        """A 3号 member comes in person only: nobody else is under its duty of secrecy."""
        return self.secrecy_class != "3"

    @property
    def secrecy_sentence(self) -> str:
        """The sentence that is true for the agency's 守秘区分; without one, the request under 25条の3."""
        if self.secrecy_class is None:
            return REQUEST_SENTENCE
        return SECRECY_SENTENCES[self.secrecy_class]


@dataclass(frozen=True, kw_only=True)
class WindowNotice:
    """出席時間のお知らせ for one agency; `replaces` is the window told before, if it has changed."""

    meeting: MeetingFrame
    addressee: Addressee
    agency_short_name: str
    council: str
    contact: Contact
    issued_on: date
    starts: datetime
    ends: datetime
    arrive_by: datetime
    reception: str
    waiting_room: str
    replaces: tuple[datetime, datetime] | None = None

    @property
    def whole_meeting(self) -> bool:
        """常任: the window is the meeting."""
        return (self.starts, self.ends) == (self.meeting.starts, self.meeting.ends)

    @property
    def bar(self) -> TimeBar:
        """Where the window lies in the meeting."""
        return TimeBar(
            opens=self.meeting.starts,
            closes=self.meeting.ends,
            starts=self.starts,
            ends=self.ends,
            arrive_by=self.arrive_by,
        )


def notices_pdf(notices: Sequence[ConveningNotice]) -> bytes:
    """All notices of a meeting in one PDF, one sheet for each agency, fit for FAX."""
    return paper.render("notice.html", {"notices": notices}, rows=len(notices))


def window_notices_pdf(notices: Sequence[WindowNotice]) -> bytes:
    """All 出席時間のお知らせ of a meeting in one PDF, one sheet for each agency, fit for FAX."""
    return paper.render("window_notice.html", {"notices": notices}, rows=len(notices))
