"""The directory as its pages show it: the tree at the left, the agency at the right."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import quote
from uuid import UUID

from access.audit.model import AuditEntry
from core.calendar import as_jst, month_day, wareki, wareki_short
from core.text import fold
from network.agencies import rules as agency_rules
from network.agencies.agency_kind import GROUPS
from network.agencies.kind_choices import kind_or_other
from network.agencies.model import Agency
from network.contacts import rules as contact_rules
from network.contacts.calling import Calling, number_to_ring
from network.contacts.model import Contact
from network.contacts.rules import Position
from network.directory import rules
from network.directory.actions import Directory, Ties
from network.directory.rules import Check, Gravity

BREAKS = re.compile("(?<=[一-龠])(?=[ァ-ヶ])")
ALL_OPEN = 30
"""Up to so many agencies every heading of the tree stands open."""
HISTORY_SHOWN = 3
QUIET = frozenset({Gravity.OLD, Gravity.NOBODY})
"""Said in the overview, not in the tree: a fresh directory would be full of it."""
NO_TIES = Ties(responsible={})
EVENT_WORDS = {
    "added": "の連絡先を足した", "changed": "の連絡先を変えた", "succeeded": "に後任を入れた",
    "verified": "の連絡先を確かめた", "undone": "の変更を元に戻した",
}  # fmt: skip
FIELD_WORDS = {
    "name": "名前", "kana": "ふりがな", "short_name": "短い名前", "aliases": "別名", "kind_code": "種別",
    "parent_id": "上の機関", "secrecy_class": "守秘の区分", "public_body": "公立・民間", "phone": "電話", "fax": "FAX",
    "mail": "メール", "address": "住所", "opens": "開く時刻", "closes": "閉じる時刻", "night_phone": "時間外の電話",
    "night_note": "時間外の電話に出る人", "district": "区域", "note": "メモ", "ended_on": "終わる日",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the tree is narrowed to."""

    members: bool = False
    check: bool = False
    ended: bool = False
    text: str = ""

    @property
    def query(self) -> str:
        """The part of an address that keeps the ticked boxes (never the searched text)."""
        ticked = [name for name in ("members", "check", "ended") if getattr(self, name)]
        return "?" + "&".join(f"{name}=yes" for name in ticked) if ticked else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One agency of the tree; `gravity` says that something is wrong."""

    text: str
    note: str
    href: str
    current: bool
    gravity: Gravity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One heading of the tree."""

    label: str
    open: bool
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TreeView:
    """The tree with the numbers of its filters."""

    branches: tuple[Branch, ...]
    filters: Filters
    members: int
    to_check: int
    shown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCheck:
    """One agency of the overview and what is wrong with it."""

    agency_id: UUID
    name: str
    href: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """One person in the table of contacts; a successor's or a vacancy's row is indented under its position."""

    contact: Contact | None
    href: str
    position: str
    breakable: str = ""
    phone: str = ""
    roles: str
    term: str
    leaves: str = ""
    verified: str = ""
    fresh: bool = False
    age: str = ""
    coming: str = ""
    vacancy: str = ""
    cost: str = ""
    cases: int = 0
    now: bool = False
    loud: bool = False
    succeed_href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyView:
    """The right side of the page."""

    agency: Agency
    kind: str
    parent: str
    calling: Calling
    facts: tuple[tuple[str, str, str], ...]
    cases: int
    led: int
    rows: tuple[ContactRow, ...]
    people: int
    vacant: int
    past: tuple[Contact, ...]
    history: tuple[str, ...]
    verified: str
    fresh: bool
    below: tuple[tuple[str, str], ...] = field(default=())


def tree(known: Directory, current: UUID | None, filters: Filters, today: date) -> TreeView:
    """The agencies under their headings, children under their parents."""
    alive = [agency for agency in known.agencies if agency.ended_on is None or agency.ended_on > today]
    member_ids = {member.agency_id for member in agency_rules.members_on(known.members, today)}
    found = {agency.id: agency_checks(known, agency, NO_TIES, today) for agency in alive}
    flagged = {agency_id for agency_id, checks in found.items() if checks}
    shown = [
        agency
        for agency in (known.agencies if filters.ended else alive)
        if (not filters.members or agency.id in member_ids)
        and (not filters.check or agency.id in flagged)
        and _fits(known, agency, filters.text)
    ]
    leader = agency_rules.coordinating(known.members, today)
    by_group: dict[str, list[Leaf]] = {group: [] for group in GROUPS}
    for agency, depth in _nested(shown, known):
        note = "調整機関" if leader and leader.agency_id == agency.id else _people(known, agency, today)
        if agency.ended_on is not None and agency.ended_on <= today:
            note = "終わった"
        worst = next(iter(found.get(agency.id, [])), None)
        loud = worst.gravity if worst and worst.gravity not in QUIET else None
        leaf = Leaf(
            text=("└ " if depth else "") + agency.short,
            note=loud.label if loud else note,
            href=f"/agencies/{agency.id}{filters.query}",
            current=agency.id == current,
            gravity=loud,
        )
        by_group[kind_or_other(agency.kind_code, known.kinds).group].append(leaf)
    everything = len(shown) <= ALL_OPEN or bool(filters.text)
    branches = tuple(
        Branch(label=label, leaves=tuple(leaves), open=everything or any(_matters(leaf) for leaf in leaves))
        for label, leaves in by_group.items()
        if leaves
    )
    return TreeView(
        branches=branches, filters=filters, members=len(member_ids), to_check=len(flagged), shown=len(shown)
    )


def to_check(known: Directory, ties: Mapping[UUID, Ties], today: date) -> list[ToCheck]:
    """The agencies that want attention, the gravest first."""
    alive = [agency for agency in known.agencies if agency.ended_on is None or agency.ended_on > today]
    rows = [
        ToCheck(agency_id=agency.id, name=agency.name, href=f"/agencies/{agency.id}", checks=tuple(checks))
        for agency in alive
        if (checks := agency_checks(known, agency, ties.get(agency.id, NO_TIES), today))
    ]
    return sorted(rows, key=lambda row: list(Gravity).index(row.checks[0].gravity))


def agency_checks(known: Directory, agency: Agency, ties: Ties, today: date) -> list[Check]:
    """What is missing or old about one agency of the directory."""
    contacts = known.contacts.get(agency.id, [])
    return rules.checks(
        agency,
        contacts,
        contact_rules.positions(contacts, ties.responsible, today),
        member=any(m.agency_id == agency.id and m.on(today) for m in known.members),
        today=today,
        days=known.council.numbers.verified_days,
    )


def agency_view(
    known: Directory, agency: Agency, ties: Ties, *, entries: Sequence[AuditEntry], now: datetime
) -> AgencyView:
    """One agency with the number to ring now."""
    today = as_jst(now).date()
    contacts = known.contacts.get(agency.id, [])
    positions = contact_rules.positions(contacts, ties.responsible, today)
    rows = [row for position in positions for row in _position_rows(known, agency, position, today)]
    names = {one.id: one.name for one in known.agencies}
    verified = agency.verified_on
    return AgencyView(
        agency=agency,
        kind=kind_or_other(agency.kind_code, known.kinds).label,
        parent=names.get(agency.parent_id, "") if agency.parent_id else "",
        calling=number_to_ring(agency, contacts, now, known.closed),
        facts=_facts(known, agency, today),
        cases=ties.cases,
        led=ties.led,
        rows=tuple(rows),
        people=sum(1 for contact in contacts if contact.on(today) and contact.name),
        vacant=len(contact_rules.vacancies(positions, today)),
        past=tuple(contact_rules.past(contacts, today)),
        history=tuple(history_line(entry) for entry in entries[:HISTORY_SHOWN]),
        verified=wareki_short(verified) if verified else "",
        fresh=verified is not None and (today - verified).days <= known.council.numbers.verified_days,
        below=tuple((one.short, f"/agencies/{one.id}") for one in known.agencies if one.parent_id == agency.id),
    )


def history_line(entry: AuditEntry) -> str:
    """R9.3.18 佐伯 真理が 教頭の連絡先を変えた."""
    day = wareki_short(as_jst(entry.at).date())
    position, change = entry.detail.get("position"), entry.detail.get("change", "")
    if position:
        return f"{day} {entry.actor_name}が {position}{EVENT_WORDS.get(change, 'の連絡先を変えた')}"
    if entry.detail.get("undone"):
        return f"{day} {entry.actor_name}が 変更を元に戻した"
    changed = [FIELD_WORDS.get(name, name) for name in entry.detail.get("fields", "").split(",") if name]
    if changed == ["確認"]:
        return f"{day} {entry.actor_name}が 番号を確かめた"
    if changed:
        return f"{day} {entry.actor_name}が {'・'.join(changed)}を変えた"
    return f"{day} {entry.actor_name}が {entry.kind.label}"


def past_term(contact: Contact) -> str:
    """R6.4.1 – R9.3.31."""
    return f"{wareki_short(contact.since) if contact.since else ''} – {_last_day(contact)}"


def _facts(known: Directory, agency: Agency, today: date) -> tuple[tuple[str, str, str], ...]:
    member = next((m for m in agency_rules.members_on(known.members, today) if m.agency_id == agency.id), None)
    since = agency_rules.member_since(known.members, agency.id, today)
    places = {seat.id: f"要綱 別表 {number}の項" for number, seat in enumerate(known.seats, start=1)}
    substitutes = agency_rules.substitutes_allowed(agency, member)
    if member is None:
        membership = ("構成機関", "構成機関ではありません", "")
    else:
        seat = places.get(member.seat_id, "別表の項は未定") if member.seat_id else "別表の項は未定"
        membership = ("構成機関", f"{wareki(since)}から" if since else "指定日は未登録", seat)
    number, _, whose = agency.secrecy_class.label.partition(" ") if agency.secrecy_class else ("未定", "", "")
    answer = "代理出席できる" if substitutes else "代理出席できない"
    note = "　".join(part for part in (whose, answer if member or not substitutes else "") if part)
    return (membership, ("守秘の区分", number, note), ("区域", agency.district or "–", agency.address))


def _position_rows(known: Directory, agency: Agency, position: Position, today: date) -> list[ContactRow]:
    days = known.council.numbers.verified_days
    base = f"/agencies/{agency.id}/contacts"
    rows = [
        _row(contact, agency, position, today=today, days=days) for contact in (*position.holders, *position.coming)
    ]
    if not position.holders and not position.coming:
        name = _breakable(position.name)
        rows = [ContactRow(contact=None, href="", position=position.name, breakable=name, roles="", term="")]
    if contact_rules.vacancies([position], today):
        rows.append(_vacancy_row(position, base, today))
    return rows


def _row(contact: Contact, agency: Agency, position: Position, *, today: date, days: int) -> ContactRow:
    base = f"/agencies/{agency.id}/contacts"
    verified = contact.verified_on
    roles = "・".join(role.label for role in contact.roles)
    count = f"（{position.cases}件）" if position.cases and contact.on(today) else ""
    coming = contact.since is not None and contact.since > today
    return ContactRow(
        contact=contact,
        href=f"{base}/{contact.id}",
        position=contact.position,
        breakable=_breakable(contact.position),
        phone=_local(contact.phone, agency.phone) or "代表と同じ",
        roles=roles + count if roles or not count else f"担当{count}",
        term=f"{wareki_short(contact.since)} –" if contact.since else "–",
        leaves=_last_day(contact) if contact.until else "",
        verified=wareki_short(verified) if verified else "",
        fresh=contact_rules.verified(contact, today, days),
        age=f"{(today - verified).days}日前" if verified and (today - verified).days > days else "",
        coming=f"{contact.since.month}月{contact.since.day}日から" if coming and contact.since else "",
        succeed_href=f"{base}/{contact.id}/succeed",
    )


def _vacancy_row(position: Position, base: str, today: date) -> ContactRow:
    day = position.vacant_from or today
    now = day <= today
    last = position.holders[-1] if position.holders else None
    new = f"{base}/new?position={quote(position.name)}"
    return ContactRow(
        contact=None,
        href="",
        position=position.name,
        roles="",
        term="",
        coming="いま" if now else f"{day.month}月{day.day}日から",
        vacancy="担当者がいません" if now else "後任 未登録",
        cost=("いま" if now else f"このままだと {month_day(day)}に") if position.cases else "",
        cases=position.cases,
        now=now,
        loud=bool(position.cases),
        succeed_href=f"{base}/{last.id}/succeed" if last and not now else new,
    )


def _breakable(name: str) -> str:
    """The name with places where a narrow column may break it: before katakana that follows kanji."""
    return BREAKS.sub("\u200b", name)


def _local(phone: str, main: str) -> str:
    """The number without the area code it shares with the agency's main number, as people write it."""
    area = f"{main.partition('-')[0]}-"
    return phone.removeprefix(area) if area != "-" else phone


def _last_day(contact: Contact) -> str:
    """The last day in the position (`until` itself is the first day without it)."""
    if contact.until is None:
        return ""
    return wareki_short(date.fromordinal(contact.until.toordinal() - 1))


def _nested(shown: Sequence[Agency], known: Directory) -> list[tuple[Agency, int]]:
    """Roots in order, each followed by its children of the same heading."""
    group = {agency.id: kind_or_other(agency.kind_code, known.kinds).group for agency in shown}
    children: dict[UUID, list[Agency]] = {}
    roots: list[Agency] = []
    for agency in shown:
        if agency.parent_id in group and group[agency.parent_id] == group[agency.id]:
            children.setdefault(agency.parent_id, []).append(agency)
        else:
            roots.append(agency)
    result: list[tuple[Agency, int]] = []
    waiting = [(agency, 0) for agency in reversed(roots)]
    while waiting:
        agency, depth = waiting.pop()
        result.append((agency, depth))
        waiting += [(child, depth + 1) for child in reversed(children.get(agency.id, []))]
    return result


def _fits(known: Directory, agency: Agency, text: str) -> bool:
    if not text:
        return True
    contacts = known.contacts.get(agency.id, [])
    words = [agency.name, agency.kana, agency.short_name, *agency.aliases, agency.phone, agency.fax, agency.district]
    words += [kind_or_other(agency.kind_code, known.kinds).label]
    for contact in contacts:
        words += [contact.position, contact.name, contact.kana, contact.phone, *(role.label for role in contact.roles)]
    wanted = fold(text)
    return any(wanted in fold(word) for word in words) or wanted.replace("-", "") in agency.phone.replace("-", "")


def _people(known: Directory, agency: Agency, today: date) -> str:
    count = sum(1 for contact in known.contacts.get(agency.id, []) if contact.on(today) and contact.name)
    return f"{count}人" if count else ""


def _matters(leaf: Leaf) -> bool:
    return leaf.current or leaf.gravity in {Gravity.VACANT, Gravity.LEAVING}
