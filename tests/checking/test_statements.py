from pathlib import Path

import pytest

from tests.packs_written import RULES, SOURCES, found, only

STATEMENT = SOURCES[SOURCES.index("  - id: gate") :]


def with_a_tree(role: str) -> str:
    return SOURCES + STATEMENT.replace("gate", "tree").replace("encoded", role)


def test_a_citation_of_nothing_is_told_the_nearest_statement(tmp_path: Path) -> None:
    rules = RULES.replace("    cites: [sign.gate]\n    eff", "    cites: [sign.gat]\n    eff")
    assert only(tmp_path, rules=rules) == (
        "CV303",
        "the cited statement `sign.gat` is not registered",
        "did you mean `sign.gate`, registered at park/sources/all.yaml:3:9?",
        "park/rules/all.yaml:8:13",
    )


@pytest.mark.parametrize(
    ("role", "code", "message", "help_"),
    [
        (
            "encoded",
            "CV315",
            "the statement `sign.tree` is marked encoded, but nothing that decides cites it",
            "cite it in the rule, value, presumption or closure that it supports, or give it another role",
        ),
        (
            "advice",
            "CV316",
            "the statement `sign.tree` is marked advice, but no duty and no question cites it",
            "cite it in a duty or in the fact that it says to ask for, or give it another role",
        ),
        (
            "unreviewed",
            "CV317",
            "the statement `sign.tree` is unreviewed",
            "read it, then give it a role: encoded, advice, definition, informative or out-of-scope",
        ),
    ],
)
def test_a_statement_without_the_use_that_its_role_promises_is_refused(
    tmp_path: Path, role: str, code: str, message: str, help_: str
) -> None:
    place = "park/sources/all.yaml:8:9"
    assert only(tmp_path, sources=with_a_tree(role)) == (code, message, help_, place)


@pytest.mark.parametrize(
    "role", ["definition", "informative\n    why: w", "out-of-scope\n    why: w"]
)
def test_a_statement_that_decides_nothing_needs_no_use(tmp_path: Path, role: str) -> None:
    assert found(tmp_path, sources=with_a_tree(role)) == ()


@pytest.mark.parametrize("role", ["informative", "out-of-scope"])
def test_a_cited_statement_that_decides_nothing_is_refused(tmp_path: Path, role: str) -> None:
    (first, *_) = found(tmp_path, sources=SOURCES.replace("encoded", f"{role}\n    why: w"))
    assert first.code == "CV318"
    assert first.message == f"`sign.gate` is cited, but its register says that it is {role}"
    assert first.help == "give the statement the role encoded or advice, or cite another"
    assert [str(near.span) for near in first.related] == ["park/sources/all.yaml:3:9"]


def test_a_statement_of_a_held_document_without_a_digest_is_refused(tmp_path: Path) -> None:
    without = SOURCES.replace(f"    digest: sha256:{'1' * 64}\n", "")
    assert only(tmp_path, sources=without) == (
        "CV321",
        "the statement `sign.gate` has no digest",
        "add the digest of its sentence, or write `held: false` for a document that is not at hand",
        "park/sources/all.yaml:3:9",
    )
