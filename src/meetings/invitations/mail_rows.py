"""The outbox of a meeting as the page shows it: failures first, then what a person must send."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.calendar import as_jst, clock_time, month_day
from core.outbox import MailState, OutboxMail

MAIL_SIGNS = {
    MailState.PENDING: "part",
    MailState.SENDING: "part",
    MailState.SENT: "done",
    MailState.FAILED: "overdue",
    MailState.PAPER: "soon",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRow:
    """One mail or paper of the outbox."""

    id: UUID
    agency: str
    agency_id: UUID | None
    subject: str
    where: str
    sign: str
    state: str
    when: str
    error: str
    failed: bool
    paper: bool


def mail_rows(mails: Sequence[OutboxMail], names: Mapping[UUID, str]) -> list[MailRow]:
    """The outbox of a meeting: failures first, then what a person must send, then the rest newest first."""
    order = [MailState.FAILED, MailState.PAPER, MailState.PENDING, MailState.SENDING, MailState.SENT]
    return [
        MailRow(
            id=mail.id,
            agency=names.get(mail.agency_id, "") if mail.agency_id else "",
            agency_id=mail.agency_id,
            subject=mail.subject,
            where=mail.recipient or "紙・FAX",
            sign=MAIL_SIGNS[mail.state],
            state=_mail_state(mail),
            when=moment_words(mail.sent_at or mail.created_at),
            error=mail.error,
            failed=mail.state is MailState.FAILED,
            paper=mail.state is MailState.PAPER,
        )
        for mail in sorted(mails, key=lambda mail: order.index(mail.state))
    ]


def moment_words(moment: datetime) -> str:
    """11月13日10:00."""
    local = as_jst(moment)
    return f"{month_day(local.date())}{clock_time(local)}"


def _mail_state(mail: OutboxMail) -> str:
    if mail.state is MailState.SENT and not mail.recipient:
        return "紙・FAXで送りました"
    return mail.state.label
