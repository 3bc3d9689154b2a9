"""The つながり図 of a household: who sits around the table for which child, and what is missing.

Drawing and table are made from the same values. Seats are fixed by kind of agency, so two drawings compare;
where a seat is on the sheet is decided by `seats`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.calendar import wareki_short
from network.graph.gaps import Finding, FindingKind, GapSettings, findings
from network.graph.linkages import CaseView, HouseholdView, LinkageView, TieState

STATE_ORDER = tuple(TieState)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """An agency's linkage to one child, as it stands on the day."""

    case: CaseView
    linkage: LinkageView
    state: TieState

    @property
    def words(self) -> str:
        """What stands under the agency's name: its role, or until when it was there."""
        role = self.linkage.role
        if self.state is TieState.LEAD:
            return f"主担当・{role}" if role and role != "主担当" else "主担当"
        if self.state is TieState.ENDED and self.linkage.last_day:
            return f"{wareki_short(self.linkage.last_day)}まで"
        if self.state is TieState.AHEAD and self.linkage.since:
            return f"{wareki_short(self.linkage.since)}から"
        return role or self.state.label


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedFinding:
    """A finding with the number that figure, table and list share."""

    number: int
    finding: Finding
    case: CaseView


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencySeat:
    """One agency at the table with its ties, the strongest first."""

    agency_id: UUID
    name: str
    group: str
    ties: tuple[Tie, ...]
    findings: tuple[NumberedFinding, ...] = ()

    @property
    def state(self) -> TieState:
        """The strongest state among its ties."""
        return self.ties[0].state

    @property
    def words(self) -> str:
        """What stands under the name."""
        return self.ties[0].words

    @property
    def since(self) -> date:
        """First day of the agency; those who were there first keep their seat."""
        return min(tie.linkage.since or date.min for tie in self.ties)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptySeat:
    """A seat that nobody fills: no lead, or no school after the last."""

    group: str
    finding: NumberedFinding
    words: str
    days: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionRow:
    """One row of the table: an agency in one role, and for which children."""

    agency: str
    role: str
    state: str
    responsible: str
    since: str
    until: str
    children: tuple[bool, ...]
    findings: tuple[NumberedFinding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Connections:
    """A household on a day: children, seats, findings. Drawing and table are both made from this."""

    label: str
    day: date
    cases: tuple[CaseView, ...]
    seats: tuple[AgencySeat, ...]
    empty_seats: tuple[EmptySeat, ...]
    findings: tuple[NumberedFinding, ...]

    def findings_of_child(self, case: CaseView) -> tuple[NumberedFinding, ...]:
        """Findings that hang on the child itself, neither on an agency nor on an empty seat."""
        seated = {empty.finding.number for empty in self.empty_seats}
        return tuple(
            one
            for one in self.findings
            if one.case == case and one.finding.agency_id is None and one.number not in seated
        )

    def rows(self) -> tuple[ConnectionRow, ...]:
        """The table: every agency and empty seat of the drawing, in the same order."""
        rows = [row for seat in self.seats for row in _rows_of(seat, self)]
        return (*rows, *(_row_of_empty(empty, self.cases) for empty in self.empty_seats))


def connections(household: HouseholdView, day: date, settings: GapSettings | None = None) -> Connections:
    """The household's connections as they stand on the day."""
    numbered = _numbered(household.cases, day, settings)
    return Connections(
        label=household.label,
        day=day,
        cases=household.cases,
        seats=_seats(household.cases, day, numbered),
        empty_seats=tuple(_empty_seats(household.cases, day, numbered)),
        findings=numbered,
    )


def _numbered(cases: Iterable[CaseView], day: date, settings: GapSettings | None) -> tuple[NumberedFinding, ...]:
    found = [(finding, case) for case in cases for finding in findings(case, day, settings)]
    found.sort(key=lambda pair: list(FindingKind).index(pair[0].kind))
    return tuple(
        NumberedFinding(number=number, finding=finding, case=case)
        for number, (finding, case) in enumerate(found, start=1)
    )


def _seats(cases: Iterable[CaseView], day: date, numbered: tuple[NumberedFinding, ...]) -> tuple[AgencySeat, ...]:
    ties: dict[UUID, list[Tie]] = {}
    for case in cases:
        for linkage in case.linkages:
            tie = Tie(case=case, linkage=linkage, state=linkage.state_on(day))
            ties.setdefault(linkage.agency_id, []).append(tie)
    return tuple(_seat(agency_id, known, numbered) for agency_id, known in ties.items())


def _seat(agency_id: UUID, ties: list[Tie], numbered: tuple[NumberedFinding, ...]) -> AgencySeat:
    ties = sorted(ties, key=lambda tie: STATE_ORDER.index(tie.state))
    linkage = ties[0].linkage
    own = tuple(
        one
        for one in numbered
        if one.finding.agency_id == agency_id and one.finding.kind is not FindingKind.NO_SUCCESSOR
    )
    return AgencySeat(
        agency_id=agency_id, name=linkage.agency_name, group=linkage.kind_group, ties=tuple(ties), findings=own
    )


def _empty_seats(cases: Iterable[CaseView], day: date, numbered: tuple[NumberedFinding, ...]) -> Iterator[EmptySeat]:
    groups = {linkage.agency_id: linkage.kind_group for case in cases for linkage in case.linkages}
    for one in numbered:
        if one.finding.kind is FindingKind.NO_SUCCESSOR and one.finding.agency_id:
            group = groups[one.finding.agency_id]
            yield EmptySeat(group=group, finding=one, words="次の所属がない", days=f"{one.finding.days}日")
        elif one.finding.kind is FindingKind.NO_LEAD:
            yield EmptySeat(group="", finding=one, words="主担当がいない", days=f"{wareki_short(day)} 現在")


def _rows_of(seat: AgencySeat, drawn: Connections) -> Iterator[ConnectionRow]:
    """One row for each role and period of the agency; children with the same share a row."""
    known: dict[tuple[str, TieState, str, date | None, date | None], list[Tie]] = {}
    for tie in seat.ties:
        linkage = tie.linkage
        same = (linkage.role, tie.state, linkage.responsible, linkage.since, linkage.until)
        known.setdefault(same, []).append(tie)
    for (_, state, responsible, since, _), ties in known.items():
        linked = {tie.case.case_id for tie in ties}
        last_day = ties[0].linkage.last_day
        yield ConnectionRow(
            agency=seat.name,
            role=ties[0].linkage.role,
            state=state.label,
            responsible="▲ 空席" if any(tie.linkage.vacant for tie in ties) else responsible,
            since=wareki_short(since) if since else "",
            until=wareki_short(last_day) if last_day else "",
            children=tuple(case.case_id in linked for case in drawn.cases),
            findings=tuple(one for one in seat.findings if any(_hangs_on(one, tie) for tie in ties)),
        )


def _hangs_on(numbered: NumberedFinding, tie: Tie) -> bool:
    if numbered.case != tie.case or tie.state not in {TieState.LEAD, TieState.SUPPORT}:
        return False
    return tie.linkage.vacant or numbered.finding.kind is not FindingKind.VACANT


def _row_of_empty(empty: EmptySeat, cases: tuple[CaseView, ...]) -> ConnectionRow:
    return ConnectionRow(
        agency=f"▲ {empty.words}",
        role=empty.days,
        state="切れ目",
        responsible="",
        since="",
        until="",
        children=tuple(case == empty.finding.case for case in cases),
        findings=(empty.finding,),
    )
