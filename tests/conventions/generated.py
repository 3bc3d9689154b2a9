"""Pages of docs/generated/, written from the code itself so that they cannot differ from it.

`python -m tests.conventions.generated` writes them; with `--check` it only compares, names what is stale and ends
with 1. Does not read the database: tables are read as declared.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from access.permissions.model import Permission, Role
from access.permissions.rules import ROLE_PERMISSIONS
from core.privacy import Privacy
from core.rows import PrivateTable, sealed_columns
from core.settings import ENVIRONMENT_NAMES
from tests.conventions.tree import ROOT, modules
from web.route_list import routes

FOLDER = ROOT / "docs" / "generated"
HEAD = "<!-- 自動でつくるページです。手で直さず、`make docs` を使います。 -->\n\n"
PRIVACY_WORDS = {
    Privacy.PUBLIC: "だれのことも言わない。記録（ログ）に出てよい",
    Privacy.WORK: "業務の情報。サインインした人にだけ見せる",
    Privacy.PERSONAL: "職員・関係者の個人情報。ログに出さない",
    Privacy.SENSITIVE: "子どもと家庭のこと。封じて保存する（AES-256-GCM）",
    Privacy.SECRET: "サインインの秘密。外に出ない。封じるか、ハッシュだけを保存する",
}


def permissions_page() -> str:
    """Role by permission."""
    roles = list(Role)
    rows = [
        [permission.label, f"`{permission.name}`", *("✓" if _may(role, permission) else "" for role in roles)]
        for permission in Permission
    ]
    return (
        "# 役割と権限\n\n"
        "ページを開けるかどうかの表です（`access/permissions/rules.py` の `ROLE_PERMISSIONS`）。"
        "どの記録がその人に見えるかは、これとは別に `Scope` と行単位のアクセス制御（RLS）が決めます。\n\n"
        + _table(["権限", "名前", *(f"{role.label} `{role.name}`" for role in roles)], rows)
    )


def routes_page() -> str:
    """Every address, its methods, its permission and who may open it."""
    rows = []
    for route in routes():
        if route.permission is None:
            rows.append([f"`{route.path}`", " ".join(route.methods), "**なし**", "だれも開けない"])
            continue
        who = "だれでも" if route.permission is Permission.PUBLIC else _who_may(route.permission)
        rows.append([f"`{route.path}`", " ".join(route.methods), f"`{route.permission.name}`", who])
    return (
        "# ページの一覧\n\n"
        "権限を名のらないページは開きません（`web/guards.py`）。同じ表を `entaku routes` が出します。\n\n"
        + _table(["住所", "方法", "権限", "開ける役割"], rows)
    )


def privacy_page() -> str:
    """Every column of every table with its class."""
    meanings = _table(["区分", "意味"], ([f"`{kind.name}`", PRIVACY_WORDS[kind]] for kind in Privacy))
    tables = "\n".join(
        f"### `{table.__name__}`　{_first_line(table)}\n\n{_place_of(table)}\n\n"
        + _table(["列", "区分", "封"], _columns_of(table))
        for table in _tables()
    )
    return (
        "# 表と列の秘密の度合い\n\n"
        "列ごとの区分は、表を宣言するところ（各 `tables.py` の `PRIVACY`）にあります。"
        "「封」の列は、協議会・表・列・行に結びつけて封じられ、鍵はデータベースの外にあります。\n\n"
        f"{meanings}\n## 表\n\n{tables}"
    )


def settings_page() -> str:
    """What the environment decides."""
    rows = ([f"`{name}`", meaning] for name, meaning in ENVIRONMENT_NAMES.items())
    return (
        "# 環境変数\n\n"
        "読むのは `core/settings.py` だけです。"
        "名前の後ろに `_FILE` を付けてファイルを指定すると、値をそのファイルから読みます"
        "（例: `ENTAKU_MASTER_KEY_FILE`。鍵や合言葉を環境に出さないため）。"
        "協議会が自分で決めることは、ここではなく「設定」のページにあります。\n\n" + _table(["名前", "意味"], rows)
    )


PAGES: Mapping[str, Callable[[], str]] = {
    "permissions.md": permissions_page,
    "privacy.md": privacy_page,
    "routes.md": routes_page,
    "settings.md": settings_page,
}


def write(folder: Path = FOLDER) -> None:
    """Write every page; files that nobody generates any more are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.name not in PAGES:
            old.unlink()
    for name, page in PAGES.items():
        (folder / name).write_text(HEAD + page(), encoding="utf-8")


def stale(folder: Path = FOLDER) -> list[str]:
    """Names of pages that differ from the code, are missing, or that nobody generates."""
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*")} if folder.is_dir() else {}
    made = {name: HEAD + page() for name, page in PAGES.items()}
    return sorted(name for name in there.keys() | made.keys() if there.get(name) != made.get(name))


def main(arguments: Sequence[str]) -> int:
    """Write, or with --check compare."""
    if "--check" not in arguments:
        write()
        return 0
    names = stale()
    sys.stdout.writelines(f"docs/generated/{name} is stale: run `make docs`\n" for name in names)
    return 1 if names else 0


def _may(role: Role, permission: Permission) -> bool:
    return permission is Permission.PUBLIC or permission in ROLE_PERMISSIONS[role]


def _who_may(permission: Permission) -> str:
    return "・".join(role.label for role in Role if _may(role, permission)) or "だれも開けない"


def _tables() -> list[type[PrivateTable]]:
    found = {
        value
        for module in modules("tables")
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, PrivateTable) and value.__module__ == module.__name__
    }
    return sorted(found, key=lambda table: (table.__module__, table.__name__))


def _columns_of(table: type[PrivateTable]) -> Iterable[list[str]]:
    sealed = sealed_columns(table)
    for name, privacy in table.PRIVACY.items():
        yield [f"`{name}`", f"`{privacy.name}`", "✓" if name in sealed else ""]


def _place_of(table: type[PrivateTable]) -> str:
    return f"`src/{table.__module__.replace('.', '/')}.py`"


def _first_line(table: type[PrivateTable]) -> str:
    return (table.__doc__ or "").strip().splitlines()[0].removesuffix(".")


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
