"""A pack of knowledge: everything an analyst declares, typed, each thing with its place."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from coverdict.vocabulary.cases import Case
from coverdict.vocabulary.catalogues import Catalogue
from coverdict.vocabulary.conditions import Condition
from coverdict.vocabulary.courses import CourseRules
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.expressions import Constant, Expression, Reference, Rounding
from coverdict.vocabulary.periods import ALWAYS, Period
from coverdict.vocabulary.records import record
from coverdict.vocabulary.shades import Shade
from coverdict.vocabulary.sources import Citation, Document, Statement
from coverdict.vocabulary.terms import Term
from coverdict.vocabulary.values import Type, Value
from coverdict.vocabulary.waivers import Waiver


class Modality(StrEnum):
    """How sure a rule's conclusion is, surest first."""

    MUST = "must"
    USUALLY = "usually"
    MAY = "may"


@record
class Fact:
    """An input about a case; ``values`` gives the closed list's values with their plain words.

    One that is used ``only_if_told`` is never asked for; ``instead_of`` names the facts that are.
    """

    id: str
    title: str
    type: Type
    asks: str
    asked_of: str
    span: Span
    title_when_false: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    values_from: tuple[Reference, ...] = ()
    changeable: bool = False
    cites: tuple[Citation, ...] = ()
    only_if_told: bool = False
    instead_of: tuple[Citation, ...] = ()


@record
class ParameterValue:
    """What a parameter is, in a period."""

    effective: Period
    known: Period
    value: Value
    cites: tuple[Citation, ...]
    span: Span


@record
class Parameter:
    """A dated value."""

    id: str
    title: str
    type: Type
    values: tuple[ParameterValue, ...]
    span: Span


@record
class CodeSet:
    """A named list of codes with plain words."""

    id: str
    title: str
    codes: Mapping[str, str]
    cites: tuple[Citation, ...]
    span: Span


@record
class Closure:
    """What a conclusion is once every rule that could say otherwise is ruled out."""

    value: bool | str
    cites: tuple[Citation, ...]
    span: Span


@record
class Stating:
    """A case may state the criterion outright: the question that asks for it and who answers."""

    asks: str
    asked_of: str


@record
class Action:
    """What somebody has to do when a duty holds."""

    who: str
    do: str
    by: str | None


@record
class Criterion:
    """A yes/no conclusion; a duty is one with an ``action``."""

    id: str
    title: str
    span: Span
    title_when_false: str | None = None
    closure: Closure | None = None
    stating: Stating | None = None
    action: Action | None = None
    cites: tuple[Citation, ...] = ()


@record
class Choice:
    """A conclusion out of a closed list."""

    id: str
    title: str
    values: Mapping[str, str]
    span: Span
    closure: Closure | None = None


@record
class Amount:
    """A number or date that is worked out, by ``expression`` or by the rules that set it.

    One that stands in for another, such as a bound, is told only while the other is not known.
    """

    id: str
    title: str
    type: Type
    span: Span
    expression: Expression | None = None
    cites: tuple[Citation, ...] = ()
    rounding: Rounding | None = None
    stands_in_for: Citation | None = None


@record
class Setting:
    """What a rule concludes: a criterion true or false, a choice's value, an amount's expression."""

    id: str
    value: Expression
    span: Span

    @property
    def constant(self) -> Value | None:
        """The value written out, if it is one."""
        return self.value.value if isinstance(self.value, Constant) else None


@record
class Rule:
    """Condition to conclusion, cited, in force for a period of service dates and known for a period of days.

    ``table`` names the table whose rows the rule was made of.
    """

    id: str
    title: str
    cites: tuple[Citation, ...]
    effective: Period
    span: Span
    then: tuple[Setting, ...]
    when: Condition | None = None
    unless: Condition | None = None
    defeats: tuple[Citation, ...] = ()
    known: Period = ALWAYS
    modality: Modality = Modality.MUST
    notes: str | None = None
    table: str | None = None


@record
class Question:
    """Something a pack can be asked; ``wording`` is the answer in plain words by verdict; ``shades`` go before it."""

    id: str
    title: str
    decides: str
    reports: tuple[Citation, ...]
    wording: Mapping[str, str]
    span: Span
    shades: tuple[Shade, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """The ids of what it decides, of what it reports and of what its shades rest on."""
        reports = (cited.key for cited in self.reports)
        shading = (id for shade in self.shades for id in shade.told)
        return tuple(dict.fromkeys((self.decides, *reports, *shading)))


@record
class Presumption:
    """A value taken when a case is silent about the fact, and about those of ``unless_told`` too."""

    fact: str
    value: Value
    title: str
    cites: tuple[Citation, ...]
    effective: Period
    known: Period
    span: Span
    unless_told: tuple[Citation, ...] = ()

    def is_taken(self, told: Container[str]) -> bool:
        """Whether the value is taken beside these facts, which a case tells."""
        if self.fact in told:
            return False
        return not self.unless_told or not any(each.key in told for each in self.unless_told)

    @property
    def gives_way_to(self) -> tuple[str, ...]:
        """The other facts, by id, that keep the value from being taken where a case tells them."""
        return tuple(each.key for each in self.unless_told)


@record
class CaseKind:
    """A kind of case that people come with: what is known of every one of them."""

    id: str
    title: str
    case: Case
    span: Span


@record
class TopicHead:
    """What a file of rules is about, for readers of the pack's document."""

    title: str
    about: str | None
    span: Span


@record
class Scope:
    """The condition outside which the pack decides nothing."""

    title: str
    when: Condition
    cites: tuple[Citation, ...]
    span: Span


@record
class Impossible:
    """Facts that cannot be true together."""

    id: str
    title: str
    when: Condition
    span: Span


@record
class Coverage:
    """How much of the rules, and of the sides of their conditions, scenarios must reach, in whole per cent."""

    rules: int | None
    conditions: int | None
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """The knowledge as read; the mappings are by id, in the order of the files. Equal only to itself.

    Of a name in ``declared_twice`` nobody can tell what it is: a checked pack has none. Rules that cite an unconfirmed
    statement are never in force where ``leaves_out_unconfirmed``. A pack that was kept, or comes from there, knows what
    it is ``kept_as``; a pack that is made of it with ``replace`` is another, and was not.
    """

    id: str
    version: str
    title: str
    digest: str
    window: Period
    service_date: str
    service_date_span: Span
    span: Span
    questions: Mapping[str, Question]
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    code_sets: Mapping[str, CodeSet]
    criteria: Mapping[str, Criterion]
    choices: Mapping[str, Choice]
    amounts: Mapping[str, Amount]
    rules: Mapping[str, Rule]
    documents: Mapping[str, Document]
    statements: Mapping[str, Statement]
    presumptions: tuple[Presumption, ...] = ()
    impossible: tuple[Impossible, ...] = ()
    scope: Scope | None = None
    course: CourseRules | None = None
    kinds: Mapping[str, CaseKind] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    coverage: Coverage | None = None
    waivers: tuple[Waiver, ...] = ()
    catalogues: tuple[Catalogue, ...] = ()
    topics: Mapping[str, TopicHead] = field(default_factory=dict)
    declared_twice: frozenset[str] = frozenset()
    leaves_out_unconfirmed: bool = False
    kept_as: str | None = field(default=None, init=False)

    @property
    def main_question(self) -> Question:
        """The first question declared."""
        return next(iter(self.questions.values()))
