"""What the split of a meeting knows about one case, and the settings it counts with.

Plain facts only, filled by whoever loads the cases; the decisions are in `split_reasons` and `split`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from core.labels import Labelled

SEVERITY_LABELS = MappingProxyType({1: "虐待の危惧", 2: "軽度", 3: "中度", 4: "重度", 5: "最重度"})
"""重症度 as a degree, so that "severity up" is a larger number."""
HEAVY_SEVERITY = 4


class Answer(Labelled):
    """What an agency answered for one case on its inquiry sheet (照会票)."""

    NO_CHANGE = "no_change", "変化なし"
    CHANGE = "change", "変化あり"
    DISCUSS = "discuss", "話し合いたい"
    NONE = "none", "未回答"


class Proposal(Labelled):
    """What is proposed to end a case here."""

    CLOSING = "closing", "終結"
    TRANSFER = "transfer", "移管"


@dataclass(frozen=True, slots=True)
class MeetingDays:
    """The days a split counts from: what has passed up to today, what is coming from the meeting."""

    today: date
    meeting_on: date
    next_meeting_on: date


@dataclass(frozen=True, slots=True)
class SplitSettings:
    """The council's numbers of days and minutes."""

    review_interval_days: Mapping[str, int] = field(
        default_factory=lambda: MappingProxyType({"A": 31, "B": 92, "C": 184})
    )
    review_interval_days_without_rank: int = 92
    unseen_days: int = 30
    absence_days: int = 7
    birth_within_days: int = 60
    protection_within_days: int = 90
    adult_age: int = 18
    last_school_years: frozenset[str] = frozenset({"年長", "小6", "中3", "高3"})
    minutes_new: int = 8
    minutes_individual: int = 5
    minutes_block: int = 10

    def interval_of(self, rank: str | None) -> int:
        """Days within which a case of this 管理ランク is reviewed again."""
        return self.review_interval_days.get(rank or "", self.review_interval_days_without_rank)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForMeeting:
    """One case (a child or a pregnancy) as the split sees it; None means not recorded.

    `severity` and `previous_severity` are degrees of `SEVERITY_LABELS`, the previous one as of the last deliberation.
    `answers` holds every linked agency by id. `school_stage` is the label of `core.calendar.school_year`. `put_off`:
    the meeting before left the household for this one.
    """

    case_id: str
    household_id: str
    accepted_on: date | None = None
    is_open: bool = True
    moved_in_on: date | None = None
    next_review_on: date | None = None
    last_deliberated_on: date | None = None
    review_rank: str | None = None
    severity: int | None = None
    previous_severity: int | None = None
    last_seen_on: date | None = None
    lead_agency_id: str | None = None
    lead_disputed: bool = False
    vacant_position: bool = False
    consecutive_absence_days: int = 0
    birth_date: date | None = None
    due_date: date | None = None
    checkup_missed: bool = False
    protection_ended_on: date | None = None
    proposal: Proposal | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    school_stage: str | None = None
    put_off: bool = False

    @property
    def is_new(self) -> bool:
        """Never deliberated yet."""
        return self.last_deliberated_on is None
