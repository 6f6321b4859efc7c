"""A drawing as a PNG: resvg draws our SVG, with the Chinese font of a wheel, else with what the machine has."""

from functools import cache
from importlib.util import find_spec

FONTS = "noto_cjk_sans_otc"
# Two dots a unit, so that it is sharp in print and on screens of high density.
ZOOM = 2.0
# Two characters that look alike only where a font has neither.
_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text y="30" font-size="24">{}</text></svg>'


def png_of(drawn: str) -> bytes:
    """The SVG as a picture. Raises ValueError for what is no SVG."""
    import resvg_py

    own = font_file()
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawn,
            zoom=ZOOM,
            font_files=[own] if own else None,
            skip_system_fonts=own is not None,
            sans_serif_family="Noto Sans CJK SC" if own else None,
        )
    )


def has_chinese() -> bool:
    """Whether pictures can show Chinese: the wheel's font is there, or one of the machine's has it."""
    return font_file() is not None or png_of(_PROBE.format("国")) != png_of(_PROBE.format("数"))


@cache
def font_file() -> str | None:
    """Where the wheel's font lies; None where it is not installed."""
    if find_spec(FONTS) is None:
        return None
    from noto_cjk_sans_otc import FONT_PATH

    return str(FONT_PATH)
