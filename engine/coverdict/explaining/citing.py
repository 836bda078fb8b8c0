"""What a rule, value or list rests on: the statements cited, those of the values it reads included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Protocol

from coverdict.compiling.programs import references
from coverdict.loading.document_kinds import unit_of
from coverdict.vocabulary.conditions import Condition, tests_of
from coverdict.vocabulary.packs import Amount, Pack, Rule
from coverdict.vocabulary.sources import Citation, Confidence, Statement
from coverdict.vocabulary.verdicts import ContradictionCited, StatementCited


class Citing(Protocol):
    """Whatever rests on statements, by their keys."""

    @property
    def statements(self) -> tuple[str, ...]:
        """The keys."""


def keys(cites: Iterable[Citation]) -> tuple[str, ...]:
    """The statements cited, by key, each once."""
    return tuple(dict.fromkeys(cited.key for cited in cites))


def cited_by_rule(pack: Pack, service: date, known: date, rule: Rule) -> tuple[str, ...]:
    """The rule's own citations, then those of the parameters and code sets that it reads."""
    names: set[str] = set()
    conditions: list[Condition] = [item for item in (rule.when, rule.unless) if item is not None]
    for condition in conditions:
        for test in tests_of(condition):
            names |= {name for operand in test.operands for name in references(operand)}
    for setting in rule.then:
        names |= references(setting.value)
    return _with_values(pack, service, known, rule.cites, names)


def cited_by_amount(pack: Pack, service: date, known: date, amount: Amount) -> tuple[str, ...]:
    """The amount's own citations, then those of the parameters that it reads."""
    names = references(amount.expression) if amount.expression else set()
    return _with_values(pack, service, known, amount.cites, names)


def _with_values(
    pack: Pack, service: date, known: date, cites: tuple[Citation, ...], names: set[str]
) -> tuple[str, ...]:
    read = [cited for name in sorted(names) for cited in _value_cites(pack, service, known, name)]
    return keys((*cites, *read))


def _value_cites(pack: Pack, service: date, known: date, name: str) -> Iterator[Citation]:
    if name in pack.code_sets:
        yield from pack.code_sets[name].cites
    elif name in pack.parameters:
        for value in pack.parameters[name].values:
            if service in value.effective and known in value.known:
                yield from value.cites


def cited_statements(pack: Pack, cited: Iterable[str]) -> tuple[StatementCited, ...]:
    """The statements of those keys, each once, in the order of their documents; original texts are left out."""
    known = _statements(pack)
    found = [known[key] for key in dict.fromkeys(cited) if key in known]
    return tuple(sorted(found, key=_place))


def unconfirmed_among(pack: Pack, deciding: Iterable[Citing]) -> Iterator[str]:
    """A warning for each statement that decides though nobody has seen its text."""
    for key in dict.fromkeys(key for item in deciding for key in item.statements):
        statement = pack.statements[key]
        if statement.confidence is Confidence.UNCONFIRMED:
            says = " ".join(statement.says.split()).rstrip(".")
            yield f"the answer rests on what has not been confirmed: {says} ({key})"


def _place(item: StatementCited) -> tuple[str, int, int, str]:
    """Its document, then its place; those without one come first, by their names."""
    return item.source, item.block or 0, item.sentence or 0, "" if item.block else item.id


@lru_cache(maxsize=16)
def _statements(pack: Pack) -> Mapping[str, StatementCited]:
    """Every statement of the pack as answers cite it, by key; made once, since each answer cites some."""
    known = {key: _cited(item) for key, item in pack.statements.items()}
    against: dict[str, list[ContradictionCited]] = {}
    for key, item in pack.statements.items():
        for declared in item.contradicts:  # declared at one side, told at both
            other, follows = declared.statement.key, declared.follows.key
            for one, another in ((key, other), (other, key)):
                told = ContradictionCited(known[another], follows, declared.why)
                against.setdefault(one, []).append(told)
    told_of = {key: replace(known[key], contradicts=tuple(told)) for key, told in against.items()}
    return {**known, **told_of}


def _cited(item: Statement) -> StatementCited:
    return StatementCited(
        source=item.document.id,
        id=item.id,
        says=item.says,
        block=item.block,
        sentence=item.sentence,
        heading=item.heading,
        digest=item.digest,
        rank=item.document.rank.value,
        document_title=item.document.title,
        citation=item.citation,
        confidence=item.confidence,
        unit=unit_of(item.document.file),
    )
