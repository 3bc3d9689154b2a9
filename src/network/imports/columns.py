"""What each column of a table means: the words of its heading weighed against its values.

Proposed, never forced: a kept mapping or a person's correction wins over both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from network.imports.agency_names import Directory, is_agency_like
from network.imports.column_values import ColumnValues
from network.imports.heading_words import Strength, meanings_of
from network.imports.informants import names_informant
from network.imports.kinds_written import abuse_kinds_of, case_kind_of, is_severity
from network.imports.model import DATE_FIELDS, JOINED_FIELDS, ColumnMapping, Field, Mapping
from network.imports.tables_found import Heading

_SUPPORTS, _CONTRADICTS = 0.5, 0.15
_SHOWN_BY_VALUES = frozenset(
    [
        *DATE_FIELDS,
        Field.CASE_KIND,
        Field.ABUSE_KINDS,
        Field.SEX,
        Field.NAME,
        Field.KANA,
        Field.GUARDIAN,
        Field.LEAD_AGENCY,
        Field.KEY_WORKER,
        Field.AGENCIES,
        Field.NUMBER,
        Field.AGE,
        Field.SCHOOL_YEAR,
    ]
)
_CODED = frozenset([Field.CASE_KIND, Field.ABUSE_KINDS])
"""Fields whose values may be letters or figures with a legend."""
_GUESSED_ALONE = 0.7
_GROUP_WINS = 10
_OF_AGENCIES = frozenset([Field.LEAD_AGENCY, Field.KEY_WORKER, Field.AGENCIES, Field.INFORMANT])
_LEAST_FIELDS = 3
_LEAST_DAYS = 2
_LONGEST_KIND = 8
_GUESS_ORDER = (
    Field.CASE_KIND,
    Field.ABUSE_KINDS,
    Field.SEVERITY,
    Field.SEX,
    Field.KANA,
    Field.SCHOOL_YEAR,
    Field.RELATION,
)
_TELLING = frozenset(
    [
        Field.CASE_KIND,
        Field.ABUSE_KINDS,
        Field.SEVERITY,
        Field.LEAD_AGENCY,
        Field.AGENCIES,
        Field.ACCEPTED_ON,
        Field.NEXT_REVIEW_ON,
        Field.LAST_SEEN_ON,
        Field.REVIEW_RANK,
        Field.POLICY,
        Field.DUE_DATE,
        Field.TREATMENT,
    ]
)
"""Fields that only a list of cases has; a roll of pupils or staff has names, days of birth and schools."""
_NAMES = frozenset([Field.NAME, Field.GIVEN_NAME, Field.WOMAN_NAME, Field.FAMILY_NAME])


@dataclass(frozen=True)
class _Claim:
    """A column's wish to mean a field."""

    score: float
    column: int
    field: Field
    certain: bool


def columns_of(
    headings: Sequence[Heading],
    values: dict[int, ColumnValues],
    directory: Directory,
    *,
    mapping: Mapping | None,
    today: date,
    sheet: str | None,
) -> tuple[ColumnMapping, ...]:
    """The meaning of every column, left to right."""
    kept = {each.heading: each for each in mapping.columns} if mapping else {}
    settled: dict[int, ColumnMapping] = {}
    for heading in headings:
        known = kept.get(heading.key) or kept.get(heading.shown)
        if known is not None:
            settled[heading.column] = ColumnMapping(heading.key, known.field, known.option)
        elif option := _option(heading, values[heading.column], directory):
            settled[heading.column] = ColumnMapping(heading.key, *option)
    settled.update(_among_agencies(headings, values, settled))
    open_headings = [heading for heading in headings if heading.column not in settled]
    taken = {each.field for each in settled.values() if each.option is None}
    settled.update(_settle(open_headings, values, taken, directory))
    settled.update(_names_in_kana(settled))
    settled.update(_by_days(open_headings, values, settled, today))
    return tuple(_placed(settled[heading.column], heading, values[heading.column], sheet) for heading in headings)


def is_case_list(columns: Iterable[ColumnMapping]) -> bool:
    """Whether a table names children and says something that only case lists say."""
    fields = {column.field for column in columns}
    return bool(fields & _NAMES) and bool(fields & _TELLING) and len(fields - {Field.IGNORED}) >= _LEAST_FIELDS


def _placed(column: ColumnMapping, heading: Heading, values: ColumnValues, sheet: str | None) -> ColumnMapping:
    secret = column.field is Field.INFORMANT or names_informant(values.sample)
    sample = "" if secret else values.sample
    return ColumnMapping(column.heading, column.field, column.option, column.certain, sheet, heading.column, sample)


def _option(heading: Heading, values: ColumnValues, directory: Directory) -> tuple[Field, str] | None:
    """A column of signs: the agency or the kind its heading names."""
    text, grouped = heading.text, _is_agency_group(heading.group)
    is_agency = directory.has(text) or is_agency_like(text)
    if not text:
        return None
    if not values.filled or values.marks < _SUPPORTS:
        return (Field.AGENCIES, text) if grouped and is_agency and not meanings_of(text) else None
    if kind := _kind_named(text):
        return kind
    return (Field.AGENCIES, text) if is_agency or grouped else None


def _among_agencies(
    headings: Sequence[Heading], values: dict[int, ColumnValues], settled: dict[int, ColumnMapping]
) -> dict[int, ColumnMapping]:
    """Columns of signs with an unknown heading that stand beside columns of agencies."""
    agencies = {column for column, each in settled.items() if each.field is Field.AGENCIES and each.option}
    return {
        heading.column: ColumnMapping(heading.key, Field.AGENCIES, heading.text, certain=False)
        for heading in headings
        if heading.column not in settled
        and heading.text
        and values[heading.column].marks >= _SUPPORTS
        and not meanings_of(heading.text)
        and {heading.column - 1, heading.column + 1} & agencies
    }


def _kind_named(text: str) -> tuple[Field, str] | None:
    """The abuse kind, case kind or severity that a short heading is the name of."""
    if is_agency_like(text) or len(text) > _LONGEST_KIND:
        return None
    if kinds := abuse_kinds_of(text):
        return Field.ABUSE_KINDS, kinds[0]
    if kind := case_kind_of(text):
        return Field.CASE_KIND, kind
    return (Field.SEVERITY, text) if is_severity(text) else None


def _is_agency_group(group: str) -> bool:
    return any(meaning.field in (Field.AGENCIES, Field.LEAD_AGENCY) for meaning in meanings_of(group)[:1])


def _settle(
    headings: Sequence[Heading], values: dict[int, ColumnValues], taken: set[Field], directory: Directory
) -> dict[int, ColumnMapping]:
    claims = sorted(
        (claim for heading in headings for claim in _claims(heading, values[heading.column], directory)),
        key=lambda claim: (-claim.score, claim.column),
    )
    by_column = {heading.column: heading for heading in headings}
    settled: dict[int, ColumnMapping] = {}
    for claim in claims:
        free = claim.field not in taken or claim.field in JOINED_FIELDS
        if claim.column not in settled and free:
            taken.add(claim.field)
            settled[claim.column] = ColumnMapping(by_column[claim.column].key, claim.field, certain=claim.certain)
    for heading in headings:
        settled.setdefault(heading.column, ColumnMapping(heading.key, Field.IGNORED))
    return settled


def _claims(heading: Heading, values: ColumnValues, directory: Directory) -> list[_Claim]:
    if _names_grouped_agencies(heading, values):
        return [_Claim(_GROUP_WINS, heading.column, Field.AGENCIES, certain=True)]
    claims: list[_Claim] = []
    for index, meaning in enumerate(meanings_of(heading.text, heading.group)):
        fit = _fit(meaning.field, values)
        if index and fit <= 0 and not (claims == [] and meaning.field not in _SHOWN_BY_VALUES):
            continue  # a second meaning counts when the values speak for it, or when the first is out
        score = meaning.strength * 2 + fit
        if score > 0:
            shown = fit > 0 and meaning.field is not Field.LAST_SEEN_ON  # a day of a visit need not be a sighting
            certain = not index and (meaning.strength is not Strength.WEAK or shown)
            claims.append(_Claim(score, heading.column, meaning.field, certain))
    if not claims and values.filled > 1:
        claims = _guesses(heading, values, directory)
    return claims


def _names_in_kana(settled: dict[int, ColumnMapping]) -> dict[int, ColumnMapping]:
    """Where no column has names in kanji, the kana are the names."""
    if any(column.field in _NAMES for column in settled.values()):
        return {}
    kana = [number for number, column in settled.items() if column.field is Field.KANA]
    return {number: replace(settled[number], field=Field.NAME, certain=False) for number in kana[:1]}


def _names_grouped_agencies(heading: Heading, values: ColumnValues) -> bool:
    """学校, 保健, その他 under 関係機関, with names of agencies below."""
    own = meanings_of(heading.text)
    if not _is_agency_group(heading.group) or (own and own[0].field in _OF_AGENCIES):
        return False
    return values.share(Field.AGENCIES) >= _SUPPORTS


def _fit(field: Field, values: ColumnValues) -> float:
    """3 when the values speak for the field, -3 when they speak against it, 0 when they say nothing."""
    if field not in _SHOWN_BY_VALUES or not values.filled:
        return 0
    if values.share(field) >= _SUPPORTS:
        return 3
    coded = field in _CODED and values.letters >= _SUPPORTS
    return 0 if coded or field is Field.KEY_WORKER or values.share(field) >= _CONTRADICTS else -3


def _guesses(heading: Heading, values: ColumnValues, directory: Directory) -> list[_Claim]:
    """Meanings told by the values alone; days, persons and numbers only where the heading says nothing at all."""
    likely = [field for field in _GUESS_ORDER if values.share(field) >= _GUESSED_ALONE]
    if not heading.text:
        person = Field.GUARDIAN if values.relation_behind >= _SUPPORTS else Field.NAME
        if values.share(Field.NAME) >= _GUESSED_ALONE:
            likely.append(person)
        if directory.names and values.share(Field.AGENCIES) >= _GUESSED_ALONE:
            likely.extend([Field.LEAD_AGENCY, Field.AGENCIES] if "、" not in values.sample else [Field.AGENCIES])
        elif values.share(Field.AGENCIES) >= _GUESSED_ALONE and values.share(Field.SCHOOL) < _SUPPORTS:
            likely.append(Field.AGENCIES)
        if values.share(Field.NUMBER) >= _GUESSED_ALONE and not values.days:
            likely.append(Field.NUMBER)
        if values.share(Field.SCHOOL) >= _GUESSED_ALONE:
            likely.append(Field.SCHOOL)
    return [_Claim(1.5 - index / 10, heading.column, field, certain=False) for index, field in enumerate(likely)]


def _by_days(
    headings: Sequence[Heading], values: dict[int, ColumnValues], settled: dict[int, ColumnMapping], today: date
) -> dict[int, ColumnMapping]:
    """Columns of days without a heading: births lie far apart and far back, reviews ahead, sightings close behind."""
    taken = {column.field for column in settled.values()}
    found: dict[int, ColumnMapping] = {}
    for heading in headings:
        profile = values[heading.column]
        days = profile.days
        if heading.text or settled[heading.column].field is not Field.IGNORED or len(days) < _LEAST_DAYS:
            continue
        if profile.share(Field.ACCEPTED_ON) < _GUESSED_ALONE:
            continue
        for field in _day_fields(days, today):
            if field not in taken:
                taken.add(field)
                found[heading.column] = ColumnMapping(heading.key, field, certain=False)
                break
    return found


def _day_fields(days: Sequence[date], today: date) -> list[Field]:
    middle = date.fromordinal(round(median(day.toordinal() for day in days)))
    spread = max(days) - min(days)
    if middle > today:
        return [Field.NEXT_REVIEW_ON]
    if today - middle > timedelta(days=4 * 365) or spread > timedelta(days=6 * 365):
        return [Field.BIRTH_DATE, Field.ACCEPTED_ON]
    if today - middle < timedelta(days=150) and spread < timedelta(days=400):
        return [Field.LAST_SEEN_ON, Field.ACCEPTED_ON]
    return [Field.ACCEPTED_ON, Field.LAST_REVIEW_ON]
