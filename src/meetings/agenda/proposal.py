"""The agenda proposed for a meeting, and how a new proposal joins what people have already changed.

Pure. Which cases come and why is decided in `split`, the default order in `ordering_blocks`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from meetings.agenda.model import AgendaItem, ItemKind
from meetings.agenda.ordering import OrderedItem
from meetings.agenda.ordering_blocks import CLOSING_LABEL, OPENING_LABEL, in_blocks
from meetings.agenda.split import ConcernKind, HouseholdItem, Split
from meetings.agenda.split_reasons import ReasonKind

OPENING, SECRECY, NEW_CASES, BLOCK = "開会", "守秘義務の確認", "新規受理・転入の報告", "進行管理（一括確認）"
CLOSINGS, INFORMATION, END = "終結の確認", "情報提供", "閉会"
FORMAL_MINUTES = {OPENING: 2, SECRECY: 3, NEW_CASES: 5, BLOCK: 10, CLOSINGS: 5, INFORMATION: 5, END: 5}
BEFORE = (OPENING, SECRECY, NEW_CASES, BLOCK)
HEAVY = frozenset({ReasonKind.SEVERE, ReasonKind.NEVER_SEEN})
"""Heavy cases come first: 最重度・重度 and children nobody has seen since acceptance."""
FRESH = frozenset({ReasonKind.NEW, ReasonKind.MOVED_IN})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLabels:
    """What a proposal says about cases in words: their numbers, and the place that makes a block of the agenda."""

    numbers: Mapping[str, str]
    place_of: Mapping[str, str]


def proposed_items(meeting_id: UUID, split: Split, labels: CaseLabels) -> list[AgendaItem]:
    """The whole agenda: formal steps, what is confirmed together, heavy cases, blocks by place."""
    individual = {_key(item): _item(meeting_id, item, labels) for item in split.individual}
    block = [_item(meeting_id, item, labels) for item in split.block]
    kinds = {reason.kind for item in split.individual for reason in item.reasons}
    titles = [
        title
        for title, wanted in (
            (OPENING, True),
            (SECRECY, True),
            (NEW_CASES, bool(kinds & FRESH)),
            (BLOCK, bool(block)),
            (CLOSINGS, ReasonKind.CLOSING in kinds),
            (INFORMATION, True),
            (END, True),
        )
        if wanted
    ]
    formal = [formal_item(meeting_id, title, split.block_minutes if title == BLOCK else None) for title in titles]
    return numbered([*formal, *block, *_in_order(individual, labels)])


def formal_item(meeting_id: UUID, title: str, minutes: int | None = None) -> AgendaItem:
    """A step of the formal order."""
    planned = FORMAL_MINUTES[title] if minutes is None else minutes
    return AgendaItem(id=uuid4(), meeting_id=meeting_id, position=0, kind=ItemKind.FORMAL, title=title, minutes=planned)


def numbered(items: Iterable[AgendaItem]) -> list[AgendaItem]:
    """The items in the formal order with their positions: opening, block, individual, closing; then what is put off."""
    listed = list(items)
    opening = [one for title in BEFORE for one in listed if one.kind is ItemKind.FORMAL and one.title == title]
    block = [one for one in listed if one.kind is ItemKind.BLOCK]
    individual = [one for one in listed if one.kind is ItemKind.INDIVIDUAL]
    closing = [one for one in listed if one.kind is ItemKind.FORMAL and one not in opening]
    put_off = [one for one in listed if one.kind is ItemKind.NEXT]
    ordered = [*opening, *block, *individual, *closing, *put_off]
    return [replace(one, position=position) for position, one in enumerate(ordered)]


def joined(before: Sequence[AgendaItem], proposal: Sequence[AgendaItem], *, block_minutes: int) -> list[AgendaItem]:
    """The agenda when the cases have changed since it was made.

    What people chose (side, minutes, order, pins, formal steps, put off) stays; households that are no longer due
    leave unless a person put them there; new ones are added behind.
    """
    proposed = {item.household_id: item for item in proposal if item.household_id is not None}
    kept = []
    for item in before:
        if item.household_id is None:
            kept.append(item)
        elif item.household_id in proposed:
            kept.append(_refreshed(item, proposed.pop(item.household_id)))
        elif (item.manual or item.pinned) and item.kind is not ItemKind.NEXT:
            kept.append(item)
    return with_block_step([*kept, *proposed.values()], block_minutes)


def with_block_step(items: Sequence[AgendaItem], block_minutes: int) -> list[AgendaItem]:
    """The items with the step 一括確認 exactly when something is confirmed together."""
    wanted = any(item.kind is ItemKind.BLOCK for item in items)
    present = [item for item in items if item.kind is ItemKind.FORMAL and item.title == BLOCK]
    rest = [item for item in items if item not in present]
    if wanted and not present and rest:
        present = [formal_item(rest[0].meeting_id, BLOCK, block_minutes)]
    return numbered([*rest, *(present if wanted else [])])


def _refreshed(item: AgendaItem, proposal: AgendaItem) -> AgendaItem:
    """Today's cases and reasons; the side and minutes a person chose."""
    fresh = replace(item, cases=proposal.cases, reasons=proposal.reasons, heavy=proposal.heavy)
    if item.manual:
        return replace(fresh, warned=item.kind is ItemKind.BLOCK and (proposal.warned or bool(proposal.reasons)))
    return replace(
        fresh, kind=proposal.kind, minutes=proposal.minutes, warned=proposal.warned, block=item.block or proposal.block
    )


def _item(meeting_id: UUID, item: HouseholdItem, labels: CaseLabels) -> AgendaItem:
    several = len(item.case_ids) > 1
    due_sighting = [one for one in item.concerns if one.kind is ConcernKind.SIGHTING_RUNS_OUT]
    said = [(one.case_id, one.sentence) for one in item.reasons or due_sighting]
    return AgendaItem(
        id=uuid4(),
        meeting_id=meeting_id,
        position=0,
        kind=item.kind,
        household_id=UUID(item.household_id),
        cases=tuple(UUID(case) for case in item.case_ids),
        minutes=item.minutes,
        reasons=tuple(f"{labels.numbers[case]}：{sentence}" if several else sentence for case, sentence in said),
        heavy=any(reason.kind in HEAVY for reason in item.reasons),
        warned=bool(due_sighting),
    )


def _in_order(items: Mapping[str, AgendaItem], labels: CaseLabels) -> list[AgendaItem]:
    ordered = [OrderedItem(key, item.minutes, frozenset()) for key, item in items.items()]
    heavy = {key for key, item in items.items() if item.heavy}
    blocks = in_blocks(ordered, {key: labels.place_of.get(key, "") for key in items}, heavy)
    return [
        replace(items[item.id], block=block.label)
        for block in blocks
        if block.label not in {OPENING_LABEL, CLOSING_LABEL}
        for item in block.items
    ]


def _key(item: HouseholdItem) -> str:
    return item.household_id
