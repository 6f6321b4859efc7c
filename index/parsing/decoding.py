"""Bytes into text: byte order mark, strict UTF-8, then the best-scored of the encodings that reports come in."""

import codecs
import re

from index.errors import DamagedFile
from index.patterns import regex

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages and people call an encoding, and what its bytes really are.
_NAMES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5",
    "big5-hkscs": "big5",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "windows-1252": "cp1252",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
# Read only where a page names them: no score of ours tells them from the others.
_NAMED_ONLY = frozenset({"euc-kr", "euc-jp", "windows-1250", "windows-1251", "koi8-r", "iso-8859-2", "iso-8859-15"})
_CONTROL = regex(r"[\x00-\x08\x0e-\x1a]")
_CANDIDATES = ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp932", "cp1252")
# The encoding that a page names wins against one that scores a little better.
_HINT_BONUS = 0.3

_ODD = regex("[\r\x0b\x0c\x85\u2028\u2029]")
_ODD_LINE_END = regex("[\r\n]?\x0c[\r\n]?|[\r\x0b\x85\u2028\u2029]")

# The commonest characters of reports, simplified and traditional: one of them is worth more than a rare one.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白"
    "教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值"
    "亿县乡镇村城财税企投融推预案项绩效率坚贯落障稳促扶贫创服务居环境减排服险款额润股董监审"
    "這個為來們對會發動過說產種麼後學經時國進著電裡當現實點從業兩體機應開還間樣與關數變條無軍產長員總設級圖統組見計運農幾區強決戰則據處隊給門"
    "規熱領導東濟階術極聯認權證轉單車務萬議報類離華確張馬節話況傳許記需觀織裝書復兒際驗連斷難礦備辦習響勞團歷構稱準億縣鄉鎮財稅"
)


def decode(data: bytes, hint: str | None = None) -> str:
    """The text of a file, its line ends unified. `hint` is the encoding that the file itself names.

    Raises DamagedFile where the bytes are no text in any encoding known here.
    """
    return unify_line_ends(_decode(data, hint))


def unify_line_ends(text: str) -> str:
    """Every kind of line end as a line feed; a form feed is one too, with the line ends beside it."""
    text = text.replace("\r\n", "\n")
    return _ODD_LINE_END.sub("\n", text) if _ODD.search(text) else text


def _decode(data: bytes, hint: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            marked = _strict(data[len(mark) :], encoding, whole=False)
            return marked if marked is not None else _refuse()
    text = _utf8(data)
    if text is not None:
        return _undoubled(text)
    best, best_score = None, 0.0
    hinted = _encoding_named(hint)
    for encoding in dict.fromkeys((*_CANDIDATES, *([hinted] if hinted else []))):
        text = _strict(data, encoding)
        if text is None:
            continue
        score = _score(text, encoding) + (_HINT_BONUS if encoding == hinted else 0.0)
        if score > best_score:
            best, best_score = text, score
    return best if best is not None else _refuse()


def _utf8(data: bytes) -> str | None:
    """Strict UTF-8; control characters in it mean UTF-16. A file cut off inside a character is forgiven."""
    text = _strict(data, "utf-8", whole=False)
    if text is None or _CONTROL.search(text):
        return None
    # `caf\xe9` is Latin: only text that holds whole characters beyond ASCII may end in half a one.
    return text if not text.isascii() or _strict(data, "utf-8") is not None else None


_C1_CONTROL = regex("[\x80-\x84\x86-\x9f]")
_DOUBLED = regex("[\xc2-\xf4][\x80-\xbf]{1,3}")


def _undoubled(text: str) -> str:
    """The text of a file that was encoded in UTF-8 twice, which the control characters U+0080 to U+009F give away."""
    return _DOUBLED.sub(_once, text) if _C1_CONTROL.search(text) else text


def _once(match: re.Match[str]) -> str:
    try:
        return match.group().encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return match.group()


def _refuse() -> str:
    raise DamagedFile("is not text in any encoding known here; save it as UTF-8 and add it again")


def _encoding_named(hint: str | None) -> str | None:
    name = (hint or "").strip().lower()
    return _NAMES.get(name) or (name if name in _NAMED_ONLY else None)


def _strict(data: bytes, encoding: str, *, whole: bool = True) -> str | None:
    """The bytes decoded without any error, or None. Unless `whole`, a last character cut in two is left out."""
    try:
        return codecs.getincrementaldecoder(encoding)("strict").decode(data, whole)
    except UnicodeDecodeError:
        return None


def _score(text: str, encoding: str) -> float:
    """How much a text looks like writing: the mean over its characters beyond ASCII, from -2 to 1.

    UTF-16 and UTF-32 are judged on all their characters, since their ASCII proves them too.
    """
    sample = text[:20_000]
    wide = encoding.startswith(("utf-16", "utf-32"))
    total = count = 0.0
    for position, character in enumerate(sample):
        if character < "\x80":
            if wide:
                count += 1
                total += 1.0 if character >= " " or character in "\n\r\t" else -2.0
            elif character < " " and character not in "\n\r\t\x0c":
                count += 1
                total -= 2.0
            else:
                # Plain ASCII says little of the encoding, but that this is text at all.
                count += 0.1
                total += 0.05
            continue
        count += 1
        if encoding == "cp1252":
            total += _latin_score(sample, position)
        else:
            total += _character_score(character, encoding)
    return total / count if count else 0.0


def _character_score(character: str, encoding: str) -> float:
    if character in _COMMON:
        return 1.0
    if character in "，。、；：！？“”‘’（）《》「」—…·％":
        return 1.0
    if "\u3040" <= character <= "\u30ff":
        return 0.9 if encoding in ("cp932", "utf-16-le", "utf-16-be", "euc-jp") else -0.3
    if "\uff61" <= character <= "\uff9f" or "\ue000" <= character <= "\uf8ff":
        return -1.0
    if "\u4e00" <= character <= "\u9fff":
        return _han_score(character, encoding)
    if "\u3000" <= character <= "\u303f" or "\uff00" <= character <= "\uffef":
        return 0.7
    if character.isalpha():
        return 0.5 if encoding in _NAMED_ONLY else -0.3
    return 0.0 if character.isprintable() else -2.0


def _han_score(character: str, encoding: str) -> float:
    """Each standard orders its Han characters in a common and a rare level."""
    if encoding == "cp932":
        return 0.5 if _lead(character, "cp932") < 0x98 else -0.5
    simplified = 0xB0 <= _lead(character, "gb2312") <= 0xD7
    rare = 0xD8 <= _lead(character, "gb2312") <= 0xF7
    traditional = 0xA4 <= _lead(character, "big5") <= 0xC6
    if encoding == "big5":
        return 0.8 if traditional else -0.5
    if encoding == "gb18030":
        return 0.8 if simplified else (0.1 if traditional or rare else -0.5)
    return 0.7 if simplified or traditional else -0.5


def _lead(character: str, encoding: str) -> int:
    try:
        return character.encode(encoding)[0]
    except UnicodeEncodeError:
        return 0x100


def _latin_score(text: str, position: int) -> float:
    """An accented letter stands among letters, a mark beside ASCII; three such in a row are another encoding."""
    character = text[position]
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    if before >= "\x80" and after >= "\x80":
        return -0.8
    if character.isalpha():
        if character.isupper() and before.isalpha():
            return -0.5
        return 0.8 if before.isascii() or after.isascii() else -0.5
    return 0.7 if before.isascii() and after.isascii() else 0.0
