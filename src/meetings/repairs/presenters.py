"""順番を直す in words: what changed since the announcement, and each step with what it costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from core.calendar import clock_time
from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.agenda.model import AgendaItem
from meetings.agenda.presenters import duration
from meetings.agenda.rules import individual
from meetings.arrangements.model import Arrangement, ArrangementWay
from meetings.arrangements.wish_words import UNPROVEN
from meetings.invitations.rules import ChangeKind, WindowChange
from meetings.repairs import repairing
from meetings.repairs.actions import Repair
from meetings.repairs.repairing import Price, Step
from meetings.scheduling.model import Invitee, Reply

EXPLANATIONS = {
    ArrangementWay.KEEP: "新しい議題も、いまある場所のままです。",
    ArrangementWay.INSERT: "新しい議題と、時間が合わなくなった議題だけを入れ直します。ほかの前後は変えません。",
    ArrangementWay.ONE_MOVE: "変わった議題を入れ直し、いちばん役に立つ1件だけを動かします。",
    ArrangementWay.QUIET: "知らせた時間と順番をなるべく残して、待ちをへらします。",
    ArrangementWay.AFRESH: "知らせた時間を考えずに、はじめと同じ決まり（同じ所属を続けるなど）で組み直します。",
}
MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step of the table; `again` are the agencies that are told again, with the old and the new time."""

    id: UUID
    label: str
    explanation: str
    waiting: str
    saved: str
    moved: str
    told: str
    again: Sequence[tuple[str, str]]
    broken: Sequence[str]
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairView:
    """The page."""

    changed: Sequence[str]
    rows: Sequence[StepRow]
    conflicts: Sequence[str]
    """Why 全部を組み直す found no order."""
    unproven: bool
    """None was found, which proves nothing."""
    waiting: str
    told: str
    broken: Sequence[str]
    """What the present order does not keep."""
    never_kept: bool
    """Whether no step keeps everything."""
    most_told: int
    """How many agencies have an announced time."""


def repair_view(found: Repair) -> RepairView:
    """Everything the page says."""
    steps = {one.way: _step(found, one) for one in found.proposed if one.order}
    shown = repairing.shown(list(steps.values()))
    usual = repairing.usual(shown) if any(step.way is not ArrangementWay.AFRESH for step in shown) else None
    wanted = [*shown, *(step for way, step in steps.items() if way is ArrangementWay.AFRESH and step not in shown)]
    ids = {one.way: one.id for one in found.proposed}
    present = repairing.price(found.facts, found.live, [item.id for item in individual(found.facts.items)])
    refused = [sentence for one in found.proposed if not one.order for sentence in one.not_kept]
    return RepairView(
        changed=list(changed_sentences(found)),
        rows=[_row(found, step, ids[step.way], present, chosen=step is usual) for step in wanted],
        conflicts=[sentence for sentence in refused if sentence != UNPROVEN],
        unproven=UNPROVEN in refused,
        waiting=duration(present.waiting),
        told=told_words(len(present.told)),
        broken=present.broken,
        never_kept=bool(wanted) and all(step.price.broken for step in wanted),
        most_told=sum(window.agency_id not in found.facts.hosts for window in found.live),
    )


def changed_sentences(found: Repair) -> Iterator[str]:
    """What happened since agencies were told, one sentence for each kind of change."""
    facts, since = found.facts, found.since
    if since.added:
        yield f"新しい議題が{len(since.added)}件：{_names(facts, since.added)}"
    if since.withdrawn:
        yield f"話し合わないことになった議題が{since.withdrawn}件"
    if since.retimed:
        yield f"分が変わった議題が{len(since.retimed)}件：{_names(facts, since.retimed)}"
    if since.moved:
        yield f"順を動かした議題が{len(since.moved)}件：{_names(facts, since.moved)}"
    yield from (_answer_words(facts, one) for one in since.answers if one.agency_id in facts.agencies)
    if not since.count and found.changes:
        yield f"呼ぶ機関・枠・場所などが変わり、知らせた時間とちがう機関が{len(found.changes)}機関あります。"


def told_words(count: int) -> str:
    """3機関, or that nobody is told."""
    return f"{count}機関" if count else "なし"


def taken_words(count: int) -> str:
    """What was done, and that nothing has left the house."""
    if not count:
        return "この順にしました。知らせた時間が変わる機関はありません。"
    return f"この順にしました。まだ何も送っていません。{count}機関に変更のお知らせが要ります。"


def _step(found: Repair, one: Arrangement) -> Step:
    return Step(way=one.way, order=one.order, price=repairing.price(found.facts, found.live, one.order))


def _row(found: Repair, step: Step, arrangement_id: UUID, present: Price, *, chosen: bool) -> StepRow:
    again = repairing.told_again(found.facts, found.live, step.order)
    saved = present.waiting - step.price.waiting
    return StepRow(
        id=arrangement_id,
        label=step.way.label,
        explanation=EXPLANATIONS[step.way],
        waiting=duration(step.price.waiting),
        saved=f"{duration(abs(saved))}{'へる' if saved > 0 else 'ふえる'}" if saved else "",
        moved=f"{step.price.moved}件" if step.price.moved else "なし",
        told=told_words(len(step.price.told)),
        again=[(found.facts.agencies[one.agency_id].short, _times(one)) for one in again
               if one.agency_id in found.facts.agencies],
        broken=step.price.broken,
        chosen=chosen,
    )  # fmt: skip


def _times(change: WindowChange) -> str:
    before = f"{clock_time(change.live.starts)}–{clock_time(change.live.ends)}" if change.live else ""
    after = f"{clock_time(change.planned.told.starts)}–{clock_time(change.planned.told.ends)}" if change.planned else ""
    match change.kind:
        case ChangeKind.NEW:
            return f"はじめて {after}"
        case ChangeKind.CANCELLED:
            return f"{before} を取り消す"
        case _:
            return f"{before} → {after}" if before != after else f"{after}（場所が変わる）"


def _answer_words(facts: AgendaFacts, one: Invitee) -> str:
    name = facts.agencies[one.agency_id].short
    if one.reply is Reply.ABSENT:
        return f"{name}から、欠席の返事"
    since = f"{_on_clock(one.comes_from)}から" if one.comes_from else ""
    until = f"{_on_clock(one.comes_until)}まで" if one.comes_until else ""
    return f"{name}から、来られるのは{since}{until}という返事"


def _on_clock(wall: time) -> str:
    return f"{wall.hour}:{wall.minute:02}"


def _names(facts: AgendaFacts, items: Sequence[AgendaItem]) -> str:
    rest = len(items) - MOST_NAMED
    return "、".join(_name(facts, item) for item in items[:MOST_NAMED]) + (f"、ほか{rest}件" if rest > 0 else "")


def _name(facts: AgendaFacts, item: AgendaItem) -> str:
    name = "・".join(case.number for case in facts.cases_of(item)) or item.title
    if item.told_minutes not in {None, item.minutes}:
        return f"{name}（{item.told_minutes}分→{item.minutes}分）"
    return f"{name}（いま{clock_time(day_plan(facts).place(item.id).starts)}）"
