"""What multiplies a number by a power of ten: 万, 亿, thousand, million; where each is read, and what is said in it."""

from decimal import Decimal
from typing import Literal, NamedTuple

from index.lexicon.loading import read_table

Use = Literal["text", "header", "said"]


class Scale(NamedTuple):
    """A scale as written, its power of ten, the language it is of (zh, en) and what it is used for (see `Use`)."""

    name: str
    power: Decimal
    language: str
    uses: tuple[str, ...]

    @property
    def factor(self) -> Decimal:
        """How many ones it is."""
        return 10**self.power


SCALES = read_table("scales", Scale)


def scales(language: str, use: Use) -> tuple[Scale, ...]:
    """The scales of a language that are used so, the largest first."""
    found = (scale for scale in SCALES if scale.language == language and use in scale.uses)
    return tuple(sorted(found, key=lambda scale: -scale.power))


HAN_SCALES = {scale.name: int(scale.factor) for scale in scales("zh", "text")}
ENGLISH_SCALES = {scale.name: int(scale.factor) for scale in scales("en", "text")}


def scale_value(written: str) -> int:
    """The product of the scale letters of `written`: 万亿 is 10**12, 千万 10**7."""
    value = 1
    for character in written:
        value *= HAN_SCALES.get(character, 1)
    return value


def in_scale(value: Decimal, language: str) -> tuple[Decimal, str]:
    """A value as people say it: how many of the largest scale that it fills, and that scale; "" where it fills none."""
    for scale in scales(language, "said"):
        if abs(value) >= scale.factor:
            return value / scale.factor, scale.name
    return value, ""
