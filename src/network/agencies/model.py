"""Agencies of the council's area, the seats of the 要綱別表 and who fills them (構成員)."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from core.labels import Labelled


class SecrecyClass(Labelled):
    """25条の5 各号: who is bound to secrecy."""

    PUBLIC_BODY = "1", "1号 国・地方公共団体の機関"
    CORPORATION = "2", "2号 法人"
    PERSON = "3", "3号 その他（本人だけ）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A 関係機関 or 庁内部局. `kind_code` names a kind of the catalogue or one the council added."""

    id: UUID
    kind_code: str
    name: str
    kana: str = ""
    short_name: str = ""
    aliases: tuple[str, ...] = ()
    parent_id: UUID | None = None
    secrecy_class: SecrecyClass | None = None
    public_body: bool | None = None
    phone: str = ""
    fax: str = ""
    mail: str = ""
    address: str = ""
    opens: time | None = None
    closes: time | None = None
    night_phone: str = ""
    night_note: str = ""
    district: str = ""
    note: str = ""
    verified_on: date | None = None
    ended_on: date | None = None
    import_id: UUID | None = None
    version: int = 1

    @property
    def short(self) -> str:
        """The name for narrow places."""
        return self.short_name or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalKind:
    """A kind of agency the council added to the catalogue."""

    id: UUID
    code: str
    label: str
    group: str
    secrecy_class: SecrecyClass | None = None
    route_code: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A row of the 要綱別表 (「町内各保育所」); several agencies may fill it."""

    id: UUID
    position: int
    name: str
    note: str = ""
    import_id: UUID | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilMember:
    """An agency designated as member, `[since, until)`; exactly one coordinates."""

    id: UUID
    agency_id: UUID
    seat_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    coordinates: bool = False
    substitute_allowed: bool | None = None
    import_id: UUID | None = None
    version: int = 1

    def on(self, day: date) -> bool:
        """Whether the designation holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)
