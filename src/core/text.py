"""Japanese text: kana, width, and the look-up form in which 旧字 and 新字 are equal.

Pure. It never changes how a name is stored: `fold` is for comparing, names are kept as written.
"""

import re
import unicodedata

GAIJI = "〓"
"""Stands where a character was lost; a person must mend it."""

LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
BLANKS = re.compile(r"\s+")
HALF_KANA = re.compile("[ぁ-ヺ]?[\uff61-\uff9f]+")
VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
REPEATED = re.compile("(.)(々+)")

KANA_DISTANCE = ord("ァ") - ord("ぁ")
HIRAGANA = "".join(map(chr, range(ord("ぁ"), ord("ゖ") + 1))) + "ゝゞ"
TO_KATAKANA = {ord(kana): ord(kana) + KANA_DISTANCE for kana in HIRAGANA}
TO_HIRAGANA = {katakana: hiragana for hiragana, katakana in TO_KATAKANA.items()}
TO_ASCII = {full: full - 0xFEE0 for full in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
TO_HYPHEN = dict.fromkeys(map(ord, "ー‐‑‒–—―−－ｰ─━〜～~"), "-")

NEW_FORMS = """
亜亞 円圓 予豫 与與 両兩 万萬 乱亂 亀龜 仏佛 会會 伝傳 余餘 価價 来來 倹儉 偽僞 児兒 党黨 内內 写寫 冨富 涼凉 凛凜
況况 決决 減减 沖冲 湊凑 準凖 剣劍劔剱 別别 励勵 労勞 効效 勧勸 勲勳 区區 医醫 却卻 参參 双雙 収收 号號 台臺 吉𠮷
呉吳 哲喆 喜㐂 団團 囲圍 図圖 国國圀囯 園薗 圏圈 圧壓 土𡈽 堯尭 塁壘 塩鹽 増增 墜墮 壊壞 壌壤 壱壹 壺壷 売賣 変變
奇竒 奥奧 奨奬 姉姊 姫姬 娯娛 婿壻 嬢孃 学學斈 宝寶寳 実實 寧寗甯 寛寬 寿壽 対對 専專 将將 尚尙 届屆 属屬 岳嶽 峡峽
峰峯 島嶋嶌 崎﨑嵜碕 巌巖 巣巢 巻卷 帯帶 帰歸 庁廳 広廣 廃廢 弁辨瓣辯 弐貳 弥彌 弾彈 当當 彦彥 径徑 従從 徳德 徴徵
応應 恋戀 恒恆 恥耻 恵惠 悦悅 悪惡 慎愼 懐懷 戦戰 戯戲 戸戶 戻戾 払拂 抜拔 択擇 担擔 拠據 拝拜 拡擴 挙擧 挟挾 挿插
捜搜 掲揭 揺搖 摂攝 撃擊 協恊 教敎 数數 斎齋齊斉 断斷 旧舊 昂昻 昇曻 昼晝 晃晄 晋晉 暁曉 暦曆 曽曾 条條 松枩 枢樞
柏栢 柳栁 桑桒 桜櫻 桝枡 桟棧 桧檜 検檢 楼樓 楽樂 様樣 槙槇 権權 横橫 橋𣘺 歓歡 歩步 歯齒 歳歲 歴歷 残殘 殻殼 毎每
気氣 沢澤 浄淨 浅淺 浜濱濵 涙淚 渉涉 清淸 済濟 渇渴 渋澁 渓溪 渕淵渊 湾灣 満滿 滝瀧 潜潛 瀬瀨 灯燈 炉爐 点點 為爲
焼燒 煕熙凞 爾尓 状狀 狭狹 猟獵 献獻 獣獸 珍珎 瑶瑤 瓶甁 産產 画畫 畳疊 痩瘦 発發 皐皋 盗盜 県縣 真眞 砕碎 砺礪 礼禮
祢禰 禄祿 禅禪 秋穐龝 称稱 稲稻 穂穗 穎頴 穏穩 穣穰 窓窻 窃竊 竃竈 竜龍 籠篭 粋粹 粛肅 糸絲 紘絋 経經 絵繪 継繼 続續
総總 緑綠 緒緖 縁緣 縄繩 縦縱 繊纖 缶罐 群羣 翻飜 聡聰 声聲 聴聽 胆膽 脈脉 脳腦 臓臟 舎舍 舗舖 船舩 艶艷 芦蘆 芸藝
茎莖 荘莊 莱萊 萌萠 蒋蔣 蔵藏 薫薰 薬藥 薮藪籔 虎乕 蛍螢 蛮蠻 蝉蟬 衛衞 装裝 裏裡 覇霸 覚覺 覧覽 観觀 触觸 訳譯 証證
誉譽 読讀 謡謠 譲讓 讃讚 豊豐 賛贊 践踐 軽輕 辞辭 辺邊邉 逓遞 遥遙 郎郞 郷鄕鄉 酔醉 釈釋 野埜 鈎鉤 鉄鐵鐡銕 鉱鑛
銭錢 鋳鑄 録錄 錬鍊 鎮鎭 鑑鑒 関關 間閒 闘鬭 陥陷 険險 随隨 隠隱 隣鄰 隷隸 雁鴈 雑雜 霊靈 青靑 静靜 頬頰 頼賴 顔顏
顕顯 飲飮 館舘 駅驛 駆驅 騒騷 験驗 髄髓 高髙 髪髮 鯵鰺 鴎鷗 鴬鶯 鶏鷄 鶴靏靍 麦麥 麺麵 黄黃 黒黑 黙默 齢齡
"""
"""Groups of one new form followed by the old and variant forms found in names of people and places."""
TO_NEW_FORM = {ord(old): group[0] for group in NEW_FORMS.split() for old in group[1:]}


def to_hiragana(text: str) -> str:
    """Katakana turned to hiragana; half-width kana are widened first by `widen_half_kana`."""
    return text.translate(TO_HIRAGANA)


def to_katakana(text: str) -> str:
    """Hiragana turned to katakana."""
    return text.translate(TO_KATAKANA)


def widen_half_kana(text: str) -> str:
    """ｶﾞｯｺｳ to ガッコウ: a voiced mark joins the kana before it, a lone one becomes ゛."""
    widened = HALF_KANA.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return widened.replace("\u3099", "゛").replace("\u309a", "゜")


def narrow_ascii(text: str) -> str:
    """Full-width letters, digits, signs and space as ASCII."""
    return text.translate(TO_ASCII)


def new_forms(text: str) -> str:
    """旧字 as 新字, variation selectors dropped, everything else as written."""
    return VARIATION_SELECTORS.sub("", text).translate(TO_NEW_FORM)


def clean(text: str) -> str:
    """Text safe to keep: line breaks as newline, no control or invisible format characters, IVS kept."""
    lines = LINE_BREAKS.sub("\n", text).replace("\t", " ")
    return "".join(map(_kept, lines)).strip()


def clean_line(text: str) -> str:
    """Cleaned text on one line, runs of blanks as one space."""
    return BLANKS.sub(" ", clean(text))


def fold(text: str) -> str:
    """Look-up form: width, 旧字, kana, case, hyphens and small ヶ made equal; blanks and selectors dropped."""
    plain = VARIATION_SELECTORS.sub("", unicodedata.normalize("NFKC", clean(text)))
    written_out = REPEATED.sub(lambda found: found[1] * len(found[0]), BLANKS.sub("", plain))
    hiragana = to_hiragana(written_out.translate(TO_NEW_FORM))
    return hiragana.translate(TO_HYPHEN).replace("ゖ", "け").replace("ゕ", "か").casefold()


def graphemes_with_ivs(text: str) -> tuple[str, ...]:
    """Characters as people count them: a base with its variation selectors and combining marks."""
    graphemes: list[str] = []
    for character in text:
        if graphemes and unicodedata.category(character) in {"Mn", "Mc", "Me"}:
            graphemes[-1] += character
        else:
            graphemes.append(character)
    return tuple(graphemes)


def _kept(character: str) -> str:
    """The character, nothing for an invisible one, 〓 for half a surrogate pair or a replacement character."""
    category = unicodedata.category(character)
    if character == "\ufffd" or category == "Cs":
        return GAIJI
    return "" if category in {"Cc", "Cf"} and character != "\n" else character
