"""Files for the browser: collecting foreign ones into static/, and addresses that change with the content.

Owns static/vendor/manifest.json (logical name → file). Does not serve anything; the application does, under /static.
"""

import hashlib
import json
import shutil
from pathlib import Path

from core.paper_fonts import installed
from core.resources import resource

ADDRESS = "/static"
HTMX = "node_modules/htmx.org"
FONTS = ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf")
HASH_LENGTH = 10


class AssetMissing(Exception):
    """A template names a file for the browser that was never collected or does not exist."""

    def __init__(self, name: str) -> None:
        super().__init__(f"static file {name} is missing; run `make setup`")


def collect(static: Path) -> None:
    """Copy htmx (content-hashed) and the two BIZ UDPGothic fonts into static/, and write the manifest."""
    source = static.parent / HTMX
    version = json.loads((source / "package.json").read_text(encoding="utf-8"))["version"]
    script = source / "dist" / "htmx.min.js"
    vendor = static / "vendor"
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir()
    target = vendor / f"htmx-{version}-{_hash_of(script)}.min.js"
    shutil.copyfile(script, target)
    (vendor / "manifest.json").write_text(json.dumps({"htmx.js": f"vendor/{target.name}"}) + "\n", encoding="utf-8")
    (static / "fonts").mkdir(exist_ok=True)
    for name in FONTS:
        shutil.copyfile(installed(name), static / "fonts" / name)


class Assets:
    """Addresses of the files in one static folder, each hashed once; templates call `asset("css/base.css")`."""

    def __init__(self, static: Path) -> None:
        self._static = static
        self._addresses: dict[str, str] = {}

    def address(self, name: str) -> str:
        """Address of a file by its path under static/ or its logical name in the manifest."""
        if name not in self._addresses:
            self._addresses[name] = self._address_of(name)
        return self._addresses[name]

    def _address_of(self, name: str) -> str:
        manifest = self._static / "vendor" / "manifest.json"
        collected = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else {}
        if name in collected:
            return f"{ADDRESS}/{collected[name]}"
        path = self._static / name
        if not path.is_file():
            raise AssetMissing(name)
        return f"{ADDRESS}/{name}?v={_hash_of(path)}"


def _hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:HASH_LENGTH]


if __name__ == "__main__":
    collect(resource("static"))
