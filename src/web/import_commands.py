"""`entaku import members|cases FILE`: what a file says (--dry-run), or taking in what is without problems.

A dry run opens no database. A file that is no list of children ends with 3 and says why.
"""

import argparse
import asyncio
import json
import sys
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from access.permissions.model import Actor
from core import clock, runtime
from core.errors import DomainError
from core.settings import Settings
from core.spreadsheet import read_workbook
from core.spreadsheet_errors import UnreadableFile
from network.agencies.member_list import as_dry_run_json, read_member_lists
from network.imports import actions, import_answers, taking_actions
from network.imports.case_list import read_case_list
from network.imports.case_list_json import as_json, refusal_as_json
from network.imports.corrections import LastButton
from network.imports.directory_file import directory_from_file
from network.imports.errors import NotACaseList, NothingToTake
from network.imports.imported_by import operator
from network.imports.in_hand import InHand
from network.imports.list_reading import list_of
from network.imports.model import CaseListReading, Finding
from network.imports.presenters import said_of
from network.imports.received_file import Import, ImportKind
from web.council_choice import chosen_council

EXIT_REFUSED, EXIT_UNMAPPABLE = 2, 3
GO_ON = "残りは、画面の「取込」で直して入れられます。"


def add_import(command: argparse.ArgumentParser) -> None:
    """`entaku import members` and `entaku import cases`."""
    kinds = command.add_subparsers(metavar="members|cases", required=True, parser_class=type(command))
    members = kinds.add_parser("members", help="構成機関の一覧")
    _add_common(members)
    members.set_defaults(run=import_members)
    cases = kinds.add_parser("cases", help="ケースの一覧（進行管理台帳など）")
    _add_common(cases)
    cases.add_argument("--directory", type=Path, help="機関の名簿のファイル（試し読みで、一覧の機関名と突き合わせる）")
    cases.add_argument("--as-of", type=date.fromisoformat, help="一覧の基準日（既定はきょう。例 2026-11-02）")
    cases.add_argument("--letters", default="", help="重症度の記号の意味（例 A=重度,B=中度,C=軽度）")
    cases.add_argument("--add-agencies", action="store_true", help="名簿にない機関を、種別が読めれば名簿に足す")
    cases.set_defaults(run=import_cases)


def import_members(options: argparse.Namespace, settings: Settings) -> int:
    """`entaku import members`; the exit code."""
    data = options.file.read_bytes()
    return _show_members(options, data) if options.dry_run else _import(options, settings, data, ImportKind.MEMBERS)


def import_cases(options: argparse.Namespace, settings: Settings) -> int:
    """`entaku import cases`; the exit code."""
    data = options.file.read_bytes()
    try:
        return _show_cases(options, data) if options.dry_run else _import(options, settings, data, ImportKind.CASES)
    except (NotACaseList, UnreadableFile) as refused:
        return _unmappable(refused.message, as_json=options.json)


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="ファイル（JSON、.xlsx、.xls、.csv、.tsv）")
    parser.add_argument("--dry-run", action="store_true", help="読むだけで、何も変えない")
    parser.add_argument("--json", action="store_true", help="JSONで出す")
    parser.add_argument("--municipality", help="自治体の名称（一覧に書かれていないとき、いくつもあるとき）")
    parser.add_argument("--council", help="取り込む先の協議会の名称（一つなら省けます）")
    parser.add_argument("--again", action="store_true", help="同じファイルでも、もう一度読む")


def _import(options: argparse.Namespace, settings: Settings, data: bytes, kind: ImportKind) -> int:
    """Take in what is ready, as the browser would."""
    taken = asyncio.run(_take(options, settings, data, kind))
    outcome = taken.summary.taken
    if options.json:
        figures = asdict(outcome) if outcome else {}
        left = [asdict(row) for row in taken.summary.left]
        print(json.dumps({"import": str(taken.id), "taken": figures, "left": left}, ensure_ascii=False, indent=1))
        return 0
    for row in taken.summary.left:
        print(f"▲ {row.number}\t{row.why}")
    print(said_of(outcome) + (GO_ON if taken.summary.left else ""))
    return 0


async def _take(options: argparse.Namespace, settings: Settings, data: bytes, kind: ImportKind) -> Import:
    async with runtime.opened(settings, pool_size=2):
        actor = operator(await chosen_council(options.council))
        new = await actions.upload(actor, data, options.file.name, again=options.again, kind=kind, at_once=True)
        version = await _answer(actor, new, options)
        try:
            return await taking_actions.take(actor, new.id, LastButton(version=version))
        except NothingToTake as refused:
            raise NothingReady(await actions.in_hand(actor, new.id)) from refused


async def _answer(actor: Actor, new: Import, options: argparse.Namespace) -> int:
    """The answers of the command line; the version of the import after them."""
    if new.kind is ImportKind.MEMBERS:
        lists = new.summary.member_lists
        municipality = str(options.municipality or "")
        if not municipality and len(lists) > 1:
            raise WhichList([found.municipality or "" for found in lists])
        list_of(lists, municipality)
        await actions.answer(
            actor, new.id, lambda before: replace(before, municipality=municipality), version=new.version
        )
        return new.version + 1
    hand = await actions.in_hand(actor, new.id)
    change = import_answers.for_cases(hand, letters=options.letters, add_agencies=options.add_agencies)
    await actions.answer(actor, new.id, change, version=new.version)
    return new.version + 1


def _show_members(options: argparse.Namespace, data: bytes) -> int:
    lists = read_member_lists(data, options.file.name, municipality=options.municipality)
    found = as_dry_run_json(lists)
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    members = found["members"]
    for member in members if isinstance(members, list) else ():
        print(
            f"{member['name']}\t{member['kind'] or '（選ぶ）'}\t{member['secrecy_class'] or '－'}\t{member['reason']}"
        )
    print(f"種別が決まった機関 {found['recognised']}、選ぶ機関 {found['unknown']}。何も変えていません。")
    return 0


def _show_cases(options: argparse.Namespace, data: bytes) -> int:
    as_of, name = options.as_of or clock.today(), options.file.name
    directory: list[str] | None = None
    if options.directory is not None:
        directory = directory_from_file(options.directory.read_bytes(), options.directory.name)
    reading = read_case_list(read_workbook(data, name), filename=name, directory=directory, today=as_of)
    if options.json:
        found = as_json(reading, file=name, municipality=options.municipality, as_of=as_of)
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


class WhichList(DomainError):
    """The file holds the lists of several councils."""

    def __init__(self, municipalities: list[str]) -> None:
        super().__init__(f"どの自治体の一覧か、--municipality で選んでください: {'、'.join(municipalities)}")


class NothingReady(DomainError):
    """Every row has something to be mended or answered first; what was read waits under 取込."""

    def __init__(self, hand: InHand) -> None:
        letters = [each.letter for each in hand.cases.letters if each.answer is None] if hand.cases else []
        unknown = [each.name for each in hand.cases.unknown_agencies if each.unknown] if hand.cases else []
        said = ["取り込める行がまだありません。"]
        if letters:
            said.append(f"記号{'、'.join(letters)}の意味を --letters で決めてください。")
        if unknown:
            said.append(f"名簿にない機関: {'、'.join(unknown)}（--add-agencies で足せます）。")
        super().__init__("".join([*said, "読んだものは、画面の「取込」でも直せます。もう一度読むときは --again。"]))
