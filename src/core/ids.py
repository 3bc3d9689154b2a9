"""The one id that everything carries."""

from typing import NewType
from uuid import UUID

CouncilId = NewType("CouncilId", UUID)
"""Which council (tenant) a record belongs to."""
