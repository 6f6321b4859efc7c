"""Words as they are searched: Han characters as unigrams and bigrams, other scripts word by word, numbers whole."""

from index.patterns import regex
from index.text.folding import fold
from index.text.script import HAN

_HAN = f"{HAN}〇"
_TOKEN = regex(rf"(?P<han>[{_HAN}]+)|(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_{_HAN}]+)")
# Whatever changes what `tokens` finds changes this: an index of other tokens is built anew.
TOKENS_VERSION = "3"
_SENTENCE_END = regex(r"[。!?;\n\t]|\.(?=\s|$)")


def tokens(text: str) -> list[str]:
    """Han characters as unigrams and bigrams, other scripts as lower-cased words, numbers whole without commas.

    The text is folded first, so that full-width and traditional forms match the plain and the simplified ones.
    """
    found: list[str] = []
    for match in _TOKEN.finditer(fold(text)):
        run = match.group()
        if match.lastgroup == "han":
            found.extend(run)
            found.extend(run[start : start + 2] for start in range(len(run) - 1))
        else:
            found.append(run.replace(",", "") if match.lastgroup == "number" else run)
    return found


def is_unigram(token: str) -> bool:
    """Whether a token is a single Han character."""
    return len(token) == 1 and not token.isascii() and _TOKEN.fullmatch(token) is not None


def matchable(text: str) -> str:
    """`text` with its Han runs, words and numbers apart, a sentence a line: `needle` finds what `tokens` would."""
    lines = []
    for line in _SENTENCE_END.split(fold(text)):
        runs = [
            match.group().replace(",", "") if match.lastgroup == "number" else match.group()
            for match in _TOKEN.finditer(line)
        ]
        if runs:
            lines.append(f" {' '.join(runs)} ")
    return "\n".join(lines)


def needle(token: str) -> str:
    """What to look for in a `matchable` text to find a token: words and numbers whole, Han characters anywhere."""
    return token if _TOKEN.match(token).lastgroup == "han" else f" {token} "  # type: ignore[union-attr]
