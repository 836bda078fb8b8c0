"""One written value becomes a value of its declared type, or a diagnostic."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from coverdict.loading.likely_meanings import likely_money
from coverdict.loading.names import nearest
from coverdict.vocabulary.diagnostics import Diagnostic, Span
from coverdict.vocabulary.nodes import Node, Scalar, Sequence
from coverdict.vocabulary.values import Type, Value

_DECIMAL = re.compile(r"(0|[1-9][0-9]{0,17})(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FORM = {
    Type.BOOLEAN: "`true` or `false`",
    Type.CHOICE: "one value of its list",
    Type.CHOICES: "a list of values, such as `[a, b]`",
    Type.COUNT: "a whole number that is not negative, such as `12`",
    Type.MONEY: 'dollars that are not negative with at most two decimals in quotes, such as `"2480.00"`',
    Type.PERCENT: 'a percentage that is not negative, such as `20` or `"12.5"`',
    Type.DATE: "a date, such as `2026-03-02`",
    Type.DATES: "a list of dates, such as `[2026-03-02, 2026-03-09]`",
}


def typed(node: Node, type: Type, allowed: Mapping[str, str], name: str) -> Value | Diagnostic:
    """The value written at ``node`` for ``name``; ``allowed`` is the closed list of a choice."""
    if type is Type.CHOICES:
        return _choices(node, allowed, name)
    if type is Type.DATES:
        return _dates(node, name)
    if not isinstance(node, Scalar):
        return _wrong_type(node.span, "a list or a mapping", type, name)
    if type is Type.CHOICE:
        return _choice(node, allowed, name)
    value = _scalar(node, type)
    if value is None:
        shown = f'"{node.value}"' if _needs_no_quotes(node, type) else _shown(node)
        return _wrong_type(node.span, f"`{shown}`", type, name, _mend(node, type))
    return value


def _mend(node: Scalar, type: Type) -> str | None:
    """What the value itself shows to have been meant."""
    if _needs_no_quotes(node, type):
        return f"take the quotes away: `{node.value}`"
    meant = likely_money(_shown(node)) if type is Type.MONEY else None
    return f'write "{meant}"' if meant else None


def _needs_no_quotes(node: Scalar, type: Type) -> bool:
    match type:
        case Type.BOOLEAN:
            return node.quoted and node.value in ("true", "false")
        case Type.COUNT:
            return node.quoted and re.fullmatch("[0-9]{1,18}", str(node.value)) is not None
        case _:
            return False


def _scalar(node: Scalar, type: Type) -> Value | None:
    written = node.value
    match type:
        case Type.BOOLEAN:
            return written if isinstance(written, bool) else None
        case Type.COUNT:
            is_count = isinstance(written, int) and not isinstance(written, bool) and written >= 0
            return written if is_count else None
        case Type.MONEY | Type.PERCENT:
            return _decimal(written, places=2 if type is Type.MONEY else 6)
        case Type.DATE:
            return _date(written)
        case _:
            return None


def _decimal(written: str | int | bool, places: int) -> Decimal | None:
    if isinstance(written, bool) or not (match := _DECIMAL.fullmatch(str(written))):
        return None
    decimals = match[2] or "."
    return Decimal(str(written)) if len(decimals) - 1 <= places else None


def _date(written: str | int | bool) -> date | None:
    if not isinstance(written, str) or not _DATE.fullmatch(written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _choice(node: Scalar, allowed: Mapping[str, str], name: str) -> str | Diagnostic:
    if isinstance(node.value, str) and node.value in allowed:
        return node.value
    guess = nearest(_shown(node), allowed)
    listed = ", ".join(f"`{value}`" for value in allowed)
    return Diagnostic(
        "CV306",
        f"`{_shown(node)}` is not a value of `{name}`",
        "only the values of the closed list can be compared or decided on",
        node.span,
        f"did you mean `{guess}`?" if guess else f"write one of {listed}",
    )


def _choices(node: Node, allowed: Mapping[str, str], name: str) -> tuple[str, ...] | Diagnostic:
    if not isinstance(node, Sequence):
        shown = f"`{_shown(node)}`" if isinstance(node, Scalar) else "a mapping"
        return _wrong_type(node.span, shown, Type.CHOICES, name)
    chosen: set[str] = set()
    for item in node.items:
        value = typed(item, Type.CHOICE, allowed, name)
        if isinstance(value, Diagnostic):
            return value
        chosen.add(str(value))
    return tuple(sorted(chosen))


def _dates(node: Node, name: str) -> tuple[date, ...] | Diagnostic:
    if not isinstance(node, Sequence):
        shown = f"`{_shown(node)}`" if isinstance(node, Scalar) else "a mapping"
        return _wrong_type(node.span, shown, Type.DATES, name)
    found: set[date] = set()
    for item in node.items:
        day = _date(item.value) if isinstance(item, Scalar) else None
        if day is None:
            shown = f"`{_shown(item)}`" if isinstance(item, Scalar) else "a list or a mapping"
            return _wrong_type(item.span, shown, Type.DATES, name)
        found.add(day)
    return tuple(sorted(found))


def _shown(node: Scalar) -> str:
    return str(node.value).lower() if isinstance(node.value, bool) else str(node.value)


def _wrong_type(
    span: Span, shown: str, type: Type, name: str, mend: str | None = None
) -> Diagnostic:
    return Diagnostic(
        "CV307",
        f"{shown} does not fit `{name}`",
        f"`{name}` is of type {type.value}, and nothing is guessed from another form",
        span,
        mend or f"write {_FORM[type]}",
    )
