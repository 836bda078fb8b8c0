"""Types: each test fits what it reads, each setting fits what it sets."""

from __future__ import annotations

from collections.abc import Iterator

from coverdict.checking.expression_types import expression_type, misfit, type_of
from coverdict.checking.reading import expressions, tests
from coverdict.loading.conditions import comparisons_allowed
from coverdict.loading.names import nearest
from coverdict.vocabulary.conditions import Comparison, Test
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.expressions import Reference
from coverdict.vocabulary.packs import Pack, Setting
from coverdict.vocabulary.values import Type

_TAKES_CODE_SET = {
    Comparison.IN,
    Comparison.NOT_IN,
    Comparison.INCLUDES_ANY,
    Comparison.INCLUDES_ALL,
}


def comparisons_that_do_not_fit(pack: Pack) -> Iterator[Diagnostic]:
    """`above` for a choice, a date compared with money, a code set where a value belongs."""
    for _, test in tests(pack):
        type = type_of(pack, test.subject)
        if type is None:
            continue
        allowed = comparisons_allowed(type)
        if test.comparison not in allowed:
            listed = ", ".join(f"`{item.value}`" for item in Comparison if item in allowed)
            yield Diagnostic(
                "CV308",
                f"`{test.comparison.value}` does not fit `{test.subject}`, which is of type {type.value}",
                "the comparison would have no meaning, and the rule none either",
                test.span,
                f"for a {type.value}, use {listed}",
            )
        else:
            yield from _operands(pack, test, type)


def _operands(pack: Pack, test: Test, type: Type) -> Iterator[Diagnostic]:
    is_conclusion = test.subject in pack.criteria or test.subject in pack.choices
    for operand in test.operands:
        if not isinstance(operand, Reference) or operand.id in pack.declared_twice:
            continue
        if operand.id in pack.code_sets:
            yield from _code_set(pack, test, operand, type)
        elif is_conclusion:
            yield misfit(operand.span, f"`{test.subject}` can be compared with written values only")
        elif operand.id in pack.criteria or operand.id in pack.choices:
            yield misfit(
                operand.span,
                f"`{test.subject}` is compared with the conclusion `${operand.id}`, which has two sides and no value",
            )
        else:
            found = type_of(pack, operand.id)
            if found is not None and found is not _held_against(test, type):
                yield misfit(
                    operand.span,
                    f"`{test.subject}` of type {type.value} is compared with `${operand.id}` of type {found.value}",
                )


def _held_against(test: Test, type: Type) -> Type:
    """The type of an operand: of what is among several values, that of one of them."""
    if not type.is_several or test.comparison in (Comparison.IS, Comparison.NOT):
        return type
    return Type.CHOICE if type is Type.CHOICES else Type.DATE


def _code_set(pack: Pack, test: Test, operand: Reference, type: Type) -> Iterator[Diagnostic]:
    if not type.has_list or test.comparison not in _TAKES_CODE_SET:
        yield misfit(
            operand.span,
            f"the code set `${operand.id}` is a list, and `{test.subject}` is compared with one value",
        )
        return
    if len(test.operands) > 1:
        yield misfit(
            operand.span,
            f"the code set `${operand.id}` is a list of its own, and stands in another",
        )
        return
    values = (
        pack.facts[test.subject].values
        if test.subject in pack.facts
        else pack.choices[test.subject].values
    )
    for code in pack.code_sets[operand.id].codes if values else ():
        if code not in values:
            guess = nearest(code, values)
            yield Diagnostic(
                "CV306",
                f"the code `{code}` of `${operand.id}` is not a value of `{test.subject}`",
                "the code could never be met, so the list says more than the fact can",
                operand.span,
                f"did you mean `{guess}`?"
                if guess
                else "add the value to the fact's list, or take the code out",
            )


def settings_that_do_not_fit(pack: Pack) -> Iterator[Diagnostic]:
    """A criterion set to something else than true or false, a closure outside its list, sums of unlike things."""
    for rule in pack.rules.values():
        for setting in rule.then:
            if setting.id not in pack.declared_twice:
                yield from _setting(pack, setting)
    for criterion in pack.criteria.values():
        if criterion.closure is not None and not isinstance(criterion.closure.value, bool):
            yield misfit(
                criterion.closure.span,
                f"`otherwise` of the criterion `{criterion.id}` is neither true nor false",
            )
    for choice in pack.choices.values():
        if choice.closure is not None and choice.closure.value not in choice.values:
            yield misfit(
                choice.closure.span,
                f"`{choice.closure.value}` is not a value of the choice `{choice.id}`",
            )
    for amount, expression in expressions(pack):
        if amount in pack.declared_twice:
            continue
        found = yield from expression_type(pack, expression)
        wanted = pack.amounts[amount].type
        if found is not None and found is not wanted:
            yield misfit(
                expression.span,
                f"`{amount}` is of type {wanted.value}, and this gives a {found.value}",
            )


def _setting(pack: Pack, setting: Setting) -> Iterator[Diagnostic]:
    if setting.id in pack.criteria and setting.constant is None:
        yield misfit(setting.span, f"the criterion `{setting.id}` can be set to true or false only")
    elif setting.id in pack.choices and setting.constant is None:
        yield misfit(setting.span, f"the choice `{setting.id}` can be set to a written value only")
