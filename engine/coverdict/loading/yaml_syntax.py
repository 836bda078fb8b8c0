"""Syntax errors of YAML in words that an analyst can act on.

Enters the error of either of PyYAML's parsers, which word and place them differently. Leaves one
diagnostic.
"""

import re

import yaml

from coverdict.loading.yaml_text import lines_of
from coverdict.vocabulary.diagnostics import Diagnostic, Related, Span
from coverdict.vocabulary.records import record

_QUOTE = "put the text in quotes"
_GLUED_COLON = re.compile(r"\s*(?:- +)?[\w.$-]+:(?=[^\s:/])")


@record
class _Wording:
    context: str  # where the parser was, as a pattern
    problem: str  # what it met, as a pattern
    message: str
    why: str
    help: str
    at_start: bool = False  # the place is where the construct begins, not where the parser gave up
    opened: str | None = None  # what stands at the construct's start, when that is a second place


_WORDINGS = (
    _Wording(
        "",
        "mapping values are not allowed",
        "a colon stands where no value can begin",
        "a colon and a blank end a key, so the rest would be read as a second value",
        f"{_QUOTE}, or mend the indentation",
    ),
    _Wording(
        "",
        "cannot start any token",
        "a text cannot begin with `{sign}`",
        "YAML keeps this sign for itself",
        _QUOTE,
    ),
    _Wording(
        "quoted scalar",
        "end of stream|document separator",
        "this quotation mark is never closed",
        "everything up to the end of the file would be one text",
        "add the closing quotation mark",
        at_start=True,
    ),
    _Wording(
        "quoted scalar",
        "",
        "unknown escape in a text in double quotes",
        "after a backslash only certain letters have a meaning",
        "write the backslash twice, or use single quotes",
    ),
    _Wording(
        "simple key",
        "",
        "a key without a colon and a value",
        "a line in a group of keys must read `key: value`",
        "write `key: value`, or indent the line further when it goes on with the text above",
        at_start=True,
    ),
    _Wording(
        "flow sequence",
        "",
        "a comma or the closing `]` is missing before this",
        "it cannot be told where the list ends",
        "add the comma or the `]`",
        opened="the list is opened here",
    ),
    _Wording(
        "flow mapping",
        "",
        "a comma or the closing `}` is missing before this",
        "it cannot be told where the group of keys ends",
        "add the comma or the `}`",
        opened="the group is opened here",
    ),
    _Wording(
        "block mapping",
        "",
        "this line is not part of the group of keys above it",
        "its indentation or its first sign fits no group",
        "give it the indentation of the lines it belongs with",
        opened="the group begins here",
    ),
    _Wording(
        "block collection|block sequence",
        "",
        "this line is not part of the list above it",
        "its indentation or its first sign fits no list",
        "begin it with `- ` under the other items, or mend its indentation",
        opened="the list begins here",
    ),
    _Wording(
        "alias|anchor",
        "",
        "a text cannot begin with `{sign}`",
        "YAML takes the sign for the name of an anchor or alias",
        _QUOTE,
        at_start=True,
    ),
    _Wording(
        "tag",
        "",
        "a text cannot begin with `!`",
        "YAML takes the sign for a tag",
        _QUOTE,
        at_start=True,
    ),
    _Wording(
        "directive",
        "",
        "a line cannot begin with `%`",
        "YAML takes the sign for an instruction to the reader",
        _QUOTE,
        at_start=True,
    ),
    _Wording(
        "block scalar",
        "",
        "text stands behind `|` or `>`",
        "the text of such a value begins on the next line, indented",
        "move the text to the next line",
    ),
    _Wording(
        "flow node|block node",
        "",
        "a value is missing before this",
        "a comma, a bracket or a brace stands where a value must",
        "write the value, or take the sign away",
    ),
)
_OTHER = _Wording(
    "",
    "",
    "this cannot be read as YAML",
    "what comes after this place would be guessed",
    "put texts with special signs in quotes, and check brackets and indentation",
)


def syntax_error(error: Exception, text: str, file: str, last: Span) -> Diagnostic:
    """What is wrong with the text; `last` is the place to name when the error knows none."""
    context, problem, begun, met = _parts(error)
    wording = next((w for w in _WORDINGS if _fits(w, context, problem)), _OTHER)
    mark = begun if wording.at_start and begun else met or begun
    span = _span(file, mark, text) if mark else last
    sign = text[mark.index : mark.index + 1] if mark else ""
    related: tuple[Related, ...] = ()
    if wording.opened and begun:
        related = (Related(wording.opened, _span(file, begun, text)),)
    keyless = "mapping values" in problem or "simple key" in context
    help_ = (_glued_colon(text, span) if keyless else None) or wording.help
    message = wording.message.replace("{sign}", sign)
    return Diagnostic("CV110", message, wording.why, span, help_, related=related)


def _parts(error: Exception) -> tuple[str, str, yaml.Mark | None, yaml.Mark | None]:
    if isinstance(error, yaml.MarkedYAMLError):
        context, problem = error.context or "", error.problem or ""
        return str(context), str(problem), error.context_mark, error.problem_mark
    return "", "", None, None


def _fits(wording: _Wording, context: str, problem: str) -> bool:
    return bool(re.search(wording.context, context) and re.search(wording.problem, problem))


def _span(file: str, mark: yaml.Mark, text: str) -> Span:
    """The one character at the mark; where the text is over, its last character that shows."""
    if mark.index < len(text):
        return Span(file, mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
    lines = lines_of(text.rstrip())
    line, column = len(lines), max(len(lines[-1]), 1)
    return Span(file, line, column, line, column + 1)


def _glued_colon(text: str, span: Span) -> str | None:
    """The mend for `key:value`, which YAML takes for a text that goes on in the next line."""
    suspects = lines_of(text)[max(span.line - 2, 0) : span.line]
    return "put a blank after the colon" if any(map(_GLUED_COLON.match, suspects)) else None
