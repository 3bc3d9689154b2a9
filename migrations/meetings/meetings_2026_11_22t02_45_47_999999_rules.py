"""Row level security and the reference of proposed orders: what a table declaration cannot say."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-22T02:45:47:999999"
VERSION = "1.38.0"
DESCRIPTION = "Row level security of proposed orders"

TABLES = ['arrangement']
UNIQUE: list[tuple[str, str]] = []
REFERENCES = [('arrangement', 'meeting_id', 'meeting')]
EXTRA = """"""


class RawTable(Table):
    """Carries raw statements."""


def statements() -> list[str]:
    """The statements, in order."""
    council = "nullif(current_setting('app.council', true), '')::uuid"
    made = []
    for table in TABLES:
        made += [
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'CREATE POLICY of_council ON "{table}" USING (council_id = {council}) WITH CHECK (council_id = {council})',
        ]
    for number, (table, columns) in enumerate(UNIQUE):
        made.append(f'CREATE UNIQUE INDEX "{table}_key_{number}" ON "{table}" ({columns})')
    for table, column, target in REFERENCES:
        made.append(
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_{column}_exists" '
            f'FOREIGN KEY ({column}) REFERENCES "{target}" (id) ON DELETE RESTRICT'
        )
    return made + [line for line in EXTRA.split(";;") if line.strip()]


async def forwards() -> MigrationManager:
    """Apply them."""
    manager = MigrationManager(migration_id=ID, app_name="meetings", description=DESCRIPTION)

    async def run() -> None:
        for statement in statements():
            await RawTable.raw(statement)

    manager.add_raw(run)
    return manager
