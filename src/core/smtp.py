"""Handing one mail to the council's mail server, and when to try again.

The server is named by ENTAKU_SMTP_URL. What the server says is told as `Sent`, `TemporaryFailure` or
`PermanentFailure`; queues, records and log lines are the outbox's matter, and the mail's body is never repeated here.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from urllib.parse import unquote, urlsplit

import aiosmtplib

from core.errors import Invalid
from core.mail_address import Address

TIMEOUT_SECONDS = 60.0
_LONGEST_REASON = 300
_FIRST_DELAYS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))
_LATER_DELAY = timedelta(minutes=60)
_GIVE_UP_AFTER = timedelta(hours=24)
_PERMANENT = range(500, 600)


class BadSmtpUrl(Invalid):
    """An ENTAKU_SMTP_URL that names no mail server."""

    def __init__(self) -> None:
        super().__init__(
            "ENTAKU_SMTP_URL の形が正しくありません。"
            "smtp://、smtps://、smtp+starttls:// のどれかで始め、メールサーバーの名前を続けてください。"
        )


class Security(Enum):
    """How the connection to the mail server is protected."""

    PLAIN = "smtp"
    STARTTLS = "smtp+starttls"
    TLS = "smtps"


_USUAL_PORTS = {Security.PLAIN: 25, Security.STARTTLS: 587, Security.TLS: 465}


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """The mail server and the account used there, if any."""

    host: str
    port: int
    security: Security
    username: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """The server took the mail over; `reply` is what it said."""

    reply: str


@dataclass(frozen=True, slots=True)
class TemporaryFailure:
    """Not taken, or not known to be taken: try the same bytes again later."""

    code: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class PermanentFailure:
    """Refused for good: the contact's address has to be looked at."""

    code: int
    reason: str


Outcome = Sent | TemporaryFailure | PermanentFailure


def smtp_server(url: str) -> SmtpServer:
    """The mail server that an address such as smtp+starttls://user:password@host:587 names."""
    try:
        parts = urlsplit(url)
        port = parts.port
        security = Security(parts.scheme)
    except ValueError:
        raise BadSmtpUrl from None
    extra = parts.path.strip("/") or parts.query or parts.fragment
    if not parts.hostname or port == 0 or extra or (parts.username is None) != (parts.password is None):
        raise BadSmtpUrl
    return SmtpServer(
        host=parts.hostname,
        port=port or _USUAL_PORTS[security],
        security=security,
        username=None if parts.username is None else unquote(parts.username),
        password=None if parts.password is None else unquote(parts.password),
    )


async def send(
    raw: bytes, *, sender: str, recipient: str, url: str, timeout_seconds: float = TIMEOUT_SECONDS
) -> Outcome:
    """Hand the bytes over to the server for exactly one recipient and say how it ended."""
    server, origin, target = smtp_server(url), Address(sender), Address(recipient)
    client = _client(server, local_hostname=origin.domain, timeout_seconds=timeout_seconds)
    try:
        async with client:
            _, reply = await client.sendmail(origin.mail, [target.mail], raw)
    except aiosmtplib.SMTPRecipientsRefused as refused:
        return _refused(refused.recipients[0])
    except aiosmtplib.SMTPDataError as refused:
        return _refused(refused)
    except aiosmtplib.SMTPResponseException as failed:  # greeting, sign-in, sender: ours to mend, the mail waits
        return TemporaryFailure(failed.code, _one_line(failed.message))
    except (aiosmtplib.SMTPException, OSError) as failed:
        return TemporaryFailure(None, _one_line(f"{type(failed).__name__}: {failed}"))
    return Sent(_one_line(reply))


def next_attempt(attempts: int, now: datetime, *, deadline: datetime | None = None) -> datetime | None:
    """When to try again after this many failed attempts (at least 1); None when it is time to give up.

    The waits are 1, 5, 15 and then 60 minutes, 24 hours in all. After `deadline` a person telephones instead.
    """
    waits = [*_FIRST_DELAYS[:attempts], *[_LATER_DELAY] * (attempts - len(_FIRST_DELAYS))]
    following = now + waits[-1]
    late = deadline is not None and following > deadline
    return None if late or sum(waits, timedelta()) > _GIVE_UP_AFTER else following


def _client(server: SmtpServer, *, local_hostname: str, timeout_seconds: float) -> aiosmtplib.SMTP:
    return aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        username=server.username,
        password=server.password,
        local_hostname=local_hostname,
        timeout=timeout_seconds,
        use_tls=server.security is Security.TLS,
        start_tls=server.security is Security.STARTTLS,
    )


def _refused(refusal: aiosmtplib.SMTPRecipientRefused | aiosmtplib.SMTPDataError) -> Outcome:
    kind = PermanentFailure if refusal.code in _PERMANENT else TemporaryFailure
    return kind(refusal.code, _one_line(refusal.message))


def _one_line(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_REASON]
