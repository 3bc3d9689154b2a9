"""`entaku import members|cases FILE`: what a file says (--dry-run), or entering what is without problems.

A dry run opens no database. A file that is no list of children ends with 3 and says why.
"""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from core import clock
from core.settings import Settings
from core.spreadsheet import read_workbook
from core.spreadsheet_errors import UnreadableFile
from network.agencies.member_list import as_dry_run_json, read_member_lists
from network.imports.case_list import read_case_list
from network.imports.case_list_json import as_json, refusal_as_json
from network.imports.directory_file import directory_from_file
from network.imports.errors import NotACaseList
from network.imports.model import CaseListReading, Finding
from web.command_line import Commands

EXIT_UNMAPPABLE = 3


def register(subparsers: Commands) -> None:
    """Add `import members` and `import cases` to the command."""
    command = subparsers.add_parser("import", help="構成機関の一覧・ケースの一覧を取り込む")
    kinds = command.add_subparsers(metavar="members|cases", required=True, parser_class=type(command))
    members = kinds.add_parser("members", help="構成機関の一覧")
    _add_common(members)
    members.set_defaults(run=import_members)
    cases = kinds.add_parser("cases", help="ケースの一覧（進行管理台帳など）")
    _add_common(cases)
    cases.add_argument("--directory", type=Path, help="機関の名簿のファイル（一覧の機関名と突き合わせる）")
    cases.add_argument("--as-of", type=date.fromisoformat, help="一覧の基準日（既定はきょう。例 2026-11-02）")
    cases.set_defaults(run=import_cases)


def import_members(options: argparse.Namespace, settings: Settings) -> int:
    """`entaku import members`; the exit code."""
    data = options.file.read_bytes()
    return _show_members(options, data)


def import_cases(options: argparse.Namespace, settings: Settings) -> int:
    """`entaku import cases`; the exit code."""
    data = options.file.read_bytes()
    try:
        return _show_cases(options, data)
    except (NotACaseList, UnreadableFile) as refused:
        return _unmappable(refused.message, as_json=options.json)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="ファイル（JSON、.xlsx、.xls、.csv、.tsv）")
    parser.add_argument("--dry-run", action="store_true", help="読むだけで、何も変えない")
    parser.add_argument("--json", action="store_true", help="JSONで出す")
    parser.add_argument("--municipality", help="自治体の名称（一覧に書かれていないとき、いくつもあるとき）")
    parser.add_argument("--council", help="取り込む先の協議会の名称（一つなら省けます）")


def _show_members(options: argparse.Namespace, data: bytes) -> int:
    lists = read_member_lists(data, options.file.name, municipality=options.municipality)
    found = as_dry_run_json(lists)
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    for member in found["members"]:  # type: ignore[attr-defined]
        print(
            f"{member['name']}\t{member['kind'] or '（選ぶ）'}\t{member['secrecy_class'] or '－'}\t{member['reason']}"
        )
    print(f"種別が決まった機関 {found['recognised']}、選ぶ機関 {found['unknown']}。何も変えていません。")
    return 0


def _show_cases(options: argparse.Namespace, data: bytes) -> int:
    as_of = options.as_of or clock.today()
    directory = (
        directory_from_file(options.directory.read_bytes(), options.directory.name) if options.directory else None
    )
    reading = read_case_list(
        read_workbook(data, options.file.name), filename=options.file.name, directory=directory, today=as_of
    )
    if options.json:
        found = as_json(reading, file=options.file.name, municipality=options.municipality, as_of=as_of)
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    _print_findings(reading)
    print(
        f"児童 {len(reading.cases)}人、世帯 {len({case.household for case in reading.cases})}。"
        f"直すところ {len(reading.problems)}、たしかめるところ {len(reading.questions)}、"
        f"読まない行 {len(reading.passed_over)}。何も変えていません。"
    )
    return 0


def _print_findings(reading: CaseListReading) -> None:
    for mark, findings in (("▲", reading.problems), ("◇", reading.questions)):
        for finding in findings:
            print(f"{mark} {_place(finding)}\t{finding.value or ''}\t{finding.why}")


def _place(finding: Finding) -> str:
    sheet = f"シート「{finding.sheet}」" if finding.sheet else ""
    row = f"{finding.row}行目" if finding.row else ""
    return f"{sheet}{row}{finding.column or ''}"


def _unmappable(reason: str, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps(refusal_as_json(reason), ensure_ascii=False))
    else:
        print(reason.replace("\n", " "), file=sys.stderr)
    return EXIT_UNMAPPABLE
