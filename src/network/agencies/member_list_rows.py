"""What a member list says, row by row, before anybody decides what it means.

It reads no file and recognises nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One 構成機関 of a list: its name as written, and what stands beside it.

    `fields` may hold representative, phone, fax, mail, address, secrecy_class, coordinating, seat and note.
    """

    name: str
    group: str | None = None
    role: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    row: int | None = None

    @property
    def place(self) -> str:
        """Where a person finds the row in the file."""
        sheet = f"シート「{self.sheet}」の" if self.sheet else ""
        return f"{sheet}{self.row}行目" if self.row else self.name


@dataclass(frozen=True, slots=True)
class MemberList:
    """The 構成機関 of one council in the order of the file; `unread` says what was left out and why."""

    municipality: str | None
    council_name: str | None
    coordinating_agency: str | None
    rows: tuple[MemberRow, ...]
    unread: tuple[str, ...] = ()
