"""The split of a meeting: due cases, discussed individually or confirmed together (一括確認), and their minutes.

It proposes; people may move a household to the other side. The order is made in `ordering_blocks`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from core.labels import Labelled
from meetings.agenda.model import ItemKind
from meetings.agenda.split_case import Answer, CaseForMeeting, MeetingDays, SplitSettings
from meetings.agenda.split_reasons import Reason, days_unseen, has_moved_in, reasons


class ConcernKind(Labelled):
    """Why a case confirmed together carries ▲."""

    ANSWER_MISSING = "answer_missing", "回答待ち"
    SIGHTING_RUNS_OUT = "sighting_runs_out", "目視の期限"


@dataclass(frozen=True, slots=True)
class Concern:
    """What is still missing before a case may be confirmed together (▲)."""

    case_id: str
    kind: ConcernKind
    sentence: str


@dataclass(frozen=True, slots=True)
class HouseholdItem:
    """The due cases of one household: discussed individually for its reasons, or in the block with its concerns."""

    household_id: str
    case_ids: tuple[str, ...]
    kind: ItemKind
    minutes: int
    reasons: tuple[Reason, ...] = ()
    concerns: tuple[Concern, ...] = ()


@dataclass(frozen=True, slots=True)
class Split:
    """Individual items in the order given, the block, and the minutes the block takes as a whole."""

    individual: tuple[HouseholdItem, ...]
    block: tuple[HouseholdItem, ...]
    block_minutes: int

    @property
    def minutes(self) -> int:
        """Planned minutes of the individual items and the block."""
        return sum(item.minutes for item in self.individual) + self.block_minutes


def is_due(case: CaseForMeeting, days: MeetingDays, settings: SplitSettings) -> bool:
    """Whether an open case comes to the meeting: left for it by the one before, review reached, overdue or new."""
    if not case.is_open:
        return False
    if case.put_off or case.is_new or case.next_review_on is None or case.next_review_on <= days.meeting_on:
        return True
    interval = timedelta(days=settings.interval_of(case.review_rank))
    return case.last_deliberated_on is not None and days.meeting_on - case.last_deliberated_on > interval


def split(cases: Iterable[CaseForMeeting], days: MeetingDays, settings: SplitSettings) -> Split:
    """The due cases by household, in the order of the first case of each; siblings are never torn apart."""
    households: dict[str, list[CaseForMeeting]] = {}
    for case in cases:
        if is_due(case, days, settings):
            households.setdefault(case.household_id, []).append(case)
    items = [_item(household, due, days, settings) for household, due in households.items()]
    block = tuple(item for item in items if item.kind is ItemKind.BLOCK)
    return Split(
        individual=tuple(item for item in items if item.kind is ItemKind.INDIVIDUAL),
        block=block,
        block_minutes=settings.minutes_block if block else 0,
    )


def frame_sentence(planned_minutes: int, frame_minutes: int) -> str:
    """The planned minutes beside the length of the meeting, in words."""
    total, over = f"合計{planned_minutes}分。", planned_minutes - frame_minutes
    if over > 0:
        return f"{total}枠の{frame_minutes}分を{over}分こえています。"
    if over < 0:
        return f"{total}枠の{frame_minutes}分まで{-over}分あります。"
    return f"{total}枠の{frame_minutes}分ちょうどです。"


def _item(household_id: str, due: list[CaseForMeeting], days: MeetingDays, settings: SplitSettings) -> HouseholdItem:
    case_ids = tuple(case.case_id for case in due)
    found = tuple(reason for case in due for reason in reasons(case, days, settings))
    if found:
        fresh = any(case.is_new or has_moved_in(case) for case in due)
        minutes = settings.minutes_new if fresh else settings.minutes_individual
        return HouseholdItem(household_id, case_ids, ItemKind.INDIVIDUAL, minutes, reasons=found)
    concerns = tuple(concern for case in due for concern in _concerns(case, days, settings))
    return HouseholdItem(household_id, case_ids, ItemKind.BLOCK, 0, concerns=concerns)


def _concerns(case: CaseForMeeting, days: MeetingDays, settings: SplitSettings) -> Iterator[Concern]:
    silent = sum(answer is not Answer.NO_CHANGE for answer in case.answers.values())
    if case.lead_agency_id is not None and case.lead_agency_id not in case.answers:
        silent += 1
    if silent:
        yield Concern(case.case_id, ConcernKind.ANSWER_MISSING, f"{silent}機関の回答がまだありません。")
    unseen = days_unseen(case, days.meeting_on)
    if unseen is not None and unseen > settings.unseen_days:
        words = f"会議の日には、最後に見た日から{unseen}日になります。"
        yield Concern(case.case_id, ConcernKind.SIGHTING_RUNS_OUT, words)
