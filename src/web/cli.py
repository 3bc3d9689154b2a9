"""The `entaku` command. Errors are one Japanese line and exit 2; with --json one JSON document."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from core.errors import DomainError
from core.settings import ENVIRONMENT_NAMES, from_environment
from web.command_line import FILE_TROUBLES, NotPrinted, Parser, print_out, refuse

# Each command, the module and function that add its options, and what `entaku --help` says. Only the module of the
# command that is called is imported: the web application takes longer to import than `order` needs for a small file.
_COMMANDS = {
    "init": ("web.data_commands", "add_init", "新しい協議会と、はじめのアカウントをつくる"),
    "migrate": ("web.data_commands", "add_migrate", "データベースをこの版にそろえる"),
    "doctor": ("web.data_commands", "add_doctor", "足りないもの・おかしいものと、直し方を示す"),
    "serve": ("web.serving_commands", "add_serve", "画面と、うらの仕事を動かす"),
    "worker": ("web.serving_commands", "add_worker", "うらの仕事だけを動かす"),
    "kinds": ("web.kinds_command", "add_kinds", "機関種別の一覧"),
    "routes": ("web.serving_commands", "add_routes", "ページの一覧と、開ける人"),
    "progress-list": ("web.data_commands", "add_progress_list", "進行管理台帳を書き出す"),
    "backup": ("web.data_commands", "add_backup", "控えを取る（鍵は別にしまう）"),
    "restore": ("web.data_commands", "add_restore", "控えから戻す（空の場所へ）"),
    "import": ("web.import_commands", "add_import", "構成機関の一覧・ケースの一覧を取り込む"),
    "order": ("web.order_command", "add_order", "機関の待ち時間がいちばん短い審議順を求める"),
    "demo": ("web.demo", "add_demo", "見本の協議会をつくり、会議を一巡して紙を出し、画面を開く"),
}
_EXITS = "終わりの番号: 0 できた、2 指定やファイルの誤り、130 途中でとめた（そのほかは各命令の --help）"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser(given).parse_args(given)
    as_json = getattr(options, "json", False)
    try:
        code = int(options.run(options, from_environment()))
        if sys.stdout is not None:
            print_out()
    except NotPrinted as lost:
        return refuse(lost.message, as_json=False)
    except DomainError as refused:
        return refuse(refused.message, as_json=as_json)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 0
    except OSError as problem:
        trouble = FILE_TROUBLES.get(problem.errno or 0, "ファイルを扱えません")
        return refuse(f"{trouble}: {problem.filename or problem.strerror}", as_json=as_json)
    return code


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    names = "\n".join(f"  {name:<26}{text}" for name, text in ENVIRONMENT_NAMES.items())
    parser = Parser(
        prog="entaku",
        description="円卓: 要保護児童対策地域協議会の名簿・つながり図・会議・進行管理台帳",
        epilog=f"{_EXITS}\n\n環境変数（<名前>_FILE でファイルからも読みます）:\n{names}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(metavar="命令", required=True, parser_class=Parser)
    called = next((one for one in given if not one.startswith("-")), None)
    for name, (module, add_options, text) in _COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text)
        if name == called:
            getattr(import_module(module), add_options)(command)
    return parser
