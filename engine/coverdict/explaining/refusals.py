"""Cases whose facts cannot be true together."""

from __future__ import annotations

from coverdict.explaining.situation import Situation
from coverdict.vocabulary.cases import Refusal
from coverdict.vocabulary.conditions import tests_of
from coverdict.vocabulary.diagnostics import Diagnostic, Related
from coverdict.vocabulary.programs import literal


def refusal(situation: Situation) -> Refusal | None:
    """A diagnostic for each impossible combination that the case gives, with the places of its facts."""
    held = situation.model.literals
    found, because = [], []
    for item in situation.pack.impossible:
        if literal(f"impossible:{item.id}", True) not in held:
            continue
        because.append(item.id)
        names = dict.fromkeys(test.subject for test in tests_of(item.when))
        given = {name: situation.case.facts[name] for name in names if name in situation.case.facts}
        places = [(name, value.span) for name, value in given.items() if value.span is not None]
        listed = ", ".join(f"`{name}`" for name in given)
        found.append(
            Diagnostic(
                "CV407",
                f"the facts contradict each other: {listed}",
                f"{item.title}, so no answer to this case could be right",
                places[-1][1] if places else None,
                "correct one of them, or leave out what is not known",
                related=tuple(
                    Related(f"`{name}` is said here", span) for name, span in places[:-1]
                ),
            )
        )
    return Refusal(tuple(found), tuple(because)) if found else None
