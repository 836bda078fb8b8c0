"""Catalogues, entry by entry: what is encoded where, and what has no answer."""

from dataclasses import replace
from pathlib import Path

import pytest

from coverdict import Pack, open_pack
from coverdict.auditing.scenarios.answered import Standing, answered
from coverdict.auditing.scenarios.matrix import matrix_of
from coverdict.vocabulary.catalogues import Catalogue, CatalogueEntry, CatalogueSection
from coverdict.vocabulary.sources import Citation, Role
from tests.auditing.catalogued import IN, entries, found
from tests.loading.test_tables import pack_with

ROOT = Path(__file__).parents[3]


def test_an_entry_stands_as_the_statement_does_that_says_most(tmp_path: Path) -> None:
    told = {number: str(each.standing) for number, each in entries(tmp_path).items()}
    assert told == {
        "P-1": "encoded",
        "P-2": "encoded",
        "P-3": "out-of-scope",
        "P-4": "advice",
        "P-5": "definition",
        "P-6": "unanswered",
    }


def test_an_entry_is_known_as_surely_as_its_least_sure_statement(tmp_path: Path) -> None:
    told = entries(tmp_path)
    known = [told[number].confidence for number in ("P-1", "P-2", "P-4", "P-6")]
    assert known == ["primary", "unconfirmed", "secondary", None]


def test_the_figures_count_entries(tmp_path: Path) -> None:
    told = found(tmp_path)
    counts = {"encoded": 2, "advice": 1, "definition": 1, "informative": 0, "out-of-scope": 1}
    assert (told.count, told.standings) == (6, counts | {"unanswered": 1})
    assert told.confidences == {"primary": 3, "secondary": 1, "unconfirmed": 1}


def test_whatever_cites_a_statement_is_told_with_its_file(tmp_path: Path) -> None:
    told = entries(tmp_path)
    assert [(each.kind, each.id, each.file) for each in told["P-4"].encoded_in] == [
        ("fact", "dog", "facts/all.yaml")
    ]
    cited = {(each.kind, each.id, each.file) for each in told["P-1"].encoded_in}
    assert cited >= {
        ("rule", "open-gate", "rules/all.yaml"),
        ("parameter", "full-price", "parameters/all.yaml"),
        ("code set", "tickets", "codes/all.yaml"),
        ("amount", "price", "rules/all.yaml"),
        ("duty", "duty.pay", "rules/all.yaml"),
    }


def test_a_term_that_is_explained_by_a_statement_is_no_answer_to_it(tmp_path: Path) -> None:
    term = "terms: [{id: dogs, title: dogs, says: Dogs., cites: [law.out, law.ask]}]\n"
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms/all.yaml").write_text(term, encoding="utf-8")
    told = entries(tmp_path)
    assert (str(told["P-3"].standing), told["P-3"].encoded_in) == ("out-of-scope", ())
    assert {each.kind for each in told["P-4"].encoded_in} == {"fact"}


def test_scenarios_count_that_rest_on_a_statement_and_are_as_expected(tmp_path: Path) -> None:
    told = entries(tmp_path / "a")
    assert (told["P-2"].statements[1].statement.id, told["P-2"].statements[1].scenarios) == (
        "old",
        ("old",),
    )
    failing = found(tmp_path / "b", IN.replace("covered", "not-covered"))
    assert failing.failed == ("in",)
    assert not any(each.scenarios for each in failing.entries)


@pytest.mark.parametrize(
    ("role", "standing"),
    [
        (Role.ENCODED, Standing.UNANSWERED),
        (Role.ADVICE, Standing.UNANSWERED),
        (Role.UNREVIEWED, Standing.UNANSWERED),
        (Role.INFORMATIVE, Standing.INFORMATIVE),
    ],
)
def test_what_nothing_cites_is_an_answer_only_where_it_says_why(
    tmp_path: Path, role: Role, standing: Standing
) -> None:
    found(tmp_path)
    pack = open_pack(tmp_path, "park").pack
    assert pack is not None
    dog = replace(pack.statements["law.dog"], role=role)
    changed = replace(pack, statements={**pack.statements, "law.dog": dog})
    told = {each.number: each for each in answered(changed, matrix_of(changed, ())).entries}
    assert told["P-5"].standing is standing


def numbered(pack: Pack) -> Pack:
    """The pack with a catalogue in which every statement has a number."""
    keys = {key: f"N{number}" for number, key in enumerate(pack.statements)}
    entries = tuple(CatalogueEntry(number, key, pack.span) for key, number in keys.items())
    every = Catalogue("all", "All", (CatalogueSection(None, entries),), pack.span)
    statements = {
        key: replace(each, catalogue=(Citation(keys[key], each.span),))
        for key, each in pack.statements.items()
    }
    return replace(pack, statements=statements, catalogues=(every,))


@pytest.mark.parametrize("folder", ["knowledge/medicare-therapy", "tests/packs/library-loans"])
def test_everything_that_a_real_pack_cites_is_told_with_a_file_of_it(folder: str) -> None:
    read = open_pack(ROOT / folder, f"some/where/{Path(folder).name}", scenarios=False).pack
    assert read is not None
    pack = numbered(read)
    told = answered(pack, matrix_of(pack, ()))
    cited = {one for entry in told.entries for one in entry.encoded_in}
    assert {one.kind for one in cited} >= {"rule", "closure", "presumption", "parameter"}
    assert {one.file for one in cited if not (ROOT / folder / one.file).is_file()} == set()
    assert told.standings["unanswered"] == 0


def test_a_table_is_told_once_and_not_rule_by_rule(tmp_path: Path) -> None:
    pack = numbered(pack_with(tmp_path))
    (gate,) = answered(pack, matrix_of(pack, ())).entries
    tables = [(each.kind, each.id, each.file) for each in gate.encoded_in if each.id[:5] == "codes"]
    assert tables == [("table", "codes", "codes/all.yaml")]
