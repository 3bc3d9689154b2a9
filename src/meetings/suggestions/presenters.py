"""減らす案 in words: which households can wait, why, and what that saves."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from meetings.agenda import presenters as agenda
from meetings.agenda.day_plan import AgendaFacts, day_plan
from meetings.agenda.presenters import Line, duration
from meetings.scheduling.rules import frame_minutes
from meetings.suggestions.suggesting import Suggestion, Suggestions


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionRow:
    """A household that can wait."""

    line: Line
    why: str
    minutes: str
    waiting: str
    care: Sequence[str]
    proposed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionView:
    """The page: the sum, what is proposed, and every household that can wait."""

    sum_sentence: str
    fits: bool
    proposal: str
    enough: bool
    rows: Sequence[SuggestionRow]
    proposed: Sequence[UUID]
    put_off: Sequence[Line]


def suggestion_view(facts: AgendaFacts, found: Suggestions) -> SuggestionView:
    """Everything the page shows."""
    lines = {line.id: line for line in agenda.individual_lines(facts)}
    rows = [_row(lines[row.item.id], row) for row in found.rows]
    return SuggestionView(
        sum_sentence=agenda.sum_sentence(facts, day_plan(facts)),
        fits=found.over <= 0,
        proposal=_proposal(facts, found),
        enough=found.left_over <= 0,
        rows=sorted(rows, key=lambda row: not row.proposed),
        proposed=[row.item.id for row in found.proposed],
        put_off=agenda.put_off_lines(facts),
    )


def put_off_words(count: int) -> str:
    """3世帯を次回にまわしました。."""
    return f"{count}世帯を次回にまわしました。"


def _row(line: Line, row: Suggestion) -> SuggestionRow:
    return SuggestionRow(
        line=line,
        why=row.why,
        minutes=f"{row.minutes}分へる",
        waiting=_change(row.waiting),
        care=row.care,
        proposed=row.proposed,
    )


def _change(saved: int) -> str:
    if not saved:
        return "変わらない"
    return f"{duration(abs(saved))}{'へる' if saved > 0 else 'ふえる'}"


def _proposal(facts: AgendaFacts, found: Suggestions) -> str:
    """3世帯を次回にまわすと、合計116分で枠におさまります。機関の待ちは9時間から7時間20分になります。."""
    if found.over <= 0:
        return "枠におさまっています。次回にまわさなくても進められます。"
    if not found.proposed:
        return "次回まで待てる世帯は見つかりません。"
    count, total = len(found.proposed), frame_minutes(facts.meeting) + found.left_over
    waiting = f"機関の待ちは{duration(found.waiting)}から{duration(found.waiting_left)}になります。"
    if found.left_over <= 0:
        return f"{count}世帯を次回にまわすと、合計{total}分で枠におさまります。{waiting}"
    return f"待てる{count}世帯をすべて次回にまわしても、枠を{found.left_over}分こえます。{waiting}"
