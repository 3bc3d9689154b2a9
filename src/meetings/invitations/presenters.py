"""What the pages of a meeting show: the checklist, who is told how, what confirming would send."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core.calendar import clock_time
from core.outbox import MailState, OutboxMail
from meetings.agenda.day_plan import day_plan
from meetings.agenda.ordering import Window as Stretch
from meetings.agenda.slack_words import slack_words
from meetings.invitations import rules
from meetings.invitations.actions import Confirmation
from meetings.invitations.mail_rows import moment_words
from meetings.invitations.model import Window
from meetings.invitations.notice_actions import Notice
from meetings.invitations.rules import ChangeKind, Remedy, WindowChange
from meetings.invitations.sending import Telling, Way
from meetings.scheduling.model import Invitee, MeetingState, Reply
from meetings.scheduling.presenters import replies_words

Check = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WayRow:
    """One agency and how it is told."""

    agency_id: UUID
    agency: str
    standing: bool
    way: str
    where: str
    warning: str
    told: str
    own: bool
    """The coordinating agency, which does not write to itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """14機関へ送る: メール 11、紙・FAX 3."""

    agencies: int
    mails: int
    papers: int

    @property
    def words(self) -> str:
        """メール 11、紙・FAX 3."""
        parts = [f"メール {self.mails}"] if self.mails else []
        return "、".join([*parts, *([f"紙・FAX {self.papers}"] if self.papers else [])])


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyButton:
    """A button that answers an obstacle: where it posts, with which fields."""

    label: str
    href: str
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleRow:
    """One obstacle with its buttons."""

    sentence: str
    buttons: Sequence[RemedyButton]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """What one agency will be told."""

    agency: str
    kind: ChangeKind
    before: str
    after: str
    slack: str
    waiting: int
    way: str
    warning: str


def way_rows(notice: Notice) -> list[WayRow]:
    """Every invited agency with the way its notice goes."""
    rows = [
        _way_row(notice, invitee) for invitee in notice.facts.invitees if invitee.agency_id in notice.facts.agencies
    ]
    return sorted(rows, key=lambda row: (bool(row.told), not row.warning, row.agency))


def sum_of(tellings: Sequence[Telling]) -> Sum:
    """How many leave which way; nothing goes to ourselves."""
    leaving = [telling for telling in tellings if telling.way is not Way.OWN]
    mails = sum(telling.way is Way.MAIL for telling in leaving)
    return Sum(agencies=len(leaving), mails=mails, papers=len(leaving) - mails)


def checklist(notice: Notice, made: int, mails: Sequence[OutboxMail]) -> list[Check]:
    """The steps of the preparation; `made` is how many items are on the agenda."""
    meeting, invitees = notice.facts.meeting, notice.facts.invitees
    answered = sum(one.reply is not Reply.NONE for one in invitees)
    to_know = [one for one in invitees if one.agency_id not in notice.facts.hosts]
    told = len(to_know) - len(notice.untold)
    failed = sum(mail.state is MailState.FAILED for mail in mails)
    papers = sum(mail.state is MailState.PAPER for mail in mails)
    return [
        (_state(told, len(to_know)), "開催通知", f"{told}／{len(to_know)}機関に知らせました"),
        (_state(answered, len(invitees)), "出欠の返事", replies_words(invitees)),
        ("done" if made else "open", "議題", f"{made}世帯" if made else "まだつくっていません"),
        ("done" if meeting.confirmed_at else "open", "出席時間のお知らせ", _confirmed_words(meeting.confirmed_at)),
        (
            "part" if failed or papers else "done" if mails else "open",
            "送るもの",
            f"届かないメール {failed}、紙・FAXで送るもの {papers}" if failed or papers else "残っていません",
        ),
        ("done" if any(one.copy_number for one in invitees) else "open", "番号つきの資料", _copies_words(invitees)),
    ]


def next_step(notice: Notice, today: date) -> tuple[str, str] | None:
    """What to do now: the button's words and the page under the meeting; None when nothing is left to prepare."""
    meeting = notice.facts.meeting
    if meeting.state in {MeetingState.DECIDED, MeetingState.MINUTED}:
        return "議事録へ", "/minutes"
    if meeting.state is MeetingState.RUNNING or (meeting.state is MeetingState.CONFIRMED and meeting.held_on == today):
        return "会議の進行へ", "/run"
    steps = {
        MeetingState.DRAFT: ("開催通知へ", "/notice"),
        MeetingState.CONVENED: ("議題と順番へ", "/agenda"),
        MeetingState.CONFIRMED: ("資料へ", "/papers"),
    }
    return steps.get(meeting.state)


def obstacle_rows(found: Confirmation) -> list[ObstacleRow]:
    """What must be mended, with its buttons."""
    base = f"/meetings/{found.facts.meeting.id}"
    return [
        ObstacleRow(
            sentence=obstacle.sentence,
            buttons=[_button(base, remedy, subject, label) for remedy, subject, label in obstacle.remedies],
        )
        for obstacle in found.obstacles
    ]


def change_rows(found: Confirmation) -> list[ChangeRow]:
    """What each agency will be told; unchanged ones last."""
    order = [ChangeKind.NEW, ChangeKind.CHANGED, ChangeKind.CANCELLED, ChangeKind.SAME]
    rows = [_change_row(found, change) for change in found.changes if change.agency_id in found.facts.agencies]
    return sorted(rows, key=lambda row: order.index(row.kind))


def leaving(found: Confirmation) -> Sum:
    """How many agencies will be told, and how."""
    return sum_of([found.tellings[change.agency_id] for change in rules.to_tell(found.changes)])


def confirm_label(found: Confirmation) -> str:
    """確定して14機関へ送る, or 3機関に変更のお知らせを送る after the first time."""
    count = leaving(found).agencies
    if found.facts.meeting.state is MeetingState.CONFIRMED:
        return f"{count}機関に変更のお知らせを送る" if count else "この順で確定する（知らせる機関はありません）"
    return f"確定して{count}機関へ送る"


def remarks(found: Confirmation) -> list[str]:
    """What is allowed and should be known before it leaves."""
    facts = found.facts
    names = {agency.id: agency.short for agency in facts.agencies.values()}
    said = [one.sentence for one in day_plan(facts).violations] if facts.items else []
    if missing := rules.without_lead(facts):
        said.append(f"主担当のないケース：{'、'.join(missing)}。会議で決めます。")
    if writing := [names[agency] for agency in rules.in_writing(facts) if agency in names]:
        said.append(f"一括で確認するケースだけなので、時間を知らせない機関：{'、'.join(writing)}。")
    if absent := [
        names[one.agency_id] for one in facts.invitees if one.reply is Reply.ABSENT and one.agency_id in names
    ]:
        said.append(f"欠席の返事の機関：{'、'.join(absent)}。時間は知らせません。")
    if facts.meeting.state is MeetingState.DRAFT:
        said.append("開催通知をまだ送っていません。")
    return said


def span(stretch: Stretch | None) -> str:
    """14:05–14:45."""
    return "" if stretch is None else f"{clock_time(stretch.starts)}–{clock_time(stretch.ends)}"


def window_span(window: Window) -> str:
    """14:05–14:45 as it was told."""
    return span(Stretch(window.starts, window.ends))


def window_slack(window: Window) -> str:
    """ゆとり 前5分・後10分 of what was told."""
    return slack_words(Stretch(window.exact_starts, window.exact_ends), Stretch(window.starts, window.ends))


def _way_row(notice: Notice, invitee: Invitee) -> WayRow:
    agency = notice.facts.agencies[invitee.agency_id]
    telling = notice.tellings[agency.id]
    return WayRow(
        agency_id=agency.id,
        agency=agency.name,
        standing=invitee.standing,
        way=telling.way.label,
        where=telling.where,
        warning=telling.warning,
        told=moment_words(invitee.noticed_at) if invitee.noticed_at else "",
        own=telling.way is Way.OWN,
    )


def _button(base: str, remedy: Remedy, subject: UUID | None, label: str) -> RemedyButton:
    if remedy is Remedy.INVITE:
        return RemedyButton(label=label, href=f"{base}/invitees", fields={"add": str(subject), "back": "confirm"})
    if remedy is Remedy.DROP:
        return RemedyButton(label=label, href=f"{base}/invitees", fields={"drop": str(subject), "back": "confirm"})
    if remedy is Remedy.TO_BLOCK:
        return RemedyButton(label=label, href=f"{base}/agenda/side", fields={"item": str(subject), "to": "block"})
    return RemedyButton(label=label, href=f"{base}/agenda/propose", fields={})


def _change_row(found: Confirmation, change: WindowChange) -> ChangeRow:
    live, planned, telling = change.live, change.planned, found.tellings[change.agency_id]
    return ChangeRow(
        agency=found.facts.agencies[change.agency_id].short,
        kind=change.kind,
        before=span(Stretch(live.starts, live.ends)) if live else "",
        after=span(planned.told) if planned else "",
        slack=slack_words(planned.exact, planned.told) if planned else "",
        waiting=planned.exact.waiting_minutes if planned else 0,
        way=telling.way.label,
        warning=telling.warning,
    )


def _state(done: int, total: int) -> str:
    if total and done == total:
        return "done"
    return "part" if done else "open"


def _confirmed_words(at: datetime | None) -> str:
    return f"{moment_words(at)}に確定しました" if at else "まだ確定していません"


def _copies_words(invitees: Sequence[Invitee]) -> str:
    count = sum(one.copy_number is not None for one in invitees)
    return f"第1号から第{count}号まで" if count else "まだ番号をふっていません"
