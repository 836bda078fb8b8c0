"""A case of a kind to fill in: what makes it of the kind is filled in, and only what can still matter is asked for.

Enters a kind of the pack, what is missing of it, and what could matter to it besides. Leaves the text of a case file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from coverdict.explaining.case_files import as_yaml
from coverdict.explaining.case_kinds import Unasked
from coverdict.explaining.naming import type_of
from coverdict.vocabulary.cases import Asking, Case
from coverdict.vocabulary.packs import CaseKind, Pack, Presumption
from coverdict.vocabulary.verdicts import MissingFact
from coverdict.writing.case_templates import fact_lines, line_of, stating_lines

_MORE = "# The answer does not depend on the following, but more can be said with it."
_MORE_OF_EACH = "# coverdict show NAME tells more of each, with all its values."


def kind_template(
    pack: Pack,
    kind: CaseKind,
    case: Case,
    asking: Asking,
    missing: Sequence[MissingFact],
    besides: Unasked,
) -> str:
    """The text: filled in, then by who can tell what is missing, then what is asked of nobody, all as comments."""
    question = pack.questions[asking.question]
    lines = [
        f"# A case of the kind “{kind.title}” ({kind.id}), for: {pack.title} ({pack.id} {pack.version})",
        f"# The question: {question.title} (--question {question.id})",
        "# Take the # off the line of each fact that is known, and write its value. What is listed can still matter",
        "# to the answer, or to what is told with it, for a date of service of"
        f" {asking.service_date} (--date names another).",
        "",
        *_heading("what is known already"),
        *_known(pack, case, asking.service_date),
    ]
    for party in dict.fromkeys(each.asked_of for each in missing):
        lines += ["", *_heading(f"ask: {party.replace('-', ' ')}")]
        of_party = [each for each in missing if each.asked_of == party]
        lines += _asked(pack, [each for each in of_party if question.decides in each.matters_to])
        more = [each for each in of_party if question.decides not in each.matters_to]
        lines += [*(["", _MORE] if more else []), *_asked(pack, more)]
    if besides.only_if_told:
        lines += ["", *_heading("other ways to tell, and rarer things: nobody is asked for them")]
        lines += [_MORE_OF_EACH, ""]
    for fact in besides.only_if_told:
        lines.append(_in_a_line(line_of(pack, fact), fact.asks))
    if besides.presumed:
        lines += ["", *_heading("taken for granted, unless the case says otherwise")]
        lines += [""]
    for presumption in besides.presumed:
        lines.append(_presumed(pack, presumption))
    return "\n".join(lines) + "\n"


def _heading(text: str) -> tuple[str]:
    return (f"# ── {text} ──",)


def _known(pack: Pack, case: Case, day: date) -> Iterator[str]:
    """What the kind says, and the date of service, for which a line is there at least."""
    if pack.service_date not in case.facts:
        asks = pack.facts[pack.service_date].asks
        yield from ("", f"# {asks}", f"# {pack.service_date}: {day}")
    for name, given in {**case.facts, **case.stated}.items():
        criterion = pack.criteria.get(name)
        asks = pack.facts[name].asks if name in pack.facts else ""
        if criterion is not None and criterion.stating is not None:
            asks = criterion.stating.asks
        yield from ("", f"# {asks}", f"{name}: {as_yaml(given.value, type_of(pack, name))}")


def _asked(pack: Pack, missing: Sequence[MissingFact]) -> Iterator[str]:
    for each in missing:
        fact, criterion = pack.facts.get(each.fact), pack.criteria.get(each.fact)
        if fact is not None:
            yield from ("", *fact_lines(pack, fact, names_party=False))
        elif criterion is not None and criterion.stating is not None:
            yield from ("", *stating_lines(criterion, criterion.stating))


def _presumed(pack: Pack, presumption: Presumption) -> str:
    name = presumption.fact
    line = f"# {name}: {as_yaml(presumption.value, type_of(pack, name))}"
    return _in_a_line(line, presumption.title)


def _in_a_line(line: str, says: str) -> str:
    """The line of a fact with what it says behind it, which stays a comment when the first mark is taken off."""
    return f"{line}  # {says}"
