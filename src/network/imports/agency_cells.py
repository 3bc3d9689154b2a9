"""The agencies of one cell: several names, signs before them, persons behind them."""

import re
from dataclasses import dataclass

from network.imports.agency_names import AgencyMatch, Directory, is_agency_like
from network.imports.marks import LEAD_BY_CUSTOM, is_nothing, leading_mark, says_lead, says_not_linked
from network.imports.names_written import is_person

_SEPARATORS = re.compile(r"[\n、，,;；／/|｜\t]+")
_BRACKETS = re.compile(r"[(（][^)）]*[)）]")
_BREAKS = re.compile(r"[\n、，,;；／/|｜\t\s\u3000・･]")
_ASIDE = 0xF0000  # a plane without characters: signs inside brackets wait there while a cell is cut
_LOOSE = re.compile(r"[・･\s\u3000＋+&＆]+")
_COMPOUND = re.compile(r"民生|児童委員|所・園|園・所")
"""Names that have a ・ of their own."""
_BEFORE_SIGN = re.compile(r"\s*(?<=[^\s◎○〇◯●★☆])(?=[◎○〇◯●★☆][^\s)）])")
_SPACES = re.compile(r"[\s\u3000]{1,}")
_NUMBERING = re.compile(r"^(?:[①-⑳⑴-⒇]|[(（]?\d{1,2}[)）.．])\s*")
_LEAD_WORD = re.compile(
    r"^[(（\[【〔]?(?:主担当機関?|主担|主たる|主)[)）\]】〕:：]\s*|[(（\[【〔](?:主担当機関?|主担|主|主たる機関)[)）\]】〕]$"
)
_OTHER_WORD = re.compile(
    r"^[(（\[【〔]?(?:副担当|関係|連携|協力|副|従|支援)[)）\]】〕:：]\s*|[(（\[【〔](?:副|関係|従|連携|協力)[)）\]】〕]$"
)
_BEHIND = re.compile(r"\s*[(（\[［].*?[)）\]］]$")
_POST = re.compile(r"担任|教頭|校長|園長|所長|養護|主任|担当|先生|氏$|さん$|SSW|SC$|保健師|職員|係$|内線|[\d-]{4,}")
_AND_OTHERS = re.compile(r"(?:ほか|他|等|など)$")


@dataclass(frozen=True)
class AgencyInCell:
    """One agency named in a cell."""

    match: AgencyMatch
    written: str
    lead: bool = False


@dataclass(frozen=True)
class AgencySigns:
    """What the signs mean in this file: the lead's sign, and signs of agencies that take no part any more."""

    lead: str = LEAD_BY_CUSTOM
    not_linked: frozenset[str] = frozenset(["×", "✕"])

    @classmethod
    def from_legend(cls, legend: dict[str, str]) -> "AgencySigns":
        """◎ is the lead by custom, unless the file's own legend says otherwise."""
        lead = next((mark for mark, meaning in legend.items() if says_lead(meaning)), LEAD_BY_CUSTOM)
        gone = frozenset(mark for mark, meaning in legend.items() if says_not_linked(meaning))
        return cls(lead, cls.not_linked | gone)


def agencies_in(text: str, directory: Directory, signs: AgencySigns) -> list[AgencyInCell]:
    """The agencies of a cell in their order, each once."""
    found: dict[str, AgencyInCell] = {}
    for piece in _pieces(text, directory):
        agency = _agency(_put_back(piece), directory, signs)
        if agency is None:
            continue
        known = found.get(agency.match.name)
        if known is None or (agency.lead and not known.lead):
            found[agency.match.name] = agency
    return list(found.values())


def _pieces(text: str, directory: Directory) -> list[str]:
    pieces: list[str] = []
    for piece in _SEPARATORS.split(_outside_brackets(text)):
        pieces.extend(_loosely_split(piece.strip(), directory))
    return pieces


def _outside_brackets(text: str) -> str:
    """Separators and blanks inside brackets do not separate."""
    return _BRACKETS.sub(lambda found: _BREAKS.sub(lambda sign: chr(ord(sign[0]) + _ASIDE), found[0]), text)


def _put_back(piece: str) -> str:
    return "".join(chr(ord(sign) - _ASIDE) if ord(sign) >= _ASIDE else sign for sign in piece)


def _loosely_split(piece: str, directory: Directory) -> list[str]:
    """Split at ・ and blanks only where the whole is no agency and every part is one."""
    if len(parts := [part for part in _BEFORE_SIGN.split(piece) if part.strip()]) > 1:
        return [each for part in parts for each in _loosely_split(part, directory)]
    whole = _bare(piece)
    if not whole or directory.has(whole) or not _LOOSE.search(whole):
        return [piece]
    parts = [part for part in _LOOSE.split(piece) if part]
    if all(directory.has(_bare(part)) for part in parts):
        return parts
    if not directory.names and not _COMPOUND.search(whole) and all(is_agency_like(part) for part in parts):
        return parts
    spaced = [part for part in _SPACES.split(piece) if part]
    if len(spaced) > 1 and all(is_agency_like(_bare(part)) or directory.has(_bare(part)) for part in spaced):
        return spaced
    return [piece]


def _agency(piece: str, directory: Directory, signs: AgencySigns) -> AgencyInCell | None:
    mark, name = leading_mark(_NUMBERING.sub("", piece.strip()))
    lead = mark == signs.lead or _LEAD_WORD.search(name) is not None
    name = _OTHER_WORD.sub("", _LEAD_WORD.sub("", name)).strip()
    mark_behind = re.search(r"[◎●★]$", name)
    if mark_behind:
        lead = lead or mark_behind[0] == signs.lead
        name = name[:-1].strip()
    if is_nothing(name) or mark in signs.not_linked:
        return None
    bare = _BEHIND.sub("", name)
    for written in (name, bare, _AND_OTHERS.sub("", name), _AND_OTHERS.sub("", bare), _before_person(bare)):
        if written and directory.has(written):
            return AgencyInCell(directory.match(written), written, lead)
    written = bare if bare and _is_contact(name[len(bare) :]) else name
    return AgencyInCell(directory.match(written), written, lead)


def _is_contact(behind: str) -> bool:
    """Whether what stands in brackets behind a name is a person or a post, not a part of the name."""
    inside = behind.strip(" 　()（）[]［］")
    return _POST.search(inside) is not None or (len(inside.split()) > 1 and is_person(inside))


def _before_person(text: str) -> str:
    """こども課 for 「こども課 佐藤」; empty when the second word is no person."""
    words = text.split()
    with_person = len(words) > 1 and is_person(" ".join(words[1:])) and not is_agency_like(words[-1])
    return words[0] if with_person else ""


def _bare(piece: str) -> str:
    name = leading_mark(_NUMBERING.sub("", piece.strip()))[1]
    return _BEHIND.sub("", _OTHER_WORD.sub("", _LEAD_WORD.sub("", name))).strip()
