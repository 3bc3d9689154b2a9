"""Membership: which account belongs to which agency, and since when. Accounts themselves know nothing of agencies."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """An account acts for an agency, `[since, until)`."""

    id: UUID
    account_id: UUID
    agency_id: UUID
    since: date
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.since <= day and (self.until is None or day < self.until)
