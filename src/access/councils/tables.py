"""Tables of the tenant."""

from piccolo.columns import JSONB, UUID, Boolean, Date, Integer, Text

from core.database import DB
from core.privacy import PUBLIC, WORK
from core.rows import PrivateTable


class CouncilTable(PrivateTable, tablename="council", db=DB):
    """One council; its own id is its council_id."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    name = Text()
    profile = JSONB()
    numbers = JSONB()
    codes = JSONB()
    demo = Boolean(default=False)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "name": PUBLIC, "profile": WORK, "numbers": WORK, "codes": WORK,
        "demo": PUBLIC, "version": PUBLIC,
    }  # fmt: skip


class ClosedDayTable(PrivateTable, tablename="closed_day", db=DB):
    """閉庁日."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    day = Date()
    name = Text()

    PRIVACY = {"id": PUBLIC, "council_id": PUBLIC, "day": PUBLIC, "name": PUBLIC}
