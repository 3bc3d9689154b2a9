"""Backup and restore: on another folder with the key, refused without it, onto a site's own server."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from core.cluster import Cluster

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def places() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="entaku-backup-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_a_backup_comes_back_with_its_key_only(places: Path) -> None:
    old, new, file = places / "old", places / "new", places / "控え.tar.gz"
    _stage(old, "prepare")
    made = _entaku(old, "backup", "--out", str(file))
    assert made.returncode == 0, made.stderr
    assert "鍵" in made.stdout
    refused = _entaku(new, "restore", str(file))
    assert (refused.returncode, "鍵" in refused.stderr) == (2, True)
    new.mkdir(exist_ok=True)
    shutil.copyfile(old / "master.key", new / "master.key")
    assert _entaku(new, "restore", str(file)).returncode == 0
    assert _stage(new, "look")["broken"] is None
    again = _entaku(new, "restore", str(file))
    assert (again.returncode, "もうデータがあります" in again.stderr) == (2, True)


def test_what_is_no_backup_is_refused(places: Path) -> None:
    wrong = places / "wrong.tar.gz"
    wrong.write_bytes(b"not a backup")
    done = _entaku(places / "data", "restore", str(wrong))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


async def test_a_sites_own_server_is_backed_up_and_restored(database: Cluster, places: Path) -> None:
    host = str(database.address("entaku_owner")["host"])
    owner = await asyncpg.connect(**database.address("postgres", "postgres"))
    names = [f"entaku_test_{os.getpid()}_{end}" for end in ("from", "to")]
    try:
        for name in names:
            await owner.execute(f'CREATE DATABASE "{name}" OWNER entaku_owner')
        data, file = places / "site", places / "site.tar.gz"
        source, target = (_urls(name, host) for name in names)
        _stage(data, "prepare", **source)
        made = _entaku(data, "backup", "--out", str(file), **source)
        assert made.returncode == 0, made.stderr
        put = _entaku(data, "restore", str(file), **target)
        assert put.returncode == 0, put.stderr
        found = _stage(data, "look", **target)
        assert not found["broken"]
        assert int(found["rows"]) > 3
        assert _entaku(data, "restore", str(file), **target).returncode == 2
    finally:
        for name in names:
            await owner.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        await owner.close()


def _urls(name: str, host: str) -> dict[str, str]:
    url = f"postgresql://{{}}@/{name}?host={host}"
    return {"ENTAKU_DATABASE_URL": url.format("entaku_app"), "ENTAKU_DATABASE_OWNER_URL": url.format("entaku_owner")}


def _environment(data: Path, variables: dict[str, str]) -> dict[str, str]:
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    base = {"PATH": os.environ["PATH"], "PYTHONPATH": path, "LC_ALL": "C.UTF-8", "ENTAKU_DATA": str(data)}
    return base | variables


def _entaku(data: Path, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    code = "import sys; from web.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=_environment(data, variables),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def _stage(data: Path, what: str, **variables: str) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.web.serving_stage", what],
        env=_environment(data, variables),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    answer: dict[str, str] = json.loads(done.stdout)
    return answer
