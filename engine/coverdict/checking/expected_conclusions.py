"""Values and sureness that a scenario expects of conclusions, held against what can conclude them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from coverdict.checking.scenarios_asked import Asked
from coverdict.loading.names import nearest
from coverdict.vocabulary.diagnostics import Diagnostic, Related, Span
from coverdict.vocabulary.packs import Amount, Modality, Pack
from coverdict.vocabulary.values import Type, Value

_SUREST_FIRST = tuple(Modality)
_STATES = ("true", "false", "unknown", "conflicting")
_SIDES: dict[str | None, tuple[bool, ...]] = {
    "covered": (True,),
    "not-covered": (False,),
    "conflicting": (True, False),
    "true": (True,),
    "false": (False,),
}
_VERDICTS = {"covered": "true", "not-covered": "false", "undetermined": "unknown"}
_NUMBER = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")


def values_that_nothing_concludes(item: Asked) -> Iterator[Diagnostic]:
    """A verdict or a conclusion's value that it can't have, or that nothing in force gives it."""
    expect, decides = item.scenario.expect, item.question.decides
    for side in _SIDES.get(expect.verdict, ()):
        if not list(_givers(item, decides, side)):
            yield _never_concluded(item, "verdict", "", decides, side)
    for id, wanted in expect.conclusions.items():
        if wanted.value is None or not item.concludes(id):
            continue
        problem = _misfit(item.pack, id, wanted.value)
        if problem is not None:
            yield _never_had(item.place("conclusions", id), id, wanted.value, *problem)
            continue
        for value in _values(item.pack, id, wanted.value):
            if not list(_givers(item, id, value)):
                yield _never_concluded(item, "conclusions", id, id, value)


def modalities_that_no_rule_gives(item: Asked) -> Iterator[Diagnostic]:
    """A modality that is surer than any rule that could give it, or that no rule has."""
    expect = item.scenario.expect
    named = [
        ("conclusions", id, id, each.value, each.modality)
        for id, each in expect.conclusions.items()
    ]
    of_answer = ("modality", "", item.question.decides, expect.verdict, expect.modality)
    for about, name, id, value, modality in (of_answer, *named):
        if modality is None or not item.concludes(id):
            continue
        if value in ("undetermined", "unknown"):
            message = f"what is not known is not `{modality}` either"
            yield _no_modality(
                item.place(about, name), message, "expect the value, or the modality alone"
            )
        else:
            wanted = _values(item.pack, id, _VERDICTS.get(value or "", value)) if value else ()
            yield from _modality(item, item.place(about, name), id, wanted, Modality(modality))


def _modality(
    item: Asked, span: Span, id: str, wanted: tuple[Value | None, ...], modality: Modality
) -> Iterator[Diagnostic]:
    """An answer is as sure as the weakest rule on it: never surer than the rule that concludes it."""
    own = {given for value in wanted or (None,) for given in _givers(item, id, value)}
    if own and all(_SUREST_FIRST.index(each) > _SUREST_FIRST.index(modality) for each in own):
        message = f"no rule concludes `{id}` as surely as `{modality.value}`"
        surest = min(own, key=_SUREST_FIRST.index)
        yield _no_modality(span, message, f"expect `{surest.value}`, or mend the rule's modality")
        return
    read = {Modality.MUST, *(rule.modality for rule in item.reach.rules.values())}
    if modality not in read:
        message = f"no rule that `{id}` rests on is `{modality.value}`"
        known = " or ".join(f"`{each.value}`" for each in _SUREST_FIRST if each in read)
        yield _no_modality(span, message, f"expect {known}")


def _givers(item: Asked, id: str, wanted: Value | None) -> Iterator[Modality]:
    """How sure each thing is by itself that can give the conclusion that value; None stands for any."""
    pack = item.pack
    for rule, setting in item.reach.about.get(id, ()):
        if wanted is None or id in pack.amounts or setting.constant == wanted:
            yield rule.modality
    if id in pack.amounts:
        if pack.amounts[id].expression is not None:
            yield Modality.MUST
        return
    conclusion = pack.criteria.get(id) or pack.choices[id]
    if conclusion.closure and wanted in (None, conclusion.closure.value):
        yield Modality.MUST
    if id in pack.criteria and pack.criteria[id].stating:
        yield Modality.MUST


def _values(pack: Pack, id: str, written: str | None) -> tuple[Value | None, ...]:
    """The values that the conclusion must be given for it to be as written."""
    if id in pack.criteria:
        return _SIDES.get(written, ())
    if written in ("unknown", "conflicting"):
        return ()
    return (written,) if id in pack.choices else (None,)


def _misfit(pack: Pack, id: str, written: str) -> tuple[str, str | None] | None:
    """Why the conclusion can't have the value, and the mend."""
    if written in ("unknown", "conflicting"):
        return None
    if id in pack.criteria:
        if written in _STATES:
            return None
        meant = _VERDICTS.get(written)
        help = f"write `{meant}`" if meant else "write true, false, unknown or conflicting"
        return "a yes/no conclusion is true, false, unknown or conflicting", help
    if id in pack.choices:
        values = pack.choices[id].values
        if written in values:
            return None
        guess = nearest(written, values)
        listed = ", ".join(f"`{value}`" for value in values)
        return (
            "only a value of its list can be concluded",
            f"did you mean `{guess}`?" if guess else f"write one of {listed}",
        )
    return _amount_misfit(pack.amounts[id], written)


def _amount_misfit(amount: Amount, written: str) -> tuple[str, str | None] | None:
    if amount.type is Type.DATE:
        help = 'write a day in quotes, such as `"2026-03-02"`'
        return None if _is_day(written) else ("it is a date", help)
    if not _NUMBER.fullmatch(written):
        what = "dollars" if amount.type is Type.MONEY else "a number"
        return f"it is worked out as {what}", 'write a number, with decimals in quotes: `"12.50"`'
    if amount.rounding is not None:
        to = Decimal(amount.rounding.to)
        if Decimal(written) % to:
            return f"it is rounded to a multiple of {to}", "write it as it is after rounding"
    return None


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False


def _never_had(span: Span, id: str, value: str, why: str, help: str | None) -> Diagnostic:
    return Diagnostic(
        "CV510",
        f"`{id}` can never be `{value}`",
        f"{why}, so the expectation could never hold",
        span,
        help,
    )


def _never_concluded(
    item: Asked, about: str, name: str, id: str, value: Value | None
) -> Diagnostic:
    written = {True: "true", False: "false", None: "known"}.get(value, value)  # type: ignore[arg-type]
    conclusion = item.pack.criteria.get(id) or item.pack.choices.get(id) or item.pack.amounts[id]
    return Diagnostic(
        "CV510",
        f"nothing in force on {item.service} can conclude that `{id}` is {written}",
        "no rule sets it so, and neither does a closure or a statement of the case,"
        " so the expectation could never hold",
        item.place(about, name),
        "write the rule first, mend its period, or mend the expectation",
        related=(Related("declared here", conclusion.span),),
    )


def _no_modality(span: Span, message: str, help: str) -> Diagnostic:
    return Diagnostic(
        "CV512",
        message,
        "an answer is as sure as the weakest rule that it rests on, so the expectation could never hold",
        span,
        help,
    )
