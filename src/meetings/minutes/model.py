"""Deliberations as they are typed on the day, and the minutes composed from them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from core.labels import Labelled
from meetings.progress.model import Treatment
from network.cases.model import ClosingReason, ReviewRank, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What one agency reported or thought."""

    agency_id: UUID | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPromise:
    """A task as typed: it becomes a promise when the decisions are applied.

    `case_id` None is the whole household; `told_at` is when an absent agency was rung up about it.
    """

    agency_id: UUID | None
    person: str = ""
    what: str
    due_on: date | None = None
    fallback: str = ""
    case_id: UUID | None = None
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dissent:
    """A different opinion, and when it is looked at again: a date or 「次回」."""

    agency_id: UUID | None
    text: str
    revisit_on: date | None = None
    revisit_next: bool = False
    reply: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDecision:
    """What is decided about one child of the item.

    `before` holds the fields of the case as they were when the decision was applied: a correction starts from there.
    """

    case_id: UUID
    treatments: tuple[Treatment, ...] = ()
    policy: str = ""
    situation: str = ""
    strengths: str = ""
    lead_agency_id: UUID | None = None
    lead_confirmed: bool = False
    severity: Severity | None = None
    review_rank: ReviewRank | None = None
    next_review_on: date | None = None
    closing_reason: ClosingReason | None = None
    closing_note: str = ""
    before: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliberation:
    """One item's form. Saved as it goes; applied once, at the end of the day."""

    id: UUID
    meeting_id: UUID
    item_id: UUID
    reports: tuple[Saying, ...] = ()
    opinions: tuple[Saying, ...] = ()
    child_voice: str = ""
    decisions: tuple[CaseDecision, ...] = ()
    promises: tuple[PlannedPromise, ...] = ()
    dissents: tuple[Dissent, ...] = ()
    present: tuple[UUID, ...] = ()
    started_at: datetime | None = None
    ended_at: datetime | None = None
    applied_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedTime:
    """When an item of a past or present meeting was taken up and left; nothing of what was said."""

    item_id: UUID
    started_at: datetime
    ended_at: datetime


class MinutesState(Labelled):
    """How far the minutes are."""

    DRAFT = "draft", "案"
    INQUIRY = "inquiry", "照会中"
    APPROVED = "approved", "決裁済"
    FINAL = "final", "確定"


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSection:
    """The edited text of one item (or of the opening and closing, `item_id` None)."""

    item_id: UUID | None
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The minutes of one meeting; locked once final."""

    id: UUID
    meeting_id: UUID
    state: MinutesState = MinutesState.DRAFT
    edition: int = 1
    sections: tuple[MinutesSection, ...] = field(default=())
    next_meeting: str = ""
    document_number: str = ""
    approved_on: date | None = None
    finalised_at: datetime | None = None
    composed_at: datetime | None = None
    version: int = 1
