"""How each value of the 進行管理台帳 reads: a cell is a few short lines, the same everywhere.

Paper, spreadsheet and screen show these lines. A line carries its meaning in words and shapes (▲ 済 ■■□□); its tone
only makes that louder or quieter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.calendar import age_on, wareki_short
from meetings.progress.ledger import LedgerRow, LedgerView, RowKind, Task


class Tone(Enum):
    """Weight of a line; the value is the class name in templates."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    KANA = "kana"
    NAME = "name"
    FIGURES = "figures"
    NUMBER = "number"
    ALARM = "alarm"
    LOUD = "loud"
    TAG = "tag"
    TAG_CLOSING = "tag-closing"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell; `mark` hangs before the text (・ 済 未 ■■□□)."""

    text: str
    tone: Tone = Tone.PLAIN
    mark: str = ""

    def __str__(self) -> str:
        """The line as one string, for the spreadsheet and for copying."""
        if self.mark == "・":
            return f"・{self.text}"
        return f"{self.mark} {self.text}" if self.mark else self.text


Cell = tuple[Line, ...]
Format = Callable[[LedgerRow, LedgerView], Cell]


def cell_text(cell: Cell) -> str:
    """All lines of a cell, one below the other."""
    return "\n".join(str(line) for line in cell)


def order(row: LedgerRow, _: LedgerView) -> Cell:
    """順: the number of the household's item, or 一括."""
    if row.kind is RowKind.BLOCK:
        return (Line("一括", Tone.QUIET),)
    return (Line(str(row.order), Tone.NUMBER),) if row.order is not None else ()


def number(row: LedgerRow, _: LedgerView) -> Cell:
    """整理番号 and the day of acceptance."""
    tags = _tags(row)
    return (Line(row.number, Tone.STRONG), *_day(row.accepted_on, Tone.QUIET), *tags)


def rank_and_severity(row: LedgerRow, _: LedgerView) -> Cell:
    """管理ランク and 重症度, two different things on two lines."""
    rank = (Line(row.review_rank, Tone.STRONG, mark="管理"),) if row.review_rank else ()
    if row.severity is None:
        return (*rank, Line("重症度 未判定", Tone.QUIET))
    squares = Line(f"{row.severity.word}{_change(row)}", Tone.STRONG, mark=row.severity.squares)
    return (squares, *rank)


def name(row: LedgerRow, _: LedgerView) -> Cell:
    """ふりがな above the name; of a pregnancy the woman's."""
    kana = (Line(row.kana, Tone.KANA),) if row.kana else ()
    unborn = (Line("特定妊婦（本人）", Tone.QUIET),) if row.unborn else ()
    return (*kana, Line(row.name, Tone.NAME), *unborn)


def birth(row: LedgerRow, view: LedgerView) -> Cell:
    """生年月日, age and affiliation; of a pregnancy the weeks and the due date."""
    if row.due_date is not None and row.unborn:
        weeks = Line(f"妊娠{row.weeks_pregnant(view.today)}週")
        return (weeks, Line(f"予定日 {wareki_short(row.due_date)}", Tone.FIGURES))
    born: Cell = ()
    if row.birth_date is not None:
        born = (Line(f"{wareki_short(row.birth_date)} {age_on(row.birth_date, view.today)}歳", Tone.FIGURES),)
    if row.affiliation is None:
        return (*born, Line("▲ 所属なし", Tone.ALARM))
    return (*born, Line(row.affiliation)) if row.affiliation else born


def kinds(row: LedgerRow, _: LedgerView) -> Cell:
    """ケース種別 and 虐待種別, main kind first."""
    case_kind = (Line(row.case_kind),) if row.case_kind else ()
    abuse = (Line("・".join(row.abuse_kinds), Tone.QUIET),) if row.abuse_kinds else ()
    return (*case_kind, *abuse)


def lead(row: LedgerRow, _: LedgerView) -> Cell:
    """主担当 and 主たる援助者; what is missing speaks."""
    agency = Line(row.lead_agency, Tone.STRONG) if row.lead_agency else Line("▲ 主担当 未定", Tone.LOUD)
    disputed = (Line("◇ 主担当 食い違い", Tone.ALARM),) if row.lead_disputed else ()
    vacant = (Line("▲ 担当者 空席", Tone.ALARM),) if row.key_worker_vacant else ()
    worker = (Line(row.key_worker),) if row.key_worker else ()
    return (agency, *disputed, *worker, *vacant)


def agencies(row: LedgerRow, _: LedgerView) -> Cell:
    """関係機関 other than the lead."""
    others = [agency for agency in row.agencies if agency != row.lead_agency]
    return (Line("、".join(others)),) if others else ()


def previous(row: LedgerRow, view: LedgerView) -> Cell:
    """前回の決定 with 済 / 未 for each task: the meeting begins with what it said last time."""
    late = _review_late(row, view)
    if row.previous is None:
        return (*late, Line("（初回）", Tone.QUIET))
    decision = (Line(row.previous.treatment, Tone.QUIET),) if row.previous.treatment else ()
    tasks = [line for task in row.previous.tasks for line in _task_given(task, view)]
    return (*late, *decision, *tasks)


def situation(row: LedgerRow, _: LedgerView) -> Cell:
    """現在の状況・変化, after what the coordinator should not overlook."""
    alarms = [Line(f"▲ {sentence}", Tone.ALARM) for sentence in row.attention]
    return (*alarms, *_items(row.situation))


def last_seen(row: LedgerRow, view: LedgerView) -> Cell:
    """最終目視日・確認者. A child unseen since acceptance is the loudest mark of the list."""
    if row.unborn and row.last_seen is None:
        return (Line("出生前", Tone.QUIET),)
    if not row.unborn and not row.seen_since_acceptance():
        return _never_seen(row, view)
    if row.last_seen is None:
        return ()
    days = (view.today - row.last_seen.on).days
    seen = wareki_short(row.last_seen.on)
    if days > view.sighting_limit_days:
        return (Line(f"▲ {seen}", Tone.ALARM), Line(f"{days}日前", Tone.STRONG), Line(row.last_seen.by))
    return (Line(seen, Tone.FIGURES), Line(row.last_seen.by))


def strengths(row: LedgerRow, _: LedgerView) -> Cell:
    """強み・安全."""
    return _items(row.strengths)


def policy(row: LedgerRow, _: LedgerView) -> Cell:
    """支援方針・役割分担."""
    return _items(row.policy)


def next_tasks(row: LedgerRow, view: LedgerView) -> Cell:
    """次の対応: who and until when in bold, then what."""
    return tuple(line for task in row.next_tasks for line in _task_ahead(task, view))


def next_review(row: LedgerRow, _: LedgerView) -> Cell:
    """次回見直し(案)."""
    return _day(row.next_review_on, Tone.FIGURES) or (Line("―", Tone.QUIET),)


def treatment(row: LedgerRow, _: LedgerView) -> Cell:
    """今回の扱い: empty until the meeting says it."""
    return (Line(row.treatment),) if row.treatment else ()


def household(row: LedgerRow, _: LedgerView) -> Cell:
    """世帯: label and number."""
    numbered = (Line(f"世帯 {row.household.number}", Tone.QUIET),) if row.household.number else ()
    return (Line(row.household.label), *numbered)


def guardians(row: LedgerRow, _: LedgerView) -> Cell:
    """保護者."""
    return _items(row.household.guardians)


def district(row: LedgerRow, _: LedgerView) -> Cell:
    """地区."""
    return _items(row.household.district)


def consultation_route(row: LedgerRow, _: LedgerView) -> Cell:
    """相談経路: a code of the statistics, never a person."""
    return _items(row.consultation_route)


def child_guidance(row: LedgerRow, _: LedgerView) -> Cell:
    """児相関与."""
    return _items(row.child_guidance)


def support_plan(row: LedgerRow, _: LedgerView) -> Cell:
    """サポートプラン."""
    return _items(row.support_plan)


def _day(day: date | None, tone: Tone) -> Cell:
    return (Line(wareki_short(day), tone),) if day else ()


def _tags(row: LedgerRow) -> Cell:
    new = (Line("新規", Tone.TAG),) if row.is_new else ()
    closing = (Line("終結案", Tone.TAG_CLOSING),) if row.closing_proposed else ()
    return (*new, *closing)


def _change(row: LedgerRow) -> str:
    if row.severity is None or row.previous_severity is None or row.severity.filled == row.previous_severity.filled:
        return ""
    return "↑" if row.severity.filled > row.previous_severity.filled else "↓"


def _items(text: str) -> Cell:
    sentences = [sentence.strip() for sentence in text.splitlines() if sentence.strip()]
    mark = "・" if len(sentences) > 1 else ""
    return tuple(Line(sentence, mark=mark) for sentence in sentences)


def _review_late(row: LedgerRow, view: LedgerView) -> Cell:
    if row.review_due_on is None or row.review_due_on >= view.today:
        return ()
    days = (view.today - row.review_due_on).days
    return (Line(f"▲ 見直し {wareki_short(row.review_due_on)}", Tone.ALARM), Line(f"{days}日超過", Tone.STRONG))


def _task_given(task: Task, view: LedgerView) -> Cell:
    said = Line(f"{task.agency} {task.what}".strip(), mark="済" if task.done_on else "未")
    late = (Line(f"▲ 期限超過 {task.until}", Tone.ALARM),) if task.overdue(view.today) else ()
    return (said, *late)


def _task_ahead(task: Task, view: LedgerView) -> Cell:
    who = f"{task.agency} {task.until}".strip()
    late = (Line("▲ 期限超過", Tone.ALARM),) if task.overdue(view.today) else ()
    return (*((Line(who, Tone.STRONG),) if who else ()), Line(task.what), *late)


def _never_seen(row: LedgerRow, view: LedgerView) -> Cell:
    since = f"受理から{(view.today - row.accepted_on).days}日" if row.accepted_on else "受理から"
    before = (Line(f"受理前 {wareki_short(row.last_seen.on)}", Tone.QUIET),) if row.last_seen else ()
    return (Line("▲ 未目視", Tone.LOUD), Line(f"{since} 見ていない", Tone.STRONG), *before)
