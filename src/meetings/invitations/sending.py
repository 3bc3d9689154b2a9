"""Which way an agency is told, and putting a letter into the outbox of the open transaction.

A mail leaves only where the agency has one proper address and this council can send; everybody else is told by paper
or FAX, which stands in the outbox as a task for a person. Used by the actions of this feature.
"""

import base64
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from access.councils.model import Council
from core import outbox
from core.labels import Labelled
from core.mail_address import Address
from core.outbox import MailState, OutboxMail
from core.paper_letter import Addressee
from core.settings import from_environment
from meetings.invitations.messages import Letter, address_of, as_bytes, office_name
from network.agencies.model import Agency


class Way(Labelled):
    """How an agency is told."""

    MAIL = "mail", "メール"
    FAX = "fax", "FAX"
    PAPER = "paper", "紙"
    OWN = "own", "調整機関（自分）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The way to one agency, and what a person should know about it."""

    agency_id: UUID
    way: Way
    recipient: Address | None
    addressee: Addressee
    where: str
    warning: str = ""


def sender_of(council: Council) -> Address | None:
    """The mailbox mails come from; None when this council cannot send mails."""
    settings = from_environment()
    if settings.smtp_url is None:
        return None
    return address_of(settings.mail_from or council.profile.mail, office_name(council.profile))


def telling_of(agency: Agency, sender: Address | None, *, addressee: Addressee, reachable: bool, host: bool) -> Telling:
    """The way to an agency; `reachable` says whether anybody is named there to ring, `host` that it is ourselves."""
    if host:
        return Telling(agency_id=agency.id, way=Way.OWN, recipient=None, addressee=addressee, where="")
    recipient = address_of(agency.mail, agency.name)
    warning = ""
    if agency.mail and recipient is None:
        warning = "メールアドレスの形が正しくありません。1件だけを入れ直してください。"
    elif not reachable and not (agency.mail or agency.fax or agency.phone or agency.address):
        warning = "連絡先が一つもありません。電話番号かFAX番号を入れてください。"
    way, where = Way.PAPER, agency.address or "手渡し・郵送"
    if recipient is not None and sender is not None:
        way, where = Way.MAIL, recipient.mail
    elif agency.fax:
        way, where = Way.FAX, agency.fax
    return Telling(agency_id=agency.id, way=way, recipient=recipient, addressee=addressee, where=where, warning=warning)


async def enqueue(letter: Letter, telling: Telling, *, sender: Address | None, meeting_id: UUID, now: datetime) -> bool:
    """Put a letter into the outbox as a mail, or as a paper to be sent by hand.

    False when its key was there, and for the coordinating agency, which does not write to itself.
    """
    if telling.way is Way.OWN:
        return False
    mime = ""
    by_mail = telling.way is Way.MAIL and sender is not None and telling.recipient is not None
    if by_mail and sender is not None and telling.recipient is not None:
        to = telling.addressee.salutation
        mime = base64.b64encode(as_bytes(letter, to=to, sender=sender, recipient=telling.recipient, at=now)).decode()
    return await outbox.enqueue(
        OutboxMail(
            key=letter.key,
            recipient=telling.recipient.mail if by_mail and telling.recipient else "",
            sender=sender.mail if by_mail and sender else "",
            subject=letter.subject,
            mime=mime,
            state=MailState.PENDING if by_mail else MailState.PAPER,
            created_at=now,
            next_at=now,
            meeting_id=meeting_id,
            agency_id=telling.agency_id,
        )
    )
