"""The table of progress entries."""

from piccolo.columns import UUID, Array, Bytea, Date, Varchar

from core.database import DB
from core.privacy import PUBLIC, SENSITIVE, WORK
from core.rows import PrivateTable


class ProgressEntryTable(PrivateTable, tablename="progress_entry", db=DB):
    """進行管理の記録."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    case_id = UUID(index=True)
    meeting_id = UUID(index=True)
    held_on = Date()
    treatments = Array(base_column=Varchar(length=20), default=list)
    situation = Bytea(null=True, default=None)
    strengths = Bytea(null=True, default=None)
    policy = Bytea(null=True, default=None)
    decision = Bytea(null=True, default=None)
    next_review_on = Date(null=True, default=None)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "case_id": PUBLIC, "meeting_id": PUBLIC, "held_on": WORK,
        "treatments": WORK, "situation": SENSITIVE, "strengths": SENSITIVE, "policy": SENSITIVE,
        "decision": SENSITIVE, "next_review_on": WORK,
    }  # fmt: skip
