"""Where templates, migrations, static files and the demo lie: in the checkout or inside the wheel."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


class ResourceMissing(Exception):
    """The installation is incomplete: a folder that belongs to the program is not there."""

    def __init__(self, name: str) -> None:
        super().__init__(f"folder {name} is missing from this installation")


def resource(name: str) -> Path:
    """Folder called name, bundled in the wheel (core/_bundled) or at the root of the checkout."""
    for base in (_HERE / "_bundled", _HERE.parent.parent):
        if (base / name).is_dir():
            return base / name
    raise ResourceMissing(name)
