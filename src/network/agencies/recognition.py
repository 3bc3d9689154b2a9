"""The kind of an agency told from the name a council writes, with a proposal for its 守秘区分.

What is not recognised is asked, never guessed: the kind is None and the reason says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from network.agencies.agency_kind import AgencyKind
from network.agencies.guidance_center_names import guidance_center_owner, is_prefectural_health_center, local_name
from network.agencies.kinds import KINDS
from network.agencies.recognition_departments import department_reading, is_municipal_heading
from network.agencies.recognition_text import found, office, parts, plain, remark, without_dots, without_parentheses
from network.agencies.recognition_words import LAST, ORGANISATIONS
from network.agencies.secrecy_classes import secrecy_class_of

SCHOOLS = {"school", "elementary_school", "junior_high_school", "compulsory_education_school", "high_school"}
HOSTS = {
    "police",
    "child_guidance_center",
    "public_health_center",
    "prefectural_health_welfare_office",
    "regional_bureau",
    "board_of_education",
    "social_welfare_council",
    "medical_institution",
    "legal_affairs_bureau",
    "family_court",
    "fire_department",
}
"""Organisations whose heading in a list says where a bare department below it belongs."""
CODES = {kind.code for kind in KINDS}
FACILITY_ENDING = re.compile("(?:園|荘|寮|苑|ホーム|の家)$")
KIND_REMARKS = ((r"\([^()]*児童相談所\)", "child_guidance_center"), (r"\([^()]*保健所\)", "public_health_center"))
"""Remarks in parentheses that outweigh the name before them."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a name was taken for; `kind` None means a person has to choose. The reason is one Japanese sentence."""

    kind: AgencyKind | None
    secrecy_class: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A kind's code and the words that told it; `department` for a bare 課."""

    code: str
    told_by: str
    department: bool = False


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a name in its list, and the kinds to choose from."""

    municipality: str | None
    group: str | None
    role: str | None
    kinds: Sequence[AgencyKind]


def recognise(
    name: str,
    *,
    municipality: str | None = None,
    group: str | None = None,
    role: str | None = None,
    kinds: Sequence[AgencyKind] = KINDS,
) -> Recognition:
    """Kind and 守秘区分 of an agency, a 職名 or a 総称 as it is written in a member list.

    The heading above it (group) and the 職名 beside it (role) are asked when the name alone does not tell.
    """
    text = plain(name)
    around = Surroundings(municipality, group, role, kinds)
    reading = _by_name(text, around) or _by_role(around) or _by_heading(text, around)
    kind = next((kind for kind in kinds if reading and kind.code == reading.code), None)
    if reading is None or kind is None:
        return Recognition(None, None, f"「{name.strip()}」の種別は名称からは決められないため、選んでください。")
    secrecy_class, ground = secrecy_class_of(text, kind)
    told_by = "名称" if reading.told_by == f"名称の「{kind.label}」" else reading.told_by
    return Recognition(kind, secrecy_class, f"{told_by}から「{kind.label}」と読み、{ground}。")


def _by_name(text: str, around: Surroundings) -> Reading | None:
    if owner := guidance_center_owner(text, around.municipality):
        return Reading("child_guidance_center", f"{owner}の児童相談所の名称であること")
    head = without_parentheses(text) or text
    reading = (
        _exact(text, around.kinds)
        or _by_words(text, KIND_REMARKS)
        or _several(head, around)
        or _single(head, around)
        or _single(remark(text), around)
    )
    return _under_host(reading, around.group) or reading


def _by_role(around: Surroundings) -> Reading | None:
    """The kind by the 職名 beside the name."""
    beside = Surroundings(around.municipality, None, None, around.kinds)
    reading = _by_name(plain(around.role), beside) if around.role else None
    return Reading(reading.code, f"職名の「{around.role}」") if reading else None


def _by_heading(text: str, around: Surroundings) -> Reading | None:
    """The kind a heading of one kind gives to the names below it; a mixed one only tells a 福祉施設 by its ending."""
    if not around.group:
        return None
    heading = plain(around.group)
    told_by = f"区分の「{around.group}」"
    if len(parts(heading)) > 1:
        is_facility = "福祉" in heading and FACILITY_ENDING.search(text)
        return Reading("welfare_corporation", told_by) if is_facility else None
    reading = _exact(heading, around.kinds) or _by_words(heading, ORGANISATIONS)
    return Reading(reading.code, told_by) if reading and reading.code != "other" else None


def _exact(text: str, kinds: Sequence[AgencyKind]) -> Reading | None:
    """A name that is a kind's own label or alias, or contains one of a kind the council added."""
    joined = without_dots(text)
    for kind in kinds:
        names = _names_of(kind)
        if joined in names or (kind.code not in CODES and any(name and name in joined for name in names)):
            return Reading(kind.code, f"名称の「{text}」")
    return None


@lru_cache(maxsize=1000)
def _names_of(kind: AgencyKind) -> tuple[str, ...]:
    return tuple(without_dots(plain(name)) for name in (kind.label, *kind.aliases))


def _several(text: str, around: Surroundings) -> Reading | None:
    """小学校長及び中学校長: schools together are 学校, otherwise the first one counts."""
    pieces = parts(text)
    readings = [_exact(piece, around.kinds) or _organisation(piece, around.municipality) for piece in pieces]
    codes = [reading.code for reading in readings if reading]
    one_kind = len(set(codes)) <= 1
    if one_kind or len(codes) < len(pieces) or _is_one_association(pieces):
        return None
    told_by = "、".join(f"「{piece}」" for piece in pieces)
    if set(codes) <= SCHOOLS:
        return Reading("school", f"{told_by}を合わせた書き方")
    return Reading(codes[0], f"{told_by}が並ぶうち最初の名称")


def _is_one_association(pieces: Sequence[str]) -> bool:
    """小・中学校長会 is one 会 of several; 医師会・歯科医師会 are two."""
    ends = [office(piece).endswith("会") or piece.endswith("会長") for piece in pieces]
    return len(ends) > 1 and ends[-1] and not any(ends[:-1])


def _single(text: str, around: Surroundings) -> Reading | None:
    if not text:
        return None
    joined = without_dots(text)
    local = _without_place(joined, around.municipality)
    return (
        _exact(office(joined), around.kinds)
        or _exact(local, around.kinds)
        or _organisation(joined, around.municipality)
        or _department(joined, local, around.group)
        or _by_words(joined, LAST)
    )


def _without_place(text: str, municipality: str | None) -> str:
    return office(text.removeprefix(municipality or "").removeprefix(local_name(municipality) or ""))


def _organisation(text: str, municipality: str | None) -> Reading | None:
    if text.endswith("区長") and "行政区" not in text:
        return _ward_head(text, municipality or "")
    if is_prefectural_health_center(text, municipality):
        return Reading("prefectural_health_welfare_office", f"名称の「{text}」")
    return _by_words(text, ORGANISATIONS)


def _ward_head(text: str, municipality: str) -> Reading | None:
    """区長 heads a 特別区, but a neighbourhood in a 町 or 村; in a 市 it may be either."""
    if municipality.endswith("区"):
        return Reading("head_of_municipality", f"名称の「{text}」")
    return Reading("neighbourhood_association", f"名称の「{text}」") if municipality.endswith(("町", "村")) else None


def _department(text: str, local: str, group: str | None) -> Reading | None:
    """A 庁内部局, or the municipality itself when nothing but its name is written."""
    if not local:
        return Reading("municipal_department", f"名称の「{text}」", department=True)
    told = department_reading(local, municipal_heading=is_municipal_heading(group))
    return Reading(told[0], f"名称の「{told[1]}」", department=True) if told else None


def _by_words(text: str, words: Sequence[tuple[str, str]]) -> Reading | None:
    """The first row of a table that stands in the text or in the office it names."""
    named = office(text)
    for word, code in words:
        if piece := found(word, text) or found(word, named):
            return Reading(code, f"名称の「{piece}」")
    return None


def _under_host(reading: Reading | None, group: str | None) -> Reading | None:
    """A bare 課 below the heading of a police station or another host belongs to the host."""
    if reading is None or not reading.department or group is None:
        return None
    host = _by_words(without_dots(plain(group)), ORGANISATIONS)
    return Reading(host.code, f"区分の「{group}」") if host and host.code in HOSTS else None
