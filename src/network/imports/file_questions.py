"""What only shows when the whole file is seen: numbers or children twice, columns left out or guessed."""

from collections.abc import Iterable, Sequence

from core.text import fold
from network.imports.findings import Findings
from network.imports.households import ReadCase
from network.imports.kinds_written import is_letter
from network.imports.model import ColumnMapping, Field, Finding, FindingKind, PassedOver
from network.imports.records import Record
from network.imports.tables_found import Table

_SHORT_NUMBER = 3
_NEVER_MISSED = frozenset([Field.IGNORED, Field.INFORMANT, Field.AGE])
_WHY_FAILED = "数式がエラーになっています"
_WHY_UNCOMPUTED = "数式の計算結果がファイルにありません。Excelで開いて保存しなおしてください"


def note_duplicates(cases: Sequence[ReadCase], findings: Findings) -> None:
    """Numbers used twice; running numbers may begin again on another sheet, table or section."""
    seen: dict[tuple[int, str], ReadCase] = {}
    run, restarted = 0, False
    before: ReadCase | None = None
    for each in cases:
        number = each.case.number
        if number is None:
            continue
        if before is not None and _begins_again(before, each):
            run, restarted = run + 1, True
        before = each
        scope = run if _is_running(number) else -1
        first = seen.setdefault((scope, number), each)
        if first is not each:
            column = each.record.heading(Field.NUMBER)
            why = f"番号{number}が{first.case.row}行目と重なる"
            findings.problem(each.record, column, FindingKind.DUPLICATE_NUMBER, each.record.text(Field.NUMBER), why=why)
    if restarted and before is not None:
        why = "番号がシートや区分ごとに始めから振られています。取り込むときに番号をどうするか決めてください"
        findings.question(
            before.record, before.record.heading(Field.NUMBER), FindingKind.NUMBERS_RESTART, None, why=why
        )


def ask_about_people(cases: Sequence[ReadCase], findings: Findings) -> None:
    """The same name with the same day of birth, twice."""
    seen: dict[tuple[str, object], ReadCase] = {}
    for each in cases:
        if not each.case.name or not each.case.birth_date:
            continue
        first = seen.setdefault((fold(each.case.name), each.case.birth_date), each)
        if first is not each:
            where = f"{first.case.sheet}の" if first.case.sheet and first.case.sheet != each.case.sheet else ""
            why = f"{where}{first.case.row}行目と氏名・生年月日が同じです。同じ人ですか"
            column = each.record.heading(Field.NAME)
            findings.question(each.record, column, FindingKind.SAME_PERSON, each.case.name, why=why)


def ask_about_columns(
    found: Sequence[tuple[Table, tuple[ColumnMapping, ...]]], records: Sequence[Record], findings: Findings
) -> None:
    """Columns left out, hidden or guessed, letters with two meanings; each asked once per sheet."""
    for table, columns in found:
        first_row = table.heading_rows[-1] if table.heading_rows else None
        headings = {heading.column: heading.shown for heading in table.headings}
        for column in columns:
            heading = headings[column.column]
            for kind, why in _doubts(table, column):
                sample = None if column.field in (Field.INFORMANT, Field.IGNORED) else column.sample or None
                findings.questions.append(Finding(table.sheet, first_row, heading, kind, sample, why))
        hidden = [number for number in table.rows if number in table.grid.sheet.hidden_rows]
        if hidden:
            why = f"隠れた行が{len(hidden)}行あります。取り込むかたしかめてください"
            findings.questions.append(Finding(table.sheet, hidden[0], None, FindingKind.HIDDEN, None, why))
    _ask_about_sheets(found, records, findings)


def ask_about_hidden_sheets(sheets: Iterable[PassedOver], findings: Findings) -> None:
    """Hidden sheets with children, which are not read beside visible ones."""
    for each in sheets:
        why = "隠れたシートにも児童の一覧があります。取り込むときは、シートを表示して保存しなおしてください"
        findings.questions.append(Finding(each.sheet, None, None, FindingKind.HIDDEN, None, why))


def ask_about_leads(records: Sequence[Record], findings: Findings, *, names_leads: bool) -> None:
    """A file that nowhere says who leads."""
    if not names_leads:
        why = "主担当機関がどこにも示されていません。すべて「未定」で入ります"
        first = records[0]
        heading = first.heading(Field.LEAD_AGENCY)
        findings.question(first, heading, FindingKind.NO_LEAD_COLUMN, None, why=why)


def note_uncomputed(records: Sequence[Record], findings: Findings) -> None:
    """Formulas whose value is not in the file or has failed, where a case would need it."""
    uncomputed = {id(each.table): frozenset(each.table.grid.sheet.uncomputed) for each in records}
    for record in records:
        places = uncomputed[id(record.table)]
        missing = [column for column in record.columns if places and (record.row, column) in places]
        for number, kind, why in (
            *((column, FindingKind.ERROR_VALUE, _WHY_FAILED) for column in record.failed),
            *((column, FindingKind.FORMULA_WITHOUT_VALUE, _WHY_UNCOMPUTED) for column in missing),
        ):
            column = record.columns[number]
            if column.field not in _NEVER_MISSED:
                text = record.table.grid.at(record.row, number).text or None
                findings.problem(record, record.heading_of(column), kind, text, why=why)


def _doubts(table: Table, column: ColumnMapping) -> list[tuple[FindingKind, str]]:
    doubts: list[tuple[FindingKind, str]] = []
    if column.field is Field.INFORMANT:
        doubts.append((FindingKind.INFORMANT_LEFT_OUT, "通告・相談した人の列なので取り込みません"))
    elif column.field is Field.IGNORED:
        if column.sample:
            doubts.append((FindingKind.COLUMN_LEFT_OUT, "意味が分からないか、使わない列なので取り込みません"))
    elif not column.certain:
        doubts.append((FindingKind.GUESSED_COLUMN, f"「{column.field.label}」と読みました"))
    if column.field is Field.SEVERITY and is_letter(column.sample):
        doubts.append((FindingKind.LETTERS_MEANING, "この記号は重症度ですか、管理ランクですか"))
    if column.column in table.grid.sheet.hidden_columns:
        doubts.append((FindingKind.HIDDEN, "隠れた列です"))
    return doubts


def _ask_about_sheets(
    found: Sequence[tuple[Table, tuple[ColumnMapping, ...]]], records: Sequence[Record], findings: Findings
) -> None:
    for table, _columns in found:
        if table.grid.sheet.hidden:
            why = "隠れたシートです。取り込むかたしかめてください"
            findings.questions.append(Finding(table.sheet, None, None, FindingKind.HIDDEN, None, why))
        if table.sheet and ("終結" in table.sheet or "過去" in table.sheet):
            why = "終結したケースのシートかもしれません。取り込むかたしかめてください"
            findings.questions.append(Finding(table.sheet, None, None, FindingKind.NOT_READ, None, why))
    for record in records:
        if any(cell.comment for cell in record.cells.values()):
            why = "セルのコメントは取り込みません"
            findings.question(record, record.heading(Field.NAME), FindingKind.NOT_READ, None, why=why)


def _is_running(number: str) -> bool:
    return number.isdecimal() and len(number) <= _SHORT_NUMBER and not number.startswith("0")


def _begins_again(before: ReadCase, each: ReadCase) -> bool:
    """Whether a running number starts over: on another sheet, or at 1 after a line that is no case."""
    first, second = before.case.number or "", each.case.number or ""
    if not (_is_running(first) and _is_running(second)) or int(second) > int(first):
        return False
    if before.case.sheet != each.case.sheet:
        return True
    return second == "1" and (each.record.after_break or before.record.table is not each.record.table)
