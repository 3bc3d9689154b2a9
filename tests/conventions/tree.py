"""The tree as the whole-tree rules see it."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
PACKAGES = ("core", "access", "network", "meetings", "web")


def modules(last_name: str | None = None) -> Iterator[ModuleType]:
    """Every module of the house (with this last name)."""
    for package in PACKAGES:
        for found in pkgutil.walk_packages(importlib.import_module(package).__path__, prefix=f"{package}."):
            if last_name is None or found.name.rsplit(".", 1)[1] == last_name:
                yield importlib.import_module(found.name)


def sources(pattern: str = "**/*.py") -> Iterator[tuple[Path, ast.Module]]:
    """Every source file below src with its syntax tree."""
    for path in sorted(SRC.glob(pattern)):
        if "_bundled" not in path.parts:
            yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def public_functions(tree: ast.Module) -> Iterator[ast.AsyncFunctionDef]:
    """Top-level async functions without a leading underscore."""
    for node in tree.body:
        if isinstance(node, ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node


def keywords(function: ast.AsyncFunctionDef) -> set[str]:
    """Names of the keyword-only arguments."""
    return {argument.arg for argument in function.args.kwonlyargs}
