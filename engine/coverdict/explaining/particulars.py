"""What there is to tell of each kind of thing in a pack, in plain words, under headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coverdict.explaining.naming import (
    claim,
    in_plain_letters,
    subject_title,
    the,
    value_in_words,
    values_of,
)
from coverdict.explaining.tables import rows_told
from coverdict.explaining.wording import (
    condition_in_words,
    expression_in_words,
    setting_in_words,
)
from coverdict.vocabulary.packs import (
    Action,
    Amount,
    Choice,
    Closure,
    CodeSet,
    Criterion,
    Fact,
    Impossible,
    Modality,
    Pack,
    Parameter,
    Presumption,
    Question,
    Rule,
    Stating,
)
from coverdict.vocabulary.periods import ALWAYS, Period
from coverdict.vocabulary.sources import Citation, Document, Statement
from coverdict.vocabulary.terms import Term
from coverdict.vocabulary.values import Type


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; one that begins with spaces and a dash belongs to that above."""

    heading: str
    lines: tuple[str, ...]


_SURENESS = {
    Modality.MUST: "always, when it applies",
    Modality.USUALLY: "usually, when it applies",
    Modality.MAY: "possibly, when it applies",
}
KINDS_OF_VALUE = {
    Type.BOOLEAN: "yes or no",
    Type.CHOICE: "one of a list",
    Type.CHOICES: "any of a list",
    Type.COUNT: "a whole number",
    Type.MONEY: "an amount of dollars",
    Type.PERCENT: "a percentage",
    Type.DATE: "a date, such as 2026-03-02",
    Type.DATES: "any number of dates",
}


def rule_told(pack: Pack, rule: Rule) -> Iterator[Section]:
    """When the rule applies, what it concludes and how surely."""
    yield Section("when", condition_in_words(pack, rule.when) if rule.when else ("always",))
    if rule.unless:
        yield Section("unless", condition_in_words(pack, rule.unless))
    yield Section("then", tuple(setting_in_words(pack, setting) for setting in rule.then))
    yield Section("how surely", (_SURENESS[rule.modality],))
    yield from _in_force(rule.effective, rule.known)
    if rule.defeats:
        lines = (f"{pack.rules[each.key].title} ({each.key})" for each in rule.defeats)
        yield Section("takes precedence over", tuple(lines))
    if rule.notes:
        yield Section("notes", (rule.notes.strip(),))


def fact_told(pack: Pack, fact: Fact) -> Iterator[Section]:
    """The question that asks for the fact, and what can be answered."""
    yield Section("question", (fact.asks,))
    yield Section("who can answer", (in_plain_letters(fact.asked_of),))
    yield Section("kind of answer", (KINDS_OF_VALUE[fact.type],))
    if fact.values:
        yield Section("values", _values(fact.values))
    if fact.title_when_false:
        yield Section("if not", (fact.title_when_false,))
    if fact.changeable:
        yield Section("can it still be chosen", ("yes",))
    if fact.only_if_told:
        yield Section("when it is used", tuple(_only_if_told(pack, fact)))
    for presumption in pack.presumptions:
        if presumption.fact == fact.id:
            yield from presumption_told(pack, presumption)


def term_told(term: Term) -> Iterator[Section]:
    """What the term means, and what else it is called."""
    yield Section("what it means", (term.says.strip(),))
    if term.also:
        yield Section("also called", term.also)


def _only_if_told(pack: Pack, fact: Fact) -> Iterator[str]:
    yield "only where a case tells it: it is never asked for"
    for cited in fact.instead_of:
        yield f"what is asked for instead: {pack.facts[cited.key].title} ({cited.key})"


def presumption_told(pack: Pack, presumption: Presumption) -> Iterator[Section]:
    """What is taken when a case says nothing."""
    fact = presumption.fact
    type = pack.facts[fact].type if fact in pack.facts else Type.BOOLEAN
    value = value_in_words(presumption.value, type, values_of(pack, fact))
    lines = [f"{value}: {presumption.title}", period_in_words(presumption.effective)]
    if presumption.unless_told:
        told = ", ".join(f"{subject_title(pack, id)} ({id})" for id in presumption.gives_way_to)
        lines.append(f"not where the case says anything of: {told}")
    yield Section("presumed when a case is silent", tuple(lines))


def parameter_told(pack: Pack, parameter: Parameter) -> Iterator[Section]:
    """Each value with its period."""
    yield Section("kind of value", (KINDS_OF_VALUE[parameter.type],))
    lines = (
        f"{value_in_words(each.value, parameter.type, {})} {period_in_words(each.effective, each.known)}"
        f" ({_cited(each.cites)})"
        for each in parameter.values
    )
    yield Section("values", tuple(lines))


def code_set_told(pack: Pack, code_set: CodeSet) -> Iterator[Section]:
    """The codes with their words; of a table, with what each stands for."""
    rows = rows_told(pack, code_set)
    lines = [
        f"{line}: {'; '.join(rows[code])}" if code in rows else line
        for code, line in zip(code_set.codes, _values(code_set.codes), strict=True)
    ]
    yield Section("codes", tuple(lines))


def criterion_told(pack: Pack, criterion: Criterion) -> Iterator[Section]:
    """What is to be done, what holds when no rule decides, and who may state it."""
    if criterion.action:
        yield from _action(criterion.action)
    if criterion.title_when_false:
        yield Section("if not", (criterion.title_when_false,))
    holds = criterion.closure.value if criterion.closure else None
    says = claim(pack, criterion.id, holds) if isinstance(holds, bool) else None
    yield _closure(criterion.closure, says)
    if criterion.stating:
        yield from _stating(criterion.stating)


def choice_told(pack: Pack, choice: Choice) -> Iterator[Section]:
    """The values it can have, and which it has when no rule decides."""
    yield Section("values", _values(choice.values))
    holds = choice.closure.value if choice.closure else None
    yield _closure(choice.closure, choice.values.get(str(holds), str(holds)))


def amount_told(pack: Pack, amount: Amount) -> Iterator[Section]:
    """How the amount is worked out and rounded."""
    yield Section("kind of value", (KINDS_OF_VALUE[amount.type],))
    if amount.expression:
        words = expression_in_words(pack, amount.expression, amount.type)
        yield Section("worked out as", (words,))
    if amount.rounding:
        mode = in_plain_letters(amount.rounding.mode.value)
        yield Section("rounded", (f"to a multiple of {amount.rounding.to}, {mode}",))


def question_told(pack: Pack, question: Question) -> Iterator[Section]:
    """What answers the question and what is told with it."""
    yield Section("answered by", (f"{subject_title(pack, question.decides)} ({question.decides})",))
    if question.reports:
        lines = (f"{subject_title(pack, each.key)} ({each.key})" for each in question.reports)
        yield Section("told with the answer", tuple(lines))
    if question.wording:
        lines = (f"{in_plain_letters(key)}: {says}" for key, says in question.wording.items())
        yield Section("how the answer is put", tuple(lines))
    if question.shades:
        shades = (
            f"{in_plain_letters(each.of)}, where {subject_title(pack, each.when.key)}"
            f" ({each.when.key}): {each.says}"
            for each in question.shades
        )
        yield Section("in place of that, the first that holds", tuple(shades))


def impossible_told(pack: Pack, impossible: Impossible) -> Iterator[Section]:
    """What cannot be true together."""
    yield Section("cannot be true together", condition_in_words(pack, impossible.when))


def document_told(pack: Pack, document: Document) -> Iterator[Section]:
    """The document's authority, its file and what became of its statements."""
    yield Section("authority", (in_plain_letters(document.rank.value),))
    if document.file and document.digest:
        yield Section("file", (document.file, document.digest))
    if not document.held:
        yield Section("text", ("not held: its statements cannot be checked against it",))
    roles = Counter(each.role for each in pack.statements.values() if each.document == document)
    lines = (f"{in_plain_letters(role.value)}: {count}" for role, count in roles.items())
    yield Section("statements", tuple(lines) or ("none",))


def statement_told(pack: Pack, statement: Statement) -> Iterator[Section]:
    """What became of the statement; its words and place stand with the statements cited."""
    role = in_plain_letters(statement.role.value)
    yield Section("role", (f"{role}: {statement.why}" if statement.why else role,))
    if statement.seen:
        yield Section("seen at", (statement.seen,))
    if (statement.effective, statement.known) != (ALWAYS, ALWAYS):
        yield Section("in effect", (period_in_words(statement.effective, statement.known),))
    if statement.catalogue:
        yield Section("known in a catalogue as", (_cited(statement.catalogue),))


def entry_told(answering: Sequence[Statement]) -> Iterator[Section]:
    """What became of each statement that answers a number of a catalogue; what they say stands with the statements."""
    lines = [
        f"{each.key}: {in_plain_letters(each.role.value)}{f', {each.why}' if each.why else ''}"
        for each in answering
    ]
    yield Section("answered by", tuple(lines) or ("no statement yet",))


def period_in_words(effective: Period, known: Period = ALWAYS) -> str:
    """The period of service dates; since when it was known, if that is said too."""
    since = f", as known {_bounds(known)}" if known != ALWAYS else ""
    return f"for dates of service {_bounds(effective)}{since}"


def _in_force(effective: Period, known: Period) -> Iterator[Section]:
    yield Section("in force", (period_in_words(effective, known),))


def _bounds(period: Period) -> str:
    start = f"from {period.start}" if period.start else "from any day"
    return f"{start} until before {period.until}" if period.until else f"{start}, with no end"


def _values(values: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"{says} ({value})" for value, says in values.items())


def _cited(cites: Iterable[Citation]) -> str:
    return ", ".join(cite.key for cite in cites)


def _action(action: Action) -> Iterator[Section]:
    yield Section("who", (in_plain_letters(action.who),))
    yield Section("what to do", (action.do,))
    if action.by:
        yield Section("by when", (action.by,))


def _stating(stating: Stating) -> Iterator[Section]:
    answerer = the(in_plain_letters(stating.asked_of))
    yield Section("a case may state it outright", (stating.asks, f"{answerer} can answer"))


def _closure(closure: Closure | None, says: str | None) -> Section:
    if closure is None or says is None:
        return Section("when no rule decides", ("not known",))
    line = f"{says}, once every rule that could say otherwise is ruled out"
    return Section("when no rule decides", (f"{line} ({_cited(closure.cites)})",))
