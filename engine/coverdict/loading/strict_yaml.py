"""YAML read strictly: what readers disagree on is refused, with its place and the mend.

Enters the text of a file. Leaves a `Node` in which every key and value has its place, and a
diagnostic for each thing refused. With errors, the node is what was most likely meant, so that
later checks can still look at the rest; it is None when the file's structure itself is in doubt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from coverdict.loading import yaml_refusals as refusals
from coverdict.loading.yaml_refusals import MAX_DEPTH
from coverdict.loading.yaml_scalars import Refusal, resolved
from coverdict.loading.yaml_text import indenting_tabs, other_tabs, unreadable, unreadable_at
from coverdict.vocabulary.diagnostics import Diagnostic, Span
from coverdict.vocabulary.nodes import Entry, Mapping, Node, Scalar, Sequence

_LOADER = getattr(yaml, "CLoader", yaml.Loader)  # only its parser is used; both give the same marks
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_yaml(text: str, file: str) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The one document of the text, and everything refused in it, in the order met.

    >>> node, refused = read_yaml("fee: 600.00", "fees.yaml")
    >>> node.get("fee").value, [(str(item.span), item.help) for item in refused]
    ('600.00', [('fees.yaml:1:6', 'put it in quotes: `"600.00"`')])
    """
    refused = unreadable(text, file) or indenting_tabs(text, file)
    if refused:
        return None, refused
    composer = _Composer(text.replace("\t", " "), file, list(other_tabs(text, file)))
    return composer.composed()


@dataclass(slots=True)
class _OpenSequence:
    start: Span
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _OpenMapping:
    start: Span
    entries: list[Entry] = field(default_factory=list)
    first: dict[str, Span] = field(default_factory=dict)
    expects_key: bool = True
    key: tuple[str, Span] | None = None  # of the next value; None if refused


class _Stop(Exception):
    """Nothing after this place can be trusted; its diagnostic is noted already."""


@dataclass(slots=True)
class _Composer:
    """Builds nodes from events on a stack of its own, so that no depth can exhaust Python's."""

    text: str
    file: str
    refused: list[Diagnostic]
    stack: list[_OpenSequence | _OpenMapping] = field(default_factory=list)
    root: Node | None = None
    documents: int = 0
    in_doubt: bool = False

    def composed(self) -> tuple[Node | None, tuple[Diagnostic, ...]]:
        try:
            for event in self._events():
                self._take(event)
        except _Stop:
            self.in_doubt = True
        if self.documents == 0 and not self.in_doubt:
            self.refused.append(refusals.empty_file(self.file))
        return (None if self.in_doubt else self.root), tuple(self.refused)

    def _events(self) -> Iterator[yaml.Event]:
        event = None
        try:
            for event in yaml.parse(self.text, Loader=_LOADER):
                yield event
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            from coverdict.loading.yaml_syntax import syntax_error  # seldom needed

            last = self._span(event) if event else Span(self.file)
            self.refused.append(syntax_error(error, self.text, self.file, last))
            raise _Stop from None

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.SequenceStartEvent():
                self._open(event, _OpenSequence(self._span(event)))
            case yaml.MappingStartEvent():
                self._open(event, _OpenMapping(self._span(event)))
            case yaml.CollectionEndEvent():
                self._close(event)
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.DocumentStartEvent():
                self._document(event)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        span = self._span(event)
        if event.version or event.tags:
            self.refused.append(refusals.directive(span))
        if self.documents > 1:
            self.refused.append(refusals.second_document(span))
            raise _Stop

    def _open(
        self,
        event: yaml.SequenceStartEvent | yaml.MappingStartEvent,
        opened: _OpenSequence | _OpenMapping,
    ) -> None:
        self._properties(event, opened.start)
        if len(self.stack) == MAX_DEPTH:
            self.refused.append(refusals.too_deep(opened.start))
            raise _Stop
        self.stack.append(opened)

    def _close(self, event: yaml.Event) -> None:
        match self.stack.pop():
            case _OpenSequence(start, items):
                last = items[-1].span if items else None
                self._put(Sequence(tuple(items), _extent(start, self._span(event), last)))
            case _OpenMapping(start, entries):
                last = entries[-1].value.span if entries else None
                self._put(Mapping(tuple(entries), _extent(start, self._span(event), last)))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        span = self._span(event)
        self._properties(event, span)
        if event.style:  # quoted, or a block behind `|` or `>`
            self._put(Scalar(self._readable(event.value, span), span, quoted=True))
        elif self._awaits_key:
            self._plain_key(event.value, span)
        else:
            self._plain_value(event.value, span)

    def _readable(self, text: str, span: Span) -> str:
        met = _SURROGATE.search(text)
        if met is None:
            return text
        self.refused.append(unreadable_at(met[0], span))
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)

    def _plain_key(self, text: str, span: Span) -> None:
        if text == "<<":
            self.refused.append(refusals.merge_key(span))
            self.in_doubt = True
        elif not isinstance(resolved(text), str):
            self.refused.append(refusals.key_not_text(text, span))
        self._put(Scalar(text, span))

    def _plain_value(self, text: str, span: Span) -> None:
        value = resolved(text)
        if not text and not self.stack:
            self.documents = 0  # a line `---` with nothing behind it
        elif not text:
            key, at = self._key or (None, span)
            self.refused.append(refusals.no_value(key, at))
            self._put(Scalar("", at))
        elif isinstance(value, Refusal):
            self.refused.append(refusals.refused_value(value, span))
            self._put(Scalar(value.meant, span))
        else:
            self._put(Scalar(value, span))

    def _alias(self, event: yaml.AliasEvent) -> None:
        span = self._span(event)
        self.refused.append(refusals.alias(str(event.anchor), span))
        self.in_doubt = True
        self._put(Scalar("", span))

    def _properties(
        self,
        event: yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent,
        start: Span,
    ) -> None:
        if event.anchor is not None:
            span = _first_characters(start, len(event.anchor) + 1)
            self.refused.append(refusals.anchor(event.anchor, span))
        if event.tag is not None:
            self.refused.append(refusals.tag(_first_characters(start, 1)))

    def _put(self, node: Node) -> None:
        match self.stack[-1] if self.stack else None:
            case None:
                self.root = node
            case _OpenSequence(items=items):
                items.append(node)
            case _OpenMapping(expects_key=True) as mapping:
                mapping.expects_key = False
                mapping.key = self._accepted_key(mapping, node)
            case _OpenMapping(key=key) as mapping:
                mapping.expects_key = True
                if key is not None:
                    mapping.entries.append(Entry(*key, node))

    def _accepted_key(self, mapping: _OpenMapping, node: Node) -> tuple[str, Span] | None:
        if not isinstance(node, Scalar):
            self.refused.append(refusals.key_not_scalar(node.span))
            return None
        key, span = str(node.value), node.span
        first = mapping.first.setdefault(key, span)
        if first is not span:
            self.refused.append(refusals.duplicate_key(key, span, first))
            return None
        return key, span

    @property
    def _awaits_key(self) -> bool:
        top = self.stack[-1] if self.stack else None
        return isinstance(top, _OpenMapping) and top.expects_key

    @property
    def _key(self) -> tuple[str, Span] | None:
        top = self.stack[-1] if self.stack else None
        return top.key if isinstance(top, _OpenMapping) else None

    def _span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        assert start is not None
        assert end is not None
        return Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _extent(start: Span, end: Span, last: Span | None) -> Span:
    """From the start to the closing bracket, or to the last value where none closes."""
    bracketed = (end.line, end.column) != (end.end_line, end.end_column)
    if last is None or bracketed:
        last = end
    return Span(start.file, start.line, start.column, last.end_line, last.end_column)


def _first_characters(span: Span, count: int) -> Span:
    return Span(span.file, span.line, span.column, span.line, span.column + count)
