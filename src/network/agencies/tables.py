"""Tables of agencies, kinds, seats and members."""

from piccolo.columns import UUID, Array, Boolean, Date, Integer, Text, Time, Varchar

from core.database import DB
from core.privacy import PERSONAL, PUBLIC, WORK
from core.rows import PrivateTable


class AgencyTable(PrivateTable, tablename="agency", db=DB):
    """機関."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    kind_code = Varchar(length=60)
    name = Text()
    kana = Text(default="")
    short_name = Text(default="")
    aliases = Array(base_column=Text(), default=list)
    parent_id = UUID(null=True, default=None)
    secrecy_class = Varchar(length=1, null=True, default=None)
    public_body = Boolean(null=True, default=None)
    phone = Varchar(length=40, default="")
    fax = Varchar(length=40, default="")
    mail = Varchar(length=254, default="")
    address = Text(default="")
    opens = Time(null=True, default=None)
    closes = Time(null=True, default=None)
    night_phone = Varchar(length=40, default="")
    night_note = Text(default="")
    district = Text(default="")
    note = Text(default="")
    verified_on = Date(null=True, default=None)
    ended_on = Date(null=True, default=None)
    import_id = UUID(null=True, default=None)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "kind_code": PUBLIC, "name": PUBLIC, "kana": PUBLIC, "short_name": PUBLIC,
        "aliases": PUBLIC, "parent_id": PUBLIC, "secrecy_class": PUBLIC, "public_body": PUBLIC, "phone": WORK,
        "fax": WORK, "mail": WORK, "address": WORK, "opens": PUBLIC, "closes": PUBLIC, "night_phone": PERSONAL,
        "night_note": WORK, "district": PUBLIC, "note": WORK, "verified_on": PUBLIC, "ended_on": PUBLIC,
        "import_id": PUBLIC, "version": PUBLIC,
    }  # fmt: skip


class LocalKindTable(PrivateTable, tablename="local_kind", db=DB):
    """機関種別 (the council's own)."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    code = Varchar(length=60)
    label = Text()
    group = Text()
    secrecy_class = Varchar(length=1, null=True, default=None)
    route_code = Varchar(length=60, null=True, default=None)
    aliases = Array(base_column=Text(), default=list)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "code": PUBLIC, "label": PUBLIC, "group": PUBLIC, "secrecy_class": PUBLIC,
        "route_code": PUBLIC, "aliases": PUBLIC,
    }  # fmt: skip


class SeatTable(PrivateTable, tablename="seat", db=DB):
    """要綱別表の項."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    position = Integer()
    name = Text()
    note = Text(default="")
    import_id = UUID(null=True, default=None)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "position": PUBLIC, "name": PUBLIC, "note": WORK, "import_id": PUBLIC,
        "version": PUBLIC,
    }  # fmt: skip


class CouncilMemberTable(PrivateTable, tablename="council_member", db=DB):
    """構成員."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    agency_id = UUID(index=True)
    seat_id = UUID(null=True, default=None)
    since = Date(null=True, default=None)
    until = Date(null=True, default=None)
    coordinates = Boolean(default=False)
    substitute_allowed = Boolean(null=True, default=None)
    import_id = UUID(null=True, default=None)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "agency_id": PUBLIC, "seat_id": PUBLIC, "since": PUBLIC, "until": PUBLIC,
        "coordinates": PUBLIC, "substitute_allowed": PUBLIC, "import_id": PUBLIC, "version": PUBLIC,
    }  # fmt: skip
