"""/imports: bringing a file, looking at what it says, answering, taking in, taking back."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Response, Template

from access.acting import actor_of, scope_of_request
from access.permissions.model import Actor, Permission
from access.permissions.rules import needs
from core import clock
from core.errors import Invalid, NotFound
from core.forms import Fields
from core.pages import XLSX, Flash, PageRequest, download, posted, see_other, uploaded
from network.imports import actions, documents, forms, presenters, taking_actions, undo_actions
from network.imports.case_view import case_import_view
from network.imports.corrections import LastButton
from network.imports.errors import SameFileAgain
from network.imports.in_hand import InHand
from network.imports.member_view import member_import_view
from network.imports.received_file import Import, ImportState


class ImportPages(Controller):
    """The list, the upload, and what every import has: looking, the last button, undo."""

    path = "/imports"

    @get("/", opt=needs(Permission.IMPORT))
    async def list_imports(self, request: PageRequest) -> Template:
        """All imports and the form for a new file."""
        return await _list(request)

    @post("/", opt=needs(Permission.IMPORT))
    async def upload(self, request: PageRequest) -> Template | Redirect:
        """Read a file; nothing of the council changes."""
        again = (await posted(request)).flag("again")
        try:
            data, name = await uploaded(request)
            new = await actions.upload(actor_of(request), data, name, again=again)
        except Invalid as refused:
            return await _list(request, refused)
        return see_other(f"/imports/{new.id}")

    @get("/{import_id:uuid}", opt=needs(Permission.IMPORT))
    async def show(
        self, request: PageRequest, import_id: FromPath[UUID], show: FromQuery[str] = "", page: FromQuery[int] = 1
    ) -> Template:
        """What the file says, with every question; or the outcome."""
        return render(await actions.opened(actor_of(request), import_id), show=show, page=page)

    @post("/{import_id:uuid}/take", opt=needs(Permission.IMPORT))
    async def take(self, request: PageRequest, import_id: FromPath[UUID]) -> Template | Redirect:
        """The last button; on a list of 構成機関 it sends the answers too."""
        actor, fields = actor_of(request), await posted(request)
        try:
            pressed = await _pressed(actor, import_id, fields)
            if (pressed.expected or 0) > taking_actions.MOST_AT_ONCE:
                await taking_actions.take_later(actor, import_id, pressed)
                return see_other(f"/imports/{import_id}")
            taken = await taking_actions.take(actor, import_id, pressed)
        except Invalid as refused:
            return await again(actor, import_id, refused, typed=fields.typed)
        said = presenters.said_of(taken.summary.taken)
        return see_other(f"/imports/{import_id}", Flash("done", said, undo_href=_undo_href(taken)))

    @post("/{import_id:uuid}/undo", opt=needs(Permission.IMPORT))
    async def undo(self, request: PageRequest, import_id: FromPath[UUID], version: FromQuery[int]) -> Redirect:
        """Take everything back that the import made."""
        await undo_actions.undo(actor_of(request), import_id, version=version)
        return see_other(f"/imports/{import_id}", Flash("done", "取込を元に戻しました。"))

    @post("/{import_id:uuid}/reopen", opt=needs(Permission.IMPORT))
    async def reopen(self, request: PageRequest, import_id: FromPath[UUID]) -> Redirect:
        """Check an import again that was taken back."""
        version = forms.version_of(await posted(request))
        await undo_actions.open_again(actor_of(request), import_id, version=version)
        return see_other(
            f"/imports/{import_id}", Flash("info", "もう一度、たしかめられます。まだ何も変わっていません。")
        )

    @post("/{import_id:uuid}/throw-away", opt=needs(Permission.IMPORT))
    async def throw_away(self, request: PageRequest, import_id: FromPath[UUID]) -> Redirect:
        """Forget an upload that was not taken in."""
        await actions.throw_away(actor_of(request), import_id)
        return see_other("/imports", Flash("done", "読んだファイルを消しました。名簿や台帳は変わっていません。"))

    @get("/{import_id:uuid}/concerns.xlsx", opt=needs(Permission.IMPORT))
    async def concerns(self, request: PageRequest, import_id: FromPath[UUID]) -> Response[bytes]:
        """The rows somebody has to look at, as a spreadsheet."""
        data = documents.concerns_xlsx(await actions.concerns(actor_of(request), import_id))
        return download(data, name="kininaru-gyo.xlsx", media_type=XLSX)


def render(
    hand: InHand,
    *,
    show: str = "",
    page: int = 1,
    problems: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
) -> Template:
    """The page of an import in whatever state it is."""
    imported, status = hand.imported, 422 if problems else 200
    context: dict[str, object] = {"problems": problems or {}, "typed": defaultdict(str, typed or {})}
    if imported.state in {ImportState.READING, ImportState.TAKING}:
        return Template("network/imports/waiting.html", context=context | {"job": hand.job, "imported": imported})
    if imported.state in {ImportState.TAKEN, ImportState.UNDONE}:
        outcome = presenters.outcome_view(imported)
        return Template("network/imports/outcome.html", context=context | {"view": outcome}, status_code=status)
    if hand.cases is not None and imported.summary.case_list is not None:
        cases = case_import_view(hand, hand.cases, imported.summary.case_list, show=show, page=page)
        return Template("network/imports/cases.html", context=context | {"view": cases}, status_code=status)
    if hand.members is None or hand.member_list is None:
        raise NotFound
    members = member_import_view(hand, hand.members, hand.member_list)
    return Template("network/imports/members.html", context=context | {"view": members}, status_code=status)


async def again(actor: Actor, import_id: UUID, refused: Invalid, typed: Mapping[str, str] | None = None) -> Template:
    """The page of an import with what was refused; nothing was kept."""
    problems = refused.problems or {"": refused.message}
    return render(await actions.opened(actor, import_id), problems=problems, typed=typed)


async def _pressed(actor: Actor, import_id: UUID, fields: Fields) -> LastButton:
    """The last button; the answers that stand in the same form are kept first."""
    members = (await actions.in_hand(actor, import_id)).members
    if members is None:
        return forms.read_last_button(fields, today=clock.today())
    version = forms.version_of(fields)
    await actions.answer(actor, import_id, forms.read_members(fields, members), version=version)
    return replace(forms.read_last_button(fields, today=clock.today()), version=version + 1)


async def _list(request: PageRequest, refused: Invalid | None = None) -> Template:
    views = presenters.entry_views(await actions.entries(scope_of_request(request)))
    problems = {} if refused is None else refused.problems or {"file": refused.message}
    same = f"/imports/{refused.import_id}" if isinstance(refused, SameFileAgain) else ""
    context = {"imports": views, "problems": problems, "same": same}
    return Template("network/imports/list.html", context=context, status_code=422 if refused else 200)


def _undo_href(taken: Import) -> str:
    return f"/imports/{taken.id}/undo?version={taken.version + 1}"
