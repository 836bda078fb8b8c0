"""Values as YAML text in canonical form: quotes only where a reader needs them, long texts folded.

Enters a value and the columns there are for it. Leaves the text of one line, or the lines of a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from coverdict.loading.yaml_scalars import resolved

WIDTH = 120
_FOLD = 118  # columns of a folded text: a mark at the end of a line still fits
_PRINTED = re.compile("[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*")
_BEGINS_OTHERWISE = re.compile(r"[\[\]{},#&*!|>'\"%@`=]|[-?:](?:\s|$)|<<$|---|\.\.\.|[?:]")
_MEANS_OTHERWISE = re.compile(r":(?:\s|$)|\s#")
_BREAKS_A_LIST = re.compile(r"[\[\]{},?]")  # some readers trip over a question mark too
_BLANK_TO_BREAK = re.compile(r"(?<! ) (?! )")
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def inline(value: str | int | bool, in_brackets: bool = False) -> str:
    """The value on one line; a text in brackets may not have what closes or parts them.

    >>> inline("600.00"), inline("a: b"), inline("a, b"), inline("a, b", in_brackets=True)
    ('"600.00"', '"a: b"', 'a, b', '"a, b"')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return value if _is_plain(value, in_brackets) else _quoted(value)


def block(text: str, indent: int) -> tuple[str, ...]:
    """The head and the lines of a text that is too long for one line; no lines if quotes must hold it.

    >>> block("one two", 114)
    ('>-', 'one', 'two')
    """
    if not _may_be_block(text):
        return ()
    body = text.removesuffix("\n")
    chomped = "" if body != text else "-"
    lines = body.split("\n")
    if len(lines) > 1 and all(indent + len(line) <= WIDTH for line in lines):
        return (f"|{chomped}", *lines)
    return (f">{chomped}", *_folded(lines, _FOLD - indent))


def _folded(lines: list[str], width: int) -> Iterator[str]:
    """Each line in lines no wider than that, where its words allow; an empty one for each break that is kept."""
    for number, line in enumerate(lines):
        if number:
            yield ""
        if line:
            yield from _wrapped(line, width)


def _wrapped(line: str, width: int) -> Iterator[str]:
    first, *words = _BLANK_TO_BREAK.split(line)
    current = first
    for word in words:
        if len(current) + 1 + len(word) <= width:
            current = f"{current} {word}"
        else:
            yield current
            current = word
    yield current


def _may_be_block(text: str) -> bool:
    """True where no blank at the end or beginning of a line would be lost or read as an indentation."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    return (
        bool(lines[0] and lines[-1])
        and all(line == line.strip() for line in lines)
        and all(_PRINTED.fullmatch(line) for line in lines)
    )


def _is_plain(text: str, in_brackets: bool) -> bool:
    return (
        resolved(text) == text
        and text == text.strip()
        and _PRINTED.fullmatch(text) is not None
        and not _BEGINS_OTHERWISE.match(text)
        and not _MEANS_OTHERWISE.search(text)
        and not (in_brackets and _BREAKS_A_LIST.search(text))
    )


def _quoted(text: str) -> str:
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    known = _ESCAPED.get(character)
    if known is not None:
        return known
    if _PRINTED.fullmatch(character):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
