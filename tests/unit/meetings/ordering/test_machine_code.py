"""Compiled functions are kept on the disk where that is possible, and work where it is not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NOWHERE = "/proc/none"
NOBODY = "65534"
DOUBLE = "from machine_code import compiled\n\n\ndef double(number):\n    return 2 * number\n"


def test_works_when_no_folder_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    machine_code = pytest.importorskip("meetings.ordering.machine_code", reason="the extra [fast] is not installed")
    for name in ("HOME", "XDG_CACHE_HOME", "NUMBA_CACHE_DIR"):
        monkeypatch.setenv(name, NOWHERE)
    found: dict[str, object] = {}
    exec(compile("def double(number):\n    return 2 * number\n", f"{NOWHERE}/double.py", "exec"), found)  # noqa: S102
    assert machine_code.compiled(found["double"])(21) == 42


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_another_user_without_a_home_can_use_an_installation_he_may_only_read(tmp_path: Path) -> None:
    machine_code = pytest.importorskip("meetings.ordering.machine_code", reason="the extra [fast] is not installed")
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("setpriv is not installed")
    shutil.copy(machine_code.__file__, tmp_path)
    (tmp_path / "double.py").write_text(DOUBLE, encoding="utf-8")
    tmp_path.chmod(0o555)
    rights = ["--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search"]  # may read what root may
    program = "import double; print(double.compiled(double.double)(21))"
    found = subprocess.run(
        [setpriv, f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *rights, sys.executable, "-c", program],
        env={"HOME": NOWHERE, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
        text=True,
    )
    assert (found.stdout, found.stderr) == ("42\n", "")
    assert not list(tmp_path.rglob("*.nbi"))
