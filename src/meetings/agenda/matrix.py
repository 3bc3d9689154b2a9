"""The second view of the agenda: cases × agencies, time flows down, waiting bars between own items.

A drawing never holds a fact its list lacks: presence comes from the same plan as the list.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from core.calendar import clock_time
from meetings.agenda.day_plan import AgendaFacts, DayPlan
from meetings.agenda.model import ItemKind
from meetings.agenda.ordering import Placed, Window
from meetings.agenda.presenters import Line, lines
from meetings.agenda.slack_words import slack_minutes
from meetings.scheduling.model import Reply

AT, WAITS, AWAY = "at", "wait", "away"
REPLY_SIGNS = {Reply.ATTENDS: "○", Reply.SUBSTITUTE: "代", Reply.NONE: "?", Reply.ABSENT: "×"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One agency: its name, its answer, the time it is told with the slack in it, and how long it waits."""

    name: str
    reply: str
    reply_words: str
    span: str
    early: int
    late: int
    list_waiting: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One line of the agenda with a cell for each agency."""

    line: Line
    cells: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The whole drawing; standing members stay all the time and have no column."""

    columns: Sequence[Column]
    rows: Sequence[MatrixRow]
    standing: str

    @property
    def slack(self) -> bool:
        """Whether any told time has slack in it."""
        return any(column.early or column.late for column in self.columns)


def matrix(facts: AgendaFacts, plan: DayPlan, *, beside: DayPlan | None = None) -> Matrix:
    """The matrix of an order; `beside` is the order it is compared with, whose columns it takes."""
    called = _called(facts, beside or plan)
    placed = {place.item.id: place for place in plan.placed}
    rows = [
        MatrixRow(line=line, cells=[_cell(placed, line, str(agency), plan.windows) for agency in called])
        for line in lines(facts, plan)
        if line.kind != "heading"
    ]
    standing = [
        facts.agencies[one.agency_id].short
        for one in facts.coming.values()
        if one.agency_id in facts.staying and one.agency_id in facts.agencies
    ]
    return Matrix(columns=[_column(facts, plan, agency) for agency in called], rows=rows, standing="、".join(standing))


def _called(facts: AgendaFacts, plan: DayPlan) -> list[UUID]:
    """The agencies that come for their items, earliest first."""
    coming = [agency for agency in facts.coming if agency not in facts.staying and str(agency) in plan.windows]
    return sorted(coming, key=lambda agency: (plan.windows[str(agency)].starts, facts.agencies[agency].name))


def _column(facts: AgendaFacts, plan: DayPlan, agency: UUID) -> Column:
    exact, listed = plan.windows[str(agency)], plan.list_windows.get(str(agency))
    told, reply = plan.told[str(agency)], facts.coming[agency].reply
    early, late = slack_minutes(exact, told)
    return Column(
        name=facts.agencies[agency].short,
        reply=REPLY_SIGNS[reply],
        reply_words=reply.label,
        span=f"{clock_time(told.starts)}–{clock_time(told.ends)}",
        early=early,
        late=late,
        list_waiting=listed.waiting_minutes if listed else 0,
        waiting=exact.waiting_minutes,
    )


def _cell(placed: Mapping[str, Placed], line: Line, agency: str, windows: Mapping[str, Window]) -> str:
    window = windows[agency]
    if line.id is None:  # a break stands between two items
        return WAITS if line.at is not None and window.starts < line.at < window.ends else AWAY
    place = placed[str(line.id)]
    if place.item.kind is ItemKind.INDIVIDUAL and agency in place.item.agencies:
        return AT
    return WAITS if window.starts <= place.starts and place.ends <= window.ends else AWAY
