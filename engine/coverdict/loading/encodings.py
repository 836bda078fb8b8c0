"""Documents as text: bytes in the encoding that they are written in, or a diagnostic that says what they are.

The encoding is, in this order, what a mark at the beginning says, what the analyst names, what an HTML page declares,
and UTF-8. Nothing is guessed: a byte that does not fit is refused with its place.
"""

from __future__ import annotations

import codecs
import re

from coverdict.vocabulary.diagnostics import Diagnostic, Span

_MARKS = (  # the longer first: UTF-32's begins as UTF-16's does
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:\?xml\s[^>]*?\bencoding|meta\s[^>]*?\bcharset)\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""",
    re.IGNORECASE,
)
_LOOKED_AT = 4096  # bytes in which a page declares its encoding
# What browsers take these names for: no page that declares them means the narrower set.
_MEANT = {
    **dict.fromkeys(["ascii", "us-ascii", "iso-8859-1", "latin1", "latin-1"], "windows-1252"),
    **dict.fromkeys(
        ["utf-16", "utf-16le", "utf-16be"], "utf-8"
    ),  # a page that could say so is none
}
_NO_LETTERS = frozenset(
    ["idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "charmap"]
)
_SIGNS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "an office document or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an office document of the older kind"),
    (b"{\\rtf", "a rich-text document"),
    (b"%!PS", "a PostScript document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
)
_SIGN_WITHIN = 1024  # bytes that may stand before a PDF's sign


def decoded_document(
    raw: bytes, shown_as: str, named: str | None = None, is_html: bool = False
) -> tuple[str | None, tuple[Diagnostic, ...]]:
    r"""The text of a document's bytes, a mark at its beginning left out, or why there is none.

    >>> decoded_document(b"caf\xe9", "menu.txt", "windows-1252")
    ('café', ())
    """
    if named is not None and not is_encoding(named):
        return None, (unknown_encoding(named, Span(shown_as)),)
    sign = _sign(raw)
    if sign is not None:
        return None, (_no_text(shown_as, f"`{shown_as}` is {sign}, not a text"),)
    encoding = _marked(raw) or named or (_declared(raw) if is_html else None) or "utf-8"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        return None, (_undecodable(raw, error.start, shown_as, encoding),)
    if "\0" in text:
        return None, (_holding_zero(raw, text, shown_as),)
    return text.removeprefix("\ufeff"), ()


def is_encoding(name: str) -> bool:
    """Whether letters can be read in an encoding of this name.

    >>> is_encoding("windows-1252"), is_encoding("latin-11"), is_encoding("hex")
    (True, False, False)
    """
    try:
        found = codecs.lookup(name)
        b"a".decode(name)  # raises LookupError for what turns bytes into bytes
    except UnicodeDecodeError:
        pass  # a letter of two bytes cut short
    except (LookupError, ValueError):
        return False
    return found.name.replace("_", "-") not in _NO_LETTERS


def unknown_encoding(name: str, span: Span) -> Diagnostic:
    """An encoding is named that there is not."""
    return Diagnostic(
        "CV107",
        f"the encoding `{name}` is not known",
        "the document's letters could not be told from its bytes",
        span,
        "name one such as utf-8, windows-1252, iso-8859-15, utf-16-le or mac-roman",
    )


def _marked(raw: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)


def _declared(raw: bytes) -> str | None:
    """What the page says of itself, if that can be true."""
    found = _DECLARED.search(raw[:_LOOKED_AT])
    name = found[1].decode("ascii").lower() if found else ""
    name = _MEANT.get(name, name)
    return name if name and is_encoding(name) else None


def _sign(raw: bytes) -> str | None:
    if b"%PDF-" in raw[:_SIGN_WITHIN]:
        return "a PDF"
    return next((kind for sign, kind in _SIGNS if raw.startswith(sign)), None)


def _no_text(shown_as: str, message: str, help: str | None = None) -> Diagnostic:
    return Diagnostic(
        "CV108",
        message,
        "sentences can be read only where letters are",
        Span(shown_as),
        help or "save it as plain text, Markdown or HTML, and name that file",
    )


def _holding_zero(raw: bytes, text: str, shown_as: str) -> Diagnostic:
    wide = _wide(raw)
    if wide is not None:
        help = f"if it is a text of two bytes a letter, name its encoding: --encoding {wide}"
        return _no_text(shown_as, f"`{shown_as}` is not a text in UTF-8: it holds zeros", help)
    place = text.index("\0") + 1
    return _no_text(shown_as, f"`{shown_as}` is not a text: character {place} is zero")


def _wide(raw: bytes) -> str | None:
    """The encoding of two bytes a letter that the zeros speak for."""
    begin = raw[:_LOOKED_AT]
    half = len(begin) // 2
    if begin[1::2].count(0) * 2 > half:
        return "utf-16-le"
    return "utf-16-be" if begin[::2].count(0) * 2 > half else None


def _undecodable(raw: bytes, at: int, shown_as: str, encoding: str) -> Diagnostic:
    before = raw[:at].decode(encoding, "replace").removeprefix("\ufeff")
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    line, column = len(lines), len(lines[-1]) + 1
    name = "UTF-8" if encoding.startswith("utf-8") else encoding
    other = "windows-1252" if name == "UTF-8" else "utf-8"
    return Diagnostic(
        "CV106",
        f"the document is not {name} at byte {at + 1} (0x{raw[at]:02X})",
        "its letters would be guessed",
        Span(shown_as, line, column, line, column + 1),
        f"name the encoding that it is in, such as --encoding {other}, or `encoding: {other}` in its register;"
        " or save it as UTF-8",
    )
