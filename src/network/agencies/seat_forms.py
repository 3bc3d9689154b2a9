"""The forms of the 別表 and of a designation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from core.calendar import wareki_short
from core.forms import Fields
from network.agencies.agency_kind import AgencyKind
from network.agencies.model import Agency, CouncilMember, SecrecyClass
from network.agencies.recognition import recognise

SUBSTITUTE_WORDS = (("", "区分のとおり（3号は本人だけ）"), ("yes", "できる"), ("no", "できない"))
MEMBER_LABELS = {
    "seat_id": "別表の項", "since": "指定した日", "until": "終わる日", "substitute_allowed": "代理出席",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What fills a row: known agencies, new ones, from when."""

    agency_ids: tuple[UUID, ...]
    new: tuple[Agency, ...]
    since: date | None


def read_seat(fields: Fields) -> tuple[str, str]:
    """Name and note of a row. Raises Invalid."""
    name = fields.line("name", required="別表に書かれている名前を入れてください。", longest=100)
    note = fields.line("note")
    fields.check()
    return name, note


def read_filling(
    fields: Fields, *, seat_name: str, municipality: str, kinds: Sequence[AgencyKind], today: date
) -> Filling:
    """Who fills a row. A new name whose kind nobody chose is read; what is not recognised is asked. Raises Invalid."""
    chosen = fields.identities("agency_id")
    names = [line.strip() for line in fields.text("names").splitlines() if line.strip()]
    kind_code = fields.line("kind_code")
    since = fields.day("since", near=today)
    if not chosen and not names:
        fields.problem("names", "機関を選ぶか、名前を書いてください。")
    new: list[Agency] = []
    unknown: list[str] = []
    for name in names:
        found = recognise(name, municipality=municipality or None, group=seat_name, kinds=kinds)
        code = kind_code or (found.kind.code if found.kind else "")
        if not code:
            unknown.append(name)
            continue
        same = found.kind is not None and found.kind.code == code
        secrecy = SecrecyClass(found.secrecy_class) if same and found.secrecy_class else None
        new.append(Agency(id=uuid4(), kind_code=code, name=name, secrecy_class=secrecy))
    if unknown:
        fields.problem("kind_code", f"{'、'.join(unknown)} の種別は、名前からは決められません。種別を選んでください。")
    fields.check()
    return Filling(agency_ids=chosen, new=tuple(new), since=since)


def read_member(fields: Fields, *, before: CouncilMember, today: date) -> CouncilMember:
    """The designation as posted. Raises Invalid."""
    seat_id = fields.identity("seat_id")
    since = fields.day("since", near=today)
    until = fields.day("until", near=today)
    version = fields.number("version", least=1)
    fields.check()
    return replace(
        before,
        seat_id=seat_id,
        since=since,
        until=until,
        substitute_allowed={"yes": True, "no": False}.get(fields.line("substitute_allowed")),
        version=version or before.version,
    )


def typed_member(member: CouncilMember) -> Mapping[str, object]:
    """The values the form shows before anybody typed."""
    return {
        "seat_id": str(member.seat_id or ""),
        "since": wareki_short(member.since) if member.since else "",
        "until": wareki_short(member.until) if member.until else "",
        "substitute_allowed": {True: "yes", False: "no", None: ""}[member.substitute_allowed],
        "version": member.version,
    }
