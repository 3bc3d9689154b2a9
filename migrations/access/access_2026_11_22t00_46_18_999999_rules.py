"""Row level security by council, keys within a council, and references: what a table declaration cannot say."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.table import Table

ID = "2026-11-22T00:46:18:999999"
VERSION = "1.38.0"
DESCRIPTION = "Row level security, unique keys, references"

TABLES = ['account', 'audit', 'card_code', 'closed_day', 'council', 'session', 'setup_link']
UNIQUE = [('account', 'council_id, login'), ('audit', 'council_id, sequence'), ('session', 'token_hash'), ('setup_link', 'token_hash'), ('closed_day', 'council_id, day')]
REFERENCES = [('card_code', 'account_id', 'account'), ('setup_link', 'account_id', 'account'), ('session', 'account_id', 'account')]
EXTRA = """
CREATE TABLE council_name (id uuid PRIMARY KEY, name text NOT NULL, demo boolean NOT NULL)
;;
CREATE FUNCTION keep_council_name() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO council_name VALUES (NEW.id, NEW.name, NEW.demo)
    ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, demo = EXCLUDED.demo;
    RETURN NEW;
END $$
;;
CREATE TRIGGER keep_name AFTER INSERT OR UPDATE ON council FOR EACH ROW EXECUTE FUNCTION keep_council_name()
"""


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
    manager = MigrationManager(migration_id=ID, app_name="access", description=DESCRIPTION)

    async def run() -> None:
        for statement in statements():
            await RawTable.raw(statement)

    manager.add_raw(run)
    return manager
