"""Figures, years, names and words that a report blanks: X%, XX亿元, 20XX年, XX县, 社会主X思想."""

from collections.abc import Iterator

from index.lexicon.loading import any_of, words
from index.patterns import regex
from index.text.script import HAN

_MASK_CHARACTERS = regex(r"[XxＸｘ×*＊_□]")
_UNIT = f"(?:{any_of(words('unit_lists', 'masked'))})"
# What a single capital X before Han letters really is: X-rays, axes, chromosomes, generations.
_REAL_X = r"射线|光|轴|染色体|波段|级|型|形|因子|键|世代|文件|医学|档|坐标|企业|射電|光机"
_MASKED = regex(
    # years: XXXX年, 20XX年
    r"(?P<year>(?<![A-Za-z0-9+Ｘｘ×])[XxＸｘ×]{4}\s?年|(?:19|20)\d?[Xx]+\s?年)"
    # figures: X%, XX亿元, X-XX年, 1XX亿元, **%, ____万元
    rf"|(?P<figure>(?<![A-Za-z0-9+Ｘｘ×])[XxＸｘ×]+(?:[-—.．~～][XxＸｘ×]+)?\s?{_UNIT}"
    rf"|\d[Xx]{{2,}}\s?{_UNIT}"
    r"|(?:(?<![*＊])[*＊]+|(?<!_)_{2,}|(?<!□)□+)\s?(?:%|％|亿元|万元|亿美元|个百分点|元))"
    # ratios and slogans: X:X:X, x+xx
    r"|(?P<ratio>(?<![A-Za-z0-9+Ｘｘ])[XxＸｘ]+(?:[:：+∶][XxＸｘ]+)+(?![A-Za-z0-9+]))"
    # names, in Chinese surroundings: XX县, “XX英才”, ××同志, Gxxxxx至联盟段
    rf"|(?P<name>(?<![A-Za-z0-9Ｘｘ×])(?:[XＸ×]{{2,}}|x{{2,}})(?=\s?[{HAN}、，。；：”）》])"
    rf"|(?<=[{HAN}“（《、，。])(?:[XＸ×]{{2,}}|x{{2,}})(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z])[A-Z]x{{3,}}(?=[{HAN}])"
    rf"|(?<![A-Za-z0-9])XG(?=[{HAN}]))"
    # a masked letter of a word: 社会主X思想, X务教育, X江
    rf"|(?P<word>(?<![A-Za-z0-9+*×])(?<![A-Za-z0-9] )[XＸ](?!{_REAL_X})(?=[{HAN}]))"
)
MASK_KINDS = ("figure", "year", "ratio", "name", "word")


def masks(text: str) -> Iterator[tuple[int, int, str]]:
    """Every masked figure, year, ratio, name and word: where it stands, and which of MASK_KINDS it is."""
    if _MASK_CHARACTERS.search(text):
        for match in _MASKED.finditer(text):
            yield match.start(), match.end(), str(match.lastgroup)


def is_blanked(text: str) -> bool:
    """Whether a figure, name or word in `text` is masked: `X%`, `XX亿元`, `X:X:X`, `XX县`, `社会主X思想`, `**%`."""
    return _MASK_CHARACTERS.search(text) is not None and _MASKED.search(text) is not None
