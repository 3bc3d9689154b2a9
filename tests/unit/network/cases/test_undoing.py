from dataclasses import replace

import msgspec

from core.undoing import Added, as_it_was, restored
from network.cases.model import AbuseKind, Severity
from network.cases.undoing import Undo
from tests.unit.network.cases.case_samples import CENTER, TODAY, a_case, a_linkage


def test_only_what_differs_travels() -> None:
    old = a_case()
    new = replace(old, affiliation="汐見北小学校", severity=Severity.SEVERE)
    before = as_it_was("case", old, new)
    assert before.values == {"affiliation": "", "severity": None}
    assert before.version == 2


def test_restoring_gives_the_old_record_at_the_present_version() -> None:
    old = a_case(abuse_kinds=(AbuseKind.NEGLECT,), next_review_on=TODAY)
    new = replace(old, abuse_kinds=(), next_review_on=None, situation="新しい文")
    assert restored(replace(new, version=2), as_it_was("case", old, new)) == replace(old, version=2)


def test_the_way_back_survives_its_journey() -> None:
    old = a_linkage(1, CENTER)
    undo = Undo(
        case_id=old.case_id,
        said="戻しました。",
        back="/cases",
        before=(as_it_was("linkage", old, replace(old, until=TODAY)),),
        added=(Added(record="linkage", id=old.id),),
    )
    assert msgspec.convert(msgspec.json.decode(msgspec.json.encode(undo)), Undo) == undo
