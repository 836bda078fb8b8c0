"""Catalogues held against the statements: numbers lead to entries, entries to statements."""

from pathlib import Path

import pytest

from coverdict import open_pack, open_to_decide
from coverdict.vocabulary.diagnostics import Diagnostic
from tests.packs_written import SOURCES, minimal_pack

PARKS = """\
catalogue: {id: parks, title: The law of parks}
entries:
  - {id: P-1, title: Gates are open}
sections:
  - title: Dogs
    entries: [{id: P-2, title: Dogs stay outside}]
"""
DOGS = """\
document: {id: law, title: The law of parks, rank: statute, held: false}
statements:
  - {id: dogs, citation: § 2, catalogue: [P-2], says: No dogs., role: out-of-scope, why: w}
"""


def found(
    folder: Path, catalogue: str = PARKS, law: str = DOGS, gate: str = "[P-1]", more: str = ""
) -> tuple[Diagnostic, ...]:
    files = {"catalogue/parks.yaml": catalogue, "sources/law.yaml": law, "catalogue/z.yaml": more}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if text:
            (folder / name).write_text(text, encoding="utf-8")
    numbered = SOURCES.replace("    says:", f"    catalogue: {gate}\n    says:")
    return minimal_pack(folder, sources=numbered).diagnostics


def test_a_catalogue_that_is_answered_is_sound(tmp_path: Path) -> None:
    assert found(tmp_path) == ()
    pack = open_pack(tmp_path, "park").pack
    assert pack is not None
    assert [each.title for each in pack.catalogues[0].sections] == [None, "Dogs"]
    assert [each.id for each in pack.catalogues[0].entries] == ["P-1", "P-2"]


@pytest.mark.parametrize(
    ("number", "help"),
    [("P-11", "did you mean `P-1`?"), ("Q-7", "add its entry to a file of catalogue/")],
)
def test_a_number_that_no_catalogue_has_is_refused(tmp_path: Path, number: str, help: str) -> None:
    (told,) = found(tmp_path, gate=f"[P-1, {number}]")
    assert (told.code, told.message) == ("CV445", f"no catalogue has the number `{number}`")
    assert (told.help, str(told.span)) == (help, "park/sources/all.yaml:6:22")


def test_an_entry_that_no_statement_answers_is_a_warning(tmp_path: Path) -> None:
    (told,) = found(tmp_path, law=DOGS.replace("catalogue: [P-2], ", ""))
    assert (told.code, told.is_error) == ("CV446", False)
    assert told.message == "no statement answers `P-2` of the catalogue: Dogs stay outside"
    assert str(told.span) == "park/catalogue/parks.yaml:6:20"


@pytest.mark.parametrize(
    ("id", "number", "name", "place"),
    [("more", "P-1", "P-1", "z.yaml:2:16"), ("parks", "P-2", "parks", "z.yaml:1:17")],
)
def test_numbers_and_catalogues_are_declared_once(
    tmp_path: Path, id: str, number: str, name: str, place: str
) -> None:
    more = f"catalogue: {{id: {id}, title: t}}\nentries: [{{id: {number}, title: t}}]\n"
    told = found(tmp_path, more=more)
    assert {each.code for each in told} == {"CV310"}
    assert (told[0].message, str(told[0].span)) == (
        f"`{name}` is declared twice",
        f"park/catalogue/{place}",
    )


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("catalogue: {id: a, title: t}\n", "CV202", "`entries` is missing"),
        ("catalogue: {id: a, title: t}\nentries: []\n", "CV206", "`entries` is empty"),
        ("entries: [{id: P-3, title: t}]\n", "CV202", "`catalogue` is missing"),
    ],
)
def test_a_catalogue_has_a_head_and_entries(
    tmp_path: Path, text: str, code: str, message: str
) -> None:
    (told,) = found(tmp_path, more=text)
    assert (told.code, told.message) == (code, message)


def test_a_catalogue_decides_nothing(tmp_path: Path) -> None:
    assert found(tmp_path / "a") == ()
    decided = open_to_decide(tmp_path / "a", "park", None).pack
    assert found(tmp_path / "b", catalogue=PARKS.replace("The law", "A law")) == ()
    other = open_to_decide(tmp_path / "b", "park", None).pack
    assert decided is not None
    assert other is not None
    assert (decided.digest, decided.catalogues) == (other.digest, ())
