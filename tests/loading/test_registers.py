"""Statements of one document in several files, and what a statement tells of itself."""

from datetime import date
from pathlib import Path

import pytest

from coverdict.vocabulary.diagnostics import Diagnostic
from coverdict.vocabulary.periods import ALWAYS, Period
from coverdict.vocabulary.sources import Statement
from tests.packs_written import catalogue_of, found, minimal_pack, only

HEAD = "document: {id: law, title: The law of parks, rank: statute, held: false}\n"
APART = "document: law\n"
DOGS = "  - {id: dogs, citation: § 2, says: No dogs., role: informative, why: w}\n"
CATS = DOGS.replace("dogs", "cats")
LISTED = "statements:\n"


def write(folder: Path, **files: str) -> Path:
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / "sources" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def in_parts(folder: Path, **files: str) -> tuple[Diagnostic, ...]:
    return found(write(folder, **files))


@pytest.mark.parametrize(("head", "part"), [("a", "b"), ("b", "a")])
def test_statements_of_a_document_that_is_not_held_may_be_spread_over_files(
    tmp_path: Path, head: str, part: str
) -> None:
    files = {head: HEAD + LISTED + DOGS, part: APART + LISTED + CATS}
    pack = minimal_pack(write(tmp_path, **files)).pack
    assert pack is not None
    assert set(pack.statements) == {"sign.gate", "law.dogs", "law.cats"}
    assert pack.statements["law.cats"].document is pack.documents["law"]


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("lax", "did you mean `law`?"),
        ("x", "write `document:` with id, title and rank here, or in"),
    ],
)
def test_statements_of_a_document_that_nobody_registers_are_refused(
    tmp_path: Path, name: str, help: str
) -> None:
    files = {"a": HEAD + LISTED + DOGS, "b": f"document: {name}\n{LISTED}{CATS}"}
    (told,) = in_parts(tmp_path, **files)
    assert (told.code, told.message) == ("CV444", f"no file registers the document `{name}`")
    assert str(told.help).startswith(help)
    assert str(told.span) == "park/sources/b.yaml:1:11"


def test_a_document_that_is_held_has_one_register(tmp_path: Path) -> None:
    part = f"document: sign\n{LISTED}{DOGS}"
    assert only(write(tmp_path, b=part)) == (
        "CV448",
        "this file only adds statements to `sign`",
        "keep all statements of the document in the file that registers it",
        "park/sources/b.yaml:1:11",
    )


def test_two_statements_of_a_document_have_two_ids_in_whatever_files(tmp_path: Path) -> None:
    (told,) = in_parts(tmp_path, a=HEAD + LISTED + DOGS, b=APART + LISTED + DOGS)
    assert (told.code, told.message) == ("CV310", "`dogs` is declared twice")
    assert str(told.span) == "park/sources/b.yaml:3:10"
    assert [str(near.span) for near in told.related] == ["park/sources/a.yaml:3:10"]


def statement(folder: Path, keys: str) -> Statement:
    text = HEAD + LISTED + DOGS.replace("role:", f"{keys} role:")
    catalogue_of(folder, "PT-08", "GEN-1.2")
    pack = minimal_pack(write(folder, a=text)).pack
    assert pack is not None
    return pack.statements["law.dogs"]


def test_a_statement_tells_its_numbers_and_when_it_is_law_and_known(tmp_path: Path) -> None:
    periods = "effective: {from: 2024-01-01, until: open}, known: {from: 2025-02-01, until: open},"
    read = statement(tmp_path, f"catalogue: [PT-08, GEN-1.2], {periods}")
    assert [each.key for each in read.catalogue] == ["PT-08", "GEN-1.2"]
    assert str(read.catalogue[0].span) == "park/sources/a.yaml:3:59"
    assert (read.effective, read.known) == (Period(date(2024, 1, 1)), Period(date(2025, 2, 1)))


def test_a_statement_without_periods_is_always_law(tmp_path: Path) -> None:
    read = statement(tmp_path, "")
    assert (read.catalogue, read.effective, read.known) == ((), ALWAYS, ALWAYS)


@pytest.mark.parametrize("kind", ["effective", "known"])
def test_a_period_of_a_statement_ends_after_it_begins(tmp_path: Path, kind: str) -> None:
    keys = f"{kind}: {{from: 2025-01-01, until: 2024-01-01}},"
    text = HEAD + LISTED + DOGS.replace("role:", f"{keys} role:")
    (told,) = in_parts(tmp_path, a=text)
    assert (told.code, told.message.split(" ends")[0]) == (
        "CV311",
        f"the {kind} period of statement `law.dogs`",
    )
