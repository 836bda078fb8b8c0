"""No answer is surer than the sentence it rests on: how that is said."""

from __future__ import annotations

from coverdict.vocabulary.packs import Modality
from coverdict.vocabulary.verdicts import Verdict, VerdictValue

_SURELY = {
    VerdictValue.COVERED: "covered",
    VerdictValue.NOT_COVERED: "not covered",
    VerdictValue.UNDETERMINED: "undetermined: the facts given do not settle it",
    VerdictValue.CONFLICTING: "conflicting: the facts given speak for and against it",
}
_HEDGED = {
    (VerdictValue.COVERED, Modality.USUALLY): "usually covered",
    (VerdictValue.COVERED, Modality.MAY): "may be covered",
    (VerdictValue.NOT_COVERED, Modality.USUALLY): "usually not covered",
    (VerdictValue.NOT_COVERED, Modality.MAY): "may be not covered",
}
_ANSWERED = {
    (VerdictValue.COVERED, Modality.MUST): "yes",
    (VerdictValue.COVERED, Modality.USUALLY): "usually yes",
    (VerdictValue.COVERED, Modality.MAY): "perhaps yes",
    (VerdictValue.NOT_COVERED, Modality.MUST): "no",
    (VerdictValue.NOT_COVERED, Modality.USUALLY): "usually no",
    (VerdictValue.NOT_COVERED, Modality.MAY): "perhaps no",
}


def answer_in_words(verdict: Verdict) -> str:
    """The verdict as an answer to its question, whatever that decides, as surely as its weakest rule."""
    answered = _ANSWERED.get((verdict.verdict, verdict.modality or Modality.MUST))
    return answered or verdict_in_words(verdict)


def verdict_in_words(verdict: Verdict) -> str:
    """The verdict as surely as its weakest rule: "covered", "usually covered", "may be covered"."""
    if verdict.verdict is VerdictValue.UNDETERMINED and not verdict.derivation:
        return "undetermined: nothing was decided"
    hedged = _HEDGED.get((verdict.verdict, verdict.modality or Modality.MUST))
    return hedged or _SURELY[verdict.verdict]


def hedged(text: str, modality: Modality | None) -> str:
    """The text, with how surely it is so, unless its own words say that.

    >>> hedged("the patient pays first", Modality.USUALLY)
    'the patient pays first (usually)'
    >>> hedged("other coverage may lower it", Modality.MAY)
    'other coverage may lower it'
    """
    if modality in (None, Modality.MUST) or modality.value in text.lower().split():
        return text
    return f"{text.rstrip('. ')} ({modality.value})"
