"""The `entaku` command. Errors are one Japanese line and exit 2; with --json one JSON document."""

import argparse
import asyncio
import errno
import json
from pathlib import Path

from access.accounts import actions as accounts
from access.councils import actions as councils
from access.permissions.model import Role
from access.permissions.rules import whole_council
from core import clock, runtime
from core.errors import DomainError
from core.settings import ENVIRONMENT_NAMES, Settings, from_environment
from meetings.progress import actions as progress
from network.agencies.kinds import kinds_as_json
from web import backup, demo, doctor, import_commands, order_command, serving, worker
from web.command_line import Commands, Parser, refuse
from web.council_choice import chosen_council
from web.route_list import Route, routes, routes_as_json

_FILE_TROUBLES = {
    errno.ENOENT: "ファイルがありません",
    errno.EISDIR: "ファイルではなくフォルダです",
    errno.EACCES: "読み書きする権限がありません",
    errno.ENOSPC: "空きがありません",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options, from_environment()))
    except DomainError as refused:
        return refuse(refused.message, as_json=getattr(options, "json", False))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    except OSError as problem:
        return refuse(
            f"{_FILE_TROUBLES.get(problem.errno or 0, 'ファイルを扱えません')}: {problem.filename or problem.strerror}",
            as_json=getattr(options, "json", False),
        )


def _parser() -> argparse.ArgumentParser:
    names = "\n".join(f"  {name:<26}{text}" for name, text in ENVIRONMENT_NAMES.items())
    parser = Parser(
        prog="entaku",
        description="円卓: 要保護児童対策地域協議会の名簿・つながり図・会議・進行管理台帳",
        epilog=f"環境変数（<名前>_FILE でファイルからも読みます）:\n{names}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(metavar="命令", required=True, parser_class=Parser)
    _add_setup(commands)
    _add_running(commands)
    _add_data(commands)
    import_commands.register(commands)
    order_command.register(commands)
    demo.register(commands)
    return parser


def _add_setup(commands: Commands) -> None:
    init = commands.add_parser("init", help="新しい協議会と、はじめのアカウントをつくる")
    init.add_argument("--name", default="（名称未設定）", help="協議会の名称")
    init.add_argument("--login", default="chosei", help="はじめのアカウントのサインイン名")
    init.add_argument("--person", default="調整機関の担当", help="はじめのアカウントの氏名")
    init.add_argument("--address", default="http://127.0.0.1:8000", help="画面を開くときの住所")
    init.set_defaults(run=_init)
    commands.add_parser("migrate", help="データベースをこの版にそろえる").set_defaults(run=_migrate)
    commands.add_parser("doctor", help="足りないもの・おかしいものと、直し方を示す").set_defaults(run=_doctor)


def _add_running(commands: Commands) -> None:
    serve = commands.add_parser("serve", help="画面と、うらの仕事を動かす")
    add_listening(serve)
    serve.set_defaults(run=_serve)
    commands.add_parser("worker", help="うらの仕事だけを動かす").set_defaults(run=_worker)


def add_listening(parser: argparse.ArgumentParser) -> None:
    """The options of whatever serves pages."""
    parser.add_argument("--host", default="127.0.0.1", help="待ち受ける住所（既定 127.0.0.1）")
    parser.add_argument("--port", type=int, default=8000, help="待ち受ける番号（既定 8000）")
    parser.add_argument("--workers", type=int, default=1, help="画面に答えるプロセスの数（既定 1）")
    parser.add_argument("--tls-cert", help="証明書のファイル")
    parser.add_argument("--tls-key", help="証明書の鍵のファイル")
    parser.add_argument("--behind-proxy", action="store_true", help="暗号化する中継の後ろに置く")


def listening(options: argparse.Namespace) -> serving.Serving:
    """What those options say."""
    return serving.Serving(
        host=options.host,
        port=options.port,
        workers=max(1, options.workers),
        tls_cert=options.tls_cert,
        tls_key=options.tls_key,
        behind_proxy=options.behind_proxy,
    )


def _add_data(commands: Commands) -> None:
    kinds = commands.add_parser("kinds", help="機関種別の一覧")
    kinds.add_argument("--json", action="store_true", help="JSONで出す")
    kinds.set_defaults(run=_kinds)
    pages = commands.add_parser("routes", help="ページの一覧と、開ける人")
    pages.add_argument("--json", action="store_true", help="JSONで出す")
    pages.set_defaults(run=_routes)
    ledger = commands.add_parser("progress-list", help="進行管理台帳を書き出す")
    ledger.add_argument("--out", required=True, type=Path, help="書き出すファイル（.pdf か .xlsx）")
    ledger.add_argument("--council", help="協議会の名称（一つなら省けます）")
    ledger.set_defaults(run=_progress_list)
    keep = commands.add_parser("backup", help="控えを取る（鍵は別にしまう）")
    keep.add_argument("--out", required=True, type=Path, help="書き出すファイル")
    keep.set_defaults(run=_backup)
    back = commands.add_parser("restore", help="控えから戻す（空の場所へ）")
    back.add_argument("file", type=Path, help="控えのファイル")
    back.set_defaults(run=_restore)


def _init(options: argparse.Namespace, settings: Settings) -> int:
    async def create() -> str:
        async with runtime.opened(settings, pool_size=1):
            council = await councils.create(options.name)
            new = accounts.NewAccount(login=options.login, name=options.person, role=Role.COORDINATOR)
            _account, token = await accounts.create(council.id, new, by=None)
            return f"{options.address}/welcome/{council.id}/{token}"

    link = asyncio.run(create())
    print(
        f"協議会をつくりました。データ: {settings.data}\n"
        f"「entaku serve」を動かしてから、次のリンクを一度だけ開き、パスワードを決めてください（72時間）。\n{link}\n"
        f"鍵 {settings.data / 'master.key'} の控えを、この機械と別の場所にしまってください。"
    )
    return 0


def _migrate(_options: argparse.Namespace, settings: Settings) -> int:
    async def migrate() -> None:
        async with runtime.opened(settings, pool_size=1):
            return

    asyncio.run(migrate())
    print("データベースは、この版にそろっています。")
    return 0


def _doctor(_options: argparse.Namespace, settings: Settings) -> int:
    findings = doctor.examine(settings)
    for finding in findings:
        mark = "✓" if finding.well else "▲"
        print(f"{mark} {finding.name}: {finding.fact}" + ("" if finding.well else f"\n    直し方: {finding.mend}"))
    return 0 if all(finding.well for finding in findings) else 1


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    serving.serve(settings, listening(options))
    return 0


def _worker(_options: argparse.Namespace, _settings: Settings) -> int:
    asyncio.run(worker.run_worker())
    return 0


def _kinds(options: argparse.Namespace, _settings: Settings) -> int:
    kinds = kinds_as_json()
    if options.json:
        print(json.dumps(kinds, ensure_ascii=False, indent=1))
    else:
        print("\n".join(f"{kind['group']}\t{kind['label']}\t{kind['code']}" for kind in kinds))
    return 0


def _routes(options: argparse.Namespace, _settings: Settings) -> int:
    if options.json:
        print(json.dumps(routes_as_json(), ensure_ascii=False, indent=1))
    else:
        print("\n".join(f"{'/'.join(route.methods):<10}{route.path:<60}{_word(route)}" for route in routes()))
    return 0


def _word(route: Route) -> str:
    return route.permission.value if route.permission else "-"


def _progress_list(options: argparse.Namespace, settings: Settings) -> int:
    suffix = options.out.suffix.lower()
    if suffix not in {".pdf", ".xlsx"}:
        raise WrongSuffix(options.out)

    async def make() -> bytes:
        async with runtime.opened(settings, pool_size=2):
            scope = whole_council(await chosen_council(options.council), today=clock.today())
            return await progress.progress_list_file(scope, "pdf" if suffix == ".pdf" else "xlsx")

    options.out.write_bytes(asyncio.run(make()))
    print(f"{options.out} に書き出しました。")
    return 0


class WrongSuffix(DomainError):
    """The file name asks for a format we do not write."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} は書き出せません。名前の終わりを .pdf か .xlsx にしてください。")


def _backup(options: argparse.Namespace, settings: Settings) -> int:
    made = backup.backup(settings, options.out)
    print(
        f"{made.file} に控えを取りました（{made.size:,}バイト）。"
        f"鍵 {made.key_file} は入っていません。別の場所にしまってください。"
    )
    return 0


def _restore(options: argparse.Namespace, settings: Settings) -> int:
    backup.restore(settings, options.file)
    print(f"{settings.data} に戻しました。「entaku serve」で始められます。")
    return 0
