"""The rows of a table put together to records: one per child, with 〃 and merged cells filled in.

Subtotals, section lines, notes and examples are passed over, each with its reason.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from core.spreadsheet import Cell
from network.imports.grid import EMPTY
from network.imports.marks import is_ditto, is_nothing
from network.imports.model import ColumnMapping, Field, PassedOver
from network.imports.names_written import is_kana, is_person
from network.imports.shared_cells import shared_out
from network.imports.tables_found import Table

NAME_FIELDS = (Field.NAME, Field.WOMAN_NAME, Field.GIVEN_NAME, Field.FAMILY_NAME)
_TEXT_FIELDS = frozenset([Field.AGENCIES, Field.POLICY, Field.SITUATION, Field.STRENGTHS, Field.NOTE, Field.IGNORED])
_SUMMARY = re.compile(
    r"(?:[小合総累中]|年度|月)\s*計.*|計|総数|合\s+計|小\s+計|平均|件数|.*(?:世帯|件|人|名)\s*[:：]?\s*[\d０-９]+\s*(?:世帯|件|人|名)?|(?:計\s*)?[\d０-９]+\s*(?:世帯|件|人|名)(?:\s*[\d０-９]+\s*(?:人|名))?"
)
_NOTE = re.compile(r"[※＊*]|[(（【]?注\s*[\d０-９)）】:：]?|注意|備考[:：]|凡例|【凡例")
_EXAMPLE = re.compile(r"[(（【]?(?:記入|入力)?例[)）】]?\d*|見本|サンプル")
_PARENT = re.compile(r"[実継養義]?[父母]親?|祖[父母]|[叔伯][父母]|内[夫妻]|同居人|保護者")
_FEW, _MANY = 2, 3
SUMMARY_ROW = "小計・合計の行"
_ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")


@dataclass
class Record:
    """One child's cells, by column; `rows` are the sheet rows they stand on."""

    table: Table
    columns: dict[int, ColumnMapping]
    by_field: dict[Field, list[ColumnMapping]]
    rows: tuple[int, ...]
    cells: dict[int, Cell] = field(default_factory=dict)
    section: str = ""
    after_break: bool = False
    repeated: frozenset[int] = frozenset()
    failed: tuple[int, ...] = ()
    shared: dict[Field, tuple[int, Cell]] = field(default_factory=dict)

    @property
    def row(self) -> int:
        """The row it begins on."""
        return self.rows[0]

    def columns_of(self, wanted: Field) -> list[ColumnMapping]:
        """The columns that mean a field, left to right."""
        return self.by_field.get(wanted, [])

    def cell(self, wanted: Field) -> Cell:
        """The first filled cell of a field."""
        for column in self.columns_of(wanted):
            cell = self.cells.get(column.column)
            if cell is not None and column.option is None and cell.text.strip():
                return cell
        return self.shared[wanted][1] if wanted in self.shared else EMPTY

    def text(self, wanted: Field) -> str:
        """The text of the first filled cell of a field."""
        return self.cell(wanted).text.strip()

    def texts(self, wanted: Field) -> str | None:
        """All texts of a field, one per line; None when there is none."""
        texts = [self.cells.get(column.column, EMPTY).text.strip() for column in self.columns_of(wanted)]
        return "\n".join(text for text in texts if not is_nothing(text)) or None

    def heading(self, wanted: Field) -> str:
        """What the column of a field is called in the file."""
        columns = self.columns_of(wanted)
        if not columns and wanted in self.shared:
            columns = [self.columns[self.shared[wanted][0]]]
        return self.heading_of(columns[0]) if columns else wanted.label

    def heading_of(self, column: ColumnMapping) -> str:
        """What a column is called in the file."""
        return next(heading.shown for heading in self.table.headings if heading.column == column.column)

    @property
    def has_name(self) -> bool:
        """Whether any column of names has something."""
        return any(not is_nothing(self.text(each)) for each in NAME_FIELDS)


def records_of(table: Table, columns: tuple[ColumnMapping, ...]) -> Iterator[Record | PassedOver]:
    """Records and passed-over rows in the order of the sheet."""
    by_column = {column.column: column for column in columns}
    by_field: dict[Field, list[ColumnMapping]] = {}
    for column in columns:
        by_field.setdefault(column.field, []).append(column)
    previous: Record | None = None
    section, after_break = "", True
    waiting: Record | None = None
    kana_above = EMPTY
    for number in table.rows:
        record = Record(table, by_column, by_field, (number,), section=section, after_break=after_break)
        _read_cells(record)
        if kana := _kana_alone(record):
            kana_above = kana
            continue
        _put_above(record, kana_above)
        kana_above = EMPTY
        reason = _why_no_case(record)
        if waiting is not None and _belongs_to(waiting, record, reason):
            _join(waiting, record)
            continue
        if waiting is not None:
            yield waiting
            previous, waiting = waiting, None
        if reason:
            section = _section(table, number) or section
            after_break = True
            yield PassedOver(table.sheet, number, reason)
            continue
        _fill_repeated(record, previous)
        _share_out(record)
        waiting, after_break = record, False
    if waiting is not None:
        yield waiting


def _read_cells(record: Record) -> None:
    """The filled cells of the record's row; cells whose formula failed are only remembered."""
    failed: list[int] = []
    for column in record.columns:
        cell = record.table.grid.at(record.row, column)
        if not cell.text.strip():
            continue
        if cell.text[0] == "#" and _ERROR.fullmatch(cell.text.strip()):
            failed.append(column)
        else:
            record.cells[column] = cell
    record.failed = tuple(failed)


def _why_no_case(record: Record) -> str:
    """Why the row holds no child; empty for one that does."""
    filled = record.table.grid.filled(record.row)
    filled = [each for each in filled if each[0] in record.columns] or filled
    if not filled:
        return "結合されたセルだけの行"
    if reason := _reason_in_words(record, [text for _column, text in filled]):
        return reason
    if _PARENT.fullmatch(record.text(Field.RELATION)) and not _tells_of_case(record):
        return "家族の行"
    if record.has_name and len(filled) > 1:
        return ""
    telling = [column for column, _text in filled if _tells(record.columns.get(column))]
    if not record.has_name and len(telling) >= _MANY:
        return ""
    return "見出し・区切りの行" if len(filled) == 1 else "氏名のない行"


def _reason_in_words(record: Record, texts: list[str]) -> str:
    if any(_SUMMARY.fullmatch(text) for text in texts[:3]) and not _has_person(record):
        return SUMMARY_ROW
    if _NOTE.match(texts[0]) and (len(texts) <= _FEW or not record.has_name):
        return "注の行"
    return "記入例の行" if any(_EXAMPLE.fullmatch(text) for text in texts[:_FEW]) else ""


def _tells_of_case(record: Record) -> bool:
    """Whether the row has a number, a kind, an agency or a day of the case, as rows of parents have not."""
    return any(
        record.text(each)
        for each in (Field.NUMBER, Field.CASE_KIND, Field.LEAD_AGENCY, Field.ACCEPTED_ON, Field.NEXT_REVIEW_ON)
    )


def _tells(column: ColumnMapping | None) -> bool:
    """Whether a filled column speaks for a child; a number, household or computed age is often there beforehand."""
    return column is not None and column.field not in (Field.NUMBER, Field.HOUSEHOLD, Field.AGE, Field.IGNORED)


def _kana_alone(record: Record) -> Cell | None:
    """A row with nothing but kana in the column of names: it stands over the name in the next row."""
    filled = record.table.grid.filled(record.row)
    names = {column.column for column in record.columns_of(Field.NAME)}
    numbers = [column.column for column in record.columns_of(Field.NUMBER)]
    if len(filled) != 1 or filled[0][0] not in names or not is_kana(filled[0][1]):
        return None
    if any(record.table.grid.is_continued(record.row, column) for column in numbers):
        return None
    return record.cells.get(filled[0][0])


def _put_above(record: Record, kana: Cell) -> None:
    for column in record.columns_of(Field.NAME)[:1]:
        name = record.cells.get(column.column)
        if kana is not EMPTY and name is not None and not is_kana(name.text):
            text = f"{kana.text}\n{name.text}"
            record.cells[column.column] = replace(name, text=text, value=text)


def _share_out(record: Record) -> None:
    """Give the parts of cells under a heading of several things to their fields."""
    owned = {column.field for column in record.columns.values()}
    for heading in record.table.headings:
        column = record.columns.get(heading.column)
        cell = record.cells.get(heading.column)
        if column is None or cell is None or column.option is not None or column.field is Field.IGNORED:
            continue
        rest, given = shared_out(cell, heading.text, column.field, owned)
        record.cells[heading.column] = rest
        for each, part in given.items():
            record.shared.setdefault(each, (heading.column, part))


def _has_person(record: Record) -> bool:
    return any(is_person(record.text(each)) or is_ditto(record.text(each)[:1]) for each in NAME_FIELDS)


def _section(table: Table, number: int) -> str:
    filled = table.grid.filled(number)
    return filled[0][1] if len(filled) <= _FEW and not _SUMMARY.fullmatch(filled[0][1]) else ""


def _belongs_to(before: Record, record: Record, reason: str) -> bool:
    """Whether a row goes on with the child of the row before: its number cell is merged, or only texts overflow."""
    if record.row != before.rows[-1] + 1:
        return False
    numbers = [column.column for column in record.columns_of(Field.NUMBER)]
    if any(record.table.grid.is_continued(record.row, column) for column in numbers):
        return not _is_another_child(before, record)
    if not reason or record.has_name or reason == SUMMARY_ROW:
        return False
    filled = [column for column, _text in record.table.grid.filled(record.row)]
    return bool(filled) and all(
        column in record.columns and record.columns[column].field in _TEXT_FIELDS for column in filled
    )


def _is_another_child(before: Record, record: Record) -> bool:
    """Two names in kanji, or two days of birth, are two children who share a number."""
    grid = record.table.grid
    for column in record.columns_of(Field.NAME):
        first, second = grid.at(before.row, column.column).text, grid.raw(record.row, column.column).text
        if first.strip() and second.strip() and is_kana(first) == is_kana(second):
            return True
    return False


def _join(before: Record, record: Record) -> None:
    """Add the texts that stand on a further row of the same child."""
    grid = record.table.grid
    before.rows = (*before.rows, record.row)
    for column in before.columns:
        more = grid.raw(record.row, column)
        if not more.text.strip():
            continue
        known = before.cells.get(column)
        text = f"{known.text}\n{more.text}" if known else more.text
        before.cells[column] = replace(more, text=text, value=text) if known else more


def _fill_repeated(record: Record, previous: Record | None) -> None:
    """〃 and 同上 take the value of the record above."""
    repeated = frozenset(column for column, cell in record.cells.items() if is_ditto(cell.text))
    record.repeated = repeated
    for column in repeated:
        above = previous.cells.get(column) if previous else None
        if above is None:
            del record.cells[column]
        else:
            record.cells[column] = above
