"""What is missing or wrong on this machine, each with the command that mends it."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from access.audit import rules as audit_rules
from access.audit import store as audit_store
from access.councils import actions as councils
from access.permissions.rules import whole_council
from core import clock, runtime, smtp
from core.calendar import as_jst, clock_time, wareki_long
from core.database import sealer, transaction
from core.errors import DomainError
from core.paper_fonts import installed as font_file
from core.postgres_binaries import installed as installed_postgres
from core.resources import resource
from core.sealing import KEY_FILE
from core.settings import Settings

ENOUGH_BYTES = 2 * 1024**3
FONTS = ("BIZUDPGothic-Regular.ttf", "BIZUDPMincho-Regular.ttf", "BIZUDGothic-Regular.ttf")
GIBIBYTE = 1024**3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `mend` is what to do when it is not well."""

    name: str
    well: bool
    fact: str
    mend: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Look at everything; nothing is changed."""
    looks: list[Callable[[Settings], Iterator[Finding]]] = [_clock, _programs, _fonts, _assets, _data, _mail, _database]
    return [finding for look in looks for finding in look(settings)]


def _clock(_settings: Settings) -> Iterator[Finding]:
    now = as_jst(clock.now())
    yield Finding(
        "時計",
        well=True,
        fact=f"{wareki_long(now.date())} {clock_time(now)}（認証アプリの番号は、時計のずれ30秒まで通ります）",
    )


def _programs(_settings: Settings) -> Iterator[Finding]:
    majors = [binaries.major for binaries in installed_postgres()]
    yield Finding("PostgreSQL", bool(majors), "、".join(majors) or "なし", "apt-get install -y postgresql")
    try:
        import weasyprint  # noqa: PLC0415 - it may be missing, which is what we want to know
    except (ImportError, OSError):
        yield Finding(
            "PDFの道具",
            well=False,
            fact="pango がありません",
            mend="apt-get install -y libpango-1.0-0 libpangoft2-1.0-0",
        )
    else:
        yield Finding("PDFの道具", well=True, fact=f"WeasyPrint {weasyprint.__version__}")


def _fonts(_settings: Settings) -> Iterator[Finding]:
    missing = []
    for name in FONTS:
        try:
            font_file(name)
        except Exception:  # noqa: BLE001 - whatever the reason, the font cannot be used
            missing.append(name)
    mend = "apt-get install -y fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho fonts-ipamj-mincho"
    yield Finding("字体", not missing, "そろっています" if not missing else f"ありません: {'、'.join(missing)}", mend)


def _assets(_settings: Settings) -> Iterator[Finding]:
    there = (resource("static") / "vendor" / "manifest.json").exists()
    yield Finding("画面の部品", there, "そろっています" if there else "ありません", "make setup")


def _data(settings: Settings) -> Iterator[Finding]:
    folder = settings.data
    if not folder.exists():
        yield Finding("データの置き場所", well=False, fact=f"{folder} はまだありません", mend="entaku init")
        return
    free = shutil.disk_usage(folder).free
    yield Finding("データの置き場所", well=True, fact=str(folder))
    yield Finding(
        "空き", free > ENOUGH_BYTES, f"{free / GIBIBYTE:.1f} GB", "いらないファイルを消すか、広いディスクに移す"
    )
    key = folder / KEY_FILE
    if settings.master_key is None:
        safe = key.exists() and key.stat().st_mode & 0o077 == 0
        yield Finding("鍵", safe, f"{key}（控えを別の場所に）", f"鍵の控えを戻す。権限は chmod 600 {key}")


def _mail(settings: Settings) -> Iterator[Finding]:
    if settings.smtp_url is None:
        yield Finding("メール", well=True, fact="設定なし（紙・FAXで送る）")
        return
    try:
        server = smtp.smtp_server(settings.smtp_url)
    except DomainError as wrong:
        yield Finding("メール", well=False, fact=wrong.message, mend="ENTAKU_SMTP_URL を直す")
        return
    yield Finding(
        "メール",
        settings.mail_from is not None,
        f"{server.host}:{server.port}",
        "ENTAKU_MAIL_FROM に差出人のアドレスを入れる",
    )


def _database(settings: Settings) -> Iterator[Finding]:
    if settings.embedded and not (settings.data / "database" / "pg").exists():
        return
    try:
        yield from asyncio.run(_inside(settings))
    except DomainError as wrong:
        yield Finding("データベース", well=False, fact=wrong.message, mend="上の文のとおり")


async def _inside(settings: Settings) -> list[Finding]:
    async with runtime.opened(settings, pool_size=1):
        found = [Finding("データベース", well=True, fact="動いています")]
        for council_id, name, _demo in await councils.councils():
            async with transaction(council_id):
                chain = await audit_store.whole_chain(scope=whole_council(council_id, today=clock.today()))
            broken = audit_rules.first_break(chain, sealer().audit_mac)
            fact = (
                f"{name}: {len(chain)}行、つながっています" if broken is None else f"{name}: {broken}行目で切れています"
            )
            found.append(Finding("監査記録", broken is None, fact, "控えと見くらべ、監査の担当に知らせる"))
        return found
