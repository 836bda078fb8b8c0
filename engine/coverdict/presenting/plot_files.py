"""Figures as the bytes of a file: the same figure gives the same bytes with the same matplotlib.

Nothing of the day, the machine or its settings goes into the file, and the letters of an SVG are drawn as shapes.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from html import escape

import matplotlib as mpl
from matplotlib.figure import Figure

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Colours that people with any kind of colour vision tell apart (Okabe and Ito)."""
INK = "#333333"
FAINT = "#DDDDDD"
_SETTINGS = {
    "svg.hashsalt": "coverdict",
    "svg.fonttype": "path",
    "text.parse_math": False,  # `$` is a dollar
    "font.family": "DejaVu Sans",  # comes with matplotlib
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
_SHARPNESS = 150  # dots an inch
_LEFT_OUT = {"svg": ("Creator", "Date"), "png": ("Software",)}


def picture(drawn: Callable[[], Figure], title: str, kind: str) -> bytes:
    """What ``drawn`` draws, as ``svg`` with its title or as ``png``."""
    stream = io.BytesIO()
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter that the font lacks is drawn as a box
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)  # type: ignore[arg-type] # it wants each key's own type
        left_out = dict.fromkeys(_LEFT_OUT[kind])
        drawn().savefig(stream, format=kind, dpi=_SHARPNESS, metadata=left_out)
    content = stream.getvalue()
    return content if kind == "png" else _titled(content.decode(), title).encode()


def _titled(svg: str, title: str) -> str:
    head, tag, rest = svg.partition("<svg ")
    opening, close, body = rest.partition(">")
    return f'{head}{tag}role="img" {opening}{close}\n <title>{escape(title)}</title>{body}'
