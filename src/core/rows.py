"""Rows to frozen dataclasses and back: seals and opens private columns, decodes JSON, guards versions.

A dataclass's fields are the table's columns without `council_id`, which comes from the open transaction. Stores use
these functions and add their own conditions; no other module touches tables.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from enum import Enum
from typing import Any, ClassVar, TypeVar
from uuid import UUID

import msgspec
from piccolo.columns import JSON, JSONB, Array, Bytea, Column
from piccolo.columns.combination import And, Or, Where, WhereRaw
from piccolo.table import Table

from core.database import CouncilId, current_council, sealer
from core.errors import Conflict, NotFound
from core.privacy import Privacy
from core.sealing import Place

T = TypeVar("T")
type_of_condition = Where | And | Or | WhereRaw


class PrivateTable(Table):
    """A table whose every column is classified."""

    PRIVACY: ClassVar[dict[str, Privacy]]


def sealed_columns(table: type[Table]) -> frozenset[str]:
    """The names of the columns stored sealed."""
    privacy: Mapping[str, Privacy] = getattr(table, "PRIVACY", {})
    return frozenset(name for name, kind in privacy.items() if kind.sealed and isinstance(_column(table, name), Bytea))


def as_values(table: type[Table], record: object, *, council: CouncilId | None = None) -> dict[str, Any]:
    """The column values of a dataclass, sealed where private."""
    council = council or current_council()
    given = {field.name: getattr(record, field.name) for field in fields(record)}  # type: ignore[arg-type]
    row = str(given["id"])
    values: dict[str, Any] = {
        name: _value(table, name, value, council=council, row=row) for name, value in given.items()
    }
    if any(column._meta.name == "council_id" for column in table._meta.columns):  # noqa: SLF001 - Piccolo's own API
        values["council_id"] = council
    return values


def as_records(table: type[Table], rows: Iterable[Mapping[str, Any]], kind: type[T]) -> list[T]:
    """Selected rows (all columns, names as in the table) as dataclasses of `kind`."""
    return msgspec.convert([opened(table, row) for row in rows], list[kind])  # type: ignore[valid-type]


def opened(table: type[Table], row: Mapping[str, Any]) -> dict[str, Any]:
    """One row with sealed and JSON columns opened."""
    sealed = sealed_columns(table)
    council = str(row["council_id"]) if "council_id" in row else str(current_council())
    result: dict[str, Any] = {}
    for name, value in row.items():
        if name in sealed:
            result[name] = sealer().open(value, _place(table, council, name, str(row["id"])))
        elif isinstance(value, str) and isinstance(_column(table, name), (JSON, JSONB)):
            result[name] = json.loads(value)
        else:
            result[name] = value
    return result


async def insert(table: type[Table], *records: object) -> None:
    """Add rows of the open transaction's council."""
    if records:
        await table.insert(*(table(**as_values(table, record)) for record in records)).run()


async def replace(table: type[Table], record: object, *, read_version: int) -> None:
    """Save a row that was read at `read_version`; the stored version becomes one more. Raises Conflict."""
    values = as_values(table, record) | {"version": read_version + 1}
    row_id = values.pop("id")
    done = (
        await table.update({_column(table, name): value for name, value in values.items()})
        .where(_column(table, "id") == row_id, _column(table, "version") == read_version, _of_council(table))
        .returning(_column(table, "id"))
    )
    if not done:
        raise Conflict


async def change(table: type[Table], row_id: UUID, values: Mapping[str, object]) -> None:
    """Set single columns of one row (no version: bookkeeping, not edits by people). Raises NotFound."""
    council = current_council()
    stored: dict[Column | str, Any] = {
        _column(table, name): _value(table, name, value, council=council, row=str(row_id))
        for name, value in values.items()
    }
    done = (
        await table.update(stored)
        .where(_column(table, "id") == row_id, _of_council(table))
        .returning(_column(table, "id"))
    )
    if not done:
        raise NotFound


async def remove(table: type[Table], *row_ids: UUID) -> None:
    """Delete rows of the council by id."""
    if row_ids:
        await table.delete().where(_column(table, "id").is_in(list(row_ids)), _of_council(table))


async def select(
    table: type[Table],
    kind: type[T],
    *conditions: "type_of_condition",
    order_by: tuple[Column, ...] = (),
    limit: int | None = None,
) -> list[T]:
    """Rows of the open transaction's council as dataclasses."""
    query = table.select(*table.all_columns()).where(_of_council(table))
    for condition in conditions:
        query = query.where(condition)
    if order_by:
        query = query.order_by(*order_by)
    if limit is not None:
        query = query.limit(limit)
    return as_records(table, await query, kind)


async def one(table: type[Table], kind: type[T], *conditions: "type_of_condition") -> T:
    """The one row that fits. Raises NotFound."""
    found = await select(table, kind, *conditions, limit=1)
    if not found:
        raise NotFound
    return found[0]


def _of_council(table: type[Table]) -> Where:
    return _column(table, "council_id") == current_council()


def _column(table: type[Table], name: str) -> Column:
    column: Column = table._meta.get_column_by_name(name)  # noqa: SLF001 - Piccolo's own API
    return column


def _place(table: type[Table], council: str, name: str, row: str) -> Place:
    return Place(council=council, table=table._meta.tablename, column=name, row=row)  # noqa: SLF001 - Piccolo's own API


def _value(table: type[Table], name: str, value: object, *, council: CouncilId, row: str) -> object:
    column = _column(table, name)
    if name in sealed_columns(table):
        return sealer().seal(msgspec.to_builtins(value), _place(table, str(council), name, row))
    if isinstance(column, (JSON, JSONB)):
        return None if value is None else msgspec.json.encode(value).decode()
    if isinstance(value, Enum):
        return value.value
    if isinstance(column, Array):
        return [] if value is None else [item.value if isinstance(item, Enum) else item for item in value]  # type: ignore[attr-defined]
    return value
