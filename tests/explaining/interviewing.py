"""Interviews in which a whole case answers, and what is known at their end."""

from collections.abc import Iterator

from coverdict import Asking, Case, Interview, Pack, Refusal, decide, start_interview
from coverdict.explaining.interview import with_given
from coverdict.vocabulary.cases import Given
from coverdict.vocabulary.values import Type, Value
from coverdict.vocabulary.verdicts import Verdict


def begun(pack: Pack, asking: Asking, case: Case | None = None) -> Interview:
    """An interview about a case of which, by default, nothing is known."""
    interview = start_interview(pack, case or Case({}, {}), asking)
    assert isinstance(interview, Interview), interview
    return interview


def decided(pack: Pack, case: Case, asking: Asking) -> Verdict | None:
    """The verdict; None where the case cannot be."""
    found = decide(pack, case, asking)
    return None if isinstance(found, Refusal) else found


def held(interview: Interview, full: Case) -> Iterator[str]:
    """Let the full case answer until the end; the facts as they are asked for."""
    known = {**full.facts, **full.stated}
    while (asked := interview.next_question()) is not None:
        yield asked.fact
        given = known.get(asked.fact)
        if given is None or interview.reply(given) is not None:
            interview.dont_know()


def further(pack: Pack, case: Case) -> Iterator[Case]:
    """The case with one further fact, each that is silent with each value of its list."""
    stated = [id for id, item in pack.criteria.items() if item.stating]
    presumed = {item.fact for item in pack.presumptions}
    known = {*case.facts, *case.stated, *presumed, pack.service_date}
    for name in (*pack.facts, *stated):
        for value in [] if name in known else values(pack, name):
            yield with_given(pack, case, name, Given(value, "further"))


def values(pack: Pack, name: str) -> list[Value]:
    """The values of a closed list; a small and a large one of numbers."""
    fact = pack.facts.get(name)
    match fact.type if fact else Type.BOOLEAN:
        case Type.BOOLEAN:
            return [True, False]
        case Type.CHOICE:
            return list(fact.values) if fact else []
        case Type.CHOICES:
            return [(value,) for value in fact.values] if fact else []
        case Type.COUNT:
            return [0, 99]
        case _:
            return []
