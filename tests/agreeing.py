"""What the backends and the definitional evaluator find, put so that they can be held against each other."""

from collections.abc import Iterable

from coverdict.compiling.in_force import in_force
from coverdict.compiling.programs import produced_by
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.expressions import Reference
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.programs import Leaf, Program, literal
from tests.evaluator import Evaluator, Pair
from tests.exactly import Exact, exact
from tests.situations import Situated

Found = dict[str, Pair | set[Exact]]


def everything(at: Situated) -> list[str]:
    """Every name that the pack gives a meaning on the days: what a question that reports all of it works out."""
    pack, choices = at.pack, at.pack.choices.items()
    return [
        *(f"criterion:{id}" for id in pack.criteria),
        *(f"choice:{id}={value}" for id, choice in choices for value in choice.values),
        *(f"amount:{id}" for id in pack.amounts),
        *(f"rule:{id}" for id, rule in pack.rules.items() if in_force(rule, *at.days)),
        *(f"impossible:{item.id}" for item in pack.impossible),
        *(["scope"] if pack.scope else []),
    ]


def concluded_by(program: Program) -> list[str]:
    """Every name that the program gives a meaning, but for its own tests and parts."""
    names = {produced_by(step) for step in program.steps if not isinstance(step, Leaf)}
    return sorted(name for name in names if not name.startswith("part:"))


def in_model(model: Model, names: Iterable[str]) -> Found:
    """What a backend found: the values of an amount, the two sides of anything else."""
    return {
        name: {exact(value) for value in model.amounts.get(name.removeprefix("amount:"), ())}
        if name.startswith("amount:")
        else (literal(name, True) in model.literals, literal(name, False) in model.literals)
        for name in names
    }


def by_definition(evaluator: Evaluator, names: Iterable[str]) -> Found:
    """What the definitional evaluator finds."""
    return {name: _meaning(evaluator, evaluator.pack, *name.partition(":")[::2]) for name in names}


def _meaning(evaluator: Evaluator, pack: Pack, kind: str, id: str) -> Pair | set[Exact]:
    match kind:
        case "rule":
            return evaluator.applies(pack.rules[id])
        case "impossible":
            return evaluator.condition(next(one.when for one in pack.impossible if one.id == id))
        case "scope":
            return evaluator.condition(pack.scope.when)
        case _:
            id, _, value = id.partition("=")
            said = evaluator.values(Reference(id, Span("")))
            wanted = value or True
            return said if kind == "amount" else (wanted in said, bool(said - {wanted}))
