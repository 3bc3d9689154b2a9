"""Serving: one parent holds the port, the database and the lock; children answer pages and do long work.

The parent starts a child again when it dies, and the database when it dies, until it is told to end. Children end when
the parent is gone, however it went.
"""

import asyncio
import contextlib
import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from access.councils import actions as councils
from core import runtime
from core.cluster import Cluster
from core.errors import DomainError
from core.settings import Settings, from_environment, inherited_environment, python, settings_variables
from web.application import application
from web.council_choice import NoCouncil

WATCH_SECONDS = 0.3
PATIENCE_SECONDS = 8.0
DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG


class PortTaken(DomainError):
    """Another program listens on the port."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"{host}:{port} は、ほかのプログラムが使っています。"
            "それを止めるか、「--port 8001」のように別の番号にしてください。"
        )


class AlreadyServing(DomainError):
    """A second `serve` on the same data."""

    def __init__(self, data: Path) -> None:
        super().__init__(f"データ {data} では、もう円卓が動いています。先に動いているほうをお使いください。")


class NotProtected(DomainError):
    """Pages would cross the network unencrypted."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host} で待ち受けるには、暗号化が要ります。--tls-cert と --tls-key を付けるか、"
            "暗号化する中継（リバースプロキシ）の後ろに置いて --behind-proxy を付けてください。"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How to listen."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 1
    tls_cert: str | None = None
    tls_key: str | None = None
    behind_proxy: bool = False

    @property
    def address(self) -> str:
        """The address people type."""
        return f"{'https' if self.tls_cert else 'http'}://{self.host}:{self.port}"


def check(serving: Serving) -> None:
    """Raise NotProtected when pages would cross the network in clear."""
    loopback = serving.host == "localhost" or _is_loopback(serving.host)
    if not (loopback or serving.behind_proxy or (serving.tls_cert and serving.tls_key)):
        raise NotProtected(serving.host)


def listen(serving: Serving) -> socket.socket:
    """Take the port. Raises PortTaken."""
    family = socket.AF_INET6 if ":" in serving.host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((serving.host, serving.port))
    except OSError as problem:
        listener.close()
        raise PortTaken(serving.host, serving.port) from problem
    listener.listen(256)
    listener.set_inheritable(True)
    return listener


@contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Hold the data folder for one `serve`. Raises AlreadyServing."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "serve.lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            raise AlreadyServing(data) from problem
        yield


def serve(settings: Settings, serving: Serving) -> None:
    """Serve until interrupted. Raises PortTaken, AlreadyServing, NotProtected, ClusterFailed."""
    check(serving)
    with only_one(settings.data), contextlib.closing(listen(serving)) as listener:
        asyncio.run(_prepare(settings))
        if not settings.embedded:
            _supervise(settings, serving, listener, None)
            return
        with Cluster(settings.data) as cluster:
            _supervise(settings, serving, listener, cluster)


def _supervise(settings: Settings, serving: Serving, listener: socket.socket, cluster: Cluster | None) -> None:
    commands = [_page_command(serving, listener)] * serving.workers + [[python(), "-m", "web.worker"]]
    ending: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda got, _frame: ending.append(got))
    children = [_start(command, settings, listener) for command in commands]
    print(f"円卓を {serving.address} で開きました。止めるには Ctrl+C を押します。", flush=True)
    try:
        while not ending:
            time.sleep(WATCH_SECONDS)
            if cluster is not None and cluster.postmaster_pid() is None:
                cluster.revive()
            for place, child in enumerate(children):
                if child.poll() is not None and not ending:
                    children[place] = _start(commands[place], settings, listener)
    finally:
        _end(children)


async def _prepare(settings: Settings) -> None:
    """Migrate before anybody comes; without a council there is nothing to serve. Raises NoCouncil."""
    async with runtime.opened(settings, pool_size=1):
        if not await councils.councils():
            raise NoCouncil


def _page_command(serving: Serving, listener: socket.socket) -> list[str]:
    command = [python(), "-m", "web.serving", str(listener.fileno())]
    if serving.tls_cert and serving.tls_key:
        command += [serving.tls_cert, serving.tls_key]
    return command + (["--behind-proxy"] if serving.behind_proxy else [])


def _start(command: list[str], settings: Settings, listener: socket.socket) -> "subprocess.Popen[bytes]":
    environment = inherited_environment() | settings_variables(settings)
    return subprocess.Popen(command, env=environment, pass_fds=(listener.fileno(),), preexec_fn=_die_with_parent)  # noqa: PLW1509, S603 - our own modules


def _end(children: "list[subprocess.Popen[bytes]]") -> None:
    for child in children:
        child.terminate()
    deadline = time.monotonic() + PATIENCE_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(DEATH_SIGNAL, signal.SIGTERM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.getppid() == 1:
        os._exit(1)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


async def _answer_pages(arguments: list[str]) -> None:
    """A child: answer pages on the inherited socket."""
    behind_proxy = "--behind-proxy" in arguments
    files = [argument for argument in arguments[1:] if not argument.startswith("--")]
    listener = socket.socket(fileno=int(arguments[0]))
    async with runtime.opened(from_environment()):
        config = uvicorn.Config(
            application(),
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=behind_proxy,
            timeout_graceful_shutdown=5,
            ssl_certfile=files[0] if files else None,
            ssl_keyfile=files[1] if files else None,
        )
        await uvicorn.Server(config).serve(sockets=[listener])


if __name__ == "__main__":
    try:
        asyncio.run(_answer_pages(sys.argv[1:]))
    except DomainError as refused:  # the parent starts us again
        print(refused.message, file=sys.stderr)
        raise SystemExit(1) from None
