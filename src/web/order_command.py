"""`entaku order FILE`: the order of the cases of a file in which agencies wait least. No database is opened."""

import argparse
import json
import sys
from pathlib import Path

from core.settings import Settings
from meetings.ordering.conflicts import NOT_FOUND
from meetings.ordering.instance import OrderInstance
from meetings.ordering.reading import from_json
from meetings.ordering.solver import DEFAULT_SECONDS, OrderStatus, Solution, solve
from web.command_line import Commands

EXIT_INFEASIBLE = 3
_STATUS_WORDS = {
    OrderStatus.OPTIMAL: "これより短くはできません（証明済み）",
    OrderStatus.FEASIBLE: "時間内に見つかったいちばんよい順番です",
    OrderStatus.INFEASIBLE: "条件をすべて満たす順番はありません",
}


def register(subparsers: Commands) -> None:
    """Add `order` to the command."""
    command = subparsers.add_parser("order", help="機関の待ち時間がいちばん短い審議順を求める")
    command.add_argument("file", type=Path, help="ケースと機関と条件のファイル（JSON）")
    command.add_argument(
        "--time-limit", type=_seconds, default=DEFAULT_SECONDS, metavar="秒", help="探す時間の上限（既定 10秒）"
    )
    command.add_argument("--seed", type=int, default=1, metavar="数", help="乱数の種（既定 1）")
    read_by_a_program = not sys.stdout.isatty()
    command.add_argument(
        "--json", action="store_true", default=read_by_a_program, help="JSONで出す（画面に出すのでないときは、いつも）"
    )
    command.set_defaults(run=order)


def order(options: argparse.Namespace, _settings: Settings) -> int:
    """`entaku order`; the exit code."""
    instance = from_json(options.file.read_bytes())
    solution = solve(instance, seed=options.seed, time_limit_seconds=options.time_limit)
    if options.json:
        sys.stdout.write(json.dumps(as_json(instance, solution), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(in_words(instance, solution)) + "\n")
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
        lines.append(f"重みつきの待ち {solution.objective:,}（理論上の下限 {solution.bound:,}）")
    for number, session in enumerate(solution.order, start=1):
        heading = [f"第{number}部"] if instance.sessions > 1 else []
        lines += [*heading, *(f"{place}. {case}" for place, case in enumerate(session, start=1))]
    return lines


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 < seconds <= 86_400:  # noqa: PLR2004 - a day; also refuses nan
        raise ValueError
    return seconds
