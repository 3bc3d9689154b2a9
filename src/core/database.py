"""PostgreSQL for the whole process: the engine, its pool, and the only way to open a transaction.

A transaction names its council; row level security shows nothing without one. Transactions are opened in actions,
never in middleware and never around `gather` (one connection serves one query at a time).
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Literal, Self, TypedDict
from uuid import UUID

import asyncpg
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

from core.errors import DomainError, Unavailable
from core.ids import CouncilId as CouncilId  # noqa: PLC0414 - offered here too
from core.sealing import Sealer

POOL_SIZE = 8


class DatabaseUnreachable(Unavailable):
    """The database does not answer."""

    message = (
        "データベースにつながりません。保存の途中だったものは、保存されていません。少し待ってもう一度お試しください。"
    )


class DiskFull(Unavailable):
    """The database's disk has no space left; nothing of the transaction was kept."""

    message = "ディスクに空きがないため、保存できませんでした。空きを作ってから、もう一度保存してください。"


class NotOpened(DomainError):
    """Programming error: a query before `open_pool`."""

    message = "データベースを開いていません。"


class Address(TypedDict, total=False):
    """Where a role connects: keyword arguments of asyncpg."""

    dsn: str
    host: str
    port: int
    user: str
    password: str
    database: str


class Engine(PostgresEngine):
    """Piccolo's engine without connections at import and with our own transaction class."""

    __slots__ = ("sealer",)

    def __init__(self) -> None:
        self.sealer: Sealer | None = None
        super().__init__(config={"database": "entaku"}, extensions=())

    async def check_version(self) -> None:
        """Checked by the cluster when it starts, not at import."""

    async def prep_database(self) -> None:
        """No extension is needed."""

    async def open_pool(self, address: Address, *, sealer: Sealer, size: int = POOL_SIZE) -> None:
        """Connect this process. One pool per process; RESET is left out because only SET LOCAL is ever used."""
        self.config = dict(address)
        self.sealer = sealer
        try:
            self.pool = await asyncpg.create_pool(
                **address, min_size=1, max_size=size, reset=_keep, server_settings={"application_name": "entaku"}
            )
        except (OSError, asyncpg.PostgresError) as problem:
            raise DatabaseUnreachable from problem

    async def close_pool(self) -> None:
        """Give every connection back."""
        if self.pool is not None:
            await self.pool.close()
            self.pool = None


class Transaction(PostgresTransaction):
    """BEGIN and the council in one round trip; the connection goes back even when COMMIT fails (stack.md 1.3)."""

    __slots__ = ("council",)

    def __init__(self, engine: Engine, council: CouncilId | None) -> None:
        super().__init__(engine)
        self.council = council

    async def __aenter__(self) -> Self:
        if self._parent is not None:
            raise NestedTransaction
        pool = self.engine.pool
        if pool is None:
            raise NotOpened
        try:
            self.connection = await pool.acquire()
            self.transaction = _Plain(self.connection)
            await self.connection.execute(_begin(self.council))
        except (*_LOST, asyncpg.PostgresError) as problem:
            await self._release()
            raise DatabaseUnreachable from problem
        except BaseException:
            await self._release()
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        try:
            if error is not None:
                await self._rollback_quietly()
            elif not (self._committed or self._rolled_back):
                await self.transaction.commit()
        except _LOST as lost:
            raise DatabaseUnreachable from lost
        finally:
            self.engine.current_transaction.reset(self.context)
            await asyncio.shield(self._release())
        if isinstance(error, asyncpg.DiskFullError):
            raise DiskFull from error
        if isinstance(error, _LOST) and (not isinstance(error, OSError) or isinstance(error, ConnectionError)):
            raise DatabaseUnreachable from error
        return False

    async def _rollback_quietly(self) -> None:
        try:
            await self.transaction.rollback()
        except (*_LOST, asyncpg.PostgresError):
            return  # the connection is gone: the server has rolled back

    async def _release(self) -> None:
        connection = getattr(self, "connection", None)
        if connection is not None and self.engine.pool is not None:
            await self.engine.pool.release(connection)


class NestedTransaction(DomainError):
    """Programming error: an action was called inside another action's transaction."""

    message = "取引の中で、別の取引を始めようとしました。"


class _Plain:
    """COMMIT and ROLLBACK as plain statements, since BEGIN was one too."""

    def __init__(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        self._connection = connection

    async def commit(self) -> None:
        """COMMIT."""
        await self._connection.execute("COMMIT")

    async def rollback(self) -> None:
        """ROLLBACK."""
        await self._connection.execute("ROLLBACK")


_LOST = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
)

DB = Engine()


def transaction(council: CouncilId | None) -> Transaction:
    """Open a transaction for one council; None sees only tables without a council (operator, worker)."""
    return Transaction(DB, council)


def sealer() -> Sealer:
    """The sealer of this process."""
    if DB.sealer is None:
        raise NotOpened
    return DB.sealer


def current_council() -> CouncilId:
    """The council of the open transaction. Raises NotOpened outside one."""
    current = DB.current_transaction.get()
    if not isinstance(current, Transaction) or current.council is None:
        raise NotOpened
    return current.council


@contextmanager
def raw_connection() -> Iterator["asyncpg.Connection[asyncpg.Record]"]:
    """The asyncpg connection of the open transaction, for the few statements Piccolo cannot say."""
    current = DB.current_transaction.get()
    if current is None:
        raise NotOpened
    yield current.connection


async def _keep(_connection: object) -> None:
    return None


def _begin(council: CouncilId | None) -> str:
    return "BEGIN" if council is None else f"BEGIN; SET LOCAL app.council = '{UUID(str(council))}'"
