"""What the つながり図 is drawn from: cases with their dated linkages, as plain values without a database.

`until` is the first day on which the agency is no longer linked; people are told the day before it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from core.calendar import age_on
from core.labels import Labelled

AFFILIATION_ROLE = "在籍"
AFFILIATION_KINDS = frozenset({
    "school", "elementary_school", "junior_high_school", "compulsory_education_school", "high_school",
    "special_needs_school", "nursery", "kindergarten", "certified_kodomoen", "community_childcare",
})  # fmt: skip
"""Codes of kinds where a child is enrolled (AgencyKind.code)."""


class TieState(Labelled):
    """Where a linkage stands on a day."""

    LEAD = "lead", "主担当"
    SUPPORT = "support", "支援中"
    AHEAD = "ahead", "これから"
    ENDED = "ended", "終わった"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkageView:
    """An agency linked to a case, `[since, until)`; `since` None is before the record, `vacant` a post nobody holds."""

    agency_id: UUID
    agency_name: str
    kind_code: str
    kind_group: str
    role: str
    is_lead: bool = False
    since: date | None = None
    until: date | None = None
    responsible: str = ""
    vacant: bool = False

    def state_on(self, day: date) -> TieState:
        """Lead, support, ahead or ended on the day."""
        if self.until is not None and self.until <= day:
            return TieState.ENDED
        if self.since is not None and self.since > day:
            return TieState.AHEAD
        return TieState.LEAD if self.is_lead else TieState.SUPPORT

    def active_on(self, day: date) -> bool:
        """Whether the agency is linked on the day."""
        return self.state_on(day) in {TieState.LEAD, TieState.SUPPORT}

    @property
    def last_day(self) -> date | None:
        """The last day of the linkage; None while it is open."""
        return self.until - timedelta(days=1) if self.until else None

    @property
    def is_affiliation(self) -> bool:
        """School or nursery where the child is enrolled (所属)."""
        return self.role == AFFILIATION_ROLE or self.kind_code in AFFILIATION_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One child or pregnancy with its linkages."""

    case_id: UUID
    name: str
    accepted_on: date | None = None
    birth_date: date | None = None
    due_date: date | None = None
    linkages: tuple[LinkageView, ...] = ()
    last_seen_on: date | None = None
    next_review_on: date | None = None

    @property
    def unborn(self) -> bool:
        """特定妊婦: there is no child yet."""
        return self.due_date is not None and self.birth_date is None

    def age_words(self, day: date) -> str:
        """8歳, 特定妊婦, or nothing where it is not known."""
        if self.unborn:
            return "特定妊婦"
        return f"{age_on(self.birth_date, day)}歳" if self.birth_date else ""

    def active_on(self, day: date) -> tuple[LinkageView, ...]:
        """Linkages in force on the day."""
        return tuple(linkage for linkage in self.linkages if linkage.active_on(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdView:
    """The cases that are looked at together: siblings, or one case alone."""

    label: str
    cases: tuple[CaseView, ...]
