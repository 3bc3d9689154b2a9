"""The one place that reads the clock. Rules and actions receive `now` and `today` as arguments."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

JST = ZoneInfo("Asia/Tokyo")
_fixed: list[tuple[date, time | None]] = []


def now() -> datetime:
    """The instant, UTC; on a fixed day (demo, tests) that day's wall clock or its fixed time."""
    instant = datetime.now(UTC)
    if not _fixed:
        return instant
    day, at = _fixed[0]
    return datetime.combine(day, at or instant.astimezone(JST).time(), JST).astimezone(UTC)


def today() -> date:
    """The day in Japan."""
    return now().astimezone(JST).date()


def fix_today(day: date | None) -> None:
    """Let the process live on `day` (`entaku demo --today`, tests); None returns to the real calendar."""
    _fixed[:] = [] if day is None else [(day, None)]


def fix_now(day: date, at: time) -> None:
    """Let the process live at one time in Japan; the clock stands until it is set again."""
    _fixed[:] = [(day, at)]
