"""What goes wrong around Entaku ends in one clear Japanese line, exit 2, and nothing lost."""

import base64
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from core import clock, outbox
from core.database import transaction
from core.outbox import MailState, OutboxMail
from core.settings import Settings
from tests.conftest import Cast
from web import worker

ROOT = Path(__file__).resolve().parents[3]
CODE = "import sys; from web.cli import main; sys.exit(main())"


@pytest.fixture
def data() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="entaku-fault-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["demo", "--no-serve", "--council", "架空市"], "架空市の見本はありません"),
        (["demo", "--no-serve", "--cases", "0"], "--cases"),
        (["import", "cases", "どこにもない.xlsx", "--dry-run"], "ファイル"),
        (["progress-list", "--out", "台帳.docx"], ".pdf"),
        (["serve", "--host", "192.0.2.1"], "暗号化"),
        (["restore", "どこにもない.tar.gz"], "控え"),
        (["nonsense"], "指定のしかた"),
        (["serve", "--port", "0"], "entakuinit"),
    ],
)
def test_a_wrong_command_gets_one_line(data: Path, arguments: list[str], words: str) -> None:
    done = _entaku(data, *arguments)
    assert done.returncode == 2
    assert words in done.stderr.replace(" ", "")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_refusals_are_json_when_asked(data: Path) -> None:
    done = _entaku(data, "import", "cases", "どこにもない.xlsx", "--dry-run", "--json")
    assert done.returncode == 2
    assert "error" in json.loads(done.stdout)


@pytest.mark.enable_socket
def test_a_taken_port_and_a_second_serve_are_refused(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = _entaku(data, "serve", "--port", port)
        assert (done.returncode, port in done.stderr) == (2, True)
    assert _entaku(data, "init", "--name", "汐見市要保護児童対策地域協議会").returncode == 0
    free = _free_port()
    first = subprocess.Popen([sys.executable, "-c", CODE, "serve", "--port", free], env=_environment(data), cwd=ROOT)
    try:
        deadline = time.monotonic() + 30
        while not _listens(free) and time.monotonic() < deadline:
            time.sleep(0.1)
        second = _entaku(data, "serve", "--port", _free_port())
        assert second.returncode == 2
        assert "もう円卓が動いています" in second.stderr
    finally:
        first.send_signal(signal.SIGTERM)
        assert first.wait(30) == 0


async def test_a_mail_server_that_is_down_loses_no_mail(cast: Cast, enable_sockets: None) -> None:
    assert enable_sockets is None
    now = clock.now()
    mail = OutboxMail(
        key=f"test:{cast.school.id}",
        recipient="school@shiomi.invalid",
        sender="center@shiomi.invalid",
        subject="お知らせ",
        mime=base64.b64encode(b"Subject: x\r\n\r\nx").decode(),
        created_at=now,
        next_at=now - timedelta(days=3650),
        agency_id=cast.school.id,
    )
    async with transaction(cast.council):
        assert await outbox.enqueue(mail)
        assert not await outbox.enqueue(mail)
    down = Settings(data=Path(tempfile.gettempdir()), smtp_url=f"smtp://127.0.0.1:{_free_port()}")
    assert await worker.send_one_mail(down)
    async with transaction(cast.council):
        kept = (await outbox.mails())[0]
    assert (kept.state, kept.attempts, kept.mime) == (MailState.PENDING, 1, mail.mime)
    assert kept.next_at > now
    assert kept.error


@pytest.fixture
def enable_sockets(socket_enabled: None) -> None:
    """TCP to loopback for one test."""
    return socket_enabled


def _listens(port: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(port))) == 0


def _free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def _environment(data: Path) -> dict[str, str]:
    base = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C.UTF-8"}
    return base | {"ENTAKU_DATA": str(data)}


def _entaku(data: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", CODE, *arguments]
    return subprocess.run(
        command, env=_environment(data), cwd=data, capture_output=True, text=True, check=False, timeout=90
    )
