"""One visual language for charts: few colours that the colour-blind tell apart, quiet axes, French or English marks.

The colours are from the palette of Okabe and Ito (2008), darkened where text is written in them.
"""

from __future__ import annotations

import altair as alt

INK, QUIET, FAINT, LINE, SURFACE = "#1B2733", "#5B6875", "#8A949E", "#D5DCE2", "#F3F6F8"
FUND, LOSS = "#0B5C93", "#C2570C"
"""What the fund does, or its money; and what happens without it."""
PUBLIC, PRIVATE = "#0B5C93", "#56A5D8"
ALLOCATIONS = ("#0072B2", "#D55E00", "#009E73", "#AA4499")
SHAPES = ("circle", "diamond", "square", "triangle-up")
STATUSES = {"sourced": "#0B5C93", "derived": "#7FB2D6", "assumption": "#E0A458", "none": "#A3ACB5"}
FONT = "'Source Sans', 'Source Sans Pro', 'Segoe UI', Helvetica, Arial, sans-serif"


def styled(chart: alt.TopLevelMixin) -> alt.TopLevelMixin:
    """The chart with the fonts, axes and legend of every other chart."""
    return (
        chart.configure(font=FONT, background="transparent", padding={"left": 4, "right": 8, "top": 6, "bottom": 4})
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=QUIET, titleColor=QUIET, labelFontSize=12.5, titleFontSize=12.5, titleFontWeight="normal",
            gridColor="#E6EBEF", domainColor=LINE, tickColor=LINE, labelPadding=6, titlePadding=10,
        )
        .configure_legend(
            orient="top", title=None, labelFontSize=13, labelColor=INK, symbolStrokeWidth=2.5, labelLimit=320,
            offset=8, padding=0,
        )
        .configure_text(font=FONT)
    )  # fmt: skip


def numbers(lang: str, digits: int = 0, suffix: str = "") -> str:
    """An expression of Vega that writes an axis's numbers as `lang` writes them."""
    grouped = f"format(datum.value, ',.{digits}f')"
    if lang == "fr":
        grouped = f"replace(replace({grouped}, /,/g, '\u202f'), '.', ',')"
    return f"replace({grouped}, '-', '\u2212') + '{suffix}'"
