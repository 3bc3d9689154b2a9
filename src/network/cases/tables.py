"""Tables of households, cases, linkages, sightings and promises. What identifies a family is sealed."""

from piccolo.columns import UUID, Array, Boolean, Bytea, Date, Integer, Text, Timestamptz, Varchar

from core.database import DB
from core.privacy import PUBLIC, SENSITIVE, WORK
from core.rows import PrivateTable


class HouseholdTable(PrivateTable, tablename="household", db=DB):
    """世帯."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    code = Bytea(null=True, default=None)
    label = Bytea(null=True, default=None)
    guardian_name = Bytea(null=True, default=None)
    guardian_relation = Bytea(null=True, default=None)
    members = Bytea(null=True, default=None)
    district = Text(default="")
    address = Bytea(null=True, default=None)
    phone = Bytea(null=True, default=None)
    address_hidden = Boolean(default=False)
    import_id = UUID(null=True, default=None)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "code": SENSITIVE, "label": SENSITIVE, "guardian_name": SENSITIVE,
        "guardian_relation": SENSITIVE, "members": SENSITIVE, "district": WORK, "address": SENSITIVE,
        "phone": SENSITIVE, "address_hidden": WORK, "import_id": PUBLIC, "version": PUBLIC,
    }  # fmt: skip


class CaseTable(PrivateTable, tablename="child_case", db=DB):
    """ケース."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    household_id = UUID(index=True)
    number = Varchar(length=60)
    name = Bytea(null=True, default=None)
    kana = Bytea(null=True, default=None)
    is_pregnancy = Boolean(default=False)
    sex = Varchar(length=10, default="")
    birth_date = Bytea(null=True, default=None)
    age_written = Integer(null=True, default=None)
    due_date = Bytea(null=True, default=None)
    affiliation = Bytea(null=True, default=None)
    class_year = Bytea(null=True, default=None)
    accepted_on = Date(null=True, default=None)
    moved_in_on = Date(null=True, default=None)
    route = Bytea(null=True, default=None)
    case_kind = Varchar(length=20, null=True, default=None)
    abuse_kinds = Array(base_column=Varchar(length=20), default=list)
    counselling_kind = Varchar(length=20, null=True, default=None)
    severity = Varchar(length=20, null=True, default=None)
    previous_severity = Varchar(length=20, null=True, default=None)
    review_rank = Varchar(length=5, null=True, default=None)
    urgency = Varchar(length=20, default="")
    key_worker = Text(default="")
    lead_disputed = Boolean(default=False)
    absence_days = Integer(default=0)
    checkup_missed = Boolean(default=False)
    protection_ended_on = Date(null=True, default=None)
    proposal = Varchar(length=20, default="")
    next_review_on = Date(null=True, default=None)
    last_deliberated_on = Date(null=True, default=None)
    previous_decision = Bytea(null=True, default=None)
    situation = Bytea(null=True, default=None)
    strengths = Bytea(null=True, default=None)
    policy = Bytea(null=True, default=None)
    next_actions = Bytea(null=True, default=None)
    note = Bytea(null=True, default=None)
    closed_on = Date(null=True, default=None)
    closing_reason = Varchar(length=20, null=True, default=None)
    import_id = UUID(null=True, default=None)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "household_id": PUBLIC, "number": WORK, "name": SENSITIVE,
        "kana": SENSITIVE, "is_pregnancy": WORK, "sex": WORK, "birth_date": SENSITIVE, "age_written": WORK,
        "due_date": SENSITIVE, "affiliation": SENSITIVE, "class_year": SENSITIVE, "accepted_on": WORK,
        "moved_in_on": WORK, "route": SENSITIVE, "case_kind": WORK, "abuse_kinds": WORK, "counselling_kind": WORK,
        "severity": WORK, "previous_severity": WORK, "review_rank": WORK, "urgency": WORK, "key_worker": WORK,
        "lead_disputed": WORK, "absence_days": WORK, "checkup_missed": WORK, "protection_ended_on": WORK,
        "proposal": WORK, "next_review_on": WORK, "last_deliberated_on": WORK, "previous_decision": SENSITIVE,
        "situation": SENSITIVE, "strengths": SENSITIVE, "policy": SENSITIVE, "next_actions": SENSITIVE,
        "note": SENSITIVE, "closed_on": WORK, "closing_reason": WORK, "import_id": PUBLIC, "version": PUBLIC,
    }  # fmt: skip


class LinkageTable(PrivateTable, tablename="linkage", db=DB):
    """ケースと機関の結びつき."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    case_id = UUID(index=True)
    agency_id = UUID(index=True)
    role = Varchar(length=20)
    is_lead = Boolean(default=False)
    responsible = Text(default="")
    since = Date(null=True, default=None)
    until = Date(null=True, default=None)
    import_id = UUID(null=True, default=None)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "case_id": PUBLIC, "agency_id": WORK, "role": WORK, "is_lead": WORK,
        "responsible": WORK, "since": WORK, "until": WORK, "import_id": PUBLIC, "version": PUBLIC,
    }  # fmt: skip


class SightingTable(PrivateTable, tablename="sighting", db=DB):
    """目視."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    case_id = UUID(index=True)
    seen_on = Date()
    agency_id = UUID(null=True, default=None)
    seen_by = Bytea(null=True, default=None)
    place = Bytea(null=True, default=None)
    note = Bytea(null=True, default=None)
    import_id = UUID(null=True, default=None)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "case_id": PUBLIC, "seen_on": WORK, "agency_id": WORK,
        "seen_by": SENSITIVE, "place": SENSITIVE, "note": SENSITIVE, "import_id": PUBLIC,
    }  # fmt: skip


class PromiseTable(PrivateTable, tablename="promise", db=DB):
    """役割分担・対応事項."""

    id = UUID(primary_key=True)
    council_id = UUID(index=True)
    case_id = UUID(index=True)
    agency_id = UUID(null=True, default=None, index=True)
    person = Bytea(null=True, default=None)
    what = Bytea()
    due_on = Date(null=True, default=None)
    fallback = Bytea(null=True, default=None)
    meeting_id = UUID(null=True, default=None)
    decided_in = Text(default="")
    decided_on = Date(null=True, default=None)
    done_on = Date(null=True, default=None)
    done_note = Bytea(null=True, default=None)
    recorded_at = Timestamptz(null=True, default=None)
    version = Integer(default=1)

    PRIVACY = {
        "id": PUBLIC, "council_id": PUBLIC, "case_id": PUBLIC, "agency_id": WORK, "person": SENSITIVE,
        "what": SENSITIVE, "due_on": WORK, "fallback": SENSITIVE, "meeting_id": PUBLIC, "decided_in": WORK,
        "decided_on": WORK, "done_on": WORK, "done_note": SENSITIVE, "recorded_at": WORK, "version": PUBLIC,
    }  # fmt: skip
