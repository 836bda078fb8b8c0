"""A pack's own vocabulary as JSON Schema, so that an editor completes its names and values and shows their questions.

Enters a pack with the published schemas. Leaves for each kind of file one schema that stands alone: the published one,
in which every place for a name or value of the pack lists those that there are. It is written in draft 7, which all
versions of the YAML language server know, and restrictions never stand beside a ``$ref``, where draft 7 ignores them.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Mapping

from coverdict.loading.pack_files import FOLDERS
from coverdict.loading.shapes import Schema, SchemaStore
from coverdict.vocabulary.packs import Fact, Pack
from coverdict.writing.case_schemas import can_be_given, case_definitions
from coverdict.writing.condition_schemas import conclusion_schema, condition_definitions
from coverdict.writing.expected_schemas import expected_schema
from coverdict.writing.schema_parts import defined, listed, titles

KINDS = ("pack", *FOLDERS, "case", "course", "plan")
MADE_BY = "Written by `coverdict schema`"
_COMMON = "urn:coverdict:schema:common#/$defs/"
_NAMES: Mapping[str, Mapping[str, str]] = {
    "pack": {
        "pack/service-date": "fact-name",
        "course/carries/[]/fact": "fact-name",
        "course/carries/[]/becomes": "amount-name",
        "course/totals/[]/amount": "amount-name",
        "course/milestones/[]": "criterion-name",
        "course/lines/[]/amount": "amount-name",
        "course/lines/[]/limit": "parameter-name",
        "course/plan-facts/[]": "given-name",
    },
    "sources": {
        "statements/[]/catalogue/[]": "catalogue-name",
        "statements/[]/contradicts/[]/statement": "statement-id",
        "statements/[]/contradicts/[]/follows": "statement-id",
    },
    "facts": {"facts/[]/instead-of/[]": "fact-name"},
    "codes": {"tables/[]/of": "looked-up-name"},
    "rules": {"amounts/[]/stands-in-for": "amount-name", "rules/[]/defeats/[]": "rule-name"},
    "terms": {"terms/[]/about/[]": "about-name"},
    "scenarios": {
        "scenarios/[]/question": "question-name",
        "scenarios/[]/like": "scenario-name",
        "scenarios/[]/without/[]": "given-name",
        "scenarios/[]/expect/rests-on/[]": "evidence-name",
        "scenarios/[]/expect/rules/[]": "rule-name",
        "scenarios/[]/expect/no-rules/[]": "rule-name",
        "scenarios/[]/expect/duties/[]": "duty-name",
        "scenarios/[]/expect/no-duties/[]": "duty-name",
        "scenarios/[]/expect/missing/[]": "given-name",
        "scenarios/[]/expect/not-missing/[]": "given-name",
        "scenarios/[]/expect/refused": "impossible-name",
        "scenarios/[]/expect/shade": "criterion-name",
    },
}
"""The places in a kind of file that hold a name: keys joined by `/`, `[]` for the items of a list."""
_SHARED_NAMES: Mapping[str, Mapping[str, str]] = {
    "question": {
        "decides": "criterion-name",
        "reports/[]": "conclusion-name",
        "shades/[]/when": "criterion-name",
    },
    "presumption": {"fact": "fact-name", "unless-told/[]": "fact-name"},
}
"""The same, in what several kinds of file may hold."""


def vocabulary_schema(
    pack: Pack, scenarios: Iterable[str], kind: str, schemas: SchemaStore
) -> Schema:
    """The schema of a kind of file of this pack; ``scenarios`` are the ids of its scenarios."""
    common = copy.deepcopy(schemas.published("common")["$defs"])
    schema = copy.deepcopy(schemas.published(kind))
    for place, name in _NAMES.get(kind, {}).items():
        _put(schema, place, defined(name))
    for part, names in _SHARED_NAMES.items():
        for place, name in names.items():
            _put(common[part], place, defined(name))
    if kind == "rules":
        then = _at(schema, "rules/[]/then")
        then.update(conclusion_schema(pack, then))
        then.pop("propertyNames")
    if kind == "codes":
        rows = _at(schema, "tables/[]/rows")["additionalProperties"]
        concluded = conclusion_schema(pack, {"properties": {}})["properties"]
        rows["properties"] = {**concluded, **rows["properties"]}
        rows["additionalProperties"] = False
    if kind == "scenarios":
        expected = _at(schema, "scenarios/[]/expect/conclusions")
        expected.update(expected_schema(pack, expected))
        expected.pop("propertyNames")
    definitions = {
        **common,
        **dict(condition_definitions(pack, common)),
        **dict(case_definitions(pack, common)),
        **dict(_name_definitions(pack, scenarios)),
        "wording-or-code-set": _wording(common["wording-or-code-set"]),
    }
    return _alone(schema, definitions, pack)


def _name_definitions(pack: Pack, scenarios: Iterable[str]) -> Iterator[tuple[str, Schema]]:
    statements = {key: each.says for key, each in pack.statements.items()}
    rules = {id: each.title for id, each in pack.rules.items()}
    code_sets = {f"${id}": said for id, said in titles(pack.code_sets).items()}
    names = {
        "statement-id": statements,
        "rule-name": rules,
        "evidence-name": {**rules, **statements},
        "fact-name": titles(pack.facts),
        "given-name": titles(can_be_given(pack)),
        "looked-up-name": titles(_with_list(pack.facts), pack.choices),
        "parameter-name": titles(pack.parameters),
        "criterion-name": titles(pack.criteria),
        "duty-name": titles({id: each for id, each in pack.criteria.items() if each.action}),
        "amount-name": titles(pack.amounts),
        "conclusion-name": titles(pack.criteria, pack.choices, pack.amounts),
        "about-name": {**_declared(pack), **rules},
        "question-name": {id: each.title for id, each in pack.questions.items()},
        "impossible-name": {each.id: each.title for each in pack.impossible},
        "catalogue-name": {
            each.id: each.title for catalogue in pack.catalogues for each in catalogue.entries
        },
        "scenario-name": dict.fromkeys(scenarios, "a scenario"),
        "code-set": code_sets,
    }
    return ((name, listed(words)) for name, words in names.items())


def _declared(pack: Pack) -> dict[str, str]:
    """Everything that shares the space of names, with its title."""
    conclusions = titles(pack.criteria, pack.choices, pack.amounts)
    return {**titles(pack.facts, pack.parameters, pack.code_sets), **conclusions}


def _with_list(facts: Mapping[str, Fact]) -> Mapping[str, Fact]:
    return {id: fact for id, fact in facts.items() if fact.type.has_list}


def _wording(published: Schema) -> Schema:
    """Values in plain words, a plain list of them, or one or several of the code sets that there are."""
    apart = ("type", "pattern", "if", "then", "else")
    said = {key: each for key, each in published.items() if key not in apart}
    written = {"type": ["object", "array"], **said, **published["else"]}
    several = {"type": "array", "items": defined("code-set"), "minItems": 1, "uniqueItems": True}
    shown = {key: published[key] for key in ("title", "description")}
    return {**shown, "anyOf": [written, several, defined("code-set")]}


def _at(schema: Schema, place: str) -> Schema:
    for step in place.split("/"):
        schema = schema["items"] if step == "[]" else schema["properties"][step]
    return schema


def _put(schema: Schema, place: str, instead: Schema) -> None:
    """Put another schema at the place; what an editor shows of it stays."""
    at = _at(schema, place)
    shown = {key: said for key, said in at.items() if key in ("title", "description")}
    at.clear()
    at.update({**shown, **instead})


def _alone(schema: Schema, definitions: Mapping[str, Schema], pack: Pack) -> Schema:
    """The schema in draft 7, with those definitions that it uses, and no others."""
    said = _in_draft_7({key: each for key, each in schema.items() if not key.startswith("$")})
    if "$ref" in schema:
        said["allOf"] = [_in_draft_7({"$ref": schema["$ref"]})]
    used: dict[str, Schema] = {}
    waiting = list(_uses(said))
    while waiting:
        name = waiting.pop()
        if name not in used:
            used[name] = _in_draft_7(definitions[name])
            waiting += _uses(used[name])
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": f"{MADE_BY} from {pack.id} {pack.version}: write it again when the pack changes.",
        **said,
        "definitions": {name: used[name] for name in sorted(used)},
    }


def _in_draft_7(schema: object) -> Schema:
    translated = _translated(schema)
    assert isinstance(translated, dict)
    return translated


def _translated(part: object) -> object:
    match part:
        case dict():
            return {
                "dependencies" if key == "dependentRequired" else key: _reference(value)
                if key == "$ref"
                else _translated(value)
                for key, value in part.items()
            }
        case list():
            return [_translated(each) for each in part]
        case _:
            return part


def _reference(written: str) -> str:
    name = written.removeprefix(_COMMON).removeprefix("#/$defs/").removeprefix("#/definitions/")
    return f"#/definitions/{name}"


def _uses(part: object) -> Iterator[str]:
    """The names of the definitions that the part refers to."""
    match part:
        case dict():
            for key, value in part.items():
                if key == "$ref":
                    yield str(value).removeprefix("#/definitions/")
                else:
                    yield from _uses(value)
        case list():
            for each in part:
                yield from _uses(each)
