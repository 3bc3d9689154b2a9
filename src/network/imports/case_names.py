"""Who a record is about: the child or the pregnant woman, with kana, from whichever columns hold them."""

from dataclasses import dataclass

from network.imports.findings import Findings
from network.imports.marks import is_nothing
from network.imports.model import Field, FindingKind, Woman
from network.imports.names_written import has_lost_character, kana_of, read_name, with_surname_above
from network.imports.records import Record

_UNBORN = frozenset(["胎児", "未出生", "出生前", "出産前", "第1子", "第一子", "妊娠中", "特定妊婦", "妊婦", "未定"])


@dataclass(frozen=True)
class CaseName:
    """A name and kana as the record has them; `woman` when its own columns name a pregnant woman."""

    name: str | None
    kana: str | None
    woman: Woman | None = None
    note: str | None = None
    surname_repeated: bool = False

    @property
    def as_woman(self) -> Woman:
        """The person of a 特定妊婦 row."""
        return self.woman or Woman(self.name, self.kana)


NOBODY = CaseName(None, None)


def name_of(record: Record, before: CaseName, *, kana_first: bool, findings: Findings) -> CaseName:
    """The name of a record; `before` gives the surname for 〃."""
    field = Field.NAME if record.columns_of(Field.NAME) else Field.GIVEN_NAME
    written, repeated = _resolved(record, before.name, field, findings)
    read = read_name(written, kana_first=kana_first)
    name = None if is_nothing(read.name or "") or (read.name or "") in _UNBORN else read.name
    kana = _kana(record, before.kana) or _with_surname(read.kana, before.kana)
    woman = _woman(record, kana_first=kana_first)
    _note_lost(record, field, written, findings)
    if name is None and woman is None:
        why = "氏名が空です"
        findings.problem(record, record.heading(Field.NAME), FindingKind.NAME_MISSING, None, why=why)
    return CaseName(name, kana, woman, read.note, repeated)


def _resolved(record: Record, above: str | None, field: Field, findings: Findings) -> tuple[str, bool]:
    """The written name with its surname in place of 〃, and whether 〃 stood there."""
    written = record.text(field)
    if field is Field.GIVEN_NAME:
        family = record.text(Field.FAMILY_NAME)
        repeated = any(column.column in record.repeated for column in record.columns_of(Field.FAMILY_NAME))
        return f"{family} {written}".strip(), repeated
    resolved = [with_surname_above(line, above) for line in written.split("\n")]
    if None in resolved:
        why = "姓の「〃」を上の行から補えません（上の氏名に姓と名の間がありません）"
        findings.problem(record, record.heading(field), FindingKind.NAME_UNCLEAR, written, why=why)
        return written, False
    whole = "\n".join(line for line in resolved if line is not None)
    return whole, whole != written


def _kana(record: Record, above: str | None) -> str | None:
    if record.columns_of(Field.KANA):
        return _with_surname(kana_of(record.text(Field.KANA)), above)
    parts = (record.text(Field.FAMILY_KANA), record.text(Field.GIVEN_KANA))
    return kana_of(" ".join(part for part in parts if part))


def _with_surname(kana: str | None, above: str | None) -> str | None:
    return with_surname_above(kana, above) or kana if kana else None


def _woman(record: Record, *, kana_first: bool) -> Woman | None:
    written = record.text(Field.WOMAN_NAME)
    if is_nothing(written):
        return None
    read = read_name(written, kana_first=kana_first)
    return Woman(read.name, kana_of(record.text(Field.WOMAN_KANA)) or read.kana)


def _note_lost(record: Record, field: Field, written: str, findings: Findings) -> None:
    for wanted, text in ((field, written), (Field.WOMAN_NAME, record.text(Field.WOMAN_NAME))):
        if has_lost_character(text):
            why = "氏名に〓など、置き換えられた字（外字）がある"
            findings.problem(record, record.heading(wanted), FindingKind.GAIJI, record.text(wanted), why=why)
