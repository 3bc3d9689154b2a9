"""The table of memberships."""

from piccolo.columns import UUID, Date

from core.database import DB
from core.privacy import PUBLIC, WORK
from core.rows import PrivateTable


class MembershipTable(PrivateTable, tablename="membership", db=DB):
    """アカウントと機関."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    account_id = UUID(index=True)
    agency_id = UUID(index=True)
    since = Date()
    until = Date(null=True, default=None)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "account_id": WORK, "agency_id": WORK, "since": WORK, "until": WORK,
    }  # fmt: skip
