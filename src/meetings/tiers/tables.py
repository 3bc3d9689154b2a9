"""The table of tiers."""

from piccolo.columns import UUID, Array, Boolean, Date, Integer, Text, Varchar

from core.database import DB
from core.privacy import PUBLIC
from core.rows import PrivateTable


class MeetingTierTable(PrivateTable, tablename="meeting_tier", db=DB):
    """会議の種類."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    name = Text()
    layer = Varchar(length=20)
    position = Integer(default=0)
    length_minutes = Integer(default=120)
    cycle_months = Integer(null=True, default=None)
    names_allowed = Boolean(default=True)
    standing_agencies = Array(base_column=UUID(), default=list)
    since = Date(null=True, default=None)
    until = Date(null=True, default=None)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "name": PUBLIC, "layer": PUBLIC, "position": PUBLIC,
        "length_minutes": PUBLIC, "cycle_months": PUBLIC, "names_allowed": PUBLIC, "standing_agencies": PUBLIC,
        "since": PUBLIC, "until": PUBLIC, "version": PUBLIC,
    }  # fmt: skip
