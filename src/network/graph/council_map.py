"""The つながり図 of the whole council: how many cases each agency has, and which agencies share cases with which.

It counts cases on one day and names no child. It is a picture of shared work, never a ranking.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from uuid import UUID

import networkx as nx

from network.agencies.agency_kind import GROUPS
from network.graph.linkages import CaseView, LinkageView


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLoad:
    """One agency on the map: its number there, its cases, and those it leads."""

    number: int
    agency_id: UUID
    name: str
    group: str
    cases: int
    leads: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilRow:
    """One row of the table: an agency, its counts, and everybody it shares cases with, most first."""

    number: int
    agency: str
    group: str
    leads: int
    supports: int
    cases: int
    shared_with: tuple[tuple[int, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilMap:
    """All agencies with cases on a day; `shared` holds the number of common cases by pair of map numbers."""

    day: date
    cases: int
    agencies: tuple[AgencyLoad, ...]
    shared: dict[tuple[int, int], int]

    def common(self, first: int, second: int) -> int:
        """Cases that both agencies, by their numbers, are linked to."""
        return self.shared.get((min(first, second), max(first, second)), 0)

    def rows(self) -> tuple[CouncilRow, ...]:
        """The table: every number of the drawing stands here."""
        return tuple(self._row(load) for load in self.agencies)

    def _row(self, load: AgencyLoad) -> CouncilRow:
        partners = [
            (other.number, other.name, self.common(load.number, other.number))
            for other in self.agencies
            if other.number != load.number and self.common(load.number, other.number)
        ]
        return CouncilRow(
            number=load.number,
            agency=load.name,
            group=load.group,
            leads=load.leads,
            supports=load.cases - load.leads,
            cases=load.cases,
            shared_with=tuple(sorted(partners, key=lambda partner: (-partner[2], partner[0]))),
        )


def council_map(cases: Iterable[CaseView], day: date) -> CouncilMap:
    """The council's map on the day; agencies by group, within it by number of cases."""
    graph, agencies, leads = _linked(cases, day)
    degrees = {agency_id: graph.degree[agency_id] for agency_id in agencies}
    in_order = sorted(
        agencies.values(),
        key=lambda agency: (_group_place(agency.kind_group), -degrees[agency.agency_id], agency.agency_name),
    )
    loads = tuple(
        AgencyLoad(
            number=number,
            agency_id=agency.agency_id,
            name=agency.agency_name,
            group=agency.kind_group,
            cases=degrees[agency.agency_id],
            leads=leads.get(agency.agency_id, 0),
        )
        for number, agency in enumerate(in_order, start=1)
    )
    return CouncilMap(day=day, cases=len(graph) - len(agencies), agencies=loads, shared=_shared(graph, loads))


def _linked(cases: Iterable[CaseView], day: date) -> tuple["nx.Graph[UUID]", dict[UUID, LinkageView], dict[UUID, int]]:
    """The two-sided graph of agencies and cases, the agencies in it, and how many cases each leads."""
    graph: nx.Graph[UUID] = nx.Graph()
    agencies: dict[UUID, LinkageView] = {}
    leads: dict[UUID, int] = {}
    for case in cases:
        active = case.active_on(day)
        for linkage in active:
            agencies.setdefault(linkage.agency_id, linkage)
            graph.add_edge(linkage.agency_id, case.case_id)
        for agency_id in {linkage.agency_id for linkage in active if linkage.is_lead}:
            leads[agency_id] = leads.get(agency_id, 0) + 1
    return graph, agencies, leads


def _shared(graph: "nx.Graph[UUID]", loads: tuple[AgencyLoad, ...]) -> dict[tuple[int, int], int]:
    """Common neighbours, which are the common cases, of every two agencies."""
    pairs = combinations(loads, 2)
    counted = {
        (first.number, second.number): len(set(graph[first.agency_id]) & set(graph[second.agency_id]))
        for first, second in pairs
    }
    return {pair: count for pair, count in counted.items() if count}


def _group_place(group: str) -> int:
    return GROUPS.index(group) if group in GROUPS else len(GROUPS)
