"""A file read as a case list: tables, columns, cases, and what has to be looked at before anything is taken in."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingOf
from datetime import date

from core.spreadsheet import Workbook
from core.spreadsheet_cells import MAX_RECORDS
from core.spreadsheet_errors import TooManyRows
from network.imports.agency_cells import AgencySigns
from network.imports.agency_names import Directory, municipality_in
from network.imports.case_names import NOBODY
from network.imports.case_rows import CaseReader
from network.imports.column_values import values_of
from network.imports.columns import columns_of, is_case_list
from network.imports.errors import NoChildrenInTable, NotACaseList
from network.imports.file_questions import (
    ask_about_columns,
    ask_about_hidden_sheets,
    ask_about_leads,
    ask_about_people,
    note_duplicates,
    note_uncomputed,
)
from network.imports.findings import Findings
from network.imports.grid import Grid
from network.imports.heading_words import meanings_of
from network.imports.households import ReadCase, with_household_numbers, with_households
from network.imports.kinds_written import case_kind_of
from network.imports.linked_agencies import LinkageReader, names_a_lead
from network.imports.marks import legend_of
from network.imports.model import CaseListReading, ColumnMapping, Field, Mapping, PassedOver, TableRead
from network.imports.names_written import kana_comes_first
from network.imports.own_directory import own_directory
from network.imports.records import Record, records_of
from network.imports.tables_found import Table, find_tables, table_without_headings

_FEW_CELLS, _TOP_ROWS = 4, 12  # where titles, notes and legends stand
_SECTION_CELLS = 2  # a section or subtotal line has no more
_FORM_LABELS = 5  # so many headings below one another are a form for one person
SAMPLE_SHEET, HIDDEN_SHEET = "記入例や選択肢のシート", "隠れたシートなので読みません"
_SAMPLE_SHEET = re.compile(r"記入例|入力例|見本|サンプル|ひな形|ひな型|凡例|選択肢|リスト$|マスタ")
_CODE = re.compile(
    r"([0-9０-９A-Zア-ン①-⑳])\s*[:：＝=．.…]?\s*((?:要保護|要支援|特定妊婦|身体|性的|心理|ネグ)[^\s、,，；;。)）0-9]*)"
)
_BODY_NAME = re.compile(r"要保護児童(?:等|対策)[^\s、]*")

Aliases = MappingOf[str, str]
"""Another name of an agency → its name in the directory."""
Columns = tuple[ColumnMapping, ...]


def read_case_list(
    workbook: Workbook,
    *,
    filename: str,
    directory: Iterable[str] | None,
    today: date,
    mapping: Mapping | None = None,
    aliases: Aliases | None = None,
) -> CaseListReading:
    """The whole file; `directory` None takes the file's own list of agencies, if it has one.

    `aliases` are the other names that agencies are registered with; `filename` may tell the council's own place.
    Raises NotACaseList when no table names children, TooManyRows above 5,000 cases.
    """
    grids = [Grid(sheet) for sheet in workbook.sheets]
    texts = _loose_texts(grids)
    names = own_directory(grids) if directory is None else tuple(directory)
    agencies = Directory(names, municipality=municipality_in([*texts, filename]), aliases=aliases)
    found, passed_over = _case_tables(grids, agencies, mapping, today)
    if not found:
        raise NotACaseList(_why_not(grids, passed_over))
    findings = Findings()
    records, skipped = _records(found)
    if len(records) > MAX_RECORDS:
        raise TooManyRows(MAX_RECORDS)
    if not records:
        raise NoChildrenInTable
    reader = _reader(records, agencies, texts, today)
    cases = _cases(records, reader, findings)
    ask_about_leads(records, findings, names_leads=reader.linkages.names_leads)
    ask_about_columns(found, records, findings)
    ask_about_hidden_sheets((each for each in passed_over if each.why == HIDDEN_SHEET), findings)
    note_uncomputed(records, findings)
    note_duplicates(cases, findings)
    ask_about_people(cases, findings)
    rows = with_households(cases, findings)
    return CaseListReading(
        tuple(_table_read(table, columns, records) for table, columns in found),
        tuple(rows),
        tuple(findings.problems),
        tuple(findings.questions),
        (*passed_over, *skipped),
        agencies.names,
    )


def _loose_texts(grids: Sequence[Grid]) -> list[str]:
    """Titles, notes and headings: the texts of rows with few cells, where legends and the council's name stand."""
    return [
        text
        for grid in grids
        for number in grid.numbers
        if len(filled := grid.filled(number)) <= _FEW_CELLS or number <= _TOP_ROWS
        for _column, text in filled
    ]


def _case_tables(
    grids: Sequence[Grid], directory: Directory, mapping: Mapping | None, today: date
) -> tuple[list[tuple[Table, Columns]], list[PassedOver]]:
    """The tables with children; hidden sheets count only where no other sheet has any."""
    found: list[tuple[Table, Columns]] = []
    passed_over: list[PassedOver] = []
    for grid in sorted(grids, key=lambda each: each.sheet.hidden):
        name = grid.sheet.name
        if not grid.sheet.rows:
            continue
        if name and _SAMPLE_SHEET.search(name):
            passed_over.append(PassedOver(name, None, SAMPLE_SHEET))
            continue
        tables = find_tables(grid) or [table_without_headings(grid)]
        read = [(table, _columns(table, directory, mapping, today)) for table in tables]
        cases = [(table, columns) for table, columns in read if is_case_list(columns) and table.rows]
        if cases and grid.sheet.hidden and found:
            passed_over.append(PassedOver(name, None, HIDDEN_SHEET))
            continue
        found.extend(cases)
        if not cases:
            passed_over.append(PassedOver(name, None, "児童の一覧ではないシート"))
    return found, passed_over


def _columns(table: Table, directory: Directory, mapping: Mapping | None, today: date) -> Columns:
    rows = [number for number in table.rows if len(table.grid.filled(number)) > _SECTION_CELLS]
    values = {
        heading.column: values_of([table.grid.raw(number, heading.column) for number in rows], directory, today)
        for heading in table.headings
    }
    columns = columns_of(table.headings, values, directory, mapping=mapping, today=today, sheet=table.sheet)
    return with_household_numbers(table, columns)


def _records(found: Sequence[tuple[Table, Columns]]) -> tuple[list[Record], list[PassedOver]]:
    records: list[Record] = []
    skipped: list[PassedOver] = []
    for table, columns in found:
        for each in records_of(table, columns):
            if isinstance(each, Record):
                records.append(each)
            else:
                skipped.append(each)
    return records, skipped


def _cases(records: Sequence[Record], reader: CaseReader, findings: Findings) -> list[ReadCase]:
    cases: list[ReadCase] = []
    before = NOBODY
    table: Table | None = None
    for record in records:
        before = before if record.table is table else NOBODY
        table = record.table
        case, before = reader.read(record, before, _kind_in_titles(record), findings)
        cases.append(case)
    return cases


def _reader(records: Sequence[Record], directory: Directory, texts: Sequence[str], today: date) -> CaseReader:
    """A reader that knows what the file itself says of its signs and figures."""
    headings = [
        text
        for table in {id(each.table): each.table for each in records}.values()
        for each in table.headings
        for text in (each.text, each.group)
    ]
    signs = AgencySigns.from_legend(legend_of([*texts, *headings]))
    names_leads = any(names_a_lead(record, signs) for record in records)
    codes = {code: meaning for text in texts for code, meaning in _CODE.findall(text)}
    kana_first = kana_comes_first(record.text(Field.NAME) for record in records)
    return CaseReader(LinkageReader(directory, signs, names_leads), today, kana_first, codes)


def _kind_in_titles(record: Record) -> str | None:
    """The case kind that a section, the sheet's name or a title gives all its rows."""
    titles = (record.section, record.table.sheet or "", *reversed(record.table.above[-3:]))
    kinds = (case_kind_of(_BODY_NAME.sub("", title)) for title in titles if title)
    return next((kind for kind in kinds if kind), None)


def _table_read(table: Table, columns: Columns, records: Sequence[Record]) -> TableRead:
    return TableRead(table.sheet, table.heading_rows, columns, sum(1 for each in records if each.table is table))


def _why_not(grids: Sequence[Grid], passed_over: Sequence[PassedOver]) -> str:
    """What the file has instead of a list of children."""
    if len(passed_over) == 1 and passed_over[0].why == SAMPLE_SHEET:
        return "記入例のシートだけで、児童の一覧がありません。"
    labels = [text for grid in grids for number in grid.numbers for _column, text in grid.filled(number)[:1]]
    upright = sum(1 for text in labels if meanings_of(text))
    if upright >= _FORM_LABELS:
        return "項目が縦に並んだ様式（1人1枚の票など）で、1行に1人の一覧ではありません。"
    if own_directory(grids):
        return "機関の名簿だけで、児童の一覧がありません。"
    return "児童の氏名と、受理日・種別・機関などの見出しがそろった表が見つかりません。"
