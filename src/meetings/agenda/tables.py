"""The table of agenda items."""

from piccolo.columns import UUID, Array, Boolean, Bytea, Integer, Text, Varchar

from core.database import DB
from core.privacy import PUBLIC, SENSITIVE, WORK
from core.rows import PrivateTable


class AgendaItemTable(PrivateTable, tablename="agenda_item", db=DB):
    """議題."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    meeting_id = UUID(index=True)
    position = Integer()
    kind = Varchar(length=20)
    household_id = UUID(null=True, default=None)
    cases = Array(base_column=UUID(), default=list)
    title = Text(default="")
    minutes = Integer(default=5)
    reasons = Bytea(null=True, default=None)
    block = Text(default="")
    heavy = Boolean(default=False)
    warned = Boolean(default=False)
    pinned = Boolean(default=False)
    manual = Boolean(default=False)
    told_place = Integer(null=True, default=None)
    told_minutes = Integer(null=True, default=None)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "meeting_id": PUBLIC, "position": PUBLIC, "kind": PUBLIC,
        "household_id": WORK, "cases": WORK, "title": WORK, "minutes": PUBLIC, "reasons": SENSITIVE, "block": WORK,
        "heavy": WORK, "warned": WORK, "pinned": PUBLIC, "manual": PUBLIC,
        "told_place": PUBLIC, "told_minutes": PUBLIC, "version": PUBLIC,
    }  # fmt: skip
