"""Progress entries: what was said, decided and planned about one case in one meeting (台帳 ↔ 議事録)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.labels import Labelled


class Treatment(Labelled):
    """今回の扱い. The meeting decides a proposal; the mayor or the welfare office sends (児福法25条の7)."""

    CONTINUE = "continue", "継続"
    CHANGE_PLAN = "change_plan", "方針変更"
    CONFERENCE = "conference", "個別ケース検討会議"
    REFER = "refer", "児相送致(協議)"
    CLOSE = "close", "終結"
    TRANSFER = "transfer", "移管"
    INFORM = "inform", "情報提供"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressEntry:
    """One case in one meeting, as it stood when the decisions were applied."""

    id: UUID
    case_id: UUID
    meeting_id: UUID
    held_on: date
    treatments: tuple[Treatment, ...] = ()
    situation: str = ""
    strengths: str = ""
    policy: str = ""
    decision: str = ""
    next_review_on: date | None = None
