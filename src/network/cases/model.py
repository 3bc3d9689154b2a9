"""Households, cases, linkages, sightings and promises. One case is one child or one pregnancy."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from core.labels import Labelled


class CaseKind(Labelled):
    """ケース種別（児童福祉法6条の3）."""

    PROTECTION = "protection", "要保護児童"
    SUPPORT = "support", "要支援児童"
    PREGNANCY = "pregnancy", "特定妊婦"
    EXTENDED = "extended", "延長者・保護延長者"
    WATCH = "watch", "見守り（その他）"


class AbuseKind(Labelled):
    """虐待種別（児童虐待防止法2条）; the first of a list is the main one."""

    PHYSICAL = "physical", "身体的"
    SEXUAL = "sexual", "性的"
    EMOTIONAL = "emotional", "心理的"
    NEGLECT = "neglect", "ネグレクト"


class CounsellingKind(Labelled):
    """相談種別（福祉行政報告例）."""

    ABUSE = "abuse", "養護（児童虐待）"
    CARE = "care", "養護（その他）"
    HEALTH = "health", "保健"
    DISABILITY = "disability", "障害"
    DELINQUENCY = "delinquency", "非行"
    UPBRINGING = "upbringing", "育成"
    OTHER = "other", "その他"


class Severity(Labelled):
    """重症度."""

    FATAL = "fatal", "最重度"
    SEVERE = "severe", "重度"
    MODERATE = "moderate", "中度"
    MILD = "mild", "軽度"
    CONCERN = "concern", "虐待の危惧あり"

    @property
    def heavy(self) -> bool:
        """最重度・重度 come first in a meeting."""
        return self in {Severity.FATAL, Severity.SEVERE}


class ReviewRank(Labelled):
    """管理ランク: how often a case is reviewed. Not the severity."""

    A = "A", "A"
    B = "B", "B"
    C = "C", "C"


class LinkageRole(Labelled):
    """What an agency does for a case."""

    SCHOOL = "school", "在籍"
    SUPPORT = "support", "支援"
    WATCH = "watch", "見守り"
    HEALTH = "health", "保健"
    MEDICAL = "medical", "医療"
    INVESTIGATION = "investigation", "調査・指導"
    SERVICE = "service", "サービス"
    OTHER = "other", "かかわり"


class ClosingReason(Labelled):
    """終結理由."""

    IMPROVED = "improved", "支援により改善"
    NOT_ABUSE = "not_abuse", "虐待非該当"
    PLACED = "placed", "施設入所・里親委託等"
    MOVED = "moved", "転居（移管・情報提供）"
    GROWN = "grown", "18歳到達・自立"
    GENERAL = "general", "一般の支援へ移行"
    BORN = "born", "出産（児童のケースへ）"
    DIED = "died", "死亡"
    OTHER = "other", "その他"


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """Groups siblings and says nothing else. `label` is what the office calls it (「高瀬 世帯」)."""

    id: UUID
    code: str = ""
    label: str = ""
    guardian_name: str = ""
    guardian_relation: str = ""
    members: str = ""
    district: str = ""
    address: str = ""
    phone: str = ""
    address_hidden: bool = False
    import_id: UUID | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One child or one pregnancy (`is_pregnancy`: name and kana are the woman's, `due_date` set)."""

    id: UUID
    household_id: UUID
    number: str
    name: str
    kana: str = ""
    is_pregnancy: bool = False
    sex: str = ""
    birth_date: date | None = None
    age_written: int | None = None
    due_date: date | None = None
    affiliation: str = ""
    class_year: str = ""
    accepted_on: date | None = None
    moved_in_on: date | None = None
    route: str = ""
    case_kind: CaseKind | None = None
    abuse_kinds: tuple[AbuseKind, ...] = ()
    counselling_kind: CounsellingKind | None = None
    severity: Severity | None = None
    previous_severity: Severity | None = None
    review_rank: ReviewRank | None = None
    urgency: str = ""
    key_worker: str = ""
    lead_disputed: bool = False
    absence_days: int = 0
    checkup_missed: bool = False
    protection_ended_on: date | None = None
    proposal: str = ""
    next_review_on: date | None = None
    last_deliberated_on: date | None = None
    previous_decision: str = ""
    situation: str = ""
    strengths: str = ""
    policy: str = ""
    next_actions: str = ""
    note: str = ""
    closed_on: date | None = None
    closing_reason: ClosingReason | None = None
    import_id: UUID | None = None
    version: int = 1

    @property
    def open(self) -> bool:
        """Whether the case is still managed."""
        return self.closed_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Linkage:
    """An agency is linked to a case in a role, `[since, until)`; `since` None: from before the record."""

    id: UUID
    case_id: UUID
    agency_id: UUID
    role: LinkageRole = LinkageRole.SUPPORT
    is_lead: bool = False
    responsible: str = ""
    since: date | None = None
    until: date | None = None
    import_id: UUID | None = None
    version: int = 1

    def on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Somebody saw the child with their own eyes. A telephone call is not one."""

    id: UUID
    case_id: UUID
    seen_on: date
    agency_id: UUID | None = None
    seen_by: str = ""
    place: str = ""
    note: str = ""
    import_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """役割分担・対応事項: who does what until when, decided where, and what if it cannot be done."""

    id: UUID
    case_id: UUID
    agency_id: UUID | None
    person: str = ""
    what: str
    due_on: date | None = None
    fallback: str = ""
    meeting_id: UUID | None = None
    decided_in: str = ""
    decided_on: date | None = None
    done_on: date | None = None
    done_note: str = ""
    recorded_at: datetime | None = None
    version: int = 1
