"""Rules over the whole tree that nobody has to remember."""

import re
from enum import Enum
from pathlib import Path

import pytest
from litestar import Litestar
from piccolo.columns import Bytea

from access.permissions.model import Permission
from access.permissions.rules import OPT_KEY
from core.errors import DomainError
from core.privacy import Privacy
from core.rows import PrivateTable
from tests.conventions.tree import PACKAGES, ROOT, SRC, keywords, modules, public_functions, sources
from web.application import application

JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")
LONGEST_MODULE = 400


@pytest.fixture(scope="module")
def house() -> Litestar:
    return application()


def test_every_route_names_its_permission(house: Litestar) -> None:
    silent = [
        (route.path, handler.handler_name)
        for route in house.routes
        for handler in getattr(route, "route_handlers", [])
        if handler.handler_name != "options_handler" and not isinstance(handler.opt.get(OPT_KEY), Permission)
    ]
    assert silent == [], "add opt=needs(Permission.…) to these routes"


def test_every_store_function_takes_scope_or_audit() -> None:
    forgotten = [
        f"{path}:{function.lineno} {function.name}"
        for path, tree in sources("*/*/store.py")
        for function in public_functions(tree)
        if not keywords(function) & {"scope", "audit"} and (path.parts[1:3], function.name) not in WITHOUT
    ]
    assert forgotten == [], "reads take keyword `scope`, writes keyword `audit`"


# the chain itself is the audit; the directory of councils holds no council's data
WITHOUT = {(("access", "audit"), "append"), (("access", "councils"), "directory")}


def test_every_column_is_classified_and_private_ones_are_sealed() -> None:
    wrong = []
    for module in modules("tables"):
        for table in vars(module).values():
            if not (isinstance(table, type) and issubclass(table, PrivateTable) and table is not PrivateTable):
                continue
            columns = {column._meta.name: column for column in table._meta.columns}
            wrong += [f"{table.__name__}.{name}" for name in columns.keys() ^ table.PRIVACY.keys()]
            wrong += [
                f"{table.__name__}.{name} must be sealed (Bytea)"
                for name, privacy in table.PRIVACY.items()
                if privacy in {Privacy.SENSITIVE, Privacy.SECRET}
                and not isinstance(columns[name], Bytea)
                and not name.endswith("_hash")
            ]
    assert wrong == []


def test_every_error_has_a_status_and_a_japanese_message() -> None:
    list(modules())
    wrong, waiting = [], [DomainError]
    while waiting:
        error = waiting.pop()
        waiting += error.__subclasses__()
        if error.__module__.split(".")[0] not in PACKAGES:
            continue
        own_text = error.__init__ is not DomainError.__init__ or JAPANESE.search(error.message)
        if not (400 <= error.status < 600 and own_text):
            wrong.append(f"{error.__module__}.{error.__name__}")
    assert wrong == []


def test_every_noun_stands_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    missing = []
    for module in modules("model"):
        for name, value in vars(module).items():
            if not isinstance(value, type) or value.__module__ != module.__name__ or name.startswith("_"):
                continue
            names = [name] + ([member.name for member in value] if issubclass(value, Enum) else [])
            missing += [f"{module.__name__}.{one}" for one in names if f"`{one}`" not in glossary]
    assert missing == [], "add a row to docs/glossary.md"


def test_packages_are_the_folders_of_src() -> None:
    folders = {path.name for path in SRC.iterdir() if path.is_dir() and not path.name.startswith(("_", "."))}
    assert folders == set(PACKAGES)


def test_modules_stay_readable() -> None:
    long = [
        f"{path} {lines}"
        for path, _tree in sources()
        if (lines := len((ROOT / path).read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    ]
    assert long == []


def test_templates_hold_no_script_no_style_and_no_unescaped_text() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {found.group(0)}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if not {"documents", "gallery"} & set(path.parts)
        for found in re.finditer(r"\|\s*safe\b|<script(?![^>]*\bsrc=)| style=|\son[a-z]+=", _without_comments(path))
    ]
    assert wrong == []


def _without_comments(path: Path) -> str:
    return re.sub("{#.*?#}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_lock_files_name_no_address() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "package-lock.json"):
        text = (ROOT / name).read_text(encoding="utf-8")
        resolved = [line for line in text.splitlines() if "resolved" in line or "index-url" in line]
        assert resolved == [], name
