"""A case from its parts: files, text from a pipe, and ``name=value`` options over them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coverdict.loading.files import decoded, read_text
from coverdict.loading.names import nearest
from coverdict.loading.plan_facts import contradictions
from coverdict.loading.strict_texts import read_strictly
from coverdict.loading.typed_values import typed
from coverdict.vocabulary.cases import Case, Given
from coverdict.vocabulary.courses import Plan
from coverdict.vocabulary.diagnostics import Diagnostic, Related, Span, in_order
from coverdict.vocabulary.nodes import Entry, Node, Scalar
from coverdict.vocabulary.nodes import Mapping as MappingNode
from coverdict.vocabulary.nodes import Sequence as SequenceNode
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.records import record
from coverdict.vocabulary.values import Type


@record
class FilePart:
    """A case file, in JSON if its name ends so, else in YAML."""

    path: Path
    shown_as: str


@record
class TextPart:
    """A case as bytes that were read elsewhere, in YAML or JSON."""

    raw: bytes
    shown_as: str


@record
class OptionPart:
    """``name=value``: over what files say."""

    text: str
    shown_as: str = "--fact"


_OTHER_SIGN = re.compile(r"\s*([a-z][a-z0-9.-]*)\s*[:\s]\s*(\S+)\s*")
CasePart = FilePart | TextPart | OptionPart


@dataclass(slots=True)
class ReadCase:
    """The case, if nothing was wrong; else the diagnostics. ``texts`` are the files read, by the name shown."""

    case: Case | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)


def read_case(pack: Pack, parts: Sequence[CasePart], plan: Plan | None = None) -> ReadCase:
    """The case that the parts make together: files must not contradict one another, options go over them.

    A plan is one more file: what it settles, a file may not say otherwise.
    """
    reader = _CaseReader(pack)
    for options in (False, True):
        said = _Said()
        for part in parts:
            if isinstance(part, OptionPart) is options:
                reader.part(part, said)
        reader.given |= said.given
        if plan is not None and not options:
            reader.found += contradictions(plan, Case(reader.given, {}))
            reader.given |= plan.case.facts
    if reader.found:
        return ReadCase(None, in_order(reader.found), reader.texts)
    facts = {name: value for name, value in reader.given.items() if name in pack.facts}
    stated = {name: value for name, value in reader.given.items() if name in pack.criteria}
    return ReadCase(Case(facts, stated), (), reader.texts)


def case_from_node(
    pack: Pack, node: MappingNode, shown_as: str
) -> tuple[Case, tuple[Diagnostic, ...]]:
    """The case written at ``node``, as in a scenario."""
    reader, said = _CaseReader(pack), _Said()
    reader.mapping(node, shown_as, said)
    facts = {name: value for name, value in said.given.items() if name in pack.facts}
    stated = {name: value for name, value in said.given.items() if name in pack.criteria}
    return Case(facts, stated), in_order(reader.found)


@dataclass(slots=True)
class _Said:
    """What the parts of one kind say, so that two of them can be held against each other."""

    given: dict[str, Given] = field(default_factory=dict)


@dataclass(slots=True)
class _CaseReader:
    pack: Pack
    given: dict[str, Given] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def part(self, part: CasePart, said: _Said) -> None:
        match part:
            case OptionPart():
                self._option(part, said)
            case FilePart(path, shown_as):
                text, problems = read_text(path, shown_as)
                self._text(text, problems, shown_as, said, path.suffix == ".json")
            case TextPart(raw, shown_as):
                text, problems = decoded(raw, shown_as)
                is_json = text is not None and text.lstrip().startswith(("{", "["))
                self._text(text, problems, shown_as, said, is_json)

    def _text(
        self,
        text: str | None,
        problems: Iterable[Diagnostic],
        shown_as: str,
        said: _Said,
        is_json: bool,
    ) -> None:
        self.found += problems
        if text is None:
            return
        self.texts[shown_as] = text
        node, problems = read_strictly(text, shown_as, is_json)
        self.found += problems
        if node is not None and not isinstance(node, MappingNode):
            self.found.append(_not_a_case(node))
        elif node is not None:
            self.mapping(node, shown_as, said)

    def mapping(self, node: MappingNode, shown_as: str, said: _Said) -> None:
        """Every fact of a mapping, nested or dotted."""
        if not node.entries:
            self.found.append(_empty(Span(shown_as)))
        for name, entry in _flattened(node, "", self._type_of):
            self._fact(name, entry.value, entry.key_span, said)

    def _option(self, part: OptionPart, said: _Said) -> None:
        name, equals, written = part.text.partition("=")
        span = Span(f"{part.shown_as} {part.text}", 0, 0, 0, 0)
        if not equals or not name.strip():
            self.found.append(_not_an_option(part.text, span, self.pack.service_date))
            return
        self._fact(name.strip(), Scalar(written.strip(), span), span, said, is_option=True)

    def _names(self) -> list[str]:
        may_be_stated = (id for id, item in self.pack.criteria.items() if item.stating)
        return [*self.pack.facts, *may_be_stated]

    def _type_of(self, name: str) -> Type | None:
        """The type of a fact, or of a criterion that may be stated; looked up, as a pack may have thousands."""
        fact, criterion = self.pack.facts.get(name), self.pack.criteria.get(name)
        if fact is not None:
            return fact.type
        return Type.BOOLEAN if criterion is not None and criterion.stating else None

    def _fact(
        self, name: str, node: Node, span: Span, said: _Said, is_option: bool = False
    ) -> None:
        type = self._type_of(name)
        if type is None:
            self.found.append(_unknown(self.pack, name, span, self._names()))
            return
        fact = self.pack.facts.get(name)
        if is_option:
            node = _as_type(node, type)
        value = typed(node, type, fact.values if fact else {}, name)
        if isinstance(value, Diagnostic):
            if value.span not in {item.span for item in self.found}:  # else the reader has said it
                self.found.append(value)
            return
        before = said.given.get(name)
        if before is not None and before.value != value:
            self.found.append(_contradiction(name, span, before))
        said.given.setdefault(name, Given(value, str(span), span))


def _flattened(
    node: MappingNode, prefix: str, type_of: Callable[[str], Type | None]
) -> Iterator[tuple[str, Entry]]:
    """Names with their entries; a mapping under a name that is no fact is read as a longer name."""
    for entry in node.entries:
        name = prefix + entry.key
        if isinstance(entry.value, MappingNode) and not type_of(name) and entry.value.entries:
            yield from _flattened(entry.value, f"{name}.", type_of)
        else:
            yield name, entry


def _as_type(node: Node, type: Type) -> Node:
    """An option's text as the node that a file would have: options have no quotes to tell text from numbers."""
    if not isinstance(node, Scalar):
        return node
    text = str(node.value)
    match type:
        case Type.BOOLEAN if text in ("true", "false"):
            return Scalar(text == "true", node.span)
        case Type.COUNT if text.isascii() and text.isdigit() and len(text) <= 18:
            return Scalar(int(text), node.span)
        case Type.CHOICES | Type.DATES:
            items = (item.strip() for item in text.strip("[]").split(","))
            return SequenceNode(tuple(Scalar(item, node.span) for item in items if item), node.span)
        case _:
            return node


def _not_a_case(node: Node) -> Diagnostic:
    what, without = ("a text", "") if isinstance(node, Scalar) else ("a list", ", without a dash")
    return Diagnostic(
        "CV401",
        f"the case is {what}, not a group of `name: value` lines",
        "a case gives facts by their names",
        node.span,
        f"write one `name: value` on each line{without}; `coverdict new case` writes a template",
    )


def _not_an_option(text: str, span: Span, date: str) -> Diagnostic:
    meant = _OTHER_SIGN.fullmatch(text)
    example = f"{meant[1]}={meant[2]}" if meant else f"{date}=2026-03-02"
    return Diagnostic(
        "CV402",
        f"`{text}` is not of the form name=value",
        "a fact is given by its name and its value",
        span,
        f"write --fact {example}" if meant else f"write, for example, --fact {example}",
    )


def _empty(span: Span) -> Diagnostic:
    return Diagnostic(
        "CV403",
        "the case gives no facts",
        "an answer about nothing would say nothing",
        span,
        "give at least one fact; `coverdict new case` writes a template with every fact there is",
    )


def _unknown(pack: Pack, name: str, span: Span, known: Iterable[str]) -> Diagnostic:
    if name in pack.criteria or name in pack.choices or name in pack.amounts:
        return Diagnostic(
            "CV405",
            f"`{name}` is a conclusion, which a case can't state",
            "the rules work it out from facts, so that the answer can show why",
            span,
            f"leave it out; `coverdict show {name}` tells which facts lead to it",
        )
    guess = nearest(name, known)
    return Diagnostic(
        "CV404",
        f"the fact `{name}` is not known",
        "a fact that the pack doesn't know would be passed over in silence",
        span,
        f"did you mean `{guess}`?" if guess else "`coverdict new case` lists every fact there is",
    )


def _contradiction(name: str, span: Span, before: Given) -> Diagnostic:
    related = (Related("said otherwise here", before.span),) if before.span else ()
    return Diagnostic(
        "CV406",
        f"the case says two different things about `{name}`",
        "which of them is true can't be known, and an answer on either could be wrong",
        span,
        "take one of them out",
        related=related,
    )
