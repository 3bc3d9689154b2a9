"""Who leads a case and who is linked to it, from all columns of a record that say so."""

import re
from dataclasses import dataclass

from network.imports.agency_cells import AgencyInCell, AgencySigns, agencies_in
from network.imports.agency_names import Directory
from network.imports.findings import Findings
from network.imports.grid import EMPTY
from network.imports.marks import is_nothing, leading_mark, one_circle
from network.imports.model import ColumnMapping, Field, FindingKind
from network.imports.records import Record

_SURE_MARKS = frozenset("◎○●☆★✓✔☑✅■◆主副従協レ")


@dataclass(frozen=True)
class LinkedAgencies:
    """The lead (None when the file names none or two) and all agencies, the lead first."""

    lead: str | None
    agencies: tuple[str, ...]


@dataclass(frozen=True)
class LinkageReader:
    """Reads linkages under one directory and one meaning of signs; `names_leads`: the file says leads at all."""

    directory: Directory
    signs: AgencySigns
    names_leads: bool

    def read(self, record: Record, findings: Findings) -> LinkedAgencies:
        """The agencies of a record; notes unknown ones, a missing lead and two leads."""
        named = [*self._leads(record), *self._in_text(record), *self._by_marks(record, findings)]
        self._note_unknown(record, named, findings)
        leads = tuple(dict.fromkeys(agency.match.name for _column, agency in named if agency.lead))
        names = dict.fromkeys([*leads, *(agency.match.name for _column, agency in named)])
        lead = leads[0] if len(leads) == 1 else None
        if len(leads) > 1:
            why = f"主担当が{len(leads)}つある（{'、'.join(leads)}）"
            column = self._lead_heading(record)
            findings.problem(record, column, FindingKind.TWO_LEADS, "、".join(leads), why=why)
        elif not leads and self.names_leads:
            column = self._lead_heading(record)
            findings.problem(record, column, FindingKind.LEAD_MISSING, None, why="主担当機関が空")
        return LinkedAgencies(lead, tuple(names))

    def _leads(self, record: Record) -> list[tuple[ColumnMapping, AgencyInCell]]:
        return [
            (column, AgencyInCell(agency.match, agency.written, lead=True))
            for column in record.columns_of(Field.LEAD_AGENCY)
            for agency in agencies_in(record.cells.get(column.column, EMPTY).text, self.directory, self.signs)
        ]

    def _in_text(self, record: Record) -> list[tuple[ColumnMapping, AgencyInCell]]:
        return [
            (column, agency)
            for column in record.columns_of(Field.AGENCIES)
            if column.option is None
            for agency in agencies_in(record.cells.get(column.column, EMPTY).text, self.directory, self.signs)
        ]

    def _by_marks(self, record: Record, findings: Findings) -> list[tuple[ColumnMapping, AgencyInCell]]:
        found: list[tuple[ColumnMapping, AgencyInCell]] = []
        for column in record.columns_of(Field.AGENCIES):
            text = record.cells.get(column.column, EMPTY).text.strip()
            if column.option is None or is_nothing(text):
                continue
            mark = one_circle(text[0]) if len(text) == 1 else leading_mark(text)[0]
            if mark in self.signs.not_linked:
                continue
            if mark not in _SURE_MARKS:
                why = "この印を「かかわりあり」と読みました"
                heading = record.heading_of(column)
                findings.question_once(record, heading, FindingKind.MARK_MEANING, mark or text[:20], why=why)
            match = self.directory.match(column.option)
            found.append((column, AgencyInCell(match, column.option, lead=mark in (self.signs.lead, "主"))))
        return found

    def _note_unknown(
        self, record: Record, named: list[tuple[ColumnMapping, AgencyInCell]], findings: Findings
    ) -> None:
        noted: set[str] = set()
        for column, agency in named:
            if agency.match.known and agency.match.as_written:
                continue
            heading = record.heading_of(column)
            if agency.match.known:
                why = f"「{agency.match.name}」と読みました"
                kind = FindingKind.AGENCY_WRITTEN_OTHERWISE
                findings.question_once(record, heading, kind, agency.written, why=why)
            elif agency.match.name not in noted:
                noted.add(agency.match.name)
                why = "機関の名簿にない名前"
                findings.problem(record, heading, FindingKind.UNKNOWN_AGENCY, agency.written, why=why)

    def _lead_heading(self, record: Record) -> str:
        if record.columns_of(Field.LEAD_AGENCY):
            return record.heading(Field.LEAD_AGENCY)
        columns = {column.column for column in record.columns_of(Field.AGENCIES)}
        groups = [heading.group for heading in record.table.headings if heading.column in columns]
        return next((group for group in groups if group), record.heading(Field.AGENCIES))


def names_a_lead(record: Record, signs: AgencySigns) -> bool:
    """Whether a record says in some way who leads."""
    if record.columns_of(Field.LEAD_AGENCY):
        return True
    for column in record.columns_of(Field.AGENCIES):
        text = record.cells.get(column.column, EMPTY).text
        if signs.lead in "".join(map(one_circle, text)) or re.search(r"[(（\[【]主|主[:：担]|^主$", text):
            return True
    return False
