"""Who acts, with which role, on which council; and the scope that every read carries."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from core.ids import CouncilId
from core.labels import Labelled


class Role(Labelled):
    """What an account is for. An account has exactly one role."""

    COORDINATOR = "coordinator", "調整機関"
    MEMBER = "member", "構成機関"
    AUDITOR = "auditor", "監査"


class Permission(Labelled):
    """May this role open this page. Which records exist for a person is the scope's matter."""

    PUBLIC = "public", "だれでも開けるページ（サインイン、様式の部品）"
    SIGNED_IN = "signed_in", "サインインした人のページ（ログアウト、自分の設定）"
    TODAY = "today", "きょう"
    DIRECTORY_SEE = "directory_see", "機関・連絡先を見る"
    DIRECTORY_EDIT = "directory_edit", "機関・連絡先を直す"
    CASE_SEE = "case_see", "ケースを見る"
    CASE_EDIT = "case_edit", "ケースを直す"
    MEETING_SEE = "meeting_see", "会議を見る"
    MEETING_PREPARE = "meeting_prepare", "会議を準備する"
    MEETING_RUN = "meeting_run", "会議を進め、決定を記録する"
    IMPORT = "import", "名簿・台帳を取り込む"
    COUNCIL_SETTINGS = "council_settings", "協議会の設定とアカウント"
    OWN_PAGES = "own_pages", "構成機関のページ（自分の時間・ケース・役割分担）"
    AUDIT_READ = "audit_read", "監査記録を読む"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The person at the screen, joined with the agencies it belongs to today."""

    council: CouncilId
    account_id: UUID
    name: str
    role: Role
    agencies: frozenset[UUID] = field(default=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which records exist: all of the council (`agencies` None) or what concerns these agencies on `day`."""

    council: CouncilId
    day: date
    agencies: frozenset[UUID] | None = None

    @property
    def everything(self) -> bool:
        """Whether the whole council is in sight."""
        return self.agencies is None
