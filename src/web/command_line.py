"""The parser of the command, whose own refusals are one Japanese line too."""

import argparse
import json
import sys
from typing import NoReturn, Protocol

EXIT_REFUSED = 2


class Parser(argparse.ArgumentParser):
    """Argparse in the house's manner."""

    def error(self, message: str) -> NoReturn:
        """Say it in one line (or as JSON when asked for) and leave with 2."""
        line = f"指定のしかたが違います（{message}）。「{self.prog} --help」をご覧ください。"
        refuse(line, as_json="--json" in sys.argv)
        raise SystemExit(EXIT_REFUSED)


def refuse(message: str, *, as_json: bool) -> int:
    """Print a refusal; the exit code."""
    if as_json:
        print(json.dumps({"error": message}, ensure_ascii=False))
    else:
        print(message.replace("\n", " "), file=sys.stderr)
    return EXIT_REFUSED


class Commands(Protocol):
    """Where commands are registered (what argparse's add_subparsers answers)."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser:  # noqa: A002 - argparse's word
        """One more command."""
