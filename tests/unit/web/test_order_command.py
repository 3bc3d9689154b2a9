"""`entaku order FILE`: what is printed and the exit code."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from core.settings import from_environment
from meetings.ordering.reading import BadInstance
from tests.unit.meetings.ordering import order_samples as samples
from web import order_command


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    order_command.register(parser.add_subparsers())
    options = parser.parse_args(["order", *arguments])
    return int(options.run(options, from_environment()))


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
    assert "証明済み" in capsys.readouterr().out


def test_refuses_bad_input_by_field(tmp_path: Path) -> None:
    content = samples.published("council-040-plain-2")
    content["cases"][2]["minutes"] = -1
    with pytest.raises(BadInstance, match=r"cases\[2\]\.minutes"):
        run(file_of(tmp_path, content))


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "soon"])
def test_refuses_a_time_limit_that_is_none(seconds: str) -> None:
    with pytest.raises(SystemExit):
        run(str(samples.FOLDER / "tiny.json"), "--time-limit", seconds)
