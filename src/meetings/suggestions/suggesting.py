"""減らす案: which households can best wait for the next meeting when the planned minutes exceed the frame.

Pure; a person decides. A household can wait when it is neither heavy nor pinned, every reason for it is of a kind that
can wait or be cared for outside the meeting, and no person put it on the agenda without a reason. The least harm comes
first: nothing to be cared for meanwhile, a low 管理ランク, a late next review, few reasons, and only then the waiting
it saves. What concerns the child's safety, what is new, and what an agency wants to talk about never waits.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from core.calendar import wareki_long
from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.agenda.model import AgendaItem
from meetings.agenda.rules import individual
from meetings.agenda.split_case import CaseForMeeting, MeetingDays, SplitSettings
from meetings.agenda.split_reasons import ReasonKind, reasons
from meetings.scheduling.rules import frame_minutes

CAN_WAIT = frozenset({ReasonKind.REVIEW_OVERDUE, ReasonKind.POSITION_VACANT, ReasonKind.CLOSING, ReasonKind.TRANSFER})
"""Matters of procedure: until the next meeting the household is watched as before."""
CARED_FOR = {
    ReasonKind.SCHOOL_CHANGE: "所属が変わる前の引き継ぎを、会議の外で決めてください。",
    ReasonKind.TURNING_ADULT: "18歳になる前の段取りを、会議の外で決めてください。",
    ReasonKind.CHECKUP_MISSED: "健診を受けたかどうかを、先に確かめてください。",
}
"""Reasons that bear waiting only if somebody does this meanwhile. Every other reason cannot wait."""
_HARM_OF_RANK = {"C": 0, "B": 1, "A": 2}
_HARM_WITHOUT_RANK = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the split is told about the cases of an agenda, by id, and what it counts with."""

    cases: Mapping[UUID, CaseForMeeting]
    days: MeetingDays
    settings: SplitSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A household that can wait: why, what the meeting and the agencies save, and whether it is enough with it."""

    item: AgendaItem
    why: str
    minutes: int
    waiting: int
    care: tuple[str, ...] = ()
    """What must be done meanwhile; empty: nothing."""
    proposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """Every household that can wait, least harm first; the proposed ones are the smallest set that makes it fit.

    `over` and `left_over` are minutes beyond the frame now and without the proposed ones; 0 or less fits.
    """

    rows: Sequence[Suggestion]
    over: int
    left_over: int
    waiting: int
    waiting_left: int

    @property
    def proposed(self) -> list[Suggestion]:
        """The smallest set."""
        return [row for row in self.rows if row.proposed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """Where an individual item stood before it was set aside, and its minutes; `sign` begins its id."""

    sign: str
    place: int
    minutes: int


def sign_of(item_id: UUID) -> str:
    """The beginning of an id, enough to tell the items of one agenda apart."""
    return item_id.hex[:8]


def suggestions(facts: AgendaFacts, told: Told) -> Suggestions:
    """What could wait, and what is proposed to wait."""
    plan = day_plan(facts)
    found = sorted(_candidates(facts, told), key=lambda row: _harm(row, told))
    chosen = _smallest(facts, [row.item.id for row in found])
    left = day_plan(without(facts, chosen))
    return Suggestions(
        rows=[replace(row, proposed=row.item.id in chosen) for row in found],
        over=plan.minutes - frame_minutes(facts.meeting),
        left_over=left.minutes - frame_minutes(facts.meeting),
        waiting=plan.waiting,
        waiting_left=left.waiting,
    )


def without(facts: AgendaFacts, put_off: Sequence[UUID]) -> AgendaFacts:
    """The agenda when these items wait for the next meeting."""
    return replace(facts, items=[item for item in facts.items if item.id not in put_off])


def _candidates(facts: AgendaFacts, told: Told) -> Iterator[Suggestion]:
    now = day_plan(facts)
    for item in individual(facts.items):
        if item.heavy or item.pinned or not _can_wait(item, told):
            continue
        then = day_plan(without(facts, [item.id]))
        yield Suggestion(
            item=item,
            why=_why(item, told),
            minutes=now.minutes - then.minutes,
            waiting=now.waiting - then.waiting,
            care=tuple(CARED_FOR[kind] for kind in ReasonKind if kind in CARED_FOR.keys() & _kinds(item, told)),
        )


def _can_wait(item: AgendaItem, told: Told) -> bool:
    kinds = _kinds(item, told)
    return (
        all(case in told.cases for case in item.cases)
        and (bool(kinds) or not item.manual)
        and kinds <= CAN_WAIT | CARED_FOR.keys()
    )


def _kinds(item: AgendaItem, told: Told) -> set[ReasonKind]:
    cases = [told.cases[case] for case in item.cases if case in told.cases]
    return {reason.kind for case in cases for reason in reasons(case, told.days, told.settings)}


def _harm(row: Suggestion, told: Told) -> tuple[int, int, int, int, int]:
    cases = [told.cases[case] for case in row.item.cases]
    rank = max(_HARM_OF_RANK.get(case.review_rank or "", _HARM_WITHOUT_RANK) for case in cases)
    review = min(case.next_review_on.toordinal() if case.next_review_on else 0 for case in cases)
    return len(row.care), rank, -review, len(_kinds(row.item, told)), -row.waiting


def _smallest(facts: AgendaFacts, candidates: Sequence[UUID]) -> list[UUID]:
    """The first candidates that make the sum fit (all if none do), without those that are not needed after all."""
    chosen: list[UUID] = []
    for item_id in candidates:
        if _fits(facts, chosen):
            break
        chosen.append(item_id)
    for item_id in reversed(chosen):
        fewer = [one for one in chosen if one != item_id]
        if _fits(facts, fewer):
            chosen = fewer
    return chosen


def _fits(facts: AgendaFacts, put_off: Sequence[UUID]) -> bool:
    return day_plan(without(facts, put_off)).minutes <= frame_minutes(facts.meeting)


def _why(item: AgendaItem, told: Told) -> str:
    """管理ランクC、見直しの予定は令和8年11月27日（金）。とりあげる理由は「見直しの遅れ」だけです。."""
    cases = [told.cases[case] for case in item.cases]
    ranks = "・".join(sorted({case.review_rank for case in cases if case.review_rank}))
    planned = [case.next_review_on for case in cases if case.next_review_on]
    said = [
        f"管理ランク{ranks}" if ranks else "管理ランクなし",
        f"見直しの予定は{wareki_long(min(planned))}" if planned else "見直しの予定日なし",
    ]
    kinds = "」「".join(kind.label for kind in ReasonKind if kind in _kinds(item, told))
    why = f"とりあげる理由は「{kinds}」だけです。" if kinds else "個別に話し合う理由は、いまはありません。"
    return f"{'、'.join(said)}。{why}"
