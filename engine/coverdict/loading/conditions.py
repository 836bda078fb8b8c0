"""Conditions and expressions from their nodes, with literals typed by what they are compared with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from coverdict.loading.typed_values import typed
from coverdict.vocabulary.conditions import (
    All,
    Any,
    AtLeast,
    Comparison,
    Condition,
    Not,
    Operand,
    Test,
)
from coverdict.vocabulary.diagnostics import Diagnostic, Span
from coverdict.vocabulary.expressions import (
    OF_SEVERAL,
    Calculation,
    Constant,
    Expression,
    Operation,
    Reference,
)
from coverdict.vocabulary.nodes import Entry, Node, Scalar, Sequence
from coverdict.vocabulary.nodes import Mapping as MappingNode
from coverdict.vocabulary.values import Type

_EQUALITY = {Comparison.IS, Comparison.NOT}
_LISTS = {Comparison.IN, Comparison.NOT_IN}
_INCLUSION = {Comparison.INCLUDES, Comparison.INCLUDES_ANY, Comparison.INCLUDES_ALL}
_MEMBERSHIP = _LISTS | _INCLUSION
_ORDER = {
    Comparison.ABOVE,
    Comparison.AT_LEAST,
    Comparison.BELOW,
    Comparison.AT_MOST,
    Comparison.BETWEEN,
}


def comparisons_allowed(type: Type) -> set[Comparison]:
    """The comparisons that have a meaning for a type."""
    match type:
        case Type.BOOLEAN:
            return _EQUALITY
        case Type.CHOICE:
            return _EQUALITY | _LISTS
        case Type.CHOICES | Type.DATES:
            return _EQUALITY | _INCLUSION
        case Type.COUNT | Type.MONEY | Type.PERCENT | Type.DATE:
            return _EQUALITY | _LISTS | _ORDER


@dataclass(frozen=True, slots=True)
class Symbol:
    """What a declared name can be compared with: its type and the values of its list."""

    type: Type
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConditionReader:
    """Reads conditions against the declared ``symbols``; what is wrong goes to ``report``.

    A literal compared with an undeclared name, or in a way that has no meaning for the name, is kept as text: what is
    wrong there is reported by ``checking``.
    """

    symbols: Mapping[str, Symbol]
    report: Callable[[Diagnostic], None]

    def condition(self, node: Node) -> Condition:
        """The condition written at ``node``, whose shape the schema has checked."""
        assert isinstance(node, MappingNode), "the schema lets only mappings be conditions"
        entry = node.entries[0]
        match entry.key:
            case "all":
                return All(self._parts(entry.value), entry.key_span)
            case "any":
                return Any(self._parts(entry.value), entry.key_span)
            case "not":
                return Not(self.condition(entry.value), entry.key_span)
            case "at-least-n-of":
                return self._at_least(entry)
            case _:
                return self._tests(entry)

    def _parts(self, node: Node) -> tuple[Condition, ...]:
        return (
            tuple(self.condition(item) for item in node.items) if isinstance(node, Sequence) else ()
        )

    def _at_least(self, entry: Entry) -> AtLeast:
        assert isinstance(entry.value, MappingNode), "the schema asks for n and of"
        n, parts = entry.value.get("n"), entry.value.get("of")
        assert isinstance(n, Scalar), "the schema asks for n"
        assert parts is not None, "the schema asks for the parts"
        return AtLeast(int(n.value), self._parts(parts), entry.key_span)

    def _tests(self, entry: Entry) -> Condition:
        if not isinstance(entry.value, MappingNode):
            return self._test(entry.key, Comparison.IS, entry.value, entry.key_span)
        tests = tuple(
            self._test(entry.key, Comparison(item.key), item.value, entry.key_span)
            for item in entry.value.entries
        )
        return tests[0] if len(tests) == 1 else All(tests, entry.key_span)

    def _test(self, subject: str, comparison: Comparison, node: Node, span: Span) -> Test:
        symbol = self.symbols.get(subject)
        if symbol is not None and comparison not in comparisons_allowed(symbol.type):
            symbol = None
        elif symbol is not None and symbol.type.is_several and comparison in _MEMBERSHIP:
            one = Type.CHOICE if symbol.type is Type.CHOICES else Type.DATE
            symbol = Symbol(one, symbol.values)
        takes_list = isinstance(node, Sequence) and (
            comparison in _MEMBERSHIP or comparison is Comparison.BETWEEN
        )
        nodes = node.items if takes_list and isinstance(node, Sequence) else (node,)
        operands = (self._operand(item, symbol, subject) for item in nodes)
        return Test(subject, comparison, tuple(operands), span)

    def _operand(self, node: Node, symbol: Symbol | None, name: str) -> Operand:
        reference = _reference(node)
        if reference is not None:
            return reference
        if symbol is None:
            return Constant(_raw(node), node.span)
        value = typed(node, symbol.type, symbol.values, name)
        if isinstance(value, Diagnostic):
            self.report(value)
            return Constant(_raw(node), node.span)
        return Constant(value, node.span)

    def expression(self, node: Node, symbol: Symbol | None, name: str) -> Expression:
        """The expression at ``node``; its literals are read as ``symbol`` where it is not an operation."""
        if not isinstance(node, MappingNode):
            return self._operand(node, symbol, name)
        entry = node.entries[0]
        operation = Operation(entry.key)
        if operation in OF_SEVERAL:
            return self._of_several(operation, entry, name)
        if operation is Operation.PERCENT and isinstance(entry.value, MappingNode):
            base, rate = entry.value.get("of"), entry.value.get("by")
            assert base is not None, "the schema asks for the base"
            assert rate is not None, "the schema asks for the rate"
            by = self.expression(rate, Symbol(Type.PERCENT), name)
            return Calculation(operation, (self.expression(base, symbol, name), by), entry.key_span)
        items = entry.value.items if isinstance(entry.value, Sequence) else ()
        operands = (
            self.expression(item, _operand_symbol(operation, place, item, symbol), name)
            for place, item in enumerate(items)
        )
        return Calculation(operation, tuple(operands), entry.key_span)

    def _of_several(self, operation: Operation, entry: Entry, name: str) -> Calculation:
        """``$days``, or ``{of: $days, after: $day}``: what leaves out some of them is an operation inside."""
        if not isinstance(entry.value, MappingNode):
            return Calculation(operation, (self._operand(entry.value, None, name),), entry.key_span)
        of = entry.value.get("of")
        assert of is not None, "the schema asks for the values"
        several: Expression = self._operand(of, None, name)
        listed = self.symbols.get(several.id) if isinstance(several, Reference) else None
        for item in entry.value.entries:
            if item.key != "of":
                narrowing = Operation(item.key)
                bound = (
                    self._operand(item.value, listed, name)
                    if narrowing is Operation.AMONG
                    else self.expression(item.value, Symbol(Type.DATE), name)
                )
                several = Calculation(narrowing, (several, bound), item.key_span)
        return Calculation(operation, (several,), entry.key_span)


def _operand_symbol(
    operation: Operation, place: int, node: Node, symbol: Symbol | None
) -> Symbol | None:
    """What a literal operand is read as, given what the whole expression has to be."""
    match operation:
        case Operation.DAYS_BETWEEN:
            return Symbol(Type.DATE)
        case Operation.PLUS_DAYS | Operation.PLUS_MONTHS:
            return Symbol(Type.DATE if place == 0 else Type.COUNT)
        case Operation.END_OF_MONTH:
            return Symbol(Type.DATE)
        case Operation.WHOLE_QUOTIENT:
            return Symbol(Type.COUNT)
        case Operation.PRODUCT if isinstance(node, Scalar) and isinstance(node.value, int):
            return Symbol(Type.COUNT)
        case _:
            return symbol


def _reference(node: Node) -> Reference | None:
    if isinstance(node, Scalar) and isinstance(node.value, str) and node.value.startswith("$"):
        return Reference(node.value[1:], node.span)
    return None


def _raw(node: Node) -> str:
    return str(node.value) if isinstance(node, Scalar) else ""
