"""The table of proposed orders."""

from piccolo.columns import UUID, Array, Boolean, Integer, Text, Timestamptz, Varchar

from core.database import DB
from core.privacy import PUBLIC, WORK
from core.rows import PrivateTable


class ArrangementTable(PrivateTable, tablename="arrangement", db=DB):
    """順番の案."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    meeting_id = UUID(index=True)
    way = Varchar(length=20)
    rules = Array(base_column=Varchar(length=20), default=list)
    before = Array(base_column=UUID(), default=list)
    order = Array(base_column=UUID(), default=list)
    headings = Array(base_column=Text(), default=list)
    seen = Varchar(length=64)
    waiting = Integer()
    bound = Integer(default=0)
    proven = Boolean(default=False)
    not_kept = Array(base_column=Text(), default=list)
    seconds = Integer(default=0)
    seed = Integer(default=1)
    made_at = Timestamptz()
    state = Varchar(length=20)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "meeting_id": PUBLIC, "way": PUBLIC, "rules": PUBLIC, "before": PUBLIC,
        "order": PUBLIC, "headings": WORK, "seen": PUBLIC, "waiting": PUBLIC, "bound": PUBLIC, "proven": PUBLIC,
        "not_kept": WORK, "seconds": PUBLIC, "seed": PUBLIC, "made_at": WORK, "state": PUBLIC, "version": PUBLIC,
    }  # fmt: skip
