"""What people ask for on the pages of a case, as read from forms; the rules check it against the case."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from network.cases.model import CaseKind, ClosingReason, LinkageRole


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCase:
    """A child or a pregnancy to be registered; `household_id` None makes a household of its own."""

    number: str
    name: str
    kana: str = ""
    is_pregnancy: bool = False
    sex: str = ""
    birth_date: date | None = None
    due_date: date | None = None
    affiliation: str = ""
    class_year: str = ""
    accepted_on: date | None = None
    route: str = ""
    case_kind: CaseKind | None = None
    household_id: UUID | None = None
    lead_agency_id: UUID | None = None
    next_review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenChild:
    """Somebody saw the child with their own eyes."""

    seen_on: date
    agency_id: UUID | None = None
    seen_by: str = ""
    place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLinkage:
    """An agency to be linked; with `is_lead` the lead is handed over to it."""

    agency_id: UUID
    role: LinkageRole = LinkageRole.SUPPORT
    responsible: str = ""
    since: date
    is_lead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPromise:
    """A task for an agency."""

    agency_id: UUID | None
    person: str = ""
    what: str
    due_on: date | None = None
    fallback: str = ""
    decided_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Birth:
    """The child of a pregnancy."""

    name: str
    kana: str = ""
    sex: str = ""
    birth_date: date
    case_kind: CaseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The end of a case."""

    on: date
    reason: ClosingReason
