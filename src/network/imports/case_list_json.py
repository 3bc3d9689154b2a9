"""The reading in the form that `entaku import cases --dry-run --json` prints."""

from datetime import date

from network.imports.model import CaseListReading, CaseRow, Finding


def as_json(
    reading: CaseListReading, *, file: str, municipality: str | None = None, as_of: date | None = None
) -> dict[str, object]:
    """One JSON document: cases as the file has them, problems that stop a row, questions to confirm."""
    return {
        "file": file,
        "municipality": municipality,
        "as_of": _day(as_of),
        "rows": len(reading.cases),
        "households": len({case.household for case in reading.cases}),
        "mappable": True,
        "directory": list(reading.directory),
        "cases": [_case(case) for case in reading.cases],
        "problems": [_finding(problem) for problem in reading.problems],
        "questions": [_finding(question) for question in reading.questions],
        "passed_over": [{"sheet": each.sheet, "row": each.row, "why": each.why} for each in reading.passed_over],
        "columns": [
            {"sheet": column.sheet, "column": column.heading, "field": column.field.value, "option": column.option}
            for table in reading.tables
            for column in table.columns
        ],
    }


def refusal_as_json(reason: str) -> dict[str, object]:
    """The answer for a file that is no case list."""
    return {"mappable": False, "reason": reason}


def _case(case: CaseRow) -> dict[str, object]:
    found: dict[str, object] = {
        "number": case.number,
        "name": case.name,
        "kana": case.kana,
        "birth_date": _day(case.birth_date),
        "due_date": _day(case.due_date),
        "case_kind": case.case_kind,
        "abuse_kinds": list(case.abuse_kinds),
        "severity": case.severity,
        "lead_agency": case.lead_agency,
        "agencies": list(case.agencies),
        "household": case.household,
        "accepted_on": _day(case.accepted_on),
        "next_review_on": _day(case.next_review_on),
        "last_seen_on": _day(case.last_seen_on),
        "sheet": case.sheet,
        "row": case.row,
    }
    if case.age and case.birth_date is None and case.pregnant_woman is None:
        found["age"] = case.age
    if case.pregnant_woman is not None:
        found["pregnant_woman"] = {"name": case.pregnant_woman.name, "kana": case.pregnant_woman.kana}
    return found


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "sheet": finding.sheet,
        "row": finding.row,
        "column": finding.column,
        "kind": finding.kind.value,
        "value": finding.value,
        "why": finding.why,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
