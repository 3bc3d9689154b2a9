"""Opening and closing everything a process needs: cluster, roles, migrations, keys, pool."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import asyncpg

from core import clock
from core.cluster import DATABASE, Cluster
from core.database import DB, POOL_SIZE, Address, DatabaseUnreachable
from core.migrations import migrate
from core.sealing import Sealer, master_key
from core.settings import Settings

OWNER, APPLICATION = "entaku_owner", "entaku_app"


@asynccontextmanager
async def opened(
    settings: Settings, *, pool_size: int = POOL_SIZE, durable: bool = True, database: str = DATABASE
) -> AsyncIterator[Cluster | None]:
    """The database of this data folder, migrated and connected; the embedded cluster is yielded, a site's own is None.

    Raises ClusterFailed, DatabaseUnreachable, KeyMissing.
    """
    clock.fix_today(settings.today)
    fresh = not (settings.data / "database" / "pg").exists()
    if settings.database_url and settings.database_owner_url:
        key = master_key(settings, create=not (settings.data / "site-database").exists())
        settings.data.mkdir(parents=True, exist_ok=True)
        (settings.data / "site-database").touch()
        await migrate(Address(dsn=settings.database_owner_url), application_role=_role_of(settings.database_url))
        async with _pool(Address(dsn=settings.database_url), key, pool_size):
            yield None
        return
    key = master_key(settings, create=fresh)
    with Cluster(settings.data, durable=durable) as cluster:
        await prepare_cluster(cluster, database)
        await migrate(cluster.address(OWNER, database), application_role=APPLICATION)
        async with _pool(cluster.address(APPLICATION, database), key, pool_size):
            yield cluster


@asynccontextmanager
async def _pool(address: Address, key: bytes, size: int) -> AsyncIterator[None]:
    await DB.open_pool(address, sealer=Sealer(key), size=size)
    try:
        yield
    finally:
        await DB.close_pool()


async def prepare_cluster(cluster: Cluster, database: str = DATABASE) -> None:
    """Make the two roles and the database of a fresh cluster (several processes may come at once)."""
    try:
        connection = await asyncpg.connect(**cluster.address("postgres", "postgres"))
    except (OSError, asyncpg.PostgresError) as problem:
        raise DatabaseUnreachable from problem
    try:
        await connection.execute("SELECT pg_advisory_lock(7203114410)")
        for role in (OWNER, APPLICATION):
            if not await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role):
                await connection.execute(f"CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS")
        if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", database):
            await connection.execute(f'CREATE DATABASE "{database}" OWNER {OWNER}')
    finally:
        await connection.close()


def _role_of(url: str) -> str:
    return urlsplit(url).username or APPLICATION
