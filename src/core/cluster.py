"""The embedded PostgreSQL: a private cluster under the data folder, unix socket only, run by Entaku itself.

Several processes share one server: `start.lock` is held exclusively while making, starting or stopping, `hold.lock` is
shared for as long as a process uses the server; the last one out stops it. As root the server runs as an unprivileged
user. Facts behind each step: a private cluster has no password, so only the socket's owner and root get in.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Self

from core import settings as settings_of
from core.cluster_errors import ClusterFailed, FolderClosed, NoSpace, NotStarted, OtherMajorVersion, SomebodyElses
from core.database import Address
from core.postgres_binaries import Binaries, find_binaries

SOCKET_PATH_LIMIT = 107
SOCKET_NAME = ".s.PGSQL.5432"
START_SECONDS = 30.0
ROLES = ("postgres", "entaku_owner", "entaku_app")
DATABASE = "entaku"
FREE_BYTES = 50 * 1024 * 1024


class Cluster:
    """One private cluster; use as a context manager to hold it open."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder / "database"
        self.data = self.folder / "pg"
        self.log = self.folder / "server.log"
        self.durable = durable
        self._user = _server_user()
        self._socket = socket_folder(self.folder)
        self._hold: IO[bytes] | None = None

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Make the cluster if there is none, start it if it is down, and hold it. Raises ClusterFailed."""
        self._make_folder()
        with self._start_lock():
            if not (self.data / "PG_VERSION").exists():
                self._initialise(find_binaries(None))
            binaries = self._binaries()
            hold = (self.folder / "hold.lock").open("ab")
            fcntl.flock(hold, fcntl.LOCK_SH)
            self._hold = hold
            if not self.answers():
                self._start(binaries)

    def close(self) -> None:
        """Let go; the last process out stops the server."""
        if self._hold is None:
            return
        with self._start_lock():
            fcntl.flock(self._hold, fcntl.LOCK_UN)
            try:
                fcntl.flock(self._hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                last = False
            else:
                last = True
            self._hold.close()
            self._hold = None
            if last:
                self._run([str(self._binaries().pg_ctl), "stop", "-D", str(self.data), "-m", "fast", "-w"], check=False)

    def revive(self) -> None:
        """Start the server again when it died under us; nothing when it answers."""
        with self._start_lock():
            if not self.answers():
                self._start(self._binaries())

    def address(self, role: str, database: str = DATABASE) -> Address:
        """Where `role` connects."""
        return Address(host=str(self._socket), port=5432, user=role, database=database)

    def answers(self) -> bool:
        """Whether a server accepts connections on our socket."""
        ready = self._binaries().pg_isready
        done = self._run([str(ready), "-q", "-h", str(self._socket), "-p", "5432"], check=False)
        return done.returncode == 0

    def postmaster_pid(self) -> int | None:
        """The server's process id, when one is recorded and alive."""
        try:
            pid = int((self.data / "postmaster.pid").read_text(encoding="ascii").splitlines()[0])
        except (OSError, ValueError, IndexError):
            return None
        return pid if _is_postgres(pid) else None

    def _binaries(self) -> Binaries:
        made_by = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        binaries = find_binaries(made_by)
        if binaries.major != made_by:
            raise OtherMajorVersion(self.data, made_by, binaries.major)
        return binaries

    def _check_owner(self) -> None:
        """Taking over somebody's folder would lock its owner out of the running server."""
        mine = {os.geteuid(), self._user.pw_uid if self._user else os.geteuid()}
        if self.folder.exists() and self.folder.stat().st_uid not in mine:
            raise SomebodyElses(self.folder, pwd.getpwuid(self.folder.stat().st_uid).pw_name)

    def _make_folder(self) -> None:
        self._check_owner()
        self.folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self.folder).free < FREE_BYTES:
            raise NoSpace(self.folder)
        for folder in (self.folder, self._socket):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if self._user is not None:
                os.chown(folder, self._user.pw_uid, self._user.pw_gid)
                folder.chmod(0o700)
        if self._user is not None and self._run(["test", "-x", str(self.folder)], check=False).returncode != 0:
            raise FolderClosed(self.folder)

    def _initialise(self, binaries: Binaries) -> None:
        fresh = self.folder / "pg.new"
        shutil.rmtree(fresh, ignore_errors=True)
        options = ["-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=peer", "--no-instructions"]
        self._run([str(binaries.initdb), "-D", str(fresh), *options], check=True)
        users = {pwd.getpwuid(os.geteuid()).pw_name, self._user.pw_name if self._user else "", "root"} - {""}
        ident = "".join(f"entaku {user} {role}\n" for user in sorted(users) for role in ROLES)
        speed = "" if self.durable else "fsync=off\nsynchronous_commit=off\nfull_page_writes=off\n"
        files = {
            "pg_hba.conf": "local all all peer map=entaku\n",
            "pg_ident.conf": ident,
            "entaku.conf": (
                f"listen_addresses=''\nunix_socket_directories='{self._socket}'\nunix_socket_permissions=0700\n"
                f"timezone='UTC'\nlog_timezone='UTC'\nmax_connections=60\nlog_min_messages=warning\n{speed}"
            ),
        }
        for name, text in files.items():
            self._write(fresh / name, text)
        with (fresh / "postgresql.conf").open("a", encoding="utf-8") as configuration:
            configuration.write("\ninclude 'entaku.conf'\n")
        fresh.rename(self.data)

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8")
        if self._user is not None:
            os.chown(path, self._user.pw_uid, self._user.pw_gid)

    def _start(self, binaries: Binaries) -> None:
        _end_orphans(self.data)
        self._clear_stale_pid()
        command = [str(binaries.pg_ctl), "start", "-D", str(self.data), "-w", "-t", "20", "-l", str(self.log), "-s"]
        deadline = time.monotonic() + START_SECONDS
        while True:
            done = self._run(command, check=False)
            if done.returncode == 0 and self.answers():
                return
            if time.monotonic() > deadline:
                raise NotStarted(self.log, _last_line(self.log) or done.stderr.strip())
            _end_orphans(self.data)
            self._clear_stale_pid()
            time.sleep(0.3)

    def _clear_stale_pid(self) -> None:
        """Remove postmaster.pid when its process is no PostgreSQL (after a reboot it may be somebody else's)."""
        path = self.data / "postmaster.pid"
        try:
            pid = int(path.read_text(encoding="ascii").splitlines()[0])
        except (OSError, ValueError, IndexError):
            return
        if Path(f"/proc/{pid}").exists() and not _is_postgres(pid) and not _is_zombie(pid):
            path.unlink()

    @contextmanager
    def _start_lock(self) -> Iterator[None]:
        with (self.folder / "start.lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _run(self, command: list[str], *, check: bool) -> subprocess.CompletedProcess[str]:
        identity: dict[str, object] = {}
        if self._user is not None:
            identity = {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}
        environment = settings_of.inherited_environment() | {"HOME": "/"}
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
            # pg_ctl leaves a server behind that keeps the pipe open: output goes to a file, never to a pipe
            done = subprocess.run(  # type: ignore[call-overload]
                command,
                cwd="/",
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                check=False,
                **identity,
            )
            said.seek(0)
            text = said.read()
        if check and done.returncode != 0:
            if "No space left" in text:
                raise NoSpace(self.folder)
            raise ClusterFailed(f"データベースを作れません。{text.strip()[-400:]}")  # noqa: EM102 - the tool's own words
        return subprocess.CompletedProcess(command, done.returncode, text, text)


def socket_folder(folder: Path) -> Path:
    """A folder whose socket path fits the kernel's limit: beside the data, else a short temporary one."""
    beside = folder / "run"
    if len(str(beside / SOCKET_NAME).encode()) <= SOCKET_PATH_LIMIT:
        return beside
    digest = hashlib.sha256(str(folder).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"entaku-{digest}"


def _server_user() -> pwd.struct_passwd | None:
    """The unprivileged user that runs the server when we are root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    return None


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rsplit(")", 1)[1].split()[0]
    except (OSError, IndexError):
        return ""


def _is_zombie(pid: int) -> bool:
    return _state(pid) == "Z"


def _is_postgres(pid: int) -> bool:
    if _state(pid) in {"", "Z"}:
        return False
    try:
        return "postgres" in Path(f"/proc/{pid}/exe").readlink().name
    except OSError:
        return "postgres" in _command(pid)


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def _end_orphans(data: Path) -> None:
    """End server processes of this cluster whose postmaster was killed: they keep its shared memory."""
    try:
        recorded = int((data / "postmaster.pid").read_text(encoding="ascii").splitlines()[0])
    except (OSError, ValueError, IndexError):
        return
    if _is_postgres(recorded):
        return
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and _is_postgres(int(entry.name)):
            with suppress(OSError):
                if (entry / "cwd").readlink() == data:
                    os.kill(int(entry.name), signal.SIGKILL)


def _last_line(log: Path) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    return lines[-1] if lines else ""
