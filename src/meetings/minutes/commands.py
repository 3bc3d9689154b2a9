"""What the typist asks for, as read from forms."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from core.labels import Labelled
from meetings.minutes import decisions
from meetings.minutes.model import CaseDecision, Deliberation, Dissent, PlannedPromise, Saying


class Attendance(Labelled):
    """Where an agency is on the day."""

    AWAITED = "awaited", "まだ"
    PRESENT = "present", "来た"
    LEFT = "left", "帰った"
    ABSENT = "absent", "欠席"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedItem:
    """One item's form; `version` is the one it was opened at."""

    version: int
    reports: tuple[Saying, ...] = ()
    opinions: tuple[Saying, ...] = ()
    child_voice: str = ""
    decisions: tuple[CaseDecision, ...] = ()
    promises: tuple[PlannedPromise, ...] = ()
    dissents: tuple[Dissent, ...] = ()

    def over(self, before: Deliberation, held_on: date) -> Deliberation:
        """The record with what was typed; days that replies to dissents name become tasks."""
        kept = {one.case_id: one.before for one in before.decisions}
        tasks = (*self.promises, *decisions.promised_in_replies(self.dissents, self.promises, held_on))
        return replace(
            before,
            reports=self.reports,
            opinions=self.opinions,
            child_voice=self.child_voice,
            decisions=tuple(replace(one, before=kept.get(one.case_id, {})) for one in self.decisions),
            promises=decisions.told(tasks, before.promises),
            dissents=self.dissents,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedAttendance:
    """One agency's row on the day."""

    agency_id: UUID
    version: int
    state: Attendance
    attendee: str = ""
    copy_number: int | None = None
    copy_returned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """The end of the day: why copies are missing, whether undecided cases wait for the next meeting."""

    reason: str = ""
    carry_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedMinutes:
    """Edited sections by their places in the edition."""

    version: int
    texts: Mapping[int, str]
    next_meeting: str = ""
