"""What can go wrong when somebody is to act for an agency."""

from core.errors import Invalid


class AgencyNeeded(Invalid):
    """A member's account must belong to an agency, or it would see nothing."""

    def __init__(self) -> None:
        super().__init__(problems={"agency_id": "構成機関の人は、機関を選んでください。"})
