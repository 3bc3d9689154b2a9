"""`entaku order FILE`: the order of the cases of a file in which agencies wait least. No database is opened."""

import argparse
import json
import sys
from pathlib import Path

from core.errors import DomainError
from core.settings import Settings
from meetings.ordering.compiling import tell_of_compiling
from meetings.ordering.conflicts import NOT_FOUND
from meetings.ordering.instance import OrderInstance, OrderKind
from meetings.ordering.reading import from_json
from meetings.ordering.solver import DEFAULT_SECONDS, OrderStatus, Solution, solve
from web.command_line import NotPrinted, print_out, say, seconds_up_to, visible, whole_between
from web.stopping import Stopping

EXIT_INFEASIBLE = 3
STANDARD_INPUT = "-"
_LONGEST_SECONDS, _LARGEST_SEED = 86_400, 2**31 - 1
_STATUS_WORDS = {
    OrderStatus.OPTIMAL: "これより短くはできません（証明済み）",
    OrderStatus.FEASIBLE: "時間内に見つかったいちばんよい順番です",
    OrderStatus.INFEASIBLE: "条件をすべて満たす順番はありません",
}
_OBJECTIVE_WORDS = {OrderKind.COUNCIL: "重みつきの待ち", OrderKind.TALENT: "費用の合計"}
_COMPILING = "計算の準備をしています（初回は1分ほど）。"
_STOPPING = "順番が一つ見つかりしだい、とめます（すぐにとめるには、もう一度）。"
_STOPPED = "とめました。ここまでに見つかった順番です。"
_HELP = """\
ケース・機関・条件のファイル（JSON、UTF-8）を読み、機関の待ち時間がいちばん短い審議順を探します。データベースは使いません。

ファイルの例:
  {"kind": "council",
   "cases": [{"id": "1番", "minutes": 8, "agencies": ["中央小", "警察"], "window": [0, 60]},
             {"id": "2番", "minutes": 5, "agencies": ["警察"]}],
   "agencies": [{"id": "中央小", "weight": 1}, {"id": "警察", "weight": 1, "longest_wait": 30}],
   "first": ["1番"], "breaks": [{"at": 60, "minutes": 10}], "capacity": 120}

条件（どれも省けます。時間は分で書きます）:
  first、last     はじめとおわりに置くケース（この順に）
  groups          続けるケースの組
  precedence      [先のケース, 後のケース] の組
  window          ケースや機関の [何分から, 何分まで]（会議の始まりから数える。決めないほうは null）
  longest_wait    その機関の待ちの上限
  breaks          休憩（at 分をすぎた最初の切れ目に minutes 分）
  capacity        一回の会議の長さ
  sessions        何回の会議に分けるか
ほかの名前の項目は、覚え書きとして読みとばします（つづりの似た名前は、書きまちがいとして断ります）。

撮影の順番も求められます: "kind": "talent"、durations（場面ごとの長さ）、actors（id、cost、scenes）。"""
_ENDINGS = """\
終わりの番号:
  0    順番が見つかった（途中でとめたときも、それまでに見つかったものを出します）
  2    指定やファイルの誤り
  3    条件をすべて満たす順番がない、または見つからない（そろって守れない条件を示します）
  130  順番が見つかる前にとめた

探している間に Ctrl-C（SIGINT）か SIGTERM を一度受けると、そこまでに見つかったいちばんよい順番を出して終わります。"""


class NothingToRead(DomainError):
    """`-` was given, but standard input is closed."""

    message = "標準入力が閉じています。ファイルの名前を書いてください。"


def add_order(command: argparse.ArgumentParser) -> None:
    """`entaku order`."""
    command.description, command.epilog = _HELP, _ENDINGS
    command.formatter_class = argparse.RawDescriptionHelpFormatter
    command.add_argument("file", help="ケースと機関と条件のファイル（JSON）。- なら標準入力から読む")
    command.add_argument(
        "--time-limit",
        type=seconds_up_to(_LONGEST_SECONDS),
        default=DEFAULT_SECONDS,
        metavar="秒",
        help=f"探す時間の上限（0より長く{_LONGEST_SECONDS}秒まで。既定 {DEFAULT_SECONDS:.0f}秒）",
    )
    command.add_argument(
        "--seed",
        type=whole_between(0, _LARGEST_SEED),
        default=1,
        metavar="数",
        help=f"乱数の種（0から{_LARGEST_SEED}までの整数。既定 1）",
    )
    read_by_a_program = sys.stdout is None or not sys.stdout.isatty()
    command.add_argument(
        "--json", action="store_true", default=read_by_a_program, help="JSONで出す（画面に出すのでないときは、いつも）"
    )
    command.set_defaults(run=order)


def order(options: argparse.Namespace, _settings: Settings) -> int:
    """`entaku order`; the exit code."""
    if sys.stdout is None:
        raise NotPrinted
    instance = from_json(_content(options.file))
    tell_of_compiling(lambda: say(_COMPILING))
    with Stopping(lambda: say(_STOPPING)) as stopping:
        solution = solve(
            instance,
            seed=options.seed,
            time_limit_seconds=options.time_limit,
            stop=stopping.is_due,
            on_better=stopping.hear,
        )
    if stopping.is_due():
        say(_STOPPED)
    if options.json:
        print_out(json.dumps(as_json(instance, solution), ensure_ascii=False) + "\n")
    else:
        print_out("".join(f"{visible(line)}\n" for line in in_words(instance, solution)))
    return EXIT_INFEASIBLE if solution.status is OrderStatus.INFEASIBLE else 0


def as_json(instance: OrderInstance, solution: Solution) -> dict[str, object]:
    """The solution as `--json` prints it."""
    return {
        "order": instance.written(solution.order),
        "objective": solution.objective,
        "bound": solution.bound,
        "status": solution.status.value,
        "seconds": round(solution.seconds, 3),
        "conflicts": list(solution.conflicts),
    }


def in_words(instance: OrderInstance, solution: Solution) -> list[str]:
    """The solution for people."""
    proven = solution.conflicts[:1] != (NOT_FOUND,)
    lines = [_STATUS_WORDS[solution.status]] if proven else []
    lines += [f"・{conflict}" for conflict in solution.conflicts]
    if solution.objective is not None:
        what = _OBJECTIVE_WORDS[instance.kind]
        lines.append(f"{what} {solution.objective:,}（理論上の下限 {solution.bound:,}）")
    for number, session in enumerate(solution.order, start=1):
        heading = [f"第{number}部"] if instance.sessions > 1 else []
        lines += [*heading, *(f"{place}. {case}" for place, case in enumerate(session, start=1))]
    return lines


def _content(file: str) -> bytes:
    if file != STANDARD_INPUT:
        return Path(file).read_bytes()
    if sys.stdin is None:
        raise NothingToRead
    return sys.stdin.buffer.read()
