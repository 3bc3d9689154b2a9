"""Bringing the database to the program's version: Piccolo's migrations under one advisory lock, as the owner role."""

import contextlib
import io

import asyncpg
from piccolo.apps.migrations.commands.forwards import ForwardsMigrationManager
from piccolo.apps.migrations.tables import Migration
from piccolo.conf.apps import AppConfig

from core.database import DB, Address, DatabaseUnreachable
from core.errors import DomainError
from core.piccolo_conf import APP_REGISTRY
from core.settings import prepare_process

LOCK = 7203114411
OLDEST_SERVER = 150000
PACKAGES = ("core", "access", "network", "meetings")


class MigrationFailed(DomainError):
    """A migration did not run through."""

    def __init__(self, said: str) -> None:
        super().__init__(f"データベースの移行に失敗しました。変更は元のままです。{said}")


class ServerTooOld(DomainError):
    """The site's own server is older than supported."""

    message = "PostgreSQL 15 以上が要ります。サーバの版を上げてから、もう一度実行してください。"


class OneRoleForAll(DomainError):
    """The application would own its tables, and row level security would not hold it."""

    message = (
        "ENTAKU_DATABASE_URL と ENTAKU_DATABASE_OWNER_URL の利用者が同じです。"
        "ほかの協議会の行が見えないように、二つの利用者に分けてください。"
    )


async def migrate(owner: Address, *, application_role: str) -> None:
    """Run what has not run yet. Safe to call from several processes at once."""
    prepare_process()
    try:
        guard = await asyncpg.connect(**owner)
    except (OSError, asyncpg.PostgresError) as problem:
        raise DatabaseUnreachable from problem
    try:
        if guard.get_server_version().major * 10000 < OLDEST_SERVER:
            raise ServerTooOld
        if await guard.fetchval("SELECT current_user") == application_role:
            raise OneRoleForAll
        await guard.execute("SELECT pg_advisory_lock($1)", LOCK)
        await _run_all(owner)
        await _grant(guard, application_role)
    finally:
        await guard.close()


async def _run_all(owner: Address) -> None:
    previous = DB.config
    DB.config = dict(owner)
    Migration._meta._db = DB  # noqa: SLF001 - Piccolo offers no other way than an import-time lookup
    try:
        for package in PACKAGES:
            await _run_package(_registered(package))
    finally:
        DB.config = previous


async def _run_package(app: AppConfig) -> None:
    manager = ForwardsMigrationManager(app_name=app.app_name)
    with contextlib.redirect_stdout(io.StringIO()) as said:
        await manager.create_migration_table()
        result = await manager.run_migrations(app)
    if not result.success:
        raise MigrationFailed(said.getvalue()[-300:])


def _registered(package: str) -> AppConfig:
    found = APP_REGISTRY.get_app_config(package)
    if found is None:
        raise MigrationFailed(package)
    return found


async def _grant(owner: "asyncpg.Connection[asyncpg.Record]", role: str) -> None:
    """Let the application role read and write rows, but never change an audit row."""
    quoted = '"' + role.replace('"', '""') + '"'
    await owner.execute(
        f"""
        GRANT USAGE ON SCHEMA public TO {quoted};
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted};
        REVOKE UPDATE, DELETE, TRUNCATE ON audit FROM {quoted};
        REVOKE INSERT, UPDATE, DELETE ON migration, council_name FROM {quoted};
        """
    )
