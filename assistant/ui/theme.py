"""Our own colours and type for Gradio's components; styles/ does the rest. No font is fetched."""

import gradio as gr
from gradio.themes.utils import colors, fonts, sizes

# 松绿 on paper; AA contrast on both grounds.
_PINE = colors.Color(
    "#eef5f3",
    "#dcebe7",
    "#b9d7d0",
    "#8fbeb4",
    "#5f9f93",
    "#3f8175",
    "#2a6a5f",
    "#1f564d",
    "#1a463f",
    "#143630",
    "#0d2521",
)
_PAPER = colors.Color(
    "#fdfcf9",
    "#f7f5f0",
    "#eceae3",
    "#dcd9d0",
    "#aeaba2",
    "#85837b",
    "#66655f",
    "#4b4b47",
    "#2c3033",
    "#1c2124",
    "#14181a",
)


def make_theme() -> gr.themes.Base:
    """The theme for `launch`."""
    theme = gr.themes.Base(
        primary_hue=_PINE,
        secondary_hue=_PINE,
        neutral_hue=_PAPER,
        radius_size=sizes.radius_md,
        font=[fonts.Font(name) for name in ("PingFang SC", "Microsoft YaHei UI", "Noto Sans CJK SC", "sans-serif")],
        font_mono=[fonts.Font(name) for name in ("SFMono-Regular", "Consolas", "monospace")],
    )
    theme.set(
        body_background_fill="var(--wj-ground)",
        body_background_fill_dark="var(--wj-ground)",
        body_text_color="var(--wj-ink)",
        body_text_color_dark="var(--wj-ink)",
        block_border_width="0px",
        block_shadow="none",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        input_background_fill="var(--wj-surface)",
        input_background_fill_dark="var(--wj-surface)",
        button_primary_background_fill="var(--wj-accent)",
        button_primary_background_fill_dark="var(--wj-accent)",
        button_primary_background_fill_hover="var(--wj-accent-strong)",
        button_primary_background_fill_hover_dark="var(--wj-accent-strong)",
        button_primary_text_color="var(--wj-on-accent)",
        button_primary_text_color_dark="var(--wj-on-accent)",
    )
    return theme
