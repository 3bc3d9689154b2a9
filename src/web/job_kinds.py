"""Which long work exists: each feature offers its jobs, the worker runs them."""

from collections.abc import Awaitable, Callable, Mapping

from core.database import CouncilId
from core.jobs import Job, JobResult
from meetings.invitations import paper_actions
from meetings.progress import actions as progress
from network.imports import actions as imports

Report = Callable[[int, int], Awaitable[None]]
JobFunction = Callable[[CouncilId, Job, Report], Awaitable[JobResult | None]]

JOBS: Mapping[str, JobFunction] = {**progress.JOBS, **paper_actions.JOBS, **imports.JOBS}
