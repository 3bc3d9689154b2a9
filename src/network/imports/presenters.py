"""The list of imports and the outcome of one, as the pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.calendar import clock_time, wareki, wareki_short
from core.clock import JST
from network.imports.received_file import Import, ImportEntry, ImportKind, ImportState, LeftRow, Taken

_COUNTS = {
    "cases": ("登録したケース", "件"),
    "updated": ("内容を変えたケース", "件"),
    "households": ("世帯", "世帯"),
    "linkages": ("機関とのつながり", "本"),
    "seats": ("別表の項", "項"),
    "members": ("構成員の指定", "機関"),
    "agencies": ("名簿に足した機関", "機関"),
    "contacts": ("連絡先", "人"),
    "left": ("入れなかった行", "行"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """A line of the list of imports."""

    href: str
    filename: str
    kind: str
    state: str
    mark: str
    """open, done or undone."""
    created: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeView:
    """What an import made."""

    href: str
    version: int
    filename: str
    kind: str
    undone: bool
    when: str
    facts: tuple[tuple[str, str, None], ...]
    left: Sequence[LeftRow]
    records_href: str
    records_label: str


def entry_views(entries: Sequence[ImportEntry]) -> list[EntryView]:
    """The imports as lines."""
    marks = {ImportState.TAKEN: "done", ImportState.UNDONE: "undone"}
    return [
        EntryView(
            href=f"/imports/{entry.id}",
            filename=entry.filename.name,
            kind="" if entry.state is ImportState.READING else entry.kind.label,
            state=entry.state.label,
            mark=marks.get(entry.state, "open"),
            created=_moment(entry.created_at),
        )
        for entry in entries
    ]


def outcome_view(imported: Import) -> OutcomeView:
    """The outcome of an import that was taken in, or taken back."""
    is_cases = imported.kind is ImportKind.CASES
    when = imported.undone_at or imported.confirmed_at or imported.created_at
    return OutcomeView(
        href=f"/imports/{imported.id}",
        version=imported.version,
        filename=imported.filename.name,
        kind=imported.kind.label,
        undone=imported.state is ImportState.UNDONE,
        when=f"{wareki(when.astimezone(JST).date())} {clock_time(when)}",
        facts=_facts(imported.summary.taken),
        left=imported.summary.left,
        records_href="/cases" if is_cases else "/agencies/seats",
        records_label="ケースを見る" if is_cases else "別表と機関を見る",
    )


def said_of(taken: Taken | None) -> str:
    """One sentence about an outcome."""
    facts = [f"{label}{value}" for label, value, _none in _facts(taken)]
    return f"取り込みました。{'、'.join(facts)}。" if facts else "取り込みました。"


def _facts(taken: Taken | None) -> tuple[tuple[str, str, None], ...]:
    if taken is None:
        return ()
    found = ((label, getattr(taken, name), unit) for name, (label, unit) in _COUNTS.items())
    return tuple((label, f"{number}{unit}", None) for label, number, unit in found if number)


def _moment(when: datetime) -> str:
    local = when.astimezone(JST)
    return f"{wareki_short(local.date())} {clock_time(when)}"
