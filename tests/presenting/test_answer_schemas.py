"""The schemas of what `explain` and `show` print: they name every field, and every answer keeps to them."""

import json
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from coverdict import OpenedPack, Pack, decide, explain, open_pack
from coverdict.api.answering import Explanation
from coverdict.auditing.scenarios.trials import asking_of
from coverdict.explaining.descriptions import Description, describe
from coverdict.explaining.mentions import Use
from coverdict.explaining.overviews import Named, Overview, TopicOverview, overview
from coverdict.explaining.particulars import Section
from coverdict.loading.schemas import SchemaStore
from coverdict.presenting.as_json import as_json
from coverdict.vocabulary.cases import Refusal
from coverdict.vocabulary.scenarios import Scenario

ROOT = Path(__file__).parents[2]
STORE = SchemaStore(ROOT / "schemas")
PACKS = ["tests/frozen/medicare-therapy", "tests/packs/library-loans"]
DECLARED: list[tuple[str, str | None, type]] = [
    ("explanation", None, Explanation),
    ("description", None, Description),
    ("description", "section", Section),
    ("description", "use", Use),
    ("overview", None, Overview),
    ("overview", "named", Named),
    ("overview", "topic", TopicOverview),
]


@cache
def opened(folder: str) -> OpenedPack:
    return open_pack(ROOT / folder, Path(folder).name)


def pack_of(folder: str) -> Pack:
    found = opened(folder).pack
    assert found is not None
    return found


def keeps_to(name: str, value: object) -> bool:
    return STORE.validator(name).is_valid(json.loads(as_json(value)))


def ids(pack: Pack) -> Iterator[str]:
    for things in (pack.facts, pack.parameters, pack.code_sets, pack.criteria, pack.choices):
        yield from things
    for more in (pack.amounts, pack.rules, pack.questions, pack.documents, pack.statements):
        yield from more
    yield from (each.id for each in pack.impossible)


def one_of_each_kind(folder: str) -> list[Scenario]:
    """A scenario for each question and each verdict on it."""
    kinds = {
        (each.question, each.expect.verdict): each
        for each in opened(folder).scenarios
        if each.expect.refused is None
    }
    return list(kinds.values())


def explained(folder: str, scenario: Scenario) -> Explanation:
    pack = pack_of(folder)
    found = explain(pack, scenario.case, asking_of(pack, scenario))
    assert not isinstance(found, Refusal)
    return found


@pytest.mark.parametrize(("name", "part", "type"), DECLARED)
def test_the_schema_names_the_fields(name: str, part: str | None, type: type[Any]) -> None:
    document = STORE.published(name)
    schema = document["$defs"][part] if part else document
    declared = [each.name for each in fields(type)]
    assert list(schema["properties"]) == schema["required"] == declared
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("name", ["explanation", "description", "overview"])
def test_everything_in_the_schema_has_a_title_and_a_description(name: str) -> None:
    document = STORE.published(name)
    parts = [document, *document.get("$defs", {}).values()]
    shown = [*parts, *(each for part in parts for each in part["properties"].values())]
    assert [each for each in shown if not {"title", "description"} <= each.keys()] == []


@pytest.mark.parametrize("folder", PACKS)
def test_every_thing_of_a_pack_is_described_as_the_schema_says(folder: str) -> None:
    pack = pack_of(folder)
    assert keeps_to("overview", overview(pack))
    assert [id for id in ids(pack) if not keeps_to("description", describe(pack, id))] == []


@pytest.mark.parametrize("folder", PACKS)
def test_an_explanation_of_each_kind_keeps_to_the_schema(folder: str) -> None:
    for scenario in one_of_each_kind(folder):
        assert keeps_to("explanation", explained(folder, scenario)), scenario.id


@pytest.mark.prove
@pytest.mark.parametrize("folder", PACKS)
def test_every_explanation_and_every_verdict_keeps_to_the_schema(folder: str) -> None:
    pack = pack_of(folder)
    for scenario in [each for each in opened(folder).scenarios if each.expect.refused is None]:
        assert keeps_to("explanation", explained(folder, scenario)), scenario.id
        verdict = decide(pack, scenario.case, asking_of(pack, scenario))
        assert keeps_to("verdict", verdict), scenario.id


@pytest.mark.parametrize("name", ["explanation", "description", "overview"])
def test_the_schema_refuses_a_key_that_no_answer_has(name: str) -> None:
    pack = pack_of(PACKS[1])
    answers = {
        "explanation": explained(PACKS[1], opened(PACKS[1]).scenarios[0]),
        "description": describe(pack, "loan.one-week"),
        "overview": overview(pack),
    }
    plain = json.loads(as_json(answers[name]))
    assert STORE.validator(name).is_valid(plain)
    assert not STORE.validator(name).is_valid(plain | {"confidence": "high"})
