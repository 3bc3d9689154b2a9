"""Compiled functions are kept on the disk where that is possible, and work where it is not."""

import pytest

NOWHERE = "/proc/none"


def test_works_when_no_folder_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    machine_code = pytest.importorskip("meetings.ordering.machine_code", reason="the extra [fast] is not installed")
    for name in ("HOME", "XDG_CACHE_HOME", "NUMBA_CACHE_DIR"):
        monkeypatch.setenv(name, NOWHERE)
    found: dict[str, object] = {}
    exec(compile("def double(number):\n    return 2 * number\n", f"{NOWHERE}/double.py", "exec"), found)  # noqa: S102
    assert machine_code.compiled(found["double"])(21) == 42
