"""A notebook of what has to be looked at: problems that stop or falsify a row, and questions."""

from dataclasses import dataclass, field

from network.imports.model import Finding, FindingKind
from network.imports.records import Record


@dataclass
class Findings:
    """Problems and questions in the order they were met."""

    problems: list[Finding] = field(default_factory=list)
    questions: list[Finding] = field(default_factory=list)
    _asked: set[tuple[FindingKind, str | None]] = field(default_factory=set)

    def problem(self, record: Record, column: str, kind: FindingKind, value: str | None, *, why: str) -> None:
        """Note what blocks or falsifies the row."""
        self.problems.append(Finding(record.table.sheet, record.row, column, kind, value, why))

    def question(self, record: Record, column: str, kind: FindingKind, value: str | None, *, why: str) -> None:
        """Note what should be confirmed about the row."""
        self.questions.append(Finding(record.table.sheet, record.row, column, kind, value, why))

    def question_once(self, record: Record, column: str, kind: FindingKind, value: str | None, *, why: str) -> None:
        """Ask the same thing about the same writing only at its first place."""
        if (kind, value) not in self._asked:
            self._asked.add((kind, value))
            self.question(record, column, kind, value, why=why)
