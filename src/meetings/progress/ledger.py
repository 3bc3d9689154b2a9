"""The 進行管理台帳: one row a child, siblings kept together, as printed, exported and shown.

Holds raw values only; `ledger_columns` decides how they read. On purpose it has no place for who reported
a case (通告者).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import groupby

from core.calendar import wareki_short

PREGNANCY = timedelta(days=280)
"""出産予定日 is the 280th day: 妊娠40週0日."""


class Treatment(Enum):
    """扱い: what the meeting may decide, in the order of the list to choose from."""

    CONTINUE = "継続"
    CHANGE = "方針変更"
    CONFERENCE = "個別ケース検討会議"
    SEND = "児相送致(協議結果)"
    CLOSE = "終結"
    TRANSFER = "移管"
    INFORM = "情報提供"


class RowKind(Enum):
    """How the meeting treats the row: talked about, or confirmed in a block."""

    INDIVIDUAL = "個別協議"
    BLOCK = "一括確認"


@dataclass(frozen=True, slots=True)
class Severity:
    """重症度: the council's word and how many of the four squares are filled (0 is 虐待の危惧)."""

    word: str
    filled: int

    @property
    def squares(self) -> str:
        """■■□□, readable without colour and on a FAX."""
        return "■" * self.filled + "□" * (4 - self.filled)


SEVERITIES = (Severity("最重度", 4), Severity("重度", 3), Severity("中度", 2), Severity("軽度", 1), Severity("危惧", 0))
"""Default words of the legend, gravest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """世帯: what siblings share; `key` joins rows, the rest stands in the band above them."""

    key: str
    label: str
    number: str = ""
    guardians: str = ""
    living_together: str = ""
    district: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """目視: the day somebody saw the child with their own eyes, and who."""

    on: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """対応事項: who does what until when. `when` is said where there is no day (毎日, 随時)."""

    agency: str
    what: str
    due: date | None = None
    when: str = ""
    done_on: date | None = None

    def overdue(self, today: date) -> bool:
        """Not done although its day has passed."""
        return self.done_on is None and self.due is not None and self.due < today

    @property
    def until(self) -> str:
        """R8.12.17, or the words that stand for a day."""
        return wareki_short(self.due) if self.due else self.when


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousDecision:
    """前回の決定: what was decided on which day (None where a list did not say), and the tasks given then."""

    decided_on: date | None
    treatment: str = ""
    tasks: tuple[Task, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One child or pregnancy on the list; `lead_agency` None is 未定, `affiliation` None is 所属なし."""

    household: Household
    number: str
    name: str
    kana: str = ""
    accepted_on: date | None = None
    kind: RowKind = RowKind.INDIVIDUAL
    order: int | None = None
    is_new: bool = False
    closing_proposed: bool = False
    attention: tuple[str, ...] = ()
    review_rank: str = ""
    severity: Severity | None = None
    previous_severity: Severity | None = None
    birth_date: date | None = None
    due_date: date | None = None
    affiliation: str | None = ""
    case_kind: str = ""
    abuse_kinds: tuple[str, ...] = ()
    lead_agency: str | None = None
    lead_disputed: bool = False
    key_worker: str = ""
    key_worker_vacant: bool = False
    agencies: tuple[str, ...] = ()
    previous: PreviousDecision | None = None
    situation: str = ""
    last_seen: Sighting | None = None
    strengths: str = ""
    policy: str = ""
    next_tasks: tuple[Task, ...] = ()
    review_due_on: date | None = None
    next_review_on: date | None = None
    treatment: str = ""
    consultation_route: str = ""
    child_guidance: str = ""
    support_plan: str = ""

    @property
    def unborn(self) -> bool:
        """特定妊婦: there is no child yet whom anybody could see."""
        return self.due_date is not None and self.birth_date is None

    def seen_since_acceptance(self) -> bool:
        """Whether anybody has seen the child since the case was taken on."""
        if self.last_seen is None:
            return False
        return self.accepted_on is None or self.last_seen.on >= self.accepted_on

    def weeks_pregnant(self, today: date) -> int | None:
        """Completed weeks of the pregnancy on the day; None without a due date."""
        if self.due_date is None:
            return None
        return (today - (self.due_date - PREGNANCY)).days // 7


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerView:
    """What the rows are read against: the day, and after how many days an old sighting speaks."""

    today: date
    sighting_limit_days: int = 30


def by_household(rows: Iterable[LedgerRow]) -> list[list[LedgerRow]]:
    """Neighbouring rows of one household and kind together, in the order given."""
    groups = groupby(rows, key=lambda row: (row.kind, row.household.key))
    return [list(group) for _, group in groups]


def count_words(rows: Iterable[LedgerRow]) -> str:
    """個別協議 8世帯11人、一括確認 63人, for the head of the list."""
    listed = list(rows)
    talked = [row for row in listed if row.kind is RowKind.INDIVIDUAL]
    households = len({row.household.key for row in talked})
    parts = [f"個別協議 {households}世帯{len(talked)}人"] if talked else []
    if len(listed) > len(talked):
        parts.append(f"一括確認 {len(listed) - len(talked)}人")
    return "、".join(parts)
