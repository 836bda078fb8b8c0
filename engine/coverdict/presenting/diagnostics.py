"""Diagnostics for people, for programs and for code hosts.

Enter diagnostics in any order. Leaves text, JSON or SARIF, always the same for the same findings,
without a line break at its end.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from urllib.parse import quote

from coverdict.vocabulary.codes import CODES
from coverdict.vocabulary.diagnostics import Diagnostic, Severity, Span, in_order

Sources = Callable[[str], str | None]
Json = dict[str, object]

_LINE_END = re.compile(r"\r\n|\r|\n")
# Control characters and marks that turn the direction of writing: they could fake a message.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_WIDTH = 100  # columns shown of a line


def as_text(diagnostics: Iterable[Diagnostic], sources: Sources | None) -> str:
    """The findings for people, with the lines they speak of where `sources` gives the file's text.

    >>> found = Diagnostic("CV111", "empty file", "nothing can be read", Span("a.yaml"))
    >>> print(as_text([found], None))
    error[CV111]: empty file
      --> a.yaml:1:1
     why: nothing can be read
    <BLANKLINE>
    1 error
    more about a code: coverdict explain-code CV111
    """
    ordered = in_order(diagnostics)
    if not ordered:
        return ""
    lines = _Lines(sources)
    blocks = ["\n".join(_block(item, lines)) for item in ordered]
    return "\n\n".join([*blocks, "\n".join([summary(ordered), *_more(ordered)])])


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """How many errors and warnings there are.

    >>> summary([])
    'no errors'
    """
    errors, warnings = _counts(tuple(diagnostics))
    counted = ((errors, "error"), (warnings, "warning"))
    told = (f"{n} {noun}{'s' * (n != 1)}" for n, noun in counted if n)
    return ", ".join(told) or "no errors"


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """The findings as ``{"diagnostics": [...], "errors": n, "warnings": n}``.

    Each has ``code, severity, message, why, help, place, related``; ``help`` and ``place`` may be
    null. A place has ``file, line, column, end-line, end-column``, counted from 1, the end
    exclusive.
    """
    ordered = in_order(diagnostics)
    errors, warnings = _counts(ordered)
    found = [_as_object(item) for item in ordered]
    return _dumped({"diagnostics": found, "errors": errors, "warnings": warnings})


def as_sarif(
    diagnostics: Iterable[Diagnostic], version: str, pages: Mapping[str, str] | None = None
) -> str:
    """The findings as SARIF 2.1.0, with the codes that occur as its rules, each with its page in Markdown."""
    ordered = in_order(diagnostics)
    codes = sorted({item.code for item in ordered})
    rules = [_sarif_rule(code, (pages or {}).get(code)) for code in codes]
    driver = {"name": "coverdict", "version": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(item, codes.index(item.code)) for item in ordered],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return _dumped({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _more(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """How to read on about an error; the command is told with the first one's code."""
    codes = (item.code for item in diagnostics if item.is_error)
    return [f"more about a code: coverdict explain-code {code}" for code in islice(codes, 1)]


class _Lines:
    """The lines of the sources, each file split once."""

    def __init__(self, sources: Sources | None) -> None:
        self._sources = sources
        self._files: dict[str, list[str]] = {}

    def at(self, span: Span) -> str:
        """The line on which the span begins; empty when it is not known."""
        if span.file not in self._files:
            text = self._sources(span.file) if self._sources else None
            self._files[span.file] = _LINE_END.split(text or "")
        lines = self._files[span.file]
        return lines[span.line - 1] if 0 < span.line <= len(lines) else ""


def _block(item: Diagnostic, sources: _Lines) -> list[str]:
    lines = [f"{item.severity}[{item.code}]: {visible(item.message)}"]
    if item.span is not None:
        lines.append(f"  --> {visible(str(item.span))}")
        lines += _excerpt(item.span, sources.at(item.span))
    lines.append(f" why: {visible(item.why)}")
    if item.help is not None:
        lines.append(f" help: {visible(item.help)}")
    lines += (f" note: {visible(f'{near.message}: {near.span}')}" for near in item.related)
    return lines


def _excerpt(span: Span, written: str) -> list[str]:
    """The line with the span underlined; nothing when it is blank."""
    if not written.strip():
        return []
    line = _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", written.replace("\t", " "))
    begin = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    start = max(begin - _WIDTH // 2, 0) if len(line) > _WIDTH else 0
    shown = line[start : start + _WIDTH]
    before, marked = line[start:begin], line[begin : min(end, start + _WIDTH)]
    elided = "\N{HORIZONTAL ELLIPSIS}" if start else ""
    rest = "\N{HORIZONTAL ELLIPSIS}" if start + _WIDTH < len(line) else ""
    margin = " " * len(str(span.line))
    underline = " " * (len(elided) + _columns(before)) + "^" * max(_columns(marked), 1)
    return [
        f"{margin} |",
        f"{span.line} | {elided}{shown.rstrip()}{rest}",
        f"{margin} | {underline}",
    ]


def visible(text: str) -> str:
    r"""The text on one line, with what does not show or turns the writing spelled out.

    >>> visible("a\x1b[31m\nb")
    'a\\x1b[31m\\nb'
    """
    return _HIDDEN.sub(lambda hidden: ascii(hidden[0])[1:-1], text)


def _columns(text: str) -> int:
    """How many columns a terminal gives the text."""
    return sum(_column_width(character) for character in text)


def _column_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _counts(diagnostics: tuple[Diagnostic, ...]) -> tuple[int, int]:
    errors = sum(item.severity is Severity.ERROR for item in diagnostics)
    return errors, len(diagnostics) - errors


def _as_object(item: Diagnostic) -> Json:
    return {
        "code": item.code,
        "severity": item.severity.value,
        "message": item.message,
        "why": item.why,
        "help": item.help,
        "place": _place(item.span),
        "related": [{"message": near.message, "place": _place(near.span)} for near in item.related],
    }


def _place(span: Span | None) -> Json | None:
    if span is None:
        return None
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end-line": span.end_line,
        "end-column": span.end_column,
    }


def _sarif_rule(code: str, page: str | None) -> Json:
    rule: Json = {"id": code, "shortDescription": {"text": CODES.get(code, code)}}
    if page is not None:
        rule["help"] = {"text": f"coverdict explain-code {code}", "markdown": page}
    return rule


def _sarif_result(item: Diagnostic, rule: int) -> Json:
    parts = [item.message, f"why: {item.why}", *([f"help: {item.help}"] if item.help else ())]
    result: Json = {
        "ruleId": item.code,
        "ruleIndex": rule,
        "level": item.severity.value,
        "message": {"text": "\n".join(parts)},
    }
    if item.span is not None:
        result["locations"] = [_sarif_location(item.span)]
    if item.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": near.message}, **_sarif_location(near.span)}
            for number, near in enumerate(item.related, 1)
        ]
    return result


def _sarif_location(span: Span) -> Json:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(span.file)}, "region": region}}


def _uri(file: str) -> str:
    """The file as a reference relative to where the tool was started, as code hosts ask."""
    path = file.replace("\\", "/").removeprefix("./")
    encoded = quote(path, safe="/", errors="replace")
    return f"file://{encoded}" if encoded.startswith("/") else encoded


def _dumped(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)
