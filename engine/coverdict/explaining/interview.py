"""An interview: only what can still change the verdict is asked, one question at a time, until it is settled.

Nothing is read or printed here. Who holds the interview shows ``next_question`` and hands the answers in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from coverdict.explaining.case_files import case_file
from coverdict.explaining.missing import missing_fact, to_ask
from coverdict.explaining.question_order import most_telling
from coverdict.explaining.situation import Situation
from coverdict.explaining.spoken_answers import read_answer
from coverdict.vocabulary.cases import Case, Given, Refusal
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.packs import Pack, Question
from coverdict.vocabulary.verdicts import MissingFact

Situate = Callable[[Case], Situation | Refusal | None]
"""What a case comes to; None outside the pack's window."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A question that was asked, and what was answered; None is "I don't know"."""

    question: MissingFact
    given: Given | None


class Interview:
    """The state of an interview: what was given at its start, and the replies so far, in order.

    Each question is asked once; ``back`` takes the last reply away.
    """

    def __init__(self, pack: Pack, question: Question, given: Case, situate: Situate) -> None:
        self.pack, self.question, self.given = pack, question, given
        self._situate = situate
        self._replies: list[Reply] = []
        self._next: MissingFact | None = self._most_telling()

    @property
    def case(self) -> Case:
        """What is known by now."""
        case = self.given
        for reply in self._replies:
            if reply.given is not None:
                case = with_given(self.pack, case, reply.question.fact, reply.given)
        return case

    @property
    def unknowns(self) -> frozenset[str]:
        """What nobody could tell."""
        return frozenset(reply.question.fact for reply in self._replies if reply.given is None)

    def next_question(self) -> MissingFact | None:
        """The question whose answer tells most; None when no answer could change the verdict any more.

        Then the verdict is settled, or what could settle it is not known or is never asked for.
        """
        return self._next

    def answer(self, text: str) -> Diagnostic | None:
        """Take the answer to the question asked, as typed; what is wrong with it, and then it is asked again."""
        asked = self._asked()
        given = read_answer(self.pack, asked, text)
        return given if isinstance(given, Diagnostic) else self.reply(given)

    def reply(self, given: Given) -> Diagnostic | None:
        """Take a value for the question asked, unless it cannot be true beside what is known."""
        asked = self._asked()
        found = self._situate(with_given(self.pack, self.case, asked.fact, given))
        if isinstance(found, Refusal):
            return replace(found.diagnostics[0], span=None, related=())
        self._take(Reply(asked, given))
        return None

    def dont_know(self) -> None:
        """Nobody can tell: the question is not asked again, nor any that leads nowhere without it."""
        self._take(Reply(self._asked(), None))

    def back(self) -> bool:
        """Take the last reply away, so that its question is the next; False when there was none."""
        if not self._replies:
            return False
        self._next = self._replies.pop().question
        return True

    def review(self) -> tuple[Reply, ...]:
        """The replies so far, in order."""
        return tuple(self._replies)

    def held_up_by(self) -> tuple[MissingFact, ...]:
        """The questions nobody could answer, without any one of which there would be more to ask."""
        found = self._situate(self.case)
        if not isinstance(found, Situation):
            return ()
        unknowns = self.unknowns
        return tuple(
            reply.question
            for reply in self._replies
            if reply.given is None and to_ask(found, unknowns - {reply.question.fact})
        )

    def as_case_file(self) -> str:
        """A case file with what is known, each fact below its question; what nobody could tell is a comment."""
        return case_file(self.pack, self.question, self.case, sorted(self.unknowns))

    def _asked(self) -> MissingFact:
        if self._next is None:
            raise ValueError("nothing is asked any more")
        return self._next

    def _take(self, reply: Reply) -> None:
        self._replies.append(reply)
        self._next = self._most_telling()

    def _most_telling(self) -> MissingFact | None:
        case, unknowns = self.case, self.unknowns

        def left(name: str | None, given: Given | None) -> tuple[str, ...] | None:
            """What is still awaited once that is known too; None where it cannot be so."""
            known = (
                case if name is None or given is None else with_given(self.pack, case, name, given)
            )
            found = self._situate(known)
            if isinstance(found, Refusal):
                return None
            return to_ask(found, unknowns) if found is not None else ()

        names = left(None, None)
        if not names:
            return None
        fact = most_telling(self.pack, names, left)
        return missing_fact(self.pack, fact, [self.question.decides])


def with_given(pack: Pack, case: Case, name: str, given: Given) -> Case:
    """The case with a fact, or a criterion stated outright, over what it has."""
    if name in pack.facts:
        return Case({**case.facts, name: given}, case.stated)
    return Case(case.facts, {**case.stated, name: given})
