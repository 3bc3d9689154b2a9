"""/meetings/{id}/suggestions: which households can best wait when the agenda is too full."""

from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Template

from access.acting import actor_of
from access.permissions.model import Permission
from access.permissions.rules import needs
from core.errors import Invalid
from core.pages import Flash, PageRequest, posted, see_other
from meetings.agenda.model import ItemKind
from meetings.agenda.presenters import SIDE_WORDS
from meetings.agenda.rules import individual
from meetings.scheduling.presenters import meeting_steps, where_words
from meetings.scheduling.rules import PREPARED
from meetings.suggestions import actions
from meetings.suggestions.forms import read_stood, written
from meetings.suggestions.presenters import put_off_words, suggestion_view

ALREADY_THERE = "もうそのようにしてあります。何も変えていません。"


class SuggestionPages(Controller):
    """The households that can wait, and putting them off."""

    path = "/meetings/{meeting_id:uuid}/suggestions"

    @get("/", opt=needs(Permission.MEETING_SEE))
    async def show(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Template:
        """減らす案."""
        facts, found = await actions.suggested(actor_of(request), meeting_id)
        context = {
            "meeting": facts.meeting,
            "where": where_words(facts.meeting),
            "steps_list": meeting_steps(facts.meeting, facts.invitees, "議題と順番"),
            "view": suggestion_view(facts, found),
            "discussed": bool(individual(facts.items)),
            "open": facts.meeting.state in PREPARED,
        }
        return Template("meetings/suggestions/suggestions.html", context=context)

    @post("/", opt=needs(Permission.MEETING_PREPARE))
    async def set_aside(self, request: PageRequest, meeting_id: FromPath[UUID]) -> Redirect:
        """次回へ or 一括へ, one household or all that are proposed."""
        fields = await posted(request)
        item_ids = fields.identities("item")
        kind = fields.choice("to", ItemKind, required="行き先を選んでください。")
        fields.check()
        if not item_ids or kind not in {ItemKind.NEXT, ItemKind.BLOCK}:
            raise Invalid
        stood = await actions.set_aside(actor_of(request), meeting_id, item_ids, kind)
        if not stood:
            return see_other(f"/meetings/{meeting_id}/suggestions", Flash("check", ALREADY_THERE))
        said = put_off_words(len(stood)) if kind is ItemKind.NEXT else SIDE_WORDS[kind]
        undo = f"/meetings/{meeting_id}/suggestions/undo?stood={written(stood)}"
        return see_other(f"/meetings/{meeting_id}/suggestions", Flash("done", said, undo))

    @post("/undo", opt=needs(Permission.MEETING_PREPARE))
    async def bring_back(self, request: PageRequest, meeting_id: FromPath[UUID], stood: FromQuery[str]) -> Redirect:
        """Discussed individually again, where they stood."""
        await actions.bring_back(actor_of(request), meeting_id, read_stood(stood))
        return see_other(f"/meetings/{meeting_id}/suggestions", Flash("done", "元に戻しました。"))
