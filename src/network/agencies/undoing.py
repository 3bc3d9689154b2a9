"""The way back of a change in the directory, small enough to travel with the message about it.

Pure. Every entry names the version the record has after the action; taking back is refused when it moved on.
"""

from dataclasses import dataclass, fields
from typing import Any, Literal, Protocol, TypeVar
from uuid import UUID

import msgspec

RecordName = Literal["agency", "seat", "member", "contact"]


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
    """Fields of one record as they were, and the version it has now."""

    record: RecordName
    id: UUID
    version: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A record to be removed, and the version it has now."""

    record: RecordName
    id: UUID
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A record to be put back as it was."""

    record: RecordName
    values: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """What takes one action back, what is said then, and the page to go back to."""

    said: str
    back: str
    before: tuple[Before, ...] = ()
    added: tuple[Added, ...] = ()
    removed: tuple[Removed, ...] = ()


def as_it_was(record: RecordName, old: V, new: V) -> Before:
    """The fields that differ, with their old values."""
    changed = [one.name for one in fields(old) if getattr(old, one.name) != getattr(new, one.name)]  # type: ignore[arg-type]  # Versioned is a dataclass here
    values = {name: msgspec.to_builtins(getattr(old, name)) for name in changed if name != "version"}
    return Before(record=record, id=old.id, version=old.version + 1, values=values)


def restored(now: V, before: Before) -> V:
    """The record with its old values and its present version."""
    return msgspec.convert({**msgspec.to_builtins(now), **before.values}, type(now))


def taken_away(record: RecordName, old: Versioned) -> Removed:
    """A removed record, whole."""
    return Removed(record=record, values=msgspec.to_builtins(old))


def put_back(removed: Removed, kind: type[V]) -> V:
    """The removed record again."""
    return msgspec.convert(removed.values, kind)
