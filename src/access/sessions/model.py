"""A session: proof that a person signed in on this browser. Only the hash of its token is kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One browser signed in."""

    id: UUID
    account_id: UUID
    token_hash: bytes
    created_at: datetime
    seen_at: datetime
