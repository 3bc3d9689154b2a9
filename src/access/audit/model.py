"""The audit record: who did or saw what, when. Texts only, no foreign keys; names of children never stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self
from uuid import UUID

from access.permissions.model import Actor
from core.ids import CouncilId
from core.labels import Labelled

OPERATOR = "operator"


class AuditKind(Labelled):
    """What happened."""

    COUNCIL_CREATED = "council_created", "協議会をつくった"
    COUNCIL_CHANGED = "council_changed", "協議会の設定を変えた"
    CLOSED_DAYS_CHANGED = "closed_days_changed", "閉庁日を変えた"
    ACCOUNT_CREATED = "account_created", "アカウントをつくった"
    ACCOUNT_CHANGED = "account_changed", "アカウントを変えた"
    ACCOUNT_DISABLED = "account_disabled", "アカウントをとめた"
    SETUP_LINK_MADE = "setup_link_made", "はじめの設定のリンクをつくった"
    SIGNED_IN = "signed_in", "サインインした"
    SIGN_IN_REFUSED = "sign_in_refused", "サインインできなかった"
    SIGNED_OUT = "signed_out", "ログアウトした"
    AGENCY_CREATED = "agency_created", "機関を登録した"
    AGENCY_CHANGED = "agency_changed", "機関を変えた"
    AGENCY_REMOVED = "agency_removed", "機関を取り消した"
    KIND_CREATED = "kind_created", "機関種別を足した"
    SEAT_CHANGED = "seat_changed", "別表の項を変えた"
    MEMBER_CHANGED = "member_changed", "構成員の指定を変えた"
    CONTACT_CHANGED = "contact_changed", "連絡先を変えた"
    CASE_CREATED = "case_created", "ケースを登録した"
    CASE_CHANGED = "case_changed", "ケースを変えた"
    CASE_SEEN = "case_seen", "ケースを開いた"
    ADDRESS_REVEALED = "address_revealed", "秘匿の住所を表示した"
    CASES_LISTED = "cases_listed", "ケースの一覧を開いた"
    LINKAGE_CHANGED = "linkage_changed", "ケースと機関の結びつきを変えた"
    SIGHTING_RECORDED = "sighting_recorded", "目視を記録した"
    PROMISE_CHANGED = "promise_changed", "役割分担を変えた"
    IMPORT_READ = "import_read", "取込のファイルを読んだ"
    IMPORT_CONFIRMED = "import_confirmed", "取り込んだ"
    IMPORT_UNDONE = "import_undone", "取込を元に戻した"
    TIER_CHANGED = "tier_changed", "会議の種類を変えた"
    MEETING_CREATED = "meeting_created", "会議をつくった"
    MEETING_CHANGED = "meeting_changed", "会議を変えた"
    MEETING_CONVENED = "meeting_convened", "開催を通知した"
    AGENDA_CHANGED = "agenda_changed", "議題を変えた"
    WINDOWS_CONFIRMED = "windows_confirmed", "出席時間を確定した"
    REPLY_RECORDED = "reply_recorded", "出欠の返事を記録した"
    ATTENDANCE_RECORDED = "attendance_recorded", "出席・資料の受け渡しを記録した"
    DELIBERATION_SAVED = "deliberation_saved", "審議を記録した"
    DECISIONS_APPLIED = "decisions_applied", "決定を反映した"
    MINUTES_CHANGED = "minutes_changed", "議事録を直した"
    MINUTES_FINALISED = "minutes_finalised", "議事録を確定した"
    PAPER_MADE = "paper_made", "紙をつくった"
    LEDGER_SEEN = "ledger_seen", "進行管理台帳を開いた"
    MAIL_QUEUED = "mail_queued", "メールを送る箱に入れた"
    AUDIT_READ = "audit_read", "監査記録を開いた"
    BACKUP_MADE = "backup_made", "控えを取った"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """What a store must be told with every write. `detail` holds facts without personal data."""

    kind: AuditKind
    actor_id: str
    actor_name: str
    subject: str = ""
    detail: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, actor: Actor, kind: AuditKind, subject: UUID | str = "", **detail: str) -> Self:
        """Done by a person."""
        return cls(
            kind=kind, actor_id=str(actor.account_id), actor_name=actor.name, subject=str(subject), detail=detail
        )

    @classmethod
    def of_operator(cls, kind: AuditKind, subject: UUID | str = "", **detail: str) -> Self:
        """Done on the command line or by the worker."""
        return cls(kind=kind, actor_id=OPERATOR, actor_name="運用者", subject=str(subject), detail=detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One row of the chain; `chain` covers this row and every row before it."""

    id: UUID
    council_id: CouncilId
    sequence: int
    at: datetime
    kind: AuditKind
    actor_id: str
    actor_name: str
    subject: str
    detail: Mapping[str, str]
    previous: bytes
    chain: bytes
