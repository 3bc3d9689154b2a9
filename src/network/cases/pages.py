"""Registering, correcting and ending a case. What a case looks like is in `web.case_pages`."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from access.acting import actor_of, scope_of_request
from access.permissions.model import Actor, Permission
from access.permissions.rules import needs
from core import clock
from core.calendar import wareki_short
from core.errors import Conflict, Invalid
from core.pages import Flash, PageRequest, posted, see_other
from network.cases import actions, forms, presenters, undo_actions
from network.cases.model import (
    AbuseKind,
    CaseKind,
    ClosingReason,
    CounsellingKind,
    ReviewRank,
    Severity,
)
from network.cases.undoing import Undo
from network.cases.words import CodeWords


class CaseFormPages(Controller):
    """/cases/new, /cases/{id}/edit, /household, /close, /birth, /address, /undo."""

    @get("/cases/new", opt=needs(Permission.CASE_EDIT))
    async def new_case(self, request: PageRequest, household: FromQuery[str] = "") -> Template:
        """The form of a new case, joined to a household when it comes from a sibling's page."""
        today = wareki_short(clock.today())
        return await _registration(request, {"household_id": household, "accepted_on": today, "what": "child"})

    @post("/cases/new", opt=needs(Permission.CASE_EDIT))
    async def register(self, request: PageRequest) -> Template | Redirect:
        """ケースを登録する."""
        actor, fields = actor_of(request), await posted(request)
        try:
            undo = await actions.register(actor, forms.new_case(fields, today=clock.today()))
        except Invalid as refused:
            return await _registration(request, dict(fields.typed), refused.problems)
        return see_other(f"/cases/{undo.case_id}", done(actor, "ケースを登録しました。", undo))

    @get("/cases/{case_id:uuid}/edit", opt=needs(Permission.CASE_EDIT))
    async def edit_form(self, request: PageRequest, case_id: FromPath[UUID]) -> Template:
        """The form of all fields."""
        found = await actions.case_to_edit(scope_of_request(request), case_id, opened_by=actor_of(request))
        abuse = [kind.value for kind in found.case.abuse_kinds]
        return _edit(found, presenters.case_fields(found.case), abuse)

    @post("/cases/{case_id:uuid}/edit", opt=needs(Permission.CASE_EDIT))
    async def save(self, request: PageRequest, case_id: FromPath[UUID]) -> Template | Redirect:
        """Save; somebody who was faster is shown beside what was typed."""
        actor, fields = actor_of(request), await posted(request)
        found = await actions.case_to_edit(scope_of_request(request), case_id)
        typed, abuse = dict(fields.typed), list(fields.many("abuse_kinds"))
        try:
            undo = await actions.save_case(actor, forms.case_as_typed(fields, found.case, today=clock.today()))
        except Invalid as refused:
            return _edit(found, typed, abuse, problems=refused.problems, status=422)
        except Conflict:
            theirs = (await actions.case_to_edit(scope_of_request(request), case_id)).case
            typed["version"], mine = str(theirs.version), forms.case_as_typed(fields, found.case, today=clock.today())
            return _edit(found, typed, abuse, differences=presenters.case_differences(mine, theirs), status=409)
        return see_other(f"/cases/{case_id}", done(actor, "ケースを直しました。", undo))

    @get("/cases/{case_id:uuid}/household", opt=needs(Permission.CASE_EDIT))
    async def household_form(self, request: PageRequest, case_id: FromPath[UUID]) -> Template:
        """The form of the household."""
        found = await actions.case_to_edit(scope_of_request(request), case_id, opened_by=actor_of(request))
        return _household(found, presenters.household_fields(found.household))

    @post("/cases/{case_id:uuid}/household", opt=needs(Permission.CASE_EDIT))
    async def save_household(self, request: PageRequest, case_id: FromPath[UUID]) -> Template | Redirect:
        """Save the household; the same with somebody who was faster."""
        actor, fields = actor_of(request), await posted(request)
        found = await actions.case_to_edit(scope_of_request(request), case_id)
        typed = dict(fields.typed)
        try:
            undo = await actions.save_household(
                actor, forms.household_as_typed(fields, found.household), case_id=case_id
            )
        except Invalid as refused:
            return _household(found, typed, problems=refused.problems, status=422)
        except Conflict:
            theirs = (await actions.case_to_edit(scope_of_request(request), case_id)).household
            typed["version"], mine = str(theirs.version), forms.household_as_typed(fields, found.household)
            return _household(found, typed, differences=presenters.household_differences(mine, theirs), status=409)
        return see_other(f"/cases/{case_id}", done(actor, "世帯を直しました。", undo))

    @get("/cases/{case_id:uuid}/close", opt=needs(Permission.CASE_EDIT))
    async def closing_form(self, request: PageRequest, case_id: FromPath[UUID]) -> Template:
        """Why and when the case ends."""
        found = await actions.case_to_edit(scope_of_request(request), case_id)
        typed = {"closed_on": wareki_short(clock.today()), "version": str(found.case.version)}
        return _page("close", found, typed)

    @post("/cases/{case_id:uuid}/close", opt=needs(Permission.CASE_EDIT))
    async def close(self, request: PageRequest, case_id: FromPath[UUID]) -> Template | Redirect:
        """End the case."""
        actor, fields = actor_of(request), await posted(request)
        try:
            closing = forms.closing(fields, today=clock.today())
            undo = await actions.close(actor, case_id, closing, version=forms.version_read(fields))
        except Invalid as refused:
            found = await actions.case_to_edit(scope_of_request(request), case_id)
            return _page("close", found, dict(fields.typed), problems=refused.problems, status=422)
        return see_other(f"/cases/{case_id}", done(actor, "ケースを終えました。", undo))

    @post("/cases/{case_id:uuid}/reopen", opt=needs(Permission.CASE_EDIT))
    async def reopen(self, request: PageRequest, case_id: FromPath[UUID]) -> Redirect:
        """Take the case up again."""
        actor, fields = actor_of(request), await posted(request)
        undo = await actions.reopen(actor, case_id, version=forms.version_read(fields))
        return see_other(f"/cases/{case_id}", done(actor, "ケースをもう一度はじめました。", undo))

    @get("/cases/{case_id:uuid}/birth", opt=needs(Permission.CASE_EDIT))
    async def birth_form(self, request: PageRequest, case_id: FromPath[UUID]) -> Template:
        """The child of a pregnancy."""
        found = await actions.case_to_edit(scope_of_request(request), case_id)
        return _page("birth", found, {"version": str(found.case.version), "case_kind": CaseKind.SUPPORT.value})

    @post("/cases/{case_id:uuid}/birth", opt=needs(Permission.CASE_EDIT))
    async def record_birth(self, request: PageRequest, case_id: FromPath[UUID]) -> Template | Redirect:
        """The pregnancy becomes a child's case."""
        actor, fields = actor_of(request), await posted(request)
        try:
            birth = forms.birth(fields, today=clock.today())
            undo = await actions.record_birth(actor, case_id, birth, version=forms.version_read(fields))
        except Invalid as refused:
            found = await actions.case_to_edit(scope_of_request(request), case_id)
            return _page("birth", found, dict(fields.typed), problems=refused.problems, status=422)
        return see_other(f"/cases/{case_id}", done(actor, "子どものケースにしました。", undo))

    @get("/cases/{case_id:uuid}/address", opt=needs(Permission.CASE_SEE))
    async def address_form(self, request: PageRequest, case_id: FromPath[UUID]) -> Template:
        """Why the hidden address is needed."""
        return _page("address", await actions.case_to_edit(scope_of_request(request), case_id), {})

    @post("/cases/{case_id:uuid}/address", opt=needs(Permission.CASE_SEE))
    async def reveal_address(self, request: PageRequest, case_id: FromPath[UUID]) -> Template:
        """The address on this one screen; the reason is recorded."""
        actor, fields = actor_of(request), await posted(request)
        found = await actions.case_to_edit(scope_of_request(request), case_id)
        try:
            household = await actions.reveal_address(actor, case_id, reason=forms.reason_to_look(fields))
        except Invalid as refused:
            return _page("address", found, dict(fields.typed), problems=refused.problems, status=422)
        return _page("address", found, {}, revealed=household)

    @post("/cases/{case_id:uuid}/undo", opt=needs(Permission.CASE_EDIT))
    async def undo(self, request: PageRequest, case_id: FromPath[UUID], way: FromQuery[str] = "") -> Redirect:
        """元に戻す."""
        undone = await undo_actions.take_back(actor_of(request), case_id, way)
        return see_other(undone.back, Flash("done", undone.said))


def offered(words: CodeWords) -> dict[str, object]:
    """What the fields of the forms offer, in the council's words."""
    return {
        "all_case_kinds": words.options(CaseKind),
        "case_kinds": words.options(kind for kind in CaseKind if kind is not CaseKind.PREGNANCY),
        "abuse_kinds": words.options(AbuseKind),
        "counselling_kinds": words.options(CounsellingKind),
        "severities": words.options(Severity),
        "ranks": words.options(ReviewRank),
        "closing_reasons": words.options(reason for reason in ClosingReason if reason is not ClosingReason.BORN),
        "sexes": forms.SEXES,
        "proposals": forms.PROPOSALS,
        "labels": presenters.CASE_LABELS | presenters.HOUSEHOLD_LABELS,
    }


def done(actor: Actor, text: str, undo: Undo) -> Flash:
    """What was done, with the way back."""
    return Flash("done", text, undo_actions.undo_href(actor, undo))


async def _registration(
    request: PageRequest, typed: dict[str, str], problems: dict[str, str] | None = None
) -> Template:
    choices = await actions.choices(scope_of_request(request))
    context = {"typed": typed, "problems": problems or {}, "choices": choices, **offered(choices.words)}
    return Template("network/cases/new.html", context=context, status_code=422 if problems else 200)


def _edit(
    found: actions.CaseToEdit, typed: dict[str, str], abuse: list[str], *, status: int = 200, **more: object
) -> Template:
    return _page("edit", found, typed, status=status, abuse=abuse, **more)


def _household(found: actions.CaseToEdit, typed: dict[str, str], *, status: int = 200, **more: object) -> Template:
    return _page("household", found, typed, status=status, **more)


def _page(
    name: str, found: actions.CaseToEdit, typed: dict[str, str], *, status: int = 200, **more: object
) -> Template:
    context = {"problems": {}, "differences": [], "revealed": None, **more}
    facts = {
        "case": found.case,
        "household": found.household,
        "typed": typed,
        "today": clock.today(),
        **offered(found.words),
    }
    return Template(f"network/cases/{name}.html", context={**facts, **context}, status_code=status)
