"""Windows: when one agency is needed, and the immutable revisions that were announced."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.labels import Labelled


class WindowState(Labelled):
    """Whether the announcement holds."""

    LIVE = "live", "お知らせ済み"
    CANCELLED = "cancelled", "取り消し"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One agency's announced time of one meeting; instants UTC, rounded outward to 5 minutes, exact ones beside."""

    id: UUID
    meeting_id: UUID
    agency_id: UUID
    uid: str
    sequence: int = 0
    state: WindowState = WindowState.LIVE
    starts: datetime
    ends: datetime
    exact_starts: datetime
    exact_ends: datetime
    waiting_minutes: int = 0
    visible: str = ""
    """Digest of what the recipient can see; a change of it bumps the sequence."""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRevision:
    """What was announced: never changed afterwards, so that the calendar file can be made again byte for byte."""

    id: UUID
    window_id: UUID
    meeting_id: UUID
    agency_id: UUID
    sequence: int
    method: str
    stamped_at: datetime
    first_stamped_at: datetime
    starts: datetime
    ends: datetime
    summary: str
    place: str
    description: str
    recipient: str = ""
    recipient_name: str = ""
