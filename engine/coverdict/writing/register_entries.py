"""Entries of a register: written anew for a sentence, or changed where the sentence is another or elsewhere."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Values

from coverdict.checking.unfilled import MARK
from coverdict.loading.fields import Fields
from coverdict.loading.sentences import Sentence, normalised
from coverdict.vocabulary.nodes import Mapping, Node, Scalar, Sequence
from coverdict.writing.scalars import inline
from coverdict.writing.text_edits import Edit, Offsets

_WIDTH = 112
_WORDS = 4
_LONGEST_WORD = 24
_EMPTY_WORDS = frozenset(
    word
    for line in (
        "a all also an and any are as at be been but by can did do does for from had has have he her his how i if in",
        "into is it its may might more most must my no not of on or our own she should so some such than that the",
        "their them then there these they this those to under up was we were what when where which who will with",
        "would you your",
    )
    for word in line.split()
)
_WORD = re.compile(r"[a-z][a-z0-9]*")


class NewIds:
    """Ids of four words at most, none of which is in use."""

    def __init__(self, in_use: Iterable[str] = ()) -> None:
        self._in_use = set(in_use)
        self._numbers: dict[str, int] = {}

    def of(self, sentence: Sentence) -> str:
        """An id from a few words of the sentence, or from its place where it has none."""
        words = _words(sentence.text)
        telling = [each for each in words if each not in _EMPTY_WORDS] or words
        base = "-".join(telling[:_WORDS]) or f"place-{sentence.block}-{sentence.sentence}"
        base = f"heading-{base}" if _is_heading(sentence) else base
        base = base if inline(base) == base else f"word-{base}"  # such as `no`
        id = base
        while id in self._in_use:
            self._numbers[base] = self._numbers.get(base, 1) + 1
            id = f"{base}-{self._numbers[base]}"
        self._in_use.add(id)
        return id


def entry(sentence: Sentence, id: str, with_text: bool) -> Iterator[str]:
    """The lines of a new entry; ``with_text`` puts the sentence above it, as a comment."""
    if with_text:
        yield from source_comment(sentence)
    yield f"- id: {id}"
    yield f"  at: {place(sentence, sentence.heading)}"
    yield f"  digest: {sentence.digest}"
    yield f"  says: {MARK} what the sentence says, in your own words"
    yield "  role: unreviewed"


def source_comment(sentence: Sentence) -> list[str]:
    """The source's sentence as lines of a comment."""
    seen = (each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in sentence.text)
    return textwrap.wrap(
        "".join(seen),
        _WIDTH,
        initial_indent="# ",
        subsequent_indent="# ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def place(sentence: Sentence, heading: str | None) -> str:
    """The value of `at:`, under that heading."""
    under = f", heading: {inline(heading, True)}" if heading else ""
    return f"{{block: {sentence.block}, sentence: {sentence.sentence}{under}}}"


def moved(written: Mapping, sentence: Sentence, offsets: Offsets) -> Edit:
    """The entry's place becomes that of the sentence; a heading is kept up only where one is registered."""
    at = next(each for each in written.entries if each.key == "at")
    assert isinstance(at.value, Mapping), "the schema asks for one"
    heading = sentence.heading if Fields(at.value).text("heading") else None
    if is_in_brackets(at.value, offsets):
        start = offsets.start(at.value.span)
        end = offsets.of(at.value.span.end_line, at.value.span.end_column)
        return Edit(start, end, place(sentence, heading))
    start = offsets.of(at.key_span.end_line, at.key_span.end_column) + 1
    end = max(offsets.end(each.value.span) for each in at.value.entries)
    return Edit(start, end, f" {place(sentence, heading)}")


def replaced(written: Mapping, key: str, value: str, offsets: Offsets) -> Edit:
    """The value of a key that the entry has becomes another, which is written on one line."""
    node = written.get(key)
    assert isinstance(node, Scalar), "the schema asks for a text"
    return Edit(offsets.start(node.span), offsets.end(node.span), inline(value))


def noted(written: Mapping, key: str, lines: Iterable[str], offsets: Offsets) -> Edit:
    """A comment above the line on which the key stands."""
    line, column = next(
        (each.key_span.line, each.key_span.column) for each in written.entries if each.key == key
    )
    if is_in_brackets(written, offsets):
        line, column = written.span.line, written.span.column
    indent = offsets.lines[line - 1][: column - 1]
    blank = " " * (len(indent) - len(indent.lstrip()) if indent.strip() else len(indent))
    start = offsets.of(line)
    return Edit(start, start, "".join(f"{blank}{each}{offsets.line_end}" for each in lines))


def document_edits(root: Mapping, values: Values[str, str], offsets: Offsets) -> Iterator[Edit]:
    """The values put in the place of the old ones, or behind the name of the file where there were none."""
    head = root.get("document")
    assert isinstance(head, Mapping), "the schema asks for a document"
    file = next(each for each in head.entries if each.key == "file")
    at = offsets.end(file.value.span)
    for key, value in values.items():
        written = head.get(key)
        if isinstance(written, Scalar):
            if str(written.value) != value:
                yield replaced(head, key, value, offsets)
        elif is_in_brackets(head, offsets):
            yield Edit(at, at, f", {key}: {inline(value, True)}")
        else:
            indent = " " * (file.key_span.column - 1)
            yield Edit(at, at, f"{offsets.line_end}{indent}{key}: {inline(value)}")


def is_in_brackets(node: Node, offsets: Offsets) -> bool:
    """Whether a list or mapping is written in brackets."""
    return offsets.lines[node.span.line - 1][node.span.column - 1 :][:1] in ("[", "{")


def last_line(node: Node, offsets: Offsets) -> int:
    """The number of the last line that the node takes."""
    match node:
        case Mapping(entries=(*_, last)) if not is_in_brackets(node, offsets):
            return last_line(last.value, offsets)
        case Sequence(items=(*_, final)) if not is_in_brackets(node, offsets):
            return last_line(final, offsets)
        case Scalar():
            return offsets.last_line(node.span)
        case _:
            return node.span.end_line


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text[:400].lower()).replace("'", "")
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return [word[:_LONGEST_WORD] for word in _WORD.findall(letters)]


def _is_heading(sentence: Sentence) -> bool:
    return (
        sentence.heading is not None and normalised(sentence.text.strip("# ")) == sentence.heading
    )
