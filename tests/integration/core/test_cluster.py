"""The embedded database: made, shared, killed, revived, refused."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from core.cluster import Cluster, socket_folder
from core.cluster_errors import OtherMajorVersion, SomebodyElses


@pytest.fixture
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="entaku-cluster-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


def test_it_starts_stops_and_starts_again(folder: Path) -> None:
    cluster = Cluster(folder, durable=False)
    with cluster:
        assert cluster.answers()
    assert not cluster.answers()
    with cluster:
        assert cluster.answers()


def test_a_killed_postmaster_is_revived_with_what_was_committed(folder: Path) -> None:
    with Cluster(folder) as cluster:
        pid = cluster.postmaster_pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        time.sleep(0.2)
        cluster.revive()
        assert cluster.answers()


def test_a_recorded_process_that_is_not_the_server_is_ignored(folder: Path) -> None:
    with Cluster(folder, durable=False):
        pass
    somebody = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(30)"])
    try:
        stale = folder / "database" / "pg" / "postmaster.pid"
        stale.write_text(f"{somebody.pid}\n{stale.parent}\n0\n5432\n\n\n")
        with Cluster(folder, durable=False) as cluster:
            assert cluster.answers()
    finally:
        somebody.terminate()
        somebody.wait()


def test_another_major_version_is_refused_with_the_command(folder: Path) -> None:
    with Cluster(folder, durable=False):
        pass
    (folder / "database" / "pg" / "PG_VERSION").write_text("12\n")
    with pytest.raises(OtherMajorVersion, match="postgresql-12"):
        Cluster(folder, durable=False).open()


def test_several_processes_share_one_server_and_the_last_one_stops_it(folder: Path) -> None:
    code = (
        "import sys,time\nfrom pathlib import Path\nfrom core.cluster import Cluster\n"
        "with Cluster(Path(sys.argv[1]), durable=False) as c:\n    assert c.answers()\n    time.sleep(0.5)\n"
    )
    others = [_python(code, folder) for _ in range(3)]
    assert [other.wait(30) for other in others] == [0, 0, 0]
    assert not Cluster(folder, durable=False).answers()


def test_a_long_path_gets_a_short_socket(folder: Path) -> None:
    long = folder / ("長い名前のフォルダ" * 8)
    assert len(str(socket_folder(long) / ".s.PGSQL.5432").encode()) <= 107


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_normal_user_needs_no_root(folder: Path) -> None:
    """Forked, because the checkout and its Python may be closed to other users."""
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    child = os.fork()
    if child == 0:
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)
        with Cluster(folder / "data", durable=False) as cluster:
            os._exit(0 if cluster.answers() else 1)
    assert os.waitpid(child, 0)[1] == 0


async def test_a_site_with_its_own_server_needs_two_addresses(database: Cluster) -> None:
    """The same program on a server that is not ours: owner and application role by URL."""
    host = str(database.address("entaku_owner")["host"])
    owner = await asyncpg.connect(**database.address("postgres", "postgres"))
    name = f"entaku_test_{os.getpid()}_site"
    try:
        await owner.execute(f'CREATE DATABASE "{name}" OWNER entaku_owner')
        with tempfile.TemporaryDirectory() as data:
            code = (
                "import asyncio\nfrom core import runtime\nfrom core.settings import from_environment\n"
                "from access.councils import actions\n"
                "async def go():\n    async with runtime.opened(from_environment()):\n"
                "        await actions.create('site')\n        assert len(await actions.councils()) == 1\n"
                "asyncio.run(go())\n"
            )
            url = f"postgresql://{{}}@/{name}?host={host}"
            done = _python(
                code,
                Path(data),
                ENTAKU_DATA=data,
                ENTAKU_DATABASE_URL=url.format("entaku_app"),
                ENTAKU_DATABASE_OWNER_URL=url.format("entaku_owner"),
            )
            assert done.wait(60) == 0
    finally:
        await owner.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        await owner.close()


def _python(code: str, folder: Path, **variables: str) -> "subprocess.Popen[bytes]":
    source = Path(__file__).resolve().parents[3] / "src"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(source), "LC_ALL": "C.UTF-8", **variables}
    return subprocess.Popen([sys.executable, "-c", code, str(folder)], env=environment, cwd="/")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can meet another user's folder")
def test_root_does_not_take_over_another_users_folder(folder: Path) -> None:
    (folder / "database").mkdir()
    os.chown(folder / "database", pwd.getpwnam("nobody").pw_uid, -1)
    with pytest.raises(SomebodyElses, match="nobody"):
        Cluster(folder, durable=False).open()
