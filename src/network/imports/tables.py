"""Tables of imports and of kept mappings."""

from piccolo.columns import JSONB, UUID, Bytea, Integer, Text, Timestamptz, Varchar

from core.database import DB
from core.privacy import PUBLIC, SENSITIVE, WORK
from core.rows import PrivateTable


class ImportTable(PrivateTable, tablename="import", db=DB):
    """取込."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    kind = Varchar(length=20)
    filename = Bytea(null=True, default=None)
    state = Varchar(length=20)
    file = Bytea(null=True, default=None)
    corrections = Bytea(null=True, default=None)
    summary = Bytea(null=True, default=None)
    account_id = UUID(null=True, default=None)
    created_at = Timestamptz()
    confirmed_at = Timestamptz(null=True, default=None)
    undone_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "kind": PUBLIC, "filename": SENSITIVE, "state": PUBLIC, "file": SENSITIVE,
        "corrections": SENSITIVE, "summary": SENSITIVE, "account_id": WORK, "created_at": WORK, "confirmed_at": WORK,
        "undone_at": WORK, "version": PUBLIC,
    }  # fmt: skip


class NamedMappingTable(PrivateTable, tablename="named_mapping", db=DB):
    """列の合わせ方."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    kind = Varchar(length=20)
    name = Text()
    mapping = JSONB()

    PRIVACY = {"id": PUBLIC, "council_id": PUBLIC, "kind": PUBLIC, "name": WORK, "mapping": WORK}
