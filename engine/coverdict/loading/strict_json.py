"""JSON read as strictly as YAML, for the cases that other programs write.

Enters the text of a file. Leaves the same `Node` as the same content in YAML would, each value with
its place. A decimal number is exact as written in JSON, so it is accepted, as a text. `null` and
exponents are refused.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from coverdict.loading import yaml_refusals as refusals
from coverdict.loading.yaml_refusals import MAX_DEPTH
from coverdict.loading.yaml_scalars import MAX_DIGITS, exponent, not_finite, null, too_long
from coverdict.loading.yaml_text import span_at, unreadable, unreadable_at
from coverdict.vocabulary.diagnostics import Diagnostic, Span
from coverdict.vocabulary.nodes import Entry, Mapping, Node, Scalar, Sequence

_STRING = r'"(?:[^"\\]|\\.)*"'
_BRACKETS = re.compile(rf"{_STRING}|[\[{{]|[\]}}]", re.DOTALL)
_TOKENS = re.compile(
    rf"(?P<text>{_STRING})|(?P<number>-?[0-9][0-9.eE+-]*)|(?P<word>-?[a-zA-Z]+)|[\[\]{{}},:]",
    re.DOTALL,
)
_COMMA_AT_END = re.compile(r",\s*[\]}]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PROBLEMS = (
    ("',' delimiter", "a comma or a closing bracket is missing before this", "add it"),
    ("':' delimiter", "a colon is missing before this", "write the key, a colon and the value"),
    ("trailing comma", "a comma with nothing behind it", "take the comma away"),
    ("property name", "a key in double quotes is missing here", "put the key in double quotes"),
    ("Extra data", "text behind the end of the case", "take it away, or close the bracket later"),
    ("Unterminated", "this quotation mark is never closed", "add the closing quotation mark"),
    ("control character", "a line break or tab inside a text", "write `\\n` or `\\t`"),
    ("escape", "unknown escape in a text", "write the backslash twice"),
    (
        "Expecting value",
        "a value is missing here",
        "write a value; texts stand in double quotes",
    ),
)


def read_json(text: str, file: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The JSON value of the text, and everything refused in it, in the order met.

    >>> node, refused = read_json('{"fee": 600.00, "date": null}', "case.json")
    >>> node.get("fee").value, [(str(item.span), item.help) for item in refused]
    ('600.00', [('case.json:1:25', 'leave the fact out')])
    """
    refused = unreadable(text, file) or _unsound(text, file)
    if refused:
        return None, refused
    reader = _Reader(text, file)
    return reader.value(), tuple(reader.refused)


def _unsound(text: str, file: str) -> tuple[Diagnostic, ...]:
    """What keeps the text from being JSON at all."""
    if not text.strip(" \t\r\n"):
        return (refusals.empty_file(file),)
    deep = _first_too_deep(text)
    if deep is not None:
        return (refusals.too_deep(span_at(text, deep, file)),)
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        return (_syntax_error(error, text, file),)
    return ()


def _first_too_deep(text: str) -> int | None:
    depth = 0
    for met in _BRACKETS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(met[0], 0)
        if depth > MAX_DEPTH:
            return met.start()
    return None


def _syntax_error(error: json.JSONDecodeError, text: str, file: str) -> Diagnostic:
    comma = _trailing_comma(error, text)
    problem = "trailing comma" if comma else error.msg
    found = (
        (message, help_) for pattern, message, help_ in _PROBLEMS if re.search(pattern, problem)
    )
    other = ("this cannot be read as JSON", "check quotes, commas and brackets")
    message, help_ = next(found, other)
    at = comma.start() if comma else min(error.pos, len(text.rstrip()) - 1)
    why = "what comes after this place would be guessed"
    return Diagnostic("CV140", message, why, span_at(text, at, file), help_)


def _trailing_comma(error: json.JSONDecodeError, text: str) -> re.Match[str] | None:
    """A comma before a closing bracket; Python names the bracket, or from version 3.13 on the comma."""
    if not re.search("property name|Expecting value|trailing comma", error.msg):
        return None
    before = len(text[: error.pos].rstrip()) - 1
    return _COMMA_AT_END.match(text, error.pos) or _COMMA_AT_END.match(text, max(before, 0))


class _Reader:
    """Reads tokens of a text that is known to be JSON, no deeper than `MAX_DEPTH`."""

    def __init__(self, text: str, file: str) -> None:
        self.refused: list[Diagnostic] = []
        self._file = file
        self._line_starts = [0, *(met.end() for met in _LINE_END.finditer(text))]
        self._tokens: Iterator[re.Match[str]] = _TOKENS.finditer(text)

    def value(self) -> Node:
        return self._value(next(self._tokens))

    def _value(self, token: re.Match[str]) -> Node:
        span = self._span(token, token)
        match token[0][0], token.lastgroup:
            case "{", _:
                return self._mapping(token)
            case "[", _:
                return self._sequence(token)
            case _, "text":
                return Scalar(self._text(token), span, quoted=True)
            case _, "number":
                return self._number(token[0], span)
            case _:
                return self._word(token[0], span)

    def _sequence(self, start: re.Match[str]) -> Sequence:
        items: list[Node] = []
        for token in self._tokens:
            if token[0] == "]":
                return Sequence(tuple(items), self._span(start, token))
            if token[0] != ",":
                items.append(self._value(token))
        raise AssertionError("the json module accepts no open list")

    def _mapping(self, start: re.Match[str]) -> Mapping:
        entries: dict[str, Entry] = {}
        for token in self._tokens:
            if token[0] == "}":
                return Mapping(tuple(entries.values()), self._span(start, token))
            if token[0] != ",":
                self._entry(token, entries)
        raise AssertionError("the json module accepts no open group")

    def _entry(self, token: re.Match[str], entries: dict[str, Entry]) -> None:
        key, span = self._text(token), self._span(token, token)
        next(self._tokens)  # the colon
        entry = Entry(key, span, self._value(next(self._tokens)))
        first = entries.setdefault(key, entry)
        if first is not entry:
            self.refused.append(refusals.duplicate_key(key, span, first.key_span))

    def _text(self, token: re.Match[str]) -> str:
        text = str(json.loads(token[0]))
        met = _SURROGATE.search(text)
        if met is None:
            return text
        self.refused.append(unreadable_at(met[0], self._span(token, token)))
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)

    def _number(self, text: str, span: Span) -> Scalar:
        if "e" in text.lower():
            self.refused.append(refusals.refused_value(exponent(text), span))
            return Scalar(text, span)
        if "." in text:
            return Scalar(text, span)
        if len(text.lstrip("-")) > MAX_DIGITS:
            self.refused.append(refusals.refused_value(too_long(text), span))
            return Scalar(text, span)
        return Scalar(int(text), span)

    def _word(self, text: str, span: Span) -> Scalar:
        if text in ("true", "false"):
            return Scalar(text == "true", span)
        refusal = null(text) if text == "null" else not_finite(text)
        missing = replace(refusal, help="leave the fact out")
        self.refused.append(refusals.refused_value(missing, span))
        return Scalar("", span)

    def _span(self, start: re.Match[str], end: re.Match[str]) -> Span:
        return Span(self._file, *self._place(start.start()), *self._place(end.end()))

    def _place(self, index: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, index)
        return line, index - self._line_starts[line - 1] + 1
