"""Tiers: the council's own kinds of meetings (代表者会議・実務者会議 …) as configuration."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.labels import Labelled


class Layer(Labelled):
    """Which layer of the guideline a tier belongs to."""

    REPRESENTATIVES = "representatives", "代表者会議"
    PRACTITIONERS = "practitioners", "実務者会議"
    CASE_CONFERENCE = "case_conference", "個別ケース検討会議"
    JOINT = "joint", "合同ケース会議"
    OTHER = "other", "その他"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingTier:
    """One kind of meeting, `[since, until)`. `standing_agencies` (常任) stay for the whole meeting."""

    id: UUID
    name: str
    layer: Layer
    position: int = 0
    length_minutes: int = 120
    cycle_months: int | None = None
    names_allowed: bool = True
    standing_agencies: tuple[UUID, ...] = ()
    since: date | None = None
    until: date | None = None
    version: int = 1
