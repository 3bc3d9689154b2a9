"""`entaku order FILE`: what is printed and the exit code."""

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.meetings.ordering import order_samples as samples
from web.cli import main

ROOT = Path(__file__).parents[3]
PROGRAM = "import sys; from web.cli import main; sys.exit(main())"
TINY = str(samples.FOLDER / "tiny.json")


def run(*arguments: str) -> int:
    return main(["order", *arguments])


def process(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "order", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )


def environment() -> dict[str, str]:
    return {"PATH": os.defpath, "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C.UTF-8", "HOME": str(Path.home())}


def file_of(folder: Path, content: dict[str, Any]) -> str:
    path = folder / "instance.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return str(path)


def test_prints_one_json_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(samples.FOLDER / "csplib-film2.json"), "--json", "--time-limit", "5", "--seed", "3") == 0
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == ["order", "objective", "bound", "status", "seconds", "conflicts"]
    assert (printed["objective"], printed["bound"], printed["status"]) == (818, 818, "optimal")
    assert samples.reference.evaluate(samples.published("csplib-film2"), printed["order"])["objective"] == 818


def test_prints_lists_of_lists_for_several_sessions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = samples.published("council-040-plain-2") | {"sessions": 2, "capacity": 120}
    assert run(file_of(tmp_path, content), "--json", "--time-limit", "1") == 0
    printed = json.loads(capsys.readouterr().out)
    assert samples.reference.evaluate(content, printed["order"])["feasible"]
    assert len(printed["order"]) == 2


def test_ends_with_3_and_names_the_conflict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = samples.published("council-040-plain-2") | {"capacity": 60}
    assert run(file_of(tmp_path, content), "--json") == 3
    printed = json.loads(capsys.readouterr().out)
    assert (printed["order"], printed["objective"], printed["status"]) == ([], None, "infeasible")
    assert "60分" in printed["conflicts"][0]


def test_says_it_in_words_on_a_screen(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run(str(samples.FOLDER / "rehearsal-choco.json"), "--time-limit", "2") == 0
    said = capsys.readouterr().out
    assert "証明済み" in said
    assert "費用の合計" in said
    assert "待ち" not in said


def test_names_do_not_steer_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    agencies = [{"id": "A", "weight": 1}]
    cases = [
        {"id": name, "minutes": 1, "agencies": ["A"]} for name in ("C\n1", "\x1b[31m赤", "\u202e逆", "葛\U000e0100城")
    ]
    assert run(file_of(tmp_path, {"kind": "council", "cases": cases, "agencies": agencies, "capacity": 3})) == 3
    assert run(file_of(tmp_path, {"kind": "council", "cases": cases, "agencies": agencies})) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {line[3:] for line in lines[-4:]} == {"C\\n1", "\\x1b[31m赤", "\\u202e逆", "葛\U000e0100城"}
    assert not any(re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", line) for line in lines)
    assert run(file_of(tmp_path, {"kind": "council", "cases": cases[:1] * 2, "agencies": agencies})) == 2
    assert capsys.readouterr().err == 'cases: "C\\n1" が二度あります。\n'


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"minutes": -1}, "cases[2].minutes: "),
        ({"id": "\ud800"}, "cases[2].id: "),
        ({"wnidow": [1, 9]}, "cases[2].wnidow: "),
    ],
)
def test_refuses_bad_input_by_field(
    change: dict[str, Any], field: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = samples.published("council-040-plain-2")
    content["cases"][2] |= change
    path = tmp_path / "instance.json"
    path.write_text(json.dumps(content), encoding="ascii")
    assert run(str(path)) == 2
    refused = capsys.readouterr().out
    assert json.loads(refused)["error"].startswith(field)


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "1e9", "soon"])
def test_refuses_a_time_limit_that_is_none(seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(TINY, "--time-limit", seconds)
    assert capsys.readouterr().err == (
        f"指定のしかたが違います（--time-limit は0秒より長く86400秒までの秒数で書いてください。いまは {seconds}）。"
        "「entaku order --help」をご覧ください。\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--seed", "x"), "--seed は0から2147483647までの整数で書いてください。いまは x"),
        (("--seed", "-1"), "--seed は0から2147483647までの整数で書いてください。いまは -1"),
        (("--seed",), "--seed の値を書いてください"),
        (("--sede=3",), "--sede=3 は知らない指定です"),
    ],
)
def test_refuses_options_in_japanese(
    arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(TINY, *arguments)
    assert f"（{words}）" in capsys.readouterr().err


def test_reads_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path(TINY).read_bytes())))
    assert run("-") == 0
    assert json.loads(capsys.readouterr().out)["status"] == "optimal"
    monkeypatch.setattr("sys.stdin", None)
    assert run("-") == 2
    assert "標準入力が閉じています" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("output", "why"), [(">/dev/full", "空きがありません"), (">&-", "閉じています")], ids=["full", "closed"]
)
def test_output_that_cannot_be_written_is_refused_in_one_line(output: str, why: str) -> None:
    command = f'exec "$0" -c "$1" order "$2" {output}'
    found = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable, PROGRAM, TINY], capture_output=True, text=True, env=environment()
    )
    assert (found.returncode, found.stderr) == (2, f"標準出力に書けません（{why}）。\n")


def test_nobody_who_reads_any_further_is_no_trouble() -> None:
    with process(TINY) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.wait(timeout=60) == 0
        assert running.stderr is not None
        assert running.stderr.read() == ""


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_ends_the_search_and_prints_what_was_found(by: signal.Signals) -> None:
    content = samples.published("council-080-rules-1")
    with process(str(samples.FOLDER / "council-080-rules-1.json"), "--time-limit", "3600") as running:
        _wait_for_handlers(running)
        running.send_signal(by)
        out, err = running.communicate(timeout=120)
    assert running.returncode == 0
    printed = json.loads(out)
    assert printed["status"] == "feasible"
    assert samples.reference.evaluate(content, printed["order"])["objective"] == printed["objective"]
    assert err.splitlines()[-1] == "とめました。ここまでに見つかった順番です。"


def test_a_second_signal_ends_at_once() -> None:
    with process(str(samples.FOLDER / "council-400-rules-1.json"), "--time-limit", "3600") as running:
        _wait_for_handlers(running)
        running.send_signal(signal.SIGTERM)
        assert running.stderr is not None
        running.stderr.readline()
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 130
        assert running.stdout is not None
        assert running.stdout.read() == ""


def _wait_for_handlers(running: subprocess.Popen[str]) -> None:
    """Until SIGTERM is caught by the process, as Linux shows it."""
    status, mask = Path(f"/proc/{running.pid}/status"), 1 << signal.SIGTERM - 1
    while not int(re.findall(r"SigCgt:\s+(\w+)", status.read_text())[0], 16) & mask:
        assert running.poll() is None


def test_says_so_when_machine_code_must_be_made_first(tmp_path: Path) -> None:
    pytest.importorskip("numba", reason="the extra [fast] is not installed")
    ordering = tmp_path / "meetings" / "ordering"
    program = (
        "from meetings.ordering.compiling import tell_of_compiling\n"
        "from meetings.ordering.machine_code import compiled\n"
        "import double\n"
        "tell_of_compiling(lambda: print('compiling'))\n"
        "triple = compiled(double.double)\n"
        "print(triple(21), triple(2.5))\n"
    )
    shutil.copytree(ROOT / "src" / "meetings" / "ordering", ordering, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "double.py").write_text("def double(number):\n    return 2 * number\n", encoding="utf-8")
    said = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=environment() | {"PYTHONPATH": str(tmp_path)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for _time in range(2)
    ]
    assert said == ["compiling\n42 5.0\n", "42 5.0\n"]


def test_help_says_everything(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        run("--help")
    said = capsys.readouterr().out
    for word in ("標準入力", "--time-limit", "--seed", "--json", "longest_wait", "sessions", "130", "SIGTERM", "86400"):
        assert word in said, word
    example = said[said.index('{"kind"') : said.index("\n\n", said.index('{"kind"'))]
    assert json.loads(example)["kind"] == "council"


def test_only_what_the_command_needs_is_imported() -> None:
    heavy = {"litestar", "piccolo", "asyncpg", "uvicorn", "openpyxl", "fontTools", "web.demo", "numba"}
    program = f"import sys\nfrom web.cli import main\nmain(['order', {TINY!r}])\nprint({heavy!r} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment())
    assert found.stdout.splitlines()[-1] == "set()"


def test_help_of_the_whole_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    said = capsys.readouterr().out
    names = "init migrate doctor serve worker kinds routes progress-list backup restore import order demo"
    for name in names.split():
        assert f"\n    {name}" in said
        with pytest.raises(SystemExit, match="0"):
            main([name, "--help"])
