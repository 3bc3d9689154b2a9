"""What can go wrong while a meeting is prepared."""

from core.errors import Invalid, NotFound


class NoSuchMeeting(NotFound):
    """No such meeting for this person."""


class MeetingOver(Invalid):
    """The meeting runs, is over or was called off: its frame is fixed."""

    message = "この会議は、始まったか、終わったか、中止になっています。ここでは変えられません。"


class SubstituteRefused(Invalid):
    """A 3号 member comes in person only."""

    def __init__(self, name: str) -> None:
        super().__init__(
            problems={
                "reply": f"{name}は3号（本人だけが守秘義務を負う）ので、代理の方は出席できません。"
                "欠席とし、様子を電話で聞いてください。"
            }
        )


class ReplyTooLate(Invalid):
    """The agency answers after the meeting began."""

    message = "会議が始まったあとは、ここでは返事を変えられません。調整機関へ電話してください。"
