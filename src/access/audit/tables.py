"""The audit table: the application role may insert and read, never change (granted in the migration)."""

from piccolo.columns import JSONB, UUID, BigInt, Bytea, Text, Timestamptz, Varchar

from core.database import DB
from core.privacy import PERSONAL, PUBLIC, WORK
from core.rows import PrivateTable


class AuditTable(PrivateTable, tablename="audit", db=DB):
    """The hash chain of one council."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    sequence = BigInt(index=True)
    at = Timestamptz()
    kind = Varchar(length=60, index=True)
    actor_id = Varchar(length=60)
    actor_name = Text()
    subject = Varchar(length=200, index=True)
    detail = JSONB()
    previous = Bytea()
    chain = Bytea()

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "sequence": PUBLIC, "at": WORK, "kind": WORK, "actor_id": WORK,
        "actor_name": PERSONAL, "subject": WORK, "detail": WORK, "previous": PUBLIC, "chain": PUBLIC,
    }  # fmt: skip
