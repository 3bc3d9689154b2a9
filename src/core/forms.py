"""Posted fields, read once: every problem is collected beside its field, and what was typed is kept."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import TypeVar
from uuid import UUID

from core.errors import Invalid
from core.labels import Labelled
from core.text import clean, narrow_ascii
from core.written_dates import date_message, read_date

E = TypeVar("E", bound=Labelled)
LONGEST_LINE, LONGEST_TEXT = 200, 4000


class Fields:
    """The fields of one posted form. Read all, then call `check()`; `problems` maps a field to its message."""

    def __init__(self, posted: Iterable[tuple[str, object]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in posted:
            if isinstance(value, str):
                self._values.setdefault(name, []).append(value)
        self.problems: dict[str, str] = {}

    @property
    def typed(self) -> Mapping[str, str]:
        """What was typed, for showing the form again."""
        return {name: values[-1] for name, values in self._values.items()}

    def problem(self, name: str, message: str) -> None:
        """Note a problem (the first per field is kept)."""
        self.problems.setdefault(name, message)

    def check(self) -> None:
        """Raise Invalid when any field has a problem."""
        if self.problems:
            raise Invalid(problems=self.problems)

    def line(self, name: str, *, required: str | None = None, longest: int = LONGEST_LINE) -> str:
        """A one-line text; `required` is the message when it is empty."""
        return self._text(name, required=required, longest=longest).replace("\n", " ").strip()

    def text(self, name: str, *, required: str | None = None, longest: int = LONGEST_TEXT) -> str:
        """A text of several lines."""
        return self._text(name, required=required, longest=longest)

    def secret(self, name: str, *, required: str | None = None, longest: int = 500) -> str:
        """A password exactly as typed: nothing is trimmed or cleaned."""
        value = (self._values.get(name) or [""])[-1]
        if not value and required:
            self.problem(name, required)
        if len(value) > longest:
            self.problem(name, f"{longest}字までです。")
        return value

    def many(self, name: str) -> tuple[str, ...]:
        """Every value of a repeated field, in order."""
        return tuple(clean(value).strip() for value in self._values.get(name, []))

    def flag(self, name: str) -> bool:
        """Whether a checkbox is ticked."""
        return bool(self._values.get(name))

    def day(self, name: str, *, near: date, expects: str = "any", required: str | None = None) -> date | None:
        """A date in any usual writing (R8.11.27, 2026/11/27, 11/27 …); None when empty."""
        typed = self.line(name, required=required)
        if not typed:
            return None
        reading = read_date(typed, near=near, expects=expects)  # type: ignore[arg-type]
        if reading.value is None:
            self.problem(name, date_message(typed, reading))
        return reading.value

    def hour(self, name: str, *, required: str | None = None) -> time | None:
        """A time of day: 13:30, 13時30分, 1330; None when empty."""
        typed = narrow_ascii(self.line(name, required=required)).replace("時", ":").replace("分", "").strip()
        if not typed:
            return None
        digits = typed.replace(":", "") if ":" in typed else typed
        hours, _, minutes = typed.partition(":") if ":" in typed else (digits[:-2] or "0", "", digits[-2:])
        try:
            return time(int(hours), int(minutes or 0))
        except ValueError:
            self.problem(name, "時刻として読めません。例: 13:30")
            return None

    def number(self, name: str, *, least: int = 0, most: int = 100_000, required: str | None = None) -> int | None:
        """A whole number between `least` and `most`, both included; None when empty."""
        typed = narrow_ascii(self.line(name, required=required))
        if not typed:
            return None
        try:
            value = int(typed)
        except ValueError:
            self.problem(name, "数字で入れてください。")
            return None
        if not least <= value <= most:
            self.problem(name, f"{least}から{most}までの数字で入れてください。")
            return None
        return value

    def choice(self, name: str, options: type[E], *, required: str | None = None) -> E | None:
        """A member of an enum by its value; None when empty."""
        typed = self.line(name, required=required)
        if not typed:
            return None
        try:
            return options(typed)
        except ValueError:
            self.problem(name, "一覧から選んでください。")
            return None

    def identity(self, name: str, *, required: str | None = None) -> UUID | None:
        """The id of a record; None when empty."""
        typed = self.line(name, required=required)
        if not typed:
            return None
        try:
            return UUID(typed)
        except ValueError:
            self.problem(name, "一覧から選んでください。")
            return None

    def identities(self, name: str) -> tuple[UUID, ...]:
        """The ids of several records; unreadable ones are a problem."""
        found: list[UUID] = []
        for typed in self.many(name):
            try:
                found.append(UUID(typed))
            except ValueError:
                self.problem(name, "一覧から選んでください。")
        return tuple(found)

    def _text(self, name: str, *, required: str | None, longest: int) -> str:
        value = clean((self._values.get(name) or [""])[-1]).strip()
        if not value and required:
            self.problem(name, required)
        if len(value) > longest:
            self.problem(name, f"{longest}字までです。いま{len(value)}字あります。")
        return value
