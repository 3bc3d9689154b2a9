"""The council: the tenant, its profile (names, letterhead, senders, local words) and the days its office is closed."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from core.ids import CouncilId


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the council calls things and prints on its papers; every text can be changed under 設定."""

    municipality: str = ""
    short_name: str = ""
    coordinating_agency: str = ""
    office_name: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    mail: str = ""
    sender_representatives: str = ""
    sender_practitioners: str = ""
    sender_case_conference: str = ""
    seal_note: str = "公印省略"
    document_prefix: str = ""
    word_minutes: str = "議事録"
    word_head: str = "所長"
    approval_boxes: tuple[str, ...] = ("所長", "係長", "担当")
    legal_basis: str = "児童福祉法第25条の2第2項"


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Days and minutes the council decides; the defaults are model.md's.

    `minutes_ratio_percent` and `minutes_spread_percent` say how long an item really takes beside its planned minutes,
    and how much that varies; `longest_wait_minutes` is the cap on any agency's wait, 0 for none.
    """

    notice_lead_days: int = 28
    reply_lead_days: int = 14
    unseen_days: int = 30
    checkup_years: int = 4
    due_date_days: int = 60
    protection_days: int = 90
    absence_days: int = 7
    minutes_new: int = 8
    minutes_individual: int = 5
    minutes_block: int = 10
    minutes_ratio_percent: int = 100
    minutes_spread_percent: int = 35
    longest_wait_minutes: int = 0
    rank_a_days: int = 31
    rank_b_days: int = 92
    rank_c_days: int = 184
    list_days_after: int = 14
    verified_days: int = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Council:
    """The tenant."""

    id: CouncilId
    name: str
    profile: Profile = field(default_factory=Profile)
    numbers: Numbers = field(default_factory=Numbers)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    """Local labels: code table → stored value → the council's word."""
    demo: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedDay:
    """A day the office is closed besides weekends and holidays."""

    id: UUID
    day: date
    name: str
