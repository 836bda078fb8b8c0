"""What a scenario expects, from its fields: every name leads to something of the kind that can be expected there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from coverdict.loading.fields import Fields
from coverdict.loading.names import nearest
from coverdict.vocabulary.diagnostics import Diagnostic, Span
from coverdict.vocabulary.nodes import Entry, Scalar
from coverdict.vocabulary.nodes import Mapping as MappingNode
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.scenarios import Expectation, ExpectedConclusion

Report = Callable[[Diagnostic], None]
_ONE_NAME = ("refused", "shade")
_NAMED = ("rests-on", "duties", "no-duties", "missing", "not-missing", "rules", "no-rules")
_TAKES = {
    "rests-on": ("a statement", "a rule"),
    "conclusions": ("a criterion", "a choice", "an amount", "a duty"),
    "duties": ("a duty",),
    "no-duties": ("a duty",),
    "missing": ("a fact", "a criterion that may be stated"),
    "not-missing": ("a fact", "a criterion that may be stated"),
    "rules": ("a rule",),
    "no-rules": ("a rule",),
    "refused": ("an impossible combination",),
    "shade": ("a criterion", "a duty"),
}
_BELONGS = {
    "a statement": "rests-on",
    "a rule": "rules",
    "a criterion": "conclusions",
    "a criterion that may be stated": "conclusions",
    "a choice": "conclusions",
    "an amount": "conclusions",
    "a duty": "duties",
    "a fact": "missing",
    "an impossible combination": "refused",
}
_MEANT = {
    "rests-on": "statement or rule",
    "conclusions": "conclusion",
    "duties": "duty",
    "no-duties": "duty",
    "missing": "fact",
    "not-missing": "fact",
    "rules": "rule",
    "no-rules": "rule",
    "refused": "impossible combination",
    "shade": "criterion",
}


def read_expectation(pack: Pack, expect: Fields, report: Report) -> Expectation:
    """What is expected, with the place of each thing; names that lead nowhere are reported."""
    _check_names(pack, expect, report)
    return Expectation(
        expect.text_or_none("verdict"),
        expect.text_or_none("modality"),
        _names(expect, "rests-on"),
        {entry.key: _conclusion(entry) for entry in expect.entries("conclusions")},
        _names(expect, "duties"),
        _names(expect, "no-duties"),
        _names(expect, "missing"),
        _names(expect, "not-missing"),
        _names(expect, "rules"),
        _names(expect, "no-rules"),
        expect.text_or_none("refused"),
        expect.text_or_none("shade"),
        dict(_places(expect)),
    )


def unknown(kind: str, name: str, span: Span, known: Iterable[str]) -> Diagnostic:
    """A name in a scenario that leads nowhere."""
    guess = nearest(name, known)
    return Diagnostic(
        "CV501",
        f"the {kind} `{name}` is not known",
        "an expectation about something that does not exist could never fail, or never hold",
        span,
        f"did you mean `{guess}`?" if guess else None,
    )


def _conclusion(entry: Entry) -> ExpectedConclusion:
    if isinstance(entry.value, MappingNode):
        return ExpectedConclusion(
            *(_as_written(entry.value.get(key)) for key in ("is", "modality"))
        )
    return ExpectedConclusion(_as_written(entry.value))


def _as_written(node: object) -> str | None:
    if not isinstance(node, Scalar):
        return None
    return str(node.value).lower() if isinstance(node.value, bool) else str(node.value)


def _names(expect: Fields, key: str) -> tuple[str, ...]:
    return tuple(cited.key for cited in expect.citations(key))


def _places(expect: Fields) -> Iterator[tuple[tuple[str, str], Span]]:
    for key in ("verdict", "modality"):
        if key in expect:
            yield (key, ""), expect.place(key)
    for key in _ONE_NAME:
        if key in expect:
            yield (key, expect.text(key)), expect.place(key)
    for entry in expect.entries("conclusions"):
        yield ("conclusions", entry.key), entry.key_span
    for key in _NAMED:
        for cited in expect.citations(key):
            yield (key, cited.key), cited.span


def _check_names(pack: Pack, expect: Fields, report: Report) -> None:
    """Every name that an expectation uses leads to something that can be expected there."""
    for (key, name), span in _places(expect):
        kinds = _kinds(pack, name)
        if not name or any(kind in _TAKES[key] for kind in kinds):
            continue
        if kinds:
            report(_misplaced(key, name, span, kinds[0]))
        else:
            known = [id for kind in _TAKES[key] for id in _known(pack)[kind]]
            report(unknown(_MEANT[key], name, span, known))


def _kinds(pack: Pack, name: str) -> list[str]:
    """What goes by that name; a duty is told as that first."""
    kinds = (*_BELONGS, "a parameter", "a code set", "a question")
    return [kind for kind in kinds if name in _known(pack)[kind]]


@lru_cache(maxsize=16)
def _known(pack: Pack) -> Mapping[str, Collection[str]]:
    """The names of each kind."""
    criteria = pack.criteria.items()
    return {
        "a duty": {id: item for id, item in criteria if item.action},
        "a criterion": {id: item for id, item in criteria if not item.action},
        "a criterion that may be stated": {id: item for id, item in criteria if item.stating},
        "a statement": pack.statements,
        "a rule": pack.rules,
        "a choice": pack.choices,
        "an amount": pack.amounts,
        "a fact": pack.facts,
        "a parameter": pack.parameters,
        "a code set": pack.code_sets,
        "a question": pack.questions,
        "an impossible combination": {item.id: item for item in pack.impossible},
    }


def _misplaced(key: str, name: str, span: Span, kind: str) -> Diagnostic:
    takes = " or ".join(_TAKES[key])
    belongs = _BELONGS.get(kind)
    return Diagnostic(
        "CV516",
        f"`{name}` is {kind}, and `{key}` takes {takes}",
        "an answer never names it there, so the expectation could never fail, or never hold",
        span,
        f"write it under `{belongs}`" if belongs else f"name {takes}",
    )
