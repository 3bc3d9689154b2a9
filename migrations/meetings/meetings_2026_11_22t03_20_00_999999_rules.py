"""Councils that told times before slack existed go on without it: nobody is told again because of an update."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-22T03:20:00:999999"
VERSION = "1.38.0"
DESCRIPTION = "No slack for windows that are announced already"

STATEMENT = """
    UPDATE council SET numbers = numbers || jsonb_build_object('minutes_spread_percent', 0)
    WHERE NOT jsonb_exists(numbers, 'minutes_spread_percent')
    AND EXISTS (SELECT 1 FROM meeting WHERE meeting.council_id = council.id AND meeting.state = 'confirmed')
"""


class RawTable(Table):
    """Carries the raw statement."""


async def forwards() -> MigrationManager:
    """Apply it."""
    manager = MigrationManager(migration_id=ID, app_name="meetings", description=DESCRIPTION)

    async def run() -> None:
        await RawTable.raw(STATEMENT)

    manager.add_raw(run)
    return manager
