"""Thirty kills of page process, worker and database while somebody saves: nothing acknowledged is lost or doubled."""

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from core.cluster import Cluster

KILLS = 30
ENOUGH = 5
ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.enable_socket


@pytest.fixture
def data() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="entaku-kill-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def test_nothing_acknowledged_is_lost(data: Path) -> None:
    stage = _stage(data, "prepare")
    port = _free_port()
    code = (
        "from core.settings import from_environment\nfrom web import serving\n"
        f"serving.serve(from_environment(), serving.Serving(port={port}))\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], env=_environment(data), cwd=ROOT)
    acknowledged: list[str] = []
    over = threading.Event()
    try:
        _wait_for(port)
        clerk = threading.Thread(target=_save_until, args=(port, stage, acknowledged, over))
        clerk.start()
        chance = random.Random(20261120)
        for number in range(3 * KILLS):
            if number >= KILLS and len(acknowledged) > ENOUGH:
                break  # a busy machine needs more kills until enough was saved between them
            time.sleep(chance.uniform(0.4, 1.4))
            _kill_something(parent, data, chance)
        time.sleep(3)
        over.set()
        clerk.join(60)
    finally:
        over.set()
        parent.send_signal(signal.SIGTERM)
        parent.wait(30)
    found = _stage(data, "look")
    seen = found["seen"]
    assert len(acknowledged) > ENOUGH, "hardly anything was saved: the run proves nothing"
    assert set(acknowledged) - set(seen) == set()
    assert len(seen) == len(set(seen))
    assert found["broken"] is None


def _save_until(port: int, stage: dict[str, str], acknowledged: list[str], over: threading.Event) -> None:
    number = 0
    while not over.is_set():
        number += 1
        mark = f"見た人{number}"
        form = {"_csrf_token": stage["form_token"], "seen_on": "R8.11.1", "seen_by": mark}
        try:
            answer = httpx.post(
                f"http://127.0.0.1:{port}/cases/{stage['case']}/sightings/new",
                data=form,
                headers={"cookie": f"entaku={stage['cookie']}"},
                timeout=20,
            )
        except httpx.HTTPError:
            continue
        if answer.status_code == 303 and "/signin" not in answer.headers["location"]:
            acknowledged.append(mark)


def _kill_something(parent: "subprocess.Popen[bytes]", data: Path, chance: random.Random) -> None:
    children = [int(pid) for pid in Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()]
    mine = [pid for pid in children if _command(pid).startswith(sys.executable) or "web." in _command(pid)]
    postmaster = Cluster(data).postmaster_pid()
    targets = mine + ([postmaster] if postmaster else [])
    if targets:
        try:
            os.kill(chance.choice(targets), signal.SIGKILL)
        except ProcessLookupError:
            return


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def _environment(data: Path) -> dict[str, str]:
    path = os.pathsep.join((str(ROOT / "src"), str(ROOT)))
    return {"PATH": os.environ["PATH"], "PYTHONPATH": path, "LC_ALL": "C.UTF-8", "ENTAKU_DATA": str(data)}


def _stage(data: Path, what: str) -> dict[str, str]:
    command = [sys.executable, "-m", "tests.integration.web.serving_stage", what]
    done = subprocess.run(command, env=_environment(data), cwd=ROOT, capture_output=True, check=True, timeout=90)
    answer: dict[str, str] = json.loads(done.stdout)
    return answer


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/health", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.2)
    pytest.fail("serve did not come up")
