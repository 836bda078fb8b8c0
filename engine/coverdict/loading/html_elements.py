"""What HTML's elements mean for a reader of the text: which begin a block, which are not shown, which end where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto


class Role(Enum):
    """What the text in an element is: prose is cut into sentences, and each of the others is one."""

    PROSE = auto()
    WHOLE = auto()
    HEADING = auto()
    CAPTION = auto()
    LINES = auto()


def _tags(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _tags("area base br col embed hr img input link meta param source track wbr")
CELLS = _tags("td th")
HEADINGS = _tags("h1 h2 h3 h4 h5 h6")
BLOCKS = HEADINGS | _tags(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form header hgroup hr html legend li main menu nav ol optgroup option p pre search section summary table"
    " tbody td tfoot th thead tr ul"
)

_NOT_SHOWN = _tags(
    "audio canvas datalist head iframe noscript object rp script style svg template title video"
)
_ROLES = {
    **dict.fromkeys(HEADINGS, Role.HEADING),
    **dict.fromkeys(["dt", "legend", "li", "option", "summary"], Role.WHOLE),
    "caption": Role.CAPTION,
    "pre": Role.LINES,
}
_ALL_AROUND = _tags("center div p")
_PARTS = _tags("tbody tfoot thead")
_IN_THE_HEAD = _tags("base link meta noscript script style template title")
_IN_A_ROW = CELLS | _tags("caption li ol p tr ul")
_ENDED_BY = {
    "li": _tags("li p"),
    **dict.fromkeys(["dd", "dt"], _tags("dd dt p")),
    **dict.fromkeys(CELLS, _IN_A_ROW - _tags("tr")),
    "tr": _IN_A_ROW,
    **dict.fromkeys(_PARTS, _IN_A_ROW | _PARTS),
    **dict.fromkeys(["optgroup", "option"], _tags("option")),
}
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def role_in(tag: str, around: Role) -> Role:
    """The role of the text in an element, given that of the element around it."""
    if tag in _ROLES:
        return _ROLES[tag]
    return around if tag in _ALL_AROUND or tag not in BLOCKS else Role.PROSE


def is_shown(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether a page shows what is in the element."""
    hides = "hidden" in attributes or _HIDING.search(attributes.get("style") or "")
    return not (hides or tag in _NOT_SHOWN)


def ends(begun: str, innermost: str) -> bool:
    """Whether the beginning of one element ends the innermost of those that are open, with no end tag written."""
    if innermost == "head":
        return begun not in _IN_THE_HEAD
    if innermost == "p":
        return begun in BLOCKS
    return innermost in _ENDED_BY.get(begun, ())
