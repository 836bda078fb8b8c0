"""What is refused in a text before it is parsed: characters that do not show, and tabs."""

import re

from coverdict.vocabulary.diagnostics import Diagnostic, Span

_LINE_END = re.compile(r"\r\n|\r|\n")
# YAML breaks lines at NEL, LS and PS, where editors do not; surrogates cannot be written out.
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)


def lines_of(text: str) -> list[str]:
    """The lines as editors count them; `str.splitlines` breaks at more places."""
    return _LINE_END.split(text)


def span_at(text: str, index: int, file: str, length: int = 1) -> Span:
    """The place of the character at the index, 1-based."""
    before = lines_of(text[:index])
    line, column = len(before), len(before[-1]) + 1
    return Span(file, line, column, line, column + length)


def unreadable(text: str, file: str) -> tuple[Diagnostic, ...]:
    """The refusal of the first character that does not show or is not text."""
    met = _UNREADABLE.search(text)
    return () if met is None else (unreadable_at(met[0], span_at(text, met.start(), file)),)


def unreadable_at(character: str, span: Span) -> Diagnostic:
    """The refusal of one character that does not show."""
    return Diagnostic(
        "CV114",
        f"character U+{ord(character):04X} cannot stand in a file",
        "it does not show, so words and lines would differ from what is seen",
        span,
        "delete it, or write an ordinary blank or line break",
    )


def indenting_tabs(text: str, file: str) -> tuple[Diagnostic, ...]:
    """The refusal of tabs that indent a line: what belongs together cannot be told."""
    return _tabs(text, file, re.compile(r" *\t"), "tab in the indentation")


def other_tabs(text: str, file: str) -> tuple[Diagnostic, ...]:
    """The refusal of tabs elsewhere; each can be read as a blank."""
    return _tabs(text, file, re.compile(r".*?\t"), "tab")


def _tabs(text: str, file: str, until_tab: re.Pattern[str], what: str) -> tuple[Diagnostic, ...]:
    if "\t" not in text:
        return ()
    matches = ((number, until_tab.match(line)) for number, line in enumerate(lines_of(text), 1))
    columns = [(number, met.end()) for number, met in matches if met]
    if not columns:
        return ()
    line, column = columns[0]
    more = f" ({len(columns) - 1} more lines have tabs)" if len(columns) > 1 else ""
    return (
        Diagnostic(
            "CV115",
            what,
            "each editor gives tabs its own width, so it cannot be seen what belongs together",
            Span(file, line, column, line, column + 1),
            f"write blanks instead{more}",
        ),
    )
