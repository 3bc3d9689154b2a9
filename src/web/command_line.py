"""The manner of the command: refusals are one Japanese line, and what is printed arrives or is refused too."""

import argparse
import errno
import json
import os
import re
import sys
import unicodedata
from collections.abc import Callable
from typing import Any, NoReturn

from core.errors import DomainError

EXIT_REFUSED = 2
FILE_TROUBLES = {
    errno.ENOENT: "ファイルがありません",
    errno.EISDIR: "ファイルではなくフォルダです",
    errno.EACCES: "読み書きする権限がありません",
    errno.ENOSPC: "空きがありません",
}
_ARGPARSE_WORDS = (
    (r"argument (\S+): expected one argument", r"\1 の値を書いてください"),
    (r"argument (\S+): invalid choice: ('.*?') \(choose from .*\)", r"\2 という\1はありません"),
    (r"argument (\S+): invalid int value: (.*)", r"\1 には整数を書いてください。いまは \2"),
    (r"argument (\S+): (.*)", r"\1 は\2"),
    (r"the following arguments are required: (.*)", r"\1 を書いてください"),
    (r"unrecognized arguments: (.*)", r"\1 は知らない指定です"),
)
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # control characters, marks of direction, halves of characters, line ends


class NotPrinted(DomainError):
    """What the command has to say cannot be written to standard output."""

    def __init__(self, why: str = "閉じています") -> None:
        super().__init__(f"標準出力に書けません（{why}）。")


class Parser(argparse.ArgumentParser):
    """Argparse in the house's manner."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - argparse's own options
        super().__init__(**options, add_help=False)
        self._positionals.title, self._optionals.title = "書くもの", "選べるもの"
        self.add_argument("-h", "--help", action="help", help="この説明を出して終わる")

    def error(self, message: str) -> NoReturn:
        """Say it in one line (or as JSON when asked for) and leave with 2."""
        line = f"指定のしかたが違います（{_in_japanese(message)}）。「{self.prog} --help」をご覧ください。"
        refuse(line, as_json="--json" in sys.argv)
        raise SystemExit(EXIT_REFUSED)


def whole_between(least: int, most: int) -> Callable[[str], int]:
    """The type of an option that is a whole number in this range."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if not least <= number <= most:
            message = f"{least}から{most}までの整数で書いてください。いまは {text}"
            raise argparse.ArgumentTypeError(message)
        return number

    return read


def seconds_up_to(most: int) -> Callable[[str], float]:
    """The type of an option that is a time."""

    def read(text: str) -> float:
        try:
            seconds = float(text)
        except ValueError:
            seconds = 0.0
        if not 0 < seconds <= most:  # also refuses nan
            message = f"0秒より長く{most}秒までの秒数で書いてください。いまは {text}"
            raise argparse.ArgumentTypeError(message)
        return seconds

    return read


def refuse(message: str, *, as_json: bool) -> int:
    """Print a refusal; the exit code."""
    if as_json:
        print_out(json.dumps({"error": message}, ensure_ascii=False) + "\n")
    else:
        say(message.replace("\n", " "))
    return EXIT_REFUSED


def say(line: str) -> None:
    """One line on standard error, if there is one."""
    if sys.stderr is not None:
        print(visible(line), file=sys.stderr, flush=True)


def tell(text: str) -> None:
    """Lines on standard output, if there is one: what was done stays done, whether or not anybody reads it."""
    if sys.stdout is not None:
        print_out(f"{text}\n")


def print_out(text: str = "") -> None:
    """Print on standard output and see that it arrives.

    Raises NotPrinted, or BrokenPipeError when nobody reads any further.
    """
    if sys.stdout is None:
        raise NotPrinted
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _throw_away_output()
        raise
    except OSError as lost:
        _throw_away_output()
        raise NotPrinted(FILE_TROUBLES.get(lost.errno or 0, str(lost.strerror))) from lost


def visible(text: str) -> str:
    """The line with control characters written as escapes, so that names cannot steer a terminal."""
    return "".join(
        one.encode("unicode_escape").decode("ascii") if unicodedata.category(one) in _UNSEEN else one for one in text
    )


def _throw_away_output() -> None:
    """Python writes what is left once more when it ends, and would complain in its own words."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _in_japanese(message: str) -> str:
    for english, japanese in _ARGPARSE_WORDS:
        if re.fullmatch(english, message, re.DOTALL):
            return re.sub(english, japanese, message, flags=re.DOTALL)
    return message
