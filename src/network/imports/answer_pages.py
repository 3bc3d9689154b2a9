"""/imports/…: the answers people give while a list is being checked. Each goes back to the page of the import."""

import re
from collections.abc import Mapping
from uuid import UUID

from litestar import Controller, post
from litestar.params import FromPath
from litestar.response import Redirect, Template

from access.acting import actor_of
from access.permissions.model import Permission
from access.permissions.rules import needs
from core.errors import Invalid
from core.forms import Fields
from core.pages import Flash, PageRequest, posted, see_other
from network.imports import actions, forms
from network.imports.case_view import columns_of_file
from network.imports.forms import Change
from network.imports.pages import again

Answered = Template | Redirect


_PLACE = re.compile(r"show=(?:all|concerns)&page=\d{1,4}#rows")


class ImportAnswerPages(Controller):
    """Answers about one import."""

    path = "/imports/{import_id:uuid}"

    @post("/columns", opt=needs(Permission.IMPORT))
    async def columns(self, request: PageRequest, import_id: FromPath[UUID]) -> Answered:
        """What the columns mean; the file is read again."""
        fields, hand = await posted(request), await actions.in_hand(actor_of(request), import_id)
        reading = hand.imported.summary.case_list
        columns = columns_of_file(reading) if reading else ()
        try:
            change = forms.read_columns(fields, columns)
            if fields.flag("keep"):
                await actions.keep_mapping(actor_of(request), import_id, forms.read_mapping_name(fields))
                return _back(import_id, "この合わせ方を残しました。次の一覧で選べます。")
        except Invalid as refused:
            return await again(actor_of(request), import_id, refused, fields.typed)
        return await _read_anew(request, import_id, fields, change)

    @post("/mapping", opt=needs(Permission.IMPORT))
    async def mapping(self, request: PageRequest, import_id: FromPath[UUID]) -> Answered:
        """Match the columns as it was kept under a name."""
        fields = await posted(request)
        try:
            version, mapping_id = forms.version_of(fields), forms.read_mapping_id(fields)
            await actions.use_mapping(actor_of(request), import_id, mapping_id, version=version)
        except Invalid as refused:
            return await again(actor_of(request), import_id, refused)
        return _back(import_id, "残してある合わせ方で読みました。")

    @post("/letters", opt=needs(Permission.IMPORT))
    async def letters(self, request: PageRequest, import_id: FromPath[UUID]) -> Answered:
        """What letters mean; severity or rank means another column, so the file is read again."""
        fields, hand = await posted(request), await actions.in_hand(actor_of(request), import_id)
        change = forms.read_letters(fields, hand.cases.letters if hand.cases else ())
        scale = forms.read_scale(fields)
        reading = hand.imported.summary.case_list
        if scale is None or reading is None or forms.scale_is(reading, scale):
            return await _keep(request, import_id, fields, change)
        return await _read_anew(request, import_id, fields, forms.with_scale(reading, scale, change))

    @post("/agencies", opt=needs(Permission.IMPORT))
    async def agencies(self, request: PageRequest, import_id: FromPath[UUID]) -> Answered:
        """What unknown names of agencies mean, once for the whole list."""
        fields, hand = await posted(request), await actions.in_hand(actor_of(request), import_id)
        try:
            change = forms.read_agencies(fields, hand.cases.unknown_agencies if hand.cases else ())
        except Invalid as refused:
            return await again(actor_of(request), import_id, refused, fields.typed)
        return await _keep(request, import_id, fields, change)

    @post("/cells", opt=needs(Permission.IMPORT))
    async def cells(self, request: PageRequest, import_id: FromPath[UUID]) -> Answered:
        """A cell typed anew; the file is read again with it."""
        fields = await posted(request)
        return await _read_anew(request, import_id, fields, forms.read_cell(fields))

    @post("/accept", opt=needs(Permission.IMPORT))
    async def accept(self, request: PageRequest, import_id: FromPath[UUID]) -> Answered:
        """A cell goes in as it is."""
        fields = await posted(request)
        return await _keep(request, import_id, fields, forms.read_accept(fields))

    @post("/people", opt=needs(Permission.IMPORT))
    async def people(self, request: PageRequest, import_id: FromPath[UUID]) -> Answered:
        """同じ人・別の人・読まない for one row."""
        fields = await posted(request)
        return await _keep(request, import_id, fields, forms.read_person(fields))

    @post("/people-all", opt=needs(Permission.IMPORT))
    async def all_people(self, request: PageRequest, import_id: FromPath[UUID]) -> Answered:
        """One answer for every row that is asked about."""
        fields, hand = await posted(request), await actions.in_hand(actor_of(request), import_id)
        rows = hand.cases.rows if hand.cases else ()
        return await _keep(request, import_id, fields, forms.read_people(fields, rows))

    @post("/leads", opt=needs(Permission.IMPORT))
    async def leads(self, request: PageRequest, import_id: FromPath[UUID]) -> Answered:
        """Which agency leads the case of a row."""
        fields = await posted(request)
        return await _keep(request, import_id, fields, forms.read_lead(fields))

    @post("/reread", opt=needs(Permission.IMPORT))
    async def reread(self, request: PageRequest, import_id: FromPath[UUID]) -> Answered:
        """もう一度 試す: with the agencies and cases of now."""
        return await _read_anew(request, import_id, await posted(request), lambda before: before)

    @post("/members", opt=needs(Permission.IMPORT))
    async def members(self, request: PageRequest, import_id: FromPath[UUID]) -> Answered:
        """What the rows of a list of 構成機関 become."""
        fields, hand = await posted(request), await actions.in_hand(actor_of(request), import_id)
        try:
            change = forms.read_members(fields, hand.members) if hand.members else (lambda before: before)
        except Invalid as refused:
            return await again(actor_of(request), import_id, refused, fields.typed)
        return await _keep(request, import_id, fields, change)

    @post("/municipality", opt=needs(Permission.IMPORT))
    async def municipality(self, request: PageRequest, import_id: FromPath[UUID]) -> Answered:
        """Which of several lists is meant."""
        fields = await posted(request)
        return await _keep(request, import_id, fields, forms.read_municipality(fields))


async def _keep(request: PageRequest, import_id: UUID, fields: Fields, change: Change) -> Answered:
    try:
        await actions.answer(actor_of(request), import_id, change, version=forms.version_of(fields))
    except Invalid as refused:
        return await again(actor_of(request), import_id, refused, fields.typed)
    return _back(import_id, "", fields.typed)


async def _read_anew(request: PageRequest, import_id: UUID, fields: Fields, change: Change) -> Answered:
    try:
        await actions.read_anew(actor_of(request), import_id, change, version=forms.version_of(fields))
    except Invalid as refused:
        return await again(actor_of(request), import_id, refused, fields.typed)
    return _back(import_id, "読みなおしました。まだ何も変わっていません。", fields.typed)


def _back(import_id: UUID, said: str, typed: Mapping[str, str] | None = None) -> Redirect:
    """To the page, on the tab and page of rows where the person was."""
    query = (typed or {}).get("back", "")
    path = f"/imports/{import_id}" + (f"?{query}" if _PLACE.fullmatch(query) else "")
    return see_other(path, Flash("info", said) if said else None)
