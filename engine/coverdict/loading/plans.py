"""A plan from its file: only what the pack leaves to plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from coverdict.loading.cases import FilePart, TextPart, case_from_node
from coverdict.loading.schemas import SchemaStore
from coverdict.loading.shaped_files import read_shaped
from coverdict.vocabulary.cases import Case
from coverdict.vocabulary.courses import Plan
from coverdict.vocabulary.diagnostics import Diagnostic, Span, in_order
from coverdict.vocabulary.nodes import Mapping
from coverdict.vocabulary.packs import Pack


@dataclass(slots=True)
class ReadPlan:
    """The plan, if nothing was wrong; else the diagnostics. ``texts`` are the files read, by the name shown."""

    plan: Plan | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: dict[str, str] = field(default_factory=dict)


def read_plan(pack: Pack, part: FilePart | TextPart, schemas: SchemaStore) -> ReadPlan:
    """The plan in a file, in YAML or JSON."""
    read = read_shaped(part, "plan", schemas)
    if read.fields is None:
        return ReadPlan(None, read.diagnostics, read.texts)
    node = read.fields.get("case")
    assert isinstance(node, Mapping), "the schema asks for one"
    case, found = case_from_node(pack, node, part.shown_as)
    found = (*read.diagnostics, *found, *_not_a_plans(pack, case))
    if any(item.is_error for item in found):
        return ReadPlan(None, in_order(found), read.texts)
    plan = Plan(read.fields.text("id"), read.fields.text("title"), case)
    return ReadPlan(plan, in_order(found), read.texts)


def _not_a_plans(pack: Pack, case: Case) -> Iterator[Diagnostic]:
    allowed = [cited.key for cited in pack.course.plan_facts] if pack.course else []
    for name, given in (*case.facts.items(), *case.stated.items()):
        if name not in allowed:
            yield _not_settled(name, given.span, allowed)


def _not_settled(name: str, span: Span | None, allowed: list[str]) -> Diagnostic:
    """No name is guessed here: the fact is one that the pack has."""
    listed = ", ".join(f"`{fact}`" for fact in allowed) or "nothing"
    return Diagnostic(
        "CV430",
        f"no plan settles `{name}`",
        "a plan file is used with many cases, and this fact differs from one to the next",
        span,
        f"put it in the case; a plan settles {listed}",
    )
