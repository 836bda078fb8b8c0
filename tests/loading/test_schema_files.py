import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from coverdict.loading.schemas import SchemaStore, schema_diagnostics
from coverdict.loading.strict_yaml import read_yaml
from coverdict.vocabulary.diagnostics import Span
from coverdict.vocabulary.nodes import Entry, Mapping, Node, PlainValue, Scalar, Sequence, plain
from tests.loading.shape_samples import SOURCE, STORE, refused

ROOT = Path(__file__).parents[2]
KINDS = [
    "pack",
    "sources",
    "facts",
    "parameters",
    "codes",
    "rules",
    "questions",
    "terms",
    "scenarios",
    "case",
]
KINDS += ["course", "plan", "waivers", "catalogue"]
FILES = {
    kind: json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8"))
    for kind in [*KINDS, "common"]
}


def blocks() -> list[tuple[str, str]]:
    """Every example of the language page with the kind of its file."""
    page = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    kinds = "pack.yaml|facts|parameters|codes|rules|questions|terms|scenarios|waivers|catalogue"
    found = re.findall(rf"^## ({kinds})\S*\n.*?^```yaml\n(.*?)^```", page, re.M | re.S)
    _, courses = page.split("## Courses and plans")
    found += [
        (text.split(":")[0], text)
        for text in re.findall(r"^```yaml\n(.*?)^```", courses, re.M | re.S)
    ]
    found = [(kind, text) for kind, text in dict.fromkeys(found)]
    return [(kind.removesuffix(".yaml"), text.replace("[...]", "[a.b]")) for kind, text in found]


@pytest.mark.parametrize(("kind", "text"), blocks())
def test_every_example_of_the_language_page_fits_its_schema(kind: str, text: str) -> None:
    assert refused(kind, text) == []


def test_the_language_page_has_an_example_of_each_kind() -> None:
    assert {kind for kind, _ in blocks()} == set(KINDS) - {"sources", "case"}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "knowledge").rglob("sources/*.yaml")), ids=lambda p: p.stem
)
def test_every_source_that_is_held_fits_its_schema(path: Path) -> None:
    assert refused("sources", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("kind", [*KINDS, "common"])
def test_a_schema_is_sound_and_has_its_own_name(kind: str) -> None:
    Draft202012Validator.check_schema(FILES[kind])
    assert FILES[kind]["$id"] == f"urn:coverdict:schema:{kind}"
    assert FILES[kind]["title"]
    assert FILES[kind]["description"]


def properties(schema: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - a document of JSON
    if isinstance(schema, list):
        for part in schema:
            yield from properties(part)
    if isinstance(schema, dict):
        conditional = any(key in schema for key in ("const", "if"))
        if not conditional:
            yield from schema.get("properties", {}).items()
        for key, part in schema.items():
            if key not in ("if", "then", "else", "allOf", "examples"):
                yield from properties(part)


@pytest.mark.parametrize("kind", [*KINDS, "common"])
def test_an_editor_can_explain_every_key(kind: str) -> None:
    silent = [
        k
        for k, part in properties(FILES[kind])
        if not (part.get("title") and part.get("description"))
    ]
    assert silent == []


def test_a_schema_with_a_keyword_that_is_not_understood_is_a_bug(tmp_path: Path) -> None:
    (tmp_path / "facts.schema.json").write_text('{"anyOf": []}')
    with pytest.raises(ValueError, match="anyOf"):
        SchemaStore(tmp_path).shape("facts")


# The published files are the contract: on every document, what is refused here is what they refuse.

_REGISTRY: Any = Registry().with_resources(
    [(schema["$id"], Resource.from_contents(schema)) for schema in FILES.values()]
)
REFEREES = {kind: Draft202012Validator(FILES[kind], registry=_REGISTRY) for kind in KINDS}
SAMPLES: list[tuple[str, Any]] = [
    (kind, plain(node))
    for kind, text in [
        *blocks(),
        ("sources", SOURCE),
        ("case", "a: {b: [c]}"),
    ]
    if (node := read_yaml(text, "f.yaml")[0]) is not None
]
TEXTS = [
    "",
    " ",
    "x",
    "a.b",
    "$a.b",
    "$A",
    "A b",
    "2026-01-01",
    "2026-1-1",
    "open",
    "2480.00",
    "2480.001",
]
TEXTS += ["-1", "all", "true", "0.01", "choice", "date", "informative", "covered", "x\n", "a.b\n"]
LEAVES = st.sampled_from([*TEXTS, True, False, 0, 1, -1])
KEYS = st.sampled_from(
    ["all", "any", "not", "is", "in", "sum", "of", "n", "x", "a.b", "Bad Key", "", "like", "type"]
)
STRAYS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=2),
    max_leaves=5,
)


def places(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - a document of JSON
    """Every place in a document, as a list or mapping with the index or key in it."""
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in list(pairs):
        yield value, key
        yield from places(inner)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, Any]:
    """A sound document with up to three places changed, taken away or renamed."""
    kind, sample = copy.deepcopy(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(0, 3))):
        owner, key = draw(st.sampled_from(list(places(sample)) or [({"": 1}, "")]))
        change = draw(st.sampled_from(["change", "remove", "rename"]))
        moved = owner.pop(key) if change != "change" else None
        if change == "change":
            owner[key] = draw(STRAYS)
        elif change == "rename" and isinstance(owner, dict):
            owner[draw(KEYS)] = moved
    return kind, sample


def noded(value: PlainValue) -> Node:
    span = Span("f.yaml")
    match value:
        case dict():
            return Mapping(
                tuple(Entry(key, span, noded(inner)) for key, inner in value.items()), span
            )
        case list():
            return Sequence(tuple(map(noded, value)), span)
        case _:
            return Scalar(value, span)


def ends_lines(value: object) -> bool:
    """Whether a text ends in a line break, where Python's `$` and JSON Schema's differ."""
    return "\\n" in json.dumps(value)


@given(documents())
def test_what_is_refused_here_is_what_the_published_schema_refuses(
    document: tuple[str, Any],
) -> None:
    kind, value = document
    found = [d for d in schema_diagnostics(noded(value), kind, STORE) if d.code != "CV207"]
    if not ends_lines(value):
        assert REFEREES[kind].is_valid(value) == (found == [])
