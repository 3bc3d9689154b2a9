"""What lists and the head of a case show, made from the casebook."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from core.labels import Labelled
from network.cases.presenters import kind_words, severity_arrow, who_words
from network.graph.casebook import Casebook, CaseFile, in_order_of_concern
from network.graph.gaps import FindingKind

E = TypeVar("E", bound=Labelled)
UNSEEN = frozenset({FindingKind.NEVER_SEEN, FindingKind.NOT_SEEN})
SHOWN_APART = UNSEEN | {FindingKind.NO_LEAD, FindingKind.REVIEW_OVERDUE}
"""Findings with a column of their own in a list."""


class Show(Labelled):
    """Which cases a list shows; the value stands in the address."""

    ALL = "all", "すべて"
    CONCERN = "concern", "気になる"
    NO_LEAD = "no_lead", "主担当なし"
    UNSEEN = "unseen", "見ていない"
    OVERDUE = "overdue", "見直し超過"
    ENDING = "ending", "終結・移管の案"
    CLOSED = "closed", "終わったケース"


class Order(Labelled):
    """How a list is sorted."""

    CONCERN = "concern", "気になる順"
    NUMBER = "number", "整理番号順"
    NAME = "name", "氏名順"
    SEEN = "seen", "目視が古い順"
    REVIEW = "review", "見直しが早い順"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case in a list; `sibling` draws the bar that joins a household, `first` begins it."""

    id: UUID
    number: str
    name: str
    kana: str
    sibling: bool
    first: bool
    who: str
    kinds: str
    severity: str
    lead: str
    disputed: bool
    key_worker: str
    never_seen: bool
    seen_on: date | None
    seen_days: int | None
    seen_late: bool
    pregnancy: bool
    review_on: date | None
    review_late: int | None
    others: tuple[str, ...]
    closed_on: date | None
    closed_why: str


def chosen(kind: type[E], value: str) -> E:
    """The member named in an address; the first one for anything else."""
    members = list(kind)
    return next((member for member in members if member.value == value), members[0])


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, the last of the month where it has no such day."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shown(files: Iterable[CaseFile], show: Show) -> list[CaseFile]:
    """The cases a tab shows."""
    return [file for file in files if SHOWS[show](file)]


def counts(files: Sequence[CaseFile], shows: Iterable[Show]) -> list[tuple[Show, int]]:
    """How many each tab shows."""
    return [(show, len(shown(files, show))) for show in shows]


def ordered(files: Sequence[CaseFile], order: Order) -> list[CaseFile]:
    """Cases in the order, siblings together behind the first of them."""
    if order is Order.CONCERN:
        return in_order_of_concern(files)
    households: dict[UUID, list[CaseFile]] = {}
    for file in sorted(files, key=ORDERS[order]):
        households.setdefault(file.household.id, []).append(file)
    return [file for siblings in households.values() for file in siblings]


def case_rows(files: Sequence[CaseFile], book: Casebook) -> list[CaseRow]:
    """Rows of a list, neighbours of one household joined."""
    households = [file.household.id for file in files]
    joined = [
        households[place] in households[max(0, place - 1) : place] + households[place + 1 : place + 2]
        for place in range(len(files))
    ]
    first = [place == 0 or households[place] != households[place - 1] for place in range(len(files))]
    return [
        _row(file, book, sibling=sibling, first=begins)
        for file, sibling, begins in zip(files, joined, first, strict=True)
    ]


def _row(file: CaseFile, book: Casebook, *, sibling: bool, first: bool) -> CaseRow:
    case, day, seen = file.case, book.day, file.last_seen
    kinds = {finding.kind for finding in file.findings}
    lead = file.lead_on(day)
    severity = f"{book.words.of(case.severity)} {severity_arrow(case)}".strip()
    overdue = case.next_review_on is not None and case.next_review_on < day and case.open
    return CaseRow(
        id=case.id,
        number=case.number,
        name=case.name,
        kana=case.kana,
        sibling=sibling,
        first=first,
        who=who_words(case, day),
        kinds=kind_words(case, book.words),
        severity=severity,
        lead=book.agency_name(lead.agency_id) if lead else "",
        disputed=case.lead_disputed or FindingKind.TWO_LEADS in kinds,
        key_worker=case.key_worker,
        never_seen=FindingKind.NEVER_SEEN in kinds,
        seen_on=seen.seen_on if seen else None,
        seen_days=(day - seen.seen_on).days if seen else None,
        seen_late=FindingKind.NOT_SEEN in kinds,
        pregnancy=case.is_pregnancy,
        review_on=case.next_review_on,
        review_late=(day - case.next_review_on).days if overdue and case.next_review_on else None,
        others=tuple(finding.words for finding in file.findings if finding.kind not in SHOWN_APART),
        closed_on=case.closed_on,
        closed_why=book.words.of(case.closing_reason),
    )


def _has(*kinds: FindingKind) -> Callable[[CaseFile], bool]:
    return lambda file: any(finding.kind in kinds for finding in file.findings)


SHOWS: dict[Show, Callable[[CaseFile], bool]] = {
    Show.ALL: lambda file: file.case.open,
    Show.CONCERN: lambda file: bool(file.findings) or (file.case.open and file.severity_up),
    Show.NO_LEAD: _has(FindingKind.NO_LEAD),
    Show.UNSEEN: _has(*UNSEEN),
    Show.OVERDUE: _has(FindingKind.REVIEW_OVERDUE),
    Show.ENDING: lambda file: file.case.open and bool(file.case.proposal),
    Show.CLOSED: lambda file: not file.case.open,
}
ORDERS: dict[Order, Callable[[CaseFile], tuple[object, ...]]] = {
    Order.NUMBER: lambda file: (file.case.number,),
    Order.NAME: lambda file: (file.case.kana or file.case.name, file.case.number),
    Order.SEEN: lambda file: (file.last_seen.seen_on if file.last_seen else date.min, file.case.number),
    Order.REVIEW: lambda file: (file.case.next_review_on or date.max, file.case.number),
}
