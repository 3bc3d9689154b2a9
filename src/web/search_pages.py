"""Searching agencies and cases by name, reading, number or telephone. What was asked never stands in an address."""

from collections.abc import Iterable
from dataclasses import dataclass

from litestar import Controller, post
from litestar.response import Template

from access.acting import actor_of, scope_of_request
from access.audit import store as audit_store
from access.audit.model import AuditEvent, AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, needs
from core.database import transaction
from core.pages import PageRequest, posted
from core.text import fold
from network.agencies import store as agency_store
from network.agencies.model import Agency
from network.graph import store as graph_store
from network.graph.casebook import Casebook, in_order_of_concern
from network.graph.presenters import CaseRow, case_rows

MOST = 50
LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found; the counts say how many there are beyond those shown."""

    cases: list[CaseRow]
    case_count: int
    agencies: list[Agency]
    agency_count: int


class SearchPages(Controller):
    """/search."""

    @post("/search", opt=needs(Permission.CASE_SEE), status_code=200)
    async def search(self, request: PageRequest) -> Template:
        """Cases and agencies in which every word occurs."""
        asked = (await posted(request)).line("q", longest=LONGEST)[:LONGEST]
        found = await found_for(actor_of(request), scope_of_request(request), asked)
        return Template("web/search.html", context={"asked": asked, "found": found, "most": MOST})


async def found_for(actor: Actor, scope: Scope, asked: str) -> Found:
    """Scan what exists for the person; finding cases is recorded with their number, not with what was asked."""
    check_may(actor, Permission.CASE_SEE)
    words = [fold(word) for word in asked.replace("　", " ").split()]
    if not any(words):
        return Found(cases=[], case_count=0, agencies=[], agency_count=0)
    async with transaction(scope.council):
        book = await graph_store.whole_casebook(scope=scope, closed=True)
        agencies = await agency_store.agencies(scope=scope)
        rows = _cases(book, words)
        audit = AuditEvent.of(actor, AuditKind.CASES_LISTED, "", list="search", count=str(len(rows)))
        await audit_store.append(audit)
    matching = [
        agency for agency in agencies if fits(words, (agency.name, agency.kana, agency.short_name, *_more(agency)))
    ]
    return Found(cases=rows[:MOST], case_count=len(rows), agencies=matching[:MOST], agency_count=len(matching))


def fits(words: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether every folded word occurs in one of the texts (旧字, width, kana and hyphens made equal)."""
    folded = [fold(text) for text in texts if text]
    return all(any(word in text for text in folded) for word in words)


def _cases(book: Casebook, words: list[str]) -> list[CaseRow]:
    found = [file for file in book.files if fits(words, (file.case.name, file.case.kana, file.case.number))]
    return case_rows(in_order_of_concern(found), book)


def _more(agency: Agency) -> tuple[str, ...]:
    """Aliases, and telephone numbers with and without hyphens."""
    numbers = (agency.phone, agency.fax, agency.night_phone)
    return (*agency.aliases, *numbers, *(number.replace("-", "") for number in numbers))
