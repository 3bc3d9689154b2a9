"""Whether a row of a 要綱別表 names one agency or, as a 総称, several (「町内各保育所」).

Told by words only; a person decides. A 総称 becomes a row of the 別表 without an agency, to be filled there.
"""

import re

from core.text import clean_line
from network.agencies.agency_kind import AgencyKind
from network.agencies.recognition_text import HEADS, office, parts, plain, without_dots

SEVERAL_OF_A_KIND = frozenset(
    {
        "school",
        "elementary_school",
        "junior_high_school",
        "high_school",
        "nursery",
        "kindergarten",
        "certified_kodomoen",
        "community_childcare",
        "after_school_club",
        "medical_institution",
    }
)
"""Kinds of which a municipality has several: the bare name of one means all of them."""
_OF_THE_AREA = re.compile(r"^(?:[市町村区県都道府]?内の?|[市町村区県]立の?|[公私]立の?)")
_ALL_OF_THEM = re.compile(r"各|(?:関係機関|関係者|関係団体|機関)$|(?:その他|必要と認め)|等$")


def is_general(name: str, kind: AgencyKind | None) -> bool:
    """Whether the name stands for several agencies."""
    text = plain(name)
    if kind is not None and kind.code not in SEVERAL_OF_A_KIND:
        return kind.code == "other" and _ALL_OF_THEM.search(text) is not None
    if _ALL_OF_THEM.search(text) or (kind is not None and _OF_THE_AREA.match(text)):
        return True
    if kind is None:
        return False
    bare = without_dots(office(text))
    return len(parts(text)) > 1 or bare in {without_dots(plain(each)) for each in (kind.label, *kind.aliases)}


def agency_named(written: str) -> str:
    """The agency of a 職名: 飯田児童相談所 for 飯田児童相談所長; other names as they are written."""
    return HEADS.sub("", clean_line(written))
