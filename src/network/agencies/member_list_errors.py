"""Why a member list cannot be taken."""

from collections.abc import Sequence

from core.errors import Invalid


class NoMembersFound(Invalid):
    """The file holds no name of an agency."""

    message = "機関の名称が見つかりませんでした。構成機関の一覧のファイルか、たしかめてください。"


class LooksLikeCases(Invalid):
    """A list of children was chosen instead of a list of agencies."""

    message = "ケースの一覧のようです。ここでは構成機関の一覧を選んでください。ファイルは保存していません。"


class NotAMemberList(Invalid):
    """JSON that is damaged or of another shape."""

    message = "構成機関の一覧として読めないJSONです。municipality と members のある形にしてください。"


class MunicipalityNotInList(Invalid):
    """The municipality asked for is not among those of the file."""

    def __init__(self, municipality: str, found: Sequence[str]) -> None:
        super().__init__(
            f"「{municipality}」はこのファイルにありません。ファイルにある自治体: {'、'.join(found) or 'なし'}"
        )
