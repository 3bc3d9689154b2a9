"""One mail to one recipient as bytes, with or without an invitation (RFC 5322, 2045, 6047).

The bytes are a pure function of the `Mail`: the same mail gives the same bytes, so a mail may be sent again after an
unclear end. Who may receive what is decided before; sending is `core.smtp`.
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256

from core.calendar import JST
from core.errors import Invalid
from core.mail_address import Address
from core.mail_headers import address_field, text_field
from core.text import clean, clean_line

_MESSAGE_ID = re.compile(r"<[A-Za-z0-9._+-]{1,128}@[A-Za-z0-9.-]{1,128}>", re.ASCII)
_METHOD = re.compile(rb"^METHOD:([A-Z]+)\r$", re.MULTILINE)
_BASE64_LINE = 76


class BadMail(Invalid):
    """A mail that may not be written: wrong message id, naive date, or a calendar of another method."""


class BadMessageId(BadMail):
    """A message id that is not one of RFC 5322."""

    def __init__(self) -> None:
        super().__init__("メールの識別子（Message-ID）の形が正しくありません。")


class NaiveDate(BadMail):
    """A date without a time zone."""

    def __init__(self) -> None:
        super().__init__("メールの日時に時間帯がありません。")


class MethodMismatch(BadMail):
    """A calendar whose METHOD is not the one the mail announces; Exchange rejects such mails."""

    def __init__(self) -> None:
        super().__init__("予定ファイルの種類（METHOD）がメールと合いません。")


@dataclass(frozen=True, slots=True)
class Invitation:
    """The calendar file of a mail and its iTIP method, equal to the METHOD inside the file."""

    method: str
    calendar: bytes

    def __post_init__(self) -> None:
        if _METHOD.findall(self.calendar) != [self.method.encode()]:
            raise MethodMismatch


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail to exactly one recipient; `html` and `invitation` are optional, the text says everything."""

    sender: Address
    recipient: Address
    subject: str
    text: str
    message_id: str
    date: datetime
    html: str | None = None
    invitation: Invitation | None = None

    def __post_init__(self) -> None:
        if _MESSAGE_ID.fullmatch(self.message_id) is None:
            raise BadMessageId
        if self.date.tzinfo is None:
            raise NaiveDate


def mail_bytes(mail: Mail) -> bytes:
    """The mail as it goes over the wire: ASCII lines ended by CRLF, every body in base64."""
    fields = (
        address_field("From", mail.sender),
        address_field("To", mail.recipient),
        text_field("Subject", clean_line(mail.subject)),
        f"Date: {format_datetime(mail.date.astimezone(JST))}",
        f"Message-ID: {mail.message_id}",
        "MIME-Version: 1.0",
        "Auto-Submitted: auto-generated",
    )
    return ("\r\n".join(fields) + "\r\n" + _body(mail)).encode("ascii")


def _body(mail: Mail) -> str:
    alternatives = [_text_part("plain", clean(mail.text))]
    if mail.html is not None:
        alternatives.append(_text_part("html", clean(mail.html)))
    invitation = mail.invitation
    if invitation is not None:
        alternatives.append(_part(f'text/calendar; charset="utf-8"; method="{invitation.method}"', invitation.calendar))
    body = alternatives[0] if len(alternatives) == 1 else _multipart("alternative", alternatives, mail.message_id)
    if invitation is None:
        return body
    return _multipart("mixed", [body, _attachment(invitation.calendar)], mail.message_id)


def _text_part(kind: str, text: str) -> str:
    lines = "\r\n".join(text.splitlines()) + "\r\n"
    return _part(f'text/{kind}; charset="utf-8"', lines.encode())


def _attachment(calendar: bytes) -> str:
    disposition = 'Content-Disposition: attachment; filename="invite.ics"'
    return _part('application/ics; name="invite.ics"', calendar, disposition)


def _part(content_type: str, content: bytes, *fields: str) -> str:
    code = b64encode(content).decode()
    lines = [code[at : at + _BASE64_LINE] for at in range(0, len(code), _BASE64_LINE)]
    head = [f"Content-Type: {content_type}", "Content-Transfer-Encoding: base64", *fields]
    return "\r\n".join([*head, "", *lines]) + "\r\n"


def _multipart(kind: str, parts: list[str], message_id: str) -> str:
    """Parts between boundaries; base64 has no "_", so the boundary cannot occur in a part."""
    boundary = f"=_{kind}_{sha256(message_id.encode()).hexdigest()[:32]}"
    body = "".join(f"--{boundary}\r\n{part}" for part in parts)
    return f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n{body}--{boundary}--\r\n'
