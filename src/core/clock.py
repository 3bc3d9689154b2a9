"""The one place that reads the clock. Rules and actions receive `now` and `today` as arguments."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

JST = ZoneInfo("Asia/Tokyo")
_fixed_today: list[date] = []


def now() -> datetime:
    """The instant, UTC; on a fixed day (demo, tests) that day's wall clock."""
    instant = datetime.now(UTC)
    if not _fixed_today:
        return instant
    local = instant.astimezone(JST)
    return datetime.combine(_fixed_today[0], local.timetz()).astimezone(UTC)


def today() -> date:
    """The day in Japan."""
    return now().astimezone(JST).date()


def fix_today(day: date | None) -> None:
    """Let the process live on `day` (`entaku demo --today`, tests); None returns to the real calendar."""
    _fixed_today[:] = [] if day is None else [day]
