"""Backup and restore: the database in PostgreSQL's own format with a description. The key is kept apart, on purpose.

Names are sealed in the dump; without the key file the backup is of no use to a thief, nor to us: it must be kept too.
"""

import asyncio
import contextlib
import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from core import clock
from core.cluster import DATABASE, Cluster
from core.errors import DomainError
from core.postgres_binaries import find_binaries
from core.runtime import OWNER, prepare_cluster
from core.sealing import KEY_FILE, master_key
from core.settings import Settings, inherited_environment

MANIFEST, DUMP = "manifest.json", "database.dump"


class NotABackup(DomainError):
    """The file is no backup of ours, or damaged."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} は円卓の控えではないか、こわれています。")


class AlreadyFull(DomainError):
    """Restoring would overwrite a database."""

    def __init__(self, data: Path) -> None:
        super().__init__(f"{data} には、もうデータがあります。ENTAKU_DATA で空の場所を指定してください。")


class DatabaseFull(DomainError):
    """Restoring would mix with tables that are there."""

    message = "そのデータベースには、もう表があります。空のデータベースを用意して、もう一度実行してください。"


class OtherKey(DomainError):
    """The key at hand is not the one of the backup."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"控えを取ったときの鍵と違います。控えと別にしまった鍵を {path} に置いてください。")


class ToolFailed(DomainError):
    """pg_dump or pg_restore ended with an error."""

    def __init__(self, said: str) -> None:
        super().__init__(f"控えの道具が止まりました。{said.strip()[-300:]}")


class NotWritten(DomainError):
    """The backup could not be written where it was asked for."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} に書けません。空きと権限を確かめてください。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What was written."""

    file: Path
    size: int
    key_file: Path


def backup(settings: Settings, file: Path) -> Backup:
    """Write a backup of a running or stopped Entaku; it is complete or not there at all."""
    fingerprint = _fingerprint(master_key(settings, create=False))
    partial = file.with_name(file.name + ".part")
    try:
        with tempfile.TemporaryDirectory() as folder, _source(settings) as target:
            dump = Path(folder) / DUMP
            with dump.open("wb") as out:
                _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", *target], settings, stdout=out)
            manifest = Path(folder) / MANIFEST
            facts = {"made_at": clock.now().isoformat(), "key": fingerprint, "entaku": 1}
            manifest.write_text(json.dumps(facts), encoding="utf-8")
            file.parent.mkdir(parents=True, exist_ok=True)
            with tarfile.open(partial, "w:gz") as archive:
                archive.add(manifest, MANIFEST)
                archive.add(dump, DUMP)
            partial.replace(file)
    except OSError as problem:
        raise NotWritten(file) from problem
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
    file.chmod(0o600)
    return Backup(file=file, size=file.stat().st_size, key_file=settings.data / KEY_FILE)


def restore(settings: Settings, file: Path) -> None:
    """Fill an empty database from a backup: the embedded one, or the site's own. The key must be in its place first."""
    if settings.embedded and (settings.data / "database" / "pg").exists():
        raise AlreadyFull(settings.data)
    with tempfile.TemporaryDirectory() as folder:
        facts = _unpack(file, Path(folder))
        key_path = settings.data / KEY_FILE
        if settings.master_key is None and not key_path.exists():
            raise OtherKey(key_path)
        if _fingerprint(master_key(settings, create=False)) != facts.get("key"):
            raise OtherKey(key_path)
        if settings.database_owner_url is not None:
            _fill_own(settings, settings.database_owner_url, Path(folder) / DUMP)
            return
        try:
            _fill_embedded(settings, Path(folder) / DUMP)
        except BaseException:
            shutil.rmtree(settings.data / "database", ignore_errors=True)
            raise


def _fill_own(settings: Settings, owner_url: str, dump: Path) -> None:
    if asyncio.run(_holds_tables(owner_url)):
        raise DatabaseFull
    with dump.open("rb") as source:
        options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
        _run(["pg_restore", *options, "--dbname", owner_url], settings, stdin=source)


async def _holds_tables(owner_url: str) -> bool:
    connection = await asyncpg.connect(dsn=owner_url)
    try:
        return bool(await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
    finally:
        await connection.close()


def _fill_embedded(settings: Settings, dump: Path) -> None:
    with Cluster(settings.data) as cluster:
        asyncio.run(prepare_cluster(cluster))
        with dump.open("rb") as source:
            target = ["--host", str(cluster.address(OWNER)["host"]), "--username", OWNER, "--dbname", DATABASE]
            _run(["pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", *target], settings, stdin=source)


@contextlib.contextmanager
def _source(settings: Settings) -> Iterator[list[str]]:
    if settings.database_owner_url is not None:
        yield [settings.database_owner_url]
        return
    with Cluster(settings.data) as cluster:
        yield ["--host", str(cluster.address("postgres")["host"]), "--username", "postgres", DATABASE]


def _run(command: list[str], settings: Settings, **streams: object) -> None:
    version = settings.data / "database" / "pg" / "PG_VERSION"
    made_by = version.read_text(encoding="ascii").strip() if version.exists() else None
    program = find_binaries(made_by).folder / command[0]
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        done = subprocess.run(  # type: ignore[call-overload] # noqa: S603 - a fixed program with our own arguments
            [str(program), *command[1:]], cwd="/", env=inherited_environment(), stderr=said, check=False, **streams
        )
        said.seek(0)
        if done.returncode != 0:
            raise ToolFailed(said.read())


def _unpack(file: Path, folder: Path) -> dict[str, object]:
    try:
        with tarfile.open(file, "r:gz") as archive:
            if sorted(archive.getnames()) != [DUMP, MANIFEST]:
                raise NotABackup(file)
            archive.extractall(folder, filter="data")
        facts = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, tarfile.TarError, ValueError, EOFError) as problem:
        raise NotABackup(file) from problem
    return facts if isinstance(facts, dict) else {}


def _fingerprint(key: bytes) -> str:
    return hashlib.sha256(b"entaku key fingerprint" + key).hexdigest()[:32]
