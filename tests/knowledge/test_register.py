"""The register of the Medicare article: whole, bound to its sentences, and in our own words."""

import os
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from coverdict import open_pack
from coverdict.loading.documents import document_digest, sentences
from coverdict.vocabulary.packs import Pack
from coverdict.vocabulary.sources import Role, Statement

ROOT = Path(__file__).parents[2]
DOCUMENTS = Path(os.environ.get("COVERDICT_DOCUMENTS") or ROOT.parent / "shared" / "sources")
ARTICLE = DOCUMENTS / "000_7a1f0a0e90650317.txt"
RUN = 8  # words that no text of ours shares with the article in a row
at_hand = pytest.mark.skipif(not ARTICLE.is_file(), reason="the article is not at hand here")


@cache
def pack() -> Pack:
    found = open_pack(ROOT / "knowledge" / "medicare-therapy", "medicare-therapy").pack
    assert found is not None
    return found


def registered() -> list[Statement]:
    return [one for one in pack().statements.values() if one.document.id == "therapy-article"]


def test_no_statement_is_unreviewed() -> None:
    assert not [key for key, one in pack().statements.items() if one.role is Role.UNREVIEWED]


def test_what_decides_nothing_says_why() -> None:
    silent = (Role.INFORMATIVE, Role.OUT_OF_SCOPE)
    assert all(one.why for one in pack().statements.values() if one.role in silent)


@at_hand
def test_every_sentence_is_registered_once_with_its_digest() -> None:
    found = [(one.block, one.sentence, one.digest) for one in registered()]
    there = [(one.block, one.sentence, one.digest) for one in sentences(ARTICLE.read_text("utf-8"))]
    assert sorted(found) == sorted(there)
    assert {block for block, _, _ in found} == set(range(1, 85))


@at_hand
def test_the_document_is_the_one_registered() -> None:
    assert pack().documents["therapy-article"].digest == document_digest(ARTICLE.read_bytes())


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9$%]+", text.lower().replace("’", "'"))


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[at : at + RUN]) for at in range(len(found) - RUN + 1)}


@at_hand
def test_no_text_of_the_article_is_copied_into_the_project() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    prose_of_article = [
        one.text for one in sentences(ARTICLE.read_text("utf-8")) if one.text != one.heading
    ]
    article = set().union(*map(runs, prose_of_article))  # its headings may be named
    prose = [
        ROOT / name for name in listed.split() if name.endswith((".md", ".yaml", ".py", ".txt"))
    ]
    copied = {
        path.name: runs(path.read_text("utf-8")) & article for path in prose if path.is_file()
    }
    assert {name: found for name, found in copied.items() if found} == {}
