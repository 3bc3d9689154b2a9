"""Which long work exists: each feature offers its jobs, the worker runs them."""

from collections.abc import Awaitable, Callable, Mapping

from core.database import CouncilId
from core.jobs import Job, JobResult, Report
from meetings.arrangements import actions as arrangements
from meetings.divisions import actions as divisions
from meetings.invitations import paper_actions
from meetings.progress import actions as progress
from meetings.repairs import actions as repairs
from network.imports import actions as imports

JobFunction = Callable[[CouncilId, Job, Report], Awaitable[JobResult | None]]

JOBS: Mapping[str, JobFunction] = {
    **progress.JOBS,
    **paper_actions.JOBS,
    **arrangements.JOBS,
    **divisions.JOBS,
    **repairs.JOBS,
    **imports.JOBS,
}
