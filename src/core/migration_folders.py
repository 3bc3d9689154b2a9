"""Which tables and which folder of migrations belong to a package."""

import pkgutil
from importlib import import_module

from piccolo.conf.apps import AppConfig
from piccolo.table import Table

from core.resources import resource


def tables_of(package: str) -> list[type[Table]]:
    """Every table declared in the package's `tables` modules, by name."""
    modules = [
        found.name
        for found in pkgutil.walk_packages(import_module(package).__path__, prefix=f"{package}.")
        if found.name.rsplit(".", 1)[1] == "tables"
    ]
    declared = {
        value
        for name in modules
        for value in vars(import_module(name)).values()
        if isinstance(value, type) and issubclass(value, Table) and value.__module__ == name
    }
    return sorted(declared, key=lambda table: table.__name__)


def app_config(package: str) -> AppConfig:
    """Piccolo's description of a package."""
    return AppConfig(
        app_name=package,
        migrations_folder_path=str(resource("migrations") / package),
        table_classes=tables_of(package),
    )
