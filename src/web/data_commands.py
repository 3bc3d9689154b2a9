"""`entaku init|migrate|doctor|progress-list|backup|restore`: what opens the database."""

import argparse
import asyncio
from pathlib import Path

from access.accounts import actions as accounts
from access.councils import actions as councils
from access.permissions.model import Role
from access.permissions.rules import whole_council
from core import clock, runtime
from core.errors import DomainError
from core.settings import Settings
from meetings.progress import actions as progress
from web import backup, doctor
from web.command_line import tell
from web.council_choice import chosen_council


def add_init(init: argparse.ArgumentParser) -> None:
    """`entaku init`."""
    init.add_argument("--name", default="（名称未設定）", help="協議会の名称")
    init.add_argument("--login", default="chosei", help="はじめのアカウントのサインイン名")
    init.add_argument("--person", default="調整機関の担当", help="はじめのアカウントの氏名")
    init.add_argument("--address", default="http://127.0.0.1:8000", help="画面を開くときの住所")
    init.set_defaults(run=_init)


def add_migrate(migrate: argparse.ArgumentParser) -> None:
    """`entaku migrate`."""
    migrate.set_defaults(run=_migrate)


def add_doctor(doctor_command: argparse.ArgumentParser) -> None:
    """`entaku doctor`."""
    doctor_command.set_defaults(run=_doctor)


def add_progress_list(ledger: argparse.ArgumentParser) -> None:
    """`entaku progress-list`."""
    ledger.add_argument("--out", required=True, type=Path, help="書き出すファイル（.pdf か .xlsx）")
    ledger.add_argument("--council", help="協議会の名称（一つなら省けます）")
    ledger.set_defaults(run=_progress_list)


def add_backup(keep: argparse.ArgumentParser) -> None:
    """`entaku backup`."""
    keep.add_argument("--out", required=True, type=Path, help="書き出すファイル")
    keep.set_defaults(run=_backup)


def add_restore(back: argparse.ArgumentParser) -> None:
    """`entaku restore`."""
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
    tell(
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
    tell("データベースは、この版にそろっています。")
    return 0


def _doctor(_options: argparse.Namespace, settings: Settings) -> int:
    findings = doctor.examine(settings)
    for finding in findings:
        mark = "✓" if finding.well else "▲"
        tell(f"{mark} {finding.name}: {finding.fact}" + ("" if finding.well else f"\n    直し方: {finding.mend}"))
    return 0 if all(finding.well for finding in findings) else 1


def _progress_list(options: argparse.Namespace, settings: Settings) -> int:
    suffix = options.out.suffix.lower()
    if suffix not in {".pdf", ".xlsx"}:
        raise WrongSuffix(options.out)

    async def make() -> bytes:
        async with runtime.opened(settings, pool_size=2):
            scope = whole_council(await chosen_council(options.council), today=clock.today())
            return await progress.progress_list_file(scope, "pdf" if suffix == ".pdf" else "xlsx")

    options.out.write_bytes(asyncio.run(make()))
    tell(f"{options.out} に書き出しました。")
    return 0


class WrongSuffix(DomainError):
    """The file name asks for a format we do not write."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} は書き出せません。名前の終わりを .pdf か .xlsx にしてください。")


def _backup(options: argparse.Namespace, settings: Settings) -> int:
    made = backup.backup(settings, options.out)
    tell(
        f"{made.file} に控えを取りました（{made.size:,}バイト）。"
        f"鍵 {made.key_file} は入っていません。別の場所にしまってください。"
    )
    return 0


def _restore(options: argparse.Namespace, settings: Settings) -> int:
    backup.restore(settings, options.file)
    tell(f"{settings.data} に戻しました。「entaku serve」で始められます。")
    return 0
