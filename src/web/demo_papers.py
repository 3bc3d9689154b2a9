"""The papers of the demonstration's meeting, and the summary of what was made."""

import asyncio
import json
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from access.permissions.model import Scope
from access.permissions.rules import scope_of
from core import clock
from core.calendar import as_jst
from core.database import transaction
from core.paper import page_count
from meetings.invitations import actions as invitations
from meetings.invitations.model import Window
from meetings.invitations.paper_actions import PaperKind, make_paper
from meetings.minutes import paper_actions as minutes_papers
from meetings.scheduling.rules import ends_at, starts_at
from network.agencies.documents import member_register_pdf
from network.cases import store as cases
from network.directory.actions import member_register
from network.graph import actions as graph
from web.demo_council import DemoCouncil
from web.demo_cycle import Cycle

AT_ONCE = 2
MEETING_PAPERS = (
    ("notices.pdf", "開催通知", PaperKind.NOTICES),
    ("windows.pdf", "出席時間のお知らせ", PaperKind.WINDOWS),
    ("agenda.pdf", "次第", PaperKind.AGENDA),
    ("progress-list.pdf", "進行管理台帳", PaperKind.LEDGER),
    ("progress-list.xlsx", "進行管理台帳", PaperKind.LEDGER_SHEET),
)


@dataclass(frozen=True, slots=True)
class Made:
    """One file that was written."""

    path: str
    kind: str
    pages: int | None


async def write_before(demo: DemoCouncil, cycle: Cycle, folder: Path) -> list[Made]:
    """The papers of the days before the meeting, with calendar files and mails."""
    scope, meeting_id = scope_of(demo.coordinator, today=clock.today()), cycle.meeting.id
    made = await _write(
        folder, [(name, kind, make_paper(scope, meeting_id, paper)) for name, kind, paper in MEETING_PAPERS]
    )
    return [*made, *await _invitations(scope, cycle, folder)]


async def write_after(demo: DemoCouncil, cycle: Cycle, folder: Path) -> list[Made]:
    """What is written when the decisions are taken."""
    actor, scope = demo.coordinator, scope_of(demo.coordinator, today=clock.today())
    async with transaction(scope.council):
        entered = await cases.cases(scope=scope)
    telling = next((case for case in entered if case.lead_disputed), entered[0])
    register = await member_register(scope, cycle.meeting.held_on)
    papers = (
        ("minutes.pdf", "議事録", minutes_papers.minutes(actor, cycle.meeting.id)),
        ("members.pdf", "委員名簿", asyncio.to_thread(member_register_pdf, register)),
        ("connections.pdf", "つながり図", graph.household_paper(actor, scope, telling.id, day=clock.today())),
    )
    return await _write(folder, papers)


async def _write(folder: Path, papers: Sequence[tuple[str, str, Awaitable[bytes]]]) -> list[Made]:
    """Two papers at a time."""
    at_once = asyncio.Semaphore(AT_ONCE)

    async def make(name: str, kind: str, paper: Awaitable[bytes]) -> Made:
        async with at_once:
            return _keep(folder, name, kind, await paper)

    return await asyncio.gather(*(make(name, kind, paper) for name, kind, paper in papers))


async def _invitations(scope: Scope, cycle: Cycle, folder: Path) -> list[Made]:
    made = []
    for agency, calendar, mail in await invitations.invitation_files(scope, cycle.meeting.id):
        name = agency.replace("/", "／")
        made.append(_keep(folder, f"invitations/{name}.ics", "予定ファイル", calendar))
        if mail is not None:
            made.append(_keep(folder, f"invitations/{name}.eml", "お知らせのメール", mail))
    return made


async def summarise(demo: DemoCouncil, cycle: Cycle, *, cases_entered: int, made: Sequence[Made], folder: Path) -> None:
    """Write summary.json: the same for the same seed and day."""
    scope = scope_of(demo.coordinator, today=clock.today())
    windows = [window for window, _ in await invitations.announced(scope, cycle.meeting.id)]
    names = {agency.id: agency.name for agency in demo.all_agencies}
    summary = {
        "council": demo.council.name,
        "agencies": len(demo.all_agencies),
        "cases": cases_entered,
        "meeting": {
            "starts": _iso(starts_at(cycle.meeting)),
            "ends": _iso(ends_at(cycle.meeting)),
            "items": cycle.items,
            "waiting_minutes": dict(cycle.waiting),
        },
        "slots": [_slot(window, names[window.agency_id]) for window in sorted(windows, key=_order)],
        "files": [{"path": one.path, "kind": one.kind, "pages": one.pages} for one in made],
    }
    text = json.dumps(summary, ensure_ascii=False, indent=1)
    (folder / "summary.json").write_text(text + "\n", encoding="utf-8")


def _slot(window: Window, agency: str) -> dict[str, object]:
    return {
        "agency": agency,
        "from": _iso(window.starts),
        "to": _iso(window.ends),
        "waiting_minutes": window.waiting_minutes,
    }


def _order(window: Window) -> tuple[datetime, datetime, str]:
    return window.starts, window.ends, str(window.agency_id)


def _iso(moment: datetime) -> str:
    return as_jst(moment).isoformat(timespec="seconds")


def _keep(folder: Path, name: str, kind: str, data: bytes) -> Made:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return Made(name, kind, page_count(data) if name.endswith(".pdf") else None)
