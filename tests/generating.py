"""Small random packs, as the files that an analyst would write, and facts for them.

A pack has three layers of conclusions. Rules of a layer read facts and the conclusions of the layers below, and a rule
may defeat one that comes after it, so nothing rests on itself. All chance comes out of the ``Random`` that is given:
with Hypothesis's own, ``st.randoms()``, what fails is made small.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

Written = dict[str, object]

LETTERS = ["x", "y", "z"]
LITERALS: dict[str, list[object]] = {
    "boolean": [True, False],
    "criterion": [True, False],
    "choice": LETTERS,
    "conclusion": LETTERS,
    "choices": [[], ["x"], ["y"], ["x", "y"], ["y", "z"]],
    "count": [0, 1, 2, 4],
    "money": [0, 1, "1.50", "2.00", "10.01"],
    "percent": [0, 10, "12.5", 50],
    "date": ["2026-01-31", "2026-02-28", "2026-03-01", "9999-12-30"],
    "dates": [[], ["2026-02-28"], ["2026-01-31", "2026-03-01"], ["2026-02-28", "9999-12-30"]],
}
NUMBERS = ["count", "money", "percent"]
AMOUNTS = [*NUMBERS, "date"]
FACTS = {
    **dict.fromkeys(["b0", "b1", "b2"], "boolean"),
    **dict.fromkeys(["c0", "c1"], "choice"),
    **dict.fromkeys(["s0", "s1"], "choices"),
    **dict.fromkeys(["n0", "n1"], "count"),
    **dict.fromkeys(["m0", "m1"], "money"),
    "p0": "percent",
    **dict.fromkeys(["d0", "day"], "date"),
    **dict.fromkeys(["t0", "t1"], "dates"),
}
PARAMETERS = {f"the-{kind}": kind for kind in AMOUNTS}
EQUALITY, LISTS = ["is", "not"], ["in", "not-in"]
ORDER = ["above", "at-least", "below", "at-most", "between"]
INCLUSION = ["includes", "includes-any", "includes-all"]
OPERATORS = {
    **dict.fromkeys(["boolean", "criterion"], EQUALITY),
    **dict.fromkeys(["choice", "conclusion"], EQUALITY + LISTS),
    **dict.fromkeys(["choices", "dates"], EQUALITY + INCLUSION),
    **dict.fromkeys(AMOUNTS, EQUALITY + LISTS + ORDER),
}
YEAR = {"from": "2026-01-01", "until": "2027-01-01"}
HALVES = [{"from": "2025-01-01", "until": "2026-07-01"}, {"from": "2026-07-01", "until": "open"}]
SEASONS = [*HALVES, {"from": "2026-03-01", "until": "2026-10-01"}]  # of rules and presumptions
KNOWN = [{"from": "2025-01-01", "until": "2026-03-01"}, {"from": "2026-03-01", "until": "open"}]
KNOWN_OF_RULES = [*KNOWN, {"from": "2026-05-01", "until": "2026-08-01"}]
CITES = {"cites": ["law.all"]}
ASKS = {"asks": "?", "asked-of": "patient"}
SOURCE: Written = {
    "document": {"id": "law", "title": "The law", "rank": "statute", "held": False},
    "statements": [
        {"id": "all", "at": {"block": 1, "sentence": 1}, "digest": "sha256:" + "1" * 64}
        | {"says": "So it is.", "role": "encoded"}
    ],
}
CODES: Written = {
    "code-sets": [{"id": "letters", "title": "letters", "codes": {"x": "x", "y": "y"}, **CITES}]
}


@dataclass
class Writer:
    """Writes a pack; ``kinds`` are the names that can be read so far, ``reading`` those that conditions may read."""

    random: Random
    kinds: dict[str, str] = field(default_factory=lambda: FACTS | PARAMETERS)
    sections: dict[str, list[Written]] = field(default_factory=dict)

    def pack(self) -> dict[str, Written]:
        """The files of a pack by name; its question reports everything that is concluded."""
        for layer in range(3):
            self.layer(layer)
        self.defeats()
        concluded = [
            str(entry["id"])
            for section in ("amounts", "choices", "criteria")
            for entry in self.sections.get(section, ())
        ]
        return {
            "pack.yaml": self.head(concluded),
            "sources/law.yaml": SOURCE,
            "facts/all.yaml": {"facts": [_fact(id, kind) for id, kind in FACTS.items()]},
            "parameters/all.yaml": {"parameters": [self.parameter(id) for id in PARAMETERS]},
            "codes/all.yaml": CODES,
            "rules/all.yaml": dict(self.sections),
        }

    def layer(self, layer: int) -> None:
        """Conclusions of some kinds, and the rules that conclude them."""
        written = {
            "criteria": [self.criterion(f"k{layer}{n}") for n in range(self.up_to(2))],
            "choices": [self.choice(f"h{layer}")] if self.sometimes() else [],
            "amounts": [self.amount(f"a{layer}")] if self.sometimes() else [],
        }
        kinds = {str(entry["id"]): "criterion" for entry in written["criteria"]}
        kinds |= {str(entry["id"]): "conclusion" for entry in written["choices"]}
        kinds |= {str(entry["id"]): str(entry["type"]) for entry in written["amounts"]}
        written["rules"] = [self.rule(f"r{layer}{n}", kinds) for n in range(1 + self.up_to(3))]
        for section, entries in written.items():
            if entries:
                self.sections.setdefault(section, []).extend(entries)
        self.kinds |= kinds

    def defeats(self) -> None:
        rules = self.sections["rules"]
        for place, rule in enumerate(rules[:-1]):
            if self.rarely():
                rule["defeats"] = [self.random.choice(rules[place + 1 :])["id"]]

    def head(self, concluded: list[str]) -> Written:
        """pack.yaml: the last criterion is decided; there may be a scope, and facts that are presumed."""
        question = {"id": "answer", "title": "?", "decides": concluded[-1]}
        question |= {"reports": concluded[:-1]} if concluded[:-1] else {}
        pack = {"id": "generated", "version": "1.0.0", "title": "?", "window": YEAR}
        pack |= {"service-date": "day", "questions": [question]}
        pack |= {"scope": {"title": "here", "when": self.test(), **CITES}} if self.rarely() else {}
        facts = self.random.sample(sorted(FACTS), self.random.choice([0, 0, 1, 2]))
        presumptions = (
            {"presumptions": [self.presumption(id, facts) for id in facts]} if facts else {}
        )
        impossible = {"id": "never", "title": "never", "when": self.test_of([*FACTS])}
        refused = {"impossible": [impossible]} if self.rarely() else {}
        return {"pack": pack, **presumptions, **refused}

    def presumption(self, fact: str, presumed: list[str]) -> Written:
        """A presumption that may give way to facts that are not ``presumed``."""
        value = {"fact": fact, "is": self.random.choice(LITERALS[FACTS[fact]])}
        others = [id for id in FACTS if id not in presumed]
        told = (
            {"unless-told": self.random.sample(others, self.up_to(2))} if self.sometimes() else {}
        )
        return {**value, **told, "title": "usual", "effective": self.period(), **CITES}

    def parameter(self, id: str) -> Written:
        """A parameter with one value, or with another from a day on, or once another was known."""
        dated = [{"effective": YEAR}]
        if self.rarely():
            dated = [{"effective": half} for half in HALVES]
        elif self.rarely():
            dated = [{"effective": YEAR, "known": known} for known in KNOWN]
        kind = PARAMETERS[id]
        values = [{**period, "is": self.random.choice(LITERALS[kind]), **CITES} for period in dated]
        return {"id": id, "title": f"the {id}", "type": kind, "values": values}

    def criterion(self, id: str) -> Written:
        """A criterion that may close, and may be stated."""
        stated = {"may-be-stated": ASKS} if self.rarely() else {}
        return {"id": id, "title": f"the {id}", **self.closure("criterion"), **stated}

    def choice(self, id: str) -> Written:
        """A choice that may close."""
        return {"id": id, "title": f"the {id}", "of": LETTERS, **self.closure("conclusion")}

    def closure(self, kind: str) -> Written:
        value = {"is": self.random.choice(LITERALS[kind]), **CITES}
        return {"otherwise": value} if self.sometimes() else {}

    def amount(self, id: str) -> Written:
        """An amount that may have a value by itself, and may be rounded."""
        kind = self.random.choice(AMOUNTS)
        defined = {"is": self.expression(kind, 2), **CITES} if self.sometimes() else {}
        rounding = {
            "to": self.random.choice(["0.01", "0.05", "0.3", 1, 5]),
            "mode": self.random.choice(["half-up", "half-even", "up", "down"]),
        }
        rounded = {"round": rounding} if kind != "date" and self.rarely() else {}
        return {"id": id, "title": f"the {id}", "type": kind, **defined, **rounded}

    def rule(self, id: str, kinds: dict[str, str]) -> Written:
        """A rule with a conclusion or two; perhaps an exception, a time when it became known, a doubt."""
        settings = self.random.sample(sorted(kinds), min(len(kinds), self.up_to(2)))
        return {
            "id": id,
            "title": f"the {id}",
            "effective": self.period(),
            "when": self.condition(2),
            "then": {name: self.setting(kinds[name]) for name in settings},
            **CITES,
            **({"unless": self.condition(1)} if self.rarely() else {}),
            **({"known": self.random.choice(KNOWN_OF_RULES)} if self.rarely() else {}),
            **({"modality": self.random.choice(["usually", "may"])} if self.rarely() else {}),
        }

    def setting(self, kind: str) -> object:
        return self.expression(kind, 2) if kind in AMOUNTS else self.random.choice(LITERALS[kind])

    def condition(self, depth: int) -> Written:
        """A test, or parts joined, nested no deeper than ``depth``."""
        joined = self.random.choice(["", "", "all", "any", "not", "at-least-n-of"][: depth * 6 + 1])
        if not joined:
            return self.test()
        if joined == "not":
            return {"not": self.condition(depth - 1)}
        parts = [self.condition(depth - 1) for _ in range(self.up_to(3))]
        if joined == "at-least-n-of":
            return {joined: {"n": self.up_to(len(parts)), "of": parts}}
        return {joined: parts}

    def test(self) -> Written:
        """A fact or conclusion held against the values of an operator, or of two."""
        return self.test_of([id for id in self.kinds if id not in PARAMETERS])

    def test_of(self, names: list[str]) -> Written:
        name = self.random.choice(names)
        kind = self.kinds[name]
        number = self.up_to(2) if kind in AMOUNTS else 1
        operators = self.random.sample(OPERATORS[kind], number)
        return {name: {operator: self.operand(kind, operator) for operator in operators}}

    def operand(self, kind: str, operator: str) -> object:
        """What follows an operator: values written out or named, one or a list of them."""
        if kind in ("choices", "dates") and operator in EQUALITY:
            return self.random.choice(["$s0", "$s1"] if kind == "choices" else ["$t0", "$t1"])
        one = {"choices": "conclusion", "dates": "date"}.get(kind, kind)
        if operator == "between":
            return in_order(self.value(one), self.value(one))
        if operator not in [*LISTS, *INCLUSION[1:]]:
            return self.value(one)
        if one == "conclusion" and self.rarely():
            return "$letters"
        return list({str(value): value for value in (self.value(one), self.value(one))}.values())

    def value(self, kind: str) -> object:
        """A value written out, or a reference to one."""
        named = [f"${id}" for id, of in self.kinds.items() if of == kind]
        is_named = kind not in ("criterion", "conclusion") and self.rarely()
        return self.random.choice(named if is_named else LITERALS[kind])

    def expression(self, kind: str, depth: int) -> object:
        """A value written out, named, or worked out from others, nested no deeper than ``depth``."""
        named = [f"${id}" for id, of in self.kinds.items() if of == kind]
        if depth == 2 and kind == "date" and self.rarely():
            return {self.random.choice(["earliest", "latest"]): self.several("dates")}
        if depth and self.sometimes():
            return self.calculation(kind, depth - 1)
        return self.random.choice(named if self.sometimes() else LITERALS[kind])

    def calculation(self, kind: str, depth: int) -> Written:
        """One of the operations that give the kind."""
        operations = ["minimum", "maximum"]
        more = ["sum", "difference", "product"]
        operations += ["plus-days", "plus-months", "end-of-month"] if kind == "date" else more
        operations += ["percent"] if kind in ("count", "money") else []
        operations += ["days-between", "whole-quotient", "count"] if kind == "count" else []
        operation = self.random.choice(operations)
        if operation == "count":
            return {operation: self.several(self.random.choice(["dates", "choices"]))}
        if operation == "end-of-month":
            return {operation: [self.expression(kind, depth)]}
        if operation == "whole-quotient":
            return {operation: [self.expression(kind, depth), self.up_to(3)]}
        if operation == "percent":
            share = {"of": self.expression(kind, depth), "by": self.expression("percent", depth)}
            return {operation: share}
        first = {"days-between": "date"}.get(operation, kind)
        counted = ["product", "plus-days", "plus-months"]
        second = {**dict.fromkeys(counted, "count")}.get(operation, first)
        factor = f"${self.random.choice([id for id, of in self.kinds.items() if of == kind])}"
        one = factor if operation == "product" else self.expression(first, depth)
        return {operation: [one, self.expression(second, depth)]}

    def several(self, kind: str) -> object:
        """Several dates or values, or some of them."""
        of = self.random.choice(["$t0", "$t1"] if kind == "dates" else ["$s0", "$s1"])
        if self.sometimes():
            return of
        if kind == "choices":
            return {"of": of, "in": self.random.choice([["x"], ["x", "z"], "$letters"])}
        narrowings = ["after", "on-or-after", "before", "on-or-before"]
        chosen = self.random.sample(narrowings, self.up_to(2))
        return {"of": of, **{narrowing: self.expression("date", 1) for narrowing in chosen}}

    def facts(self, kinds: dict[str, str]) -> Written:
        """Some of these facts, or most, or all, each with some value."""
        share = self.random.choice([0.3, 0.8, 1.0])
        given = [name for name in kinds if self.random.random() < share]
        return {name: self.random.choice(LITERALS[kinds[name]]) for name in given}

    def period(self) -> Written:
        return self.random.choice(SEASONS) if self.rarely() else YEAR

    def up_to(self, most: int) -> int:
        return self.random.randint(1, most)

    def sometimes(self) -> bool:
        return self.random.random() < 0.5

    def rarely(self) -> bool:
        return self.random.random() < 0.2


def _fact(id: str, kind: str) -> Written:
    listed = {"of": LETTERS} if kind in ("choice", "choices") else {}
    return {"id": id, "title": f"the {id}", "type": kind, **ASKS, **listed}


def in_order(one: object, other: object) -> list[object]:
    """Two written values, the lower one first; what a reference leads to is not known here."""
    if any(str(value).startswith("$") for value in (one, other)):
        return [one, other]
    is_date = "-" in str(one)
    return sorted([one, other], key=str if is_date else lambda value: Decimal(str(value)))
