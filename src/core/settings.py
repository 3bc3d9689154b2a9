"""Settings of one process: read once from the environment, strict, frozen. The only reader of the environment."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from core.errors import DomainError

ENVIRONMENT_NAMES = {
    "ENTAKU_DATA": "データの置き場所（フォルダ）",
    "ENTAKU_DATABASE_URL": "自前のPostgreSQLを使うとき: アプリの接続先",
    "ENTAKU_DATABASE_OWNER_URL": "自前のPostgreSQLを使うとき: 移行（表の作成）の接続先",
    "ENTAKU_MASTER_KEY": "氏名などを封じる鍵（64けたの16進数）。なければデータの置き場所に作ります",
    "ENTAKU_SMTP_URL": "メールを送るサーバ。なければ「紙・FAXで送る」になります",
    "ENTAKU_MAIL_FROM": "差出人のメールアドレス",
    "ENTAKU_FONT_FILE": "氏名の字のための追加の字体ファイル",
    "ENTAKU_TODAY": "見本のための「きょう」（例: 2026-11-20）。本番では使いません",
}
KEY_HEX_DIGITS = 64


class HalfADatabase(DomainError):
    """Only one of the two database addresses is given."""

    message = "ENTAKU_DATABASE_URL と ENTAKU_DATABASE_OWNER_URL は、二つそろえてください。"


class SettingsWrong(DomainError):
    """A setting of the environment that cannot be used."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"設定 {name} を読めません。{why}")


class DaySettingWrong(SettingsWrong):
    """ENTAKU_TODAY is no day."""

    def __init__(self) -> None:
        name = "ENTAKU_TODAY"
        super().__init__(name, "2026-11-20 のように書いてください。")


class FileSettingWrong(SettingsWrong):
    """The file a setting points to cannot be read."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name}_FILE", "ファイルを開けません。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the environment decides; everything a council decides itself is in its profile instead."""

    data: Path
    database_url: str | None = None
    database_owner_url: str | None = None
    master_key: bytes | None = None
    smtp_url: str | None = None
    mail_from: str | None = None
    font_file: Path | None = None
    today: date | None = None

    @property
    def embedded(self) -> bool:
        """Whether Entaku runs its own PostgreSQL under the data folder."""
        return self.database_url is None


def default_data_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """`/var/lib/entaku` for root, else the XDG data home; never inside a checkout."""
    if os.geteuid() == 0:
        return Path("/var/lib/entaku")
    base = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "entaku"


def from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force. Raises SettingsWrong for a value that cannot be used."""
    url, owner = _value(environment, "ENTAKU_DATABASE_URL"), _value(environment, "ENTAKU_DATABASE_OWNER_URL")
    for name, given in (("ENTAKU_DATABASE_URL", url), ("ENTAKU_DATABASE_OWNER_URL", owner)):
        if given is not None and urlsplit(given).scheme not in {"postgresql", "postgres"}:
            raise SettingsWrong(name, "postgresql:// で始めてください。")
    if (url is None) != (owner is None):
        raise HalfADatabase
    data, font = _value(environment, "ENTAKU_DATA"), _value(environment, "ENTAKU_FONT_FILE")
    return Settings(
        data=Path(data).expanduser().absolute() if data else default_data_folder(environment),
        database_url=url,
        database_owner_url=owner,
        master_key=_key(_value(environment, "ENTAKU_MASTER_KEY")),
        smtp_url=_value(environment, "ENTAKU_SMTP_URL"),
        mail_from=_value(environment, "ENTAKU_MAIL_FROM"),
        font_file=Path(font) if font else None,
        today=_day(_value(environment, "ENTAKU_TODAY")),
    )


def prepare_process() -> None:
    """What libraries read from the environment: where Piccolo finds the engine."""
    os.environ["PICCOLO_CONF"] = "core.piccolo_conf"


def inherited_environment() -> dict[str, str]:
    """The environment for a child process of Entaku (rendering, database tools): paths and language only."""
    kept = ("PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_PATH", "FONTCONFIG_FILE", "PYTHONPATH")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"LC_ALL": "C.UTF-8"}


def settings_variables(settings: Settings) -> dict[str, str]:
    """The environment that gives a child process the same settings."""
    given = {
        "ENTAKU_DATA": str(settings.data),
        "ENTAKU_DATABASE_URL": settings.database_url,
        "ENTAKU_DATABASE_OWNER_URL": settings.database_owner_url,
        "ENTAKU_MASTER_KEY": settings.master_key.hex() if settings.master_key else None,
        "ENTAKU_SMTP_URL": settings.smtp_url,
        "ENTAKU_MAIL_FROM": settings.mail_from,
        "ENTAKU_FONT_FILE": str(settings.font_file) if settings.font_file else None,
        "ENTAKU_TODAY": settings.today.isoformat() if settings.today else None,
    }
    return {name: value for name, value in given.items() if value is not None}


def python() -> str:
    """The interpreter that runs Entaku."""
    return sys.executable


def _value(environment: Mapping[str, str], name: str) -> str | None:
    file = environment.get(f"{name}_FILE")
    if file:
        try:
            return Path(file).read_text(encoding="utf-8").strip() or None
        except OSError as problem:
            raise FileSettingWrong(name) from problem
    return environment.get(name) or None


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise DaySettingWrong from problem


def _key(text: str | None) -> bytes | None:
    if text is None:
        return None
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(text) != KEY_HEX_DIGITS or not key:
        name = "ENTAKU_MASTER_KEY"
        raise SettingsWrong(name, "64けたの16進数にしてください。")
    return key
