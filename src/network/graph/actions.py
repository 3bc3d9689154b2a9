"""Use cases of the つながり図: the council's map, a household's connections, findings, and the paper."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.councils import store as councils
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may
from core import clock
from core.database import transaction
from network.graph import store
from network.graph.casebook import Casebook, CaseFile
from network.graph.connections import Connections, connections
from network.graph.council_map import CouncilMap, council_map
from network.graph.documents import ConnectionsPaper, connections_pdf
from network.graph.findings import CaseFinding, case_findings


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilPicture:
    """The council's map on a day and the findings of its cases."""

    map: CouncilMap
    findings: list[CaseFinding]


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdPicture:
    """A household's connections on a day, seen from one of its cases."""

    file: CaseFile
    siblings: tuple[CaseFile, ...]
    drawn: Connections


async def casebook(scope: Scope, *, closed: bool = False) -> Casebook:
    """Open cases, or all, as they stand on the scope's day."""
    async with transaction(scope.council):
        return await store.whole_casebook(scope=scope, closed=closed)


async def findings(scope: Scope, today: date) -> list[CaseFinding]:
    """What is missing in the open cases, gravest first: for きょう and for the agenda."""
    async with transaction(scope.council):
        book = await store.whole_casebook(scope=replace(scope, day=today))
    return case_findings(book.files)


async def council_picture(actor: Actor, scope: Scope, *, day: date, groups: frozenset[str]) -> CouncilPicture:
    """Who shares cases with whom on the day, agencies of the chosen groups only (all when none is chosen)."""
    check_may(actor, Permission.CASE_SEE)
    async with transaction(scope.council):
        book = await store.whole_casebook(scope=replace(scope, day=day), closed=True)
        detail = {"list": "graph", "count": str(len(book.files))}
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASES_LISTED, "", **detail))
    files = [file for file in book.files if file.managed_on(day)]
    views = [file.view for file in files]
    if groups:
        views = [
            replace(view, linkages=tuple(linkage for linkage in view.linkages if linkage.kind_group in groups))
            for view in views
        ]
    return CouncilPicture(map=council_map(views, day), findings=case_findings(files))


async def household_picture(actor: Actor, scope: Scope, case_id: UUID, *, day: date) -> HouseholdPicture:
    """The connections of the case's household. Raises NotFound."""
    check_may(actor, Permission.CASE_SEE)
    async with transaction(scope.council):
        book = await store.household_casebook(case_id, scope=replace(scope, day=day))
        await audit_store.append(AuditEvent.of(actor, AuditKind.CASE_SEEN, case_id, page="graph"))
    return _picture(book, case_id)


async def household_paper(actor: Actor, scope: Scope, case_id: UUID, *, day: date) -> bytes:
    """The つながり図 of the case's household as PDF. Raises NotFound, PaperFailed."""
    check_may(actor, Permission.CASE_SEE)
    async with transaction(scope.council):
        book = await store.household_casebook(case_id, scope=replace(scope, day=day))
        council = await councils.council(scope=scope)
        await audit_store.append(AuditEvent.of(actor, AuditKind.PAPER_MADE, case_id, paper="connections"))
    picture = _picture(book, case_id)
    numbers = "・".join(file.case.number for file in picture.siblings)
    paper = ConnectionsPaper(council_name=council.name, case_numbers=numbers, drawn=picture.drawn, as_of=clock.now())
    return await asyncio.to_thread(connections_pdf, paper)


def _picture(book: Casebook, case_id: UUID) -> HouseholdPicture:
    file = next(file for file in book.files if file.case.id == case_id)
    drawn = connections(book.household_view(file.household.id), book.day)
    return HouseholdPicture(file=file, siblings=book.files, drawn=drawn)
