"""Use cases of an import until its last button: upload, look, answer, keep a mapping, throw away.

Nothing of the council changes here. `taking_actions` takes in, `undo_actions` takes back.
"""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

from access.audit import store as audit_store
from access.audit.model import AuditKind
from access.permissions.model import Actor, Permission, Scope
from access.permissions.rules import check_may, whole_council
from core import clock
from core.calendar import wareki_long
from core.clock import JST
from core.database import transaction
from core.errors import NotFound
from network.imports import reading_actions, store, taking_actions
from network.imports.case_check import CheckedRow
from network.imports.corrections import Corrections
from network.imports.errors import AlreadyTaken, SameFileAgain
from network.imports.imported_by import account_of, event
from network.imports.in_hand import InHand, load
from network.imports.model import Mapping
from network.imports.received_file import (
    Import,
    ImportEntry,
    ImportKind,
    ImportState,
    NamedMapping,
    SourceFile,
)

JOBS = {reading_actions.READING: reading_actions.run_reading, taking_actions.TAKING: taking_actions.run_taking}
"""The long work of this feature, for the worker."""
LETTERS = "letters"
Change = Callable[[Corrections], Corrections]


async def entries(scope: Scope) -> list[ImportEntry]:
    """All imports, the newest first."""
    async with transaction(scope.council):
        return await store.entries(scope=scope)


async def upload(
    actor: Actor,
    data: bytes,
    filename: str,
    *,
    again: bool = False,
    kind: ImportKind | None = None,
    at_once: bool = False,
) -> Import:
    """Read a file and keep it for checking; a long one is read by the worker, unless `at_once`.

    Raises SameFileAgain unless `again`, and what reading raises (NotAList, UnreadableFile): then nothing is kept.
    """
    check_may(actor, Permission.IMPORT)
    source = reading_actions.source_of(data, filename)
    scope = whole_council(actor.council, today=clock.today())
    if not again:
        _check_new(source, await entries(scope))
    if reading_actions.is_long(source) and not at_once:
        return await reading_actions.read_later(actor, source, data)
    found = await reading_actions.read(scope, data, filename, kind=kind)
    new = reading_actions.with_reading(_received(actor, source), found)
    async with transaction(actor.council):
        await store.add(new, data, audit=event(actor, AuditKind.IMPORT_READ, new.id, list=new.kind.value))
    return new


async def opened(actor: Actor, import_id: UUID) -> InHand:
    """An import with everything asked about it, for its page; opening it is recorded. Raises NotFound."""
    check_may(actor, Permission.IMPORT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        imported = await store.one_import(import_id, scope=scope)
        kind = AuditKind.CASES_LISTED if imported.kind is ImportKind.CASES else AuditKind.IMPORT_READ
        await audit_store.append(event(actor, kind, import_id))
        return await load(scope, imported, account_id=account_of(actor))


async def in_hand(actor: Actor, import_id: UUID) -> InHand:
    """An import as its answers need it. Raises NotFound."""
    check_may(actor, Permission.IMPORT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        return await load(scope, await store.one_import(import_id, scope=scope))


async def concerns(actor: Actor, import_id: UUID) -> list[CheckedRow]:
    """The rows of a case list that stay behind; after the last button those that were not taken in. Raises NotFound."""
    hand = await opened(actor, import_id)
    if hand.cases is None:
        raise NotFound
    left = {row.key for row in hand.imported.summary.left}
    return [row for row in hand.cases.rows if row.key in left] if left else list(hand.cases.concerns)


async def answer(actor: Actor, import_id: UUID, change: Change, *, version: int) -> None:
    """Keep answers that need no new reading. Raises AlreadyTaken, Conflict, NotFound."""
    check_may(actor, Permission.IMPORT)
    async with transaction(actor.council):
        imported = await _open_import(actor, import_id, version)
        await store.save(replace(imported, corrections=change(imported.corrections)), audit=None)


async def read_anew(actor: Actor, import_id: UUID, change: Change, *, version: int) -> None:
    """Keep answers about columns or cells and read the file again with them; a long one by the worker.

    Raises AlreadyTaken, Conflict, NotFound, and what reading raises: then nothing is kept.
    """
    check_may(actor, Permission.IMPORT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        imported = await _open_import(actor, import_id, version)
        data = await store.file_of(import_id, scope=scope)
    changed = replace(imported, corrections=change(imported.corrections))
    if reading_actions.is_long(imported.filename):
        await reading_actions.read_again_later(actor, changed)
        return
    found = await reading_actions.read(scope, data, imported.filename.name, before=changed)
    async with transaction(actor.council):
        await store.save(reading_actions.with_reading(changed, found), audit=None)


async def keep_mapping(actor: Actor, import_id: UUID, name: str) -> None:
    """Keep how the columns and letters are matched, under a name; one of that name is replaced. Raises NotFound."""
    check_may(actor, Permission.IMPORT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        imported = await store.one_import(import_id, scope=scope)
        if imported.summary.case_list is None:
            raise NotFound
        columns = replace(imported.summary.case_list.mapping, name=name)
        kept = NamedMapping(
            id=uuid4(),
            kind=ImportKind.CASES,
            name=name,
            mapping={**columns.as_json(), LETTERS: dict(imported.corrections.letters)},
        )
        replaced = [each.id for each in await store.named_mappings(scope=scope) if each.name == name]
        await store.keep_mapping(kept, replaced, audit=event(actor, AuditKind.IMPORT_READ, import_id, mapping="kept"))


async def use_mapping(actor: Actor, import_id: UUID, mapping_id: UUID, *, version: int) -> None:
    """Match columns and letters as it was kept. Raises NotFound and what `read_anew` raises."""
    async with transaction(actor.council):
        kept = await store.named_mappings(scope=whole_council(actor.council, today=clock.today()))
    chosen = next((each for each in kept if each.id == mapping_id), None)
    if chosen is None:
        raise NotFound
    columns = {column.heading: column.field.value for column in Mapping.from_json(chosen.mapping).columns}
    letters = chosen.mapping.get(LETTERS)
    meanings = {str(key): str(value) for key, value in letters.items()} if isinstance(letters, dict) else {}
    await read_anew(
        actor, import_id, lambda before: replace(before, columns=columns, letters=meanings), version=version
    )


async def throw_away(actor: Actor, import_id: UUID) -> None:
    """Forget an upload before it is taken in. Raises AlreadyTaken, NotFound."""
    check_may(actor, Permission.IMPORT)
    scope = whole_council(actor.council, today=clock.today())
    async with transaction(actor.council):
        imported = await store.one_import(import_id, scope=scope)
        if imported.state not in {ImportState.CHECKING, ImportState.READING}:
            raise AlreadyTaken
        await store.remove(import_id, audit=event(actor, AuditKind.IMPORT_READ, import_id, outcome="thrown_away"))


async def _open_import(actor: Actor, import_id: UUID, version: int) -> Import:
    """The import as the person read it, still open for answers."""
    imported = await store.one_import(import_id, scope=whole_council(actor.council, today=clock.today()))
    if imported.state is not ImportState.CHECKING:
        raise AlreadyTaken
    return replace(imported, version=version)


def _check_new(source: SourceFile, known: list[ImportEntry]) -> None:
    for entry in known:
        if entry.filename.digest == source.digest and entry.state is not ImportState.UNDONE:
            raise SameFileAgain(entry.id, _said(entry))


def _said(entry: ImportEntry) -> str:
    if entry.confirmed_at is None:
        return "同じファイルを、いま取り込む途中です。"
    return f"同じファイルは、{wareki_long(entry.confirmed_at.astimezone(JST).date())}に取り込んでいます。"


def _received(actor: Actor, source: SourceFile) -> Import:
    return Import(
        id=uuid4(),
        kind=ImportKind.CASES,
        filename=source,
        state=ImportState.CHECKING,
        account_id=account_of(actor),
        created_at=clock.now(),
    )
