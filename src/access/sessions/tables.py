"""The table of sessions: inserted at sign-in, touched, deleted at sign-out; never re-created (security.md D2)."""

from piccolo.columns import UUID, Bytea, Timestamptz

from core.database import DB
from core.privacy import PUBLIC, WORK
from core.rows import PrivateTable


class SessionTable(PrivateTable, tablename="session", db=DB):
    """Open sessions."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    account_id = UUID(index=True)
    token_hash = Bytea()
    created_at = Timestamptz()
    seen_at = Timestamptz()

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "account_id": WORK, "token_hash": WORK, "created_at": WORK, "seen_at": WORK,
    }  # fmt: skip
