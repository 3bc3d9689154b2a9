"""What one 進行管理台帳 is made from, whether it becomes a PDF or a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.calendar import as_jst
from meetings.progress.ledger import SEVERITIES, LedgerRow, LedgerView, RowKind, Severity, count_words
from meetings.progress.ledger_columns import DEFAULT_COLUMNS, LedgerColumn


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressListPaper:
    """One 進行管理台帳 as it is handed out: which meeting, as of when, which rows in which columns."""

    council_name: str
    meeting_title: str
    held_on: date
    as_of: datetime
    rows: Sequence[LedgerRow]
    columns: Sequence[LedgerColumn] = DEFAULT_COLUMNS
    previous_meeting: str = ""
    sighting_limit_days: int = 30
    severities: Sequence[Severity] = SEVERITIES
    collected_afterwards: bool = True

    @property
    def view(self) -> LedgerView:
        """The day the rows are read against."""
        return LedgerView(today=as_jst(self.as_of).date(), sighting_limit_days=self.sighting_limit_days)

    @property
    def counts(self) -> str:
        """個別協議 8世帯11人、一括確認 63人; of a list that belongs to no agenda, 110世帯148人."""
        if any(row.order is not None or row.kind is RowKind.BLOCK for row in self.rows):
            return count_words(self.rows)
        return f"{len({row.household.key for row in self.rows})}世帯{len(self.rows)}人"
