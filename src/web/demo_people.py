"""Invented people for the demonstration: names with readings that no register of persons was asked for."""

from datetime import date, timedelta
from random import Random

from core.calendar import fiscal_year

OLDEST_SCHOOL_YEARS = 15
"""Children up to 中3: the council has no 高校 among its agencies."""

SURNAMES = (
    ("藍沢", "あいざわ"),
    ("茜原", "あかねばら"),
    ("朝凪", "あさなぎ"),
    ("霞田", "かすみだ"),
    ("楓谷", "かえでや"),
    ("風見坂", "かざみざか"),
    ("桔梗野", "ききょうの"),
    ("銀杏田", "いちょうだ"),
    ("葛󠄀木", "くずき"),
    ("胡桃沢", "くるみざわ"),
    ("小夜川", "さよかわ"),
    ("珊瑚谷", "さんごや"),
    ("汐入", "しおいり"),
    ("時雨井", "しぐれい"),
    ("鈴懸", "すずかけ"),
    ("千草原", "ちぐさはら"),
    ("月見里", "つきみざと"),
    ("灯籠坂", "とうろうざか"),
    ("菜摘野", "なつみの"),
    ("虹川", "にじかわ"),
    ("萩ノ宮", "はぎのみや"),
    ("雲雀丘", "ひばりおか"),
    ("蛍田", "ほたるだ"),
    ("真砂野", "まさごの"),
    ("水無瀬川", "みなせがわ"),
    ("椋ノ木", "むくのき"),
    ("藻塩", "もしお"),
    ("山吹原", "やまぶきはら"),
    ("夕凪", "ゆうなぎ"),
    ("若草山", "わかくさやま"),
    ("髙灯", "たかとう"),
    ("浜﨑野", "はまざきの"),
    ("波止場", "はとば"),
    ("木の実田", "このみだ"),
    ("綿雲", "わたぐも"),
)
GIVEN = (
    ("葵", "あおい", "女"),
    ("暁", "あきら", "男"),
    ("彩葉", "いろは", "女"),
    ("海音", "かいと", "男"),
    ("奏", "かなで", "女"),
    ("櫂", "かい", "男"),
    ("心晴", "こはる", "女"),
    ("朔", "さく", "男"),
    ("紗良", "さら", "女"),
    ("蒼太", "そうた", "男"),
    ("千景", "ちかげ", "女"),
    ("翼", "つばさ", "男"),
    ("灯", "ともり", "女"),
    ("凪", "なぎ", "男"),
    ("菜々", "なな", "女"),
    ("陽向", "ひなた", "男"),
    ("帆乃香", "ほのか", "女"),
    ("岳", "がく", "男"),
    ("美月", "みつき", "女"),
    ("湊", "みなと", "男"),
    ("萌", "もえ", "女"),
    ("悠", "ゆう", "男"),
    ("結衣", "ゆい", "女"),
    ("律", "りつ", "男"),
    ("凛", "りん", "女"),
    ("蓮", "れん", "男"),
    ("和", "のどか", "女"),
    ("稜", "りょう", "男"),
    ("咲", "さき", "女"),
    ("颯真", "そうま", "男"),
    ("澪", "みお", "女"),
    ("岬", "みさき", "男"),
    ("小夏", "こなつ", "女"),
    ("隼", "はやと", "男"),
    ("杏", "あんず", "女"),
    ("澄", "とおる", "男"),
    ("雫", "しずく", "女"),
    ("匠", "たくみ", "男"),
    ("千歳", "ちとせ", "女"),
    ("奏多", "かなた", "男"),
)
MOTHERS = (
    ("汀", "みぎわ"),
    ("樹里", "じゅり"),
    ("菊枝", "きくえ"),
    ("千尋", "ちひろ"),
    ("小雪", "こゆき"),
    ("まどか", "まどか"),
    ("佳乃", "よしの"),
    ("美弥", "みや"),
    ("沙織", "さおり"),
    ("夏江", "なつえ"),
    ("瑞穂", "みずほ"),
    ("由布子", "ゆうこ"),
    ("弥生", "やよい"),
    ("晴美", "はるみ"),
)
STAFF_SURNAMES = (
    ("長谷部", "はせべ"),
    ("岸本", "きしもと"),
    ("平井", "ひらい"),
    ("小野田", "おのだ"),
    ("坂", "さか"),
    ("大谷", "おおたに"),
    ("前田", "まえだ"),
    ("今井", "いまい"),
    ("谷", "たに"),
    ("熊倉", "くまくら"),
    ("野崎", "のざき"),
    ("川端", "かわばた"),
    ("島村", "しまむら"),
    ("沢口", "さわぐち"),
    ("真鍋", "まなべ"),
    ("栗原", "くりはら"),
    ("井出", "いで"),
    ("口羽", "くちば"),
    ("西岡", "にしおか"),
    ("東", "ひがし"),
    ("堀内", "ほりうち"),
    ("水谷", "みずたに"),
    ("柏木", "かしわぎ"),
    ("土屋", "つちや"),
    ("星野", "ほしの"),
    ("須田", "すだ"),
    ("大久保", "おおくぼ"),
    ("北川", "きたがわ"),
    ("相沢", "あいざわ"),
    ("松永", "まつなが"),
    ("江口", "えぐち"),
    ("秋山", "あきやま"),
    ("黒田", "くろだ"),
    ("服部", "はっとり"),
    ("早川", "はやかわ"),
    ("内海", "うつみ"),
    ("若林", "わかばやし"),
    ("三輪", "みわ"),
    ("桜井", "さくらい"),
    ("村上", "むらかみ"),
)
STAFF_GIVEN = (
    ("修", "おさむ"),
    ("直子", "なおこ"),
    ("友香", "ゆか"),
    ("健", "けん"),
    ("美和", "みわ"),
    ("敏江", "としえ"),
    ("樹", "いつき"),
    ("澄", "すみ"),
    ("環", "たまき"),
    ("渉", "わたる"),
    ("朋", "とも"),
    ("律子", "りつこ"),
    ("透", "とおる"),
    ("泉", "いずみ"),
    ("周", "しゅう"),
    ("梓", "あずさ"),
    ("陽", "よう"),
    ("薫", "かおる"),
    ("要", "かなめ"),
    ("千里", "ちさと"),
    ("誠", "まこと"),
    ("恵", "めぐみ"),
    ("浩", "ひろし"),
    ("文子", "ふみこ"),
    ("隆", "たかし"),
)


def staff_member(number: int) -> tuple[str, str]:
    """Name and reading of the n-th invented member of staff; a thousand of them differ."""
    surname, surname_kana = STAFF_SURNAMES[number % len(STAFF_SURNAMES)]
    given, given_kana = STAFF_GIVEN[number // len(STAFF_SURNAMES) % len(STAFF_GIVEN)]
    return f"{surname} {given}", f"{surname_kana} {given_kana}"


def family_name(number: int) -> tuple[str, str]:
    """Surname and reading of the n-th household; after the list is through it begins again."""
    return SURNAMES[number % len(SURNAMES)]


def child_names(chance: Random, count: int) -> list[tuple[str, str, str]]:
    """Given names, readings and sexes of `count` siblings, each name once."""
    return chance.sample(GIVEN, k=count)


def mother_name(chance: Random) -> tuple[str, str]:
    """Given name and reading of an adult."""
    return chance.choice(MOTHERS)


def living_together(adults: str, children: int, *, pregnancy: bool) -> str:
    """同居: 母・本児, 父・母・本児2人; the woman of a pregnancy is 本人."""
    if pregnancy:
        adults = adults.replace("母", "本人", 1).replace("祖本人", "祖母")
        children -= 1
    if not children:
        return adults.replace("父", "夫")
    return f"{adults}・本児" if children == 1 else f"{adults}・本児{children}人"


def birthdays(chance: Random, children: int, held_on: date) -> list[date]:
    """Birthdays of siblings, the oldest first and at least a year apart; the oldest is at most in 中3."""
    first = date(fiscal_year(held_on) - OLDEST_SCHOOL_YEARS, 4, 2)
    last = held_on - timedelta(days=400 * children)
    births = [first + timedelta(days=chance.randint(0, (last - first).days))]
    while len(births) < children:
        births.append(births[-1] + timedelta(days=chance.randint(370, 400)))
    return births
