"""Which long work exists: each feature offers its jobs, the worker runs them."""

from collections.abc import Awaitable, Callable, Mapping

from core.database import CouncilId
from core.jobs import Job, JobResult

Report = Callable[[int, int], Awaitable[None]]
JobFunction = Callable[[CouncilId, Job, Report], Awaitable[JobResult | None]]

JOBS: Mapping[str, JobFunction] = {}
