"""The texts and calendar files that leave: only the meeting, a time, a place, whom to ask and how to answer (K0).

Pure: typed facts in, bytes out. No function here is given a case, so no mail can tell one.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from access.councils.model import Council, Profile
from core.calendar import clock_time, wareki_long
from core.mail import Invitation, Mail, mail_bytes
from core.mail_address import Address, BadAddress
from meetings.agenda import ordering
from meetings.invitations.calendar_file import Method, Revision, calendar_bytes
from meetings.invitations.calendar_file_words import Office, ReplyHint, WindowNotice, window_description, window_summary
from meetings.invitations.model import WindowRevision
from meetings.scheduling.model import Meeting
from meetings.scheduling.rules import ends_at, starts_at

NO_HOST = "entaku.invalid"
NO_ORGANIZER = f"yotaikyo@{NO_HOST}"
SIGNATURE_LINE = "――――――――――"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail before it has an envelope: its subject, its text, and what is said about the calendar."""

    key: str
    subject: str
    text: str
    calendar: bytes | None = None
    method: Method | None = None


def address_of(mail: str, name: str) -> Address | None:
    """The one address a text holds; None when it is empty or not exactly one (a comma, two addresses)."""
    try:
        return Address(mail.strip(), name)
    except BadAddress:
        return None


def organizer_of(council: Council) -> Address:
    """The office in calendar files; a council without a mailbox has an address that never delivers."""
    name = office_name(council.profile)
    return address_of(council.profile.mail, name) or Address(NO_ORGANIZER, name)


def uid_host(council: Council) -> str:
    """The host of calendar UIDs: the mail domain of the council."""
    address = address_of(council.profile.mail, "")
    return address.domain if address else NO_HOST


def office_name(profile: Profile) -> str:
    """The office people ring."""
    return profile.office_name or profile.coordinating_agency or "事務局"


def office_of(profile: Profile) -> Office:
    """Whom to ask, for texts."""
    return Office(name=office_name(profile), phone=profile.phone or "（別紙のとおり）")


def notice_letter(council: Council, meeting: Meeting, agency_id: UUID) -> Letter:
    """開催通知 as a mail: the whole frame, no window, no case."""
    lines = [
        f"{council.name}の{meeting.title}を、次のとおり開催します。御出席をお願いします。",
        "",
        f"日時　{_frame(meeting)}",
        f"場所　{meeting.place}",
        *([f"オンライン　{meeting.online}"] if meeting.online else []),
        *([f"文書番号　{meeting.notice_number}"] if meeting.notice_number else []),
        "",
        "御出席いただく時間は、議題が決まりしだい、別にお知らせします。",
        *_answer_by(meeting.reply_by),
        "資料は当日、番号を付けてお渡しし、終了後に回収します。",
        *_signature(council),
    ]
    return Letter(
        key=f"notice:{meeting.id}:{agency_id}:{_frame_sign(meeting)}",
        subject=f"{meeting.title}の開催について",
        text="\n".join(lines),
    )


def reminder_letter(council: Council, meeting: Meeting, agency_id: UUID) -> Letter:
    """督促: an answer is still missing."""
    lines = [
        f"{meeting.title}（{_frame(meeting)}）の出欠の返事を、まだいただいていません。",
        *_answer_by(meeting.reply_by),
        "行き違いのときは、お許しください。",
        *_signature(council),
    ]
    return Letter(
        key=f"remind:{meeting.id}:{agency_id}", subject=f"{meeting.title}の出欠の返事のお願い", text="\n".join(lines)
    )


def calling_off_letter(council: Council, meeting: Meeting, agency_id: UUID) -> Letter:
    """The meeting does not take place."""
    lines = [f"{_frame(meeting)}に予定していた{meeting.title}は、中止になりました。", *_signature(council)]
    return Letter(key=f"off:{meeting.id}:{agency_id}", subject=f"{meeting.title}の中止について", text="\n".join(lines))


def window_letter(council: Council, revision: WindowRevision, uid: str, recipient: Address | None) -> Letter:
    """出席時間のお知らせ or its cancellation, with the calendar file for this agency alone (none for paper)."""
    method = Method(revision.method)
    subject = f"{revision.summary}の取消し" if method is Method.CANCEL else revision.summary
    if revision.sequence and method is Method.REQUEST:
        subject = f"【変更】{subject}"
    calendar = None
    if recipient is not None:
        calendar = calendar_bytes(as_calendar(council, revision, uid, method=method, attendee=recipient))
    return Letter(
        key=f"window:{revision.window_id}:{revision.sequence}",
        subject=subject,
        text="\n".join([revision.description, *_signature(council)]),
        calendar=calendar,
        method=method,
    )


def published(council: Council, revision: WindowRevision, uid: str) -> bytes:
    """The calendar file to download: without an attendee, so that any calendar may keep it."""
    return calendar_bytes(as_calendar(council, revision, uid, method=Method.PUBLISH, attendee=None))


def as_calendar(
    council: Council, revision: WindowRevision, uid: str, *, method: Method, attendee: Address | None
) -> Revision:
    """The announced revision as the calendar file sees it."""
    return Revision(
        uid=uid,
        sequence=revision.sequence,
        method=method,
        dtstamp=revision.stamped_at,
        first_dtstamp=revision.first_stamped_at,
        starts=revision.starts,
        ends=revision.ends,
        summary=revision.summary,
        place=revision.place,
        description=revision.description,
        organizer=organizer_of(council),
        attendee=attendee,
    )


def words(
    council: Council,
    meeting: Meeting,
    window: ordering.Window,
    *,
    place: str,
    reply: ReplyHint | None,
    cancelled: bool = False,
) -> tuple[str, str]:
    """Summary and description of a window's calendar entry."""
    notice = WindowNotice(
        meeting_name=meeting.title,
        number=None,
        place=place,
        window=window,
        office=office_of(council.profile),
        reply=reply,
    )
    return window_summary(meeting.title, None), window_description(notice, cancelled=cancelled)


def reply_hint(council: Council, by: date, *, mailed: bool) -> ReplyHint:
    """How an agency answers: by mail only if it got a mail and there is a mailbox that reads the answer."""
    profile = council.profile
    return ReplyHint(by=by, by_mail=mailed and bool(profile.mail), by_fax=bool(profile.fax))


def as_bytes(letter: Letter, *, to: str, sender: Address, recipient: Address, at: datetime) -> bytes:
    """The mail as it goes over the wire, begun with the 宛名 as on paper.

    Its Message-ID comes from the key, so sending again sends the same mail.
    """
    invitation = None
    if letter.calendar is not None and letter.method is not None:
        invitation = Invitation(letter.method.value, letter.calendar)
    return mail_bytes(
        Mail(
            sender=sender,
            recipient=recipient,
            subject=letter.subject,
            text=f"{to}\n\n{letter.text}",
            message_id=f"<{letter.key.replace(':', '.')}@{sender.domain}>",
            date=at,
            invitation=invitation,
        )
    )


def _frame(meeting: Meeting) -> str:
    return f"{wareki_long(meeting.held_on)}{clock_time(starts_at(meeting))}から{clock_time(ends_at(meeting))}まで"


def _frame_sign(meeting: Meeting) -> str:
    """A short sign of day, time and place: a notice is sent once for each."""
    return hashlib.sha256(f"{_frame(meeting)}|{meeting.place}|{meeting.online}".encode()).hexdigest()[:8]


def _answer_by(day: date | None) -> list[str]:
    return [] if day is None else [f"回答　{wareki_long(day)}までに、FAX返信票、このメールへの返信、お電話のどれかで。"]


def _signature(council: Council) -> list[str]:
    profile = council.profile
    numbers = "　".join(
        part
        for part in (f"電話 {profile.phone}" * bool(profile.phone), f"FAX {profile.fax}" * bool(profile.fax))
        if part
    )
    return ["", SIGNATURE_LINE, council.name, *filter(None, (office_name(profile), numbers))]
