"""`entaku import` without --dry-run: the same actions as the browser, in a data folder of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.integration.network.import_steps import DATA, LISTS
from tests.unit.network.imports.lists import xlsx

SOURCE = Path(__file__).parents[3] / "src"
PROGRAM = "import sys; from web.cli import main; sys.exit(main(sys.argv[1:]))"
HEADINGS = ["番号", "氏名", "生年月日", "種別", "重症度", "主担当機関", "受理日"]


class Entaku:
    """The command on one data folder."""

    def __init__(self, folder: Path) -> None:
        self.environment = {"ENTAKU_DATA": str(folder), "PYTHONPATH": str(SOURCE), "PATH": "/usr/bin:/bin"}

    def __call__(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run it."""
        command = [sys.executable, "-c", PROGRAM, *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def entaku() -> Iterator[Entaku]:
    """A council that has taken in its 構成機関; the folder can be entered by the database's user."""
    with TemporaryDirectory(prefix="entaku-import-") as folder:
        Path(folder).chmod(0o755)
        command = Entaku(Path(folder) / "data")
        assert command("init", "--name", "志木市要対協").returncode == 0
        several = command("import", "members", str(DATA / "councils.json"))
        assert (several.returncode, several.stdout) == (2, "")
        assert "--municipality" in several.stderr
        done = command("import", "members", str(DATA / "councils.json"), "--municipality", "志木市", "--again")
        assert done.returncode == 0, done.stderr
        assert "別表の項24項" in done.stdout
        yield command


def test_the_same_members_twice_change_nothing(entaku: Entaku) -> None:
    again = entaku("import", "members", str(DATA / "councils.json"), "--municipality", "志木市", "--json")
    assert again.returncode == 2
    assert "同じファイル" in json.loads(again.stdout)["error"]


def test_cases_without_problems_enter_and_the_others_are_named(entaku: Entaku, tmp_path: Path) -> None:
    child = ["要支援", "中", "子ども支援課", "R8.6.2"]
    rows = [["1", "汐入 凪", "H28.4.2", *child], ["2", "夕凪 律", "H28.13.2", *child]]
    file = tmp_path / "list.xlsx"
    file.write_bytes(xlsx([HEADINGS, *rows]))
    done = entaku("import", "cases", str(file), "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert (found["taken"]["cases"], found["taken"]["left"]) == (1, 1)
    assert [row["number"] for row in found["left"]] == ["2"]
    assert "13月" in found["left"][0]["why"]


def test_letters_and_agencies_are_asked_for_by_name(entaku: Entaku) -> None:
    file = str(LISTS / "ledger_a3.xlsx")
    refused = entaku("import", "cases", file)
    assert refused.returncode == 2
    assert "記号A、B、C" in refused.stderr
    assert "帆影中学校" in refused.stderr
