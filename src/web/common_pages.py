"""Small pages of the shell itself: folding the rail, echoing a date, progress of long work."""

import asyncio
import base64
from collections.abc import AsyncIterator
from uuid import UUID

import msgspec
from litestar import Controller, MediaType, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect, Response, ServerSentEvent, Template

from access.accounts import store as accounts
from access.acting import actor_of
from access.permissions.model import Actor, Permission
from access.permissions.rules import needs
from core import calendar, clock, jobs
from core.database import transaction
from core.errors import NotFound
from core.pages import PageRequest, download, posted, see_other
from core.written_dates import date_message, read_date

POLL_SECONDS = 0.7


class CommonPages(Controller):
    """Pages at /rail, /dates/echo, /jobs/… and /health."""

    @get("/health", opt=needs(Permission.PUBLIC))
    async def health(self) -> str:
        """For monitors: the process answers."""
        return "ok"

    @post("/rail", opt=needs(Permission.SIGNED_IN))
    async def fold_rail(self, request: PageRequest) -> Redirect:
        """Remember whether the rail is folded."""
        actor, fields = actor_of(request), await posted(request)
        async with transaction(actor.council):
            await accounts.set_preference(actor.account_id, "rail_folded", fields.line("folded") == "yes")
        return see_other("/")

    @get("/dates/echo", opt=needs(Permission.SIGNED_IN))
    async def echo_date(self, text: FromQuery[str] = "", expects: FromQuery[str] = "any") -> Response[str]:
        """How a typed date is understood, and what that day is."""
        if not text.strip():
            return Response("", media_type=MediaType.TEXT)
        today = clock.today()
        reading = read_date(
            text, near=today, expects="past" if expects == "past" else "future" if expects == "future" else "any"
        )
        if reading.value is None:
            return Response(date_message(text, reading), status_code=422, media_type=MediaType.TEXT)
        holiday = calendar.holiday_name(reading.value)
        said = calendar.wareki_long(reading.value) + (f" {holiday}" if holiday else "")
        return Response(said, media_type=MediaType.TEXT)

    @get("/jobs/{job_id:uuid}", opt=needs(Permission.SIGNED_IN))
    async def show_job(self, request: PageRequest, job_id: FromPath[UUID]) -> Template:
        """The bar of one's own job."""
        return Template("web/job.html", context={"job": await _own_job(actor_of(request), job_id)})

    @get("/jobs/{job_id:uuid}/events", opt=needs(Permission.SIGNED_IN))
    async def job_events(self, request: PageRequest, job_id: FromPath[UUID]) -> ServerSentEvent:
        """The bar as it moves."""
        actor = actor_of(request)
        await _own_job(actor, job_id)  # a stream that has begun can no longer answer 404
        return ServerSentEvent(_events(actor, job_id))

    @post("/jobs/{job_id:uuid}/stop", opt=needs(Permission.SIGNED_IN))
    async def stop_job(self, request: PageRequest, job_id: FromPath[UUID]) -> Redirect:
        """とめる."""
        actor = actor_of(request)
        async with transaction(actor.council):
            await jobs.ask_to_stop(job_id, account_id=actor.account_id)
        return see_other(f"/jobs/{job_id}")

    @get("/jobs/{job_id:uuid}/result", opt=needs(Permission.SIGNED_IN))
    async def job_result(self, request: PageRequest, job_id: FromPath[UUID]) -> Response[bytes]:
        """The file a job made."""
        job = await _own_job(actor_of(request), job_id)
        if job.result is None:
            raise NotFound
        data = base64.b64decode(job.result)
        media_type = "application/pdf" if job.result_name.endswith(".pdf") else "application/octet-stream"
        return download(data, name=job.result_name, media_type=media_type)


async def _own_job(actor: Actor, job_id: UUID) -> jobs.Job:
    async with transaction(actor.council):
        return await jobs.job(job_id, account_id=actor.account_id)


async def _events(actor: Actor, job_id: UUID) -> AsyncIterator[str]:
    while True:
        job = await _own_job(actor, job_id)
        said = {"done": job.done, "total": job.total, "ended": job.ended, "said": job.message}
        yield msgspec.json.encode(said).decode()
        if job.ended:
            return
        await asyncio.sleep(POLL_SECONDS)
