"""An interview held line by line: on a terminal, from a pipe, or with a file that plays the respondent."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, TextIO

from coverdict_cli.failing import Failure, Interrupted
from coverdict_cli.opening import told
from coverdict_cli.output import say, width

if TYPE_CHECKING:
    from coverdict.explaining.interview import Interview
    from coverdict.vocabulary.cases import Asking, Case
    from coverdict.vocabulary.verdicts import MissingFact, Verdict

_BACK, _REVIEW, _STOP = ("b", "back"), ("r", "review"), ("q", "quit", "stop")


class Conversation:
    """What is said goes to the terminal; where the standard output is none, to the standard error."""

    def __init__(self, interview: Interview, asking: Asking) -> None:
        self._interview, self._asking = interview, asking
        self._stream: TextIO = sys.stdout if sys.stdout.isatty() else sys.stderr
        self._width = width(self._stream)
        if sys.stdin is not None and hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(errors="replace")  # a stray byte is a wrong answer, no failure

    def with_lines(self) -> bool:
        """Ask until nothing is left to ask; True where the respondent stopped before that."""
        self._open()
        while (asked := self._interview.next_question()) is not None:
            self._put(asked)
            if not self._answered(asked):
                return True
        return False

    def with_file(self, respondent: Case) -> bool:
        """Let the file answer; a question on which it is silent nobody can answer."""
        from coverdict.presenting.interview_text import review_text

        self._open()
        interview, known = self._interview, {**respondent.facts, **respondent.stated}
        while (asked := interview.next_question()) is not None:
            given = known.get(asked.fact)
            if given is None:
                interview.dont_know()
            elif (problem := interview.reply(given)) is not None:
                raise Failure(told([problem]))
        if interview.review():
            self._say(review_text(interview.pack, interview.review(), self._width))
        return False

    def end(self, verdict: Verdict, is_stopped: bool) -> None:
        """Say how it ended, before the answer."""
        from coverdict.presenting import interview_text

        if is_stopped:
            told = interview_text.stopped_text(self._width)
        elif verdict.verdict.value != "undetermined":
            told = interview_text.settled_text(len(self._interview.review()), self._width)
        else:
            told = interview_text.exhausted_text(self._interview.held_up_by(), self._width)
        told += interview_text.presumed_text(len(verdict.presumptions), self._width)
        self._say(told + "\n")

    def _open(self) -> None:
        from coverdict.presenting.interview_text import opening_text

        interview, day = self._interview, self._asking.service_date.isoformat()
        is_given = interview.pack.service_date in interview.given.facts
        self._say(opening_text(interview.question.title, day, is_given, self._width))

    def _put(self, asked: MissingFact) -> None:
        from coverdict.explaining.naming import type_of
        from coverdict.presenting.interview_text import question_text

        number = len(self._interview.review()) + 1
        type = type_of(self._interview.pack, asked.fact)
        self._say(question_text(number, asked, type, self._width))

    def _answered(self, asked: MissingFact) -> bool:
        """Read lines until one is an answer, or takes back one; False where the respondent stops."""
        while (line := self._line()) is not None:
            said = line.strip()
            is_value = said.lower() in {each.lower() for pair in asked.values for each in pair}
            if not said:
                self._interview.dont_know()
                return True
            if said.lower() in _STOP and not is_value:
                return False
            if said.lower() in _REVIEW and not is_value:
                self._review()
            elif said.lower() in _BACK and not is_value:
                if self._interview.back():
                    return True
                self._say("   This is the first question.\n")
            elif self._taken(asked, said):
                return True
        return False

    def _taken(self, asked: MissingFact, said: str) -> bool:
        from coverdict.explaining.naming import type_of
        from coverdict.presenting.interview_text import not_understood

        problem = self._interview.answer(said)
        if problem is not None:
            type = type_of(self._interview.pack, asked.fact)
            self._say(not_understood(said, type, problem, self._width))
        return problem is None

    def _review(self) -> None:
        from coverdict.presenting.interview_text import review_text

        interview = self._interview
        self._say(review_text(interview.pack, interview.review(), self._width) + "\n")

    def _line(self) -> str | None:
        """The next line, None after the last one; a line from a pipe is shown, as a terminal would."""
        try:
            self._say("> ")
            line = sys.stdin.readline() if sys.stdin is not None else ""
        except Interrupted:
            with contextlib.suppress(Failure):
                self._say("\n")
            raise
        if not line:
            self._say("\n")
            return None
        if not sys.stdin.isatty():
            self._say(line.rstrip("\n") + "\n")
        return line

    def _say(self, text: str) -> None:
        say(text, self._stream)
