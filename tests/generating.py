"""Hypothesis strategies: small packs, written as an analyst would and read by the real loader, and cases for them.

A pack has three layers of conclusions. Rules of a layer read facts and the conclusions of the layers below, and a rule
may defeat one that comes after it, so nothing rests on itself.
"""

import json
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from coverdict import Asking, Case, Pack, TextPart, open_pack, read_case
from coverdict.compiling.in_force import presumptions_in_force
from coverdict.compiling.programs import compile_question
from coverdict.running.inputs import Inputs, inputs_of
from coverdict.vocabulary.programs import Program

Written = dict[str, object]

LETTERS = ["x", "y", "z"]
DAYS = ["2026-01-31", "2026-02-28", "2026-03-01", "2026-12-31"]
LITERALS: dict[str, SearchStrategy[object]] = {
    "boolean": st.booleans(),
    "choice": st.sampled_from(LETTERS),
    "choices": st.lists(st.sampled_from(LETTERS), unique=True),
    "count": st.integers(0, 4),
    "money": st.sampled_from([0, 1, "1.50", "2.00", "10.01"]),
    "percent": st.sampled_from([0, 10, "12.5", 50]),
    "date": st.sampled_from(DAYS),
}
FACTS = {
    **dict.fromkeys(["b0", "b1", "b2"], "boolean"),
    **dict.fromkeys(["c0", "c1"], "choice"),
    **dict.fromkeys(["s0", "s1"], "choices"),
    **dict.fromkeys(["n0", "n1"], "count"),
    **dict.fromkeys(["m0", "m1"], "money"),
    "p0": "percent",
    **dict.fromkeys(["d0", "day"], "date"),
}
PARAMETERS = {f"the-{kind}": kind for kind in ("count", "money", "percent", "date")}
EQUALITY, LISTS = ["is", "not"], ["in", "not-in"]
ORDER = ["above", "at-least", "below", "at-most", "between"]
OPERATORS = {
    "boolean": EQUALITY,
    "criterion": EQUALITY,
    "choice": EQUALITY + LISTS,
    "conclusion": EQUALITY + LISTS,
    "choices": [*EQUALITY, "includes", "includes-any", "includes-all"],
    **dict.fromkeys(("count", "money", "percent", "date"), EQUALITY + LISTS + ORDER),
}
SERVICE_DAYS = [date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2026, 12, 31)]
KNOWN_DAYS = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 12, 31)]
YEAR = {"from": "2026-01-01", "until": "2027-01-01"}
HALVES = [{"from": "2025-01-01", "until": "2026-07-01"}, {"from": "2026-07-01", "until": "open"}]
KNOWN = [{"from": "2025-01-01", "until": "2026-03-01"}, {"from": "2026-03-01", "until": "open"}]
CITES = ["law.all"]


@dataclass(frozen=True)
class Situated:
    """A pack with a case and how it is asked."""

    pack: Pack
    case: Case
    asking: Asking

    @property
    def days(self) -> tuple[date, date]:
        return self.asking.service_date, self.asking.knowledge_date

    @property
    def program(self) -> Program:
        return compile_question(self.pack, self.pack.questions[self.asking.question], *self.days)

    @property
    def inputs(self) -> Inputs:
        presumed = presumptions_in_force(self.pack, *self.days) if self.asking.presume else ()
        return inputs_of(self.case, presumed)


@dataclass
class Reach:
    """What a condition or an expression can read, by kind."""

    subjects: dict[str, str] = field(default_factory=lambda: dict(FACTS))
    values: dict[str, str] = field(default_factory=lambda: FACTS | PARAMETERS)

    def references(self, kind: str) -> list[str]:
        return [f"${id}" for id, of in self.values.items() if of == kind]


def open_written(files: Mapping[str, object]) -> Pack:
    """The pack of these files, by the real loader and checks; JSON is YAML too."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder) / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(content), encoding="utf-8")
        opened = open_pack(Path(folder), "generated")
    assert opened.pack is not None, opened.diagnostics
    return opened.pack


def case_of(pack: Pack, facts: Mapping[str, object]) -> Case:
    """The case that gives these facts, by the real loader; an empty one, which that refuses, outright."""
    if not facts:
        return Case({}, {})
    read = read_case(pack, [TextPart(json.dumps(facts).encode(), "case.json")])
    assert read.case is not None, read.diagnostics
    return read.case


def with_facts(case: Case, more: Case) -> Case:
    """The case with what ``more`` gives where it is silent."""
    return Case({**more.facts, **case.facts}, {**more.stated, **case.stated})


@composite
def situations(draw: DrawFn, presume: bool = True) -> Situated:
    """A pack, a case for it, and two days."""
    pack = draw(packs())
    service, known = draw(st.sampled_from(SERVICE_DAYS)), draw(st.sampled_from(KNOWN_DAYS))
    return Situated(pack, draw(cases(pack)), Asking("answer", service, known, presume))


@composite
def cases(draw: DrawFn, pack: Pack) -> Case:
    """A case that gives some facts, and states some of the criteria that may be stated."""
    kinds = FACTS | {id: "boolean" for id, item in pack.criteria.items() if item.stating}
    given = draw(st.lists(st.sampled_from(sorted(kinds)), unique=True))
    return case_of(pack, {name: draw(LITERALS[kinds[name]]) for name in given})


def packs() -> SearchStrategy[Pack]:
    """Packs, read from their files."""
    return written_packs().map(open_written)


@composite
def written_packs(draw: DrawFn) -> Written:
    """The files of a pack; its question reports everything that is concluded."""
    reach, rules = Reach(), {"criteria": [], "choices": [], "amounts": [], "rules": []}
    for layer in range(3):
        reach = draw(layers(layer, reach, rules))
    for place, rule in enumerate(rules["rules"]):
        later = [one["id"] for one in rules["rules"][place + 1 :]]
        if later and draw(st.integers(0, 3)) == 0:
            rule["defeats"] = [draw(st.sampled_from(later))]
    concluded = [one["id"] for kind in ("amounts", "choices", "criteria") for one in rules[kind]]
    return {
        "pack.yaml": draw(heads(concluded)),
        "sources/law.yaml": {"document": DOCUMENT, "statements": [STATEMENT]},
        "facts/all.yaml": {"facts": [_fact(id, kind) for id, kind in FACTS.items()]},
        "parameters/all.yaml": {"parameters": draw(st.tuples(*map(parameters, PARAMETERS)))},
        "codes/all.yaml": {"code-sets": [CODE_SET]},
        "rules/all.yaml": {kind: entries for kind, entries in rules.items() if entries},
    }


DOCUMENT = {
    "id": "law",
    "title": "The law",
    "rank": "statute",
    "file": "law.txt",
    "digest": "sha256:" + "0" * 64,
}
STATEMENT = {
    "id": "all",
    "at": {"block": 1, "sentence": 1},
    "digest": "sha256:" + "1" * 64,
    "says": "So it is.",
    "role": "encoded",
}
CODE_SET = {"id": "letters", "title": "letters", "cites": CITES, "codes": {"x": "x", "y": "y"}}


def _fact(id: str, kind: str) -> Written:
    listed = {"of": LETTERS} if kind in ("choice", "choices") else {}
    asked = {"asks": f"What is {id}?", "asked-of": "patient"}
    return {"id": id, "title": f"the {id}", "type": kind, **listed, **asked}


@composite
def heads(draw: DrawFn, concluded: list[str]) -> Written:
    """pack.yaml: a criterion is decided, the rest reported; a fact or two may be presumed."""
    *reports, goal = concluded
    question = {"id": "answer", "title": "Is it so?", "decides": goal, "reports": reports}
    head = {"id": "generated", "version": "1.0.0", "title": "generated", "window": YEAR}
    scope = {"title": "it is here", "cites": CITES, "when": draw(conditions(Reach(), 1))}
    presumed = draw(st.lists(st.sampled_from(sorted(FACTS)), unique=True, max_size=2))
    presumptions = [
        {"fact": id, "is": draw(LITERALS[FACTS[id]]), "title": "usual", "cites": CITES}
        | {"effective": draw(st.sampled_from([YEAR, *HALVES]))}
        for id in presumed
    ]
    return {
        "pack": head
        | {"service-date": "day", "questions": [question]}
        | ({"scope": scope} if draw(st.integers(0, 4)) == 0 else {}),
        **({"presumptions": presumptions} if presumptions else {}),
    }


@composite
def parameters(draw: DrawFn, id: str) -> Written:
    """A parameter with one value, or another from a day on, or another once it was known."""
    one, other = draw(st.tuples(*[LITERALS[PARAMETERS[id]]] * 2))
    periods = draw(
        st.sampled_from(
            [
                [{"effective": YEAR}],
                [{"effective": half} for half in HALVES],
                [{"effective": YEAR, "known": known} for known in KNOWN],
            ]
        )
    )
    values = [
        {**dated, "is": value, "cites": CITES}
        for dated, value in zip(periods, (one, other), strict=False)
    ]
    return {"id": id, "title": f"the {id}", "type": PARAMETERS[id], "values": values}


@composite
def layers(draw: DrawFn, layer: int, reach: Reach, rules: dict[str, list[Written]]) -> Reach:
    """Conclusions and the rules that conclude them; returns what the next layer can read."""
    criteria = [draw(criteria_(f"k{layer}{place}")) for place in range(draw(st.integers(1, 2)))]
    choices = [draw(choices_(f"h{layer}"))] if draw(st.booleans()) else []
    amounts = [draw(amounts_(f"a{layer}", reach))] if draw(st.booleans()) else []
    settings = {one["id"]: st.booleans() for one in criteria}
    settings |= {one["id"]: LITERALS["choice"] for one in choices}
    settings |= {one["id"]: expressions(one["type"], reach, 2) for one in amounts}
    for place in range(draw(st.integers(2, 4))):
        rules["rules"].append(draw(rules_(f"r{layer}{place}", reach, settings)))
    rules["criteria"] += criteria
    rules["choices"] += choices
    rules["amounts"] += amounts
    kinds = {one["id"]: "criterion" for one in criteria} | {
        one["id"]: "conclusion" for one in choices
    }
    numbers = {one["id"]: one["type"] for one in amounts}
    return Reach(reach.subjects | kinds | numbers, reach.values | numbers)
