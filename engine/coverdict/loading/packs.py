"""A pack from its folder: every file read, checked for shape, and turned into declared things."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from coverdict.loading import declarations as declare
from coverdict.loading.cases import case_from_node
from coverdict.loading.catalogues import catalogue
from coverdict.loading.conditions import ConditionReader, Symbol
from coverdict.loading.course_rules import course_rules
from coverdict.loading.fields import Fields
from coverdict.loading.files import read_text
from coverdict.loading.named import by_id
from coverdict.loading.pack_files import NOT_DECIDING, NOT_IN_DIGEST, NOT_READ, files_of
from coverdict.loading.registers import registered
from coverdict.loading.schemas import SchemaStore, schema_diagnostics
from coverdict.loading.strict_yaml import read_yaml
from coverdict.loading.tables import code_set_of, in_words, rules_of
from coverdict.loading.waivers import waiver
from coverdict.vocabulary.diagnostics import Diagnostic, in_order
from coverdict.vocabulary.nodes import Mapping as MappingNode
from coverdict.vocabulary.packs import CaseKind, Choice, Criterion, Fact, Pack, Parameter
from coverdict.vocabulary.values import Type

_NAMED = (
    ("facts", "facts"),
    ("parameters", "parameters"),
    ("codes", "code-sets"),
    ("codes", "tables"),
    ("rules", "criteria"),
    ("rules", "duties"),
    ("rules", "choices"),
    ("rules", "amounts"),
)
"""The folders and lists whose things share one space of names."""


@dataclass(slots=True)
class PackRead:
    """What a folder holds: the pack if every file could be read, the scenario files, what is wrong, the texts."""

    pack: Pack | None = None
    scenarios: tuple[Fields, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Files:
    """The files of a pack by kind, with what was wrong in reading them."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    by_kind: dict[str, list[Fields]] = field(default_factory=dict)
    digest: str = ""

    def entries(self, kind: str, key: str) -> Iterator[Fields]:
        """Every entry of the lists named ``key`` in the files of a kind."""
        return chain.from_iterable(file.mappings(key) for file in self.by_kind.get(kind, ()))


def read_pack(
    folder: Path, shown_as: str, schemas: SchemaStore, scenarios: bool = True
) -> PackRead:
    """The pack in ``folder``; places are told with ``shown_as`` in front of the path within it.

    Scenarios, waivers and catalogues decide nothing; without them a pack is read faster.
    """
    left_out = NOT_READ if scenarios else NOT_DECIDING
    files = _read_files(folder, shown_as, schemas, left_out)
    if any(item.is_error for item in files.diagnostics):
        return PackRead(diagnostics=in_order(files.diagnostics), texts=files.texts)
    if not any(_questions(files)):
        return PackRead(diagnostics=(_no_question(files),), texts=files.texts)
    found: list[Diagnostic] = list(files.diagnostics)
    pack = _pack(files, found.append)
    pack = replace(pack, kinds=_kinds(pack, files, found.append))
    written = tuple(files.entries("scenarios", "scenarios"))
    return PackRead(pack, written, in_order(found), files.texts)


def _read_files(
    folder: Path, shown_as: str, schemas: SchemaStore, left_out: tuple[str, ...]
) -> _Files:
    files, digest = _Files(), hashlib.sha256()
    for path in files_of(folder, files.diagnostics, shown_as, left_out):
        within = path.relative_to(folder).as_posix()
        kind = within.split("/")[0] if "/" in within else "pack"
        text, problems = read_text(path, f"{shown_as}/{within}")
        files.diagnostics += problems
        if text is None:
            continue
        files.texts[f"{shown_as}/{within}"] = text
        if kind not in NOT_IN_DIGEST:
            digest.update(f"{within}\n{len(text)}\n{text}".encode())
        node, problems = read_yaml(text, f"{shown_as}/{within}")
        files.diagnostics += problems
        if node is None or any(item.is_error for item in problems):
            continue
        problems = schema_diagnostics(node, kind, schemas)
        files.diagnostics += problems
        if isinstance(node, MappingNode) and not problems:
            files.by_kind.setdefault(kind, []).append(Fields(node))
    files.digest = f"sha256:{digest.hexdigest()}"
    return files


def _pack(files: _Files, report: Callable[[Diagnostic], None]) -> Pack:
    """The pack, with names declared before conditions are read, so that literals get their types."""
    head = files.by_kind["pack"][0]
    about = head.fields("pack") or head
    tables = tuple(files.entries("codes", "tables"))
    listed = map(declare.code_set, files.entries("codes", "code-sets"))
    code_sets = by_id(chain(listed, map(code_set_of, tables)), report)
    facts = by_id(
        (declare.fact(item, code_sets) for item in files.entries("facts", "facts")), report
    )
    parameters = by_id(
        (declare.parameter(item, report) for item in files.entries("parameters", "parameters")),
        report,
    )
    yes_no = chain(
        map(declare.criterion, files.entries("rules", "criteria")),
        map(declare.duty, files.entries("rules", "duties")),
    )
    criteria = by_id(yes_no, report)
    choices = by_id(map(declare.choice, files.entries("rules", "choices")), report)
    amounts = tuple(files.entries("rules", "amounts"))
    symbols = {
        **_symbols(facts, parameters, criteria, choices),
        **{item.text("id"): Symbol(Type(item.text("type"))) for item in amounts},
    }
    words = in_words(criteria, choices, {item.text("id"): item.text("title") for item in amounts})
    doubled = _declared_twice(files)
    known = {name: symbol for name, symbol in symbols.items() if name not in doubled}
    reader = ConditionReader(known, report)
    documents, statements = registered(files.by_kind.get("sources", ()), report)
    scope, course = about.fields("scope"), head.fields("course")
    return Pack(
        id=about.text("id"),
        version=about.text("version"),
        title=about.text("title"),
        digest=files.digest,
        window=declare.period(about.fields("window")),
        service_date=about.text("service-date"),
        service_date_span=about.place("service-date"),
        span=about.place("id"),
        questions=by_id((declare.question(item, parameters) for item in _questions(files)), report),
        facts=facts,
        parameters=parameters,
        code_sets=code_sets,
        criteria=criteria,
        choices=choices,
        amounts=by_id((declare.amount(item, reader) for item in amounts), report),
        rules=by_id(
            chain(
                (declare.rule(item, reader) for item in files.entries("rules", "rules")),
                *(rules_of(table, reader, words) for table in tables),
            ),
            report,
        ),
        documents=documents,
        statements=statements,
        presumptions=tuple(
            declare.presumption(item, reader) for item in _of_cases(files, "presumptions")
        ),
        impossible=tuple(
            by_id(
                (declare.impossible(item, reader) for item in _of_cases(files, "impossible")),
                report,
            ).values()
        ),
        scope=declare.scope(scope, reader) if scope else None,
        course=course_rules(course) if course else None,
        terms=by_id(map(declare.term, files.entries("terms", "terms")), report),
        coverage=declare.coverage(about.fields("coverage")),
        catalogues=tuple(map(catalogue, files.by_kind.get("catalogue", ()))),
        waivers=tuple(map(waiver, files.entries("waivers", "waivers"))),
        declared_twice=doubled,
        leaves_out_unconfirmed=about.text("unconfirmed") == "leave-out",
        topics={
            written.span.file: declare.topic(written)
            for file in files.by_kind.get("rules", ())
            if (written := file.fields("topic")) is not None
        },
    )


def _questions(files: _Files) -> Iterator[Fields]:
    """Those of pack.yaml, then those of the other files by their names: the first is the main one."""
    about = files.by_kind["pack"][0].fields("pack")
    return chain(
        about.mappings("questions") if about else (), files.entries("questions", "questions")
    )


def _no_question(files: _Files) -> Diagnostic:
    about = files.by_kind["pack"][0].fields("pack")
    return Diagnostic(
        "CV202",
        "`questions` is missing",
        "a pack without a question can't be asked anything",
        about.span if about else None,
        "add `questions` here, or in a file of questions/",
    )


def _of_cases(files: _Files, key: str) -> Iterator[Fields]:
    """What is written of all cases, in pack.yaml or beside the facts."""
    return chain(files.entries("pack", key), files.entries("facts", key))


def _kinds(
    pack: Pack, files: _Files, report: Callable[[Diagnostic], None]
) -> Mapping[str, CaseKind]:
    """The kinds of cases, read with the names and values of the pack that they belong to."""

    def kind(fields: Fields) -> CaseKind:
        node = fields.get("case")
        assert isinstance(node, MappingNode), "the schema asks for a group of facts"
        case, problems = case_from_node(pack, node, fields.span.file)
        for problem in problems:
            report(problem)
        return CaseKind(fields.text("id"), fields.text("title"), case, fields.place("id"))

    return by_id(map(kind, files.entries("pack", "kinds")), report)


def _declared_twice(files: _Files) -> frozenset[str]:
    """The names that two things share, of one kind or of two."""
    found = chain.from_iterable(files.entries(kind, key) for kind, key in _NAMED)
    counted = Counter(item.text("id") for item in found)
    return frozenset(id for id, times in counted.items() if times > 1)


def _symbols(
    facts: Mapping[str, Fact],
    parameters: Mapping[str, Parameter],
    criteria: Mapping[str, Criterion],
    choices: Mapping[str, Choice],
) -> dict[str, Symbol]:
    """What each declared name can be compared with; a fact whose code set is unknown can't be read at all."""
    unlisted = {id for id, item in facts.items() if item.values_from and not item.values}
    return {
        **{id: Symbol(fact.type, fact.values) for id, fact in facts.items() if id not in unlisted},
        **{id: Symbol(parameter.type) for id, parameter in parameters.items()},
        **{id: Symbol(Type.BOOLEAN) for id in criteria},
        **{id: Symbol(Type.CHOICE, choice.values) for id, choice in choices.items()},
    }
