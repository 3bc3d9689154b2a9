"""`entaku demo`: a council of published agencies and invented people, one meeting cycle, its papers, and the pages.

It never touches a folder that holds a real council, and never sends mail.
"""

import argparse
import asyncio
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

from access.councils import actions as councils
from core import clock, runtime
from core.errors import DomainError
from core.sealing import KEY_FILE
from core.settings import Settings, default_data_folder
from web import demo_council, demo_cycle, demo_papers, serving
from web.demo_council import DemoCouncil

USUAL_CASES, MOST_CASES = 150, 2000
SIGN_IN_FILE = "sign-in.txt"


class HoldsRealCouncil(DomainError):
    """The data folder is somebody's real one."""

    def __init__(self, data: Path) -> None:
        super().__init__(f"{data} には本物の協議会があります。見本は別の場所（ENTAKU_DATA）につくってください。")


class BadNumberOfCases(DomainError):
    """--cases out of range."""

    message = f"--cases は1から{MOST_CASES}までにしてください。"


def add_demo(parser: argparse.ArgumentParser) -> None:
    """`entaku demo`."""
    parser.add_argument("--out", type=Path, default=Path("out/demo"), help="紙を置くフォルダ（既定 out/demo）")
    parser.add_argument("--cases", type=int, default=USUAL_CASES, help=f"ケースの数（既定 {USUAL_CASES}）")
    parser.add_argument("--seed", type=int, default=1, help="見本の種（同じ数なら同じ見本）")
    parser.add_argument("--today", type=_day, help="見本の「きょう」（例 2026-11-20）")
    parser.add_argument("--council", default=demo_council.USUAL_COUNCIL, help="名簿を使う自治体")
    parser.add_argument("--no-serve", action="store_true", help="画面を開かずに終わる")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Make everything, then serve; the exit code."""
    if not 1 <= options.cases <= MOST_CASES:
        raise BadNumberOfCases
    demo_council.published(options.council)
    chosen = settings.data if settings.data != default_data_folder() else settings.data.with_name("entaku-demo")
    place = replace(
        settings, data=chosen, database_url=None, database_owner_url=None, smtp_url=None, today=options.today
    )
    listening = serving.Serving(host=options.host, port=options.port)
    serving.check(listening)
    if not options.no_serve:
        serving.listen(listening).close()
    with serving.only_one(place.data):
        asyncio.run(_empty(place))
        demo = asyncio.run(_make(options, place))
    _say(demo, options.out, place)
    if not options.no_serve:
        serving.serve(place, listening)
    return 0


async def _empty(settings: Settings) -> None:
    """Begin from nothing; a folder with a real council is refused."""
    if (settings.data / "database" / "pg").exists():
        async with runtime.opened(settings, pool_size=1):
            known = await councils.councils()
        if any(not demo for _id, _name, demo in known):
            raise HoldsRealCouncil(settings.data)
        shutil.rmtree(settings.data / "database")
        (settings.data / KEY_FILE).unlink(missing_ok=True)


async def _make(options: argparse.Namespace, settings: Settings) -> DemoCouncil:
    folder: Path = options.out
    async with runtime.opened(settings):
        today = clock.today()
        print(f"見本の協議会をつくっています（{options.council}、{options.cases}件）……", flush=True)
        demo = await demo_council.set_up(options.council, seed=options.seed, today=today)
        await demo_cycle.enter_cases(demo, count=options.cases, seed=options.seed, today=today)
        print("会議のしたくをしています（通知 → 返事 → 議題 → 出席時間）……", flush=True)
        cycle = await demo_cycle.prepare(demo, today=today, fixed=options.today)
        print("会議の前の紙を書き出しています……", flush=True)
        shutil.rmtree(folder / "invitations", ignore_errors=True)
        with demo_cycle.on_the_eve(cycle, options.today):
            made = await demo_papers.write_before(demo, cycle, folder)
        print("会議を開いています（当日 → 決定 → 議事録）……", flush=True)
        cycle = await demo_cycle.hold(demo, cycle, seed=options.seed, fixed=options.today)
        print("会議の後の紙を書き出しています……", flush=True)
        made += await demo_papers.write_after(demo, cycle, folder)
        await demo_papers.summarise(demo, cycle, cases_entered=options.cases, made=made, folder=folder)
    (folder / SIGN_IN_FILE).write_text(_sign_ins(demo, every=True), encoding="utf-8")
    return demo


def _say(demo: DemoCouncil, folder: Path, settings: Settings) -> None:
    print(f"\n{demo.council.name} ができました。紙は {folder} にあります。データは {settings.data} です。\n")
    print(_sign_ins(demo, every=False))
    print(f"番号は一回ずつ使います。残りの番号は {folder / SIGN_IN_FILE} にあります。\n", flush=True)


def _sign_ins(demo: DemoCouncil, *, every: bool) -> str:
    lines = [f"パスワードは、だれも同じ: {demo_council.PASSWORD}"]
    for one in demo.sign_ins:
        codes = one.codes if every else one.codes[:3]
        lines.append(f"  {one.login:<8}{one.name}（{one.role}）  番号 {' '.join(codes)}")
    return "\n".join(lines) + "\n"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        message = "2026-11-20 のように書いてください"
        raise argparse.ArgumentTypeError(message) from problem
