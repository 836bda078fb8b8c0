from collections.abc import Iterable, Iterator

from hypothesis import assume, given

from coverdict import Case, Verdict
from coverdict.vocabulary.verdicts import Premise, PremiseKind
from tests.situations import Situated, situations


def premises(found: Iterable[Premise]) -> Iterator[Premise]:
    for premise in found:
        yield premise
        yield from premises(premise.because)


def cited(verdict: Verdict) -> set[str]:
    supports = (support for item in verdict.derivation for support in item.support)
    found = premises(premise for support in supports for premise in support.premises)
    said = (PremiseKind.GIVEN, PremiseKind.STATED)
    return {premise.id for premise in found if premise.kind in said}


@given(situations(presume=False))
def test_the_facts_cited_in_the_derivation_alone_give_the_same_verdict(at: Situated) -> None:
    verdict = at.decided()
    assume(verdict.verdict != "undetermined" and at.pack.scope is None)
    names = cited(verdict)
    facts = {name: given for name, given in at.case.facts.items() if name in names}
    stated = {name: given for name, given in at.case.stated.items() if name in names}
    assert at.decided(Case(facts, stated)).verdict == verdict.verdict
