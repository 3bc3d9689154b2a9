"""Which council a command means: the only one, or the one named by --council."""

from access.councils import actions as councils
from core.database import CouncilId
from core.errors import DomainError


class NoCouncil(DomainError):
    """The data folder holds none yet."""

    message = "協議会がまだありません。「entaku init」でつくってください。"


class WhichCouncil(DomainError):
    """Several councils, or none of that name."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(f"--council に協議会の名称を入れてください。あるのは: {'、'.join(names)}")


async def chosen_council(name: str | None) -> CouncilId:
    """The council's id. Raises NoCouncil, WhichCouncil."""
    known = await councils.councils()
    if not known:
        raise NoCouncil
    fitting = [council_id for council_id, council_name, _demo in known if name is None or name == council_name]
    if len(fitting) != 1:
        raise WhichCouncil([council_name for _id, council_name, _demo in known])
    return fitting[0]
