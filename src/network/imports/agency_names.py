"""Whom a written agency name means: the name in the directory, one of its usual abbreviations, or nobody known.

It never guesses from likeness: 子育て課 is not 子育て支援課.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.text import fold

_ABBREVIATIONS = (
    ("こ家セ", "こども家庭センター"),
    ("子家セ", "子ども家庭センター"),
    ("こども家庭C", "こども家庭センター"),
    ("子ども家庭C", "子ども家庭センター"),
    ("こどもC", "こども家庭センター"),
    ("保健セ", "保健センター"),
    ("保セ", "保健センター"),
    ("支援C", "支援センター"),
    ("支セ", "支援センター"),
    ("C", "センター"),
    ("家児相", "家庭児童相談室"),
    ("児相", "児童相談所"),
    ("社協", "社会福祉協議会"),
    ("民児協", "民生委員児童委員協議会"),
    ("民児協", "民生委員・児童委員協議会"),
    ("民協", "民生委員児童委員協議会"),
    ("民生委員児童委員", "民生委員児童委員協議会"),
    ("民生委員・児童委員", "民生委員児童委員協議会"),
    ("民生・児童委員", "民生委員・児童委員"),
    ("民生児童委員", "民生委員・児童委員"),
    ("民生委員児童委員", "民生委員・児童委員"),
    ("民生委員", "民生委員・児童委員"),
    ("民生委員", "民生委員児童委員協議会"),
    ("民生", "民生委員・児童委員"),
    ("民生", "民生委員児童委員協議会"),
    ("民児委員", "民生委員・児童委員"),
    ("民児", "民生委員・児童委員"),
    ("民児", "民生委員児童委員協議会"),
    ("児童委員", "民生委員・児童委員"),
    ("主児", "主任児童委員"),
    ("主任児", "主任児童委員"),
    ("教委", "教育委員会"),
    ("学教", "学校教育課"),
    ("指導室", "教育指導室"),
    ("福事", "福祉事務所"),
    ("警察", "警察署"),
    ("署", "警察署"),
    ("病院", "医療機関"),
    ("医療", "医療機関"),
    ("学童", "学童保育"),
    ("学童", "放課後児童クラブ"),
    ("小", "小学校"),
    ("中", "中学校"),
    ("一中", "第一中学校"),
    ("二中", "第二中学校"),
    ("三中", "第三中学校"),
    ("一小", "第一小学校"),
    ("二小", "第二小学校"),
    ("三小", "第三小学校"),
    ("高", "高等学校"),
    ("高校", "高等学校"),
    ("保", "保育園"),
    ("保", "保育所"),
    ("保育園", "保育所"),
    ("保育所", "保育園"),
    ("幼", "幼稚園"),
    ("こ園", "こども園"),
    ("特支", "特別支援学校"),
    ("訪看", "訪問看護ステーション"),
)
"""Both ends as they stand at the end of a name; several expansions are all tried."""
_FOLDED = tuple((fold(short), fold(long)) for short, long in _ABBREVIATIONS)
_KINDS_OF_AGENCY = frozenset(
    [
        *map(fold, ("小学校", "中学校", "高等学校", "高校", "保育園", "保育所", "幼稚園", "こども園", "児童相談所")),
        *map(fold, ("警察署", "保健所", "保健センター", "社会福祉協議会", "教育委員会", "福祉事務所", "医師会")),
        *map(fold, ("こども家庭センター", "子ども家庭センター")),
    ]
)
"""Written alone they mean the only one of their kind."""
_SHORTEST_ENDING = 3  # 小 or 中 alone fits too much
_LONGEST_NAME = 30
_PLACE = r"(?:[^\s]{1,8}?[市町村区県都府道郡])?(?:立)?"
_MUNICIPAL_PREFIX = re.compile(r"[^\s]{1,8}?[市町村区県都府道]立?")
_OWN_NAME = re.compile(r"([一-鿿ぁ-ヺー々ヶ]{1,7}?[市町村区])(?:要保護|子ども|こども|福祉|教育|役所|役場|の)")
_AGENCY_LIKE = re.compile(
    r"(?:センター|C|課|署|[小中学]校|高校|学校|園|所|会|院|室|局|係|委員|機関|員|ステーション|クラブ|学童|団|法人|ホーム|"
    r"児相|社協|教委|警察|保健師|クリニック|部|本部|民協|民児協?|事業|サービス|デイ|学級|館|庁|[小中高保幼])$"
)


@dataclass(frozen=True)
class AgencyMatch:
    """A written name with the agency it means; `known` False keeps the written name."""

    name: str
    known: bool
    as_written: bool = True


class Directory:
    """The agencies a list may name, with registered aliases; without any (`None`) every name is taken as written."""

    def __init__(
        self, names: Iterable[str] | None, *, municipality: str = "", aliases: Mapping[str, str] | None = None
    ) -> None:
        self.names = tuple(dict.fromkeys(name.strip() for name in names or () if name.strip()))
        self._given = names is not None
        self._by_fold = {fold(name): name for name in reversed(self.names)}
        self._by_alias = {fold(alias): name for alias, name in (aliases or {}).items()}
        self._own = {fold(place) for place in (municipality, *self._shared_places()) if place}
        self._matches: dict[str, AgencyMatch] = {}

    def match(self, written: str) -> AgencyMatch:
        """The agency a written name means."""
        if written not in self._matches:
            self._matches[written] = self._match(written)
        return self._matches[written]

    def has(self, written: str) -> bool:
        """Whether the name is in the directory, written otherwise or not."""
        return self._given and self.match(written).known

    def _match(self, written: str) -> AgencyMatch:
        plain = fold(written)
        if exact := self._by_fold.get(plain):
            return AgencyMatch(exact, known=True)
        if alias := self._by_alias.get(plain):
            return AgencyMatch(alias, known=True)
        if not self._given:
            return AgencyMatch(written, known=True)
        for candidates in (self._with_or_without_place(plain), self._expanded(plain)):
            if len(candidates) == 1:
                return AgencyMatch(candidates.pop(), known=True, as_written=False)
            if candidates:
                break
        return AgencyMatch(written, known=False)

    def _with_or_without_place(self, plain: str) -> set[str]:
        """榧野市教育委員会 for 教育委員会; the other way round only with the council's own name."""
        if len(plain) < _SHORTEST_ENDING:
            return set()
        ends = {
            name
            for key, name in self._by_fold.items()
            if key.endswith(plain) and (plain in _KINDS_OF_AGENCY or re.fullmatch(_PLACE, key[: -len(plain)]))
        }
        shorter = {plain.removeprefix(place) for place in self._own if plain.startswith(place)}
        return ends | {self._by_fold[key] for key in shorter if key in self._by_fold}

    def _expanded(self, plain: str) -> set[str]:
        """児相 for the only agency that ends with 児童相談所, 中央児相 for 中央児童相談所."""
        found: set[str] = set()
        for short, long in _FOLDED:
            if not plain.endswith(short):
                continue
            start = plain.removesuffix(short)
            full = start + long
            if full in self._by_fold:
                return {self._by_fold[full]}
            ends = {key: name for key, name in self._by_fold.items() if key.endswith(full)}
            if not start and len(short) > 1:
                found |= set(ends.values())
            elif start:
                found |= {name for key, name in ends.items() if self._is_place(key.removesuffix(full))}
        return found

    def _is_place(self, prefix: str) -> bool:
        return re.fullmatch(_PLACE, prefix) is not None or prefix in self._own

    def _shared_places(self) -> Iterable[str]:
        """A place that two or more names of the directory begin with is the council's own."""
        places = [match[0] for name in self.names if (match := _MUNICIPAL_PREFIX.match(name))]
        return {place for place in places if places.count(place) > 1}


def municipality_in(texts: Iterable[str]) -> str:
    """汐凪市 from 「汐凪市要保護児童対策地域協議会」; empty when no title says it."""
    return next((match[1] for text in texts if (match := _OWN_NAME.search("".join(text.split())))), "")


def is_agency_like(text: str) -> bool:
    """Whether a short text ends like the name of an agency."""
    plain = re.sub(r"[(（].*", "", "".join(text.split()))
    return 1 < len(plain) <= _LONGEST_NAME and _AGENCY_LIKE.search(plain) is not None
