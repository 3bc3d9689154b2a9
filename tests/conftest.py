"""The database, the cast and the clients of every test.

One embedded cluster is kept running between runs; each run has its own database and each test its own council.
The same cast everywhere: coordinator, linked member (a school), stranger (a clinic), auditor.
"""

import os
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest
from litestar import Litestar

from access.accounts import actions as accounts
from access.accounts.model import SecondFactor
from access.audit.model import AuditEvent, AuditKind
from access.councils import actions as councils
from access.councils import store as council_store
from access.councils.model import Profile
from access.permissions.model import Actor, Role, Scope
from access.permissions.rules import whole_council
from access.sessions import actions as sessions
from core import clock, runtime
from core.cluster import Cluster
from core.database import CouncilId, transaction
from core.settings import Settings
from network.agencies import store as agency_store
from network.agencies.model import Agency
from network.memberships import store as membership_store
from network.memberships.model import Membership
from web.application import application
from web.identity import form_token

PASSWORD = "みんなで見守る汐見の町の子ども"
TEST_FOLDER = Path(tempfile.gettempdir()) / f"entaku-test-{os.getuid()}"
DATABASE_PREFIX = "entaku_test_"


@pytest.fixture(scope="session")
async def database() -> AsyncIterator[Cluster]:
    """A migrated database of this run; databases of dead runs are dropped."""
    name = f"{DATABASE_PREFIX}{os.getpid()}"
    settings = Settings(data=TEST_FOLDER, master_key=bytes(range(32)))
    with Cluster(TEST_FOLDER, durable=False) as keeper:
        await _drop_dead(keeper)
        async with runtime.opened(settings, durable=False, database=name) as cluster:
            assert cluster is not None
            yield cluster
        await _drop(keeper, name)


@dataclass(frozen=True, slots=True)
class Cast:
    """The people and agencies of one test's council."""

    council: CouncilId
    coordinator: Actor
    member: Actor
    stranger: Actor
    auditor: Actor
    school: Agency
    clinic: Agency
    center: Agency


@pytest.fixture
async def cast(database: Cluster) -> Cast:
    """A council of its own with the four people."""
    assert database.postmaster_pid() is not None
    made = await councils.create(f"汐見市要保護児童対策地域協議会{uuid4().hex[:6]}")
    council = made.id
    school = Agency(id=uuid4(), kind_code="elementary_school", name="汐見市立第二小学校", kana="だいにしょうがっこう")
    clinic = Agency(id=uuid4(), kind_code="medical_institution", name="汐見市民病院", kana="しおみしみんびょういん")
    center = Agency(
        id=uuid4(), kind_code="child_and_family_center", name="汐見市こども家庭センター", kana="こどもかていせんたー"
    )
    audit = AuditEvent.of_operator(AuditKind.AGENCY_CREATED)
    async with transaction(council):
        await agency_store.add_agencies([school, clinic, center], audit=audit)
        profile = Profile(short_name="汐見市要対協", municipality="汐見市", coordinating_agency=center.name)
        await council_store.save(replace(made, profile=profile), audit=audit)
    return Cast(
        council=council,
        coordinator=await person(council, "saeki", "佐伯 真理", Role.COORDINATOR),
        member=await person(council, "murase", "村瀬 直", Role.MEMBER, agency=school),
        stranger=await person(council, "ono", "小野 薫", Role.MEMBER, agency=clinic),
        auditor=await person(council, "kansa", "監査 太郎", Role.AUDITOR),
        school=school,
        clinic=clinic,
        center=center,
    )


@pytest.fixture(scope="session")
def app() -> Litestar:
    """The application."""
    return application()


class Client(httpx.AsyncClient):
    """A browser without script: follows nothing by itself and carries the form token."""

    form_token: str = ""

    async def send_form(self, path: str, **fields: object) -> httpx.Response:
        """Post a form as its page would."""
        return await self.post(path, data={"_csrf_token": self.form_token, **fields})


ClientAs = Callable[[Actor | None], AbstractAsyncContextManager[Client]]


@pytest.fixture
def client_as(app: Litestar) -> ClientAs:
    """Opens a browser for a person of the cast; None is somebody who has not signed in."""

    @asynccontextmanager
    async def _open(actor: Actor | None) -> AsyncIterator[Client]:
        transport = httpx.ASGITransport(app)  # type: ignore[arg-type]
        async with Client(transport=transport, base_url="http://127.0.0.1") as client:
            if actor is not None:
                account = next(a for a in await accounts.accounts(_scope(actor)) if a.id == actor.account_id)
                token = await sessions.open_session(actor.council, account)
                client.cookies.set("entaku", f"{actor.council.hex}.{token}")
                client.form_token = form_token(token)
            yield client

    return _open


def _scope(actor: Actor) -> Scope:
    return whole_council(actor.council, today=clock.today())


async def person(council: CouncilId, login: str, name: str, role: Role, *, agency: Agency | None = None) -> Actor:
    """Somebody with an account that is set up; a member acts for the agency."""
    account, token = await accounts.create(council, accounts.NewAccount(login=login, name=name, role=role), by=None)
    await accounts.set_up(council, token, password=PASSWORD, factor=SecondFactor.CARD, secret="", code="")
    own: frozenset[UUID] = frozenset()
    if agency is not None:
        own = frozenset({agency.id})
        membership = Membership(id=uuid4(), account_id=account.id, agency_id=agency.id, since=clock.today())
        audit = AuditEvent.of_operator(AuditKind.ACCOUNT_CHANGED, account.id)
        async with transaction(council):
            await membership_store.add(membership, audit=audit)
    return Actor(council=council, account_id=account.id, name=name, role=role, agencies=own)


async def _drop_dead(cluster: Cluster) -> None:
    connection = await asyncpg.connect(**cluster.address("postgres", "postgres"))
    try:
        names = await connection.fetch("SELECT datname FROM pg_database WHERE datname LIKE $1", f"{DATABASE_PREFIX}%")
        for row in names:
            pid = row["datname"].removeprefix(DATABASE_PREFIX)
            if not _alive(pid):
                await connection.execute(f'DROP DATABASE IF EXISTS "{row["datname"]}" WITH (FORCE)')
    finally:
        await connection.close()


def _alive(pid: str) -> bool:
    return Path(f"/proc/{pid}").exists()


async def _drop(cluster: Cluster, name: str) -> None:
    connection = await asyncpg.connect(**cluster.address("postgres", "postgres"))
    try:
        await connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    finally:
        await connection.close()
