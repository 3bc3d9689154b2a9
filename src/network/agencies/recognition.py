"""The kind of an agency told from the name a council writes, with a proposal for its 守秘区分.

What is not recognised is asked, never guessed: the kind is None and the reason says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from network.agencies.agency_kind import AgencyKind
from network.agencies.guidance_center_names import guidance_center_owner, local_name
from network.agencies.kinds import KINDS
from network.agencies.recognition_departments import department_reading, is_municipal_heading
from network.agencies.recognition_text import (
    found,
    office,
    parts,
    plain,
    without_dots,
    without_parentheses,
)
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
    reading = _reading(text, municipality, group, kinds) or _reading_beside(role, group, municipality, kinds)
    kind = next((kind for kind in kinds if reading and kind.code == reading.code), None)
    if reading is None or kind is None:
        return Recognition(None, None, f"「{name.strip()}」の種別は名称からは決められないため、選んでください。")
    secrecy_class, ground = secrecy_class_of(text, kind)
    return Recognition(kind, secrecy_class, f"{reading.told_by}から「{kind.label}」と読み、{ground}。")


def _reading(text: str, municipality: str | None, group: str | None, kinds: Sequence[AgencyKind]) -> Reading | None:
    if owner := guidance_center_owner(text, municipality):
        return Reading("child_guidance_center", f"{owner}の児童相談所の名称であること")
    head = without_parentheses(text) or text
    reading = (
        _exact(text, kinds)
        or _remark(text)
        or _several(head, municipality, kinds)
        or _single(head, municipality, group, kinds)
        or _single(text, municipality, group, kinds)
    )
    return _under_heading(reading, group) or reading


def _exact(text: str, kinds: Sequence[AgencyKind]) -> Reading | None:
    """A name that is a kind's own label or alias, or contains one of a kind the council added."""
    spelled = without_dots(text)
    for kind in kinds:
        names = [without_dots(plain(name)) for name in (kind.label, *kind.aliases)]
        if spelled in names or (kind not in KINDS and any(name and name in spelled for name in names)):
            return Reading(kind.code, f"名称の「{text}」")
    return None


def _remark(text: str) -> Reading | None:
    """A remark in parentheses that says it is a 児童相談所 or 保健所."""
    if remark := found(r"\([^()]*児童相談所\)", text):
        return Reading("child_guidance_center", f"名称の「{remark}」")
    if remark := found(r"\([^()]*保健所\)", text):
        return Reading("public_health_center", f"名称の「{remark}」")
    return None


def _several(text: str, municipality: str | None, kinds: Sequence[AgencyKind]) -> Reading | None:
    """小学校長及び中学校長: schools together are 学校, otherwise the first one counts."""
    pieces = parts(text)
    readings = [_exact(piece, kinds) or _organisation(piece, municipality) for piece in pieces]
    known = [reading.code for reading in readings if reading]
    if len(pieces) != len(known) or len(set(known)) < 2:  # noqa: PLR2004 - one kind is not several
        return None
    told_by = "、".join(f"「{piece}」" for piece in pieces)
    if set(known) <= SCHOOLS:
        return Reading("school", f"{told_by}を合わせた書き方")
    return Reading(known[0], f"{told_by}が並ぶうち最初の名称")


def _single(text: str, municipality: str | None, group: str | None, kinds: Sequence[AgencyKind]) -> Reading | None:
    joined = without_dots(text)
    exact = _exact(office(joined), kinds) or _exact(_without_place(joined, municipality), kinds)
    return exact or _organisation(joined, municipality) or _department(joined, municipality, group) or _last(joined)


def _without_place(text: str, municipality: str | None) -> str:
    return office(text.removeprefix(municipality or "").removeprefix(local_name(municipality) or ""))


def _organisation(text: str, municipality: str | None) -> Reading | None:
    named = office(text)
    if named == "区" and (municipality or "").endswith("区"):
        return Reading("head_of_municipality", f"名称の「{text}」")
    for word, code in ORGANISATIONS:
        if piece := found(word, text) or found(word, named):
            return Reading(code, f"名称の「{piece}」")
    return None


def _department(text: str, municipality: str | None, group: str | None) -> Reading | None:
    local = _without_place(text, municipality)
    told = department_reading(local or text, municipal_heading=is_municipal_heading(group))
    return Reading(told[0], f"名称の「{told[1]}」", department=True) if told else None


def _last(text: str) -> Reading | None:
    return next((Reading(code, f"名称の「{piece}」") for word, code in LAST if (piece := found(word, text))), None)


def _under_heading(reading: Reading | None, group: str | None) -> Reading | None:
    """A bare 課 below the heading of a police station or another host belongs to the host."""
    if reading is None or not reading.department or group is None:
        return None
    host = _organisation(without_dots(plain(group)), None)
    return Reading(host.code, f"区分の「{group.strip()}」") if host and host.code in HOSTS else None


def _reading_beside(
    role: str | None, group: str | None, municipality: str | None, kinds: Sequence[AgencyKind]
) -> Reading | None:
    """The kind by the 職名 beside the name, or by the heading above it."""
    if role and (reading := _reading(plain(role), municipality, None, kinds)):
        return Reading(reading.code, f"職名の「{role.strip()}」")
    if group and (reading := _exact(plain(group), kinds) or _organisation(without_dots(plain(group)), municipality)):
        return Reading(reading.code, f"区分の「{group.strip()}」")
    return None
