"""Contacts: a position held by a person for a time. The position stays when the person moves in April."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.labels import Labelled


class ContactRole(Labelled):
    """What the agency asks this position for."""

    REPRESENTATIVE = "representative", "代表者"
    PRACTITIONER = "practitioner", "実務者"
    DESK = "desk", "窓口"
    KEY_WORKER = "key_worker", "キーパーソン"
    COORDINATOR = "coordinator", "調整担当者"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One person in one position of one agency, `[since, until)`."""

    id: UUID
    agency_id: UUID
    position: str
    name: str = ""
    kana: str = ""
    roles: tuple[ContactRole, ...] = ()
    phone: str = ""
    mobile: str = ""
    mail: str = ""
    hours: str = ""
    since: date | None = None
    until: date | None = None
    verified_on: date | None = None
    note: str = ""
    import_id: UUID | None = None
    version: int = 1

    def on(self, day: date) -> bool:
        """Whether the person holds the position on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)
