"""A case as a file that the strict reader takes: each fact below its question."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from coverdict.explaining.missing import missing_fact
from coverdict.explaining.naming import type_of
from coverdict.vocabulary.cases import Case
from coverdict.vocabulary.packs import Pack, Question
from coverdict.vocabulary.values import Type, Value

_PLAIN = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_READ_AS_OTHERS = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})


def case_file(pack: Pack, question: Question, case: Case, unknowns: Iterable[str]) -> str:
    """The text of a case file; what is in ``unknowns`` stands in it as a comment."""
    lines = [
        f"# A case for: {_one_line(pack.title)} ({pack.id} {pack.version})",
        f"# The question was: {_one_line(question.title)}",
    ]
    for name, given in {**case.facts, **case.stated}.items():
        lines += ["", *_asked(pack, name), f"{name}: {as_yaml(given.value, type_of(pack, name))}"]
    for name in unknowns:
        lines += ["", *_asked(pack, name), f"# {name}: I don't know"]
    return "\n".join(lines) + "\n"


def as_yaml(value: Value, type: Type) -> str:
    """A fact's value as a case file has it: money and percentages in quotes, what YAML would misread too."""
    match value:
        case bool():
            return "true" if value else "false"
        case tuple() if type is Type.DATES:
            return f"[{', '.join(map(str, value))}]"
        case tuple():
            return f"[{', '.join(_text(str(item)) for item in value)}]"
        case _ if type in (Type.COUNT, Type.DATE):
            return str(value)
        case _ if type in (Type.MONEY, Type.PERCENT):
            return f'"{value:f}"'
        case _:
            return _text(str(value))


def _asked(pack: Pack, name: str) -> Iterator[str]:
    question = missing_fact(pack, name, ())
    listed = ", ".join(value for value, _ in question.values)
    yield f"# {_one_line(question.asks)}" + (f" ({listed})" if listed else "")


def _text(value: str) -> str:
    is_plain = _PLAIN.fullmatch(value) and value not in _READ_AS_OTHERS
    return value if is_plain else json.dumps(value, ensure_ascii=False)


def _one_line(text: str) -> str:
    return " ".join(text.split())
