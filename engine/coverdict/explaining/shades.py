"""The answer in plain words where it depends on more than the verdict: which shade of it stands, with its values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coverdict.compiling.in_force import in_force
from coverdict.explaining.citing import keys
from coverdict.explaining.naming import subject_title, type_of, value_in_words, values_of
from coverdict.explaining.premises import found_values, state_of
from coverdict.explaining.situation import Situation
from coverdict.vocabulary.models import Belnap
from coverdict.vocabulary.packs import Modality, ParameterValue, Question
from coverdict.vocabulary.shades import Shade
from coverdict.vocabulary.values import Value
from coverdict.vocabulary.verdicts import Reason, VerdictValue


@dataclass(frozen=True, slots=True)
class Shading:
    """What became of the shades of a verdict.

    ``shade`` is the criterion of the one that stands, ``says`` its text; ``ground`` are the conclusions that it rests
    on, ``parameters`` the values that it names besides, and ``told`` all conclusions that were looked at on the way.
    """

    shade: str | None = None
    says: str | None = None
    ground: tuple[str, ...] = ()
    parameters: tuple[Reason, ...] = ()
    told: tuple[str, ...] = ()


def shading(situation: Situation, question: Question, verdict: VerdictValue) -> Shading:
    """The first shade of the verdict whose criterion holds and whose values are known; the others are passed over."""
    told: list[str] = []
    for shade in question.shades:
        if shade.of != verdict.value:
            continue
        holds = state_of(situation, shade.when.key) is Belnap.TRUE
        told += shade.told if holds else (shade.when.key,)
        values = dict(_values(situation, shade)) if holds else {}
        if holds and values.keys() >= set(shade.named):
            says = shade.worded(values)
            read = tuple(_parameters(situation, shade, values))
            return Shading(shade.when.key, says, shade.told, read, tuple(dict.fromkeys(told)))
    return Shading(told=tuple(dict.fromkeys(told)))


def _values(situation: Situation, shade: Shade) -> Iterator[tuple[str, str]]:
    """The values that the text names, in words: of each that has just one."""
    for name in shade.named:
        found = _found(situation, name)
        if len(found) == 1:
            type, worded = type_of(situation.pack, name), values_of(situation.pack, name)
            yield name, value_in_words(found[0], type, worded)


def _found(situation: Situation, name: str) -> tuple[Value, ...]:
    if name not in situation.pack.parameters:
        return found_values(situation, name)
    return tuple(dated.value for dated in _of_the_day(situation, name))


def _of_the_day(situation: Situation, parameter: str) -> Iterator[ParameterValue]:
    days = situation.asking.service_date, situation.asking.knowledge_date
    values = situation.pack.parameters[parameter].values
    return (dated for dated in values if in_force(dated, *days))


def _parameters(situation: Situation, shade: Shade, values: Mapping[str, str]) -> Iterator[Reason]:
    """The parameters that the text names, each with its value of the day and what that rests on."""
    for name in shade.named:
        if name in situation.pack.parameters:
            says = f"{subject_title(situation.pack, name)}: {values[name]}"
            cited = (each for dated in _of_the_day(situation, name) for each in keys(dated.cites))
            yield Reason(says, None, Modality.MUST, tuple(cited))
