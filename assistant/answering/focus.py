"""What a question asks about: what is left of it without its asking words, its places and its years.

Words are taken off only as whole phrases in a row, so that 有 goes with 哪些省有 and stays in 国有企业. What is left in
one piece is the thing; in several, only a question that can place each of them may be answered.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answering.own_reports import OWN_PLACE
from assistant.messages import Language
from assistant.query.scope import MENTIONED
from assistant.query.understanding import Understanding
from index.lexicon.loading import any_of, words
from index.patterns import regex
from index.structure.issuers import short_name
from index.text.folding import fold, simplified
from index.text.numerals import whole_value
from index.text.places import Level, find_places
from index.text.script import HAN

_QUOTED = regex(
    r"“([^”]+)”|《((?![^》]*报告)[^》]+)》|「([^」]+)」|『([^』]+)』|\"([^\"]+)\"|‘([^’]+)’|(?<!\w)'([^']+)'(?!\w)"
)
_YEAR = regex(
    r"(?<!\d)(?:(?:19|20)?\d\d)年度?(?![产度期内前后以])|[今去前明]年|上一?年|当年|本年度|(?:过去|近|今后)?[一二三四五几]年来?"
)
_SHORT_YEAR = regex(r"(?<!\d)(\d\d)年(?![以来内前后产期])")
# 哪三个, 哪几家, 哪些省份, 多少个省, 几份; what kind of thing is asked for stands behind and belongs to the asking.
_NUMERAL = "[一二两三四五六七八九十几\\d]{1,3}"
_MEASURE = "[个项家份条种类大座所位件只款年地级届块处批名本点次]"
_KIND_OF_PLACE = (
    "(?:省份|省市区|省区市|省市|省区|省级|省|自治区|直辖市|城市|市|县|地方|地区|区域|公司|企业|年份|年|机构)"
)
_WHICH = regex(
    rf"(?:有)?(?:哪(?:些个?|几{_MEASURE}?|{_NUMERAL}{_MEASURE}|{_MEASURE})|多少{_MEASURE}?|几{_MEASURE})(?:{_KIND_OF_PLACE}|词)*"
    rf"|\d{{2}}(?:个)?省(?:份|市|区市)?|全国各(?:省市|省|地)|各(?:省市|省|地)"
)
_WHICH_FOUR = r"(?:是|指|由)?哪(?!里)[^，。？?；]{1,3}(?=[，。？?；]|$)"
# 是哪四库, 指什么人, 包括哪些地方 at the end of a clause.
_SHAPES = {
    "frame_list": _WHICH_FOUR,
    "frame_definition": (
        r"(?:说的|指的)?(?:是|指|由|包括)?(?:哪(?!里)[^，。？?；]{1,3}|(?:什么|哪些|啥)[^，。？?；]{0,3})(?=[，。？?；]|$)"
    ),
}
_ENGLISH_WORD = regex(r"[A-Za-z]{2,}")
_ENGLISH_WORDS = regex(
    r"\b(?:what|which|who|how|when|list|find|show|search|name|give|summari[sz]e|outline|describe|define|explain|does|do|is|are)\b",
    re.IGNORECASE,
)
# A remark in brackets says how to answer: （十一项）, （就这四个字）.
# A remark in brackets, and in what form the answer is wanted: 给领导写一段话.
REMARK = regex(
    r"[（(][^（）()]*[)）]"
    r"|[，,](?:(?:给|帮|替|为)[^，。？?]{1,4})?(?:写|拟|整理|归纳|概括|弄|凑)(?:个|一|成|出|下)*"
    r"(?:段话?|小结|材料|稿子?|提纲|汇报|总结|要点|几句话?)[^，。？?]{0,4}[。？?]?$"
)
_ENDS = "的了着呢吗啊呀吧呗么"
_ASKING = regex(r"什|多少|哪|怎|谁|啥|几[个次]|是否")
_BESIDE_A_PLACE = "，、,的在由和与及跟"
_LETTER = regex(rf"[{HAN}\w]")
_SPLIT = regex(r"[，。？！；：、,?!;:（）()\s]+")
_COUNT = regex(
    rf"(?P<number>\d{{1,3}}|[一二两三四五六七八九十百]{{1,3}})(?P<unit>{_MEASURE}|方面|个方面|大|家|个)?(?P<head>.*)"
)


@dataclass(frozen=True, slots=True)
class Focus:
    """What a question is about: its pieces that are left, in order and without quotation marks, and what these held.

    `sort` is the piece right behind 哪些, the sort of thing that is asked for; it is among the pieces.
    """

    pieces: tuple[str, ...]
    quoted: tuple[str, ...]
    sort: str = ""

    @property
    def thing(self) -> str:
        """What is asked about: what stands in quotation marks alone, else the one piece; "" where it isn't plain."""
        if len(self.quoted) == 1:
            return self.quoted[0]
        plain_one = len(self.pieces) == 1 and not self.quoted and not _ASKING.search(self.pieces[0])
        return self.pieces[0] if plain_one else ""


def focus_of(understanding: Understanding, *kinds: str) -> Focus:
    """What the question asks about; `kinds` name the lexicon's frames that go with the kind of question."""
    text = simplified(understanding.question)
    quoted = [match.span(match.lastindex or 0) for match in _QUOTED.finditer(text)]
    blank = [False] * len(text)
    for match in _frames(kinds).finditer(text):
        _blank(blank, match.span(), quoted)
    for match in (*_YEAR.finditer(text), *REMARK.finditer(text), *OWN_PLACE.finditer(text)):
        _blank(blank, match.span(), quoted)
    for span in _places(text, understanding):
        if "frame_mention" in kinds and MENTIONED.search(text, 0, span[0]):
            continue  # 提到三明医改: the place is the term's
        if (
            span[0] == 0
            or blank[span[0] - 1]
            or text[span[0] - 1] in _BESIDE_A_PLACE
            or not _LETTER.match(text[span[0] - 1])
        ):
            _blank(blank, span, quoted)
    left = "".join(" " if gone else letter for letter, gone in zip(text, blank, strict=True))
    behind = [match.end() for match in _WHICH.finditer(text) if match.end() < len(text) and left[match.end()] != " "]
    return Focus(
        tuple(_pieces(left)),
        tuple(text[start:end] for start, end in quoted),
        next(_pieces(left[behind[0] :]), "") if behind else "",
    )


def is_english(question: str) -> bool:
    """Whether a question is put in English, though a Chinese term may stand in it."""
    return _ENGLISH_WORDS.search(question) is not None and len(_ENGLISH_WORD.findall(question)) > 2


def language_asked(understanding: Understanding) -> Language:
    """The language to answer in: English for "Which provinces mention 商业航天?" too."""
    return "en" if is_english(understanding.question) else understanding.language


def asked_years(understanding: Understanding) -> tuple[int, ...]:
    """The years that a question speaks of, 22年 among them."""
    short = tuple(2000 + int(match[1]) for match in _SHORT_YEAR.finditer(understanding.question) if int(match[1]) < 70)
    return understanding.years or short


def counted(piece: str) -> tuple[int, str] | None:
    """`10件惠民实事` as its number and what is counted; None where no number opens it."""
    match = _COUNT.fullmatch(piece)
    if match is None or not (match["unit"] or len(match["number"]) == 1):
        return None
    return whole_value(match["number"]), match["head"]


def same(left: str, right: str) -> bool:
    """Whether two names are one, their writing aside: width, script, case, spaces and quotation marks."""
    return plain(left) == plain(right)


def plain(text: str) -> str:
    """A name as names are compared."""
    return re.sub(r"[\s“”‘’\"'「」『』《》]", "", fold(text))


def _pieces(left: str) -> Iterator[str]:
    for piece in _SPLIT.split(left):
        bare = re.sub(r"[“”‘’\"「」『』]", "", piece).rstrip(_ENDS)
        bare = re.sub("^(?:里面|里|中|上)?的", "", bare)
        if _LETTER.search(bare) and bare not in _BESIDE_A_PLACE:
            yield bare


def _places(text: str, understanding: Understanding) -> Iterator[tuple[int, int]]:
    """Where the places and issuers stand that set the question's scope, with 省 or 市 behind them."""
    for place in find_places(text):
        if place.level <= Level.PROVINCE or place.name in understanding.scope.regions:
            yield place.start, _behind(text, place.end)
    issuers = understanding.scope.issuers
    for name in (*understanding.scope.regions, *issuers, *map(short_name, issuers)):
        for match in re.finditer(re.escape(simplified(name)), text):
            yield match.start(), _behind(text, match.end())


def _behind(text: str, end: int) -> int:
    match = re.compile(
        r"(?:壮族|回族|维吾尔)?(?:自治区|省|市(?!场))?(?:委)?(?:人民政府|政府(?!投资|债|采购|性))?(?:的)?"
    ).match(text, end)
    return match.end() if match else end


def _blank(blank: list[bool], span: tuple[int, int], kept: Sequence[tuple[int, int]]) -> None:
    start, end = span
    if any(start < last and first < end for first, last in kept):
        return
    blank[start:end] = [True] * (end - start)


@cache
def _frames(kinds: tuple[str, ...]) -> re.Pattern[str]:
    """Frames in a row, with weak ones before or between them, and 了 or 过 behind."""
    shapes = [_SHAPES[kind] for kind in kinds if kind in _SHAPES]
    strong = "|".join([*shapes, _WHICH.pattern, *(any_of(words("question_words", kind)) for kind in ("frame", *kinds))])
    weak = any_of(words("question_words", "frame_weak"))
    return re.compile(rf"(?:(?:{weak})*(?:{strong}))+(?:[了过]|的(?!士)|把|都|曾|(?:{weak})+(?=$|[，。？；,?;“\"「]))*")
