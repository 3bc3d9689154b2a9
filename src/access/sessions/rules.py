"""How long a session lives: idle 15 minutes for members, 30 for the coordinating agency, 10 hours at most."""

import hmac
from datetime import datetime, timedelta

from access.permissions.model import Role
from access.sessions.model import Session

LONGEST_LIFE = timedelta(hours=10)
IDLE = {
    Role.MEMBER: timedelta(minutes=15),
    Role.COORDINATOR: timedelta(minutes=30),
    Role.AUDITOR: timedelta(minutes=15),
}
TOUCH_EVERY = timedelta(seconds=30)
SESSIONS_AT_ONCE = {Role.MEMBER: 1, Role.COORDINATOR: 2, Role.AUDITOR: 1}


def alive(session: Session, role: Role, *, now: datetime) -> bool:
    """Whether the session still counts."""
    return now - session.created_at < LONGEST_LIFE and now - session.seen_at < IDLE[role]


def form_token(mac: bytes) -> str:
    """The token a form carries, made from a keyed digest of the session's token."""
    return mac.hex()


def same_token(expected: str, given: str) -> bool:
    """Compare without telling how much was right."""
    return hmac.compare_digest(expected.encode(), given.encode())
