"""Row level security by council, keys within a council, and references: what a table declaration cannot say."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-22T00:46:20:999999"
VERSION = "1.38.0"
DESCRIPTION = "Row level security, unique keys, references"

TABLES = ['agenda_item', 'attendance_window', 'deliberation', 'invitee', 'meeting', 'meeting_tier', 'minutes', 'progress_entry', 'window_revision']
UNIQUE = [('attendance_window', 'uid'), ('deliberation', 'council_id, item_id'), ('minutes', 'council_id, meeting_id, edition'), ('invitee', 'council_id, meeting_id, agency_id'), ('window_revision', 'window_id, sequence, stamped_at')]
REFERENCES = [('meeting', 'tier_id', 'meeting_tier'), ('invitee', 'meeting_id', 'meeting'), ('invitee', 'agency_id', 'agency'), ('agenda_item', 'meeting_id', 'meeting'), ('attendance_window', 'meeting_id', 'meeting'), ('attendance_window', 'agency_id', 'agency'), ('window_revision', 'window_id', 'attendance_window'), ('progress_entry', 'case_id', 'child_case'), ('deliberation', 'meeting_id', 'meeting'), ('minutes', 'meeting_id', 'meeting')]
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
