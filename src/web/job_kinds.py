"""Which long work exists: each feature offers its jobs, the worker runs them."""

from collections.abc import Awaitable, Callable, Collection, Mapping

from core.database import CouncilId
from core.jobs import Job, JobResult, Report
from meetings.arrangements import actions as arrangements
from meetings.divisions import actions as divisions
from meetings.invitations import paper_actions
from meetings.progress import actions as progress
from meetings.repairs import actions as repairs
from meetings.rule_costs import actions as rule_costs
from network.imports import actions as imports

JobFunction = Callable[[CouncilId, Job, Report], Awaitable[JobResult | None]]

JOBS: Mapping[str, JobFunction] = {
    **progress.JOBS,
    **paper_actions.JOBS,
    **arrangements.JOBS,
    **divisions.JOBS,
    **repairs.JOBS,
    **rule_costs.JOBS,
    **imports.JOBS,
}
PAPERS: Collection[str] = {*progress.JOBS, *paper_actions.JOBS}
"""What is only drawn from what is there: a person waits for it, and it may be done while something else goes on."""
