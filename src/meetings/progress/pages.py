"""The 進行管理台帳 on screen: rows, cells edited in place, the column chooser, PDF and Excel."""

from math import ceil
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.datastructures import Cookie
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from access.acting import actor_of, scope_of_request
from access.permissions.model import Permission
from access.permissions.rules import needs
from core import clock
from core.errors import Conflict, Invalid
from core.pages import PDF, XLSX, Flash, PageRequest, download, posted, see_other
from meetings.progress import actions, forms, presenters
from meetings.progress.ledger import LedgerView
from meetings.progress.ledger_columns import LedgerColumn
from network.cases import undo_actions
from network.cases.model import Case
from network.cases.undoing import Undo
from network.graph.presenters import Show, chosen, counts

PAGE_SIZE = 50
COLUMNS_COOKIE = "entaku-columns"
COOKIE_SECONDS = 400 * 24 * 3600
LONGEST_WAY_ON_PAGE = 30_000
TABS = (Show.ALL, Show.CONCERN, Show.OVERDUE, Show.UNSEEN, Show.NO_LEAD, Show.ENDING)


class LedgerPages(Controller):
    """/ledger."""

    @get("/ledger", opt=needs(Permission.CASE_SEE))
    async def show_ledger(
        self, request: PageRequest, show: FromQuery[str] = "all", page: FromQuery[int] = 1
    ) -> Template:
        """Fifty rows a page, 気になる順."""
        tab, columns = chosen(Show, show), _columns(request)
        found = await actions.ledger(actor_of(request), scope_of_request(request), show=tab)
        pages = max(1, ceil(len(found.rows) / PAGE_SIZE))
        here = min(max(page, 1), pages)
        rows = found.rows[(here - 1) * PAGE_SIZE : here * PAGE_SIZE]
        view = LedgerView(today=found.book.day, sighting_limit_days=found.unseen_days)
        context = {
            "rows": presenters.screen_rows(rows, columns, view),
            "columns": columns,
            "choices": presenters.column_choices(columns),
            "counts": counts(found.book.files, TABS),
            "households": len({row.household.key for _, row in found.rows}),
            "total": len(found.rows),
            "show": tab,
            "page": here,
            "pages": pages,
            "day": view.today,
            "now": clock.now(),
        }
        return Template("meetings/progress/ledger.html", context=context)

    @get("/ledger/columns", opt=needs(Permission.CASE_SEE))
    async def choose_columns(self, request: PageRequest) -> Template:
        """Which columns, in which order."""
        context = {"choices": presenters.column_choices(_columns(request)), "problems": {}}
        return Template("meetings/progress/columns.html", context=context)

    @post("/ledger/columns", opt=needs(Permission.CASE_SEE))
    async def keep_columns(self, request: PageRequest) -> Template | Redirect:
        """Keep the choice for this browser."""
        fields = await posted(request)
        try:
            kept = "" if fields.flag("usual") else ".".join(column.id for column in forms.columns_as_typed(fields))
        except Invalid as refused:
            choices = presenters.column_choices(_columns(request))
            context = {"choices": choices, "problems": refused.problems}
            return Template("meetings/progress/columns.html", context=context, status_code=422)
        answer = see_other("/ledger")
        answer.set_cookie(
            Cookie(
                key=COLUMNS_COOKIE, value=kept, path="/ledger", httponly=True, samesite="strict", max_age=COOKIE_SECONDS
            )
        )
        return answer

    @get("/ledger/rows/{case_id:uuid}", opt=needs(Permission.CASE_EDIT))
    async def edit_row(
        self, request: PageRequest, case_id: FromPath[UUID], cell: FromQuery[str] = "", done: FromQuery[str] = ""
    ) -> Template:
        """The form of a row; asked for by the page's script, the editor of one cell or the cell again."""
        file, row = await actions.ledger_row_of(scope_of_request(request), case_id, opened_by=actor_of(request))
        if cell not in forms.CELLS or not _by_script(request):
            typed = {name: presenters.cell_value(file.case, name) for name in forms.CELLS}
            return _row_form(file.case, typed, version=file.case.version)
        if done:
            view = LedgerView(today=clock.today())
            return _cell(file.case, presenters.screen_cell(row, presenters.column_of_cell(cell), view))
        return _editor(file.case, cell, presenters.cell_value(file.case, cell), version=file.case.version)

    @post("/ledger/rows/{case_id:uuid}", opt=needs(Permission.CASE_EDIT))
    async def save_row(self, request: PageRequest, case_id: FromPath[UUID]) -> Template | Redirect:
        """Save what was typed; somebody who was faster is shown beside it."""
        actor, fields = actor_of(request), await posted(request)
        file, _ = await actions.ledger_row_of(scope_of_request(request), case_id)
        cell = next((name for name in forms.CELLS if name in fields.typed), "") if _by_script(request) else ""
        try:
            undo = await actions.save_cells(actor, forms.cells_as_typed(fields, file.case, today=clock.today()))
        except Invalid as refused:
            return _again(file.case, cell, dict(fields.typed), problems=refused.problems, status=422)
        except Conflict:
            return _again(file.case, cell, dict(fields.typed), conflict=True, status=409)
        if cell:
            return await _saved_cell(request, undo, cell)
        flash = Flash("done", f"{file.case.number} を直しました。", undo_actions.undo_href(actor, undo))
        return see_other("/ledger", flash)

    @post("/ledger/paper", opt=needs(Permission.CASE_SEE))
    async def make_paper(self, request: PageRequest) -> Response[bytes] | Redirect:
        """PDF or Excel of the same rows, columns and order; a long list becomes a job."""
        fields = await posted(request)
        tab, columns = chosen(Show, fields.line("show")), _columns(request)
        kind: actions.Format = "xlsx" if fields.line("format") == "xlsx" else "pdf"
        made = await actions.order_file(actor_of(request), scope_of_request(request), kind, show=tab, columns=columns)
        if isinstance(made, bytes):
            media_type = PDF if kind == "pdf" else XLSX
            return download(made, name=actions.file_name(kind), media_type=media_type)
        return see_other(f"/jobs/{made.id}")


def _columns(request: PageRequest) -> tuple[LedgerColumn, ...]:
    return presenters.screen_columns(request.cookies.get(COLUMNS_COOKIE, ""))


def _by_script(request: PageRequest) -> bool:
    return request.headers.get("hx-request") == "true"


async def _saved_cell(request: PageRequest, undo: Undo, cell: str) -> Template:
    """The cell as it reads now, and the line with the way back."""
    file, row = await actions.ledger_row_of(scope_of_request(request), undo.case_id)
    shown = presenters.screen_cell(row, presenters.column_of_cell(cell), LedgerView(today=clock.today()))
    text = f"{file.case.number} の「{forms.CELLS[cell]}」を直しました。"
    href = undo_actions.undo_href(actor_of(request), undo, longest=LONGEST_WAY_ON_PAGE)
    return _cell(file.case, shown, said=text, undo_href=href)


def _cell(case: Case, cell: presenters.ScreenCell, *, said: str = "", undo_href: str | None = None) -> Template:
    context = {"case_id": case.id, "number": case.number, "cell": cell, "said": said, "undo_href": undo_href}
    return Template("meetings/progress/_saved_cell.html", context=context)


def _editor(case: Case, cell: str, typed: str, *, version: int, status: int = 200, **more: object) -> Template:
    context = {
        "case_id": case.id, "number": case.number, "name": cell, "label": forms.CELLS[cell], "typed": typed,
        "version": version, "theirs": "", "problem": "", "review": cell == forms.REVIEW, **more,
    }  # fmt: skip
    return Template("meetings/progress/_editor.html", context=context, status_code=status)


def _row_form(case: Case, typed: dict[str, str], *, version: int, status: int = 200, **more: object) -> Template:
    context = {
        "case": case, "typed": typed, "labels": forms.CELLS, "version": version, "problems": {}, "theirs": {}, **more
    }  # fmt: skip
    return Template("meetings/progress/row.html", context=context, status_code=status)


def _again(
    case: Case,
    cell: str,
    typed: dict[str, str],
    *,
    status: int,
    problems: dict[str, str] | None = None,
    conflict: bool = False,
) -> Template:
    """The same form with what was typed; after a conflict with the other's text beside it and the new version."""
    version = case.version if conflict else int(typed.get("version") or case.version)
    stored = {name: presenters.cell_value(case, name) for name in forms.CELLS}
    theirs = {name: stored[name] for name in forms.CELLS if conflict and typed.get(name, stored[name]) != stored[name]}
    found = problems or {}
    if cell:
        return _editor(
            case, cell, typed[cell], version=version, status=status, theirs=theirs.get(cell, ""), conflict=conflict,
            problem=found.get(cell, ""),
        )  # fmt: skip
    return _row_form(case, typed, version=version, status=status, problems=found, theirs=theirs)
