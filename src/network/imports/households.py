"""Which children live together: by the file's own numbers, else by the same guardian at the same place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.text import fold
from network.imports.findings import Findings
from network.imports.marks import half_width, is_nothing
from network.imports.model import CaseRow, ColumnMapping, Field, FindingKind
from network.imports.names_written import is_kana, is_person
from network.imports.records import Record
from network.imports.tables_found import Table

_SHORTEST_FULL_NAME = 4  # 母 or 祖母 is no name


@dataclass(frozen=True)
class ReadCase:
    """A case with the record it came from and the surname that 〃 stood for, if it did."""

    case: CaseRow
    record: Record
    surname_repeated: bool = False

    @property
    def surname(self) -> str:
        """The first word of the child's or the woman's name, for comparing."""
        name = self.case.name or (self.case.pregnant_woman.name if self.case.pregnant_woman else None) or ""
        return fold(name.split()[0]) if " " in name else ""


def with_household_numbers(table: Table, columns: tuple[ColumnMapping, ...]) -> tuple[ColumnMapping, ...]:
    """A column of numbers merged over several children numbers their households."""
    by_field = {column.field: column.column for column in columns}
    number, name = by_field.get(Field.NUMBER), by_field.get(Field.NAME)
    if number is None or name is None or Field.HOUSEHOLD in by_field:
        return columns
    shared = [
        row
        for row in table.rows
        if table.grid.is_continued(row, number)
        and not is_kana(table.grid.raw(row - 1, name).text)
        and is_person(table.grid.raw(row, name).text)
        and is_person(table.grid.raw(row - 1, name).text)
    ]
    if not shared:
        return columns
    return tuple(replace(each, field=Field.HOUSEHOLD) if each.column == number else each for each in columns)


def with_households(read: Sequence[ReadCase], findings: Findings) -> list[CaseRow]:
    """The cases with their household; None where nothing in the file tells one."""
    numbered: dict[tuple[str, ...], str] = {}
    keys: list[tuple[str, ...] | None] = []
    owners: dict[str, tuple[str | None, str]] = {}
    for index, each in enumerate(read):
        before = (read[index - 1], keys[index - 1]) if index and _same_table(read[index - 1], each) else None
        key = _by_number(each, before, owners, findings) if _has_numbers(each) else _by_family(each, before, findings)
        keys.append(key)
        if key is not None and key[0] == "surname" and key in numbered:
            why = "姓と地区が同じ児童がいるので、同じ世帯と読みました"
            column = each.record.heading(Field.NAME)
            findings.question(each.record, column, FindingKind.GUESSED_HOUSEHOLD, each.case.name, why=why)
        if key is not None:
            numbered.setdefault(key, _label(key, len(numbered) + 1))
    return [
        replace(each.case, household=None if key is None else numbered[key])
        for each, key in zip(read, keys, strict=True)
    ]


def _label(key: tuple[str, ...], count: int) -> str:
    """The file's own number where it means one household, else a running one."""
    kind, *rest = key
    return rest[0] if kind == "number" and len(rest) == 1 else str(count)


def _same_table(before: ReadCase, each: ReadCase) -> bool:
    return before.record.table is each.record.table


def _has_numbers(each: ReadCase) -> bool:
    return bool(each.record.columns_of(Field.HOUSEHOLD))


def _by_number(
    each: ReadCase,
    before: tuple[ReadCase, tuple[str, ...] | None] | None,
    owners: dict[str, tuple[str | None, str]],
    findings: Findings,
) -> tuple[str, ...] | None:
    """The file's number; the same number on another sheet is another household unless the surname is the same."""
    text = " ".join(half_width(each.record.text(Field.HOUSEHOLD)).split())
    if is_nothing(text):
        if before and before[1] and each.surname and before[0].surname == each.surname:
            column = each.record.heading(Field.HOUSEHOLD)
            why = "世帯番号が空で姓が上の行と同じなので、同じ世帯と読みました"
            findings.question(each.record, column, FindingKind.GUESSED_HOUSEHOLD, None, why=why)
            return before[1]
        return ("alone", each.case.sheet or "", str(each.case.row))
    sheet, surname = owners.setdefault(text, (each.case.sheet, each.surname))
    if sheet == each.case.sheet or surname == each.surname:
        return ("number", text)
    return ("number", text, each.case.sheet or "")


def _by_family(
    each: ReadCase, before: tuple[ReadCase, tuple[str, ...] | None] | None, findings: Findings
) -> tuple[str, ...] | None:
    guardian = fold(each.case.guardian or "")
    district = fold(each.case.district or "")
    same_surname = before is not None and bool(each.surname) and before[0].surname == each.surname
    if guardian:
        full_name = " " in (each.case.guardian or "") or len(guardian) >= _SHORTEST_FULL_NAME
        return ("guardian", guardian, district, "" if full_name else each.surname)
    if before and before[1] and (each.surname_repeated or (same_surname and _guardian_left_blank(each))):
        if not each.surname_repeated:
            why = "保護者の欄が空で姓が上の行と同じなので、同じ世帯と読みました"
            column = each.record.heading(Field.GUARDIAN)
            findings.question(each.record, column, FindingKind.GUESSED_HOUSEHOLD, None, why=why)
        return before[1]
    if each.surname and district:
        return ("surname", each.surname, district)
    return ("alone", each.case.sheet or "", str(each.case.row))


def _guardian_left_blank(each: ReadCase) -> bool:
    return bool(each.record.columns_of(Field.GUARDIAN))
