"""No model leaves on which the two backends differ."""

from __future__ import annotations

from coverdict.running.compiled import Compiled, Function
from coverdict.running.forward import Forward, Ordered
from coverdict.running.inputs import Inputs
from coverdict.vocabulary.models import Model
from coverdict.vocabulary.programs import Program, proposition_of
from coverdict.vocabulary.records import record


class Disagreement(Exception):
    """The backends found different things: a bug, never an answer. ``conclusions`` names what differs."""

    def __init__(self, conclusions: tuple[str, ...]) -> None:
        self.conclusions = conclusions
        super().__init__(f"the backends disagree on {', '.join(conclusions)}")


@record
class Made:
    """What each backend makes of a program before it can run it."""

    ordered: Ordered
    function: Function


class CrossChecked:
    """Both backends of a program; what they agree on is the model, with the forward backend's order of firing."""

    def __init__(self, program: Program, made: Made | None = None) -> None:
        self.forward = Forward(program, made.ordered if made else None)
        self.compiled = Compiled(program, made.function if made else None)

    @property
    def made(self) -> Made:
        """What both were made into."""
        return Made(self.forward.ordered, self.compiled.function)

    def run(self, inputs: Inputs) -> Model:
        """The model that both backends find; raises Disagreement when they differ."""
        found, check = self.forward.run(inputs), self.compiled.run(inputs)
        differing = differences(found, check)
        if differing:
            raise Disagreement(differing)
        return found


def differences(one: Model, other: Model) -> tuple[str, ...]:
    """The conclusions on which two models differ, by name."""
    literals = {proposition_of(item) for item in one.literals ^ other.literals}
    names = one.amounts.keys() | other.amounts.keys()
    amounts = {
        f"amount:{name}" for name in names if one.amounts.get(name) != other.amounts.get(name)
    }
    return tuple(sorted(literals | amounts))
