"""What can go wrong with the embedded database, each with the command that mends it."""

from pathlib import Path

from core.errors import DomainError


class ClusterFailed(DomainError):
    """The embedded database could not be made, started or reached."""


class PostgresMissing(ClusterFailed):
    """No PostgreSQL binaries on this machine."""

    message = (
        "PostgreSQL のプログラムが見つかりません。"
        "「apt-get install postgresql」を実行するか、「pip install 'entaku[embedded]'」で入れてください。"
    )


class OtherMajorVersion(ClusterFailed):
    """The cluster was made by another major version of PostgreSQL."""

    def __init__(self, folder: Path, found: str, available: str) -> None:
        super().__init__(
            f"データ {folder} は PostgreSQL {found} のものです。この機械にあるのは {available} です。"
            f"「apt-get install postgresql-{found}」で同じ版を入れてから「entaku backup --out 控え」を取り、"
            "新しい版の機械で「entaku restore 控え」を実行してください。"
        )


class FolderClosed(ClusterFailed):
    """The server's user cannot reach the data folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"データベースの利用者が {folder} に入れません。上のフォルダの権限（x）を開けるか、"
            "ENTAKU_DATA で別の場所を指定してください。"
        )


class SomebodyElses(ClusterFailed):
    """The data folder belongs to another user of this machine."""

    def __init__(self, folder: Path, owner: str) -> None:
        super().__init__(
            f"{folder} は利用者 {owner} のものです。{owner} として実行してください（例: sudo -u {owner} entaku …）。"
        )


class NoSpace(ClusterFailed):
    """The disk is full."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} のあるディスクに空きがありません。空きを作ってから、もう一度実行してください。")


class NotStarted(ClusterFailed):
    """The server's own words when it did not start."""

    def __init__(self, log: Path, said: str) -> None:
        super().__init__(f"データベースが起動しません（記録: {log}）。{said}")
