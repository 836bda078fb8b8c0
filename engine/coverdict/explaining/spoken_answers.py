"""An answer as people give it becomes a value: its number in the list, its plain words, yes or no, or as in a file."""

from __future__ import annotations

from coverdict.explaining.naming import type_of
from coverdict.loading.cases import OptionPart, read_case
from coverdict.vocabulary.cases import Given
from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.values import Type
from coverdict.vocabulary.verdicts import MissingFact

_NONE = ("none", "none of these")
_YES_NO = {"y": "true", "n": "false"}


def read_answer(pack: Pack, asked: MissingFact, text: str) -> Given | Diagnostic:
    """The value that ``text`` gives to the question asked, or what is wrong with it."""
    written = as_written(asked, type_of(pack, asked.fact), text)
    read = read_case(pack, [OptionPart(f"{asked.fact}={written}", "answer")])
    if read.case is None:
        return read.diagnostics[0]
    return {**read.case.facts, **read.case.stated}[asked.fact]


def as_written(asked: MissingFact, type: Type, text: str) -> str:
    """The answer as ``--fact`` would have it; what is not understood stays as it is, to be refused by name."""
    said = " ".join(text.split())
    match type:
        case Type.BOOLEAN | Type.CHOICE:
            return _listed(asked, said) or _YES_NO.get(said.lower(), said)
        case Type.CHOICES:
            if said.casefold() in _NONE and _listed(asked, said) is None:
                return ""
            whole = _listed(asked, said)
            items = (item.strip() for item in said.strip("[]").split(","))
            return whole or ",".join(_listed(asked, item) or item for item in items)
        case Type.DATES:
            return "" if said.casefold() in _NONE else said
        case Type.MONEY:
            return said.removeprefix("$").strip()
        case Type.PERCENT:
            return said.removesuffix("%").strip()
        case _:
            return said


def _listed(asked: MissingFact, said: str) -> str | None:
    """The value that is so written, or so worded, or has that number, in this order."""
    wanted = said.casefold()
    for value, words in asked.values:
        if wanted in (value.casefold(), " ".join(words.split()).casefold()):
            return value
    if said.isascii() and said.isdigit() and 1 <= int(said[:9]) <= len(asked.values):
        return asked.values[int(said[:9]) - 1][0]
    return None
