"""The numbers a council decides: what each means, its unit, bounds, and where the default comes from."""

from dataclasses import dataclass

OWN = "円卓の初めの値。協議会で決めてください。"
GUIDELINE = "要対協設置・運営指針（例：3か月に1度）"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberField:
    """One number on the settings page."""

    name: str
    label: str
    unit: str
    hint: str
    source: str = OWN
    most: int = 730
    least: int = 1


NUMBER_GROUPS: tuple[tuple[str, tuple[NumberField, ...]], ...] = (
    (
        "会議の準備",
        (
            NumberField(name="notice_lead_days", label="開催通知", unit="日前", hint="会議の何日前に通知を出すか"),
            NumberField(
                name="reply_lead_days", label="返事の締切", unit="日前", hint="会議の何日前までに返事をもらうか"
            ),
            NumberField(
                name="list_days_after",
                label="台帳を見られる日数",
                unit="日",
                hint="常任の機関が会議のあと台帳を見られる日数",
            ),
        ),
    ),
    (
        "個別に話し合うめやす",
        (
            NumberField(
                name="unseen_days", label="子どもを見ていない", unit="日", hint="最終目視からこの日数を超えたら個別に"
            ),
            NumberField(
                name="absence_days", label="続けて休んだ", unit="日", hint="連続欠席がこの日数になったら個別に"
            ),
            NumberField(
                name="due_date_days", label="出産予定", unit="日以内", hint="出産予定日がこの日数以内なら個別に"
            ),
            NumberField(
                name="protection_days", label="一時保護・措置の解除", unit="日以内", hint="解除からこの日数の間は個別に"
            ),
            NumberField(
                name="checkup_years",
                label="健診を気にする年齢",
                unit="歳未満",
                hint="健診未受診を個別にする年齢",
                most=18,
            ),
        ),
    ),
    (
        "見直しの間隔（管理ランク）",
        (
            NumberField(name="rank_a_days", label="A", unit="日", hint="Aのケースを見直す間隔"),
            NumberField(name="rank_b_days", label="B", unit="日", hint="Bのケースを見直す間隔", source=GUIDELINE),
            NumberField(name="rank_c_days", label="C", unit="日", hint="Cのケースを見直す間隔"),
        ),
    ),
    (
        "1件の時間",
        (
            NumberField(name="minutes_new", label="新規", unit="分", hint="新しく受けたケース1世帯", most=120),
            NumberField(name="minutes_individual", label="個別", unit="分", hint="個別に協議するケース1世帯", most=120),
            NumberField(name="minutes_block", label="一括確認", unit="分", hint="一括確認ぜんぶで", most=240),
        ),
    ),
    (
        "出席時間のゆとりと待ち",
        (
            NumberField(
                name="minutes_spread_percent",
                label="時間のばらつき",
                unit="%",
                hint="1件の時間が予定とどれだけ違うか。知らせる時間のゆとりになる。0はゆとりなし",
                least=0,
                most=100,
            ),
            NumberField(
                name="minutes_ratio_percent",
                label="予定に対する実際の時間",
                unit="%",
                hint="100は予定どおり。110なら1割のびる",
                least=50,
                most=200,
            ),
            NumberField(
                name="longest_wait_minutes",
                label="1機関の待ちの上限",
                unit="分",
                hint="順番を整えるとき、どの機関もこれより長く待たせない。0は上限なし",
                least=0,
                most=480,
            ),
        ),
    ),
    (
        "名簿",
        (
            NumberField(
                name="verified_days", label="連絡先の確認", unit="日", hint="最終確認からこの日数を超えたら「要確認」"
            ),
        ),
    ),
)
NUMBER_FIELDS = tuple(field for _heading, fields in NUMBER_GROUPS for field in fields)
