"""`entaku kinds`: the kinds of agencies."""

import argparse
import json

from core.settings import Settings
from network.agencies.kinds import kinds_as_json
from web.command_line import tell


def add_kinds(kinds: argparse.ArgumentParser) -> None:
    """`entaku kinds`."""
    kinds.add_argument("--json", action="store_true", help="JSONで出す")
    kinds.set_defaults(run=_kinds)


def _kinds(options: argparse.Namespace, _settings: Settings) -> int:
    kinds = kinds_as_json()
    if options.json:
        tell(json.dumps(kinds, ensure_ascii=False, indent=1))
    else:
        tell("\n".join(f"{kind['group']}\t{kind['label']}\t{kind['code']}" for kind in kinds))
    return 0
