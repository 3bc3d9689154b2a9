"""The table of contacts."""

from piccolo.columns import UUID, Array, Date, Integer, Text, Varchar

from core.database import DB
from core.privacy import PERSONAL, PUBLIC, WORK
from core.rows import PrivateTable


class ContactTable(PrivateTable, tablename="contact", db=DB):
    """担当者・窓口."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    agency_id = UUID(index=True)
    position = Text()
    name = Text(default="")
    kana = Text(default="")
    roles = Array(base_column=Varchar(length=20), default=list)
    phone = Varchar(length=40, default="")
    mobile = Varchar(length=40, default="")
    mail = Varchar(length=254, default="")
    hours = Text(default="")
    since = Date(null=True, default=None)
    until = Date(null=True, default=None)
    verified_on = Date(null=True, default=None)
    note = Text(default="")
    import_id = UUID(null=True, default=None)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "agency_id": PUBLIC, "position": WORK, "name": PERSONAL, "kana": PERSONAL,
        "roles": PUBLIC, "phone": PERSONAL, "mobile": PERSONAL, "mail": PERSONAL, "hours": WORK, "since": WORK,
        "until": WORK, "verified_on": WORK, "note": WORK, "import_id": PUBLIC, "version": PUBLIC,
    }  # fmt: skip
