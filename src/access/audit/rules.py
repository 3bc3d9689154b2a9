"""The chain: each row's digest covers its content and the digest before it, keyed so that a row cannot be forged."""

from collections.abc import Callable, Iterable
from datetime import UTC

import msgspec

from access.audit.model import AuditEntry

START = b"\0" * 32


def canonical(entry: AuditEntry) -> bytes:
    """The bytes that are chained: fixed order of fields, UTC instants, sorted details."""
    return msgspec.json.encode(
        [
            str(entry.council_id),
            entry.sequence,
            entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            entry.kind.value,
            entry.actor_id,
            entry.actor_name,
            entry.subject,
            sorted(entry.detail.items()),
            entry.previous.hex(),
        ]
    )


def first_break(entries: Iterable[AuditEntry], mac: Callable[[bytes], bytes]) -> int | None:
    """The sequence of the first row that does not follow (ordered by sequence, from 1); None when the chain holds."""
    previous, expected = START, 1
    for entry in entries:
        if entry.sequence != expected or entry.previous != previous or mac(canonical(entry)) != entry.chain:
            return expected
        previous, expected = entry.chain, expected + 1
    return None
