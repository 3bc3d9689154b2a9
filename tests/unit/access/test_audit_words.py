"""The audit record is read by people: every word the actions of meetings write into it has its Japanese one."""

import re
from pathlib import Path

from access.audit.presenters import VALUES, WORDS
from meetings.agenda.model import ItemKind

SOURCE = Path(__file__).parents[3] / "src"
WRITTEN = re.compile(r'AuditEvent\.\w+\([^()]*?\b(?:what|page)="([^"]+)"|_audit\(actor, meeting_id, "([^"]+)"\)')


def test_what_was_done_and_which_page_was_opened_is_said_in_japanese() -> None:
    texts = [file.read_text() for file in SOURCE.rglob("*.py")]
    written = {word for text in texts for found in WRITTEN.findall(text) for word in found if word}
    assert {"order accepted", "repair proposed", "suggestions", "arrangement"} <= written
    assert written - VALUES.keys() == set()
    assert {kind.value for kind in ItemKind} - {ItemKind.FORMAL.value} <= VALUES.keys()
    assert {"what", "page", "told", "pace"} <= WORDS.keys()
