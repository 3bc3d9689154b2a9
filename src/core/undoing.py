"""The way back of a change: what was, what was added, what was removed, each with the version it has now.

Pure, and small enough to travel with the message about the change; taking back is refused when a record moved on.
"""

from dataclasses import dataclass, fields
from typing import Any, Protocol, TypeVar
from uuid import UUID

import msgspec


class Versioned(Protocol):
    """A record with an id and a version."""

    @property
    def id(self) -> UUID:
        """Its id."""

    @property
    def version(self) -> int:
        """Its version."""


V = TypeVar("V", bound=Versioned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """Fields of one record as they were, and the version it has now; `record` is the feature's word for its kind."""

    record: str
    id: UUID
    version: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A record to be removed, and the version it has now (0: it has none)."""

    record: str
    id: UUID
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A record to be put back as it was."""

    record: str
    values: dict[str, Any]


def as_it_was(record: str, old: V, new: V) -> Before:
    """The fields that differ, with their old values."""
    changed = [one.name for one in fields(old) if getattr(old, one.name) != getattr(new, one.name)]  # type: ignore[arg-type]  # Versioned is a dataclass here
    values = {name: msgspec.to_builtins(getattr(old, name)) for name in changed if name != "version"}
    return Before(record=record, id=old.id, version=old.version + 1, values=values)


def restored(now: V, before: Before) -> V:
    """The record with its old values and its present version."""
    return msgspec.convert({**msgspec.to_builtins(now), **before.values}, type(now))


def taken_away(record: str, old: Versioned) -> Removed:
    """A removed record, whole."""
    return Removed(record=record, values=msgspec.to_builtins(old))


def put_back(removed: Removed, kind: type[V]) -> V:
    """The removed record again."""
    return msgspec.convert(removed.values, kind)
