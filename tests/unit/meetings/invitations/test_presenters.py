"""What should be known before times are confirmed."""

from dataclasses import replace
from datetime import time

from meetings.invitations.actions import Confirmation
from meetings.invitations.presenters import remarks
from tests.unit.meetings.preparation_samples import facts


def confirmation(ends: time) -> Confirmation:
    found = facts()
    meeting = replace(found.meeting, ends=ends)
    return Confirmation(facts=replace(found, meeting=meeting), obstacles=(), changes=(), tellings={})


def test_an_agenda_that_does_not_fit_its_frame_is_said_before_anything_leaves() -> None:
    late = facts().meeting.starts
    assert any(
        "までに終わりません" in sentence for sentence in remarks(confirmation(late.replace(minute=late.minute + 5)))
    )
    assert not any("までに終わりません" in sentence for sentence in remarks(confirmation(time(23))))
