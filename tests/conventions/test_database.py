"""Tables equal migrations, row level security holds on every table, and a forgotten filter shows nothing."""

from uuid import uuid4

import asyncpg
import pytest
from piccolo.apps.migrations.auto import AlterStatements
from piccolo.apps.migrations.commands.new import AutoMigrationManager

from access.audit.tables import AuditTable
from core.cluster import Cluster
from core.database import CouncilId, transaction
from core.migration_folders import tables_of
from core.migrations import PACKAGES
from core.piccolo_conf import APP_REGISTRY
from core.runtime import APPLICATION
from core.settings import prepare_process
from network.agencies.tables import AgencyTable
from tests.conftest import Cast


@pytest.mark.parametrize("package", PACKAGES)
async def test_no_table_differs_from_its_migrations(package: str) -> None:
    prepare_process()
    app = APP_REGISTRY.get_app_config(package)
    assert app is not None
    changes: list[AlterStatements] = await AutoMigrationManager().get_alter_statements(app_config=app)
    statements = [statement for change in changes for statement in change.statements]
    assert statements == [], "write a migration"


async def test_every_table_with_a_council_is_under_row_level_security(database: Cluster) -> None:
    connection = await asyncpg.connect(**database.address("postgres", _name()))
    try:
        found = await connection.fetch("SELECT relname FROM pg_class WHERE relrowsecurity")
    finally:
        await connection.close()
    names = {table._meta.tablename for package in PACKAGES[1:] for table in tables_of(package)}
    assert names - {row["relname"] for row in found} == set()


async def test_a_forgotten_filter_shows_nothing_of_another_council(cast: Cast) -> None:
    async with transaction(CouncilId(uuid4())):
        assert await AgencyTable.select(AgencyTable.name) == []
    async with transaction(None):
        assert await AgencyTable.select(AgencyTable.name) == []
    async with transaction(cast.council):
        assert len(await AgencyTable.select(AgencyTable.name)) == 3


async def test_nobody_changes_an_audit_row(cast: Cast) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        async with transaction(cast.council):
            await AuditTable.update({AuditTable.actor_name: "x"}, force=True)


async def test_the_application_role_owns_nothing(database: Cluster) -> None:
    connection = await asyncpg.connect(**database.address("postgres", _name()))
    try:
        owned = await connection.fetchval("SELECT count(*) FROM pg_tables WHERE tableowner = $1", APPLICATION)
        powers = await connection.fetchrow(
            "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = $1", APPLICATION
        )
    finally:
        await connection.close()
    assert owned == 0
    assert tuple(powers or ()) == (False, False)


def _name() -> str:
    from core.database import DB  # noqa: PLC0415 - the engine knows the run's database

    return str(DB.config["database"])
