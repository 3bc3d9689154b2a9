"""What the frame around every page shows: council, person, rail, message. Entries a role may not open are absent."""

from dataclasses import dataclass, field
from datetime import date

from access.permissions.model import Actor, Permission
from access.permissions.rules import may
from core.pages import Flash


@dataclass(frozen=True, slots=True, kw_only=True)
class RailEntry:
    """One link of the rail."""

    label: str
    short_label: str
    href: str
    key: str
    permission: Permission
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """The frame's data."""

    council_name: str = ""
    short_council_name: str = ""
    agency_name: str = ""
    person_name: str = ""
    today: date
    rail: tuple[tuple[RailEntry, ...], ...] = ()
    rail_folded: bool = False
    searches: bool = False
    keys_off: bool = False
    csrf_token: str = ""
    flash: Flash | None = None
    status_messages: tuple[str, ...] = field(default=())


def _entry(label: str, short_label: str, href: str, key: str, *, permission: Permission) -> RailEntry:
    return RailEntry(label=label, short_label=short_label, href=href, key=key, permission=permission)


RAIL = (
    (
        _entry("きょう", "今日", "/", "T", permission=Permission.TODAY),
        _entry("ケース", "ケース", "/cases", "C", permission=Permission.CASE_SEE),
        _entry("進行管理台帳", "台帳", "/ledger", "L", permission=Permission.CASE_SEE),
        _entry("つながり図", "図", "/graph", "G", permission=Permission.CASE_SEE),
    ),
    (
        _entry("会議", "会議", "/meetings", "M", permission=Permission.MEETING_SEE),
        _entry("機関・連絡先", "名簿", "/agencies", "A", permission=Permission.DIRECTORY_SEE),
    ),
    (
        _entry("取込", "取込", "/imports", "I", permission=Permission.IMPORT),
        _entry("設定", "設定", "/settings", "S", permission=Permission.COUNCIL_SETTINGS),
    ),
    (_entry("監査記録", "監査", "/audit", "", permission=Permission.AUDIT_READ),),
)


def rail_for(actor: Actor, path: str) -> tuple[tuple[RailEntry, ...], ...]:
    """The groups of links this person may open, the current one marked."""
    groups = (
        tuple(
            RailEntry(
                label=entry.label,
                short_label=entry.short_label,
                href=entry.href,
                key=entry.key,
                permission=entry.permission,
                current=path == entry.href or (entry.href != "/" and path.startswith(f"{entry.href}/")),
            )
            for entry in group
            if may(actor, entry.permission)
        )
        for group in RAIL
    )
    return tuple(group for group in groups if group)
